"""The live tables of plans: what a bound table shows now, what it could be bound to, and how the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy

from pollwright.acting import Permission
from pollwright.formats.plan_kinds import Rows, TableKind
from pollwright.refusals import NotFound
from pollwright.risks.states import SchemeKind
from pollwright.service_plan.live import SOURCES, LiveSource, offer, sources_for, whole
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow
from pollwright.service_plan.queries import live_columns as columns
from pollwright.service_plan.queries.live_shown import bound_of, live_rows, moved_on, rows_shown
from pollwright.service_plan.queries.trees import plan_of
from pollwright.service_plan.states import BlockKind


@dataclass(frozen=True, slots=True)
class Choosable:
    """A source, and the part of it, that a table can be bound to."""

    source: str
    of: str
    title: str

    @property
    def value(self) -> str:
        """The choice as a form carries it."""
        return f"{self.source}:{self.of}"


@dataclass(frozen=True, slots=True)
class LiveTable:
    """A table that is bound: its source's title, which part of it, and the rows as they stand.

    :param frozen: the rows are as they stood when the plan was sent for approval.
    """

    title: str
    of: str
    rows: tuple[tuple[str, ...], ...]
    frozen: bool = False


def choices(plan: Plan, kind: str, typed: Rows = ()) -> list[Choosable]:
    """Return what tables of a kind can be bound to in a plan."""
    bound = bound_of(plan, typed)
    return [
        Choosable(source.name, of, f"{source.title}: {title}" if of else str(source.title))
        for source in sources_for(kind)
        for of, title in source.offers(bound)
    ]


def choices_of(authority_id: int, reference: str) -> list[Choosable]:
    """Return what a table of a plan can be bound to.

    :raises NotFound: where the authority has no such table.
    """
    block, typed = typed_rows(authority_id, reference)
    return choices(block.plan, block.table_kind, typed)


def shown_if_bound(authority_id: int, reference: str, source: str, of: str) -> tuple[Rows, Rows]:
    """Return the rows of a table as typed, and as a source has them.

    :raises NotFound: where the authority has no such table.
    """
    block, typed = typed_rows(authority_id, reference)
    return typed, live_rows(source, bound_of(block.plan, typed, of))


def every_choice(plan: Plan) -> list[tuple[TableKind, Choosable]]:
    """Return what can be put into a section of a plan as a table of its own, with the kind that it is then of."""
    return [(kind, one) for kind in TableKind for one in choices(plan, kind)]


def offered_to(authority_id: int, plan: str) -> list[tuple[TableKind, Choosable]]:
    """Return what can be put into a section of the plan of a reference.

    :raises NotFound: where the authority has none of that reference.
    """
    return every_choice(plan_of(authority_id, plan))


def live_table(authority_id: int, reference: str) -> LiveTable | None:
    """Return what a bound table shows now; None where it shows what was typed.

    :raises NotFound: where the authority has no such table.
    """
    block, typed = typed_rows(authority_id, reference)
    if not block.live:
        return None
    source = SOURCES.get(block.live)
    title = str(source.title) if source else block.live
    return LiveTable(title, block.live_of, rows_shown(block, typed), frozen=block.frozen is not None)


def tables_moved_on(authority_id: int, reference: str) -> list[str]:
    """Return the tables of a plan whose registers say something else now than when it was sent for approval.

    :raises NotFound: where the authority has no such plan.
    """
    return [block.reference for block in moved_on(plan_of(authority_id, reference))]


def typed_rows(authority_id: int, reference: str) -> tuple[PlanBlock, list[tuple[str, ...]]]:
    """Return a table with its rows as typed.

    :raises NotFound: where the authority has no such table.
    """
    held = PlanBlock.objects.select_related("plan__service").filter(authority=authority_id, kind=BlockKind.TABLE)
    block = held.filter(reference=reference).first()
    if block is None:
        raise NotFound(kind="part of a plan", reference=reference)
    rows = PlanRow.objects.filter(authority=authority_id, block=block).order_by("position")
    return block, [tuple(cells) for cells in rows.values_list("cells", flat=True)]


def compared(typed: Sequence[tuple[str, ...]], shown: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the rows that differ: as typed, and as the register has them; one side blank where a row is only there."""
    found = []
    matcher = SequenceMatcher(None, typed, shown, autojunk=False)
    for what, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if what != "equal":
            old, new = typed[from_old:to_old], shown[from_new:to_new]
            for place in range(max(len(old), len(new))):
                one = " | ".join(old[place]) if place < len(old) else ""
                other = " | ".join(new[place]) if place < len(new) else ""
                if one.replace(" | ", "").strip() or other.replace(" | ", "").strip():
                    found.append((one, other))
    return found


offer(
    LiveSource(
        "risks-scored",
        gettext_lazy("Risk register"),
        (TableKind.RISKS_SCORED,),
        Permission.RISKS_VIEW,
        columns.scored_risks,
        columns.registers(SchemeKind.NUMERIC),
    )
)
offer(
    LiveSource(
        "risks-lettered",
        gettext_lazy("Risk register"),
        (TableKind.RISKS_LETTERED,),
        Permission.RISKS_VIEW,
        columns.lettered_risks,
        columns.registers(SchemeKind.CLASSES),
    )
)
offer(
    LiveSource(
        "risk-picture",
        gettext_lazy("Risk matrix"),
        (TableKind.RISK_PICTURE,),
        Permission.RISKS_VIEW,
        columns.picture,
        columns.registers(SchemeKind.CLASSES),
    )
)
offer(
    LiveSource(
        "indicators",
        gettext_lazy("Indicators of the service"),
        (TableKind.INDICATORS,),
        Permission.PERFORMANCE_VIEW,
        columns.indicators,
        whole,
    )
)
offer(
    LiveSource(
        "contracts",
        gettext_lazy("Register of contracts"),
        (TableKind.CONTRACTS,),
        Permission.PLAN_VIEW,
        columns.contracts,
        whole,
    )
)
offer(
    LiveSource(
        "organisation",
        gettext_lazy("Organisation chart"),
        (TableKind.ORGANISATION,),
        Permission.PLAN_VIEW,
        columns.chart,
        whole,
    )
)
