"""A paper of blocks as a workbook: a sheet for each heading, with the same words as its PDF.

Amounts, whole numbers and days that stand in a table become numbers and days that a spreadsheet can add up and sort.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pollwright.documents.blocks import Block, Contents, Facts, Heading, Items, Paragraph, Side, Table
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.word import REHEARSAL
from pollwright.sheet_names import sheet_name

AS_TYPED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""How workbooks are made whose texts stay the texts they are."""
WIDEST = 60
_AMOUNT = re.compile(r"-?£[\d,]+\.\d\d")
_NUMBER = re.compile(r"-?\d[\d,]*")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")


def paper_workbook(paper: BlockPaper, made_at: datetime) -> bytes:
    """Return a paper of blocks as a workbook; what stands above the first heading is on a sheet of the paper's title.

    :param made_at: an aware moment, when the file says it was made.
    """
    written = BytesIO()
    with xlsxwriter.Workbook(written, AS_TYPED) as book:
        created = made_at.astimezone(UTC).replace(tzinfo=None)
        title = " / ".join(version.title for version in paper.versions)
        book.set_properties({"title": title, "author": paper.imprint.authority, "created": created})
        forms = _Forms(book)
        names: set[str] = set()
        for version in paper.versions:
            for name, blocks in _parted(version.title, version.blocks):
                sheet = book.add_worksheet(sheet_name(name, names))
                head = [version.title, version.kicker, *([REHEARSAL] if paper.imprint.rehearsal else [])]
                _Writing(sheet, forms).write(head, name if name != version.title else "", blocks)
    return written.getvalue()


class _Forms:
    """How cells are set."""

    def __init__(self, book: Any) -> None:
        self.strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.amount = book.add_format({"num_format": "£#,##0.00", "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.day = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})


class _Writing:
    """One sheet, written from above."""

    def __init__(self, sheet: Worksheet, forms: _Forms) -> None:
        self._sheet, self._forms, self._row = sheet, forms, 0
        self._widths: dict[int, int] = {}

    def write(self, head: Iterable[str], heading: str, blocks: Iterable[Block]) -> None:
        for words in (*head, heading):
            if words:
                self._sheet.write_string(self._row, 0, words, self._forms.strong if words == heading else None)
                self._row += 1
        self._row += 1
        for block in blocks:
            self._block(block)
        for place, width in self._widths.items():
            self._sheet.set_column(place, place, max(10, min(WIDEST, width + 2)))
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text):
                self._lines([text])
            case Contents(items) | Items(items):
                self._lines(items)
            case Facts(rows):
                self._rows(rows)
            case Table():
                self._table(block)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._sheet.write_string(self._row, 0, line)
            self._row += 1
        self._row += 1

    def _table(self, block: Table) -> None:
        for place, column in enumerate(block.columns):
            self._sheet.write_string(self._row, place, column.heading, self._forms.head)
            self._seen(place, column.heading)
        first = self._row
        self._row += 1
        self._rows(block.rows, frozenset(at for at, one in enumerate(block.columns) if one.side is Side.RIGHT))
        if block.rows:
            self._sheet.autofilter(first, 0, first + len(block.rows), len(block.columns) - 1)

    def _rows(self, rows: Sequence[Sequence[str]], numeric: frozenset[int] = frozenset()) -> None:
        for row in rows:
            for place, words in enumerate(row):
                self._cell(place, words, numeric=place in numeric)
            self._row += 1
        self._row += 1

    def _cell(self, place: int, words: str, *, numeric: bool) -> None:
        if numeric and (amount := amount_of(words)) is not None:
            self._sheet.write_number(self._row, place, amount, self._forms.amount)
        elif numeric and _NUMBER.fullmatch(words):
            self._sheet.write_number(self._row, place, float(words.replace(",", "")), self._forms.number)
        elif _DAY.fullmatch(words):
            day = datetime.strptime(words, "%d %b %Y")  # noqa: DTZ007 (a day, not a moment)
            self._sheet.write_datetime(self._row, place, day, self._forms.day)
        else:
            self._sheet.write_string(self._row, place, words, self._forms.text)
        self._seen(place, words)

    def _seen(self, place: int, words: str) -> None:
        longest = max(map(len, words.splitlines()), default=0)
        self._widths[place] = max(self._widths.get(place, 0), longest)


def amount_of(words: str) -> float | None:
    """Return an amount as papers print it, in pounds; None where the words are something else."""
    return float(words.replace("£", "").replace(",", "")) if _AMOUNT.fullmatch(words) else None


def _parted(title: str, blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Return the blocks under each heading."""
    found: list[tuple[str, list[Block]]] = [(title, [])]
    for block in blocks:
        if isinstance(block, Heading):
            found.append((block.text, []))
        else:
            found[-1][1].append(block)
    return [(name, inside) for name, inside in found if inside]
