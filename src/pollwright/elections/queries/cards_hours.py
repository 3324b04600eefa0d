"""The hours of a poll as cards print them, and the languages in which they do."""

from __future__ import annotations

from pollwright.documents.imprint import Language, languages_in
from pollwright.elections.queries.electorate_target import Target
from pollwright.law.conduct.at_the_poll import hours_of


def hours_on_cards(target: Target) -> str:
    """Return from when to when the stations of polls taken together are open, such as ``07:00-22:00``."""
    found = [hours_of(poll.kind, poll.nation, target.day) for poll in target.polls]
    opens = min((each.opens for each in found if each.opens is not None), default=None)
    closes = max(each.closes for each in found)
    return f"{opens:%H:%M}-{closes:%H:%M}" if opens else f"{closes:%H:%M}"


def languages_of_cards(target: Target) -> tuple[Language, ...]:
    """Return the languages of the cards of polls taken together, in the order of print."""
    return languages_in(*(poll.nation for poll in target.polls))
