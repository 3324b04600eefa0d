"""The lists of objections and of reviews (REG-233, reg 31E)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Q

from pollwright.pages.tables import Page, TableRequest, Total, either, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.register.models import Elector, Objection, Review


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection. It is to an application until the applicant is on the register, then to the entry."""

    id: int
    reference: str
    application: str
    application_state: str
    entry_elector: str
    objector: str
    made_at: datetime
    in_time: bool
    state: str
    hearing_on: date | None
    version: int
    grounds: str

    @property
    def to(self) -> str:
        """The list that it stands in: objections to applications, or to registrations."""
        return "application" if self.application and self.application_state != "on_register" else "entry"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review."""

    id: int
    reference: str
    kind: str
    elector: str
    registers: str
    opened_on: date
    notice_on: date | None
    answer_by: date | None
    hearing_on: date | None
    state: str
    version: int
    grounds: str


@dataclass(frozen=True, slots=True)
class ElectorFacts:
    """What the forms about an elector start from; blank for an anonymous one."""

    id: int
    reference: str
    version: int
    anonymous: bool
    nationalities: tuple[str, ...]
    residence_right: str
    open_register: bool
    contacts: dict[str, str]


_OBJECTION = (
    "pk", "reference", "application__reference", "application__state", "entry__elector__reference",
    "objector__reference", "made_at", "in_time", "state", "hearing_on", "version", "grounds",
)  # fmt: skip
_REVIEW = (
    "pk", "reference", "kind", "elector__reference", "registers", "opened_on", "notice_on", "answer_by", "hearing_on",
    "state", "version", "grounds",
)  # fmt: skip


def objections(authority_id: int, asked: TableRequest) -> Page[ObjectionRow]:
    """Return a page of objections; the list of those to applications, or of those to registrations, by filter."""
    held = Objection.objects.filter(authority=authority_id)
    to_entries = Q(application__isnull=True) | Q(application__state="on_register")
    if to := asked.filters.get("to"):
        held = held.filter(to_entries) if to == "entry" else held.exclude(to_entries)
    if state := asked.filters.get("state"):
        held = held.filter(state__in=list(state))
    named = ("reference", "application__reference", "entry__elector__reference", "objector__reference")
    held = held.filter(every_word(asked.search, named, _named_in_objection))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_OBJECTION)[: asked.size + 1]
    return Page.gather(asked, [_objection(row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def objection_facts(authority_id: int, reference: str) -> ObjectionRow:
    """Return one objection.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Objection.objects.filter(authority=authority_id, reference=reference).values_list(*_OBJECTION).first()
    if row is None:
        raise NotFound(kind="objection", reference=reference)
    return _objection(row)


def reviews(authority_id: int, asked: TableRequest) -> Page[ReviewRow]:
    """Return a page of reviews."""
    held = Review.objects.filter(authority=authority_id)
    for name in ("state", "kind"):
        if value := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": [value] if isinstance(value, str) else list(value)})
    held = held.filter(
        every_word(asked.search, ("reference", "elector__reference"), partial(_elector_named, "elector"))
    )
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_REVIEW)[: asked.size + 1]
    return Page.gather(asked, [ReviewRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def review_facts(authority_id: int, reference: str) -> ReviewRow:
    """Return one review.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Review.objects.filter(authority=authority_id, reference=reference).values_list(*_REVIEW).first()
    if row is None:
        raise NotFound(kind="review", reference=reference)
    return ReviewRow(*row)


def elector_facts(authority_id: int, reference: str, contacts: tuple[str, ...]) -> ElectorFacts:
    """Return what the forms about an elector start from.

    :raises NotFound: where the authority has none of that reference.
    """
    found = Elector.objects.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="elector", reference=reference)
    return ElectorFacts(
        found.pk,
        found.reference,
        found.version,
        found.anonymous,
        tuple(found.nationalities),
        found.residence_right,
        found.open_register,
        {name: getattr(found, name) for name in contacts},
    )


def _named_in_objection(word: str) -> Q:
    """Return the condition that a word is in the name of the objector or of whom it is about, but nobody anonymous."""
    applicant = either(("application__surname", "application__forenames"), word) & Q(application__anonymous=False)
    unhidden = Q(application__elector__isnull=True) | Q(application__elector__anonymous=False)
    return applicant & unhidden | _elector_named("entry__elector", word) | _elector_named("objector", word)


def _elector_named(path: str, word: str) -> Q:
    """Return the condition that a word is in an elector's name; whoever is anonymous is not found by it."""
    return either((f"{path}__surname", f"{path}__forenames"), word) & Q(**{f"{path}__anonymous": False})


def _objection(row: tuple[object, ...]) -> ObjectionRow:
    values: list[object] = ["" if value is None and place in (2, 3, 4) else value for place, value in enumerate(row)]
    return ObjectionRow(*values)  # type: ignore[arg-type]
