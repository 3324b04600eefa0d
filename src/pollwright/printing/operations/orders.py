"""Orders of ballot papers: prepared from an approved proof, released by another person, counted by the printer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Combination, Contest, Poll
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, place, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.law.ballot_papers.allocation import ALLOCATION, BOOK_SIZES
from pollwright.printing.events.printing import (
    OrderPrepared,
    OrderReleased,
    OrdersAsked,
    OrderVoided,
)
from pollwright.printing.models import Document, PrintOrder, PrintPacket
from pollwright.printing.operations.deciding import refuse_changed
from pollwright.printing.papers.colours import clashing, colours_beside
from pollwright.printing.papers.orders_made import MadeOrder, as_workbook, order_of
from pollwright.printing.papers.packets import MadePacket
from pollwright.printing.papers.rolls_ordered import roll_packets
from pollwright.printing.queries.grounds import Ground, ground_of
from pollwright.printing.queries.proofs import approved_proof
from pollwright.printing.queries.together import to_order
from pollwright.printing.states import OrderState
from pollwright.refusals import NotFound, Refused
from pollwright.rolls.queries.rolls import frozen_roll, rule_of

SERIES = "PR"
WORK = "printing.prepare-orders"
WORK_TOGETHER = "printing.order-together"
ORDER_KIND = declare("print-order", "Order of ballot papers", Permission.PAPERS_PREPARE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ProofNotApproved(Refused):
    """Nothing is ordered or released without an approved proof of the paper as it would be now (B-13)."""

    code = "printing.R040"
    problem = "No approved proof of the ballot paper of {contest} stands."
    remedy = "Prepare the ballot paper, have it approved by another person, then order it."


class OrderThere(Refused):
    """A contest has one order."""

    code = "printing.R041"
    problem = "The ballot papers of {contest} are ordered already."
    remedy = "Withdraw that order first, if it has not been printed."


class OrderChanged(Refused):
    """Another officer was first, or the order is not where this can be done."""

    code = "printing.R042"
    problem = "Order {reference} can't be acted on like this: it is {state}, or was changed since you opened it."
    remedy = "Open it again to see how it stands."
    words = frozenset({"state"})


class SamePersonReleasesOrder(Refused):
    """Whoever prepared an order does not release it."""

    code = "printing.R043"
    problem = "You prepared order {reference}, so somebody else has to release it."
    remedy = "Ask another officer who may approve papers."


class BooksOfSuchSize(Refused):
    """Books have a usual number of papers."""

    code = "printing.R044"
    problem = "A book holds {sizes} papers."
    remedy = "Choose one of those sizes."


class ColoursClash(Refused):
    """Voters could mistake a paper of one poll for that of another taken with it (C-12)."""

    code = "printing.R045"
    problem = "Ballot papers of polls taken together have the same colour: {polls}."
    remedy = "Prepare the proofs of one of them again in another colour."


class RollMoved(Refused):
    """Papers are ordered for the votes that stand on the roll."""

    code = "printing.R046"
    problem = "Order {reference} is not for the votes that stand on the roll now."
    remedy = "Withdraw it, and order the papers again from the frozen roll."


@operation(Permission.PAPERS_PREPARE)
def prepare_order(*, actor: Actor, reference: str, book: int, on: date, at: datetime) -> PrintOrder:
    """Prepare the order of the ballot papers of a contest from its approved proof: who gets which numbers.

    :param reference: of the contest.
    :raises ProofNotApproved: where no approved proof stands.
    :raises OrderThere: where there is an order.
    :raises ColoursClash: where the papers of a poll taken together with it have the same colour.
    """
    contest = Contest.objects.select_related("poll").filter(authority=actor.authority_id, reference=reference).first()
    if contest is None:
        raise NotFound(kind="contest", reference=reference)
    if book not in BOOK_SIZES:
        raise BooksOfSuchSize(sizes=", ".join(map(str, BOOK_SIZES)))
    ground = ground_of(actor.authority_id, contest.poll.reference, on=on)
    proof = _approved_proof(actor, contest, ground)
    refuse_clash(colours_beside(contest))
    number = next_reference(actor.authority_id, SERIES)
    made, rule = order_of(ground, contest, proof, number, on, book), rule_of(contest)
    try:
        with transaction.atomic():
            order = _kept(actor, contest, proof, number, made, book, at)
    except IntegrityError as there:
        if "one_order_of_a_contest" not in str(there):
            raise
        raise OrderThere(contest=reference) from None
    record(
        OrderPrepared(number, reference, proof.reference, made.total, made.tendered_total),
        actor=actor,
        subjects=[order, contest, proof],
        basis=rule.source.describe() if rule else ALLOCATION.describe(),
    )
    return order


def refuse_clash(colours: Mapping[str, str]) -> None:
    """Refuse papers of different sorts that look alike.

    :param colours: by sort of papers.
    :raises ColoursClash: naming them.
    """
    clash = clashing(colours)
    if clash:
        raise ColoursClash(polls="; ".join(f"{one} / {other}" for one, other in clash))


@operation(Permission.PAPERS_PREPARE)
def ask_to_prepare_orders(*, actor: Actor, reference: str, book: int, background: bool = True) -> Work:
    """Ask for the orders of every contest of a poll, or of polls taken together, with an approved proof and no order.

    :param reference: of the poll or of the combination.
    :raises NotFound: where the authority has neither of that reference.
    :raises ProofNotApproved: where there is no such contest.
    """
    held = {"authority": actor.authority_id, "reference": reference}
    poll = Poll.objects.filter(**held).first()
    of = poll or Combination.objects.filter(**held).first()
    if of is None:
        raise NotFound(kind="poll", reference=reference)
    if book not in BOOK_SIZES:
        raise BooksOfSuchSize(sizes=", ".join(map(str, BOOK_SIZES)))
    contests = to_order(actor.authority_id, reference)
    if not contests:
        raise ProofNotApproved(contest=reference)
    record(OrdersAsked(reference, len(contests)), actor=actor, subjects=[of])
    return ask_for_work(
        actor=actor,
        kind=WORK if poll else WORK_TOGETHER,
        lock=f"printing.orders.{reference}",
        title=f"Prepare orders of ballot papers of {reference}",
        parameters={"reference": reference, "contests": contests, "book": book},
        background=background,
    )


@operation(Permission.PAPERS_APPROVE)
def release_order(*, actor: Actor, reference: str, version: int, on: date, at: datetime) -> PrintOrder:
    """Release an order to the printer, as the second person, its proof being approved and as the data stand.

    :raises SamePersonReleasesOrder: where the actor prepared it.
    :raises ProofNotApproved: where the proof has fallen.
    :raises NoLongerSays: where the data have changed.
    :raises RollMoved: where it is for a roll that holds other votes by now.
    """
    order = order_in_hand(actor, reference, version, OrderState.PREPARED)
    if order.prepared_by_id is not None and order.prepared_by_id == actor.person_id:
        raise SamePersonReleasesOrder(reference=reference)
    ground = ground_of(actor.authority_id, order.contest.poll.reference, on=on)
    proof = _approved_proof(actor, order.contest, ground)
    if proof.pk != order.proof_id or proof.digest != order.digest:
        raise ProofNotApproved(contest=order.contest.reference)
    _refuse_other_roll(order, ground)
    order.state, order.released_by, order.released_at = OrderState.RELEASED, actor.name, at
    order.version += 1
    order.save(update_fields=["state", "released_by", "released_at", "version"])
    record(OrderReleased(reference), actor=actor, subjects=[order, order.contest, proof])
    return order


@operation(Permission.PAPERS_APPROVE)
def withdraw_order(*, actor: Actor, reference: str, version: int, reason: str) -> PrintOrder:
    """Withdraw an order; the contest can be ordered anew. What was printed of it is destroyed by the officer's own rules."""
    order = order_in_hand(actor, reference, version, OrderState.PREPARED, OrderState.RELEASED)
    void_order(order, reason)
    record(OrderVoided(reference), actor=actor, subjects=[order, order.contest], reason=reason)
    return order


def order_in_hand(actor: Actor, reference: str, version: int, *states: OrderState) -> PrintOrder:
    """Return an order, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises OrderChanged: where it was changed since, or is in another state.
    """
    held = PrintOrder.objects.select_related("contest__poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="order", reference=reference)
    if found.version != version or found.state not in states:
        raise OrderChanged(reference=reference, state=str(OrderState(found.state).label).lower())
    return found


def void_order(order: PrintOrder, because: str) -> None:
    """Make an order void; called inside an operation that records it."""
    order.state, order.because = OrderState.VOID, because[:500]
    order.version += 1
    order.save(update_fields=["state", "because", "version"])


def _approved_proof(actor: Actor, contest: Contest, ground: Ground) -> Document:
    found = approved_proof(actor.authority_id, contest)
    if found is None:
        raise ProofNotApproved(contest=contest.reference)
    refuse_changed(found, ground)
    return found


def _refuse_other_roll(order: PrintOrder, ground: Ground) -> None:
    """Refuse to release an order for a roll that was frozen anew, or no longer makes the papers that were ordered."""
    if rule_of(order.contest) is None:
        return
    made = {one.station: one.ordinary.papers for one in roll_packets(ground, order.contest, order.book).packets}
    held = {one.station: one.last - one.first + 1 for one in order.packets.all()}
    roll = frozen_roll(order.contest_id)
    if made != held or roll is None or roll.frozen_at > order.prepared_at:
        raise RollMoved(reference=order.reference)


def _kept(
    actor: Actor, contest: Contest, proof: Document, number: str, made: MadeOrder, book: int, at: datetime
) -> PrintOrder:
    with workspace() as folder:
        workbook = place(as_workbook(made, folder), take=True)
    pdf = _file(actor, made.pdf, f"order-{number}.pdf", "application/pdf")
    xlsx = keep(actor=actor, source=workbook, name=f"order-{number}.xlsx", media_type=XLSX, kind=ORDER_KIND.name)
    order = PrintOrder.objects.create(
        authority_id=actor.authority_id,
        contest=contest,
        proof=proof,
        reference=number,
        digest=proof.digest,
        book=book,
        electors=made.electors,
        total=made.total,
        tendered_total=made.tendered_total,
        pdf=pdf,
        xlsx=xlsx,
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        prepared_at=at,
    )
    PrintPacket.objects.bulk_create(_packet(actor, order, one) for one in made.packets)
    return order


def _packet(actor: Actor, order: PrintOrder, made: MadePacket) -> PrintPacket:
    run, tendered = made.ordinary, made.tendered
    return PrintPacket(
        authority_id=actor.authority_id,
        order=order,
        station=made.station,
        place=made.place[:500],
        series=run.series,
        prefix=run.prefix,
        first=run.first,
        last=run.last,
        books=made.books,
        tendered_first=tendered.first if tendered else None,
        tendered_last=tendered.last if tendered else None,
    )


def _file(actor: Actor, data: bytes, name: str, media_type: str) -> StoredFile:
    return keep(actor=actor, source=place(data), name=name, media_type=media_type, kind=ORDER_KIND.name)
