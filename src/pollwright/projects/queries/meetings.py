"""The meetings of the boards of projects, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Value

from pollwright.pages.tables import Page, TableRequest, Total, every_word, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.projects.models import BoardMeeting


@dataclass(frozen=True, slots=True)
class MeetingListed:
    """A meeting in the list of all of them; `papers` are the titles of what was before the board."""

    id: int
    reference: str
    project: str
    project_title: str
    held_on: date
    present: str
    notes: str
    papers: str | None


_FIELDS = ("pk", "reference", "project__reference", "project__title", "held_on", "present", "notes", "papers_named")


def meetings(authority_id: int, asked: TableRequest) -> Page[MeetingListed]:
    """Return a page of the meetings of all boards."""
    held = BoardMeeting.objects.filter(authority=authority_id)
    words = ("reference", "project__title", "project__reference", "present", "notes")
    held = held.filter(every_word(asked.search, words)).filter(in_days("held_on", asked.filters.get("held_on")))
    named = held.annotate(papers_named=StringAgg("papers__title", Value("; "), order_by=("papers__pk",)))
    rows = keyset_queryset(named, asked.order, asked.cursor).values_list(*_FIELDS)[: asked.size + 1]
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    return Page.gather(asked, [MeetingListed(*row) for row in rows], total)
