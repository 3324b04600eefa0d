"""What the pages of publications show: the list, one publication beside the register before it, its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.places.models import Area
from pollwright.places.states import AreaKind
from pollwright.refusals import NotFound
from pollwright.register.models import Publication
from pollwright.register.queries.notice_pages_sense import Fall, falls_of
from pollwright.register.states import PaperState

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """A publication as its pages need it. `falls` are the districts that a second person must account for."""

    id: int
    authority_id: int
    reference: str
    kind: str
    published_on: date
    determined_by: date | None
    received_by: date | None
    reason: str
    state: PaperState
    previous: str
    previous_counts: dict[str, Any]
    prepared_by: str
    prepared_by_id: int | None
    approved_by: str
    approved_at: datetime | None
    issued_at: datetime | None
    counts: dict[str, Any] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)
    falls: tuple[Fall, ...] = ()

    @property
    def electors(self) -> int | None:
        """Electors, once it is prepared."""
        return self.counts.get("electors")


@dataclass(frozen=True, slots=True)
class ComparedDistrict:
    """A polling district in a register and in the one before it."""

    district: str
    before: int
    added: int
    deleted: int
    moved_in: int
    moved_out: int
    amended: int
    after: int
    fell: bool

    @property
    def change(self) -> int:
        """How many electors more, or fewer."""
        return self.after - self.before


def publication_facts(authority_id: int, reference: str) -> PublicationFacts:
    """Return one publication.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Publication.objects.select_related("previous").filter(authority=authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="publication", reference=reference)
    return _facts(held, tuple(falls_of(held)))


def publications_page(authority_id: int, asked: TableRequest) -> Page[PublicationFacts]:
    """Return one page of an authority's publications."""
    held = _asked(authority_id, asked)
    rows = keyset_queryset(held, asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, map(_facts, rows), Total.of(held[: COUNTED + 1].count()))


def every_publication(authority_id: int, asked: TableRequest) -> Iterator[PublicationFacts]:
    """Yield every publication that matches, in the order asked for."""
    return map(_facts, keyset_queryset(_asked(authority_id, asked), asked.order, None).iterator())


def compared(publication: PublicationFacts) -> list[ComparedDistrict]:
    """Return every district of the proof, in order of code, beside the register before."""
    fell = {fall.district for fall in publication.falls}
    names = ("before", "added", "deleted", "moved_in", "moved_out", "amended", "after")
    return [
        ComparedDistrict(row["code"], fell=row["code"] in fell, **{name: int(row[name]) for name in names})
        for row in publication.proof.get("districts", ())
    ]


def area_choices(authority_id: int) -> tuple[tuple[str, str], ...]:
    """Return the areas that a poll can be held for, as pairs of id and words."""
    kinds = dict(AreaKind.choices)
    held = Area.objects.filter(Q(valid_to__isnull=True), authority=authority_id).exclude(kind=AreaKind.COUNCIL)
    rows = held.order_by("kind", "name").values_list("pk", "kind", "name")
    return tuple((str(pk), f"{kinds[kind]}: {name}") for pk, kind, name in rows)


def area_names(authority_id: int, area_ids: Sequence[int]) -> tuple[str, ...]:
    """Return the names of some areas, in order."""
    held = Area.objects.filter(authority=authority_id, pk__in=list(area_ids))
    return tuple(held.order_by("name").values_list("name", flat=True))


def _asked(authority_id: int, asked: TableRequest) -> Any:
    held = Publication.objects.select_related("previous").filter(authority=authority_id)
    for key in ("kind", "state"):
        if key in asked.filters:
            held = held.filter(**{key: asked.filters[key]})
    return held.filter(every_word(asked.search, ("reference", "previous__reference", "kind")))


def _facts(held: Publication, fallen: tuple[Fall, ...] = ()) -> PublicationFacts:
    return PublicationFacts(
        held.pk,
        held.authority_id,
        held.reference,
        held.kind,
        held.published_on,
        held.determined_by,
        held.received_by,
        held.reason,
        PaperState(held.state),
        held.previous.reference if held.previous else "",
        held.previous.counts if held.previous else {},
        held.prepared_by,
        held.prepared_by_id,
        held.approved_by,
        held.approved_at,
        held.issued_at,
        held.counts,
        held.proof,
        fallen,
    )
