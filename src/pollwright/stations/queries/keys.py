"""The keys to the released stations as plain rows, with when each was last used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.stations.models import StationDataKey

IN_USE, WITHDRAWN = "in-use", "withdrawn"
_ROW = ("pk", "reference", "holder", "begins", "made_by", "made_at", "withdrawn_by", "withdrawn_at", "reason")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key; `used_at` is when it last opened something, `uses` how often it has."""

    id: int
    reference: str
    holder: str
    begins: str
    made_by: str
    made_at: datetime
    withdrawn_by: str
    withdrawn_at: datetime | None
    reason: str
    used_at: datetime | None
    uses: int

    @property
    def state(self) -> str:
        """Whether it opens anything."""
        return IN_USE if self.withdrawn_at is None else WITHDRAWN


def keys(authority_id: int, asked: TableRequest) -> Page[KeyRow]:
    """Return a page of an authority's keys."""
    held = StationDataKey.objects.filter(authority=authority_id)
    if state := asked.filters.get("state"):
        held = held.filter(withdrawn_at__isnull=state == IN_USE)
    for word in asked.search.split():
        held = held.filter(Q(holder__icontains=word) | Q(reference__iexact=word) | Q(begins__startswith=word))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor)
    return Page.gather(asked, _rows(rows, asked.size + 1), total)


def key_named(authority_id: int, reference: str) -> KeyRow:
    """Return one key.

    :raises NotFound: where the authority has none of that reference.
    """
    found = _rows(StationDataKey.objects.filter(authority=authority_id, reference=reference), 1)
    if not found:
        raise NotFound(kind="key", reference=reference)
    return found[0]


def _rows(held: QuerySet[StationDataKey], most: int) -> list[KeyRow]:
    found = list(held.values_list(*_ROW)[:most])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key_id, used_at, uses FROM stations_stationdatakeyuse WHERE key_id = ANY(%s)",
            [[row[0] for row in found]],
        )
        used = {key: (at, uses) for key, at, uses in cursor.fetchall()}
    whole = [(*row, *used.get(row[0], (None, 0))) for row in found]
    return [KeyRow(*row) for row in whole]
