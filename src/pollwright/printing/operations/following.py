"""What happens to documents when something changes on which they were made: none outlives what it says (B-13)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.elections.models import Contest
from pollwright.elections.operations.projects import leave_task
from pollwright.elections.operations.underneath import Change, What, declare_follower
from pollwright.law.notices import LONDON
from pollwright.printing.events.documents import DocumentsVoided
from pollwright.printing.events.printing import OrderVoided
from pollwright.printing.models import Document, PrintOrder, StationPacks
from pollwright.printing.operations.documents import void
from pollwright.printing.operations.orders import void_order
from pollwright.printing.queries.proofs import PROOFS
from pollwright.printing.states import UNDER_WAY, Kind, OrderState, PackState, State

MADE_FROM = {
    What.NOMINATIONS: (
        Kind.STATEMENT, Kind.ELECTION_AGENTS, Kind.SUB_AGENTS, Kind.UNCONTESTED, Kind.NOTICE_OF_POLL,
        Kind.BALLOT_PAPER,
    ),
    What.SUB_AGENTS: (Kind.SUB_AGENTS,),
    What.STATIONS: (Kind.SITUATION, Kind.STATEMENT, Kind.NOTICE_OF_PETITION),
    What.CONTEST: (Kind.NOTICE_OF_ELECTION, Kind.UNCONTESTED, Kind.NOTICE_OF_POLL, Kind.POLL_ENDED, Kind.BALLOT_PAPER),
    What.POLL: tuple(Kind),
    What.VOTERS: (),
    What.PARTICULARS: (),
}  # fmt: skip
"""Which documents say something that the change may have made untrue; of the stations only those that name them."""


WITH_PRINTER = (OrderState.RELEASED, OrderState.COMPLETE)
"""States in which the printer has an order, and may have printed it."""
RECALL = "It is void: nothing printed from it may be used. Stop the printer, have what was printed destroyed, and order anew."
REPLACE = "Withdraw them, prepare others, and take back what the stations were handed."


def void_what_was_made(actor: Actor, change: Change) -> None:
    """Make documents under way void, and mark published ones as overtaken; called inside the act that changed something."""
    documents = overtake(actor, _concerned(actor, change), change.because)
    if change.what is What.STATIONS:
        _replace_packs(actor, change)
    held = PrintOrder.objects.select_for_update(of=("self",)).select_related("contest__poll")
    orders = held.exclude(state=OrderState.VOID).order_by("pk")
    if change.what is What.VOTERS:
        orders = orders.filter(authority=actor.authority_id, contest__in=change.contests)
    else:
        orders = orders.filter(proof__in=[one for one in documents if one.kind in PROOFS])
    for order in orders:
        at_the_printer = order.state in WITH_PRINTER
        void_order(order, change.because)
        record(OrderVoided(order.reference), actor=actor, subjects=[order])
        if at_the_printer:
            _recall(actor, order)


def _replace_packs(actor: Actor, change: Change) -> None:
    """Leave the task to replace packs of stations that were changed: their registers and signs name the place before."""
    of = Q(electorate__poll__in=change.polls) | Q(electorate__combination__polls__in=change.polls)
    held = StationPacks.objects.filter(of, authority=actor.authority_id).exclude(state=PackState.WITHDRAWN)
    for packs in held.select_related("electorate__poll", "electorate__combination").distinct().order_by("pk"):
        combined = packs.electorate.combination
        poll = packs.electorate.poll or (combined.polls.order_by("pk").first() if combined else None)
        since = (packs.released_at or packs.prepared_at).astimezone(LONDON).date()
        if poll is not None:
            leave_task(actor, poll, f"Replace station packs {packs.reference}: {change.because}", since, REPLACE)


def _recall(actor: Actor, order: PrintOrder) -> None:
    """Leave the task to have the printer stop an order that is void, due since the day on which the printer has it."""
    since = order.released_at.astimezone(LONDON).date() if order.released_at else order.contest.poll.day
    title = f"Recall order {order.reference} from the printer"
    leave_task(actor, order.contest.poll, title, since, RECALL)


def overtake(actor: Actor, concerned: QuerySet[Document], because: str) -> list[Document]:
    """Make documents under way void and mark published ones, and return them; called inside the act that changed something.

    :param because: completes "void because ...".
    """
    documents = list(concerned.select_for_update().order_by("pk"))
    voided = [one for one in documents if one.state in UNDER_WAY]
    overtaken = [one for one in documents if one.state == State.PUBLISHED]
    for one in voided:
        void(one, because, None)
    for one in overtaken:
        one.overtaken = because[:500]
        one.version += 1
    Document.objects.bulk_update(overtaken, ["overtaken", "version"])
    if documents:
        record(DocumentsVoided(because[:200], len(voided), len(overtaken)), actor=actor, subjects=documents)
    return documents


def _concerned(actor: Actor, change: Change) -> QuerySet[Document]:
    held = Document.objects.filter(authority=actor.authority_id, kind__in=MADE_FROM[change.what])
    held = held.filter(state__in=(*UNDER_WAY, State.PUBLISHED))
    held = held.exclude(kind=Kind.NOTICE_OF_ELECTION, state=State.PUBLISHED)
    if change.contests:
        polls = Contest.objects.filter(pk__in=change.contests).values("poll")
        return held.filter(Q(contest__in=change.contests) | Q(contest__isnull=True, poll__in=polls))
    return held.filter(poll__in=change.polls)


declare_follower(void_what_was_made)
