"""Properties, polling districts and polling places from any layout that the market exports, or our own.

`read` takes the files that belong together: one file of a vendor, the two of Democracy Counts, or any of our own four.
Files are told by what is in them: their headings, or JSON for FCS.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import polars as pl

from pollwright.formats import (
    finding_kinds,
    intake,
    own_places,
    place_kinds,
    polling_democracy_counts,
    polling_fcs,
)
from pollwright.formats.delimited import CELLS
from pollwright.formats.places_file import (
    AREAS,
    DISTRICTS,
    POLLING_PLACES,
    PROPERTIES,
    PlacesFile,
    Report,
    assemble,
    empty,
)
from pollwright.formats.polling_vendors import VENDORS, Headings, Vendor, cleaned, eoni
from pollwright.formats.unreadable import UnreadableFile

LIMIT_BYTES = 512 * 1024 * 1024
Poll = Literal["local", "westminster"]
_EONI_SUFFIX: dict[Poll, str] = {"local": "LC", "westminster": "WM"}

UNKNOWN = finding_kinds.UNKNOWN_LAYOUT


def detect(path: Path) -> str:
    """Return the name of the layout of one file.

    :raises UnreadableFile: where it cannot be read or is in no known layout.
    """
    if _is_json(path):
        return polling_fcs.NAME
    table = intake.open_table(path, limit_bytes=LIMIT_BYTES)
    return _layout_name(pl.DataFrame(schema=dict.fromkeys(table.headers, pl.String)))


def read(paths: Sequence[Path], *, poll: Poll = "local") -> PlacesFile:
    """Read the files that make up one export.

    :param poll: whose station to take where an export of Northern Ireland has one for each kind of poll.
    :raises UnreadableFile: where a file cannot be read, is in no known layout, or does not belong with the others.
    """
    if len(paths) == 1 and _is_json(paths[0]):
        return polling_fcs.read(paths[0])
    opened = [_opened(path) for path in paths]
    names = [_layout_name(frame) for frame, _, _ in opened]
    if set(names) == {polling_democracy_counts.NAME}:
        found = _read_democracy_counts([(frame, report.file) for frame, report, _ in opened])
    elif set(names) == {own_places.NAME}:
        return _read_own(opened)
    elif len(opened) == 1:
        vendor = next(one for one in VENDORS if one.name == names[0])
        frame, _, path = opened[0]
        found = _read_vendor(vendor, frame, Report(path.name), poll)
    else:
        raise UnreadableFile(UNKNOWN.at(nearest="These files do not belong together: choose the files of one export."))
    return _with_shapes(found, [report for _, report, _ in opened])


def _is_json(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return polling_fcs.is_fcs(file.read(64))
    except OSError:
        return False


def _opened(path: Path) -> tuple[pl.DataFrame, Report, Path]:
    """Read one file; its rows with too few or too many cells are left out and reported."""
    table = intake.open_table(path, limit_bytes=LIMIT_BYTES)
    report = Report(path.name)
    report.say(*table.findings)
    frame = table.read()
    columns = len(table.headers)
    for kind, wrong in (
        (finding_kinds.SHORT_ROW, frame.filter(pl.col(CELLS) < columns)),
        (finding_kinds.LONG_ROW, frame.filter(pl.col(CELLS) > columns)),
    ):
        report.add(kind, wrong, leaving_out=True, cells=pl.col(CELLS), columns=columns)
    return frame.filter(pl.col(CELLS).is_null()).drop(CELLS), report, path


def _layout_name(frame: pl.DataFrame) -> str:
    """Return the name of the layout that a frame's headings tell.

    :raises UnreadableFile: where they tell none.
    """
    found = Headings(frame)
    if "Xordinate" in found and "StationCode" in found:
        return polling_democracy_counts.NAME
    vendor = next((one for one in VENDORS if one.fits(frame.columns)), None)
    if vendor is not None:
        return vendor.name
    if own_places.layout_of(frame) is not None:
        return own_places.NAME
    raise UnreadableFile(UNKNOWN.at(row=1, nearest="The manual lists the layouts of properties and polling stations."))


def _read_vendor(vendor: Vendor, frame: pl.DataFrame, report: Report, poll: Poll) -> PlacesFile:
    state = vendor.state
    if vendor.state is eoni:
        state = partial(eoni, poll=_EONI_SUFFIX[poll])
        _say_two_polls(frame, report, poll)
    return assemble(state(frame), report, layout=vendor.name, srid=vendor.srid)


def _say_two_polls(frame: pl.DataFrame, report: Report, poll: Poll) -> None:
    found = Headings(frame)
    if "PREM_ID_LC" in found and "PREM_ID_WM" in found:
        apart = cleaned(frame).filter(found.text("PREM_ID_LC").ne_missing(found.text("PREM_ID_WM"))).height
        if apart:
            report.say(place_kinds.TWO_POLLS.at(count=apart, poll=poll))


def _read_democracy_counts(files: list[tuple[pl.DataFrame, str]]) -> PlacesFile:
    stations = [file for file in files if polling_democracy_counts.is_stations(file[0])]
    properties = [file for file in files if not polling_democracy_counts.is_stations(file[0])]
    if len(stations) > 1 or len(properties) > 1:
        raise UnreadableFile(UNKNOWN.at(nearest="Choose one file of properties and one of stations."))
    return polling_democracy_counts.read(next(iter(properties), None), next(iter(stations), None))


def _read_own(opened: list[tuple[pl.DataFrame, Report, Path]]) -> PlacesFile:
    tables = {"properties": empty(PROPERTIES), "districts": empty(DISTRICTS), "polling_places": empty(POLLING_PLACES)}
    tables["areas"] = empty(AREAS)
    read_rows = skipped = 0
    for frame, report, _ in opened:
        own = own_places.layout_of(frame)
        if own is None or tables[own.table].height:
            raise UnreadableFile(UNKNOWN.at(nearest="Choose at most one file of each of our layouts."))
        read_rows += frame.height + len(report.left_out)
        tables[own.table] = own_places.read(frame, own, report)
        skipped += len(report.left_out)
    findings = pl.concat([report.findings() for _, report, _ in opened])
    return PlacesFile(own_places.NAME, **tables, findings=findings, read=read_rows, skipped=skipped)


def _with_shapes(found: PlacesFile, reports: list[Report]) -> PlacesFile:
    """Add what was found when the files were opened, and count the rows that were left out there."""
    left_out = sum(len(report.left_out) for report in reports)
    return PlacesFile(
        found.layout,
        found.properties,
        found.districts,
        found.polling_places,
        found.areas,
        pl.concat([*(report.findings() for report in reports), found.findings]),
        found.read + left_out,
        found.skipped + left_out,
    )
