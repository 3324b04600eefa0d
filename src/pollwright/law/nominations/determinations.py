"""On what grounds a nomination is held invalid, by when, and what may be put right (N-15, N-17, N-22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import (
    COMMISSION_GLA,
    COMMISSION_LOCAL,
    COMMISSION_PARLIAMENTARY,
)
from pollwright.law.nations import Nation
from pollwright.law.nominations.delivery import closing_moment
from pollwright.law.notices import LONDON
from pollwright.law.reach import BRITAIN, Reach, rows_for
from pollwright.law.sources import ELECTIONS_ACT_2022, Source
from pollwright.law.timetables.instruments import (
    COMBINED_AUTHORITIES_ORDER_2017,
    PARISH_RULES_2006,
    PCC_ORDER_2012,
    SENEDD_ORDER_2025,
)
from pollwright.law.timetables.kinds import ENGLAND, ENGLAND_AND_WALES, WALES, Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message, plain

_INVALID: Final = "Determining a nomination to be invalid"
WITHIN_24_HOURS: Final = Source(COMMISSION_LOCAL, _INVALID, "N-17")
VALID_IS_FINAL: Final = Source(COMMISSION_PARLIAMENTARY, "After formally determining a nomination paper", "N-17")
SEVERAL_PAPERS: Final = Source(PARISH_RULES_2006, "Sch 3, nomination by several papers", "N-12", confirmed=False)
MINOR_ERRORS: Final = Source(COMBINED_AUTHORITIES_ORDER_2017, "Sch 1 r 14", "N-22")
INTIMIDATION_FROM: Final = date(2023, 5, 4)


class Ground(StrEnum):
    """The only grounds on which a returning officer holds a nomination invalid."""

    PARTICULARS = "particulars-not-as-required"
    NOT_SUBSCRIBED = "not-subscribed-as-required"
    HOME_ADDRESS_FORM = "home-address-form-not-as-required"
    INTIMIDATION_ORDER = "intimidation-disqualification-order"
    PRISONER = "disqualified-as-a-prisoner"


class MinorError(StrEnum):
    """An error that the officer may correct."""

    ELECTOR_NUMBER = "elector-number"
    SPELLING = "obvious-spelling-of-particulars"


GROUNDS_SAY: Final[dict[Ground, str]] = {
    Ground.PARTICULARS: "The particulars of the candidate or of the subscribers are not as required by law",
    Ground.NOT_SUBSCRIBED: "The paper is not subscribed as required",
    Ground.HOME_ADDRESS_FORM: "The home address form is not as required",
    Ground.INTIMIDATION_ORDER: "The candidate is disqualified by an order for intimidation",
    Ground.PRISONER: "The candidate is disqualified by serving a sentence of a year or more",
}
ERRORS_SAY: Final[dict[MinorError, str]] = {
    MinorError.ELECTOR_NUMBER: "A wrong elector number",
    MinorError.SPELLING: "An obvious error of spelling in the particulars",
}


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A ground, and the polls at which it is one."""

    reach: Reach
    ground: Ground
    source: Source


_COUNCILLORS: Final = (Kind.LOCAL, Kind.PARISH)
_LOCAL: Final = Source(COMMISSION_LOCAL, _INVALID, "N-15")
_PARLIAMENTARY: Final = Source(COMMISSION_PARLIAMENTARY, _INVALID, "N-15")
_GLA: Final = Source(COMMISSION_GLA, _INVALID, "N-15")
_ORDER: Final = Source(ELECTIONS_ACT_2022, "s 30", "N-15")


def _alike(kinds: tuple[Kind, ...], nations: tuple[Nation, ...], source: Source) -> tuple[GroundRow, ...]:
    grounds = (Ground.PARTICULARS, Ground.NOT_SUBSCRIBED, Ground.HOME_ADDRESS_FORM)
    return tuple(GroundRow(Reach(kinds, nations), ground, source) for ground in grounds)


GROUNDS: Final = (
    *_alike(_COUNCILLORS, ENGLAND, _LOCAL),
    *_alike((*_COUNCILLORS, Kind.MAYORAL), WALES, Source(COMMISSION_LOCAL, _INVALID, "N-15", confirmed=False)),
    *_alike((Kind.MAYORAL,), ENGLAND, Source(COMMISSION_LOCAL, _INVALID, "N-15", confirmed=False)),
    *_alike(
        (Kind.COMBINED_AUTHORITY_MAYORAL,),
        ENGLAND,
        Source(COMBINED_AUTHORITIES_ORDER_2017, "Sch 1", "N-15", confirmed=False),
    ),
    *_alike((Kind.PCC,), ENGLAND_AND_WALES, Source(PCC_ORDER_2012, "Sch 3", "N-15", confirmed=False)),
    *_alike((Kind.SENEDD,), WALES, Source(SENEDD_ORDER_2025, "", "N-15", confirmed=False)),
    GroundRow(Reach((Kind.GLA,), ENGLAND), Ground.PARTICULARS, _GLA),
    GroundRow(Reach((Kind.GLA,), ENGLAND), Ground.HOME_ADDRESS_FORM, _GLA),
    GroundRow(Reach((Kind.UK_PARLIAMENT,), BRITAIN), Ground.PARTICULARS, _PARLIAMENTARY),
    GroundRow(Reach((Kind.UK_PARLIAMENT,), BRITAIN), Ground.NOT_SUBSCRIBED, _PARLIAMENTARY),
    GroundRow(Reach((Kind.UK_PARLIAMENT,), BRITAIN), Ground.PRISONER, _PARLIAMENTARY),
    GroundRow(
        Reach((*_COUNCILLORS, Kind.MAYORAL, Kind.COMBINED_AUTHORITY_MAYORAL, Kind.GLA), ENGLAND, INTIMIDATION_FROM),
        Ground.INTIMIDATION_ORDER,
        _ORDER,
    ),
    GroundRow(Reach((Kind.PCC,), ENGLAND_AND_WALES, INTIMIDATION_FROM), Ground.INTIMIDATION_ORDER, _ORDER),
    GroundRow(Reach((Kind.UK_PARLIAMENT,), BRITAIN, INTIMIDATION_FROM), Ground.INTIMIDATION_ORDER, _ORDER),
)


def lawful_grounds(kind: Kind, nation: Nation, poll: date) -> tuple[GroundRow, ...]:
    """Return the only grounds on which a nomination at a poll can be held invalid; where none is held, nothing."""
    return rows_for(GROUNDS, kind, nation, poll)


def may_hold_invalid(ground: Ground, kind: Kind, nation: Nation, poll: date) -> Answer:
    """Return whether a nomination at a poll can be held invalid on a ground."""
    rows = [row for row in lawful_grounds(kind, nation, poll) if row.ground is ground]
    if rows:
        return Answer(True, (Working(GROUNDS_SAY[ground], None, rows[0].source),))
    says = "The law does not let a nomination at this kind of poll be held invalid on that ground"
    return Answer(False, (Working(says, None, _LOCAL),))


def decide_descriptions_by(timetable: Timetable) -> Working:
    """Return the moment by which a paper whose description fails must be decided: 24 hours after nominations close."""
    closes = closing_moment(timetable, Step.NOMINATIONS_CLOSE)
    last = (closes.astimezone(UTC) + timedelta(hours=24)).astimezone(LONDON)
    return Working(
        "A description that fails is decided within 24 hours of the close of nominations", last, WITHIN_24_HOURS
    )


def may_question_valid(kind: Kind, *, objection_in_time: bool) -> Answer:
    """Return whether a decision that a nomination is valid can be looked at again before the poll (N-17).

    Only a petition questions it, save that an objection made in time reopens it at a UK Parliamentary election.
    """
    reopens = kind is Kind.UK_PARLIAMENT and objection_in_time
    says = "Only an election petition questions a decision that a nomination is valid"
    return Answer(reopens, (Working(says, None, VALID_IS_FINAL),))


def particulars_from(valid: Sequence[str], selected: str | None, decided: str | None) -> tuple[str | None, Working]:
    """Return the paper whose particulars the statement shows, where a candidate stands by several (N-12).

    The candidate selects it; failing that the officer decides. None while it is open.

    :param valid: the references of the candidate's valid papers for one area.
    """
    chosen = valid[0] if len(valid) == 1 else next((one for one in (selected, decided) if one in valid), None)
    says = "Of several papers, the particulars are those of the one that the candidate selects, else the officer"
    return chosen, Working(says, None, SEVERAL_PAPERS)


def may_correct(error: MinorError, at: datetime, statement_published_at: datetime | None) -> Answer:
    """Return whether a minor error may be put right at a moment: until the statement of persons nominated is published.

    :param statement_published_at: None where it has not been.
    """
    says = Message(
        "{error} may be put right, with a record, until the statement is published", error=plain(ERRORS_SAY[error])
    )
    in_time = statement_published_at is None or at < statement_published_at
    return Answer(in_time, (Working(says, statement_published_at, MINOR_ERRORS),))
