"""Big sheets in slices: whatever is in them, the rows are those that the whole sheet gives."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pollwright.formats import intake, workbook_slices, workbooks
from pollwright.formats.unreadable import UnreadableFile

SMALL = 300
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
    st.sampled_from(["", "Nuñez", '<row r="1">', "</sheetData>", " two\nlines ", "=1+1", "O'Neil & Söhne", "0123"]),
    st.sampled_from(["#DIV/0!", "#N/A"]).map(lambda error: ("formula", error)),
)
ROWS = st.lists(st.lists(CELLS, max_size=7), min_size=60, max_size=90)


def write(path: Path, rows: list[list[object]], *, inline: bool = False, margin: tuple[int, int] = (0, 0)) -> Path:
    """Write two sheets that are seen and one that is hidden; the rows stand on the second that is seen."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": inline}) as workbook:
        forms = {
            date: workbook.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: workbook.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
            time: workbook.add_format({"num_format": "hh:mm:ss"}),
        }
        workbook.add_worksheet("Cover & title").write(0, 0, "Register")
        hidden = workbook.add_worksheet("Hidden")
        hidden.hide()
        hidden.write_row(0, 0, ["never", "seen"])
        sheet = workbook.add_worksheet("Electors <all>")
        for at, row in enumerate(rows, start=margin[0]):
            for column, cell in enumerate(row, start=margin[1]):
                if isinstance(cell, tuple):
                    sheet.write_formula(at, column, "=1/0", None, cell[1])
                elif isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif cell is not None:
                    sheet.write(at, column, cell, forms.get(type(cell)))
        sheet.merge_range(len(rows) + margin[0], 1, len(rows) + margin[0], 3, "Total")
        sheet.autofilter(0, 0, 5, 5)
    return path


def filled(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of the sheet that hold something, with their numbers, cells after the last one left out."""
    rows = enumerate(workbooks.read_rows(path, "Electors <all>"), start=1)
    return [(at, cells[: max(n for n, cell in enumerate(cells, 1) if cell)]) for at, cells in rows if any(cells)]


@pytest.fixture
def sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every sheet be read in slices of a few rows."""
    monkeypatch.setattr(workbook_slices, "WHOLE_BYTES", SMALL)
    monkeypatch.setattr(workbook_slices, "_PIECE", 100)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=ROWS, inline=st.booleans(), margin=st.tuples(st.integers(0, 40), st.integers(0, 3)))
def test_a_sheet_reads_the_same_in_slices_as_whole(
    tmp_path: Path, rows: list[list[object]], inline: bool, margin: tuple[int, int]
) -> None:
    path = write(tmp_path / "register.xlsx", rows, inline=inline, margin=margin)
    whole = filled(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook_slices, "WHOLE_BYTES", SMALL)
        patch.setattr(workbook_slices, "_PIECE", 100)
        count = sum(1 for _ in workbook_slices.slices(path, "Electors <all>"))
        in_slices = filled(path)

    assert in_slices == whole
    assert count >= 1


def test_a_register_of_many_slices_is_one_table(tmp_path: Path, sliced: None) -> None:
    rows: list[list[object]] = [["Surname", "Born"], *([f"Rowe{at}", date(1980, 1, 1)] for at in range(1000))]
    path = write(tmp_path / "register.xlsx", rows, inline=True)

    table = intake.open_table(path, is_header=lambda cells: "Surname" in cells)

    count = sum(1 for _ in workbook_slices.slices(path, "Electors <all>"))
    read = table.read()
    assert count > 9
    assert (table.headers, read.height) == (("Surname", "Born"), 1001)
    assert read.row(999) == (1001, None, "Rowe999", "1980-01-01")


def made_by_hand(path: Path, sheet: str, *, prefix: str = "") -> Path:
    """Write a workbook whose sheet is given as XML."""
    write(path, [["x"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    space = f"xmlns{':' + prefix.rstrip(':') if prefix else ''}"
    parts["xl/worksheets/sheet3.xml"] = (
        f'<{prefix}worksheet {space}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}'
        f"</{prefix}worksheet>"
    ).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def row(at: int, value: int, *, numbered: bool = True, prefix: str = "") -> str:
    said, cell = (f' r="{at}"', f' r="A{at}"') if numbered else ("", "")
    return f"<{prefix}row{said}><{prefix}c{cell}><{prefix}v>{value}</{prefix}v></{prefix}c></{prefix}row>"


@pytest.mark.parametrize(("numbered", "prefix"), [(True, ""), (False, ""), (True, "x:"), (False, "x:")])
def test_rows_are_counted_where_they_say_no_number_and_whatever_their_tags_are_called(
    tmp_path: Path, sliced: None, numbered: bool, prefix: str
) -> None:
    rows = "".join(row(at, at * 10, numbered=numbered, prefix=prefix) for at in range(1, 601))
    path = made_by_hand(tmp_path / "r.xlsx", f"<{prefix}sheetData>{rows}</{prefix}sheetData>", prefix=prefix)

    assert filled(path) == [(at, [str(at * 10)]) for at in range(1, 601)]


DAMAGED = {
    "a row again": f"<sheetData>{row(4000, 1)}{''.join(row(at, at) for at in range(1, 400))}</sheetData>",
    "no end": f"<sheetData>{''.join(row(at, at) for at in range(1, 60))}",
    "no rows at all": "<nothing>" + "x" * 2000 + "</nothing>",
    "texts not in cells": f"<sheetData><!-- {row(1, 1)} -->{''.join(row(at, at) for at in range(2, 60))}</sheetData>",
}


@pytest.mark.parametrize("sheet", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_sheet_that_cannot_be_cut_is_refused(tmp_path: Path, sliced: None, sheet: str) -> None:
    path = made_by_hand(tmp_path / "register.xlsx", sheet)

    with pytest.raises(UnreadableFile) as refusal:
        list(workbooks.read_rows(path, "Electors <all>"))

    assert refusal.value.finding.code == "file.workbook-damaged"


def test_cells_too_far_apart_are_refused_before_the_reader_asks_for_the_memory(tmp_path: Path, sliced: None) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = made_by_hand(tmp_path / "register.xlsx", f"<sheetData>{row(1, 1)}{row(2, 2)}{far}{' ' * 500}</sheetData>")

    with pytest.raises(UnreadableFile) as refusal:
        list(workbooks.read_rows(path, "Electors <all>"))

    assert refusal.value.finding.code == "file.workbook-spreads"


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, sliced: None) -> None:
    path = made_by_hand(
        tmp_path / "register.xlsx", f"<sheetData>{''.join(row(at, at) for at in range(1, 60))}</sheetData>"
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts["xl/workbook.xml"].split(b"?>", 1)[1]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(UnreadableFile) as refusal:
        list(workbooks.read_rows(path, "Electors <all>"))

    assert refusal.value.finding.code == "file.workbook-damaged"
