"""Writing a plan as a Word file: headings, a table of contents, and every table cell for cell.

Marks that were typed but are not meant to be read (tags, stars, what a template says to its author in a cell) stay in
the cell as hidden text: Word neither shows nor prints them, and the cell still holds what was typed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from pollwright.formats.plan_kinds import Shape, TableKind, shape_of
from pollwright.formats.plan_tree import Block, Grid, PlanDocument, Section, pieces, says_hint
from pollwright.formats.plan_word import APPARATUS_STYLE, BULLET_STYLE, NOTHING_STYLE, PLAIN_STYLE, TABLE_STYLE

FONT = "Arial"
TABLE_WIDTH_CM = 25.7
INK = RGBColor(0x0B, 0x0C, 0x0C)
SHADE = "E7EBEF"
LINK = re.compile(r"\[(?P<label>[^\[\]]*)\]\((?P<address>[^()\s]*)\)")
CONTENTS = r'TOC \o "1-4" \h \z \u'
DEEPEST = 9


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture over a table.

    :param png: the picture. :param width_cm: how wide it stands. :param said: what it shows, for whoever doesn't see it.
    """

    png: bytes
    width_cm: float
    said: str


@dataclass(frozen=True, slots=True)
class WordPlan:
    """What is written besides the plan itself.

    :param author: the authority.
    :param made_at: an aware moment, when the file says it was made.
    :param links: addresses of the links by their words.
    :param nothing: what an empty section says.
    :param mark: what stands at the head of every page, such as that it is a draft; empty where nothing does.
    :param pictures: what stands over tables; it is no part of the plan when the file is read back.
    """

    author: str
    made_at: datetime
    links: Mapping[str, str] = field(default_factory=dict)
    nothing: str = "None"
    contents: str = "Contents"
    mark: str = ""
    pictures: Mapping[Grid, Sequence[WordPicture]] = field(default_factory=dict)


def plan_word(plan: PlanDocument, about: WordPlan) -> bytes:
    """Return a plan as a Word file. Paragraphs that only speak to the author are left out; an empty section says so."""
    printed = plan.printed()
    document = _blank(printed, about)
    for line in printed.title:
        document.add_paragraph(line, style="Title")
    typed = next((place for place, section in enumerate(printed.sections) if _has_contents(section)), None)
    if typed is None:
        _add_contents(document, printed, about)
    for place, section in enumerate(printed.sections):
        _add_section(document, section, about, empty=printed.empty(place), bookmark=place + 1)
        if place == typed:
            _add_contents(document, printed, about)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _blank(plan: PlanDocument, about: WordPlan) -> Document:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = " ".join(plan.title), about.author, "en-GB"
    properties.created = properties.modified = about.made_at.astimezone(UTC).replace(tzinfo=None)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.0)
    _set_styles(document)
    if about.mark:
        page.header.paragraphs[0].add_run(about.mark).bold = True
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{about.author}  ·  ")
    _add_field(foot, "PAGE", "1")
    return document


def _set_styles(document: Document) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = FONT, Pt(11)
    for name in (PLAIN_STYLE, NOTHING_STYLE, APPARATUS_STYLE):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        styles[name].paragraph_format.space_after = Pt(6)
    styles.add_style(BULLET_STYLE, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["List Bullet"]
    styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE).base_style = styles["Table Grid"]
    for level in range(1, DEEPEST + 1):
        style = styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = FONT, INK
        style.font.size, style.font.bold, style.font.italic = Pt(max(11, 18 - 2 * level)), True, False
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), FONT)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)
    title = styles["Title"]
    title.font.name, title.font.size, title.font.bold, title.font.color.rgb = FONT, Pt(26), True, INK
    title.element.rPr.rFonts.attrib.clear()
    title.element.rPr.rFonts.set(qn("w:ascii"), FONT)


def _has_contents(section: Section) -> bool:
    return any(isinstance(block, Grid) and shape_of(block.rows).kind is TableKind.CONTENTS for block in section.blocks)


def _add_contents(document: Document, plan: PlanDocument, about: WordPlan) -> None:
    """Add Word's own table of contents, filled in; Word brings its pages up to date when it opens the file."""
    heading = document.add_paragraph(style=APPARATUS_STYLE)
    heading.add_run(about.contents).bold = True
    entries = [(place + 1, section) for place, section in enumerate(plan.sections) if section.level]
    paragraph = document.add_paragraph(style=APPARATUS_STYLE)
    _field_mark(paragraph, "begin", dirty=True)
    _instruction(paragraph, CONTENTS)
    _field_mark(paragraph, "separate")
    for count, (place, section) in enumerate(entries):
        if count:
            paragraph = document.add_paragraph(style=APPARATUS_STYLE)
        paragraph.paragraph_format.left_indent = Cm(0.6 * (min(section.level, 4) - 1))
        paragraph.paragraph_format.space_after = Pt(2)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(place))
        paragraph._p.append(link)
        run = paragraph.add_run(section.heading)
        link.append(run._r)
    _field_mark(paragraph, "end")


def _add_section(document: Document, section: Section, about: WordPlan, *, empty: bool, bookmark: int) -> None:
    if section.level:
        heading = document.add_heading(level=min(section.level, DEEPEST))
        heading.add_run(f"{section.number}\t{section.title}" if section.number else section.title)
        _mark_place(heading, bookmark)
    if empty:
        document.add_paragraph(about.nothing, style=NOTHING_STYLE)
    before: Block | None = None
    for block in section.blocks:
        if isinstance(block, Grid):
            if isinstance(before, Grid):
                document.add_paragraph(style=APPARATUS_STYLE)
            for picture in about.pictures.get(block, ()):
                _add_picture(document, picture)
            _add_table(document, block, about)
        else:
            paragraph = document.add_paragraph(style=BULLET_STYLE if block.bullet else PLAIN_STYLE)
            _add_text(paragraph, block.text, about)
        before = block
    if isinstance(before, Grid):
        document.add_paragraph(style=APPARATUS_STYLE)


def _add_picture(document: Document, picture: WordPicture) -> None:
    run = document.add_paragraph(style=APPARATUS_STYLE).add_run()
    shape = run.add_picture(io.BytesIO(picture.png), width=Cm(picture.width_cm))
    shape._inline.docPr.set("descr", picture.said)


def _add_table(document: Document, grid: Grid, about: WordPlan) -> None:
    shape = shape_of(grid.rows)
    table = document.add_table(rows=len(grid.rows), cols=grid.width)
    table.style = document.styles[TABLE_STYLE]
    table.autofit = False
    widths = column_widths(grid, TABLE_WIDTH_CM)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(width)
    size = Pt(8 if grid.width >= 8 else 9.5)
    for place, (row, cells) in enumerate(zip(table._tbl.tr_lst, grid.rows, strict=True)):
        _mark(row, "w:cantSplit")
        if place < shape.heads:
            _mark(row, "w:tblHeader")
        _fill_row(table, row, cells, widths, about, size, shape, head=place < shape.heads)


def _fill_row(
    table: Table,
    row: object,
    cells: Sequence[str],
    widths: Sequence[float],
    about: WordPlan,
    size: Pt,
    shape: Shape,
    *,
    head: bool,
) -> None:
    """Fill the cells of a row; where it has fewer than others, the last goes on to the edge."""
    made = list(row.tc_lst)  # type: ignore[attr-defined]
    for spare in made[len(cells) :]:
        row.remove(spare)  # type: ignore[attr-defined]
    for at, text in enumerate(cells):
        width = widths[at] if at < len(cells) - 1 else sum(widths[at:])
        made[at].width = Cm(width)
        if at == len(cells) - 1 and len(widths) > len(cells):
            made[at].grid_span = len(widths) - len(cells) + 1
        cell = _Cell(made[at], table)
        if head or (shape.kind is TableKind.RISK_PICTURE and at == 0):
            _shade(cell)
        _add_text(cell.paragraphs[0], text, about, size=size, bold=head)


def column_widths(grid: Grid, whole: float) -> list[float]:
    """Return how wide each column is, in parts of `whole`: by its longest word and by how much it holds."""
    needs = []
    for at in range(grid.width):
        held = [row[at] for row in grid.rows if at < len(row) - 1 or (at < len(row) and len(row) == grid.width)]
        longest = max((len(word) for text in held for word in text.split()), default=1)
        most = max((len(text) for text in held), default=1)
        needs.append(3 + min(longest, 18) + min(most, 900) ** 0.5)
    return [whole * need / sum(needs) for need in needs]


def _add_text(
    paragraph: WordParagraph, text: str, about: WordPlan, *, size: Pt | None = None, bold: bool = False
) -> None:
    """Add a text as typed; what is not to be read is hidden, and a link leads to where it is set to lead."""
    if size is not None and says_hint(text):
        _run(paragraph, text, size, bold=False).font.hidden = True
        return
    for piece, read in pieces(text):
        run = _run(paragraph, piece, size, bold=bold)
        run.font.hidden = True if not read else None
        address = about.links.get(piece.strip(), "") if read else ""
        if address:
            _link(paragraph, run, address)


def _run(paragraph: WordParagraph, text: str, size: Pt | None, *, bold: bool):  # type: ignore[no-untyped-def]
    run = paragraph.add_run(text)
    if size is not None:
        run.font.size = size
    run.bold = True if bold else None
    return run


def _link(paragraph: WordParagraph, run, address: str) -> None:  # type: ignore[no-untyped-def]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)
    run.font.underline, run.font.color.rgb = True, RGBColor(0x1D, 0x70, 0xB8)


def _add_field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    _field_mark(paragraph, "begin")
    _instruction(paragraph, instruction)
    _field_mark(paragraph, "separate")
    paragraph.add_run(shown)
    _field_mark(paragraph, "end")


def _field_mark(paragraph: WordParagraph, kind: str, *, dirty: bool = False) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: WordParagraph, words: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {words} "
    paragraph.add_run()._r.append(instruction)


def _mark_place(heading: WordParagraph, place: int) -> None:
    """Put a bookmark round a heading, to which the table of contents leads."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(place))
    start.set(qn("w:name"), _bookmark(place))
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(end)


def _bookmark(place: int) -> str:
    return f"_Toc{place:08d}"


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shading)


def _mark(row, name: str) -> None:  # type: ignore[no-untyped-def]
    """Mark a row: kept whole on its page, or the head of its table, for every page and for screen readers."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)
