"""Registers of all stations, with their lists, from the frozen electorate: set, counted, and read back."""

from __future__ import annotations

from collections.abc import Iterator

from django_scopes import scopes_disabled

from benchmarks.papers_acts import officer
from benchmarks.polls_acts import called, frozen, with_a_station_in_each_district
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds
from pollwright.authorities.clock import today
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.station_register import render_registers
from pollwright.elections.queries.cards_stations import stations_for
from pollwright.elections.queries.electorate_target import target_of
from pollwright.files.store import path_of
from pollwright.printing.papers.registers_made import Drawn, registers
from pollwright.printing.queries.pack_lines import StationElectors
from pollwright.printing.queries.placed import placed_stations

LINES = 25


@benchmark("packs", prepared=True, long=True)
def packs(bench: Bench) -> Iterator[Measurement]:
    """Set the register of every station of the ordinary election of every ward."""
    with scopes_disabled():
        actor = officer()
        with_a_station_in_each_district(actor)
        poll = called(actor)
        electorate = frozen(actor, poll)
        target = target_of(actor.authority_id, poll.reference)
        scheme = stations_for(actor.authority_id, target.poll_ids)
        ranges = scheme.ranges if scheme else ()
        frame = Imprint("Council", "Returning Officer", "SK9000001", today(actor.authority_id))
        noted: dict[str, Drawn] = {}
        held: list[int] = []

        def make() -> None:
            electors = StationElectors(path_of(electorate.file), ranges, bench.scratch)
            stations = {one.number: one for one in placed_stations(target, scheme, electors)} if scheme else {}
            drawn = registers(electors.lines(), stations, target, frame, LINES, noted)
            files = render_registers(drawn, bench.scratch)
            held.append(sum(file.pages for file in files))
            electors.close()

        making = seconds(make)
        listed = sum(one.electors for one in noted.values())
        bench.say(f"{len(noted)} registers, {held[0]:,} pages, {listed:,} electors")
    yield Measurement("registers", making, "s", 360, "clock on the wall, two processes")
    yield Measurement("registers lost", electorate.electors - listed, "electors", 0, "frozen less listed")
    yield Measurement("registers memory", peak_megabytes(), "MB", 1200, "most resident in this process")
