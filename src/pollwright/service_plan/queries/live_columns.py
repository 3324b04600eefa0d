"""Registers in the columns that a plan has: one row for each record, each cell by what its column is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from pollwright.formats.plan_dates import financial_year, year_name
from pollwright.formats.plan_kinds import Rows, TableKind, names_of, shape_as
from pollwright.performance.queries.figures import IndicatorRow, indicators_of, targets_of
from pollwright.risks.queries.matrix import matrix_of
from pollwright.risks.queries.rows import RiskRow, registers_of, risks_of
from pollwright.risks.schemes import SCHEMES, TITLES, Category, Scheme
from pollwright.risks.states import RiskState, SchemeKind
from pollwright.service_plan.live import Bound
from pollwright.service_plan.models import Contract, Plan
from pollwright.service_plan.queries.posts import organisation

Record = TypeVar("Record")
Cells = list[tuple[str, ...]]
RISK_HEAD = ("Risk Description", "Residual Likelihood Score", "Residual Impact Score", "Residual Risk Score")
LETTERED_HEAD = ("Risk Ref", "Risk", "Impact", "Impact Classification", "Likelihood Classification", "Reason for Assessment", "", "")  # fmt: skip
CONTRACT_HEAD = (
    "Title of Agreement", "Service Area", "Service Contact",
    "Description of the goods and / or services being provided", "Supplier Name", "Contract Sum £", "Start Date",
    "End Date", "Review Date", "Option to extend and length of extension",
)  # fmt: skip
_CONTRACT = {
    "title": "title", "service area": "service_area", "service contact": "contact", "description": "description",
    "supplier": "supplier", "contract sum": "sum_typed", "start": "start_typed", "end": "end_typed",
    "review": "review_typed", "option to extend": "extension_typed",
}  # fmt: skip


def in_columns(
    kind: TableKind, typed: Rows, head: Sequence[str], records: Iterable[Record], cell: Callable[[Record, str], str]
) -> Cells:
    """Return a head and a row for each record; the head is the plan's own, where it has one.

    :param cell: gives what stands under a column, by its name in small letters.
    """
    heads = [tuple(row) for row in typed[: shape_as(kind, typed).heads]] if typed else [tuple(head)]
    names = [name.casefold() for name in names_of(heads, len(heads), max(map(len, heads)))]
    return [*heads, *(tuple(cell(one, name) for name in names) for one in records)]


def scored_risks(bound: Bound) -> Cells:
    """Return the risks of a register in numbers that are not closed."""

    def cell(risk: RiskRow, name: str) -> str:
        values = {
            "description": risk.title,
            "likelihood": risk.likelihood,
            "impact": risk.impact,
            "owner": risk.owned_by,
        }
        values["risk score"] = "" if risk.score is None else str(risk.score)
        return next((value for word, value in values.items() if word in name), risk.ref if name.endswith("ref") else "")

    return in_columns(TableKind.RISKS_SCORED, bound.typed, RISK_HEAD, _open(bound), cell)


def lettered_risks(bound: Bound) -> Cells:
    """Return the risks of a register in classes that are not closed, five rows each: one for each category."""
    typed = bound.typed
    heads = (
        [tuple(row) for row in typed[: shape_as(TableKind.RISKS_LETTERED, typed).heads]] if typed else [LETTERED_HEAD]
    )
    return [*heads, *(row for risk in _open(bound) for row in _lettered(risk))]


def picture(bound: Bound) -> Cells:
    """Return the matrix of a register in classes with the references of its open risks in the cells."""
    matrix = matrix_of(Scheme.CLASSES, _open(bound))
    cells = {
        (likelihood, impact): cell.said
        for likelihood, row in matrix.rows
        for impact, cell in zip(matrix.impacts, row, strict=True)
    }
    typed = [tuple(row) for row in bound.typed] or _blank_picture()
    classes = next(
        (
            {at: cell.strip() for at, cell in enumerate(row) if cell.strip() in matrix.impacts}
            for row in typed
            if "III" in row
        ),
        {},
    )
    letters = {likelihood for likelihood, _row in matrix.rows}
    made = []
    for row in typed:
        letter = next((cell.strip() for cell in row[:2] if cell.strip() in letters), "")
        made.append(
            tuple(cells[letter, classes[at]] if letter and at in classes else cell for at, cell in enumerate(row))
        )
    return made


def indicators(bound: Bound) -> Cells:
    """Return the indicators of the service that are in use: yearly figures and targets under their years."""
    held = indicators_of(bound.authority_id, service=bound.service)
    targets = targets_of(bound.authority_id, [one.id for one in held])

    def cell(one: IndicatorRow, name: str) -> str:
        year = financial_year(name)
        if year is not None and "actual" in name:
            return next((each.text for each in one.figures if (each.period.year, each.period.quarter) == (year, 0)), "")
        if year is not None:
            return targets.get((one.id, year), "")
        return {"ref": one.code, "description": one.title}.get(name, "")

    first = bound.first_year
    labels = (" (Current year)", " (Next year)", *("" for _ in range(2, bound.years + 1)))
    ahead = (f"{year_name(first + at)} Target{label}" for at, label in enumerate(labels))
    head = ("Ref", "Description", f"{year_name(first - 1)} Actual", *ahead)
    return in_columns(TableKind.INDICATORS, bound.typed, head, held, cell)


def contracts(bound: Bound) -> Cells:
    """Return the contracts of the plan as the register has them; of one without any, those of the plan before it."""
    plan = Plan.objects.filter(authority=bound.authority_id, reference=bound.plan).first()
    held: list[Contract] = []
    while plan is not None and not held:
        held = list(Contract.objects.filter(authority=bound.authority_id, plan=plan).order_by("reference"))
        plan = plan.rolled_from

    def cell(one: Contract, name: str) -> str:
        field = next((field for word, field in _CONTRACT.items() if name.startswith(word)), "")
        return str(getattr(one, field)) if field else ""

    return in_columns(TableKind.CONTRACTS, bound.typed, CONTRACT_HEAD, held, cell)


def chart(bound: Bound) -> Cells:
    """Return the posts in the order of the organisation, each under the one above it."""
    placed = organisation(bound.authority_id)
    above: dict[int, str] = {}
    rows: Cells = [("Post", "Reports to", "State")]
    for one in placed:
        above[one.depth] = one.title
        indent = "– " * one.depth
        rows.append((f"{indent}{one.title}", above.get(one.depth - 1, ""), "Vacant" if one.vacant else ""))
    return rows


def registers(scheme: SchemeKind) -> Callable[[Bound], Sequence[tuple[str, str]]]:
    """Return what gives the registers in use of a service that are scored in a scheme."""

    def offered(bound: Bound) -> Sequence[tuple[str, str]]:
        held = registers_of(bound.authority_id, bound.service)
        return [(reference, f"{title} ({reference})") for reference, title, how in held if how == scheme]

    return offered


def _open(bound: Bound) -> list[RiskRow]:
    return [risk for risk in risks_of(bound.authority_id, bound.of) if risk.state == RiskState.OPEN]


def _lettered(risk: RiskRow) -> Iterable[tuple[str, ...]]:
    needs = {True: "Yes", False: "No", None: ""}[risk.treatment_required]
    said = (
        ("Requires Treatment", needs),
        ("Last Review Date", _day(risk.last_review_on)),
        ("Next Milestone Date", _day(risk.next_milestone_on)),
        ("Next Review Date", _day(risk.next_review_on)),
        ("Date Closed", risk.closed_text or _day(risk.closed_on)),
    )
    for place, (category, pair) in enumerate(zip(Category, said, strict=True)):
        first = (risk.ref or risk.reference, risk.title) if place == 0 else ("", "")
        reason = (risk.likelihood, risk.reason) if place == 0 else ("", "")
        yield (*first, TITLES[category], risk.impacts.get(category, ""), *reason, *pair)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"


def _blank_picture() -> Cells:
    held = SCHEMES[Scheme.CLASSES]
    marks = [step.mark for step in held.impacts]
    rows = [
        ("Likelihood" if place == 0 else "", step.mark, *("" for _ in marks))
        for place, step in enumerate(held.likelihoods)
    ]
    return [*rows, ("", "", *marks)]
