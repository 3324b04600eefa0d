"""Single points of failure: the register, what it finds by itself, and how a plan's tables differ from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from pollwright.formats.plan_contents import single_point_title
from pollwright.formats.plan_kinds import TableKind
from pollwright.formats.plan_tree import shown
from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.people.models import SinglePoint, Skill
from pollwright.people.states import COMPETENT, ENOUGH_PEOPLE, PointState
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow
from pollwright.service_plan.queries.trees import plan_of
from pollwright.service_plan.states import BlockKind, PlanState

COLUMNS = ("succession", "risks", "knowledge", "impact", "options")
"""The five columns that plans print, in their order (handbook MM-J01)."""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A single point of failure in a list."""

    id: int
    reference: str
    title: str
    post: str | None
    severity: str
    deputy: str | None
    review_on: date | None
    state: str
    succession: str
    risks: str
    knowledge: str
    impact: str
    options: str
    version: int

    @property
    def filled(self) -> str:
        """How many of the five columns say something."""
        return f"{sum(1 for name in COLUMNS if getattr(self, name))} / {len(COLUMNS)}"

    @property
    def cells(self) -> tuple[str, ...]:
        """The five columns."""
        return tuple(getattr(self, name) for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of a plan's table of single points: whose it is, where it stands, and its five cells as typed."""

    title: str
    table: str
    position: int
    version: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A single point of the register beside the plan's row for it; `printed` is None where the plan has none."""

    point: PointRow
    printed: Printed | None

    @property
    def differs(self) -> bool:
        """Whether the plan says otherwise than the register."""
        cells = [shown(cell) for cell in self.printed.cells] if self.printed else []
        return cells != [shown(cell) for cell in self.point.cells]


_ROW = (
    "pk", "reference", "title", "post__reference", "severity", "deputy__name", "review_on", "state", *COLUMNS, "version",
)  # fmt: skip


def points(authority_id: int, asked: TableRequest) -> Page[PointRow]:
    """Return a page of the single points of failure."""
    held = SinglePoint.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("title", "reference", "deputy__name", *COLUMNS))
    )
    for name in ("severity", "state"):
        if chosen := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(chosen)})
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ROW)[: asked.size + 1]
    return Page.gather(asked, [PointRow(*row) for row in rows], Total.of(held.count()))


def point(authority_id: int, reference: str) -> tuple[PointRow, str]:
    """Return a single point of failure, and the reference of the deputy's staff file.

    :raises NotFound: where the authority has none of that reference.
    """
    found = SinglePoint.objects.filter(authority=authority_id, reference=reference)
    row = found.values_list(*_ROW, "deputy__reference").first()
    if row is None:
        raise NotFound(kind="single point of failure", reference=reference)
    return PointRow(*row[:-1]), row[-1] or ""


def skills_of_few(authority_id: int, *, on: date) -> list[tuple[str, str, int]]:
    """Return the skills that a post needs and of which fewer than two people are capable: reference, name, how many.

    Whoever has left, or whose qualification ran out, is not counted (handbook MM-J02).
    """
    capable = (
        Q(held__level__gte=COMPETENT)
        & (Q(held__expires_on__isnull=True) | Q(held__expires_on__gte=on))
        & (Q(held__employee__left_on__isnull=True) | Q(held__employee__left_on__gte=on))
    )
    held = Skill.objects.filter(authority=authority_id, retired=False, needed__isnull=False)
    counted = held.annotate(people=Count("held__employee", filter=capable, distinct=True))
    rows = counted.filter(people__lt=ENOUGH_PEOPLE).order_by("people", "name")
    return list(rows.values_list("reference", "name", "people").distinct())


def printed(authority_id: int, plan: str) -> list[Printed]:
    """Return the rows of the plan's tables of single points; a further row of a table has its number in its title.

    :raises NotFound: where the authority has no such plan.
    """
    held = PlanBlock.objects.filter(authority=authority_id, plan=plan_of(authority_id, plan))
    rows: dict[int, list[PlanRow]] = {}
    wanted = {"block__plan__reference": plan, "block__table_kind": TableKind.SINGLE_POINTS}
    for row in PlanRow.objects.filter(authority=authority_id, **wanted).order_by("block_id", "position"):
        rows.setdefault(row.block_id, []).append(row)
    found, title = [], ""
    for block in held.order_by("section__position", "position"):
        if block.kind != BlockKind.TABLE:
            title = single_point_title(block.text) or title
        elif block.table_kind == TableKind.SINGLE_POINTS:
            body = [row for row in rows.get(block.pk, []) if row.position >= block.heads]
            found += [
                Printed(
                    title if at == 1 else f"{title} ({at})",
                    block.reference,
                    row.position,
                    row.version,
                    tuple(row.cells),
                )
                for at, row in enumerate(body, start=1)
            ]
            title = ""
    return found


def drafts(authority_id: int) -> list[tuple[str, str]]:
    """Return reference and title of the plans that are drafts, newest first."""
    held = Plan.objects.filter(authority=authority_id, state=PlanState.DRAFT).order_by("-first_year", "-pk")
    return [(reference, " ".join(title)) for reference, title in held.values_list("reference", "title")]


def proposals(authority_id: int, plan: str) -> list[Proposal]:
    """Return every open single point beside the plan's row of the same title.

    :raises NotFound: where the authority has no such plan.
    """
    there = {_plain(one.title): one for one in printed(authority_id, plan) if len(one.cells) == len(COLUMNS)}
    held = SinglePoint.objects.filter(authority=authority_id, state=PointState.OPEN).order_by("title", "pk")
    rows = [PointRow(*row) for row in held.values_list(*_ROW)]
    return [Proposal(row, there.get(_plain(row.title))) for row in rows]


def not_in_register(authority_id: int, plan: str) -> list[Printed]:
    """Return the plan's rows of which the register has no single point."""
    titles = SinglePoint.objects.filter(authority=authority_id).values_list("title", flat=True)
    known = {_plain(title) for title in titles}
    rows = printed(authority_id, plan)
    return [one for one in rows if one.title and len(one.cells) == len(COLUMNS) and _plain(one.title) not in known]


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
