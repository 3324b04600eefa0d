"""Forms that can be filled in on a screen: a paper of blocks as PDF, with a field over each of its lines and boxes.

The typesetter says where each line is; the fields are added to its tagged file with a description for screen readers and
a place in the structure. The file promises no archive standard, since what is typed in later is set by the reader's own
program.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from pollwright.documents.blocks import Block, Choice, Entry
from pollwright.documents.form_font import add_font
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import Standard, Typesetter, data_of

PRINTED, MULTILINE = 4, 1 << 12
SINGLE_LINE = 30.0
"""Points: a higher field takes several lines."""
CROSS = b"q 1.2 w 2 2 m 12 12 l 2 12 m 12 2 l S Q"


def fillable(paper: BlockPaper) -> bytes:
    """Return the paper as a PDF form whose fields hold what is filled in already.

    :raises ValueError: where two fields have one name.
    :raises TypesettingFailed: see `render`.
    """
    fields = [block for version in paper.versions for block in version.blocks if isinstance(block, Entry | Choice)]
    values = {field.name: field for field in fields}
    if len(values) != len(fields):
        raise ValueError("Every field of a form has a name of its own.")
    typesetter = Typesetter()
    empty = _emptied(paper)
    made = typesetter.set_paper(empty.template, data_of(empty), dated=paper.imprint.dated, standard=Standard.TAGGED)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made.pdf)))
    form = _Form(writer)
    for mark in typesetter.marks("field"):
        form.add(mark, values[mark["name"]])
    form.close()
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _emptied(paper: BlockPaper) -> BlockPaper:
    """Return the paper with nothing filled in: what is, the fields show."""
    versions = tuple(
        replace(version, blocks=tuple(_empty(block) for block in version.blocks)) for version in paper.versions
    )
    return replace(paper, versions=versions)


def _empty(block: Block) -> Block:
    match block:
        case Entry():
            return replace(block, value="")
        case Choice():
            return replace(block, ticked=False)
    return block


class _Form:
    """The form of a file: its fields, each with its place in the structure."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._fields = ArrayObject()
        self._values: list[str] = []
        root: Any = writer.root_object
        self._tree: Any = root["/StructTreeRoot"]
        self._parents: Any = self._tree["/ParentTree"]["/Nums"]
        self._key = int(self._tree["/ParentTreeNextKey"])

    def add(self, mark: dict[str, Any], block: Entry | Choice) -> None:
        """Add the field over a line or box that the typesetter marked."""
        page = self._writer.pages[mark["page"] - 1]
        top = float(page.mediabox.height) - mark["y"]
        rectangle = (mark["x"], top - mark["height"], mark["x"] + mark["width"], top)
        widget = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/T"): TextStringObject(block.name),
                NameObject("/TU"): TextStringObject(block.label),
                NameObject("/Rect"): ArrayObject([FloatObject(round(edge, 2)) for edge in rectangle]),
                NameObject("/F"): NumberObject(PRINTED),
                NameObject("/P"): page.indirect_reference,
                NameObject("/StructParent"): NumberObject(self._key),
            }
        )
        widget.update(self._text(block, mark) if isinstance(block, Entry) else self._box(block))
        reference = self._writer._add_object(widget)
        self._fields.append(reference)
        if "/Annots" not in page:
            page[NameObject("/Annots")] = ArrayObject()
        annotations: Any = page["/Annots"]
        annotations.append(reference)
        page[NameObject("/Tabs")] = NameObject("/S")
        self._place(reference, page)

    def close(self) -> None:
        """Make the fields the form of the file."""
        fonts = DictionaryObject({NameObject("/Plex"): add_font(self._writer, "".join(self._values))})
        self._tree[NameObject("/ParentTreeNextKey")] = NumberObject(self._key)
        self._writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
            {
                NameObject("/Fields"): self._fields,
                NameObject("/NeedAppearances"): BooleanObject(True),
                NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
                NameObject("/DA"): TextStringObject("/Plex 10 Tf 0 g"),
            }
        )

    def _text(self, block: Entry, mark: dict[str, Any]) -> DictionaryObject:
        self._values.append(block.value)
        return DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/Ff"): NumberObject(MULTILINE if mark["height"] > SINGLE_LINE else 0),
                NameObject("/V"): TextStringObject(block.value),
                NameObject("/DA"): TextStringObject("/Plex 10 Tf 0 g"),
            }
        )

    def _box(self, block: Choice) -> DictionaryObject:
        state = NameObject("/Yes" if block.ticked else "/Off")
        looks = {NameObject("/Yes"): self._drawn(CROSS), NameObject("/Off"): self._drawn(b"")}
        return DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Btn"),
                NameObject("/V"): state,
                NameObject("/AS"): state,
                NameObject("/AP"): DictionaryObject({NameObject("/N"): DictionaryObject(looks)}),
            }
        )

    def _drawn(self, drawing: bytes) -> IndirectObject:
        """Add a picture of fourteen points square."""
        picture = StreamObject()
        picture.set_data(drawing)
        picture[NameObject("/Type")] = NameObject("/XObject")
        picture[NameObject("/Subtype")] = NameObject("/Form")
        picture[NameObject("/BBox")] = ArrayObject([NumberObject(edge) for edge in (0, 0, 14, 14)])
        return self._writer._add_object(picture)

    def _place(self, widget: IndirectObject, page: PageObject) -> None:
        """Give the field its place at the end of the document's structure, and in the tree of parents."""
        document: Any = self._tree["/K"]
        document = document[0] if isinstance(document, ArrayObject) else document
        held = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OBJR"),
                NameObject("/Obj"): widget,
                NameObject("/Pg"): page.indirect_reference,
            }
        )
        element = self._writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/StructElem"),
                    NameObject("/S"): NameObject("/Form"),
                    NameObject("/P"): document.indirect_reference,
                    NameObject("/Pg"): page.indirect_reference,
                    NameObject("/K"): held,
                }
            )
        )
        document.get_object()["/K"].append(element)
        self._parents.extend([NumberObject(self._key), element])
        self._key += 1
