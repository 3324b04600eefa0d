"""Long work as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from pollwright.audit.queries.spans import during
from pollwright.jobs.models import Work
from pollwright.jobs.states import LIVE, WorkState
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound

FIELDS = (
    "reference",
    "kind",
    "title",
    "lock",
    "state",
    "step",
    "done",
    "total",
    "attempts",
    "cancel_asked",
    "requested_at",
    "started_at",
    "ended_at",
    "requested_by__name",
    "outcome",
)

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """How a piece of long work stands. `outcome` holds totals, `files`, or a refusal's code, problem and remedy."""

    reference: str
    kind: str
    title: str
    lock: str
    state: WorkState
    step: str
    done: int
    total: int
    attempts: int
    cancel_asked: bool
    requested_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    requested_by: str
    outcome: dict[str, Any] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in LIVE


def work_of(authority_id: int, reference: str) -> WorkFacts:
    """Return one piece of work of an authority.

    :raises NotFound: where the authority has none of this reference.
    """
    row = Work.objects.filter(authority=authority_id, reference=reference).values_list(*FIELDS).first()
    if row is None:
        raise NotFound(kind="work", reference=reference)
    return _facts(row)


def work_under_way(authority_id: int, lock: str) -> WorkFacts | None:
    """Return the live work that holds a lock, for pages that would ask for the same again."""
    row = Work.objects.filter(authority=authority_id, lock=lock, state__in=LIVE).values_list(*FIELDS).first()
    return None if row is None else _facts(row)


def works(authority_id: int, asked: TableRequest) -> Page[WorkFacts]:
    """Return a page of an authority's work, as a table asks for it."""
    found = _wanted(authority_id, asked)
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*FIELDS)[: asked.size + 1]
    return Page.gather(asked, [_facts(row) for row in rows], total)


def every_work(authority_id: int, asked: TableRequest) -> Iterator[WorkFacts]:
    """Yield all the work that a table asks for, for a download."""
    rows = keyset_queryset(_wanted(authority_id, asked), asked.order, None).values_list(*FIELDS)
    return (_facts(row) for row in rows.iterator())


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[Work]:
    found = Work.objects.filter(authority=authority_id)
    if asked.search:
        found = found.filter(Q(reference__iexact=asked.search) | Q(title__icontains=asked.search))
    if states := asked.filters.get("state"):
        found = found.filter(state__in=states)
    if days := asked.filters.get("requested_at"):
        found = found.filter(during("requested_at", days.start, days.end))
    return found


def _facts(row: tuple[Any, ...]) -> WorkFacts:
    facts = dict(zip(FIELDS, row, strict=True))
    facts["requested_by"] = facts.pop("requested_by__name")
    return WorkFacts(**{**facts, "state": WorkState(facts["state"])})
