"""Lists as files: CSV that streams, XLSX that is written row by row.

A spreadsheet program treats text that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. What people
typed into a register may begin so; in CSV such text gets an apostrophe before it, in XLSX it is written as
text.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

from pollwright.pages.tables.asked import TableRequest
from pollwright.pages.tables.columns import Column, Kind
from pollwright.pages.tags import Tag

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
SHEET_ROWS = 1_048_576
ROWS_PER_CHUNK = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Record = Sequence[Any]


def header_of(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the labels of the columns that can be downloaded."""
    return tuple(column.label for column in columns if column.download)


def records_of(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield each row's values, one at a time: days stay days, money becomes pounds, tags their words."""
    chosen = [column for column in columns if column.download]
    for row in rows:
        yield tuple(_value(column, row) for column in chosen)


def table_download(
    name: str, asked: TableRequest, rows: Iterable[Any], columns: Sequence[Column] | None = None
) -> StreamingHttpResponse | FileResponse:
    """Return the rows of a table in the form that was asked for, with the columns that are shown, or those given."""
    shown = asked.shown if columns is None else columns
    return file_download(asked.download, name, header_of(shown), records_of(shown, rows))


def file_download(
    form: str, name: str, header: Sequence[str], records: Iterable[Record]
) -> StreamingHttpResponse | FileResponse:
    """Return a download as `csv` or `xlsx`."""
    return (csv_response if form == "csv" else xlsx_response)(name, header, records)


def csv_response(name: str, header: Sequence[str], records: Iterable[Record]) -> StreamingHttpResponse:
    """Return a download of ``{name}.csv``: UTF-8 with a byte order mark, so that spreadsheets read it right."""
    response = StreamingHttpResponse(csv_chunks(header, records), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def csv_chunks(header: Sequence[str], records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the file in pieces of at most 500 rows, so that memory does not grow with the list."""
    line = csv.writer(_Echo(), lineterminator="\r\n")
    yield b"\xef\xbb\xbf" + line.writerow([_csv_safe(label) for label in header])
    waiting = iter(records)
    while chunk := list(islice(waiting, ROWS_PER_CHUNK)):
        yield b"".join(line.writerow([_csv_safe(value) for value in record]) for record in chunk)


def xlsx_response(name: str, header: Sequence[str], records: Iterable[Record]) -> FileResponse:
    """Return a download of ``{name}.xlsx``, written to a temporary file that goes when it has been sent."""
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_xlsx(file, header, records)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def write_xlsx(file: IO[bytes], header: Sequence[str], records: Iterable[Record]) -> int:
    """Write a workbook and return the number of rows; a full sheet is followed by another."""
    written = 0
    waiting = iter(records)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        forms = _forms(book)
        while True:
            here = _write_sheet(book, forms, header, islice(waiting, SHEET_ROWS - 1))
            written += here
            if here < SHEET_ROWS - 1:
                return written


class _Echo:
    """A file that gives each line back in place of keeping it."""

    def write(self, line: str) -> bytes:
        return line.encode()


def _value(column: Column, row: Any) -> Any:
    value = column.value_of(row)
    if isinstance(value, Tag):
        return value.text
    if column.kind is Kind.MONEY and value is not None:
        return Decimal(value).scaleb(-2)
    return value


def _csv_safe(value: Any) -> Any:
    if isinstance(value, datetime):
        return _naive(value).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _naive(value: datetime) -> datetime:
    return timezone.make_naive(value) if timezone.is_aware(value) else value


def _forms(book: Any) -> dict[str, Any]:
    return {
        "header": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "d mmm yyyy"}),
        "moment": book.add_format({"num_format": "d mmm yyyy hh:mm"}),
    }


def _write_sheet(book: Any, forms: dict[str, Any], header: Sequence[str], records: Iterable[Record]) -> int:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for place, label in enumerate(header):
        sheet.set_column(place, place, max(12, len(label) + 2))
        sheet.write_string(0, place, label, forms["header"])
    last = 0
    for last, record in enumerate(records, start=1):
        for place, value in enumerate(record):
            _write_cell(sheet, forms, last, place, value)
    return last


def _write_cell(sheet: Any, forms: dict[str, Any], row: int, place: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, _naive(value), forms["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime.combine(value, time()), forms["day"])
    elif isinstance(value, bool):
        sheet.write_string(row, place, "yes" if value else "no")
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, str(value))
