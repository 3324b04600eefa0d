"""The map of the demonstration authority: districts, properties and where they stand."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl

from pollwright.synth.geography import DATA, divisions, inside, national_grid
from tests.synth.conftest import Read

ONE_OF_EACH = {"council", "police_area", "constituency", "ward"}


def test_longitude_and_latitude_become_the_grid_references_that_the_statistics_office_publishes() -> None:
    # BNG_E, BNG_N, LONG and LAT of each division as the Office for National Statistics gives them.
    shapes = [shape["properties"] for shape in json.loads((DATA / "divisions.geojson").read_text("utf-8"))["features"]]
    found = national_grid(np.array([[shape["LONG"], shape["LAT"]] for shape in shapes]))

    published = np.array([[shape["BNG_E"], shape["BNG_N"]] for shape in shapes])
    assert np.abs(found - published).max() < 5


def test_a_point_in_a_hole_is_not_inside() -> None:
    square = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], dtype=float)
    hole = np.array([[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]], dtype=float)

    found = inside(np.array([[1.0, 1.0], [5.0, 5.0], [11.0, 5.0]]), (square, hole))

    assert found.tolist() == [True, False, False]


def test_the_areas_are_those_of_the_council(read: Read) -> None:
    # Somerset has 55 divisions; 279 parishes and 7 constituencies were chosen for the demonstration.
    counts = Counter(read("areas.csv")["kind"])

    assert {kind: counts[kind] for kind in ("council", "ward", "parish", "constituency", "police_area")} == {
        "council": 1,
        "ward": 55,
        "parish": 279,
        "constituency": 7,
        "police_area": 1,
    }


def test_each_district_lies_in_one_area_of_each_kind(read: Read) -> None:
    kinds = dict(read("areas.csv").select("gss", "kind").iter_rows())
    parents = dict(read("areas.csv").select("gss", "parent_gss").iter_rows())

    for areas in read("districts.csv")["areas"]:
        codes = areas.split(";")
        found = Counter(kinds[code] for code in codes)
        assert set(found.values()) == {1}
        assert found.keys() - {"parish", "parish_ward"} == ONE_OF_EACH
        assert all(parents[code] in codes for code in codes if kinds[code] in ("ward", "parish", "parish_ward"))


def test_every_parish_and_division_has_a_district(read: Read) -> None:
    covered = {code for areas in read("districts.csv")["areas"] for code in areas.split(";")}

    assert set(read("areas.csv")["gss"]) - covered == set()


def test_a_district_split_by_a_boundary_is_two_parts_with_one_polling_place(read: Read) -> None:
    parts = read("districts.csv").filter(pl.col("code").str.contains(r"\d[AB]$"))

    stems = parts.with_columns(pl.col("code").str.slice(0, pl.col("code").str.len_chars() - 1).alias("stem"))
    pairs = stems.group_by("stem").agg(pl.len(), pl.col("polling_place").n_unique(), pl.col("areas").n_unique())
    assert pairs.height > 5
    assert pairs.select("len", "polling_place", "areas").unique().rows() == [(2, 1, 2)]


def test_some_districts_have_no_electors(read: Read) -> None:
    empty = set(read("districts.csv")["code"]) - set(read("electors.csv")["district"])

    assert len(empty) >= 3


def test_every_reference_and_property_number_is_given_once(read: Read) -> None:
    properties = read("properties.csv")

    assert properties["property_reference"].n_unique() == properties.height
    assert properties["uprn"].n_unique() == properties.height
    assert set(properties["uprn"].str.len_chars()) == {12}
    assert set(properties["uprn"].str.slice(0, 3)) == {"999"}


def test_every_property_stands_inside_the_division_of_its_district(read: Read) -> None:
    ward_of = {
        code: next(area for area in areas.split(";") if area.startswith("E05014"))
        for code, areas in read("districts.csv").select("code", "areas").iter_rows()
    }
    properties = read("properties.csv").with_columns(pl.col("district").replace_strict(ward_of).alias("ward"))

    for division in divisions():
        mine = properties.filter(pl.col("ward") == division.gss).select(pl.col("easting", "northing").cast(pl.Float64))
        assert inside(mine.to_numpy(), division.rings).all()


def test_flats_belong_to_a_block_on_the_register_of_properties(read: Read) -> None:
    properties = read("properties.csv")
    flats = properties.filter(pl.col("kind") == "flat")

    blocks = properties.filter(pl.col("uprn").is_in(flats["parent_uprn"].unique().to_list()))
    assert set(blocks["status"]) == {"non_residential"}
    assert set(flats["parent_uprn"]) == set(blocks["uprn"])


def test_addresses_are_not_given_twice_at_one_postcode(read: Read) -> None:
    homes = read("properties.csv").filter(~pl.col("kind").is_in(["other", "institution"]))
    address = ["sub_building", "building_name", "building_number", "usrn", "postcode"]

    assert homes.group_by(address).len().filter(pl.col("len") > 1).height <= homes.height // 1000


def test_postcodes_have_the_form_of_a_postcode(read: Read) -> None:
    pattern = r"^(TA|BA|BS)\d{1,2} \d[ABDEFGHJLNPQRSTUWXYZ]{2}$"

    assert read("properties.csv").filter(~pl.col("postcode").str.contains(pattern)).height == 0


def test_the_shipped_data_stays_small() -> None:
    files = [path for path in Path(str(DATA)).iterdir() if path.is_file()]

    assert sum(path.stat().st_size for path in files) < 2_000_000
