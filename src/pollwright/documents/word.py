"""Letters, notices and lists as Word files, which officers edit."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import _Row

from pollwright.documents.blocks import (
    Block,
    Choice,
    Contents,
    Entry,
    Facts,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Picture,
    Signatures,
    Table,
    Ticks,
)
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.officer_letter import LetterText, OfficerLetter
from pollwright.documents.wording import long_date, say

REHEARSAL = "REHEARSAL: NOT A LIVE ELECTION DOCUMENT"
BLANK = "…" * 30


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
    document = _document(title, "Pollwright", made_at)
    document.add_heading(title, level=0)
    for fact in facts:
        document.add_paragraph(fact)
    _table(document, header, rows)
    return _written(document)


def letter_document(letter: OfficerLetter, made_at: datetime) -> bytes:
    """Return a letter as a Word file with the same words as its PDF; each version starts on a new page.

    :param made_at: an aware moment, when the file says it was made.
    """
    title = " / ".join(version.subject for version in letter.versions)
    document = _document(title, letter.imprint.authority, made_at)
    _mark(document, letter.imprint)
    for place, version in enumerate(letter.versions):
        if place:
            document.add_page_break()
        _add_letter(document, letter, version)
    return _written(document)


def paper_document(paper: BlockPaper, made_at: datetime) -> bytes:
    """Return a paper of blocks as a Word file with the same words as its PDF.

    :param made_at: an aware moment, when the file says it was made.
    """
    title = " / ".join(version.title for version in paper.versions)
    document = _document(title, paper.imprint.authority, made_at)
    _mark(document, paper.imprint)
    if paper.flipped:
        _lay_on_its_side(document)
    for place, version in enumerate(paper.versions):
        if place:
            document.add_page_break()
        document.add_paragraph(paper.imprint.authority)
        document.add_heading(version.title, level=0)
        document.add_paragraph(version.kicker)
        for block in version.blocks:
            _add(document, block)
        if paper.signed:
            document.add_paragraph(f"{BLANK}\n{paper.imprint.officer}\n{paper.imprint.authority}")
            document.add_paragraph(long_date(version.language, paper.imprint.dated))
        if paper.published_by:
            document.add_paragraph(paper.published_by)
    return _written(document)


def _document(title: str, author: str, made_at: datetime) -> Document:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, author, "en-GB"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    return document


def _lay_on_its_side(document: Document) -> None:
    section = document.sections[0]
    width, height = section.page_width or 0, section.page_height or 0
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Emu(max(width, height)), Emu(min(width, height))


def _written(document: Document) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _mark(document: Document, imprint: Imprint) -> None:
    """Say at the head of every page of a rehearsal that it is one."""
    if imprint.rehearsal:
        document.sections[0].header.paragraphs[0].add_run(REHEARSAL).bold = True


def _add_letter(document: Document, letter: OfficerLetter, version: LetterText) -> None:
    imprint = letter.imprint
    document.add_paragraph("\n".join((imprint.authority, imprint.officer, *letter.sender)))
    document.add_paragraph("\n".join(letter.recipient))
    reference = say(version.language, "Our reference")
    document.add_paragraph(f"{long_date(version.language, imprint.dated)}\n{reference}: {imprint.reference}")
    document.add_paragraph(version.salutation)
    document.add_heading(version.subject, level=1)
    for place, paragraph in enumerate(version.paragraphs):
        document.add_paragraph(paragraph)
        if place == 0 and version.facts:
            _table(document, None, version.facts)
    document.add_paragraph(version.closing)
    signed = (letter.signatory, imprint.officer, imprint.authority)
    document.add_paragraph("\n\n" + "\n".join(line for line in signed if line))
    if version.enclosures:
        document.add_paragraph("; ".join(version.enclosures))


def _add(document: Document, block: Block) -> None:
    """Add one block; what is filled in or ticked by hand keeps its room."""
    match block:
        case Heading(text):
            document.add_heading(text, level=1)
        case Paragraph(text, strong):
            document.add_paragraph().add_run(text).bold = strong
        case Facts(rows):
            _table(document, None, rows)
        case Table():
            _add_table(document, block)
        case Picture(_, says):
            document.add_paragraph(says)
        case NewPage():
            document.add_page_break()
        case _:
            _add_lines(document, block)


def _add_lines(document: Document, block: Block) -> None:
    style, lines = _lines(block)
    for line in lines:
        document.add_paragraph(line, style=style)


def _lines(block: Block) -> tuple[str | None, tuple[str, ...]]:
    """Return the lines of a block that has no more than lines, and their style."""
    match block:
        case Items(items, numbered):
            return ("List Number" if numbered else "List Bullet"), items
        case Contents(items):
            return "List Bullet", items
        case Ticks(items):
            return None, tuple(f"☐ {item}" for item in items)
        case Entry(_, label, value):
            return None, (f"{label}: {value or BLANK}",)
        case Choice(_, label, ticked):
            return None, (f"{'☒' if ticked else '☐'} {label}",)
        case Signatures(roles):
            return None, tuple(f"{BLANK}\n{role}" for role in roles)
    return None, ()


def _add_table(document: Document, block: Table) -> None:
    if block.caption:
        document.add_paragraph().add_run(block.caption).bold = True
    empty = ("",) * len(block.columns)
    _table(document, [column.heading for column in block.columns], (*block.rows, *(empty,) * block.blank))


def _table(document: Document, header: Sequence[str] | None, rows: Iterable[Sequence[str]]) -> None:
    """Add a table; one without a head is of pairs."""
    table = document.add_table(rows=0 if header is None else 1, cols=2 if header is None else len(header))
    table.style = document.styles["Table Grid"]
    if header is not None:
        _fill(table.rows[0], header, bold=True)
        _repeat(table.rows[0])
    for row in rows:
        _fill(table.add_row(), row)


def _fill(row: _Row, cells: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, cells, strict=True):
        cell.paragraphs[0].add_run(text).bold = bold


def _repeat(row: _Row) -> None:
    """Mark a row as the head of its table, for every page and for screen readers."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
