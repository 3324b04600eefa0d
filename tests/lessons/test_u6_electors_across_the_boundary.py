"""U6. Uttlesford 2024: data across a boundary was misread, basic checks were not done, 2,688 packs were late.

So nothing of a poll leaves before the electors of every other authority's part are read whole, both sides' officers say
the same figures, and the electorate has them in it; what is missing or misread is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import BoundaryPart, Poll
from pollwright.elections.operations.boundary_agreeing import FiguresDiffer
from pollwright.elections.operations.boundary_gate import PartOutstanding, StationsClash
from pollwright.elections.operations.boundary_taking import AnotherPoll, DistrictsClash, PartFileNotTaken
from pollwright.elections.operations.cards_releasing import CardsDoNotReconcile
from pollwright.elections.states import BoundaryFileState, CardRunState
from pollwright.formats.boundary_reading import FaultyPart, read_part
from tests.elections.boundary_acts import (
    STATIONS,
    Files,
    agree,
    boundary_file,
    part_of,
    people,
    receive,
    tampered,
)
from tests.elections.cards_acts import make, printed, release, scheme, spoil, stations
from tests.elections.electorate_acts import Ballot, ballot_in, freeze
from tests.fixtures.arranging import arranged


@dataclass
class Across:
    """A poll with two electors of ours and a part on Mendip's register, whose file lies ready."""

    ballot: Ballot
    poll: Poll
    part: BoundaryPart
    file: Path
    contest: str


@pytest.fixture
def across(authority: Authority, head: Actor, settings: Any, tmp_path: Path) -> Iterator[Across]:
    """Our two districts with one elector each, our scheme of two stations, and a file of five electors of theirs."""
    settings.FILES_ROOT = tmp_path / "files"
    ballot = ballot_in(authority)
    ballot.elector("AB1", "Ames")
    ballot.elector("AB2", "Bell")
    poll = ballot.poll("uk-parliament")
    part = part_of(head, poll)
    contest = poll.contests.get().reference
    with stations(scheme()):
        file = boundary_file(tmp_path / "theirs", people(), contest, receiver=authority.gss)
        yield Across(ballot, poll, part, file, contest)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same file as it was sent, to be spoilt."""
    return boundary_file(tmp_path_factory.mktemp("sent"), people(), "Q0000001", receiver="E07000246")


def faults(folder: Path, file: bytes | Path) -> list[str]:
    """Read a file and return every fault that is found in it, with its place."""
    source, inside = folder / "source.zip", folder / "inside"
    source.write_bytes(file if isinstance(file, bytes) else file.read_bytes())
    inside.mkdir()
    with pytest.raises(FaultyPart) as said:
        read_part(source, inside)
    return [f"{one.code}, {one.where} ({one.count})" for one in said.value.faults]


def test_the_other_parts_electors_get_their_cards_at_their_stations(across: Across, head: Actor, senior: Actor) -> None:
    agree(head, receive(head, across.part, across.file))
    electorate = freeze(head, across.poll.reference)
    run = make(head, across.poll.reference)

    released = release(senior, run)

    held = {(row["BarcodeElector"], row["FullName"], row["StationNo"], row["CardType"]) for row in printed(run)}
    assert electorate.counts["districts"] == {"AB1": 1, "AB2": 1, "MCA1": 3, "MCA2": 2}
    assert released.state == CardRunState.RELEASED
    assert held == {
        ("AB1-1", "Alex Ames", "1", "O"),
        ("AB2-2", "Alex Bell", "2", "O"),
        ("MCA1-1", "Ann Adams", "101", "O"),
        ("MCA1-2", "Ann Brown", "101", "P"),
        ("MCA1-3", "", "101", "O"),
        ("MCA2-1", 'Ann O\'Neill, "Öö"', "102", "O"),
        ("MCA2-2", "Ann Davies", "102", "O"),
        ("MCA2-2", "Ann Davies", "102", "X"),
    }


def test_no_card_leaves_while_the_part_is_missing_or_not_in_the_electorate_and_it_is_named(
    across: Across, head: Actor, senior: Actor
) -> None:
    freeze(head, across.poll.reference)
    run = make(head, across.poll.reference)
    with pytest.raises(PartOutstanding) as missing:
        release(senior, run)
    file = agree(head, receive(head, across.part, across.file))

    with pytest.raises(PartOutstanding) as left_out:
        release(senior, run)

    named = f"Mendip ({across.part.reference})"
    assert missing.value.values["parts"] == f"{named}: no file whose counts both sides agreed"
    assert left_out.value.values["parts"] == f"{named}: the electorate was frozen without file {file.reference}"


def test_a_dropped_batch_is_named(sent: Path, tmp_path: Path) -> None:
    def drop(manifest: dict[str, Any], files: Files) -> None:
        del files["electors-002.csv"]

    assert faults(tmp_path, tampered(sent, drop)) == ["missing, electors-002.csv, 2 lines (2)"]


def test_a_batch_that_was_dropped_from_the_manifest_too_is_missed_by_district(sent: Path, tmp_path: Path) -> None:
    def drop(manifest: dict[str, Any], files: Files) -> None:
        del files["electors-002.csv"]
        manifest["files"] = [one for one in manifest["files"] if one["name"] != "electors-002.csv"]

    assert faults(tmp_path, tampered(sent, drop)) == [
        "station-electors, station 2, district CA2: 2 stated, 0 there (1)",
        "counts, district CA2, full ordinary in person: 1 stated, 0 there (1)",
        "counts, district CA2, full ordinary proxy: 1 stated, 0 there (1)",
        "counts, in all: 5 stated, 3 there (2)",
    ]


def test_two_columns_that_were_swapped_on_the_way_are_named(sent: Path, tmp_path: Path) -> None:
    def swap(manifest: dict[str, Any], files: Files) -> None:
        files["electors-001.csv"] = files["electors-001.csv"].replace(b'"Adams","Ann"', b'"Ann","Adams"')

    assert faults(tmp_path, tampered(sent, swap)) == [
        "changed, electors-001.csv, columns surname, forenames (2)",
    ]


def test_two_columns_that_the_sender_swapped_are_seen_by_their_values(sent: Path, tmp_path: Path) -> None:
    swapped = [one | {"address": one["postcode"], "postcode": one["address"]} for one in people()]
    file = boundary_file(tmp_path / "swapped", swapped, "Q0000001", receiver="E07000246")

    assert faults(tmp_path, file) == [
        "value, electors-001.csv, line 2, column postcode (2)",
        "value, electors-002.csv, line 2, column postcode (2)",
    ]


def test_columns_in_another_order_are_not_guessed(sent: Path, tmp_path: Path) -> None:
    def swap(manifest: dict[str, Any], files: Files) -> None:
        files["electors-001.csv"] = files["electors-001.csv"].replace(
            b'"surname","forenames"', b'"forenames","surname"'
        )

    assert faults(tmp_path, tampered(sent, swap, honest=True)) == [
        "columns, electors-001.csv (1)",
    ]


def test_a_district_that_one_side_left_out_stops_the_agreement_and_is_named(
    across: Across, head: Actor, tmp_path: Path
) -> None:
    short = [one for one in people() if one["district"] != "CA2"]
    gss = across.ballot.authority.gss
    file = receive(
        head, across.part, boundary_file(tmp_path / "short", short, across.contest, receiver=gss, stations=STATIONS[:1])
    )

    with pytest.raises(FiguresDiffer) as said:
        agree(head, file)

    assert said.value.values["places"] == "district CA2 is not in the file"


def test_stations_of_two_parts_that_were_swapped_are_named(sent: Path, tmp_path: Path) -> None:
    others = (("7", "Far Hall", "Far Hall, Far Road", "BA11 7AB", "ZZ1", "", "", "5"),)
    file = boundary_file(tmp_path / "swapped", people(), "Q0000001", receiver="E07000246", stations=others)

    assert faults(tmp_path, file) == [
        "station-elsewhere, station 7, district ZZ1 (1)",
        "no-station, district CA1 (3)",
        "no-station, district CA2 (2)",
        "station-electors, station 7, district ZZ1: 5 stated, 0 there (1)",
    ]


def test_cards_with_the_stations_of_two_parts_swapped_stop_the_release_and_are_named(
    across: Across, head: Actor, senior: Actor
) -> None:
    agree(head, receive(head, across.part, across.file))
    freeze(head, across.poll.reference)
    run = make(head, across.poll.reference)
    other = {"1": "101", "101": "1"}
    for number in range(1, run.batches.count() + 1):
        spoil(
            run,
            number,
            lambda rows: [row | {"StationNo": other.get(row["StationNo"], row["StationNo"])} for row in rows],
        )

    with pytest.raises(CardsDoNotReconcile) as said:
        release(senior, run)

    assert said.value.values["places"] == (
        "wrong-station, district AB1, station 101 in place of 1 (1);"
        " wrong-station, district MCA1, station 1 in place of 101 (3)"
    )


def test_a_newer_file_replaces_the_older_as_a_whole_and_what_differs_is_shown(
    across: Across, head: Actor, tmp_path: Path
) -> None:
    first = agree(head, receive(head, across.part, across.file))
    later = [
        one | {"surname": "Adam"} if one["entry"] == "entry-1" else one for one in people() if one["number"] != "3"
    ]
    station = (*STATIONS[0][:7], "2")
    gss = across.ballot.authority.gss
    newer = boundary_file(
        tmp_path / "newer", later, across.contest, receiver=gss, number=2, stations=(station, STATIONS[1])
    )

    second = agree(head, receive(head, across.part, newer), "CA1 1 1 0 0\nCA2 1 0 1 0")

    first.refresh_from_db()
    same = {"district": "MCA2", "before": 2, "added": 0, "removed": 0, "changed": 0, "after": 2}
    assert (first.state, second.state) == (BoundaryFileState.REPLACED, BoundaryFileState.AGREED)
    assert second.difference == [
        {"district": "MCA1", "before": 3, "added": 0, "removed": 1, "changed": 1, "after": 2},
        same,
    ]
    with pytest.raises(AnotherPoll):
        receive(head, across.part, across.file)


def test_somebody_without_a_vote_at_the_poll_is_not_taken(across: Across, head: Actor, tmp_path: Path) -> None:
    # G: a citizen of the European Union, who has no vote at a parliamentary election (handbook E, U1 and U3)
    lines = [one | {"marker": "G"} if one["entry"] == "entry-4" else one for one in people()]
    file = boundary_file(tmp_path / "marker", lines, across.contest, receiver=across.ballot.authority.gss)

    with pytest.raises(PartFileNotTaken) as said:
        receive(head, across.part, file)

    assert said.value.values["places"] == "no-vote, district CA2, marker G (1)"


def test_an_anonymous_elector_with_a_name_is_not_taken(sent: Path, tmp_path: Path) -> None:
    lines = [one | {"surname": "Hidden"} if one["entry"] == "entry-3" else one for one in people()]
    file = boundary_file(tmp_path / "named", lines, "Q0000001", receiver="E07000246")

    assert faults(tmp_path, file) == [
        "anonymous-named, electors-001.csv, line 4, column section (1)",
    ]


def test_districts_with_the_letters_of_ours_are_not_taken(across: Across, head: Actor, tmp_path: Path) -> None:
    with arranged():
        BoundaryPart.objects.update(prefix="A")
    lines = [one | {"district": one["district"].replace("CA", "B")} for one in people()]
    ranges = [(*row[:4], row[4].replace("CA", "B"), *row[5:]) for row in STATIONS]
    gss = across.ballot.authority.gss
    file = boundary_file(tmp_path / "letters", lines, across.contest, receiver=gss, stations=tuple(ranges))

    with pytest.raises(DistrictsClash) as said:
        receive(head, across.part, file)

    assert said.value.values["districts"] == "AB1, AB2"


def test_two_stations_with_one_number_stop_the_release_and_are_named(
    across: Across, head: Actor, senior: Actor
) -> None:
    with arranged():
        BoundaryPart.objects.update(first_station=0)
    agree(head, receive(head, across.part, across.file))
    freeze(head, across.poll.reference)
    run = make(head, across.poll.reference)

    with pytest.raises(StationsClash) as said:
        release(senior, run)

    where = f"Mendip ({across.part.reference}): station"
    assert said.value.values["stations"] == f"{where} 1 is in our own scheme too; {where} 2 is in our own scheme too"
