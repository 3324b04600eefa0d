"""Reading a finished PDF back: its text, pages and accessibility marks, and the sheets it takes to print."""

from dataclasses import dataclass
from io import BytesIO

import pypdf

PDFUA = "http://www.aiim.org/pdfua/ns/id/"


@dataclass(frozen=True, slots=True)
class Description:
    """What a PDF says of itself.

    :param tagged: it is marked as tagged and has a tree of structure elements.
    :param standards: such as ("PDF/A-2a", "PDF/UA-1"), from its metadata.
    """

    title: str
    language: str
    tagged: bool
    standards: tuple[str, ...]
    pages: int


def text_of(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page, in reading order, with spaces and blank lines evened out."""
    pages = (page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return tuple("\n".join(" ".join(line.split()) for line in page.splitlines() if line.strip()) for page in pages)


def describe(pdf: bytes) -> Description:
    """Return the PDF's title, language, tagging, standards and number of pages."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    catalogue = reader.root_object
    marked = catalogue.get("/MarkInfo", {}).get("/Marked", False)
    return Description(
        title=str(reader.metadata.title) if reader.metadata else "",
        language=str(catalogue.get("/Lang", "")),
        tagged=bool(marked) and "/StructTreeRoot" in catalogue,
        standards=_standards(reader),
        pages=len(reader.pages),
    )


def sheets(pages: int, *, duplex: bool = True) -> int:
    """Return how many sheets of paper a document of `pages` sides takes: each document starts on a new sheet."""
    return -(-pages // 2) if duplex else pages


def _standards(reader: pypdf.PdfReader) -> tuple[str, ...]:
    """Read the standards that the file claims from its XMP metadata."""
    claims = reader.xmp_metadata
    if claims is None:
        return ()
    part, conformance = claims.pdfaid_part, claims.pdfaid_conformance
    accessible = "".join(text.data for node in claims.get_element("", PDFUA, "part") for text in node.childNodes)
    named = (f"PDF/A-{part}{(conformance or '').lower()}" if part else "", f"PDF/UA-{accessible}" if accessible else "")
    return tuple(name for name in named if name)
