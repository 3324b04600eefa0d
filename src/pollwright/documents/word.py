"""Letters and lists as Word files, which officers edit: a title, facts, and a table."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Row


def table_document(
    title: str,
    facts: Iterable[str],
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    made_at: datetime,
) -> bytes:
    """Return a Word file with a title, a paragraph for each fact, and a table whose head is repeated on every page.

    :param made_at: an aware moment, when the file says it was made.
    """
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Pollwright", "en-GB"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    document.add_heading(title, level=0)
    for fact in facts:
        document.add_paragraph(fact)
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    _fill(table.rows[0], header, bold=True)
    _repeat(table.rows[0])
    for row in rows:
        _fill(table.add_row(), row)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _fill(row: _Row, cells: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, cells, strict=True):
        cell.paragraphs[0].add_run(text).bold = bold


def _repeat(row: _Row) -> None:
    """Mark a row as the head of its table, for every page and for screen readers."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
