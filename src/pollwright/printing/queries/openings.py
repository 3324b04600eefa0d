"""The sessions at which postal votes are opened, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.law.notices import LONDON
from pollwright.pages.tables import Page, TableRequest
from pollwright.printing.models import OpeningSession
from pollwright.printing.queries.lists import paged
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One session."""

    id: int
    reference: str
    poll: str
    starts_at: datetime
    place: str
    agents: int
    because: str
    version: int

    @property
    def day(self) -> str:
        """Day and time, as people write them."""
        return f"{self.starts_at.astimezone(LONDON):%-d %B %Y, %H:%M}"


_ROW = ("pk", "reference", "poll__reference", "starts_at", "place", "agents", "because", "version")


def openings(authority_id: int, asked: TableRequest, poll: str) -> Page[OpeningRow]:
    """Return a page of the sessions of a poll."""
    held = OpeningSession.objects.filter(authority=authority_id, poll__reference=poll)
    if asked.search:
        held = held.filter(place__icontains=asked.search)
    if (held_still := asked.filters.get("fixed")) is not None:
        held = held.filter(because="") if held_still else held.exclude(because="")
    return paged(held, asked, _ROW, OpeningRow)


def opening_facts(authority_id: int, reference: str) -> OpeningRow:
    """Return one session.

    :raises NotFound: where the authority has none of that reference.
    """
    found = OpeningSession.objects.filter(authority=authority_id, reference=reference).values_list(*_ROW).first()
    if found is None:
        raise NotFound(kind="opening session", reference=reference)
    return OpeningRow(*found)
