"""The files that the national finder reads: every property with its station."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.elections.models import Contest, ProjectTask
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of
from pollwright.formats import polling_exports
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.places.models import Property
from pollwright.register.models import Publication
from pollwright.stations.models import DividedHome, FinderRelease, Scheme, Venue
from pollwright.stations.operations import adopting, amending, finder, stations, venues
from pollwright.stations.operations.schemes import count_electors
from pollwright.stations.queries.finder import without_one_station
from pollwright.stations.states import Layout, Uncontested
from pollwright.stations.web.alarms import homes_moved
from tests.fixtures.arranging import arranged
from tests.register.publishing_acts import publish
from tests.stations.towns import AT, ON, Town, version_of


@dataclass
class Street:
    """AA is divided after number 2 between stations 1 and 2; BA votes whole at station 2."""

    town: Town
    scheme: Scheme
    officer: Actor

    def adopt(self) -> None:
        adopting.adopt_scheme(
            actor=self.officer, reference=self.scheme.reference, version=version_of(self.scheme), at=AT, on=ON,
            reason="As agreed",
        )  # fmt: skip

    def home(self, key: str, code: str = "AA", **facts: Any) -> Property:
        return self.town.ledger.property(
            self.town.districts[code], reference=f"P-{key}", address=f"{key} Quarry Road, Wellbridge", sort_key=key,
            **facts,
        )  # fmt: skip


@pytest.fixture
def street(settings: Any, tmp_path: Path, officer: Actor, town: Town) -> Street:
    settings.FILES_ROOT = tmp_path / "files"
    made = Street(town, town.scheme(officer), officer)
    for number, key in enumerate(("1", "3", "5"), start=1):
        town.elector("AA", number, made.home(key))
    stations.divide_district(
        actor=officer, reference=made.scheme.reference, version=version_of(made.scheme), district="AA",
        parts=[(1, 2), (2, None)], on=ON,
    )  # fmt: skip
    return made


@pytest.mark.parametrize("layout", [layout for layout in Layout if layout is not Layout.ACCESS])
def test_what_is_released_is_read_back_with_every_property_at_its_station(street: Street, layout: Layout) -> None:
    street.home("9", "BA", uprn=None)
    street.adopt()
    work = finder.ask_to_release_finder(actor=street.officer, reference=street.scheme.reference, layout=layout)

    done = perform(street.town.authority.pk, work.reference)
    read = polling_exports.read([path_of(one) for one in StoredFile.objects.order_by("pk")])

    assert done.outcome["properties"] == 4
    votes = {
        row["building_number"]: row["polling_place"] for row in read.properties.iter_rows(named=True)
    }  # fmt: skip
    assert len(votes) == 4
    assert votes["1"] == votes["3"] != votes["5"] == votes["9"]
    assert {row["name"] for row in read.polling_places.iter_rows(named=True)} == {"Parish Hall", "Infant School"}


def test_electors_of_one_property_at_two_stations_stop_the_release_and_it_says_which(street: Street) -> None:
    street.town.elector("AA", 4, Property.objects.get(reference="P-1"))
    street.adopt()
    work = finder.ask_to_release_finder(actor=street.officer, reference=street.scheme.reference, layout=Layout.EROS)

    done = perform(street.town.authority.pk, work.reference)

    assert without_one_station(street.scheme, ON) == ["P-1"]
    assert (done.state, StoredFile.objects.count()) == ("refused", 0)
    assert Event.objects.filter(code="stations.finder-released").count() == 0


def test_a_draft_is_not_released(street: Street) -> None:
    with pytest.raises(amending.NotAdopted):
        finder.ask_to_release_finder(actor=street.officer, reference=street.scheme.reference, layout=Layout.XPRESS)


def test_no_file_holds_an_elector_s_name(street: Street) -> None:
    street.town.elector("BA", 1, surname="Seededname")
    street.adopt()
    for layout in Layout:
        work = finder.ask_to_release_finder(actor=street.officer, reference=street.scheme.reference, layout=layout)
        perform(street.town.authority.pk, work.reference)

    texts = [path_of(one).read_text(encoding="utf-8") for one in StoredFile.objects.all()]

    assert len(texts) == 6
    assert [text for text in texts if "eeded" in text or "Testing" in text or "Alex" in text] == []


def test_the_headings_are_those_of_the_layouts_to_the_letter(street: Street) -> None:
    # Headings and line ends as the suppliers' own files have them (MIT, DemocracyClub/UK-Polling-Stations).
    street.adopt()
    for layout in (Layout.DEMOCRACY_COUNTS, Layout.XPRESS):
        work = finder.ask_to_release_finder(actor=street.officer, reference=street.scheme.reference, layout=layout)
        perform(street.town.authority.pk, work.reference)

    heads = [path_of(one).read_bytes().split(b"\r\n")[0].decode() for one in StoredFile.objects.order_by("pk")]

    assert heads == [
        "Add1,Add2,Add3,Add4,Add5,Add6,PostCode,StationCode,UPRN,Xordinate,Yordinate",
        "Add1,Add2,Add3,Add4,Add5,Add6,PostCode,StationCode,Xordinate,Yordinate,PlaceName",
        "ElectionDate,ElectionType,ElectoralArea,Contested,Property_URN,AddressLine1,AddressLine2,AddressLine3,"
        "AddressLine4,AddressLine5,Addressline6,Post_Code,Polling_Place_District_Reference,Polling_Place_Id,"
        "Polling_Place_Name,Polling_Place_Address_1,Polling_Place_Address_2,Polling_Place_Address_3,"
        "Polling_Place_Address_4,Polling_Place_Postcode,Polling_Place_Easting,Polling_Place_Northing,"
        "Polling_Place_UPRN,AreaNameAlternative",
    ]


def released(street: Street, layout: Layout, uncontested: Uncontested = Uncontested.LEFT_OUT) -> list[list[str]]:
    """Release a layout of one table, and return its rows with the heading."""
    work = finder.ask_to_release_finder(
        actor=street.officer, reference=street.scheme.reference, layout=layout, uncontested=uncontested
    )
    perform(street.town.authority.pk, work.reference)
    return table(FinderRelease.objects.latest("pk").file)


def table(stored: StoredFile) -> list[list[str]]:
    with path_of(stored).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_homes_without_a_contest_are_left_out_or_marked_as_the_officer_chose(street: Street) -> None:
    # handbook INT-411; kinds and areas of a home's ballots stand in the second and third columns
    street.home("9", "BA")
    street.adopt()
    with arranged():
        Contest.objects.filter(name="South").update(state="uncontested")

    left_out = released(street, Layout.XPRESS)
    marked = released(street, Layout.XPRESS, Uncontested.MARKED)
    with pytest.raises(finder.LayoutCannotMark):
        released(street, Layout.EROS, Uncontested.MARKED)

    north, south = ["Election of councillors", "North", "Yes"], ["Election of councillors", "South", "No"]
    assert [row[1:4] for row in left_out[1:]] == [north] * 3
    assert [row[1:4] for row in marked[1:]] == [north] * 3 + [south]
    kept = FinderRelease.objects.order_by("number").values_list("uncontested", flat=True)
    assert list(kept) == [Uncontested.LEFT_OUT, Uncontested.MARKED]


def test_how_a_station_is_reached_and_used_is_told_as_its_venue_was_assessed(street: Street) -> None:
    # Columns and their order: handbook elections 10.2 (g); what was not asked is blank
    street.adopt()
    with arranged():
        Venue.objects.filter(name="Parish Hall").update(
            answers={
                "step_free": "no",
                "ramp": "yes",
                "hearing": "no",
                "toilet": "yes",
                "doors": "yes",
                "lighting": "yes",
            }
        )

    heading, hall, school = released(street, Layout.ACCESS)

    assert ",".join(heading) == (
        "internal_council_id,polling_station_address,polling_station_postcode,polling_station_uprn,"
        "polling_station_identifier,is_temporary,nearby_parking,disabled_parking,level_access,temporary_ramp,hearing_loop,"
        "public_toilets,getting_to_the_station,at_the_station,getting_to_the_station_cy,at_the_station_cy"
    )
    told = dict(zip(heading, hall, strict=True))
    assert (told["internal_council_id"], told["level_access"], told["temporary_ramp"]) == ("1", "no", "yes")
    assert (told["hearing_loop"], told["public_toilets"], told["disabled_parking"]) == ("no", "yes", "")
    assert told["getting_to_the_station"] == "The way is lit after dark."
    assert told["at_the_station"] == "Doors are wide enough for a wheelchair."
    assert set(school[5:]) == {""}


def test_a_station_that_moves_after_the_release_leaves_a_dated_file_of_changes_and_a_task(street: Street) -> None:
    # handbook INT-407
    street.adopt()
    first = released(street, Layout.EROS)
    tent = venues.add_venue(
        actor=street.officer, facts=venues.VenueFacts("Tent", address1="The Green", postcode="TA1 1AA")
    )

    amending.move_station(
        actor=street.officer, reference=street.scheme.reference, number=2, version=1, venue=tent.reference, reason="Flood",
        at=AT, on=ON,
    )  # fmt: skip
    [work] = Work.objects.filter(kind=finder.CHANGES)
    done = perform(street.town.authority.pk, work.reference)

    again = FinderRelease.objects.get(number=2)
    assert again.changes is not None
    heading, out, added = table(again.changes)
    assert heading == ["Change", *first[0]]
    assert (out[0], out[1:]) == ("out", first[3])
    assert (added[0], added[1], added[10]) == ("in", "P-5", "Tent")
    assert re.fullmatch(r".+-eros-changes-\d{4}-\d\d-\d\d\.csv", again.changes.name)
    assert done.outcome["rows_changed_since_last"] == 2
    [task] = ProjectTask.objects.all()
    assert (task.title, task.due_on) == ("Tell Democracy Club: station 2 was changed by amendment 1", AT.date())


def test_a_station_that_moves_before_any_release_leaves_no_task(street: Street) -> None:
    street.adopt()
    tent = venues.add_venue(actor=street.officer, facts=venues.VenueFacts("Tent", postcode="TA1 1AA"))

    amending.move_station(
        actor=street.officer, reference=street.scheme.reference, number=2, version=1, venue=tent.reference, reason="Flood",
        at=AT, on=ON,
    )  # fmt: skip

    assert (ProjectTask.objects.count(), Work.objects.filter(kind=finder.CHANGES).count()) == (0, 0)


def test_a_divided_district_is_counted_again_by_itself_when_the_register_is_numbered_anew(
    street: Street, senior: Actor, head: Actor, client_as: Callable[[Role], Client]
) -> None:
    """G-01: the last home comes first in the street now: its elector gets number 1, and the second home's number 3."""
    street.adopt()
    with arranged():
        Publication.objects.update(counts={"districts": {"AA": 3}})
        Property.objects.filter(sort_key="5").update(sort_key="0")
    client, address = client_as(Role.OFFICER), f"/stations/schemes/{street.scheme.reference}/"

    def homes() -> list[tuple[str, int, int | None]]:
        held = DividedHome.objects.order_by("property__reference")
        return list(held.values_list("property__reference", "station__number", "was__number"))

    before = homes()
    publish(senior, head, date(2027, 4, 1))

    told = "2 homes vote at another station since the register was published: "
    said = "Since the register was published, 2 homes of district AA vote at another station than before."
    assert before == [("P-1", 1, None), ("P-3", 1, None), ("P-5", 2, None)]
    assert homes() == [("P-1", 1, None), ("P-3", 2, 1), ("P-5", 1, 2)]
    assert said in client.get(address).content.decode()
    assert list(homes_moved(senior.authority_id, on=date(2027, 5, 6))) == [(f"{told}{street.scheme.title}.", address)]
    assert list(homes_moved(senior.authority_id, on=date(2027, 5, 7))) == []
    count_electors(actor=street.officer, reference=street.scheme.reference, on=date(2027, 4, 2))
    assert (homes()[1], said in client.get(address).content.decode()) == (("P-3", 2, None), False)
