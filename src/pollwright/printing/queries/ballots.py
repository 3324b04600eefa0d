"""Ballot papers and their orders, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from pollwright.elections.models import Contest
from pollwright.elections.states import ContestState
from pollwright.files.models import StoredFile
from pollwright.pages.tables import Page, TableRequest
from pollwright.printing.models import Document, PrintOrder, PrintPacket
from pollwright.printing.queries.lists import paged
from pollwright.printing.queries.proofs import is_proof
from pollwright.printing.states import OrderState, State
from pollwright.refusals import NotFound
from pollwright.rolls.queries.rolls import rule_of


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A contest with the proof and the order of its ballot paper; blank where there is none that stands."""

    id: int
    reference: str
    name: str
    seats: int
    state: str
    proof: str | None
    proof_state: str | None
    order: str | None
    order_state: str | None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list."""

    id: int
    reference: str
    contest: str
    poll: str
    poll_title: str
    state: str
    total: int
    tendered_total: int
    prepared_at: datetime


@dataclass(frozen=True, slots=True)
class PacketRow:
    """What is packed for a station."""

    station: int
    place: str
    first: str
    last: str
    papers: int
    books: int
    tendered: int
    counted: int | None

    @property
    def wrong(self) -> bool:
        """Whether the printer's count differs."""
        return self.counted is not None and self.counted != self.papers


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order.

    :cvar rolled: its voters are on a roll, not on the register of electors.
    """

    id: int
    reference: str
    version: int
    state: OrderState
    contest: str
    contest_name: str
    poll: str
    poll_title: str
    proof: str
    electors: int
    total: int
    tendered_total: int
    book: int
    prepared_by: str
    prepared_at: datetime
    released_by: str
    released_at: datetime | None
    completed_at: datetime | None
    because: str
    rolled: bool
    packets: tuple[PacketRow, ...]


_BALLOT = ("pk", "reference", "name", "seats", "state", "proof", "proof_state", "order_ref", "order_state")
_ORDER = (
    "pk", "reference", "contest__name", "contest__poll__reference", "contest__poll__title", "state", "total",
    "tendered_total", "prepared_at",
)  # fmt: skip


def ballots(authority_id: int, asked: TableRequest, poll: str) -> Page[BallotRow]:
    """Return the contests of a poll in which a poll is taken, with how far their ballot papers are."""
    proofs = Document.objects.filter(is_proof(OuterRef("pk"), OuterRef("poll")))
    proofs = proofs.exclude(state__in=(State.VOID, State.WITHDRAWN)).order_by("-number")
    orders = PrintOrder.objects.filter(contest=OuterRef("pk")).exclude(state=OrderState.VOID)
    held = Contest.objects.filter(
        authority=authority_id, poll__reference=poll, state__in=(ContestState.OPEN, ContestState.CONTESTED)
    ).annotate(
        proof=Subquery(proofs.values("reference")[:1]),
        proof_state=Subquery(proofs.values("state")[:1]),
        order_ref=Subquery(orders.values("reference")[:1]),
        order_state=Subquery(orders.values("state")[:1]),
    )
    if asked.search:
        held = held.filter(name__icontains=asked.search)
    return paged(held, asked, _BALLOT, BallotRow)


def orders(authority_id: int, asked: TableRequest) -> Page[OrderRow]:
    """Return a page of orders of ballot papers."""
    held = PrintOrder.objects.filter(authority=authority_id)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(contest__name__icontains=words) | Q(contest__poll__title__icontains=words) | Q(reference__iexact=words)
        )
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return paged(held, asked, _ORDER, OrderRow)


def order_facts(authority_id: int, reference: str) -> OrderFacts:
    """Return one order.

    :raises NotFound: where the authority has none of that reference.
    """
    held = PrintOrder.objects.select_related("contest__poll", "proof").filter(authority=authority_id)
    found = held.filter(reference=reference).first()
    if found is None:
        raise NotFound(kind="order", reference=reference)
    packets = PrintPacket.objects.filter(order=found).order_by("station")
    return OrderFacts(
        found.pk, found.reference, found.version, OrderState(found.state), found.contest.reference, found.contest.name,
        found.contest.poll.reference, found.contest.poll.title, found.proof.reference, found.electors, found.total,
        found.tendered_total, found.book, found.prepared_by, found.prepared_at, found.released_by, found.released_at,
        found.completed_at, found.because, rule_of(found.contest) is not None, tuple(_packet(one) for one in packets),
    )  # fmt: skip


def order_of_roll(authority_id: int, reference: str) -> PrintOrder:
    """Return an order that stands of papers for the voters of a roll.

    :raises NotFound: where the authority has none of that reference.
    """
    held = PrintOrder.objects.select_related("contest__poll").filter(authority=authority_id, reference=reference)
    found = held.exclude(state=OrderState.VOID).first()
    if found is None or rule_of(found.contest) is None:
        raise NotFound(kind="order", reference=reference)
    return found


def order_file(authority_id: int, reference: str, form: str) -> StoredFile:
    """Return the PDF or the workbook of an order.

    :raises NotFound: where there is none.
    """
    found = PrintOrder.objects.select_related("pdf", "xlsx").filter(authority=authority_id, reference=reference).first()
    if found is None or form not in ("pdf", "xlsx"):
        raise NotFound(kind="order", reference=reference)
    return found.pdf if form == "pdf" else found.xlsx


def _packet(one: PrintPacket) -> PacketRow:
    tendered = one.tendered_last - one.tendered_first + 1 if one.tendered_first and one.tendered_last else 0
    first, last = (f"{one.prefix} {figure:07d}" for figure in (one.first, one.last))
    return PacketRow(one.station, one.place, first, last, one.last - one.first + 1, one.books, tendered, one.counted)
