"""How far the papers of all polls that are taken together are: a handful of queries, however many polls."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, Q

from pollwright.elections.models import Combination, Contest, Poll
from pollwright.elections.states import ENDED
from pollwright.law.document_rows import DocumentRow
from pollwright.law.nations import Nation
from pollwright.law.poll_documents import documents_of
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.printing.models import Document, PrintOrder
from pollwright.printing.queries.needs import asked_of_poll, contests_in_course
from pollwright.printing.queries.proofs import is_proof
from pollwright.printing.states import Kind, OrderState, State
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class KindStanding:
    """How far one kind of document is: how many are asked for now, and how many stand in each state."""

    kind: Kind
    wanted: int
    by_state: dict[State, int]
    published: bool


@dataclass(frozen=True, slots=True)
class TogetherFacts:
    """The papers of polls that are taken together."""

    reference: str
    day: date
    rehearsal: bool
    polls: int
    contests: int
    kinds: tuple[KindStanding, ...]
    orders: dict[OrderState, int]
    to_order: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document or an order that waits for the second person.

    :cvar poll: the reference of its poll.
    :cvar prepared_by: who prepared it, None where that was no person.
    """

    reference: str
    version: int
    poll: str
    prepared_by: int | None


def together_facts(authority_id: int, reference: str) -> TogetherFacts:
    """Return how far the papers of a combination are.

    :raises NotFound: where the authority has none of that reference with polls in it.
    """
    combination = Combination.objects.filter(authority=authority_id, reference=reference).first()
    polls = list(
        Poll.objects.filter(combination=combination)
        .exclude(state__in=ENDED)
        .select_related("combination")
        .order_by("reference")
    )
    if combination is None or not polls:
        raise NotFound(kind="combination", reference=reference)
    contests: dict[int, list[Contest]] = defaultdict(list)
    for contest in Contest.objects.filter(poll__in=polls).only("poll_id", "state"):
        contests[contest.poll_id].append(contest)
    wanted, published = _wanted(polls, contests)
    latest = (
        Document.objects.filter(poll__in=polls)
        .exclude(state__in=(State.VOID, State.WITHDRAWN))
        .order_by("poll", "contest", "kind", "-number")
        .distinct("poll", "contest", "kind")
        .values_list("kind", "state")
    )
    standing: dict[str, Counter[State]] = defaultdict(Counter)
    for kind, state in latest:
        standing[kind][State(state)] += 1
    orders = PrintOrder.objects.filter(contest__poll__in=polls).exclude(state=OrderState.VOID)
    return TogetherFacts(
        reference,
        combination.day,
        any(poll.rehearsal for poll in polls),
        len(polls),
        sum(len(each) for each in contests.values()),
        tuple(
            KindStanding(kind, wanted[kind], dict(standing[kind]), published[kind]) for kind in Kind if kind in wanted
        ),
        dict(Counter(OrderState(state) for state in orders.values_list("state", flat=True))),
        len(to_order(authority_id, reference)),
    )


def documents_waiting(authority_id: int, reference: str, kind: Kind, state: State) -> list[Waiting]:
    """Return every document of a kind in a state, of a poll or of polls taken together that have not ended."""
    of = Q(poll__reference=reference) | Q(poll__combination__reference=reference) & ~Q(poll__state__in=ENDED)
    held = Document.objects.filter(of, authority=authority_id, kind=kind, state=state).order_by("pk")
    return [Waiting(*row) for row in held.values_list("reference", "version", "poll__reference", "prepared_by_id")]


def orders_waiting(authority_id: int, reference: str) -> list[Waiting]:
    """Return every order of a combination's polls that is to be released."""
    held = PrintOrder.objects.filter(authority=authority_id, contest__poll__combination__reference=reference)
    held = held.filter(state=OrderState.PREPARED).exclude(contest__poll__state__in=ENDED).order_by("pk")
    fields = ("reference", "version", "contest__poll__reference", "prepared_by_id")
    return [Waiting(*row) for row in held.values_list(*fields)]


def to_order(authority_id: int, reference: str) -> list[str]:
    """Return the contests of a poll, or of a combination, with an approved proof of the ballot paper and no order."""
    of = Q(poll__reference=reference) | Q(poll__combination__reference=reference)
    proofs = Document.objects.filter(is_proof(OuterRef("pk"), OuterRef("poll")), state=State.APPROVED)
    live = (OrderState.PREPARED, OrderState.RELEASED, OrderState.COMPLETE)
    held = Contest.objects.filter(of, Exists(proofs), authority=authority_id).exclude(poll__state__in=ENDED)
    return list(held.exclude(print_orders__state__in=live).order_by("pk").values_list("reference", flat=True))


def ordered_of(authority_id: int, contests: list[str]) -> set[str]:
    """Return those of some contests whose ballot papers are ordered."""
    held = PrintOrder.objects.filter(authority=authority_id, contest__reference__in=contests)
    return set(held.exclude(state=OrderState.VOID).values_list("contest__reference", flat=True))


def _wanted(polls: list[Poll], contests: dict[int, list[Contest]]) -> tuple[Counter[Kind], dict[Kind, bool]]:
    """Return how many documents of each kind are asked for now, and whether the kind is published."""
    rows_of = cache(documents_of)
    wanted: Counter[Kind] = Counter()
    published: dict[Kind, bool] = {}
    for poll in polls:
        for row in rows_of(PollKind(poll.kind), Nation(poll.nation), poll.day):
            kind = Kind(row.document)
            wanted[kind] += _asked(row, poll, contests[poll.pk])
            published[kind] = row.published
    return wanted, published


def _asked(row: DocumentRow, poll: Poll, contests: list[Contest]) -> int:
    if row.of_the_poll:
        return int(asked_of_poll(row, poll, contests))
    return len(contests_in_course(row, contests))
