"""Small tables that people hand in: the same rows from CSV and from a workbook."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from pollwright.formats.small_tables import day_of, records
from pollwright.formats.unreadable import UnreadableFile

ROWS = [["Ref", "Next review"], ["1", date(2026, 12, 1)], ["", ""], ["2", ""]]


def workbook() -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet, form = book.add_worksheet(), book.add_format({"num_format": "d mmm yyyy"})
        for down, row in enumerate(ROWS):
            for across, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(down, across, cell, form)
                else:
                    sheet.write_string(down, across, cell)
    return file.getvalue()


def test_a_workbook_and_a_text_give_the_same_rows_by_heading_with_their_numbers() -> None:
    text = "\ufeffRef,Next review\r\n1,1/12/2026\r\n,\r\n2\r\n"

    found = [
        [(number, row["ref"], day_of(row["next_review"])) for number, row in records(content)]
        for content in (workbook(), text.encode())
    ]

    assert found == [[(2, "1", date(2026, 12, 1)), (4, "2", None)]] * 2


def test_what_is_no_table_and_what_is_no_day_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        records(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="not a day"):
        day_of("March 2014")
    assert records(b"") == []
