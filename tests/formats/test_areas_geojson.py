"""Boundaries and lookups of the Office for National Statistics."""

import copy
import json
from datetime import date
from pathlib import Path

import pytest

from pollwright.formats import areas_geojson
from pollwright.formats.unreadable import UnreadableFile

SAMPLES = Path(__file__).parent / "samples"
COLLECTION = json.loads((SAMPLES / "wards.geojson").read_text())


def write(folder, collection):
    path = folder / "areas.geojson"
    path.write_text(json.dumps(collection))
    return path


def changed(**properties):
    collection = copy.deepcopy(COLLECTION)
    collection["features"][0]["properties"].update(properties)
    return collection


def test_wards_are_read_with_their_codes_names_and_boundaries():
    found = areas_geojson.read_geojson(SAMPLES / "wards.geojson", valid_from=date(2023, 4, 1))

    assert found.areas.drop("geometry").rows() == [
        ("ward", "E05014339", "Bishop's Hull & Taunton West", None, "E06000066", date(2023, 4, 1), None),
        ("ward", "E05014340", "Blackdown & Neroche", None, "E06000066", date(2023, 4, 1), None),
    ]
    assert json.loads(found.areas["geometry"][0]) == COLLECTION["features"][0]["geometry"]
    assert (found.read, found.skipped) == (2, 0)


@pytest.mark.parametrize(
    ("letters", "kind"),
    [
        ("WD16", "ward"),
        ("CED25", "division"),
        ("PAR22", "parish"),
        ("PCON24", "constituency"),
        ("PFA23", "police_area"),
        ("CAUTH25", "combined_authority"),
        ("LAD25", "council"),
        ("WD", "ward"),
    ],
)
def test_any_kind_and_vintage_is_told_by_its_property_names(tmp_path, letters, kind):
    collection = copy.deepcopy(COLLECTION)
    for feature in collection["features"]:
        told = feature["properties"]
        feature["properties"] = {
            f"{letters}CD": told["WD25CD"],
            f"{letters}NM": told["WD25NM"],
            f"{letters}NMW": "Cymraeg",
        }

    found = areas_geojson.read_geojson(write(tmp_path, collection))

    assert found.areas.select("kind", "name_cy", "parent_gss").row(0) == (kind, "Cymraeg", None)


@pytest.mark.parametrize(
    ("collection", "code"),
    [
        (changed(WD25CD="E0501433"), "areas.bad-code"),
        (changed(WD25CD=None), "areas.bad-code"),
        (changed(WD25NM=" "), "areas.no-name"),
        (changed(WD25CD="E05014340"), "areas.repeated"),
    ],
)
def test_a_feature_that_cannot_be_used_is_left_out_and_told(tmp_path, collection, code):
    found = areas_geojson.read_geojson(write(tmp_path, collection))

    assert (found.findings["code"].to_list(), found.read, found.skipped, found.areas.height) == ([code], 2, 1, 1)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [-3.1, 51.0]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[-3, 51], [-3, 52], [-2, 51]]]},
        {"type": "Polygon", "coordinates": [[[320944, 124045], [320945, 124045], [320945, 124046], [320944, 124045]]]},
        {"type": "Polygon", "coordinates": [[[320944, 51], [320945, 51], [320945, 52], [320944, 51]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]},
    ],
)
def test_a_boundary_that_is_no_polygon_in_degrees_is_left_out(tmp_path, geometry):
    collection = copy.deepcopy(COLLECTION)
    collection["features"][0]["geometry"] = geometry

    found = areas_geojson.read_geojson(write(tmp_path, collection))

    assert (found.findings["code"].to_list(), found.areas.height) == (["areas.bad-geometry"], 1)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": 3}', '{"features": [1]}', "[" * 100_000, "\x00\x01"])
def test_what_is_no_collection_is_refused(tmp_path, text):
    path = tmp_path / "areas.geojson"
    path.write_text(text)

    with pytest.raises(UnreadableFile) as refusal:
        areas_geojson.read_geojson(path)

    assert refusal.value.finding.code == "areas.not-geojson"


def test_features_without_codes_are_refused(tmp_path):
    collection = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "x"}}]}

    with pytest.raises(UnreadableFile) as refusal:
        areas_geojson.read_geojson(write(tmp_path, collection))

    assert refusal.value.finding.code == "areas.no-codes"


def test_a_lookup_gives_its_areas_and_which_overlap():
    found = areas_geojson.read_lookup(SAMPLES / "parish-to-ward.csv")

    assert found.areas.select("kind", "gss", "name", "parent_gss").filter(found.areas["kind"] == "parish").row(0) == (
        "parish", "E04008637", "North Petherton", "E07000188"
    )  # fmt: skip
    assert found.within.filter(found.within["gss"] == "E04008637").rows() == [("E04008637", "E07000188")]
    assert ("E05008898", "E04008637") in found.within.rows()
    assert found.read == 6
