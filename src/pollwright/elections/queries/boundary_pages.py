"""Parts across the boundary and their files as pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from pollwright.elections.models import BoundaryFile, BoundaryPart
from pollwright.elections.states import BoundaryFileState, BoundaryPartState, BoundarySide, FiguresBy, Stage
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part in a list and on its page; `file_state` is that of its latest file that was not withdrawn, or ""."""

    id: int
    reference: str
    poll: str
    poll_title: str
    poll_day: date
    contest: str
    contest_name: str
    side: str
    other_code: str
    other_name: str
    officer: str
    prefix: str
    first_station: int
    state: str
    version: int
    file_state: str | None
    electors: int | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a part."""

    id: int
    reference: str
    part: str
    side: str
    other_name: str
    prefix: str
    number: int
    stage: Stage
    as_at: date
    state: BoundaryFileState
    electors: int
    counts: list[dict[str, Any]]
    stated: list[dict[str, Any]]
    stations: list[dict[str, Any]]
    difference: list[dict[str, Any]]
    days: dict[str, str]
    alterations: int
    electorate: str | None
    sha256: str
    made_by: str
    made_at: datetime
    released_by: str
    released_at: datetime | None
    handed_out: int
    their_officer: str
    their_capacity: str
    their_day: date | None
    their_means: str
    agreed_by: str
    agreed_capacity: str
    agreed_at: datetime | None
    version: int

    @property
    def means(self) -> str:
        """How the figures came, in words."""
        return str(FiguresBy(self.their_means).label) if self.their_means else ""


_PART = (
    "pk", "reference", "contest__poll__reference", "contest__poll__title", "contest__poll__day", "contest__reference",
    "contest__name", "side", "other_code", "other_name", "officer", "prefix", "first_station", "state", "version",
    "file_state", "electors",
)  # fmt: skip
_FILE = (
    "pk", "reference", "part__reference", "part__side", "part__other_name", "part__prefix", "number", "stage", "as_at",
    "state", "electors", "counts", "stated", "stations", "difference", "days", "alterations", "electorate__reference",
    "sha256", "made_by", "made_at", "released_by", "released_at", "handed_out", "their_officer", "their_capacity",
    "their_day", "their_means", "agreed_by", "agreed_capacity", "agreed_at", "version",
)  # fmt: skip


def parts_page(authority_id: int, asked: TableRequest) -> Page[PartRow]:
    """Return a page of the parts of all polls."""
    held = _asked(authority_id, asked)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_PART)[: asked.size + 1]
    return Page.gather(asked, [PartRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_part(authority_id: int, asked: TableRequest) -> Iterator[PartRow]:
    """Yield all parts of a list, in its order."""
    rows = keyset_queryset(_asked(authority_id, asked), asked.order, None).values_list(*_PART)
    yield from (PartRow(*row) for row in rows.iterator())


def parts_of(authority_id: int, poll_ids: tuple[int, ...]) -> list[PartRow]:
    """Return the open parts of some polls, in the order of their entry."""
    held = _parts(authority_id).filter(contest__poll__in=poll_ids, state=BoundaryPartState.OPEN)
    return [PartRow(*row) for row in held.order_by("pk").values_list(*_PART)]


def part_facts(authority_id: int, reference: str) -> PartRow:
    """Return one part.

    :raises NotFound: where the authority has none of that reference.
    """
    row = _parts(authority_id).filter(reference=reference).values_list(*_PART).first()
    if row is None:
        raise NotFound(kind="part across the boundary", reference=reference)
    return PartRow(*row)


def files_of(authority_id: int, part: str) -> list[FileRow]:
    """Return the files of a part, newest first."""
    held = BoundaryFile.objects.filter(authority=authority_id, part__reference=part).order_by("-pk")
    return [_file(row) for row in held.values_list(*_FILE)]


def file_facts(authority_id: int, reference: str) -> FileRow:
    """Return one file.

    :raises NotFound: where the authority has none of that reference.
    """
    row = BoundaryFile.objects.filter(authority=authority_id, reference=reference).values_list(*_FILE).first()
    if row is None:
        raise NotFound(kind="file across the boundary", reference=reference)
    return _file(row)


def _file(row: tuple[Any, ...]) -> FileRow:
    given = dict(zip(FileRow.__slots__, row, strict=True))
    return FileRow(**(given | {"stage": Stage(given["stage"]), "state": BoundaryFileState(given["state"])}))


def _parts(authority_id: int) -> QuerySet[BoundaryPart]:
    latest = BoundaryFile.objects.filter(part=OuterRef("pk")).exclude(state=BoundaryFileState.WITHDRAWN).order_by("-pk")
    return BoundaryPart.objects.filter(authority=authority_id).annotate(
        file_state=Subquery(latest.values("state")[:1]), electors=Subquery(latest.values("electors")[:1])
    )


def _asked(authority_id: int, asked: TableRequest) -> QuerySet[BoundaryPart]:
    held = _parts(authority_id)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(reference__iexact=words) | Q(other_name__icontains=words) | Q(contest__name__icontains=words)
            | Q(contest__poll__reference__iexact=words)
        )  # fmt: skip
    if sides := asked.filters.get("side"):
        held = held.filter(side__in=[side for side in BoundarySide.values if side in sides])
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return held
