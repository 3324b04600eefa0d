"""Poll cards of everybody entitled as data: print files in batches, hashes; and their proof before release."""

from __future__ import annotations

from collections.abc import Iterator

from django_scopes import scopes_disabled

from benchmarks.papers_acts import officer
from benchmarks.polls_acts import called, frozen, with_a_station_in_each_district
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds
from pollwright.authorities.clock import moment
from pollwright.elections.models import CardRun
from pollwright.elections.operations.cards_preparing import prepare_cards, record_cards
from pollwright.elections.operations.cards_releasing import prove_run
from pollwright.elections.queries.electorate_target import target_of
from pollwright.elections.states import CardRunScope

BATCH = 50_000


@benchmark("cards", prepared=True)
def cards(bench: Bench) -> Iterator[Measurement]:
    """Make the cards of the ordinary election of every ward, and prove them."""
    with scopes_disabled():
        actor = officer()
        with_a_station_in_each_district(actor)
        poll = called(actor)
        frozen(actor, poll)

        def make() -> None:
            made = prepare_cards(actor, "K9000001", poll.reference, CardRunScope.ALL, BATCH)
            record_cards(actor=actor, target=poll.reference, prepared=made, at=moment(actor.authority_id))

        making = seconds(make)
        run = CardRun.objects.select_related("electorate__file").get(reference="K9000001")
        target = target_of(actor.authority_id, poll.reference)
        faults: list[str] = []

        def prove() -> None:
            proof = prove_run(actor, run, target, bench.scratch)
            faults.extend(f"{fault.code}: {fault.where}" for fault in proof.faults)

        proving = seconds(prove)
        bench.say(f"{run.cards:,} cards; faults: {faults[:3] or 'none'}")
    yield Measurement("cards", making, "s", 45, "clock on the wall, preparing and recording")
    yield Measurement("cards proof", proving, "s", 45, "clock on the wall, reading every print file back")
    yield Measurement("cards faults", len(faults), "faults", 0, "kinds of fault in the proof")
    yield Measurement("cards memory", peak_megabytes(), "MB", 1200, "most resident in this process")
