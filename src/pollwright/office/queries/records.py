"""The records of the office as plain rows: lists, one record with its parts, the scorecard, and dates for the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from pollwright.acting import Permission
from pollwright.elections.models import Vacancy
from pollwright.office.kinds import BY_CODE, KINDS, Kind
from pollwright.office.models import OfficeDate, OfficeDocument, OfficeLink, OfficeNote, OfficeRecord
from pollwright.pages.tables import Page, TableRequest, Total, every_word, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record in a list; `fields` are the values of its kind's fields."""

    id: int
    reference: str
    kind: str
    title: str
    owner: str | None
    owner_text: str
    state: str
    closed: bool
    fields: dict[str, Any]
    opened_on: date
    next_on: date | None
    version: int

    @property
    def owned_by(self) -> str:
        """Who looks after it: a person, or as it is typed."""
        return self.owner or self.owner_text


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of a record."""

    id: int
    kind: str
    on: date
    remind_days: int
    statutory: bool
    source: str
    done_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class RecordWhole:
    """A record with its parts: notes (day, who, text), documents (title, token, day, who), links (reference, title)."""

    row: RecordRow
    owner_handle: str
    dates: tuple[DateRow, ...]
    notes: tuple[tuple[date, str, str], ...]
    documents: tuple[tuple[str, str, date, str], ...]
    links: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """A list with how many of its records are open, and how many have a date that is overdue."""

    kind: Kind
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Score:
    """A performance standard with its evidence, by state."""

    standard: str
    for_whom: str
    met: int
    part: int
    not_started: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a record for the calendar of the year."""

    id: int
    reference: str
    record_kind: str
    title: str
    owner: str
    kind: str
    on: date
    statutory: bool
    source: str
    done_on: date | None


_ROW = (
    "pk", "reference", "kind", "title", "owner__name", "owner_text", "state", "closed", "fields", "opened_on",
    "next_on", "version",
)  # fmt: skip
_DATE = ("pk", "kind", "on", "remind_days", "statutory", "source", "done_on", "outcome")


def records(authority_id: int, kind: str, asked: TableRequest, *, on: date) -> Page[RecordRow]:
    """Return a page of the records of a list; closed ones only where their state is asked for."""
    held: QuerySet[OfficeRecord] = OfficeRecord.objects.filter(authority=authority_id, kind=kind).filter(
        every_word(asked.search, ("title", "reference", "owner__name", "owner_text", "words"))
    )
    states = asked.filters.get("state")
    held = held.filter(state__in=list(states)) if states else held.filter(closed=False)
    held = _looked_at(held, asked.filters.get("look"), on)
    held = held.filter(in_days("next_on", asked.filters.get("next")))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ROW)[: asked.size + 1]
    return Page.gather(asked, [RecordRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def counts(authority_id: int, permissions: frozenset[Permission], *, on: date) -> list[KindCount]:
    """Return the lists that somebody may see with how many records are open and overdue, in one statement."""
    held = OfficeRecord.objects.filter(authority=authority_id, closed=False).order_by().values_list("kind")
    counted = held.annotate(many=Count("pk"), late=Count("pk", filter=Q(next_on__lt=on)))
    found = {kind: (many, late) for kind, many, late in counted}
    return [KindCount(kind, *found.get(kind.code, (0, 0))) for kind in KINDS if kind.permission in permissions]


def record_whole(authority_id: int, permissions: frozenset[Permission], reference: str) -> RecordWhole:
    """Return a record with its parts.

    :raises NotFound: where there is none of that reference that somebody with these permissions may see.
    """
    one = OfficeRecord.objects.filter(authority=authority_id, reference=reference)
    row = one.values_list(*_ROW, "owner__handle").first()
    if row is None or BY_CODE[row[2]].permission not in permissions:
        raise NotFound(kind="record", reference=reference)
    of: dict[str, Any] = {"authority": authority_id, "record": row[0]}
    dates = OfficeDate.objects.filter(**of).order_by(F("done_on").asc(nulls_first=True), "on", "pk")
    notes = OfficeNote.objects.filter(**of).order_by("-pk").values_list("said_on", "said_by", "text")
    documents = OfficeDocument.objects.filter(**of).order_by("-pk")
    return RecordWhole(
        RecordRow(*row[:-1]),
        str(row[-1] or ""),
        tuple(DateRow(*each) for each in dates.values_list(*_DATE)),
        tuple(notes),
        tuple(documents.values_list("title", "file__token", "added_on", "added_by")),
        _links(authority_id, row[0], permissions),
    )


def scorecard(authority_id: int) -> list[Score]:
    """Return the performance standards with how much of their evidence is met, by standard."""
    held = OfficeRecord.objects.filter(authority=authority_id, kind="standards", closed=False)
    rows = (
        held.order_by("fields__standard", "fields__for_whom")
        .values_list("fields__standard", "fields__for_whom")
        .annotate(
            met=Count("pk", filter=Q(state="met")),
            part=Count("pk", filter=Q(state="part")),
            not_started=Count("pk", filter=Q(state="not-started")),
        )
    )
    return [Score(standard, whom or "", met, part, not_started) for standard, whom, met, part, not_started in rows]


def vacancies_of(authority_id: int, area: str) -> list[tuple[str, str, date]]:
    """Return reference, council and day of the open vacancies in a ward, division or parish of that name."""
    held = Vacancy.objects.filter(authority=authority_id, area__name__iexact=area, closed_on__isnull=True)
    return list(held.order_by("-arose_on", "reference").values_list("reference", "body", "arose_on"))


def dated(authority_id: int, *, restricted: bool, first: date, last: date) -> list[Dated]:
    """Return the dates between two days, and those still open from before, of the restricted lists or of the others."""
    kinds = [kind.code for kind in KINDS if kind.restricted == restricted]
    held = OfficeDate.objects.filter(authority=authority_id, record__kind__in=kinds, on__lte=last)
    held = held.filter(Q(done_on__isnull=True) & Q(record__closed=False) | Q(done_on__isnull=False, on__gte=first))
    fields = (
        "pk", "record__reference", "record__kind", "record__title", "record__owner__name", "record__owner_text", "kind",
        "on", "statutory", "source", "done_on",
    )  # fmt: skip
    return [
        Dated(pk, reference, record_kind, title, owner or owner_text, kind, on, statutory, source, done_on)
        for pk, reference, record_kind, title, owner, owner_text, kind, on, statutory, source, done_on in held.order_by(
            "on", "pk"
        ).values_list(*fields)
    ]


def _looked_at(held: QuerySet[OfficeRecord], look: str | None, on: date) -> QuerySet[OfficeRecord]:
    if look == "overdue":
        return held.filter(next_on__lt=on)
    if look == "unowned":
        return held.filter(owner__isnull=True, owner_text="")
    if look == "undated":
        return held.filter(next_on__isnull=True)
    return held


def _links(authority_id: int, record: int, permissions: frozenset[Permission]) -> tuple[tuple[str, str, str], ...]:
    links = OfficeLink.objects.filter(authority=authority_id)
    ways = (links.filter(record=record).order_by("pk"), "to"), (links.filter(to=record).order_by("pk"), "record")
    rows = [row for held, way in ways for row in held.values_list(*(f"{way}__{name}" for name in _LINKED))]
    return tuple((reference, title, kind) for reference, title, kind in rows if BY_CODE[kind].permission in permissions)


_LINKED = ("reference", "title", "kind")
