"""What is due for removal on a day, and what is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from pollwright.authorities.queries.settings import value_of
from pollwright.authorities.settings import BY_NAME
from pollwright.oversight.kinds import RETENTION_KINDS, RetentionKind, latest_start, retention_kind
from pollwright.oversight.models import LegalHold
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound

EXAMPLES = 5
NOT_HELD = (
    "SELECT id, reference, start FROM ({due}) AS found(id, reference, start) WHERE NOT EXISTS"
    " (SELECT FROM oversight_legalhold h WHERE h.authority_id = %(authority)s AND h.kind = %(kind)s"
    " AND h.lifted_at IS NULL AND h.record IN ('', found.reference))"
)
"""The records of a kind that are due and not held; `{due}` is the kind's own SELECT."""


@dataclass(frozen=True, slots=True)
class Due:
    """What of one kind is due on a day.

    :param months: how long the authority keeps the kind; None keeps it for good.
    :param count: how many records would be removed.
    :param held: how many are due and stay, because of a legal hold.
    :param oldest: the earliest start among those that would be removed.
    :param examples: references of the first few of them.
    """

    kind: str
    title: str
    starts_with: str
    source: str
    months: int | None
    count: int
    held: int
    oldest: date | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold."""

    id: int
    reference: str
    kind: str
    title: str
    record: str
    reason: str
    placed_at: datetime
    lifted_at: datetime | None


def due_for_removal(authority_id: int, *, on: date) -> list[Due]:
    """Return, for every kind of record, what would be removed on a day, by title; nothing is removed."""
    kinds = sorted(RETENTION_KINDS.values(), key=lambda kind: kind.title)
    return [_due(authority_id, kind, on) for kind in kinds]


def anything_due(authority_id: int, name: str, *, on: date) -> bool:
    """Return whether a record of a kind would be removed on a day."""
    kind = retention_kind(name)
    months = months_kept(authority_id, kind, on=on)
    if months is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({NOT_HELD.format(due=kind.due)})", terms_of(authority_id, kind, months, on=on))
        found: bool = cursor.fetchone()[0]
    return found


def months_kept(authority_id: int, kind: RetentionKind, *, on: date) -> int | None:
    """Return how many months the authority keeps a kind of record on a day; None keeps it for good."""
    months = value_of(authority_id, kind.setting, on=on) if kind.setting in BY_NAME else kind.months
    return months if isinstance(months, int) and months > 0 else None


def terms_of(authority_id: int, kind: RetentionKind, months: int, *, on: date) -> dict[str, Any]:
    """Return the parameters of a kind's SQL."""
    return {"authority": authority_id, "kind": kind.name, "latest": latest_start(months, on=on)}


def holds(authority_id: int, asked: TableRequest) -> Page[Hold]:
    """Return a page of an authority's legal holds, as a table asks for it; those that were lifted only where it wants them."""
    found = LegalHold.objects.filter(authority=authority_id)
    if asked.search:
        said = Q(reason__icontains=asked.search) | Q(record__icontains=asked.search)
        found = found.filter(said | Q(reference__iexact=asked.search))
    if kind := asked.filters.get("kind"):
        found = found.filter(kind=kind)
    if not asked.filters.get("lifted"):
        found = found.filter(lifted_at__isnull=True)
    total = Total.of(found.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(found, asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, [_hold(row) for row in rows], total)


def holds_in_force(authority_id: int) -> int:
    """Return how many legal holds are in force."""
    return LegalHold.objects.filter(authority=authority_id, lifted_at__isnull=True).count()


def hold_of(authority_id: int, reference: str) -> Hold:
    """Return one legal hold.

    :raises NotFound: where the authority has none of that reference.
    """
    found = LegalHold.objects.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="legal hold", reference=reference)
    return _hold(found)


def _hold(row: LegalHold) -> Hold:
    title = _title(row.kind)
    return Hold(row.pk, row.reference, row.kind, title, row.record, row.reason, row.placed_at, row.lifted_at)


def _title(name: str) -> str:
    kind = RETENTION_KINDS.get(name)
    return kind.title if kind else name


def _due(authority_id: int, kind: RetentionKind, on: date) -> Due:
    months = months_kept(authority_id, kind, on=on)
    facts = (kind.name, kind.title, kind.starts_with, kind.source, months)
    if months is None:
        return Due(*facts, count=0, held=0, oldest=None, examples=())
    terms = terms_of(authority_id, kind, months, on=on)
    statement = (
        f"WITH due AS ({kind.due}), free AS ({NOT_HELD.format(due='SELECT * FROM due')})"
        f" SELECT (SELECT count(*) FROM due), count(*), min(start),"
        f" array(SELECT reference FROM free ORDER BY start, id LIMIT {EXAMPLES}) FROM free"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        every, count, oldest, examples = cursor.fetchone()
    return Due(*facts, count=count, held=every - count, oldest=oldest, examples=tuple(examples))
