"""Make a demonstration authority: one block of districts after another, so that any size fits in memory."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pollwright.synth.applications import applications
from pollwright.synth.authorities import PROFILES, Profile
from pollwright.synth.districts import (
    District,
    PollingPlace,
    areas,
    blocks,
    district_rows,
    plan,
    polling_place_rows,
    polling_places,
)
from pollwright.synth.entries import elector_rows, entries_of
from pollwright.synth.geography import DATA
from pollwright.synth.manifest import Manifest, add, begun
from pollwright.synth.outside_lists import outside_lists
from pollwright.synth.people import People, people_of
from pollwright.synth.population import Population, population
from pollwright.synth.properties import Counters, occupancy, properties_of
from pollwright.synth.reports import reports
from pollwright.synth.strangers import addressed
from pollwright.synth.tables import LAYOUTS, Tables

Progress = Callable[[int, int], None]
LARGEST = 10_000_000


class UnknownAuthority(ValueError):
    """No demonstration authority goes by that name."""


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """What every block needs to know."""

    profile: Profile
    districts: list[District]
    places: list[PollingPlace]
    population: Population
    seed: int
    on: date
    counters: Counters


def generate(
    electors: int, seed: int, on: date, out: Path, progress: Progress | None = None, *, authority: str = "somerset"
) -> Manifest:
    """Write a demonstration authority of exactly `electors` register entries to the folder `out`.

    The same arguments give the same bytes. Files and columns are those of `tables.LAYOUTS`; `manifest.json` counts
    and hashes them all. Files of the same names are replaced.

    :param on: the day that the authority is seen on; nothing in it happens later.
    :param progress: called with electors done and electors in all, after each block.
    :param authority: `somerset` or `small`.
    :raises UnknownAuthority: where there is no such demonstration authority.
    :raises ValueError: where the size or the seed cannot be made.
    """
    if authority not in PROFILES:
        raise UnknownAuthority(f"There is no demonstration authority called {authority}: choose {', '.join(PROFILES)}.")
    if not 1 <= electors <= LARGEST or seed < 0:
        raise ValueError(f"electors must be 1 to {LARGEST:,} and the seed must not be negative")
    profile = PROFILES[authority]()
    districts = plan(profile, electors, seed)
    places = polling_places(profile, districts, seed)
    work = Work(profile, districts, places, population(districts), seed, on, Counters())
    manifest = begun(profile.code, profile.name, profile.gss, electors, seed, on)
    with Tables(out) as tables:
        _write_map(work, tables, manifest)
        _write_blocks(work, tables, manifest, progress)
        manifest.rows = tables.rows
    manifest.sha256 = tables.hashes
    _write_boundaries(profile, out)
    manifest.write(out)
    return manifest


def _write_map(work: Work, tables: Tables, manifest: Manifest) -> None:
    """Write what belongs to the whole authority: areas, districts and polling places."""
    areas_found = areas(work.profile)
    tables.append("areas.csv", areas_found)
    add(manifest.areas_by_kind, areas_found["kind"])
    tables.append("districts.csv", district_rows(work.profile, work.districts))
    rows = polling_place_rows(work.places, work.districts)
    tables.append("polling_places.csv", rows)
    buildings = _polling_buildings(work)
    tables.append("properties.csv", buildings)
    manifest.count_properties(buildings)


def _write_blocks(work: Work, tables: Tables, manifest: Manifest, progress: Progress | None) -> None:
    manifest.electors_by_district.update({district.code: 0 for district in work.districts})
    done = 0
    for block, rows in enumerate(blocks(work.districts)):
        _write_block(work, block, rows, done, tables, manifest)
        done += sum(work.districts[row].electors for row in rows)
        if progress:
            progress(done, manifest.electors)


def _write_block(work: Work, block: int, rows: list[int], done: int, tables: Tables, manifest: Manifest) -> None:
    districts = [work.districts[row] for row in rows]
    seed, on, counters = work.seed, work.on, work.counters
    properties = properties_of(work.profile, districts, block, seed, counters)
    occupants = occupancy(districts, properties, work.population.residents[rows], block, seed)
    wanted = work.population.of_block(rows, done)
    people = people_of(properties, occupants, work.population, rows, wanted, block, seed, on)
    entries = entries_of(people, properties, districts, counters, block, seed, on)
    homes = addressed(properties)
    tables.append("properties.csv", properties.select(LAYOUTS["properties.csv"]))
    tables.append("electors.csv", elector_rows(entries))
    manifest.count_properties(properties)
    manifest.count_electors(entries)
    applied = applications(entries, properties, homes, counters, block, seed, on)
    manifest.count_applications(applied["applications.csv"], applied["truth/applications.csv"])
    same = _same_person(people, entries)
    add(manifest.same_person, same["reason"])
    for name, frame in {
        **applied,
        **reports(entries, homes, counters, block, seed, on),
        **outside_lists(entries, people, homes, counters, block, seed, on),
        "truth/same_person.csv": same,
    }.items():
        tables.append(name, frame)


def _same_person(people: People, entries: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of entries that are one person, and whether that is lawful."""
    order = entries.select("person", "elector_reference").sort("person")["elector_reference"]
    found = [
        pl.DataFrame(
            {
                "elector_reference": order.gather(pl.Series(first)),
                "other_elector_reference": order.gather(pl.Series(second)),
                "reason": pl.Series([reason] * len(first), dtype=pl.String),
            }
        )
        for reason, (first, second) in people.same_person.items()
    ]
    return pl.concat(found)


def _polling_buildings(work: Work) -> pl.DataFrame:
    """Return the polling places as properties, walked before the homes of their district."""
    rows = []
    for place in work.places:
        district = work.districts[place.district]
        easting, northing = (int(metres) for metres in district.points[0])
        rows.append(
            {
                "property_reference": f"P{place.reference}",
                "uprn": place.uprn,
                "building_name": place.name,
                "street": place.street,
                "locality": district.name,
                "town": district.division.post_town,
                "postcode": place.postcode,
                "easting": easting,
                "northing": northing,
                "district": district.code,
            }
        )
    fixed = {"kind": "institution", "status": "non_residential", "walk_order": "0", "valid_from": "1998-01-01"}
    frame = pl.DataFrame(rows).with_columns(pl.lit(value).alias(name) for name, value in fixed.items())
    blank = [column for column in LAYOUTS["properties.csv"] if column not in frame.columns]
    return frame.with_columns(pl.lit("").alias(column) for column in blank)


def _write_boundaries(profile: Profile, out: Path) -> None:
    """Write the wards' boundaries as GeoJSON, under the codes and names that areas.csv gives them."""
    shapes = json.loads((DATA / "divisions.geojson").read_text(encoding="utf-8"))["features"]
    real = {shape["properties"]["WD25CD"]: shape["geometry"] for shape in shapes}
    features = [
        {
            "type": "Feature",
            "properties": {"gss": division.gss, "name": division.name, "kind": "ward"},
            "geometry": real[division.boundary],
        }
        for division in profile.divisions
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"), ensure_ascii=False)
    (out / "areas.geojson").write_text(text + "\n", encoding="utf-8")
