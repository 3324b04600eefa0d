"""The demonstration authority holds together, and is the one that was asked for."""

import csv
import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pollwright.law.facts import Category
from pollwright.synth.generation import UnknownAuthority, generate
from pollwright.synth.manifest import Manifest
from pollwright.synth.tables import LAYOUTS
from tests.synth.conftest import ON, Read

# The headers as the documented layouts give them.
ELECTORS = (
    "elector_reference,title,forenames,surname,previous_forenames,previous_surname,date_of_birth,nationality,"
    "residence_right,category,anonymous,anonymous_until,marker,attains_on,district,number,suffix,property_reference,uprn,"
    "address1,address2,address3,address4,address5,address6,postcode,address_withheld,entry_from,declared_on,expires_on,"
    "open_register,over_76,email,phone,contact_by,correspondence1,correspondence2,correspondence3,correspondence4,"
    "correspondence5,correspondence_postcode,correspondence_country"
)


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    generate(1_500, 3, ON, tmp_path / "one", authority="small")
    generate(1_500, 3, ON, tmp_path / "two", authority="small")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(("seed", "on"), [(4, ON), (3, date(2026, 11, 23))])
def test_another_seed_or_day_gives_other_electors(seed: int, on: date, tmp_path: Path) -> None:
    generate(300, 3, ON, tmp_path / "one", authority="small")
    generate(300, seed, on, tmp_path / "two", authority="small")

    assert (tmp_path / "one/electors.csv").read_bytes() != (tmp_path / "two/electors.csv").read_bytes()


def test_the_header_of_the_electors_is_the_documented_layout(made: tuple[Path, Manifest]) -> None:
    with (made[0] / "electors.csv").open(encoding="utf-8") as file:
        assert file.readline() == ELECTORS + "\n"


def test_the_manifest_counts_and_hashes_every_file(made: tuple[Path, Manifest]) -> None:
    out, manifest = made
    rows, hashes = {}, {}
    for name in LAYOUTS:
        with (out / name).open(encoding="utf-8", newline="") as file:
            rows[name] = sum(1 for _ in csv.reader(file)) - 1
        hashes[name] = hashlib.sha256((out / name).read_bytes()).hexdigest()

    assert (manifest.rows, manifest.sha256) == (rows, hashes)
    assert Manifest.read(out) == manifest


def test_the_counts_of_the_manifest_are_those_of_the_files(manifest: Manifest, read: Read) -> None:
    electors, properties = read("electors.csv"), read("properties.csv")

    districts = Counter(electors["district"].to_list())
    assert manifest.electors_by_district == {code: districts[code] for code in sorted(read("districts.csv")["code"])}
    assert manifest.electors_by_marker == Counter(electors["marker"].to_list())
    assert manifest.electors_by_category == Counter(electors["category"].to_list())
    assert manifest.properties_by_kind == Counter(properties["kind"].to_list())
    assert manifest.properties_by_status == Counter(properties["status"].to_list())
    assert manifest.attainers == (electors["attains_on"] != "").sum()
    assert manifest.applications_by_case == Counter(read("truth/applications.csv")["case"].to_list())


@pytest.mark.parametrize(("electors", "authority"), [(1_000, "small"), (3_000, "somerset")])
def test_a_small_authority_has_one_elector_at_least_of_every_marker_and_category(
    electors: int, authority: str, tmp_path: Path
) -> None:
    manifest = generate(electors, 1, ON, tmp_path, authority=authority)

    # Handbook table 1.5: anonymous, overseas, citizens of the EU and peers; and the categories of special electors.
    assert {"N", "F", "B", "L"} <= set(manifest.electors_by_marker)
    assert set(manifest.electors_by_category) == set(map(str, Category))


def test_progress_ends_at_the_number_asked_for(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    generate(200, 1, ON, tmp_path, lambda done, whole: told.append((done, whole)), authority="small")

    assert told[-1] == (200, 200)


def test_an_unknown_authority_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownAuthority):
        generate(200, 1, ON, tmp_path / "out", authority="elsewhere")

    assert list(tmp_path.iterdir()) == []


def test_the_two_authorities_share_no_code_and_no_property_number(read: Read, tmp_path: Path) -> None:
    generate(500, 7, ON, tmp_path, authority="small")
    small = pl.read_csv(tmp_path / "properties.csv", infer_schema=False)
    areas = pl.read_csv(tmp_path / "areas.csv", infer_schema=False).filter(pl.col("kind") != "police_area")
    outlines = json.loads((tmp_path / "areas.geojson").read_text(encoding="utf-8"))["features"]

    assert set(small["uprn"]) & set(read("properties.csv")["uprn"]) == set()
    assert set(small["district"]) & set(read("districts.csv")["code"]) == set()
    wards = set(areas.filter(pl.col("kind") == "ward")["gss"])
    assert wards & set(read("areas.csv")["gss"]) == set()
    assert {outline["properties"]["gss"] for outline in outlines} == wards


@settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    electors=st.integers(1, 500),
    seed=st.integers(0, 2**31),
    on=st.dates(date(2025, 6, 1), date(2030, 12, 31)),
    authority=st.sampled_from(["small", "small", "small", "somerset"]),
)
def test_any_size_seed_and_day_gives_an_authority_that_holds_together(
    electors: int, seed: int, on: date, authority: str, tmp_path: Path
) -> None:
    manifest = generate(electors, seed, on, tmp_path, authority=authority)

    made = pl.read_csv(tmp_path / "electors.csv", infer_schema=False).fill_null("")
    properties = pl.read_csv(tmp_path / "properties.csv", infer_schema=False)
    districts = pl.read_csv(tmp_path / "districts.csv", infer_schema=False)
    homes = dict(properties.select("property_reference", "district").iter_rows())
    assert made.height == electors == manifest.rows["electors.csv"]
    assert made["elector_reference"].n_unique() == electors
    assert [homes[reference] for reference in made["property_reference"]] == made["district"].to_list()
    assert set(made["district"]) <= set(districts["code"])
    assert max(made["entry_from"].to_list()) <= on.isoformat()
    assert made.filter((pl.col("expires_on") != "") & (pl.col("expires_on") <= on.isoformat())).height == 0
    assert made.filter((pl.col("attains_on") != "") & (pl.col("attains_on") <= on.isoformat())).height == 0
