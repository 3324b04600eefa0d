"""Where the demonstration authority lies: divisions, parishes and constituencies on real boundaries."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import radians

import numpy as np
import numpy.typing as npt

from pollwright.synth.randomness import Flags, Floats

DATA = files("pollwright.synth") / "data"
POLICE_AREA = ("E23000036", "Avon and Somerset")

# Ellipsoids (semi-axes in metres) and the Helmert shift from WGS84 to OSGB36, as published by the Ordnance Survey
# in "A Guide to Coordinate Systems in Great Britain"; good to about five metres.
WGS84 = (6378137.0, 6356752.3142)
AIRY = (6377563.396, 6356256.909)
SHIFT = (-446.448, 125.157, -542.060)
TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
SCALE = 1 + 20.4894e-6


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """An electoral division of the council, with its boundary in metres of the National Grid."""

    gss: str
    name: str
    letters: str  # the two letters that begin the codes of its polling districts
    constituency: str
    constituency_name: str
    post_town: str
    outward_codes: tuple[str, ...]
    setting: str  # town, rural, coast or moor
    boundary: str  # code of the real division whose boundary it has
    rings: tuple[Floats, ...]  # outer rings and holes alike: a point is inside where it crosses an odd number of edges


@dataclass(frozen=True, slots=True)
class Parish:
    """A civil parish and the divisions that it lies in."""

    gss: str
    name: str
    divisions: tuple[str, ...]


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the data files shipped with this package."""
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


@cache
def divisions() -> tuple[Division, ...]:
    """Return the 55 divisions in the order of their codes."""
    shapes = json.loads((DATA / "divisions.geojson").read_text(encoding="utf-8"))["features"]
    boundaries = {shape["properties"]["WD25CD"]: _rings(shape["geometry"]) for shape in shapes}
    return tuple(
        Division(
            row["gss"],
            row["name"],
            row["district_letters"],
            row["constituency"],
            row["constituency_name"],
            row["post_town"],
            tuple(row["outward_codes"].split(";")),
            row["setting"],
            row["gss"],
            boundaries[row["gss"]],
        )
        for row in sorted(rows_of("divisions.csv"), key=lambda row: row["gss"])
    )


@cache
def parishes() -> tuple[Parish, ...]:
    """Return the 279 parishes in the order of their codes."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows_of("parishes.csv"):
        found.setdefault((row["gss"], row["name"]), []).append(row["division"])
    return tuple(Parish(gss, name, tuple(places)) for (gss, name), places in sorted(found.items()))


def _rings(geometry: dict[str, list[list[list[list[float]]]]]) -> tuple[Floats, ...]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(national_grid(np.asarray(ring, dtype=np.float64)) for polygon in polygons for ring in polygon)


def national_grid(degrees: npt.NDArray[np.float64]) -> Floats:
    """Turn WGS84 longitude and latitude into eastings and northings of the National Grid.

    :param degrees: shape (n, 2), longitude first.
    :returns: shape (n, 2), metres, easting first; within about five metres.
    """
    return _transverse_mercator(*_to_airy(np.radians(degrees[:, 1]), np.radians(degrees[:, 0])))


def _to_airy(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    major, minor = WGS84
    eccentricity = 1 - (minor / major) ** 2
    normal = major / np.sqrt(1 - eccentricity * np.sin(latitude) ** 2)
    x = normal * np.cos(latitude) * np.cos(longitude)
    y = normal * np.cos(latitude) * np.sin(longitude)
    z = normal * (1 - eccentricity) * np.sin(latitude)
    about_x, about_y, about_z = TURN
    x, y, z = (
        SHIFT[0] + SCALE * x - about_z * y + about_y * z,
        SHIFT[1] + about_z * x + SCALE * y - about_x * z,
        SHIFT[2] - about_y * x + about_x * y + SCALE * z,
    )
    major, minor = AIRY
    eccentricity = 1 - (minor / major) ** 2
    across = np.hypot(x, y)
    turned = np.arctan2(z, across * (1 - eccentricity))
    for _ in range(6):
        normal = major / np.sqrt(1 - eccentricity * np.sin(turned) ** 2)
        turned = np.arctan2(z + eccentricity * normal * np.sin(turned), across)
    return turned, np.arctan2(y, x)


def _transverse_mercator(latitude: Floats, longitude: Floats) -> Floats:
    scale, origin, meridian = 0.9996012717, radians(49), radians(-2)
    major, minor = AIRY
    eccentricity = 1 - (minor / major) ** 2
    n = (major - minor) / (major + minor)
    sine, cosine, tangent = np.sin(latitude), np.cos(latitude), np.tan(latitude)
    nu = major * scale / np.sqrt(1 - eccentricity * sine**2)
    rho = major * scale * (1 - eccentricity) / (1 - eccentricity * sine**2) ** 1.5
    eta = nu / rho - 1
    less, plus = latitude - origin, latitude + origin
    arc = (
        minor
        * scale
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * np.sin(less) * np.cos(plus)
            + (1.875 * n**2 + 1.875 * n**3) * np.sin(2 * less) * np.cos(2 * plus)
            - 35 / 24 * n**3 * np.sin(3 * less) * np.cos(3 * plus)
        )
    )
    east = longitude - meridian
    north = (
        arc
        - 100000
        + nu / 2 * sine * cosine * east**2
        + nu / 24 * sine * cosine**3 * (5 - tangent**2 + 9 * eta) * east**4
    )
    easting = (
        400000
        + nu * cosine * east
        + nu / 6 * cosine**3 * (nu / rho - tangent**2) * east**3
        + nu / 120 * cosine**5 * (5 - 18 * tangent**2 + tangent**4 + 14 * eta) * east**5
    )
    return np.column_stack([easting, north])


def inside(points: Floats, rings: tuple[Floats, ...], chunk: int = 4096) -> Flags:
    """Say which points (shape (n, 2), metres) lie inside the boundary: those whose ray crosses an odd number of edges."""
    starts = np.concatenate([ring[:-1] for ring in rings])
    ends = np.concatenate([ring[1:] for ring in rings])
    rise = ends[:, 1] - starts[:, 1]
    slope = np.divide(ends[:, 0] - starts[:, 0], rise, out=np.zeros_like(rise), where=rise != 0)
    found = np.zeros(len(points), dtype=bool)
    for begin in range(0, len(points), chunk):
        x, y = points[begin : begin + chunk, :1], points[begin : begin + chunk, 1:]
        spans = (starts[:, 1] > y) != (ends[:, 1] > y)
        left = x < starts[:, 0] + slope * (y - starts[:, 1])
        found[begin : begin + chunk] = np.count_nonzero(spans & left, axis=1) % 2 == 1
    return found


def scatter(rng: np.random.Generator, rings: tuple[Floats, ...], count: int) -> Floats:
    """Return `count` points (whole metres) spread evenly inside the boundary."""
    corners = np.concatenate(rings)
    low, high = corners.min(axis=0), corners.max(axis=0)
    found = np.empty((0, 2))
    while len(found) < count:
        tried = np.rint(low + rng.random((count * 2, 2)) * (high - low))
        found = np.concatenate([found, tried[inside(tried, rings)]])
    return found[:count]
