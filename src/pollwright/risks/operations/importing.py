"""Taking risks over from a table: all rows or none, each scored in the scheme of the register."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import day_of, records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.refusals import Refused
from pollwright.risks.events import RisksImported
from pollwright.risks.operations.recording import RiskFacts, record_risk
from pollwright.risks.operations.registers import register_in_hand
from pollwright.risks.operations.scoring import NotInTheScheme, NotTheProduct, score_risk
from pollwright.risks.schemes import OVERALL, SCHEMES, Scheme
from pollwright.risks.states import ScoreKind

COLUMNS = (
    "ref",
    "title",
    "topic",
    "reason",
    "owner",
    "treatment_required",
    "last_review",
    "next_milestone",
    "next_review",
    "date_closed",
    "likelihood",
)
"""Columns of the table besides the impacts: `impact` in numbers, one for each category in classes. Also `score`."""
_YES_NO = {"yes": True, "no": False, "": None}


class RisksUnreadable(Refused):
    """The file is no table of risks, or a row of it has a fault."""

    code = "risks.R050"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the list of risks as a file shows the columns."
    words = frozenset({"fault"})


@dataclass(frozen=True, slots=True)
class _Line:
    facts: RiskFacts
    likelihood: str
    impacts: dict[str, str]
    typed: int | None


@operation(Permission.RISKS_EDIT)
def import_risks(*, actor: Actor, reference: str, content: bytes, on: date) -> int:
    """Take the risks of a CSV file or workbook over into the register of that reference, and return how many.

    :raises RisksUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    register = register_in_hand(actor, reference)
    scheme = Scheme(register.scheme)
    try:
        rows = records(content)
    except UnreadableFile:
        raise RisksUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    lines = [(number, _line(scheme, number, cells)) for number, cells in rows]
    if not lines:
        raise RisksUnreadable(row=2, fault="there is no risk in the file")
    for number, line in lines:
        _take(actor, reference, number, line, on)
    happening = RisksImported(reference, len(lines), hashlib.sha256(content).hexdigest())
    record(happening, actor=actor, subjects=[register])
    return len(lines)


def impact_columns(scheme: Scheme) -> dict[str, str]:
    """Return the column of each category of a scheme."""
    return {category: "impact" if category == OVERALL else category for category in SCHEMES[scheme].categories}


def _take(actor: Actor, reference: str, number: int, line: _Line, on: date) -> None:
    risk = record_risk(actor=actor, reference=reference, facts=line.facts)
    if not line.likelihood:
        return
    try:
        score_risk(
            actor=actor,
            reference=risk.reference,
            version=risk.version,
            kind=ScoreKind.RESIDUAL,
            likelihood=line.likelihood,
            impacts=line.impacts,
            typed=line.typed,
            on=on,
        )
    except NotInTheScheme:
        raise RisksUnreadable(row=number, fault="the score is not one of the scheme of this register") from None
    except NotTheProduct:
        raise RisksUnreadable(row=number, fault="the risk score is not likelihood times impact") from None


def _line(scheme: Scheme, number: int, cells: Mapping[str, str]) -> _Line:
    if not cells.get("title"):
        raise RisksUnreadable(row=number, fault="the title is missing")
    try:
        days = {name: day_of(cells.get(name, "")) for name in ("last_review", "next_milestone", "next_review")}
    except ValueError:
        raise RisksUnreadable(row=number, fault="a day is not written 1/12/2026") from None
    needs = cells.get("treatment_required", "").lower()
    if needs not in _YES_NO:
        raise RisksUnreadable(row=number, fault="treatment required is neither yes nor no")
    typed = cells.get("score", "")
    if typed and not typed.isdigit():
        raise RisksUnreadable(row=number, fault="the risk score is no number")
    facts = RiskFacts(
        title=cells["title"][:500],
        ref=cells.get("ref", "")[:40],
        topic=cells.get("topic", "")[:120],
        reason=cells.get("reason", ""),
        owner_text=cells.get("owner", "")[:150],
        treatment_required=_YES_NO[needs],
        last_review_on=days["last_review"],
        next_milestone_on=days["next_milestone"],
        next_review_on=days["next_review"],
        closed_text=cells.get("date_closed", "")[:40],
    )
    impacts = {category: cells.get(column, "").upper() for category, column in impact_columns(scheme).items()}
    return _Line(facts, cells.get("likelihood", "").upper(), impacts, int(typed) if typed else None)
