"""The lists of documents and of places where they are posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.printing.models import Document, EmblemPicture, PostingPlace
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One version of a document in a list."""

    id: int
    reference: str
    kind: str
    contest: str | None
    number: int
    state: str
    poll: str | None
    poll_title: str | None
    day: date | None
    due_by: datetime | None
    prepared_at: datetime
    prepared_by: str
    published_at: datetime | None
    overtaken: str
    vacancy: str | None
    vacancy_body: str | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place where notices are posted."""

    id: int
    reference: str
    name: str
    address: str
    area: str | None
    withdrawn_on: date | None
    postings: int


@dataclass(frozen=True, slots=True)
class EmblemRow:
    """One picture of an emblem."""

    id: int
    party_reference: str
    description: str
    number: int
    sha256: str
    added_by: str
    added_at: datetime
    picture: str


_DOCUMENT = (
    "pk", "reference", "kind", "contest__name", "number", "state", "poll__reference", "poll__title", "poll__day",
    "due_by", "prepared_at", "prepared_by", "published_at", "overtaken", "vacancy__reference", "vacancy__body",
)  # fmt: skip
_PLACE = ("pk", "reference", "name", "address", "area__name", "withdrawn_on", "posted")
_EMBLEM = ("pk", "party_reference", "description", "number", "sha256", "added_by", "added_at", "file__token")


def documents(authority_id: int, asked: TableRequest, poll: str = "", vacancy: str = "") -> Page[DocumentRow]:
    """Return a page of documents, of one poll, of one vacancy, or of all."""
    held = Document.objects.filter(authority=authority_id)
    if poll:
        held = held.filter(poll__reference=poll)
    if vacancy:
        held = held.filter(vacancy__reference=vacancy)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(title__icontains=words) | Q(contest__name__icontains=words) | Q(poll__title__icontains=words)
            | Q(vacancy__body__icontains=words) | Q(reference__iexact=words)
        )  # fmt: skip
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    if (overtaken := asked.filters.get("overtaken")) is not None:
        held = held.exclude(overtaken="") if overtaken else held.filter(overtaken="")
    return paged(held, asked, _DOCUMENT, DocumentRow)


def posting_places(authority_id: int, asked: TableRequest) -> Page[PlaceRow]:
    """Return a page of the places where notices are posted."""
    held = PostingPlace.objects.filter(authority=authority_id).annotate(posted=Count("postings"))
    if asked.search:
        held = held.filter(Q(name__icontains=asked.search) | Q(address__icontains=asked.search))
    if (in_use := asked.filters.get("in_use")) is not None:
        held = held.filter(withdrawn_on__isnull=in_use)
    return paged(held, asked, _PLACE, PlaceRow)


def place_name(authority_id: int, reference: str) -> str:
    """Return what a posting place is called.

    :raises NotFound: where the authority has none of that reference that is in use.
    """
    held = PostingPlace.objects.filter(authority=authority_id, reference=reference, withdrawn_on__isnull=True)
    name = held.values_list("name", flat=True).first()
    if name is None:
        raise NotFound(kind="posting place", reference=reference)
    return name


def emblem_pictures(authority_id: int, asked: TableRequest) -> Page[EmblemRow]:
    """Return a page of the pictures of emblems."""
    held = EmblemPicture.objects.filter(authority=authority_id)
    if asked.search:
        held = held.filter(Q(party_reference__iexact=asked.search) | Q(description__icontains=asked.search))
    return paged(held, asked, _EMBLEM, EmblemRow)


def paged(held: QuerySet, asked: TableRequest, fields: tuple[str, ...], made: type) -> Page:
    """Return a page of a queryset as rows made of its fields."""
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*fields)[: asked.size + 1]
    return Page.gather(asked, [made(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))
