"""Papers of a station and of a petition that say what a form prescribes: in the words that were entered, or in plain ones."""

from __future__ import annotations

from pollwright.documents.imprint import Language
from pollwright.documents.papers.notices.plain_words import plain_words
from pollwright.documents.papers.notices.signed import CompanionsDeclaration, SigningSheet
from pollwright.documents.papers.notices.voting import GuidanceForVoters, NotificationOfSecrecy, Placed
from pollwright.documents.wording import named
from pollwright.law.ballot_papers.numbers import NumberRange, Series
from pollwright.law.conduct.at_the_poll import identification_needed
from pollwright.law.timetables.steps import Step
from pollwright.printing.papers.packets import SHEET
from pollwright.printing.papers.wanted import Wanted
from pollwright.printing.queries.grounds import Ground, step_day
from pollwright.printing.states import Kind

ATTENDS = "a polling station, the opening of postal votes, the verification or the counting of the votes"
PLACED = {Kind.GUIDANCE: Placed.STATION, Kind.HOW_TO_VOTE: Placed.BOOTH}


def own_words(ground: Ground, kind: Kind) -> tuple[str, ...]:
    """Return our own words for a paper of a poll, a line each."""
    poll = ground.poll
    shown = identification_needed(ground.kind, ground.nation, poll.day, by_election=poll.by_election).holds
    return plain_words(kind.value, identification=shown)


def guidance(wanted: Wanted) -> GuidanceForVoters:
    """Return what hangs in a station, or in every booth (B-23)."""
    published_by = wanted.ground.office.published_by
    return GuidanceForVoters(wanted.imprint, wanted.facts, published_by, PLACED[wanted.kind], _words(wanted))


def companion(wanted: Wanted) -> CompanionsDeclaration:
    """Return the declaration of a companion (B-24)."""
    return CompanionsDeclaration(wanted.imprint, wanted.facts, wanted.ground.office.published_by, _words(wanted))


def secrecy(wanted: Wanted) -> NotificationOfSecrecy:
    """Return what those who attend are told (handbook 4)."""
    published_by = wanted.ground.office.published_by
    return NotificationOfSecrecy(wanted.imprint, wanted.facts, published_by, ATTENDS, _words(wanted))


def signing_sheet(wanted: Wanted) -> SigningSheet:
    """Return the sheet that an elector signs at a recall petition."""
    until = step_day(wanted.ground, Step.POLL_CLOSES)
    if not wanted.given.member or until is None:
        raise wanted.not_ready("The Member of Parliament whose seat it is about is not entered")
    published_by = wanted.ground.office.published_by
    run = NumberRange("", Series.STATION, SHEET, 1, 1)
    return SigningSheet(
        wanted.imprint, wanted.facts, published_by, wanted.given.member, until[0], _words(wanted), run.number(1),
        run.mark(1),
    )  # fmt: skip


def _words(wanted: Wanted) -> tuple[tuple[str, ...], ...]:
    """Return the words in each language of the imprint: those entered, or our own with the Welsh that is held."""
    english = _lines(wanted.given.words) or own_words(wanted.ground, wanted.kind)
    return tuple(
        english
        if language is Language.ENGLISH
        else _lines(wanted.given.words_cy) or tuple(named(language, line) for line in english)
        for language in wanted.imprint.languages
    )


def _lines(entered: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in entered.splitlines() if line.strip())
