"""The tables of a report as a workbook: a sheet each, the indicators first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from pollwright.documents.workbook import AS_TYPED, amount_of
from pollwright.law.notices import LONDON
from pollwright.performance.papers.reports import COLUMNS, Content
from pollwright.sheet_names import sheet_name


def workbook_of(content: Content, made_at: datetime) -> bytes:
    """Return the workbook; amounts of money are numbers in it, so that they can be added up."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, AS_TYPED) as book:
        book.set_properties({"title": content.title, "created": made_at.astimezone(LONDON).replace(tzinfo=None)})
        forms = {
            "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "money": book.add_format({"num_format": "£#,##0.00;-£#,##0.00", "valign": "top"}),
        }
        taken: set[str] = set()
        for number, (name, headings, rows) in enumerate(_tables(content), start=1):
            sheet = book.add_worksheet(sheet_name(f"{number} {name}", taken))
            sheet.set_column(0, len(headings) - 1, 22)
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(headings):
                sheet.write_string(0, place, heading, forms["heading"])
            _write(sheet, rows, forms)
    return file.getvalue()


def _tables(content: Content) -> Iterator[tuple[str, list[str], Sequence[Sequence[str]]]]:
    yield "Indicators", [column.heading for column in COLUMNS], content.lines
    for section in content.sections:
        for table in section.tables:
            name = section.title if len(section.tables) == 1 else f"{section.title} {table.caption}"
            yield name, [column.heading for column in table.columns], table.rows


def _write(sheet: Any, rows: Sequence[Sequence[str]], forms: dict[str, Any]) -> None:
    for down, row in enumerate(rows, start=1):
        for across, text in enumerate(row):
            amount = amount_of(text)
            if amount is None:
                sheet.write_string(down, across, text, forms["text"])
            else:
                sheet.write_number(down, across, amount, forms["money"])
