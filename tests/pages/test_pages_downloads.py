"""Downloads: what stood in the table stands in the file, and nothing in it can act."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pollwright.pages import downloads
from pollwright.pages.tables import Column, Kind
from tests.pages.examples import APPLICATIONS, applications


def read_csv(chunks: Iterator[bytes]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(chunks).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    rows = read_csv(downloads.csv_chunks(["Name"], [(f"{start}cmd|' /C calc'!A0",)]))

    assert rows == [["Name"], [f"'{start}cmd|' /C calc'!A0"]]


def test_a_number_below_nought_stays_a_number() -> None:
    assert read_csv(downloads.csv_chunks(["Change"], [(-5,), (Decimal("-1.25"),)])) == [["Change"], ["-5"], ["-1.25"]]


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))))
def test_every_row_can_be_read_back_whatever_it_holds(rows: list[tuple[str, str]]) -> None:
    back = read_csv(downloads.csv_chunks(["A", "B"], rows))

    assert [[cell.removeprefix("'") for cell in row] for row in back[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_a_csv_file_is_sent_while_the_rows_are_still_being_read() -> None:
    taken: list[int] = []

    def rows() -> Iterator[tuple[int]]:
        for number in range(2000):
            taken.append(number)
            yield (number,)

    chunks = downloads.csv_chunks(["N"], rows())
    next(chunks)
    next(chunks)

    assert len(taken) == 500


def test_values_keep_their_kind_and_hidden_columns_stay_out() -> None:
    columns = (
        *(column for column in APPLICATIONS.columns if column.key in {"reference", "born", "state", "fee"}),
        Column("email", "E-mail", download=False),
    )
    row = applications(2)[1]

    assert downloads.header_of(columns) == ("Reference", "Date of birth", "State", "Fee")
    assert list(downloads.records_of(columns, [row])) == [
        ("A000312", date(1941, 2, 2), "Evidence due", Decimal("1.25"))
    ]


def workbook(header: list[str], records: list[tuple[Any, ...]]) -> CalamineWorkbook:
    file = io.BytesIO()
    downloads.write_xlsx(file, header, records)
    return CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))


def test_a_workbook_holds_days_as_days_and_formulas_as_text() -> None:
    book = workbook(
        ["Name", "Day", "N", "None"], [("=1+1", date(2026, 5, 7), 12, None), ("http://x.example", None, 1.5, None)]
    )

    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows == [
        ["Name", "Day", "N", "None"],
        ["=1+1", date(2026, 5, 7), 12.0, ""],
        ["http://x.example", "", 1.5, ""],
    ]


def test_a_full_sheet_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "SHEET_ROWS", 4)

    book = workbook(["N"], [(number,) for number in range(7)])

    sheets = [book.get_sheet_by_index(place).to_python() for place in range(len(book.sheet_names))]
    assert sheets == [[["N"], [0.0], [1.0], [2.0]], [["N"], [3.0], [4.0], [5.0]], [["N"], [6.0]]]


def test_money_in_a_file_is_in_pounds() -> None:
    column = Column("fee", "Fee", Kind.MONEY)

    assert list(downloads.records_of([column], [applications(3)[2]])) == [(Decimal("2.50"),)]
