"""The layouts in which other electoral systems export properties and polling stations, one row a property.

Handbook interfaces 5 and elections 10.2. Each reader takes a frame of text by the vendor's headings and returns what
its rows state, in the columns of `places_file.STATED`. Democracy Counts (two files) and FCS (JSON) have their own
modules.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from pollwright.formats import addresses, place_kinds, values
from pollwright.formats.delimited import ROW
from pollwright.formats.places_file import STATED, STATION_LINES
from pollwright.formats.register_layouts import heading_key

_OTHER_ELECTORS = ("other electors", "other voters", "other electors address")
_SLUG_LENGTH = 90
_POSTCODE_AT_END = r",?\s*BT\d{1,2}\s*\d[A-Z]{2}\s*$"
_CODE_IN_NAME = r"^(.*\S)\s*\(([A-Z0-9]{1,10})\)$"


class Headings:
    """Finds the columns of a frame by their headings, whatever their case, spaces and signs."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._by_key: dict[str, str] = {}
        for name in frame.columns:
            self._by_key.setdefault(heading_key(name), name)

    def __contains__(self, heading: str) -> bool:
        return heading_key(heading) in self._by_key

    def text(self, *headings: str) -> pl.Expr:
        """The text of the first of the headings that the frame has; null where it has none of them."""
        for heading in headings:
            if heading in self:
                return pl.col(self._by_key[heading_key(heading)])
        return pl.lit(None, dtype=pl.String)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor's layout: its name, the headings that tell it, the system of its coordinates, and its reader."""

    name: str
    requires: tuple[str, ...]
    srid: int
    state: Callable[[pl.DataFrame], pl.DataFrame]

    def fits(self, headers: Sequence[str]) -> bool:
        """Whether a file with these headings is in the layout."""
        found = {heading_key(header) for header in headers}
        return {heading_key(name) for name in self.requires} <= found


def slug(text: str) -> str:
    """Return a text in ASCII lower case with hyphens for spaces, at most 90 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain)).strip("-")[:_SLUG_LENGTH]


def stated(frame: pl.DataFrame, columns: dict[str, pl.Expr], parts: Sequence[pl.Expr], skip: pl.Expr) -> pl.DataFrame:
    """Return what rows state, from the columns that a layout has, the parts of the address, and why to skip."""
    given = {name: columns.get(name, pl.lit(None, dtype=pl.String)) for name in STATED if name not in addresses.PARTS}
    return frame.select(
        pl.col(ROW),
        skip.alias("skip"),
        *parts,
        *(expression.cast(pl.String).alias(name) for name, expression in given.items()),
    )


def cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame of text with every column cleaned; what a database writes for no value is null."""
    columns = [name for name in frame.columns if not name.startswith("@")]
    return values.without_nothing(values.cleaned(frame, columns), columns)


def lines_of(found: Headings, stem: str, last: int) -> list[pl.Expr]:
    return [found.text(f"{stem}{at}") for at in range(1, last + 1)]


def station_lines(lines: Sequence[pl.Expr]) -> dict[str, pl.Expr]:
    return dict(zip(STATION_LINES, lines, strict=False))


def xpress_dc(frame: pl.DataFrame) -> pl.DataFrame:
    """Xpress "Democracy Club": the postcode is in Addressline6, the UPRN in Property_URN; no postcode, no home."""
    frame = cleaned(frame)
    found = Headings(frame)
    postcode = pl.coalesce(found.text("Addressline6"), found.text("Post_Code"))
    columns = {
        "uprn": found.text("Property_URN"),
        "postcode": postcode,
        "district": found.text("Polling_Place_District_Reference"),
        "station": found.text("Polling_Place_Id"),
        "station_name": found.text("Polling_Place_Name"),
        "station_postcode": found.text("Polling_Place_Postcode"),
        "station_easting": found.text("Polling_Place_Easting"),
        "station_northing": found.text("Polling_Place_Northing"),
        "station_uprn": found.text("Polling_Place_UPRN"),
        **station_lines(lines_of(found, "Polling_Place_Address_", 4)),
    }
    skip = pl.when(postcode.is_null()).then(pl.lit(place_kinds.SKIPPED_NO_POSTCODE.code))
    return stated(frame, columns, addresses.from_lines(lines_of(found, "AddressLine", 5)), skip)


def xpress_weblookup(frame: pl.DataFrame) -> pl.DataFrame:
    """Xpress WebLookup: the station's postcode is in its seventh line; property number 0 is none."""
    frame = cleaned(frame)
    found = Headings(frame)
    number = found.text("PropertyNumber")
    number = pl.when(number != "0").then(number)
    plain = number.str.contains(r"^[0-9]+[A-Za-z]?$").fill_null(value=False)
    nothing = pl.lit(None, dtype=pl.String)
    parts = {
        "building_name": pl.when(~plain).then(number),
        "building_number": pl.when(plain).then(number),
        "street": found.text("StreetName"),
    }
    columns = {
        "uprn": found.text("UPRN"),
        "postcode": found.text("PostCode"),
        "district": found.text("PollingDistrictReference"),
        "station": found.text("PollingPlaceId"),
        "station_name": found.text("PollingPlaceAddress1"),
        "station_postcode": found.text("PollingPlaceAddress7"),
        "station_easting": found.text("PollingPlaceEasting"),
        "station_northing": found.text("PollingPlaceNorthing"),
        **station_lines([found.text(f"PollingPlaceAddress{at}") for at in range(2, 7)]),
    }
    named = [parts.get(name, nothing).alias(name) for name in addresses.PARTS]
    return stated(frame, columns, named, nothing)


def _without_na(frame: pl.DataFrame) -> pl.DataFrame:
    """Clean a frame in which `n/a` stands for nothing."""
    frame = cleaned(frame)
    text = pl.col(pl.String)
    return frame.with_columns(pl.when(text.str.to_lowercase() != "n/a").then(text).name.keep())


def _is_other_electors(lines: Sequence[pl.Expr]) -> pl.Expr:
    found = pl.any_horizontal(line.str.to_lowercase().is_in(_OTHER_ELECTORS).fill_null(value=False) for line in lines)
    return pl.when(found).then(pl.lit(place_kinds.SKIPPED_OTHER_ELECTORS.code))


def _eros_station(frame: pl.DataFrame, found: Headings) -> pl.Expr:
    """The key of an Eros station: its number and the slug of its name, as stations of one venue share its id.

    A station that has a name and no number is not allocated.
    """
    named = frame.select(found.text("PollingStationName").alias("name"))["name"].drop_nulls().unique().to_list()
    slugs = found.text("PollingStationName").replace_strict(
        named, [slug(name) for name in named], default=None, return_dtype=pl.String
    )
    return pl.concat_str(found.text("PollingStationNumber"), slugs, separator="-")


def eros_old(frame: pl.DataFrame) -> pl.DataFrame:
    """Eros or Halarose before 2026: house and street in columns of their own, no polling districts."""
    frame = _without_na(frame)
    found = Headings(frame)
    house, sub_street, number = found.text("HouseNumber"), found.text("SubStreetName"), found.text("StreetNumber")
    with_street = pl.when(sub_street.is_null() & number.is_null()).then(house)
    lines = [
        found.text("HouseName"),
        pl.when(sub_street.is_not_null() | number.is_not_null()).then(_joined(house, sub_street)),
        _joined(with_street, number, found.text("StreetName")),
        found.text("Locality"),
        found.text("Town"),
        found.text("AdminArea"),
    ]
    columns = {
        "property_id": found.text("HouseID"),
        "uprn": found.text("UPRN"),
        "postcode": found.text("HousePostCode"),
        "station": _eros_station(frame, found),
        "station_name": found.text("PollingStationName"),
        "station_postcode": found.text("PollingStationPostCode"),
        **station_lines(lines_of(found, "PollingStationAddress_", 5)),
    }
    skip = _is_other_electors([found.text("StreetName")])
    return stated(frame, columns, addresses.from_lines(lines), skip)


def _joined(*texts: pl.Expr) -> pl.Expr:
    text = pl.concat_str(texts, separator=" ", ignore_nulls=True)
    return pl.when(text != "").then(text)


def eros_2026(frame: pl.DataFrame) -> pl.DataFrame:
    """Eros from February 2026: addresses in lines; the district's code stands in brackets after its name, if at all."""
    frame = _without_na(frame)
    found = Headings(frame)
    lines = lines_of(found, "AddressLine", 5)
    name = found.text("PollingDistrictName")
    code = name.str.extract(_CODE_IN_NAME, 2)
    columns = {
        "property_id": found.text("HouseID"),
        "uprn": found.text("UPRN"),
        "postcode": found.text("Postcode"),
        "district": pl.coalesce(code, found.text("PollingDistrictId")),
        "district_name": pl.coalesce(name.str.extract(_CODE_IN_NAME, 1), name),
        "station": _eros_station(frame, found),
        "station_name": found.text("PollingStationName"),
        "station_postcode": found.text("PollingStationPostCode"),
        "station_easting": found.text("PollingVenueEasting"),
        "station_northing": found.text("PollingVenueNorthing"),
        "station_uprn": found.text("PollingVenueUPRN"),
        **station_lines(lines_of(found, "PollingStationAddress", 5)),
    }
    return stated(frame, columns, addresses.from_lines(lines), _is_other_electors(lines))


def eoni(frame: pl.DataFrame, *, poll: str = "LC") -> pl.DataFrame:
    """The Electoral Office for Northern Ireland; since 2026 with a station for local (LC) and Westminster (WM) polls."""
    frame = cleaned(frame)
    found = Headings(frame)

    def station(name: str) -> pl.Expr:
        return found.text(f"PREM_{name}_{poll}", f"PREM_{name}")

    lines = lines_of(found, "PRO_LINE", 5) if "PRO_LINE1" in found else _split(found.text("PRO_FULLADDRESS"))
    in_lines = "PREM_LINE1" in found or f"PREM_LINE1_{poll}" in found
    place = [station(f"LINE{at}") for at in range(1, 6)] if in_lines else _split(station("FULLADDRESS"))
    columns = {
        "property_id": found.text("PRO_ID"),
        "uprn": found.text("PRO_UPRN"),
        "postcode": found.text("PRO_POSTCODE"),
        "easting": found.text("PRO_X_COR", "PRO_X_4326"),
        "northing": found.text("PRO_Y_COR", "PRO_Y_4326"),
        "station": station("ID"),
        "station_name": station("NAME"),
        "station_postcode": station("POSTCODE"),
        "station_uprn": station("UPRN"),
        "station_easting": pl.coalesce(station("X_COR"), station("X_4326")),
        "station_northing": pl.coalesce(station("Y_COR"), station("Y_4326")),
        **station_lines(place),
    }
    return stated(frame, columns, addresses.from_lines(lines), pl.lit(None, dtype=pl.String))


def _split(whole: pl.Expr) -> list[pl.Expr]:
    """Part an address in one text at its commas, its postcode left out."""
    parts = whole.str.replace(_POSTCODE_AT_END, "").str.split(", ")
    return [parts.list.get(at, null_on_oob=True) for at in range(5)]


VENDORS = (
    Vendor(
        "xpress-democracy-club", ("ElectionDate", "Property_URN", "Addressline6", "Polling_Place_Id"), 27700, xpress_dc
    ),
    Vendor("xpress-weblookup", ("AuthorityCode", "PropertyNumber", "PollingPlaceId", "UPRN"), 27700, xpress_weblookup),
    Vendor("eros-2026", ("HouseID", "AddressLine1", "PollingVenueID", "PollingStationNumber"), 27700, eros_2026),
    Vendor("eros", ("HouseID", "HousePostCode", "StreetName", "PollingStationNumber"), 27700, eros_old),
    Vendor("eoni-irish-grid", ("PRO_UPRN", "PRO_X_COR"), 29902, eoni),
    Vendor("eoni", ("PRO_UPRN", "PRO_X_4326", "PREM_ID"), 4326, eoni),
)
"""Every layout of one file with one row a property."""
