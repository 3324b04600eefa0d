"""Who gets which poll cards, as small tables that an electorate can be joined to; `law.poll_cards` decides each row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.elections.queries.electorate_target import Target, TargetContest, TargetPoll
from pollwright.elections.states import AbsentKind
from pollwright.law.poll_cards import (
    Addressee,
    Arrangement,
    CardKind,
    Voter,
    Withheld,
    cards_due,
    earliest_issue,
)
from pollwright.law.timetables.kinds import Kind

ARRANGEMENTS = {
    "": Arrangement.IN_PERSON,
    AbsentKind.POSTAL.value: Arrangement.BY_POST,
    AbsentKind.PROXY.value: Arrangement.BY_PROXY,
    AbsentKind.POSTAL_PROXY.value: Arrangement.BY_POSTAL_PROXY,
}


@dataclass(frozen=True, slots=True)
class CardRule:
    """That an elector in a situation is due a card of a kind, themselves or their proxy.

    :param anonymous: of an anonymous elector, whose cards go into plain envelopes.
    """

    absent: str
    anonymous: bool
    kind: CardKind
    to_proxy: bool


def card_rules() -> tuple[CardRule, ...]:
    """Return the cards that the law gives each situation of an elector, at a poll that has cards."""
    return tuple(
        CardRule(absent, anonymous, card.kind, card.addressee is Addressee.PROXY)
        for absent, arrangement in ARRANGEMENTS.items()
        for anonymous in (False, True)
        for card in cards_due(Voter(arrangement, anonymous), Kind.LOCAL).cards
    )


def carded_contests(target: Target) -> tuple[TargetContest, ...]:
    """Return the contests for which poll cards are sent (K-01, E-14)."""
    return tuple(
        contest
        for poll in target.polls
        for contest in poll.contests
        if contest.area_id is not None and withheld(poll, contest) is None
    )


def withheld(poll: TargetPoll, contest: TargetContest) -> Withheld | None:
    """Return why nobody is sent a card for a contest, or None where electors are."""
    return cards_due(Voter(), poll.kind, parish_asked=contest.cards_asked_on is not None).withheld


def cards_from(target: Target) -> date | None:
    """Return the first day on which cards may go out; None while a notice of election is outstanding (K-02, C-09)."""
    published = [poll.notice_published_at.date() if poll.notice_published_at else None for poll in target.polls]
    return earliest_issue(published)[0]
