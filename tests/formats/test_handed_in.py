"""What tables that are handed in share: their beginning, what is here already, and the names of sheets."""

import io
from pathlib import Path

import polars as pl
import pytest

from pollwright.elections.operations.printer_counts import COLUMNS, read_counts
from pollwright.formats.outgoing import write_xlsx
from pollwright.formats.small_tables import Known, rows_of
from pollwright.refusals import Refused
from pollwright.sheet_names import sheet_name


class Unreadable(Refused):
    """A refusal of a test."""

    code = "tests.R001"
    problem = "Row {row}: {fault}."


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe", "Row 1: the file is neither CSV in UTF-8 nor an Excel workbook"),
        (b"name\n", "Row 2: there is no row in the file"),
        (b"name\nA\n", "Row 1: the column first day is missing"),
    ],
)
def test_every_table_begins_alike(content: bytes, fault: str) -> None:
    with pytest.raises(Unreadable, match=fault):
        rows_of(content, Unreadable, ("first_day",))


def test_what_is_handed_in_twice_is_known() -> None:
    once, twice = Known([("A", 1)]), Known([("A", 1)], twice_in_one=True)

    assert [once.fresh(key) for key in (("A", 1), ("B", 1), ("B", 1))] == [False, True, False]
    assert [twice.fresh(key) for key in (("A", 1), ("B", 1), ("B", 1))] == [False, True, True]


def test_a_printer_s_counts_come_as_a_workbook_too(tmp_path: Path) -> None:
    written = write_xlsx(pl.DataFrame({"batch": [1, 2], "cards": [1200, 5]}), tmp_path / "counts.xlsx")

    assert read_counts(io.BytesIO(written.path.read_bytes()).getvalue(), COLUMNS) == {1: 1200, 2: 5}


def test_names_of_sheets_are_short_plain_and_unlike() -> None:
    taken: set[str] = set()

    assert [sheet_name(words, taken) for words in ("Electors: [all]", "electors all", "'", "x" * 40, "X" * 40)] == [
        "Electors all", "electors all 2", "Sheet", "x" * 31, "X" * 29 + " 2",
    ]  # fmt: skip
