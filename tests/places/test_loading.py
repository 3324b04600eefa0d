"""Loading places from files: what is new, changed and the same, and what a file may not decide by itself.

Expected figures are counted by hand from the lines of each test's file.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.places.models import (
    Area,
    AreaBoundary,
    DistrictArea,
    PollingDistrict,
    PollingPlace,
    Property,
    PropertyTask,
)
from pollwright.places.operations.import_reading import CannotBeRead, NothingWanted, PlaceRows, read_files
from pollwright.places.operations.importing import Loaded, Merged, RowsRefused, load_places, try_places
from pollwright.refusals import NotPermitted
from tests.fixtures.ledger import Ledger
from tests.places.place_files import (
    NORTH,
    PARISH,
    SAMPLES,
    SOUTH,
    WARD,
    areas,
    authority_of_places,
    districts,
    home,
    polling_places,
    read,
)

ON = date(2026, 11, 23)
LATER = date(2026, 12, 7)


def load(actor: Actor, folder: Path, *lines: str, on: date = ON, **given: Any) -> Loaded:
    return load_places(actor=actor, files=authority_of_places(folder, *lines), on=on, **given)


def codes(loaded: Loaded) -> list[str]:
    return loaded.findings["code"].to_list()


def test_a_small_authority_comes_in_whole(senior: Actor, tmp_path: Path) -> None:
    loaded = load(senior, tmp_path, home("P1"), home("P2", building_number="10", uprn="100"))

    assert (loaded.read, loaded.skipped, loaded.areas, loaded.polling_places, loaded.districts, loaded.properties) == (
        9,
        0,
        Merged(4, 0, 0),
        Merged(1, 0, 0),
        Merged(2, 0, 0),
        Merged(2, 0, 0),
    )
    found = Property.objects.values_list("reference", "uprn", "address", "district__code", "search").order_by(
        "reference"
    )
    assert list(found) == [
        ("P1", None, "2 Quarry Road, Wellbridge", "AA1", "2 quarry road wellbridge ta1 1zz ta11zz p1"),
        ("P2", 100, "10 Quarry Road, Wellbridge", "AA1", "10 quarry road wellbridge ta1 1zz ta11zz 100 p2"),
    ]


# The parish lies in two county divisions, so it takes two districts (handbook elections 10; issue A, part B).
def test_a_parish_that_two_divisions_divide_has_a_district_in_each(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path)

    held = DistrictArea.objects.order_by("district__code", "kind").values_list("district__code", "area__code")
    assert list(held) == [
        ("AA1", NORTH),
        ("AA1", PARISH),
        ("AA1", WARD),
        ("AA2", SOUTH),
        ("AA2", PARISH),
        ("AA2", WARD),
    ]


def test_a_second_load_of_the_same_files_changes_nothing_even_on_another_day(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", valid_from=""))

    again = load(senior, tmp_path, home("P1", valid_from=""), on=LATER)

    assert (again.total("new"), again.total("changed"), again.total("unchanged")) == (0, 0, 8)


def test_a_changed_address_takes_its_new_place_in_the_street(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1"), home("P2", building_number="3"))

    loaded = load(senior, tmp_path, home("P1", building_number="12A"), home("P2", building_number="3"))

    order = Property.objects.order_by("sort_key").values_list("reference", "address")
    assert loaded.properties == Merged(0, 1, 1)
    assert list(order) == [("P2", "3 Quarry Road, Wellbridge"), ("P1", "12A Quarry Road, Wellbridge")]


# REG-404: 2, 2A, 10; flats inside their building; named houses after, or by walk order.
def test_properties_stand_in_walk_order(senior: Actor, tmp_path: Path) -> None:
    lines = (
        home("TEN", building_number="10"),
        home("FLAT12", building_number="2", sub_building="Flat 12"),
        home("TWO", building_number="2"),
        home("NAMED", building_number="", building_name="Rose Cottage"),
        home("FLAT3", building_number="2", sub_building="Flat 3"),
        home("TWOA", building_number="2A"),
        home("NORTH", building_number="1", street="Quarry Road North"),
    )

    load(senior, tmp_path, *lines)

    order = list(Property.objects.order_by("sort_key").values_list("reference", flat=True))
    assert order == ["TWO", "FLAT3", "FLAT12", "TWOA", "TEN", "NAMED", "NORTH"]


def test_two_streets_of_one_name_are_not_mixed(senior: Actor, tmp_path: Path) -> None:
    lines = (
        home("A1", building_number="1", usrn="100"),
        home("B2", building_number="2", usrn="200"),
        home("A3", building_number="3", usrn="100"),
    )

    load(senior, tmp_path, *lines)

    assert list(Property.objects.order_by("sort_key").values_list("reference", flat=True)) == ["A1", "A3", "B2"]


def test_what_a_file_does_not_say_is_kept(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", uprn="100", walk_order="7", easting="322297", northing="124942"))

    load(senior, tmp_path, home("P1", town="Quarry"))

    kept = Property.objects.get(reference="P1")
    assert (kept.uprn, kept.walk_order, int(kept.easting or 0), kept.town) == (100, 7, 322297, "Quarry")
    assert kept.sort_key == "quarry road  quarry  00000007  00000002"


def test_one_bad_row_keeps_everything_out(senior: Actor, tmp_path: Path) -> None:
    with pytest.raises(RowsRefused) as refused:
        load(senior, tmp_path, home("P1"), home("P2", district="ZZ9"))

    assert codes(refused.value.loaded) == ["places.unknown-district"]
    assert (Property.objects.count(), Event.objects.count()) == (0, 0)


def test_the_good_rows_come_in_where_that_was_asked(senior: Actor, tmp_path: Path) -> None:
    loaded = load(senior, tmp_path, home("P1"), home("P2", district="ZZ9"), keep_good_rows=True)

    assert (loaded.properties, loaded.properties.rows) == (Merged(1, 0, 0, refused=1), 2)
    assert list(Property.objects.values_list("reference", flat=True)) == ["P1"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (home("P2", street="x" * 121), "places.too-long"),
        (home("P2", district=""), "places.no-district"),
        (home("P2", valid_from="2020-01-01", valid_to="2019-12-31"), "places.dates-turned"),
        (home("P2", uprn="100"), "places.two-rows-one-property"),
    ],
)
def test_each_bad_row_is_named(senior: Actor, tmp_path: Path, line: str, code: str) -> None:
    load(senior, tmp_path, home("P1", uprn="100"))

    loaded = load(senior, tmp_path, home("P1"), line, keep_good_rows=True)

    assert codes(loaded) == [code]


def test_a_property_is_known_by_its_uprn_where_the_file_has_another_reference(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", uprn="100"))

    loaded = load(senior, tmp_path, home("OTHER", uprn="100", postcode="TA1 1ZY"))

    assert loaded.properties == Merged(0, 1, 0)
    assert list(Property.objects.values_list("reference", "postcode")) == [("P1", "TA1 1ZY")]


def test_a_uprn_of_another_property_is_refused(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", uprn="100"), home("P2"))

    loaded = load(senior, tmp_path, home("P2", uprn="100"), keep_good_rows=True)

    assert codes(loaded) == ["places.uprn-elsewhere"]


def test_a_file_does_not_move_a_property_with_electors(senior: Actor, tmp_path: Path, ledger: Ledger) -> None:
    load(senior, tmp_path, home("P1"), home("EMPTY", building_number="4"))
    ledger.entry(home=Property.objects.get(reference="P1"))

    loaded = load(senior, tmp_path, home("P1", district="AA2"), home("EMPTY", building_number="4", district="AA2"))

    assert codes(loaded) == ["places.district-differs"]
    assert dict(Property.objects.values_list("reference", "district__code")) == {"P1": "AA1", "EMPTY": "AA2"}
    assert list(PropertyTask.objects.values_list("property__reference", "kind", "detail")) == [
        ("P1", "district", "AA2")
    ]


# INT-752: a delete of the gazetteer never deletes a property with electors: it opens a task.
def test_a_file_does_not_end_a_property_with_electors(senior: Actor, tmp_path: Path, ledger: Ledger) -> None:
    load(senior, tmp_path, home("P1"), home("EMPTY", building_number="4"))
    ledger.entry(home=Property.objects.get(reference="P1"))
    ended = {"valid_to": "2026-11-01"}

    loaded = load(senior, tmp_path, home("P1", **ended), home("EMPTY", building_number="4", **ended))

    assert dict(Property.objects.values_list("reference", "valid_to")) == {"P1": None, "EMPTY": date(2026, 11, 1)}
    assert (codes(loaded), loaded.tasks) == (["places.ended-with-electors"], 1)
    assert loaded.properties == Merged(0, 1, 1, ended=1)


def test_a_whole_file_ends_what_it_has_not_but_never_where_people_are_registered(
    senior: Actor, tmp_path: Path, ledger: Ledger
) -> None:
    load(senior, tmp_path, home("P1"), home("P2", building_number="4"), home("P3", building_number="6"))
    ledger.entry(home=Property.objects.get(reference="P1"))

    loaded = load(senior, tmp_path, home("P3", building_number="6"), on=LATER, whole=True)
    again = load(senior, tmp_path, home("P3", building_number="6"), on=LATER, whole=True)

    assert (loaded.missing, loaded.missing_ended, loaded.tasks) == (2, 1, 1)
    assert (again.missing, again.missing_ended, again.tasks) == (1, 0, 0)
    assert dict(Property.objects.values_list("reference", "valid_to")) == {"P1": None, "P2": LATER, "P3": None}


def test_trying_changes_nothing_and_says_what_loading_would_do(senior: Actor, tmp_path: Path) -> None:
    files = authority_of_places(tmp_path, home("P1"))

    tried = try_places(actor=senior, files=files, on=ON)

    assert (Property.objects.count(), Area.objects.count(), Event.objects.count()) == (0, 0, 0)
    assert load_places(actor=senior, files=files, on=ON).by_kind() == tried.by_kind()


def test_a_district_with_an_unknown_area_is_refused(senior: Actor, tmp_path: Path) -> None:
    files = read(tmp_path, districts=districts(), polling_places=polling_places())

    loaded = load_places(actor=senior, files=files, on=ON, keep_good_rows=True)

    assert codes(loaded) == ["places.unknown-area", "places.unknown-area"]
    assert PollingDistrict.objects.count() == 0


def test_a_district_lies_in_one_area_of_a_kind(senior: Actor, tmp_path: Path) -> None:
    both = districts().replace(NORTH, f"{NORTH};{SOUTH}")
    files = read(tmp_path, areas=areas(), districts=both, polling_places=polling_places())

    with pytest.raises(RowsRefused) as refused:
        load_places(actor=senior, files=files, on=ON)

    assert codes(refused.value.loaded) == ["places.two-areas-of-a-kind"]


def test_other_areas_of_a_known_district_are_said_and_not_taken(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path)
    turned = districts().replace(NORTH, "x").replace(SOUTH, NORTH).replace("x", SOUTH)

    loaded = load_places(actor=senior, files=read(tmp_path, districts=turned), on=ON)

    assert codes(loaded) == ["places.areas-differ", "places.areas-differ"]
    assert DistrictArea.objects.get(district__code="AA1", kind="division").area.code == NORTH


def test_a_district_with_properties_is_not_ended_by_a_file(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path)
    ended = districts().replace("2024-12-01,\nAA2", "2024-12-01,2026-12-01\nAA2")

    with pytest.raises(RowsRefused) as refused:
        load_places(actor=senior, files=read(tmp_path, districts=ended), on=ON)

    assert codes(refused.value.loaded) == ["places.district-has-properties"]


# The counts of the samples as tests/formats reads them off the files by eye: properties, districts, polling places.
@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["ems-xpress-dc.csv"], (9, 1, 1)),
        (["xpress_importer__test_democlub.csv"], (4, 2, 2)),
        (["ems-xpress-weblookup.CSV"], (9, 1, 1)),
        (["xpress_importer__test_weblookup.csv"], (6, 2, 2)),
        (["ems-idox-eros.csv"], (9, 1, 1)),
        (["halarose_importer__test.csv"], (5, 2, 3)),
        (["eoni_importer__eoni_export.csv"], (3, 2, 2)),
        (["ems-dcounts-districts.csv", "ems-dcounts-stations.csv"], (19, 1, 19)),
        (["dcounts_importer__stations.csv", "dcounts_importer__districts.csv"], (5, 2, 2)),
    ],
)
def test_every_sample_of_the_market_is_loaded_once(senior: Actor, names: list[str], rows: tuple[int, ...]) -> None:
    files, _ = read_files([SAMPLES / name for name in names])

    first = load_places(actor=senior, files=files, on=ON, keep_good_rows=True)
    again = load_places(actor=senior, files=files, on=ON, keep_good_rows=True)

    stored = (Property.objects.count(), PollingDistrict.objects.count(), PollingPlace.objects.count())
    assert (stored, first.total("new"), first.total("refused")) == (rows, sum(rows), 0)
    assert (again.total("new"), again.total("changed")) == (0, 0)


def test_boundaries_come_in_with_their_areas(senior: Actor) -> None:
    files, boundaries = read_files([SAMPLES / "wards.geojson"])

    load_places(actor=senior, files=files, on=ON, boundaries=boundaries)
    again = load_places(actor=senior, files=files, on=ON, boundaries=boundaries)

    assert files.read > 0
    assert AreaBoundary.objects.count() == Area.objects.filter(kind="ward").count() == files.areas.height
    assert (again.areas.new, again.areas.changed) == (0, 0)


def test_one_kind_of_rows_may_be_taken_alone(senior: Actor, tmp_path: Path) -> None:
    path = SAMPLES / "ems-xpress-dc.csv"

    files, _ = read_files([path], kind=PlaceRows.POLLING_PLACES)

    assert (files.properties.height, files.districts.height, files.polling_places.height) == (0, 0, 1)
    with pytest.raises(NothingWanted):
        read_files([path], kind=PlaceRows.AREAS)


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", b"a,b\n1,2\n", b"PK\x03\x04nonsense", b'{"features": 3}', b"\x00" * 4000]
)
def test_a_broken_file_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(content)

    with pytest.raises(CannotBeRead) as refused:
        read_files([path])

    assert refused.value.advice != ""


def test_another_authority_is_not_touched(senior: Actor, stranger: Actor, tmp_path: Path) -> None:
    load(stranger, tmp_path, home("P1", uprn="100"))

    loaded = load(senior, tmp_path, home("P1", uprn="100", building_number="5"))

    assert loaded.properties == Merged(1, 0, 0)
    addresses = dict(Property.objects.values_list("authority__code", "address"))
    assert addresses == {"quantock": "5 Quarry Road, Wellbridge"}


def test_an_officer_may_not_import(officer: Actor, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        load(officer, tmp_path)


def test_the_trail_says_what_came_in_without_an_address(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1"))

    event = Event.objects.get(code="places.loaded")
    assert (event.summary, event.subject_count) == ("loaded places: 8 new, 0 changed, 0 unchanged", 8)
