"""The whole of a general election day in rehearsal: every poll of a unitary authority, from calling to packed boxes.

A general election, all wards of the council, all its parishes and a PCC poll on one day are called, combined, copied as a
rehearsal and taken to the packed boxes of every station by the operations that officers use; then the rehearsal is thrown
away. Run only by name. `packs`, `cards`, `electorate`, `proofs` and `placement` measure one stage each at one poll.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock
from itertools import groupby
from typing import TypeVar

from django_scopes import scopes_disabled

from benchmarks.bench_placement import bank
from benchmarks.papers_acts import officer
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.rehearsal_acts import all_called, days_of, nominated, nominated_in_parishes, office, real_polls
from benchmarks.timing import peak_megabytes, seconds
from pollwright.acting import Actor
from pollwright.authorities.clock import moment, today
from pollwright.elections.models import CardRun, Combination, Contest, Electorate
from pollwright.elections.operations.cards_preparing import prepare_cards, record_cards
from pollwright.elections.operations.cards_releasing import release_cards
from pollwright.elections.operations.electorates import prepare_electorate, record_electorate
from pollwright.elections.operations.rehearsing import discard_combination, rehearse_combination
from pollwright.elections.states import CardRunScope, ContestState, Stage
from pollwright.nominations.operations.together import do_for_one
from pollwright.nominations.queries.together import contests_waiting
from pollwright.nominations.states import Together
from pollwright.polling_day.operations.boxes import give_boxes
from pollwright.polling_day.operations.desks import open_desk
from pollwright.polling_day.operations.ranges import ranges_from_orders
from pollwright.polling_day.operations.supplies import check_stations_packed, fill_catalogue, make_packing
from pollwright.polling_day.queries.packing import packed
from pollwright.printing.models import StationPacks
from pollwright.printing.operations.deciding_all import decide_of_poll
from pollwright.printing.operations.documents import prepare_of_polls
from pollwright.printing.operations.orders import prepare_order, release_order
from pollwright.printing.operations.packs import STEPS as PACK_STEPS
from pollwright.printing.operations.packs import prepare_packs, record_packs
from pollwright.printing.operations.packs_releasing import release_packs
from pollwright.printing.operations.together import ask_to_prepare_together, name_together, record_together
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.together import documents_waiting, orders_waiting, to_order, together_facts
from pollwright.printing.states import BEFORE, Decision, Kind
from pollwright.refusals import Refused
from pollwright.staffing.models import StaffAppointment
from pollwright.staffing.operations.placing import prepare_placing, record_placing
from pollwright.staffing.operations.plans import PlanTerms, make_plan
from pollwright.stations.models import Scheme
from pollwright.stations.operations.adopting import adopt_scheme
from pollwright.stations.operations.schemes import make_scheme
from pollwright.stations.states import Made

T = TypeVar("T")
BATCH, LINES, BOOK = 50_000, 25, 50
PROOFS = 100


@benchmark("rehearsal", prepared=True, long=True)
def rehearsal(bench: Bench) -> Iterator[Measurement]:
    """Rehearse the day, stage by stage."""
    with scopes_disabled():
        day = Day(bench, officer())
        yield from day.called()
        yield from day.notices_and_cards()
        yield from day.nominations()
        yield from day.ballot_papers()
        yield from day.registers()
        yield from day.staff()
        yield from day.packed()
        yield from day.thrown_away()
    yield Measurement("rehearsal memory", peak_megabytes(), "MB", 1500, "most resident in this process")


class Day:
    """One rehearsal, taken from stage to stage."""

    def __init__(self, bench: Bench, actor: Actor) -> None:
        self.bench, self.actor = bench, actor
        self.combination: Combination
        self.scheme: Scheme
        self.real: tuple[object, ...] = ()

    @property
    def reference(self) -> str:
        """What the rehearsed polls are taken together as."""
        return self.combination.reference

    def measured(self, name: str, limit: float, act: Callable[[], T], *, parts: float = 1) -> tuple[Measurement, T]:
        """Do an act, and return how long it took, for as many parts as the limit is for, with what came of it."""
        held: list[T] = []
        took = seconds(lambda: held.append(act()))
        self.bench.say(f"{name}: {took:.1f} s")
        return Measurement(f"rehearsal {name}", took / parts, "s", limit, "clock on the wall"), held[0]

    def called(self) -> Iterator[Measurement]:
        """Call and combine the polls, and copy all of them with their polling scheme."""
        office(self.actor)
        calling, (combined, scheme) = self.measured("calling", 30, lambda: all_called(self.actor))
        yield calling
        self.real = real_polls(self.actor)
        copying, self.combination = self.measured(
            "copying", 30, lambda: rehearse_combination(actor=self.actor, reference=combined.reference)
        )
        yield copying
        facts = together_facts(self.actor.authority_id, self.reference)
        seats = sum(Contest.objects.filter(poll__combination=self.combination).values_list("seats", flat=True))
        self.bench.say(f"{facts.polls} polls, {facts.contests} contests, {seats:,} seats")
        adopting, self.scheme = self.measured("scheme", 30, lambda: self._adopted(scheme))
        yield adopting
        self.bench.say(f"{self.scheme.stations.count()} stations")

    def notices_and_cards(self) -> Iterator[Measurement]:
        """Publish every notice of election, freeze the electorate, and release the poll cards."""
        days = days_of(self.combination)
        yield self.measured("notices of election", 120, lambda: self._published(Kind.NOTICE_OF_ELECTION, days.notices))[
            0
        ]
        freezing, electorate = self.measured(
            "freeze", 20, lambda: self._frozen(Stage.CARDS, today(self.actor.authority_id))
        )
        yield freezing
        making, run = self.measured("cards", 45, self._cards)
        yield making
        releasing, released = self.measured(
            "cards released",
            60,
            lambda: release_cards(actor=self.actor, reference=run.reference, version=run.version, at=days.notices),
        )
        yield releasing
        self.bench.say(
            f"{electorate.electors:,} electors, {released.cards:,} cards, {released.proof['compared']} totals"
        )

    def nominations(self) -> Iterator[Measurement]:
        """Take nomination papers, publish the statements, settle the outcomes, and publish what follows."""
        days = days_of(self.combination)
        taking, papers = self.measured("nominations", 120, lambda: nominated(self.actor, self.combination))
        yield taking
        written = nominated_in_parishes(self.actor, self.combination)
        self.bench.say(f"{papers:,} nomination papers taken, {written:,} of parishes written as rows")
        yield self.measured("statements", 120, lambda: self._of_all(Together.PREPARE, Together.APPROVE))[0]
        yield self.measured("statements published", 180, lambda: self._published(Kind.STATEMENT, days.stated))[0]
        yield self.measured("outcomes", 120, lambda: self._of_all(Together.OUTCOME))[0]
        left = Contest.objects.filter(poll__combination=self.combination, state=ContestState.OPEN).count()
        yield Measurement("rehearsal unsettled", left, "contests", 0, "contests without an outcome")
        yield self.measured("uncontested", 180, lambda: self._published(Kind.UNCONTESTED, days.stated))[0]
        yield self.measured("situation", 180, lambda: self._published(Kind.SITUATION, days.stated))[0]
        yield self.measured("notices of poll", 180, lambda: self._published(Kind.NOTICE_OF_POLL, days.stated))[0]

    def ballot_papers(self) -> Iterator[Measurement]:
        """Prove every ballot paper, and order them all."""
        days = days_of(self.combination)
        contested = Contest.objects.filter(poll__combination=self.combination, state=ContestState.CONTESTED).count()
        hundreds = max(1.0, contested / PROOFS)
        proving, _made = self.measured(
            "ballot proofs", 60, lambda: self._made(Kind.BALLOT_PAPER, days.stated.date()), parts=hundreds
        )
        yield proving
        self.bench.say(f"{contested} ballot papers")
        yield self.measured(
            "ballot proofs approved", 60, lambda: self._decided(Kind.BALLOT_PAPER, Decision.APPROVE, days.stated)
        )[0]
        yield self.measured("orders", 300, lambda: self._ordered(days.final))[0]

    def registers(self) -> Iterator[Measurement]:
        """Freeze the final electorate, and make, read back and release the packs of all stations."""
        days = days_of(self.combination)
        freezing, electorate = self.measured("final freeze", 20, lambda: self._frozen(Stage.FINAL, days.final.date()))
        yield freezing
        began: list[float] = []
        making, packs = self.measured("packs", 1200, lambda: self._packs(began))
        yield Measurement("rehearsal registers", began[0], "s", 360, "clock on the wall, two processes")
        yield making
        self.bench.say(f"{packs.stations} stations, {packs.pages:,} pages, {packs.electors:,} electors")
        yield Measurement("rehearsal lost", electorate.electors - packs.electors, "electors", 0, "frozen less listed")
        yield self.measured(
            "packs released",
            300,
            lambda: release_packs(
                actor=self.actor, reference=packs.reference, version=packs.version, on=days.final.date(), at=days.final
            ),
        )[0]

    def staff(self) -> Iterator[Measurement]:
        """Place people at every station."""
        terms = PlanTerms(clock(6, 15), clock(22, 30), date.fromordinal(self.combination.day.toordinal() - 14))
        on = today(self.actor.authority_id)
        plan = make_plan(actor=self.actor, scheme=self.scheme.reference, terms=terms, on=on)
        bank(self.actor, self.combination.day, on)

        def place() -> int:
            prepared = prepare_placing(self.actor, plan.reference, lambda *_: None)
            record_placing(actor=self.actor, reference=plan.reference, prepared=prepared, at=self._now())
            return StaffAppointment.objects.filter(plan=plan).count()

        placing, placed = self.measured("placing", 60, place)
        yield placing
        self.bench.say(f"{placed:,} people placed")

    def packed(self) -> Iterator[Measurement]:
        """Open the rehearsal's desk, and pack every station: papers as they were printed, boxes, sundries."""
        actor, at = self.actor, self._now()
        desk = open_desk(actor=actor, day=self.combination.day, rehearsal=True, at=at)

        def pack() -> tuple[int, int, int]:
            fill_catalogue(actor=actor)
            ranges = ranges_from_orders(actor=actor, reference=desk.reference, at=at)
            boxes = give_boxes(actor=actor, reference=desk.reference)
            make_packing(actor=actor, reference=desk.reference)
            waiting = [f"{self.scheme.reference}/{one.number}" for one in self.scheme.stations.order_by("number")]
            check_stations_packed(actor=actor, reference=desk.reference, stations=waiting, at=at)
            return ranges, len(boxes), len(waiting)

        packing, (ranges, boxes, stations) = self.measured("packing", 60, pack)
        yield packing
        self.bench.say(f"{ranges:,} runs of papers, {boxes} boxes, {stations} stations")
        unpacked = sum(not row.packed for row in packed(desk))
        yield Measurement("rehearsal unpacked", unpacked, "stations", 0, "stations that are not packed whole")

    def thrown_away(self) -> Iterator[Measurement]:
        """Throw the rehearsal away; the real polls and the register are as they were."""
        self.combination.refresh_from_db()
        away = self.measured(
            "thrown away",
            60,
            lambda: discard_combination(
                actor=self.actor,
                reference=self.reference,
                version=self.combination.version,
                on=today(self.actor.authority_id),
            ),
        )[0]
        yield away
        touched = float(real_polls(self.actor) != self.real)
        yield Measurement("rehearsal touched", touched, "real polls or registers", 0, "marks before and after")

    def _now(self) -> datetime:
        return moment(self.actor.authority_id)

    def _adopted(self, last: str) -> Scheme:
        on = today(self.actor.authority_id)
        made = make_scheme(actor=self.actor, of=self.reference, made_from=Made.LAST, on=on, last=last)
        return adopt_scheme(
            actor=self.actor, reference=made.reference, version=made.version, at=self._now(), on=on, reason="Rehearsed"
        )

    def _made(self, kind: Kind, on: date) -> int:
        work = ask_to_prepare_together(actor=self.actor, reference=self.reference, kind=kind, background=False)
        wanted = name_together(actor=self.actor, reference=self.reference, kind=kind, on=on)
        given = {poll: Given(**entered) for poll, entered in work.parameters["given"].items()}
        prepared = prepare_of_polls(self.actor, wanted, kind, on, given)
        return record_together(actor=self.actor, reference=self.reference, prepared=prepared, at=self._now())

    def _decided(self, kind: Kind, decision: Decision, at: datetime) -> int:
        waiting = documents_waiting(self.actor.authority_id, self.reference, kind, BEFORE[decision])
        for poll, documents in groupby(sorted(waiting, key=lambda one: one.poll), key=lambda one: one.poll):
            left = decide_of_poll(
                actor=self.actor, reference=poll, decision=decision, late_reason="A benchmark", at=at,
                documents={one.reference: one.version for one in documents},
            )  # fmt: skip
            if left:
                raise left[0][1]
        return len(waiting)

    def _published(self, kind: Kind, at: datetime) -> int:
        self._made(kind, at.date())
        self._decided(kind, Decision.APPROVE, at)
        return self._decided(kind, Decision.PUBLISH, at)

    def _of_all(self, *acts: Together) -> None:
        at = days_of(self.combination).stated
        for what in acts:
            for contest in contests_waiting(self.actor.authority_id, self.reference, what):
                with suppress(Refused):
                    do_for_one(self.actor, contest, what, at)

    def _frozen(self, stage: Stage, as_at: date) -> Electorate:
        prepared = prepare_electorate(self.actor, self.reference, stage, as_at, on=as_at)
        return record_electorate(actor=self.actor, prepared=prepared, at=self._now())

    def _cards(self) -> CardRun:
        made = prepare_cards(self.actor, "K9000001", self.reference, CardRunScope.ALL, BATCH)
        return record_cards(actor=self.actor, target=self.reference, prepared=made, at=self._now())

    def _ordered(self, at: datetime) -> int:
        for contest in to_order(self.actor.authority_id, self.reference):
            prepare_order(actor=self.actor, reference=contest, book=BOOK, on=at.date(), at=at)
        waiting = orders_waiting(self.actor.authority_id, self.reference)
        for one in waiting:
            release_order(actor=self.actor, reference=one.reference, version=one.version, on=at.date(), at=at)
        return len(waiting)

    def _packs(self, registers: list[float]) -> StationPacks:
        at = days_of(self.combination).final
        started = time.perf_counter()

        def watch(step: str, _done: int, _total: int) -> None:
            if step != PACK_STEPS[0] and not registers:
                registers.append(time.perf_counter() - started)

        prepared = prepare_packs(self.actor, "SK9000001", self.reference, LINES, at.date(), watch)
        return record_packs(actor=self.actor, target=self.reference, prepared=prepared, at=at)
