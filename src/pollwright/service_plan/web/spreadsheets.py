"""A table of a plan as a spreadsheet: out as it is, and in again."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path, PurePath
from typing import Any

from django.http import HttpResponseBase

from pollwright.findings import Finding
from pollwright.formats import workbooks
from pollwright.formats.unreadable import UnreadableFile
from pollwright.pages import downloads
from pollwright.pages.voice import translated
from pollwright.service_plan.operations.editing import BadCells

FORMS = ("csv", "xlsx")


def table_file(name: str, rows: list[list[str]], form: str) -> HttpResponseBase:
    """Return a table as a file; its first row stands where other lists have their headings."""
    return downloads.file_download(form, name, rows[0], [tuple(row) for row in rows[1:]])


def rows_of_upload(file: Any) -> list[list[str]]:
    """Return the rows of an uploaded spreadsheet as text; empty rows at the end are left out.

    :raises BadCells: where it can't be read.
    """
    rows = _workbook(file) if PurePath(file.name).suffix.lower() == ".xlsx" else _delimited(file.read())
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _delimited(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def _workbook(file: Any) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(file.read())
        try:
            with path.open("rb") as opened:
                workbooks.check(opened)
            return [list(row) for row in workbooks.read_rows(path, workbooks.sheets(path)[0])]
        except UnreadableFile as unreadable:
            raise BadCells(why=_problem(unreadable.finding)) from unreadable


def _problem(finding: Finding) -> str:
    return translated(finding.problem)
