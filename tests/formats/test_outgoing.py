"""Files out: neutral formulas, true hashes, whole or not at all."""

import hashlib
import subprocess
import sys
import zipfile
from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pollwright.formats import intake, outgoing, spreadsheets
from pollwright.formats.intake import CELLS, ROW

FRAME = pl.DataFrame(
    {
        "name": ["=cmd|' /C calc'!A0", "+44", "-1", "@SUM(A1)", "\tx", "Nuñez", 'a "b", c', None],
        "number": [-1, 2, 3, 4, 5, 6, 7, None],
        "born": [date(1980, 2, 3)] * 7 + [None],
    }
)


def hash_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_spreadsheet_reader_gets_no_formulas(tmp_path):
    written = outgoing.write_csv(FRAME, tmp_path / "out.csv", reader="person")

    names = intake.open_table(written.path).read()["name"].to_list()
    assert names == ["'=cmd|' /C calc'!A0", "'+44", "'-1", "'@SUM(A1)", "'\tx", "Nuñez", 'a "b", c']


def test_numbers_below_nought_stay_numbers(tmp_path):
    written = outgoing.write_csv(FRAME.head(1), tmp_path / "out.csv", reader="person")

    assert intake.open_table(written.path).read()["number"].to_list() == ["-1"]


def test_a_machine_gets_every_value_exactly_as_it_is(tmp_path):
    written = outgoing.write_csv(FRAME.select("name"), tmp_path / "out.csv", reader="machine", line_end="\r\n")

    assert (
        written.path.read_bytes()
        == ('name\r\n=cmd|\' /C calc\'!A0\r\n+44\r\n-1\r\n@SUM(A1)\r\n\tx\r\nNuñez\r\n"a ""b"", c"\r\n\r\n').encode()
    )


def test_the_mark_and_the_header_stand_once_before_many_frames(tmp_path):
    written = outgoing.write_csv(
        iter([FRAME.head(1), FRAME.head(0), FRAME[1:2]]), tmp_path / "o.csv", reader="machine", mark=True
    )

    content = written.path.read_bytes()
    assert (content.count(b"\xef\xbb\xbf"), content.count(b"name,number"), written.rows) == (1, 1, 2)


@pytest.mark.parametrize(
    "write", [lambda f, p: outgoing.write_csv(f, p, reader="machine"), outgoing.write_parquet, outgoing.write_xlsx]
)
def test_rows_hash_and_size_are_those_of_the_file(tmp_path, write):
    written = write([FRAME, FRAME], tmp_path / "out.file")

    assert (written.rows, written.sha256, written.bytes) == (
        16,
        hash_of(written.path),
        written.path.stat().st_size,
    )


@pytest.mark.parametrize(
    "write", [lambda f, p: outgoing.write_csv(f, p, reader="machine"), outgoing.write_parquet, outgoing.write_xlsx]
)
def test_the_same_rows_make_the_same_bytes(tmp_path, write):
    assert write(FRAME, tmp_path / "one").sha256 == write(FRAME, tmp_path / "two").sha256


def failing_frames():
    yield FRAME
    raise OSError("the disk is full")


@pytest.mark.parametrize(
    "write", [lambda f, p: outgoing.write_csv(f, p, reader="machine"), outgoing.write_parquet, outgoing.write_xlsx]
)
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(tmp_path, write):
    path = tmp_path / "register"
    path.write_text("the last edition")

    with pytest.raises(OSError):
        write(failing_frames(), path)

    assert ([found.name for found in tmp_path.iterdir()], path.read_text()) == (["register"], "the last edition")


@pytest.mark.parametrize("writer", ["write_csv", "write_parquet", "write_xlsx"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, writer):
    path = tmp_path / "register"
    path.write_text("the last edition")
    program = f"""
import random, resource, signal, sys
from pathlib import Path
import polars as pl
from pollwright.formats import outgoing
draw = random.Random(1)
frame = pl.DataFrame({{"name": [draw.randbytes(40).hex() for _ in range(20_000)]}})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
options = {{"reader": "machine"}} if "{writer}" == "write_csv" else {{}}
try:
    outgoing.{writer}(frame, Path(sys.argv[1]), **options)
except Exception:
    sys.exit(7)
"""

    ended = subprocess.run([sys.executable, "-c", program, str(path)], check=False, capture_output=True, timeout=60)

    assert (ended.returncode, [found.name for found in tmp_path.iterdir()]) == (7, ["register"])
    assert path.read_text() == "the last edition"


def test_frames_with_other_columns_are_refused(tmp_path):
    with pytest.raises(ValueError):
        outgoing.write_csv([FRAME, FRAME.drop("born")], tmp_path / "out.csv", reader="machine")


def test_no_frame_at_all_is_refused(tmp_path):
    with pytest.raises(ValueError):
        outgoing.write_parquet([], tmp_path / "out.parquet")


def test_parquet_gives_back_types_and_values(tmp_path):
    written = outgoing.write_parquet([FRAME, FRAME], tmp_path / "out.parquet")

    assert pl.read_parquet(written.path).equals(pl.concat([FRAME, FRAME]))


def test_a_workbook_holds_text_numbers_and_dates_but_no_formulas(tmp_path):
    written = outgoing.write_xlsx(FRAME, tmp_path / "out.xlsx", sheet="Electors: [all]")

    sheet = CalamineWorkbook.from_path(written.path).get_sheet_by_index(0)
    with zipfile.ZipFile(written.path) as archive:
        cells = archive.read("xl/worksheets/sheet1.xml")
    assert (sheet.name, b"<f>" in cells) == ("Electors all", False)
    assert sheet.to_python()[1] == ["=cmd|' /C calc'!A0", -1.0, date(1980, 2, 3)]


def test_rows_past_a_sheets_end_go_on_to_the_next_with_the_header(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "SHEET_ROWS", 3)

    written = outgoing.write_xlsx([FRAME.select("number")], tmp_path / "out.xlsx", sheet="Electors")

    workbook = CalamineWorkbook.from_path(written.path)
    found = {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}
    assert found == {
        "Electors": [["number"], [-1.0], [2.0], [3.0]],
        "Electors 2": [["number"], [4.0], [5.0], [6.0]],
        "Electors 3": [["number"], [7.0]],
    }


def test_the_workbook_shows_the_moment_it_is_given(tmp_path):
    written = outgoing.write_xlsx(FRAME, tmp_path / "out.xlsx", made_at=datetime(2026, 12, 1, 9, 30))

    with zipfile.ZipFile(written.path) as archive:
        assert b"2026-12-01T09:30:00Z" in archive.read("docProps/core.xml")


def test_a_text_too_long_for_a_cell_is_refused(tmp_path):
    with pytest.raises(ValueError):
        outgoing.write_xlsx(pl.DataFrame({"note": ["x" * 32_768]}), tmp_path / "out.xlsx")


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1, max_size=12
)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6))
def test_csv_for_machines_reads_back_as_it_was_written(tmp_path_factory, rows):
    frame = pl.DataFrame({"a": ["x", *(row[0] for row in rows)], "b": ["y", *(row[1] for row in rows)]})

    written = outgoing.write_csv(frame, tmp_path_factory.mktemp("trip") / "t.csv", reader="machine")

    filled = frame.filter(pl.any_horizontal(pl.all().str.strip_chars() != ""))
    assert intake.open_table(written.path).read().drop(ROW, CELLS).rows() == filled.rows()


@given(st.lists(st.text(max_size=6), min_size=1, max_size=6))
def test_nothing_for_people_begins_as_a_formula(tmp_path_factory, values):
    frame = pl.DataFrame({"a": values}, schema={"a": pl.String})

    written = outgoing.write_csv(frame, tmp_path_factory.mktemp("safe") / "t.csv", reader="person")

    read = pl.read_csv(written.path, infer_schema=False, empty_string_is_null=False)["a"]
    assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in read.to_list())
