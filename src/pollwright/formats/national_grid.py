"""Where a point of the British national grid lies in longitude and latitude, near enough to find a door.

The projection and the change of datum are those that Ordnance Survey publishes in its guide to coordinate systems; the
change by seven parameters is right to about five metres, which is said on no paper and used for maps only.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY_A, AIRY_B = 6_377_563.396, 6_356_256.909
WGS84_A, WGS84_B = 6_378_137.0, 6_356_752.314_245
SCALE, EAST, NORTH = 0.999_601_271_7, 400_000.0, -100_000.0
LATITUDE, LONGITUDE = radians(49), radians(-2)
SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = 1 - 20.4894e-6
CLOSE_ENOUGH = 1e-5


def longitude_and_latitude(easting: float, northing: float) -> tuple[float, float]:
    """Return longitude and latitude (WGS84, degrees) of a point of the national grid (metres)."""
    return _to_wgs84(*_unprojected(easting, northing))


def _arc(latitude: float) -> float:
    n = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)
    less, more = latitude - LATITUDE, latitude + LATITUDE
    return (AIRY_B * SCALE) * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )


def _unprojected(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude on the Airy ellipsoid, in radians."""
    latitude = LATITUDE
    while abs(left := northing - NORTH - _arc(latitude)) > CLOSE_ENOUGH:
        latitude += left / (AIRY_A * SCALE)
    squared = 1 - (AIRY_B / AIRY_A) ** 2
    nu = AIRY_A * SCALE / sqrt(1 - squared * sin(latitude) ** 2)
    rho = AIRY_A * SCALE * (1 - squared) / (1 - squared * sin(latitude) ** 2) ** 1.5
    eta, t, sec, d = nu / rho - 1, tan(latitude), 1 / cos(latitude), easting - EAST
    north = (
        t / (2 * rho * nu) * d**2
        - t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta) * d**4
        + t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    east = (
        sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * d**5
        - sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6) * d**7
    )
    return latitude - north, LONGITUDE + east


def _to_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    squared = 1 - (AIRY_B / AIRY_A) ** 2
    nu = AIRY_A / sqrt(1 - squared * sin(latitude) ** 2)
    x, y = nu * cos(latitude) * cos(longitude), nu * cos(latitude) * sin(longitude)
    z = nu * (1 - squared) * sin(latitude)
    by_x, by_y, by_z = TURN
    moved_x = SHIFT[0] + x * STRETCH - y * by_z + z * by_y
    moved_y = SHIFT[1] + x * by_z + y * STRETCH - z * by_x
    moved_z = SHIFT[2] - x * by_y + y * by_x + z * STRETCH
    squared = 1 - (WGS84_B / WGS84_A) ** 2
    across = hypot(moved_x, moved_y)
    found = asin(moved_z / hypot(across, moved_z))
    for _ in range(5):
        nu = WGS84_A / sqrt(1 - squared * sin(found) ** 2)
        found = atan2(moved_z + squared * nu * sin(found), across)
    return degrees(atan2(moved_y, moved_x)), degrees(found)
