"""Areas from the files of the Office for National Statistics: boundaries as GeoJSON, and lookups as CSV.

Their columns are named by kind, vintage and part, such as `WD25CD`, `WD25NM` and `WD25NMW`: any vintage is taken.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pollwright.findings import Finding
from pollwright.formats import finding_frames, finding_kinds, intake, place_kinds, values
from pollwright.formats.places_file import AREAS, conform
from pollwright.formats.unreadable import UnreadableFile

LIMIT_BYTES = 512 * 1024 * 1024
_GSS = re.compile(r"[A-Z][0-9]{8}")
_CODE_COLUMN = re.compile(r"([A-Z]+?)(\d{0,2})CD")
# Kinds by the letters of the column, smallest first: a ward's feature also says in which council it lies.
_KINDS = {
    "WD": "ward",
    "PARWD": "parish_ward",
    "PAR": "parish",
    "PARNCP": "parish",
    "CED": "division",
    "PCON": "constituency",
    "PFA": "police_area",
    "CAUTH": "combined_authority",
    "LAD": "council",
    "UTLA": "council",
    "CTYUA": "council",
    "CTY": "council",
}
_SMALLEST_FIRST = tuple(_KINDS)
_WORLD = (-180.0, -90.0, 180.0, 90.0)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class AreasFile:
    """The areas of a file: rows in the columns of areas.csv with `geometry`, GeoJSON text or null.

    `within` pairs areas that overlap, as a lookup lists them: `gss`, `other_gss`. `findings` counts features from 1,
    or rows as a spreadsheet does. `read` = rows of `areas` + `skipped` for boundaries; a lookup has its own rows.
    """

    areas: pl.DataFrame
    within: pl.DataFrame
    findings: pl.DataFrame
    read: int
    skipped: int


@dataclass(frozen=True, slots=True)
class _Naming:
    """The names of the properties that describe one kind of area: code, name, Welsh name."""

    kind: str
    code: str
    name: str
    name_cy: str


def read_geojson(path: Path, *, valid_from: date | None = None) -> AreasFile:
    """Read a GeoJSON collection of boundaries in WGS84.

    :param valid_from: the day from which the areas are valid, which the file does not say.
    :raises UnreadableFile: where it is no such collection, or no property is a code of a known kind of area.
    """
    features = _features(path)
    naming = _naming(key for feature in features[:1] for key in _properties(feature))
    if not naming:
        raise UnreadableFile(place_kinds.NO_AREA_CODES.at())
    smallest, council = naming[0], next((one for one in naming[1:] if one.kind == "council"), None)
    rows: list[dict[str, object]] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        row = _area(feature, smallest, council, seen, number)
        if isinstance(row, Finding):
            findings.append(row)
        else:
            rows.append({**row, "valid_from": valid_from})
            seen.add(str(row["gss"]))
    areas = pl.DataFrame(rows, schema={**AREAS, "geometry": pl.String})
    return AreasFile(areas, _pairs([]), finding_frames.of(findings), len(features), len(findings))


def read_lookup(path: Path, *, valid_from: date | None = None) -> AreasFile:
    """Read an ONS lookup: each row names areas of two or more kinds that overlap, smallest kind first.

    :raises UnreadableFile: where it cannot be read or no column is a code of a known kind of area.
    """
    table = intake.open_table(path, limit_bytes=LIMIT_BYTES, is_header=lambda cells: bool(_naming(cells)))
    naming = _naming(table.headers)
    if not naming:
        raise UnreadableFile(place_kinds.NO_AREA_CODES.at())
    frame = values.cleaned(table.read(), list(table.headers))
    parent = next((one for one in naming if one.kind == "council"), None)
    parts = [_areas_of(frame, one, parent) for one in naming]
    areas = pl.concat(parts).unique("gss", keep="first", maintain_order=True)
    good = pl.col("gss").str.contains(r"^[A-Z][0-9]{8}$") & pl.col("name").is_not_null()
    bad = areas.filter(~good.fill_null(value=False))
    findings = [place_kinds.BAD_GSS.at(column="gss", value=code) for code in bad["gss"].drop_nulls().to_list()]
    pairs = _pairs(
        [
            frame.select(pl.col(small.code).alias("gss"), pl.col(large.code).alias("other_gss"))
            for at, small in enumerate(naming)
            for large in naming[at + 1 :]
        ]
    )
    kept = areas.filter(good.fill_null(value=False)).with_columns(pl.lit(valid_from, dtype=pl.Date).alias("valid_from"))
    with_geometry = conform(kept, {**AREAS, "geometry": pl.String})
    return AreasFile(with_geometry, pairs, finding_frames.of(findings), frame.height, 0)


def _features(path: Path) -> list[Mapping[str, object]]:
    try:
        if path.stat().st_size > LIMIT_BYTES:
            raise UnreadableFile(finding_kinds.TOO_LARGE.at(limit="512 MB"))
        told = json.loads(path.read_bytes())
    except OSError:
        raise UnreadableFile(finding_kinds.MISSING.at()) from None
    except (ValueError, RecursionError):
        raise UnreadableFile(place_kinds.NOT_GEOJSON.at()) from None
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise UnreadableFile(place_kinds.NOT_GEOJSON.at())
    return features


def _properties(feature: Mapping[str, object]) -> Mapping[str, object]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _naming(keys: Iterable[str]) -> list[_Naming]:
    """Return the kinds of area that a set of property names describes, smallest kind first."""
    found: dict[str, _Naming] = {}
    names = list(keys)
    for key in names:
        match = _CODE_COLUMN.fullmatch(key)
        letters, vintage = match.groups() if match else ("", "")
        if letters in _KINDS and f"{letters}{vintage}NM" in names:
            stem = f"{letters}{vintage}"
            found.setdefault(letters, _Naming(_KINDS[letters], key, f"{stem}NM", f"{stem}NMW"))
    ordered = sorted(found, key=_SMALLEST_FIRST.index)
    kinds: dict[str, _Naming] = {}
    for letters in ordered:
        kinds.setdefault(found[letters].kind, found[letters])
    return list(kinds.values())


def _area(
    feature: Mapping[str, object], naming: _Naming, council: _Naming | None, seen: set[str], number: int
) -> dict[str, object] | Finding:
    """Return the row of a feature, or the finding for which it is left out."""
    told = _properties(feature)
    code, name = _text(told.get(naming.code)), _text(told.get(naming.name))
    geometry = feature.get("geometry")
    if code is None or not _GSS.fullmatch(code):
        return place_kinds.BAD_GSS.at(row=number, column=naming.code, value=code)
    if name is None:
        return place_kinds.NO_AREA_NAME.at(row=number, column=naming.name, value=code)
    if code in seen:
        return place_kinds.REPEATED_AREA.at(row=number, column=naming.code, value=code)
    if not isinstance(geometry, dict) or not _is_wgs84_polygon(geometry):
        return place_kinds.BAD_GEOMETRY.at(row=number, value=code)
    return {
        "kind": naming.kind,
        "gss": code,
        "name": name[:_LONGEST_NAME],
        "name_cy": _text(told.get(naming.name_cy)),
        "parent_gss": _text(told.get(council.code)) if council else None,
        "geometry": json.dumps(
            {"type": geometry["type"], "coordinates": geometry["coordinates"]}, separators=(",", ":")
        ),
    }


def _text(value: object) -> str | None:
    text = values.plain(str(value)) if value is not None else ""
    return text or None


def _is_wgs84_polygon(geometry: Mapping[str, object]) -> bool:
    """Whether a geometry is one polygon or more, of closed rings of longitudes and latitudes."""
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        polygons = [coordinates]
    elif geometry.get("type") == "MultiPolygon" and isinstance(coordinates, list):
        polygons = coordinates
    else:
        return False
    return bool(polygons) and all(
        isinstance(polygon, list) and bool(polygon) and all(_is_ring(ring) for ring in polygon) for polygon in polygons
    )


def _is_ring(ring: object) -> bool:
    west, south, east, north = _WORLD
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        return False
    return all(
        isinstance(point, list)
        and len(point) >= 2
        and all(isinstance(number, int | float) for number in point[:2])
        and west <= point[0] <= east
        and south <= point[1] <= north
        for point in ring
    )


def _areas_of(frame: pl.DataFrame, naming: _Naming, parent: _Naming | None) -> pl.DataFrame:
    nothing = pl.lit(None, dtype=pl.String)
    welsh = pl.col(naming.name_cy) if naming.name_cy in frame.columns else nothing
    inside = pl.col(parent.code) if parent is not None and parent is not naming else nothing
    return frame.select(
        pl.lit(naming.kind).alias("kind"),
        pl.col(naming.code).alias("gss"),
        pl.col(naming.name).alias("name"),
        welsh.alias("name_cy"),
        inside.alias("parent_gss"),
    ).unique("gss", keep="first", maintain_order=True)


def _pairs(frames: list[pl.DataFrame]) -> pl.DataFrame:
    none = pl.DataFrame(schema={"gss": pl.String, "other_gss": pl.String})
    return pl.concat([none, *frames]).drop_nulls().unique(maintain_order=True)
