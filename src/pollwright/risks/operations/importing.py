"""Taking risks over from a table: all rows or none, each scored in the scheme of the register."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import Known, day_of, rows_of
from pollwright.refusals import Refused
from pollwright.risks.events import RisksImported
from pollwright.risks.models import Risk, RiskRegister
from pollwright.risks.operations.recording import RiskFacts, change_risk, record_risk
from pollwright.risks.operations.registers import register_in_hand
from pollwright.risks.operations.scoring import NotInTheScheme, NotTheProduct, score_risk
from pollwright.risks.schemes import OVERALL, SCHEMES, Scheme
from pollwright.risks.states import RiskState, ScoreKind

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
_STANDS = {
    "title": "title",
    "ref": "ref",
    "topic": "topic",
    "reason": "reason",
    "owner_text": "owner",
    "treatment_required": "treatment_required",
    "last_review_on": "last_review",
    "next_milestone_on": "next_milestone",
    "next_review_on": "next_review",
    "closed_text": "date_closed",
}
"""What is known of a risk, by its column."""
HERE_ALREADY = "this risk is here already; to change it, name it in the column risk as the register's own file does"
_YES_NO = {"yes": True, "no": False, "": None}


class RisksUnreadable(Refused):
    """The file is no table of risks, or a row of it has a fault."""

    code = "risks.R050"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the register as a file shows the columns."
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

    A row that names one of the register's risks in the column `risk` changes and scores it where it differs, and counts only
    then; a column that is left out stays as it is, and a closed risk does.

    Another row is a new risk: the one of a reference and title that stands there already is refused, so that a file that
    is handed in twice doubles nothing.

    :raises RisksUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    register = register_in_hand(actor, reference)
    scheme = Scheme(register.scheme)
    rows = rows_of(content, RisksUnreadable)
    lines = [(number, _line(scheme, number, cells)) for number, cells in rows]
    cells_of = dict(rows)
    held = Risk.objects.filter(authority=actor.authority_id, register=register)
    known = Known(held.values_list("ref", "title"))
    taken = 0
    for number, line in lines:
        there = _there(register, number, cells_of[number].get("risk", ""))
        if there is None:
            if not known.fresh((line.facts.ref, line.facts.title)):
                raise RisksUnreadable(row=number, fault=HERE_ALREADY)
            _take(actor, reference, number, line, on)
            taken += 1
        elif there.state == RiskState.OPEN:
            taken += _change(actor, there, number, line, cells_of[number], on)
    happening = RisksImported(reference, taken, hashlib.sha256(content).hexdigest())
    record(happening, actor=actor, subjects=[register])
    return taken


def impact_columns(scheme: Scheme) -> dict[str, str]:
    """Return the column of each category of a scheme."""
    return {category: "impact" if category == OVERALL else category for category in SCHEMES[scheme].categories}


def _there(register: RiskRegister, number: int, reference: str) -> Risk | None:
    """Return the risk of a register that a row names; None where it names none."""
    if not reference:
        return None
    held = Risk.objects.filter(authority=register.authority_id, register=register, reference=reference)
    found = held.select_related("owner").first()
    if found is None:
        raise RisksUnreadable(row=number, fault="the register has no risk of that reference")
    return found


def _take(actor: Actor, reference: str, number: int, line: _Line, on: date) -> None:
    risk = record_risk(actor=actor, reference=reference, facts=line.facts)
    if line.likelihood:
        _score(actor, risk, number, line, on)


def _change(actor: Actor, risk: Risk, number: int, line: _Line, cells: Mapping[str, str], on: date) -> bool:
    """Change and score a risk where a row differs, and return whether it did."""
    stands = {name: getattr(risk, name) for name in _STANDS}
    kept = {name: stands[name] for name, column in _STANDS.items() if column not in cells}
    facts = replace(line.facts, **kept)
    if risk.owner is not None and facts.owner_text in (risk.owner.name, risk.owner_text):
        facts = replace(facts, owner=str(risk.owner.handle), owner_text=risk.owner_text)
    before = RiskFacts(**stands, owner=str(risk.owner.handle) if risk.owner else "")
    scored = bool(line.likelihood) and (line.likelihood, line.impacts) != (risk.likelihood, risk.impacts)
    if facts != before:
        risk = change_risk(actor=actor, reference=risk.reference, version=risk.version, facts=facts)
    if scored:
        _score(actor, risk, number, line, on)
    return scored or facts != before


def _score(actor: Actor, risk: Risk, number: int, line: _Line, on: date) -> None:
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
