"""How long each kind of record is kept (handbook 9): defaults that an authority's policy may change where it can."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.nations import NotCovered
from pollwright.law.periods import months_after
from pollwright.law.sources import (
    COMMISSION_ENGLAND,
    COMMISSION_SCOTLAND,
    LOCAL_RETENTION_POLICY,
    RPA_1983,
    VOTER_IDENTIFICATION_REGULATIONS_2022,
    Source,
)
from pollwright.law.workings import Working
from pollwright.messages import Message, plain


class RecordKind(StrEnum):
    """A kind of record with a life of its own."""

    REGISTRATION_APPLICATION = "registration-application"
    NINO = "nino"
    DATE_OF_BIRTH = "date-of-birth"
    CANVASS_RESPONSE = "canvass-response"
    INVITATION = "invitation"
    ABSENT_VOTE_APPLICATION = "absent-vote-application"
    VOTER_DOCUMENT_GRANTED = "voter-document-granted"
    VOTER_DOCUMENT_REFUSED = "voter-document-refused"
    CERTIFICATE_RECORD = "certificate-record"
    MARKED_REGISTER = "marked-register"
    OLD_REGISTER = "old-register"
    SUPPLY_REQUEST = "supply-request"
    ANONYMOUS_EVIDENCE = "anonymous-evidence"


TITLES: Final = {
    RecordKind.REGISTRATION_APPLICATION: "registration application",
    RecordKind.CANVASS_RESPONSE: "canvass response",
    RecordKind.INVITATION: "invitation",
    RecordKind.OLD_REGISTER: "old register",
    RecordKind.SUPPLY_REQUEST: "supply request",
    RecordKind.ANONYMOUS_EVIDENCE: "anonymous evidence",
}
"""How each kind of record is called whose period is a council's own choice."""


class Unit(StrEnum):
    """What a period is counted in."""

    MONTHS = "months"
    WORKING_DAYS = "working-days"


@dataclass(frozen=True, slots=True)
class Life:
    """How long a kind of record is kept, from which event (`length` None: with the elector, or for good).

    `local` says that the period is a council's own choice, so its policy may set another.
    """

    kind: RecordKind
    starts_with: str
    length: int | None
    unit: Unit
    local: bool
    in_force_from: date
    source: Source


_SINCE = date(2001, 2, 16)
_VOTER_CARDS = date(2023, 1, 16)
_LOCAL = Source(LOCAL_RETENTION_POLICY, "", "REG-900")
_APPLICATION_PAPERS = Source(COMMISSION_SCOTLAND, "Retention of applications", "REG-900")
_VOTER_PAPERS = Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "", "REG-900")


def _months(kind: RecordKind, starts_with: str, length: int, source: Source, *, local: bool) -> Life:
    return Life(kind, starts_with, length, Unit.MONTHS, local, _SINCE, source)


LIVES: Final = (
    _months(RecordKind.REGISTRATION_APPLICATION, "determination", 12, _APPLICATION_PAPERS, local=True),
    _months(RecordKind.NINO, "determination", 13, Source(RPA_1983, "Sch 2", "REG-900", confirmed=False), local=False),
    Life(RecordKind.DATE_OF_BIRTH, "end of registration", None, Unit.MONTHS, False, _SINCE, _LOCAL),
    _months(RecordKind.CANVASS_RESPONSE, "receipt", 12, _LOCAL, local=True),
    _months(RecordKind.INVITATION, "sending", 12, _LOCAL, local=True),
    _months(RecordKind.ABSENT_VOTE_APPLICATION, "leaving the register", 12, _APPLICATION_PAPERS, local=False),
    Life(RecordKind.VOTER_DOCUMENT_GRANTED, "approval", 28, Unit.WORKING_DAYS, False, _VOTER_CARDS, _VOTER_PAPERS),
    Life(RecordKind.VOTER_DOCUMENT_REFUSED, "refusal", 12, Unit.MONTHS, False, _VOTER_CARDS, _VOTER_PAPERS),
    Life(RecordKind.CERTIFICATE_RECORD, "issue", 120, Unit.MONTHS, False, _VOTER_CARDS, _LOCAL),
    _months(
        RecordKind.MARKED_REGISTER,
        "the poll",
        12,
        Source(COMMISSION_ENGLAND, "Inspection of marked registers", "REG-441"),
        local=False,
    ),
    Life(
        RecordKind.OLD_REGISTER,
        "publication",
        None,
        Unit.MONTHS,
        True,
        _SINCE,
        Source(COMMISSION_ENGLAND, "Document retention", "REG-160"),
    ),
    _months(RecordKind.SUPPLY_REQUEST, "receipt", 24, _LOCAL, local=True),
    _months(RecordKind.ANONYMOUS_EVIDENCE, "receipt", 12, _LOCAL, local=True),
)


class FixedPeriod(ValueError):
    """A period that the law fixes was to be changed by policy."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Whether a record is to be removed on a day; `remove_on` is the first such day (None: kept)."""

    due: bool
    remove_on: date | None
    workings: tuple[Working, ...]


def life_of(kind: RecordKind, start: date) -> Life:
    """Return the rule for a record whose life began on `start`.

    :raises NotCovered: where no rule is held for so early a record.
    """
    lives = [life for life in LIVES if life.kind is kind and life.in_force_from <= start]
    if not lives:
        raise NotCovered(f"No period is held for {kind} from {start}")
    return max(lives, key=lambda life: life.in_force_from)


def due_for_removal(
    kind: RecordKind, start: date, on: date, calendar: Calendar, *, months: int | None = None, held: bool = False
) -> Removal:
    """Return whether a record whose life began on `start` is to be removed on `on`.

    `months` is the authority's own period, for kinds that leave it the choice. `held` is a legal hold, under which
    nothing is removed.

    :raises FixedPeriod: where `months` is given for a kind whose period the law fixes.
    :raises NotCovered: where no rule is held for so early a record.
    """
    life = life_of(kind, start)
    if months is not None and not life.local:
        raise FixedPeriod(f"The period for {kind} is fixed by law")
    remove_on = _remove_on(life, start, calendar, months)
    if remove_on is None:
        return Removal(
            False,
            None,
            (
                Working(
                    Message("Kept: no period runs from {starts_with}", starts_with=plain(life.starts_with)),
                    None,
                    life.source,
                ),
            ),
        )
    workings = (
        Working(Message("Its life began with {starts_with}", starts_with=plain(life.starts_with)), start, life.source),
        Working("To be removed from", remove_on, life.source),
    )
    if held:
        return Removal(False, remove_on, (*workings, Working("Kept under a legal hold", None, _LOCAL)))
    return Removal(on >= remove_on, remove_on, workings)


def _remove_on(life: Life, start: date, calendar: Calendar, months: int | None) -> date | None:
    """Return the first day of removal: when the months are up, or the day after the last working day to keep it."""
    if months is not None:
        return months_after(start, months)
    if life.length is None:
        return None
    if life.unit is Unit.WORKING_DAYS:
        return calendar.working_days_after(start, life.length) + timedelta(days=1)
    return months_after(start, life.length)
