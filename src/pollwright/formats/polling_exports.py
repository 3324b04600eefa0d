"""Properties, polling districts and polling places from any layout that the market exports, or our own.

`read` takes the files that belong together: one file of a vendor, the two of Democracy Counts, or any of our own four.
Files are told by what is in them: their headings, or JSON for FCS.
"""

from collections.abc import Sequence
from dataclasses import replace
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
    empty,
)
from pollwright.formats.places_stated import assemble
from pollwright.formats.polling_vendors import VENDORS, Headings, Vendor, cleaned, eoni
from pollwright.formats.register_layouts import heading_key
from pollwright.formats.totals import Totals
from pollwright.formats.unreadable import UnreadableFile

LIMIT_BYTES = 512 * 1024 * 1024
Poll = Literal["local", "westminster"]
_EONI_SUFFIX: dict[Poll, str] = {"local": "LC", "westminster": "WM"}

UNKNOWN = place_kinds.UNKNOWN_LAYOUT


def detect(path: Path) -> str:
    """Return the name of the layout of one file.

    :raises UnreadableFile: where it cannot be read or is in no known layout.
    """
    if _is_json(path):
        return polling_fcs.NAME
    return _layout_name(intake.open_table(path, limit_bytes=LIMIT_BYTES, is_header=_is_header).headers)


def read(paths: Sequence[Path], *, poll: Poll = "local") -> PlacesFile:
    """Read the files that make up one export.

    :param poll: whose station to take where an export of Northern Ireland has one for each kind of poll.
    :raises UnreadableFile: where a file cannot be read, is in no known layout, or does not belong with the others.
    """
    if len(paths) == 1 and _is_json(paths[0]):
        return polling_fcs.read(paths[0])
    opened = [_opened(path) for path in paths]
    names = [_layout_name(frame.columns) for frame, _, _ in opened]
    if set(names) == {polling_democracy_counts.NAME}:
        found = _read_democracy_counts([(frame, report.file) for frame, report, _ in opened])
    elif set(names) == {own_places.NAME}:
        return _read_own(opened)
    elif len(opened) == 1:
        vendor = next(one for one in VENDORS if one.name == names[0])
        frame, _, path = opened[0]
        found = _read_vendor(vendor, frame, Report(path.name), poll)
    else:
        raise UnreadableFile(place_kinds.FILES_APART.at(layouts=", ".join(names)))
    return _with_shapes(found, [report for _, report, _ in opened])


def _is_json(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return polling_fcs.is_fcs(file.read(64))
    except OSError:
        return False


def _opened(path: Path) -> tuple[pl.DataFrame, Report, Path]:
    """Read one file; its totals, and its rows with too few or too many cells, are left out and reported."""
    table = intake.open_table(path, limit_bytes=LIMIT_BYTES, is_header=_is_header)
    report = Report(path.name)
    report.say(*table.findings)
    frame, totals = Totals().take_out(table.read())
    report.frames.append(totals)
    columns = len(table.headers)
    for kind, wrong in (
        (finding_kinds.SHORT_ROW, frame.filter(pl.col(CELLS) < columns)),
        (finding_kinds.LONG_ROW, frame.filter(pl.col(CELLS) > columns)),
    ):
        report.add(kind, wrong, leaving_out=True, cells=pl.col(CELLS), columns=columns)
    return frame.filter(pl.col(CELLS).is_null()).drop(CELLS), report, path


def _is_header(cells: Sequence[str]) -> bool:
    return _known_layout(cells) is not None


def _known_layout(headers: Sequence[str]) -> str | None:
    """Return the name of the layout that headings tell, or None."""
    empty_frame = pl.DataFrame(schema=dict.fromkeys(headers, pl.String))
    found = Headings(empty_frame)
    if "Xordinate" in found and "StationCode" in found:
        return polling_democracy_counts.NAME
    vendor = next((one for one in VENDORS if one.fits(headers)), None)
    if vendor is not None:
        return vendor.name
    return own_places.NAME if own_places.layout_of(empty_frame) is not None else None


def _layout_name(headers: Sequence[str]) -> str:
    """Return the name of the layout that headings tell.

    :raises UnreadableFile: where they tell none.
    """
    name = _known_layout(headers)
    if name is None:
        raise UnreadableFile(UNKNOWN.at(row=1, nearest=_nearest(headers)))
    return name


def _nearest(headers: Sequence[str]) -> str:
    """Say which layout comes nearest to some headings, and what it has that they have not."""
    found = {heading_key(header) for header in headers}
    wanted = [(vendor.name, vendor.requires) for vendor in VENDORS]
    wanted += [(f"{own_places.NAME} {own.table}", own.requires) for own in own_places.OWN]
    wanted.append((polling_democracy_counts.NAME, ("StationCode", "Xordinate")))
    lacking = {name: [one for one in needs if heading_key(one) not in found] for name, needs in wanted}
    name, needs = min(wanted, key=lambda each: len(lacking[each[0]]) / len(each[1]))
    if len(lacking[name]) == len(needs):
        return "No layout has any of them; the manual lists the layouts of properties and polling stations."
    return f"The nearest is {name}, for which it lacks: {', '.join(lacking[name])}."


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
        raise UnreadableFile(
            place_kinds.FILES_APART.at(layouts=f"{len(properties)} of properties, {len(stations)} of stations")
        )
    return polling_democracy_counts.read(next(iter(properties), None), next(iter(stations), None))


def _read_own(opened: list[tuple[pl.DataFrame, Report, Path]]) -> PlacesFile:
    tables = {"properties": empty(PROPERTIES), "districts": empty(DISTRICTS), "polling_places": empty(POLLING_PLACES)}
    tables["areas"] = empty(AREAS)
    read_rows = skipped = 0
    sources: dict[str, str] = {}
    for frame, report, _ in opened:
        own = own_places.layout_of(frame)
        if own is None or tables[own.table].height:
            raise UnreadableFile(place_kinds.FILES_APART.at(layouts=f"two of {own.table if own else 'one layout'}"))
        read_rows += frame.height + len(report.left_out)
        tables[own.table], sources[own.table] = own_places.read(frame, own, report), report.file
        skipped += len(report.left_out)
    findings = pl.concat([report.findings() for _, report, _ in opened])
    return PlacesFile(
        own_places.NAME,
        tables["properties"],
        tables["districts"],
        tables["polling_places"],
        tables["areas"],
        findings,
        read_rows,
        skipped,
        sources,
    )


def _with_shapes(found: PlacesFile, reports: list[Report]) -> PlacesFile:
    """Add what was found when the files were opened, and count the rows that were left out there."""
    left_out = sum(len(report.left_out) for report in reports)
    return replace(
        found,
        findings=pl.concat([*(report.findings() for report in reports), found.findings]),
        read=found.read + left_out,
        skipped=found.skipped + left_out,
    )
