"""Files that come over what is here already, from another system or with rows that contradict each other.

Expected figures are counted by hand from the lines of each test's file; the exports are the public samples.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.places.models import PollingDistrict, PollingPlace, Property
from pollwright.places.operations.import_reading import PlaceRows, read_files
from pollwright.places.operations.importing import Loaded, Merged, RowsRefused, load_places
from tests.places.place_files import (
    DISTRICTS,
    SAMPLES,
    areas,
    authority_of_places,
    districts,
    home,
    polling_places,
    properties,
    read,
)

ON = date(2026, 11, 23)
# The first property of the sample of Democracy Counts, as our own layout writes it.
BEAUMONT = {
    "uprn": "200008719",
    "organisation": "Rose Home",
    "building_number": "1",
    "street": "Beaumont Place",
    "town": "Barnet",
    "postcode": "EN5 4PR",
}


def load(actor: Actor, folder: Path, *lines: str) -> Loaded:
    return load_places(actor=actor, files=authority_of_places(folder, *lines), on=ON)


def load_again(actor: Actor, folder: Path, **texts: str) -> Loaded:
    return load_places(actor=actor, files=read(folder, **texts), on=ON)


def load_sample(actor: Actor, *names: str) -> Loaded:
    files, _ = read_files([SAMPLES / name for name in names])
    return load_places(actor=actor, files=files, on=ON)


def refused(actor: Actor, folder: Path, **texts: str) -> list[tuple[Any, ...]]:
    with pytest.raises(RowsRefused) as refusal:
        load_again(actor, folder, **texts)
    errors = refusal.value.loaded.findings.filter(level="error")
    return errors.select("file", "row", "column", "code").rows()


def uprns() -> dict[str, int | None]:
    return dict(Property.objects.values_list("reference", "uprn"))


def test_two_properties_may_swap_their_uprns(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", uprn="11"), home("P2", uprn="12", building_number="3"))

    again = load_again(
        senior, tmp_path, swapped=properties(home("P1", uprn="12"), home("P2", uprn="11", building_number="3"))
    )

    assert (again.properties, uprns()) == (Merged(0, 2, 0), {"P1": 12, "P2": 11})


def test_a_property_that_ends_hands_its_uprn_on(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", uprn="11"), home("P2", building_number="3"))

    again = load_again(
        senior,
        tmp_path,
        handed=properties(home("P1", uprn="11", valid_to="2026-01-01"), home("P2", uprn="11", building_number="3")),
    )

    assert (again.properties, uprns()) == (Merged(0, 2, 0, ended=1), {"P1": 11, "P2": 11})


def test_a_uprn_that_another_property_keeps_is_refused_with_its_row(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", uprn="11"), home("P2", uprn="12", building_number="3"))

    found = refused(senior, tmp_path, taken=properties(home("P1"), home("P2", uprn="11", building_number="3")))

    assert (found, uprns()) == ([("taken.csv", 3, "uprn", "places.uprn-elsewhere")], {"P1": 11, "P2": 12})


def test_a_district_twice_in_one_file_is_refused_with_its_row(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path)
    twice = f"{districts()}\nAA1,Again,PP1,,2025-12-01,"

    assert refused(senior, tmp_path, districts=twice) == [
        ("districts.csv", 4, "valid_from", "places.same-period"),
    ]


def test_an_area_that_stands_with_and_without_its_first_day_is_refused(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path)
    twice = f"{areas()}\nward,E05099001,Again,,,,"

    assert refused(senior, tmp_path, areas=twice) == [("areas.csv", 6, "valid_from", "places.same-period")]


def test_a_district_is_brought_up_to_date_whatever_first_day_the_file_gives(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path)

    again = load_again(senior, tmp_path, districts=f"{DISTRICTS}\nAA1,Renamed,PP1,,2019-01-01,")

    assert (again.districts, PollingDistrict.objects.get(code="AA1").name) == (Merged(0, 1, 0), "Renamed")


def test_a_district_that_ends_and_begins_again_keeps_both_periods(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path)

    load_again(
        senior,
        tmp_path,
        districts=f"{DISTRICTS}\nAA2,Old,PP1,,2024-12-01,2026-01-01\nAA2,New,PP1,,2026-01-01,",
    )

    held = PollingDistrict.objects.filter(code="AA2").order_by("valid_from").values_list("name", "valid_to")
    assert list(held) == [("Old", date(2026, 1, 1)), ("New", None)]


def test_an_export_that_names_no_districts_leaves_known_properties_in_theirs(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", **BEAUMONT))

    first = load_sample(senior, "ems-dcounts-districts.csv", "ems-dcounts-stations.csv")
    second = load_sample(senior, "ems-dcounts-districts.csv", "ems-dcounts-stations.csv")

    assert (first.properties.new, first.districts, second.properties) == (18, Merged(1, 0, 0), Merged(0, 0, 19))
    assert Property.objects.get(uprn=200008719).district.code == "AA1"
    assert first.findings.filter(code="places.provisional-districts")["problem"].to_list() == [
        "The file names no polling districts for 18 properties. A provisional one was made for each polling station."
    ]


def test_no_provisional_district_is_made_where_every_property_is_known(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", **BEAUMONT))
    header, first = (SAMPLES / "ems-dcounts-districts.csv").read_text().splitlines()[:2]

    again = load_again(senior, tmp_path, one=f"{header}\n{first}")

    assert (again.districts, again.findings.filter(code="places.provisional-districts").height) == (Merged(0, 0, 0), 0)


def test_another_systems_lines_do_not_undo_the_parts_of_an_address(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", **BEAUMONT))
    before = Property.objects.values("organisation", "street", "locality", "town", "address", "sort_key").get()

    load_sample(senior, "ems-dcounts-districts.csv")

    after = Property.objects.values(*before).get(uprn=200008719)
    assert (after, after["address"]) == (before, "Rose Home, 1 Beaumont Place, Barnet")


def test_a_corrected_line_of_another_system_keeps_the_organisation(senior: Actor, tmp_path: Path) -> None:
    load(senior, tmp_path, home("P1", **(BEAUMONT | {"street": "Bowmont Place"})))

    load_sample(senior, "ems-dcounts-districts.csv")

    held = Property.objects.get(uprn=200008719)
    assert (held.organisation, held.street, held.address) == (
        "Rose Home",
        "Beaumont Place",
        "Rose Home, 1 Beaumont Place, Barnet",
    )


def test_a_file_of_properties_alone_does_not_undo_the_names_of_stations(senior: Actor) -> None:
    load_sample(senior, "ems-dcounts-stations.csv")

    load_sample(senior, "ems-dcounts-districts.csv")

    assert PollingPlace.objects.get(reference="B1/1").name == "Hadley Memorial Hall"


# The sample of Northern Ireland gives degrees to four places, about ten metres; two places would be a kilometre.
def test_coordinates_in_degrees_keep_every_place_and_stay_the_same(senior: Actor) -> None:
    load_sample(senior, "eoni_importer__eoni_export.csv")

    again = load_sample(senior, "eoni_importer__eoni_export.csv")

    place = PollingPlace.objects.get(reference="111")
    assert (float(place.easting or 0), float(place.northing or 0), place.srid) == (-5.831, 54.591, 4326)
    assert (again.polling_places, again.properties) == (Merged(0, 0, 2), Merged(0, 0, 3))


def test_rows_of_another_kind_than_was_asked_for_are_counted(senior: Actor, tmp_path: Path) -> None:
    texts = {"areas": areas(), "districts": districts(), "polling_places": polling_places()}
    paths = []
    for name, text in texts.items():
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(text + "\n")

    files, _ = read_files(paths, kind=PlaceRows.AREAS)

    assert (files.read, files.kept, files.skipped) == (7, 4, 3)
