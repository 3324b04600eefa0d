"""The layouts in which the national finder reads stations, written exactly (handbook INT-401, 403, 406).

They hold properties and stations and nobody's name. What is not known is blank, never nought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pollwright.law.timetables.kinds import NAMES
from pollwright.stations.queries.finder import DistrictBallots, HomeRow
from pollwright.stations.states import Layout

Record = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says besides homes and stations: the day, and of each district, by code, its ballots."""

    day: date
    districts: Mapping[str, DistrictBallots]


@dataclass(frozen=True, slots=True)
class FileLayout:
    """One file of a layout: its heading, and how a property with its station is written.

    `once` names what makes a row unlike the others where the file has a row to a station and not to a property.
    """

    name: str
    header: Record
    record: Callable[[HomeRow, Told], Record]
    once: Callable[[HomeRow], object] | None = None


def records(layout: FileLayout, rows: Iterable[HomeRow], told: Told) -> Iterator[Record]:
    """Yield the rows of a file, without its heading."""
    written: set[object] = set()
    for row in rows:
        if layout.once is not None:
            key = layout.once(row)
            if key in written:
                continue
            written.add(key)
        yield layout.record(row, told)


def lines_of(text: str, count: int) -> Record:
    """Return an address as so many lines, what is over in the last."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > count:
        parts = [*parts[: count - 1], ", ".join(parts[count - 1 :])]
    return (*parts, *("" for _ in range(count - len(parts))))


def _venue(row: HomeRow, count: int) -> Record:
    return lines_of(", ".join(row.venue_lines), count)


def _uprn(uprn: int | None) -> str:
    return "" if uprn is None else str(uprn)


def _grid(metres: object) -> str:
    return "" if metres is None else f"{metres:.2f}"


def _district(row: HomeRow, told: Told) -> Record:
    return (*lines_of(row.address, 6), row.postcode, str(row.station), _uprn(row.uprn), "", "")


def _station(row: HomeRow, told: Told) -> Record:
    where = (_grid(row.easting), _grid(row.northing))
    return (*_venue(row, 6), row.venue_postcode, str(row.station), *where, row.venue_name)


def _xpress(row: HomeRow, told: Told) -> Record:
    ballots = told.districts.get(row.district)
    return (
        f"{told.day:%d/%m/%Y}",
        "; ".join(NAMES[kind] for kind in ballots.kinds) if ballots else "",
        "; ".join(ballots.areas) if ballots else "",
        "Yes" if ballots and ballots.contested else "No",
        _uprn(row.uprn),
        *lines_of(row.address, 5),
        row.postcode,
        row.postcode,
        row.district,
        str(row.station),
        row.venue_name,
        *_venue(row, 4),
        row.venue_postcode,
        _grid(row.easting),
        _grid(row.northing),
        _uprn(row.venue_uprn),
        "",
    )


def _eros(row: HomeRow, told: Told) -> Record:
    return (
        row.reference,
        _uprn(row.uprn),
        *lines_of(row.address, 5),
        row.postcode,
        row.venue,
        row.venue_name,
        str(row.station),
        *_venue(row, 5),
        row.venue_postcode,
        _uprn(row.venue_uprn),
        _grid(row.easting),
        _grid(row.northing),
        row.district,
        row.district_name,
    )


_COUNTS_ADDRESS = ("Add1", "Add2", "Add3", "Add4", "Add5", "Add6", "PostCode", "StationCode")

LAYOUTS: dict[Layout, tuple[FileLayout, ...]] = {
    Layout.DEMOCRACY_COUNTS: (
        FileLayout("districts", (*_COUNTS_ADDRESS, "UPRN", "Xordinate", "Yordinate"), _district),
        FileLayout(
            "stations", (*_COUNTS_ADDRESS, "Xordinate", "Yordinate", "PlaceName"), _station, lambda row: row.station
        ),
    ),
    Layout.XPRESS: (
        FileLayout(
            "democracyclub",
            (
                "ElectionDate", "ElectionType", "ElectoralArea", "Contested", "Property_URN", "AddressLine1",
                "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5", "Addressline6", "Post_Code",
                "Polling_Place_District_Reference", "Polling_Place_Id", "Polling_Place_Name",
                "Polling_Place_Address_1", "Polling_Place_Address_2", "Polling_Place_Address_3",
                "Polling_Place_Address_4", "Polling_Place_Postcode", "Polling_Place_Easting", "Polling_Place_Northing",
                "Polling_Place_UPRN", "AreaNameAlternative",
            ),
            _xpress,
        ),
    ),
    Layout.EROS: (
        FileLayout(
            "eros",
            (
                "HouseID", "UPRN", "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5",
                "Postcode", "PollingVenueID", "PollingStationName", "PollingStationNumber", "PollingStationAddress1",
                "PollingStationAddress2", "PollingStationAddress3", "PollingStationAddress4",
                "PollingStationAddress5", "PollingStationPostCode", "PollingVenueUPRN", "PollingVenueEasting",
                "PollingVenueNorthing", "PollingDistrictId", "PollingDistrictName",
            ),
            _eros,
        ),
    ),
}  # fmt: skip
MARKING = frozenset({Layout.XPRESS})
"""Layouts that can say of a home that no poll is taken there."""
