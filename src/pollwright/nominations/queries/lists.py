"""The lists of nominations: candidates with contacts, the nomination-day board, parties, and the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from pollwright.elections.models import Contest
from pollwright.nominations.models import Appointment, Candidate, Party
from pollwright.nominations.states import CandidateState, PaperState
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate in a list, with contacts."""

    id: int
    reference: str
    surname: str
    forenames: str
    contest: str
    contest_name: str
    poll: str
    poll_title: str
    day: date
    state: str
    email: str
    phone: str
    agent_name: str
    agent_phone: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One contest on the nomination-day board: its papers by how far they are."""

    id: int
    reference: str
    name: str
    seats: int
    state: str
    informal: int
    waiting: int
    valid: int
    invalid: int
    standing: int
    appointments: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party of the register."""

    id: int
    reference: str
    names: list[str]
    descriptions: list[str]
    emblems: list[str]
    nations: list[str]
    minor: bool
    registered_on: date
    deregistered_on: date | None

    @property
    def name(self) -> str:
        """The name that it is listed by."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One slot of the diary."""

    id: int
    reference: str
    at: datetime
    minutes: int
    who: str
    contact: str
    desk: str
    contest_name: str | None
    arrived_at: datetime | None
    cancelled: bool
    offered: bool
    poll: str
    version: int


_CANDIDATE = (
    "pk", "reference", "surname", "forenames", "contest__reference", "contest__name", "contest__poll__reference",
    "contest__poll__title", "contest__poll__day", "state", "email", "phone", "agent_name", "agent_phone",
)  # fmt: skip
_BOARD = (
    "pk", "reference", "name", "seats", "state", "informal", "waiting", "valid", "invalid", "standing", "booked",
)  # fmt: skip
_PARTY = (
    "pk", "reference", "names", "descriptions", "emblems", "nations", "minor", "registered_on", "deregistered_on",
)  # fmt: skip
_APPOINTMENT = (
    "pk", "reference", "at", "minutes", "who", "contact", "desk", "contest__name", "arrived_at", "cancelled",
    "offered", "poll__reference", "version",
)  # fmt: skip


def candidates(authority_id: int, asked: TableRequest) -> Page[CandidateRow]:
    """Return a page of candidates of all polls."""
    held = Candidate.objects.filter(authority=authority_id)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(surname__icontains=words) | Q(forenames__icontains=words) | Q(contest__name__icontains=words)
            | Q(contest__poll__title__icontains=words) | Q(reference__iexact=words)
        )  # fmt: skip
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return page_of(held, asked, _CANDIDATE, CandidateRow)


def board(authority_id: int, asked: TableRequest, poll: str) -> Page[BoardRow]:
    """Return the contests of a poll with what came in so far."""
    held = Contest.objects.filter(authority=authority_id, poll__reference=poll)
    if asked.search:
        held = held.filter(name__icontains=asked.search)
    return page_of(_counted(held), asked, _BOARD, BoardRow)


def parties(authority_id: int, asked: TableRequest) -> Page[PartyRow]:
    """Return a page of the register of parties; the search looks at every registered text."""
    held = Party.objects.filter(authority=authority_id)
    if asked.search:
        words = asked.search
        held = held.filter(Q(names__icontains=words) | Q(descriptions__icontains=words) | Q(reference__iexact=words))
    if (registered := asked.filters.get("registered")) is not None:
        held = held.filter(deregistered_on__isnull=registered)
    if (minor := asked.filters.get("minor")) is not None:
        held = held.filter(minor=minor)
    return page_of(held, asked, _PARTY, PartyRow)


def appointments(authority_id: int, asked: TableRequest, poll: str) -> Page[AppointmentRow]:
    """Return the diary of a poll."""
    held = Appointment.objects.filter(authority=authority_id, poll__reference=poll)
    if asked.search:
        held = held.filter(Q(who__icontains=asked.search) | Q(contest__name__icontains=asked.search))
    return page_of(held, asked, _APPOINTMENT, AppointmentRow)


def _counted(held: QuerySet[Contest]) -> QuerySet[Contest]:
    def papers(*states: PaperState) -> Count:
        return Count("candidates__papers", filter=Q(candidates__papers__state__in=states), distinct=True)

    return held.annotate(
        informal=papers(PaperState.DRAFT),
        waiting=papers(PaperState.DELIVERED),
        valid=papers(PaperState.VALID),
        invalid=papers(PaperState.INVALID),
        standing=Count("candidates", filter=Q(candidates__state=CandidateState.STANDING), distinct=True),
        booked=Count("appointment", filter=Q(appointment__cancelled=False), distinct=True),
    )


def page_of(held: QuerySet, asked: TableRequest, fields: tuple[str, ...], made: type) -> Page:
    """Return a page of a query set as rows of a type, made from these fields in this order."""
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*fields)[: asked.size + 1]
    return Page.gather(asked, [made(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))
