"""Reading a plan from a Word file: one that a council typed, or one that `plan_word_writing` wrote.

A file of ours says by its styles what each paragraph is, so nothing is guessed. In any other, headings are known by
Word's heading styles, or by their numbers and words as in a text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from pollwright.formats.plan_growing import BULLET, NUMBERED, Growing
from pollwright.formats.plan_tree import PlanDocument, UnreadablePlan

TABLE_STYLE = "Plan Table"
PLAIN_STYLE = "Plan Paragraph"
BULLET_STYLE = "Plan Bullet"
NOTHING_STYLE = "Plan Nothing"
APPARATUS_STYLE = "Plan Apparatus"
MOST_BYTES = 60_000_000
OURS = {PLAIN_STYLE: False, BULLET_STYLE: True}
LEFT_OUT = frozenset({NOTHING_STYLE, APPARATUS_STYLE})

_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "‑"}
_DEAD = frozenset({qn("w:del"), qn("w:instrText"), qn("w:delText")})


def read_plan_word(content: bytes) -> PlanDocument:
    """Return the plan of a Word file (DOCX); cells that were merged are told as one, and empty ones beside it.

    :raises UnreadablePlan: where the content is no Word file.
    """
    document = _opened(content)
    growing = Growing()
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            take = growing.grid if _style(block) == TABLE_STYLE else growing.rows
            take([list(_cells(row)) for row in block._tbl.tr_lst])
        else:
            _take_paragraph(block, growing)
    return growing.document()


def text_of(element: etree._Element) -> str:
    """Return the text of a paragraph or a run as it is stored: line breaks and tabs included, deletions not."""
    parts: list[str] = []
    for child in element:
        if child.tag in _DEAD:
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append("" if child.get(qn("w:type")) == "page" else _BREAKS[child.tag])
        elif child.tag not in (qn("w:pPr"), qn("w:rPr")):
            parts.append(text_of(child))
    return "".join(parts)


def _opened(content: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise UnreadablePlan("This Word file is larger than any plan.")
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as cause:
        raise UnreadablePlan("This is not a Word file (DOCX).") from cause


def _take_paragraph(paragraph: Paragraph, growing: Growing) -> None:
    style = _style(paragraph)
    text = text_of(paragraph._p)
    if style in LEFT_OUT or style.casefold().startswith("toc"):
        return
    if style in OURS:
        growing.paragraph(text, bullet=OURS[style])
    elif style == "Title":
        growing.title.extend(line for line in text.split("\n") if line.strip())
    elif style.startswith("Heading ") and style[8:].isdigit():
        _take_heading(text, int(style[8:]), growing)
    elif style.startswith("List") and text.strip():
        growing.paragraph(BULLET.sub(r"\g<text>", text), bullet=True)
    else:
        for line in text.split("\n"):
            growing.take_line(line)


def _style(block: Paragraph | Table) -> str:
    return (block.style.name if block.style is not None else "") or ""


def _take_heading(text: str, level: int, growing: Growing) -> None:
    number, tab, title = text.partition("\t")
    if not tab:
        found = NUMBERED.fullmatch(text.strip())
        number, title = (found["number"], found["title"] or "") if found else ("", text.strip())
    if number or title:
        growing.begin(level, number, title)
        growing.awaiting, growing.numbered_level = False, level


def _cells(row: etree._Element) -> Iterator[str]:
    """Yield the cells of a row: of one that was merged to the right the others empty, of one merged down all but the
    first. Where the last cell goes on to the edge it counts once, since the row is only shorter than others.
    """
    found = row.findall(qn("w:tc"))
    for place, cell in enumerate(found):
        properties = cell.find(qn("w:tcPr"))
        span, goes_on = 1, False
        if properties is not None:
            if (spanned := properties.find(qn("w:gridSpan"))) is not None:
                span = int(spanned.get(qn("w:val")) or 1)
            merged = properties.find(qn("w:vMerge"))
            goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
        yield "" if goes_on else _cell_text(cell)
        if place < len(found) - 1:
            yield from [""] * (span - 1)


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p")))
