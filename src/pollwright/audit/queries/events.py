"""Events of the trail as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from pollwright.audit.models import Event, EventPayload, EventSubject, PayloadRemoval, Seal
from pollwright.audit.queries.spans import during
from pollwright.audit.queries.timeline import changes_of
from pollwright.audit.sentences import said, spaced
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound

LONGEST_NUMBER = 10
"""From so many digits on, a word is part of a digest and no number."""
COUNTED = 1000
SUBJECTS_SHOWN = 50
FIELDS = (
    "id",
    "at",
    "actor_name",
    "actor_role",
    "capacity",
    "channel",
    "operation",
    "code",
    "summary",
    "reason",
    "legal_basis",
    "subject_count",
)
FACTS = Subquery(EventPayload.objects.filter(event_id=OuterRef("pk")).values("body__facts"))


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as a list shows it. `facts` is None where retention removed them."""

    id: int
    at: datetime
    actor_name: str
    actor_role: str
    capacity: str
    channel: str
    operation: str
    code: str
    summary: str
    reason: str
    legal_basis: str
    subject_count: int
    facts: dict[str, Any] | None

    @property
    def what(self) -> str:
        """The sentence in the language in use, as it begins a line."""
        return said(self.code, self.summary, self.facts)


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event with its details. `facts` and `changes` are empty where retention removed them (`removed_by`).

    :param subjects: kind and id of the first 50 subjects.
    :param seal: the number of the seal that covers the event; None until it is sealed.
    """

    row: EventRow
    request_id: str
    digest: str
    facts: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str, str], ...]
    subjects: tuple[tuple[str, int], ...]
    seal: int | None
    removed_by: int | None


@dataclass(frozen=True, slots=True)
class SealRow:
    """One seal as a list shows it."""

    number: int
    sealed_at: datetime
    first_event_id: int
    last_event_id: int
    events: int
    digest: str


def events(authority_id: int, asked: TableRequest) -> Page[EventRow]:
    """Return a page of an authority's events, as a table asks for it."""
    found = _wanted(authority_id, asked)
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*FIELDS, FACTS)[: asked.size + 1]
    return Page.gather(asked, [EventRow(*row) for row in rows], total)


def every_event(authority_id: int, asked: TableRequest) -> Iterator[EventRow]:
    """Yield all the events that a table asks for, for a download."""
    rows = keyset_queryset(_wanted(authority_id, asked), asked.order, None).values_list(*FIELDS, FACTS)
    return (EventRow(*row) for row in rows.iterator())


def event_of(authority_id: int, event_id: int) -> EventFacts:
    """Return one event of an authority with its details.

    :raises NotFound: where the authority has no such event.
    """
    event = Event.objects.filter(authority_id=authority_id, pk=event_id).first()
    if event is None:
        raise NotFound(kind="event", reference=event_id)
    body: dict[str, Any] = EventPayload.objects.filter(event_id=event_id).values_list("body", flat=True).first() or {}
    subjects = EventSubject.objects.filter(event_id=event_id).order_by("kind", "subject_id")[:SUBJECTS_SHOWN]
    covering = Seal.objects.filter(authority_id=authority_id, first_event_id__lte=event_id, last_event_id__gte=event_id)
    return EventFacts(
        row=EventRow(**{name: getattr(event, name) for name in FIELDS}, facts=body.get("facts")),
        request_id=str(event.request_id),
        digest=event.digest,
        facts=tuple(
            (gettext(spaced(name).capitalize()), _plain(value)) for name, value in body.get("facts", {}).items()
        ),
        changes=changes_of(body.get("changes")),
        subjects=tuple(subjects.values_list("kind", "subject_id")),
        seal=covering.values_list("number", flat=True).first(),
        removed_by=PayloadRemoval.objects.filter(event_id=event_id).values_list("removed_by_id", flat=True).first(),
    )


def seals(authority_id: int, asked: TableRequest) -> Page[SealRow]:
    """Return a page of an authority's seals, as a table asks for it."""
    found = Seal.objects.filter(_sealed(asked.search), authority_id=authority_id)
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*SealRow.__slots__)[: asked.size + 1]
    return Page.gather(asked, [SealRow(*row) for row in rows], Total.of(found[: COUNTED + 1].count(), COUNTED))


def every_seal(authority_id: int, search: str = "") -> Iterator[SealRow]:
    """Yield all seals of an authority in order, for keeping elsewhere, or those that a search finds."""
    rows = (
        Seal.objects.filter(_sealed(search), authority_id=authority_id)
        .order_by("number")
        .values_list(*SealRow.__slots__)
    )
    return (SealRow(*row) for row in rows.iterator())


def unsealed(authority_id: int) -> int:
    """Return how many events no seal covers yet, up to 1,000."""
    last = Seal.objects.filter(authority_id=authority_id).order_by("-number").values_list("last_event_id", flat=True)
    found = Event.objects.filter(authority_id=authority_id, id__gt=last.first() or 0)
    return found.order_by()[:COUNTED].count()


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[Event]:
    found = Event.objects.filter(authority_id=authority_id)
    filters = asked.filters
    if asked.search:
        found = found.filter(summary__icontains=asked.search)
    if person := filters.get("person"):
        found = found.filter(actor_name__icontains=person)
    if act := filters.get("operation"):
        found = found.filter(operation__startswith=act.lower())
    if days := filters.get("at"):
        found = found.filter(during("at", days.start, days.end))
    if subject := filters.get("subject"):
        found = found.filter(_about(authority_id, subject))
    return found


def _sealed(search: str) -> Q:
    """Return the condition that each word is a seal's number, or stands in its digest."""
    found = Q()
    for word in search.split():
        is_number = word.isdecimal() and len(word) < LONGEST_NUMBER
        found &= Q(number=int(word)) if is_number else Q(digest__icontains=word)
    return found


def _about(authority_id: int, subject: str) -> Exists:
    """Return the condition that an event is about a subject, written `kind:id` or `kind`."""
    kind, _, number = subject.partition(":")
    about = EventSubject.objects.filter(event_id=OuterRef("pk"), authority_id=authority_id, kind=kind.strip().lower())
    return Exists(about.filter(subject_id=int(number)) if number.strip().isdigit() else about)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


def first_day(authority_id: int) -> date | None:
    """Return the day of the first event of an authority, which is when it began here; None before it has any."""
    at = Event.objects.filter(authority_id=authority_id).order_by("id").values_list("at", flat=True).first()
    return None if at is None else timezone.localtime(at).date()
