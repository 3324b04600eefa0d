"""U5 and U5b: Barnet 2016, Newcastle-under-Lyme 2017. Pages, electors or whole stations were missing, and nobody saw.

So before the packs of the stations go out they are read back: a page, a station or a district that is not there stops
the release, and the refusal says where.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.printing.models import PrintPacket, StationPacks
from pollwright.printing.operations.packs_releasing import PacksDoNotReconcile
from pollwright.printing.papers.packs_made import PackFile, sha256_of
from tests.elections.cards_acts import STATIONS, scheme, stations
from tests.elections.electorate_acts import ballot_in
from tests.fixtures.arranging import arranged
from tests.printing.packing_acts import Files, final, inside, packs_of, release, spoil
from tests.printing.printing_acts import office

REGISTERS = {number: f"station-00{number}/register.pdf" for number in (1, 2)}


@pytest.fixture
def packs(authority: Authority, head: Actor, settings: LazySettings, tmp_path: Path) -> Iterator[StationPacks]:
    """Packs of two stations: twelve electors at the first, on two pages of ten lines, and two at the second."""
    settings.FILES_ROOT = tmp_path / "files"
    office(authority)
    ballot = ballot_in(authority)
    for number in range(12):
        ballot.elector("AB1", f"Ames{number:02d}")
    for surname in ("Bell", "Cox"):
        ballot.elector("AB2", surname)
    poll = ballot.poll()
    with stations(scheme()):
        final(head, ballot, poll)
        yield packs_of(head, poll.reference)


def places(senior: Actor, packs: StationPacks) -> str:
    """Try the release and return what the refusal names."""
    with pytest.raises(PacksDoNotReconcile) as refused:
        release(senior, packs)
    return str(refused.value.values["places"])


def test_a_missing_page_stops_the_release_and_its_station_is_named(packs: StationPacks, senior: Actor) -> None:
    def short(listed: list[PackFile], files: Files) -> tuple[list[PackFile], Files]:
        # the register of station 2, which has a page fewer, where that of station 1 should be; manifest and hash fit
        data = files[REGISTERS[2]]
        fitted = [
            PackFile("1", "register", one.name, 2, sha256_of(data)) if one.name == REGISTERS[1] else one
            for one in listed
        ]
        return fitted, files | {REGISTERS[1]: data}

    spoil(packs, short)

    assert places(senior, packs) == "pages-missing, station 1, register: 3 due, 2 there"


def test_a_missing_station_stops_the_release_and_is_named(packs: StationPacks, senior: Actor) -> None:
    spoil(
        packs,
        lambda listed, files: (
            [one for one in listed if one.station != "2"],
            {name: data for name, data in files.items() if not name.startswith("station-002/")},
        ),
    )

    assert places(senior, packs) == ("no-register, station 2, 2 electors; papers-missing, station 2: 15 made, 0 there")


def test_a_district_that_stands_on_no_register_stops_the_release_and_is_named(
    packs: StationPacks, senior: Actor
) -> None:
    # the scheme loses a district without being amended, as a fault of the program would
    with stations(scheme(STATIONS["AB1"])):
        said = places(senior, packs)

    assert said.startswith("no-station, district AB2 (2); electors-missing, district AB2: 2 frozen, 0 at stations")


def test_a_register_that_lists_others_in_place_of_its_electors_is_found(packs: StationPacks, senior: Actor) -> None:
    spoil(packs, lambda listed, files: (listed, files | {REGISTERS[2]: inside(packs)[1][REGISTERS[1]]}))

    assert places(senior, packs) == "pages-missing, station 2, register: 2 due, 3 there"


def test_a_station_without_ballot_papers_stops_the_release_and_is_named(packs: StationPacks, senior: Actor) -> None:
    with arranged():
        PrintPacket.objects.filter(station=2).delete()

    assert places(senior, packs) == "no-ballot-papers, station 2, poll L0000001"


def test_what_is_whole_is_released(packs: StationPacks, senior: Actor) -> None:
    released = release(senior, packs)

    assert released.proof == {"stations": 2, "electors": 14, "pages": packs.pages, "read_back": True}
