"""Packs of stations as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from pollwright.elections.queries.cards_stations import stations_for
from pollwright.pages.tables import Page, TableRequest
from pollwright.printing.models import StationPacks
from pollwright.printing.queries.lists import paged
from pollwright.printing.states import PackState
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class PacksRow:
    """Packs in a list; `target` is the poll or the combination they are of."""

    id: int
    reference: str
    target: str
    electorate: str
    stations: int
    electors: int
    pages: int
    state: str
    prepared_at: datetime


@dataclass(frozen=True, slots=True)
class PacksFacts:
    """One set of packs."""

    id: int
    reference: str
    version: int
    target: str
    electorate: str
    scheme: str
    per_page: int
    state: PackState
    stations: int
    electors: int
    pages: int
    counts: tuple[dict[str, Any], ...]
    sha256: str
    prepared_by: str
    prepared_at: datetime
    released_by: str
    released_at: datetime | None
    because: str
    scheme_now: str

    @property
    def outdated(self) -> bool:
        """Whether the stations were changed since the packs were made, and they name another place or other electors."""
        return self.state is not PackState.WITHDRAWN and self.scheme != self.scheme_now


_PACKS = (
    "pk", "reference", "of", "electorate__reference", "stations", "electors", "pages", "state", "prepared_at",
)  # fmt: skip


def packs_page(authority_id: int, asked: TableRequest, target: str = "") -> Page[PacksRow]:
    """Return a page of packs, of one poll or combination or of all."""
    held = StationPacks.objects.filter(authority=authority_id).annotate(
        of=Coalesce("electorate__poll__reference", "electorate__combination__reference")
    )
    if target:
        held = held.filter(of=target)
    if asked.search:
        held = held.filter(Q(reference__iexact=asked.search) | Q(of__iexact=asked.search))
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return paged(held, asked, _PACKS, PacksRow)


def packs_facts(authority_id: int, reference: str) -> PacksFacts:
    """Return one set of packs.

    :raises NotFound: where the authority has none of that reference.
    """
    held = StationPacks.objects.select_related("electorate__poll", "electorate__combination")
    found = held.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="station packs", reference=reference)
    of = found.electorate.poll or found.electorate.combination
    combined = found.electorate.combination
    polls = [*combined.polls.values_list("pk", flat=True)] if combined else [found.electorate.poll_id or 0]
    now = stations_for(authority_id, polls)
    return PacksFacts(
        found.pk, found.reference, found.version, of.reference if of else "", found.electorate.reference, found.scheme,
        found.per_page, PackState(found.state), found.stations, found.electors, found.pages, tuple(found.counts),
        found.sha256, found.prepared_by, found.prepared_at, found.released_by, found.released_at, found.because,
        now.reference if now else "",
    )  # fmt: skip
