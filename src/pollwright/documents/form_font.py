"""Our typeface as the font of a form's fields: Western European letters, the Welsh ones, and others that are filled in."""

from __future__ import annotations

from functools import cache

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from pollwright.documents.typeface import Typeface
from pollwright.documents.typesetting import FONTS

WELSH = {
    "Ŵ": "Wcircumflex",
    "ŵ": "wcircumflex",
    "Ŷ": "Ycircumflex",
    "ŷ": "ycircumflex",
    "Ẁ": "Wgrave",
    "ẁ": "wgrave",
    "Ẃ": "Wacute",
    "ẃ": "wacute",
    "Ẅ": "Wdieresis",
    "ẅ": "wdieresis",
    "Ỳ": "Ygrave",
    "ỳ": "ygrave",
}
"""Letters of Welsh that the Western European set lacks, with their names in the Adobe Glyph List."""
SPARE = (127, 129, 131, 134, 135, 136, 137, 139, 141, 143, 144, 149, 152, 155, 157, *range(160, 192))
"""Codes of the Western European set whose signs no form needs, or that it leaves empty."""
FIRST, LAST = 32, 255
UPRIGHT, ASCENT, DESCENT, CAPITALS, STEM = 32, 1025, -275, 698, 80


def add_font(writer: PdfWriter, values: str) -> IndirectObject:
    """Embed the typeface and return the font; letters that stand in `values` are given a code of their own."""
    face = _face()
    differences = _differences(face, values)
    embedded = StreamObject()
    embedded.set_data(face.data)
    embedded[NameObject("/Length1")] = NumberObject(len(face.data))
    descriptor = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): NameObject("/IBMPlexSans"),
            NameObject("/Flags"): NumberObject(UPRIGHT),
            NameObject("/FontBBox"): ArrayObject([NumberObject(edge) for edge in (-200, DESCENT, 1300, ASCENT)]),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(ASCENT),
            NameObject("/Descent"): NumberObject(DESCENT),
            NameObject("/CapHeight"): NumberObject(CAPITALS),
            NameObject("/StemV"): NumberObject(STEM),
            NameObject("/FontFile2"): writer._add_object(embedded.flate_encode()),
        }
    )
    letters = {code: bytes([code]).decode("cp1252", errors="replace") for code in range(FIRST, LAST + 1)}
    letters |= {code: letter for code, (letter, _) in differences.items()}
    named = [part for code, (_, name) in differences.items() for part in (NumberObject(code), NameObject(f"/{name}"))]
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/TrueType"),
            NameObject("/BaseFont"): NameObject("/IBMPlexSans"),
            NameObject("/FirstChar"): NumberObject(FIRST),
            NameObject("/LastChar"): NumberObject(LAST),
            NameObject("/Widths"): ArrayObject([NumberObject(face.width(letter)) for letter in letters.values()]),
            NameObject("/FontDescriptor"): writer._add_object(descriptor),
            NameObject("/Encoding"): DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Encoding"),
                    NameObject("/BaseEncoding"): NameObject("/WinAnsiEncoding"),
                    NameObject("/Differences"): ArrayObject(named),
                }
            ),
        }
    )
    return writer._add_object(font)


def _differences(face: Typeface, values: str) -> dict[int, tuple[str, str]]:
    """Return the codes that are given to other letters than the Western European set has, with the letters' names."""
    asked = [
        letter for letter in dict.fromkeys(values) if not _western(letter) and letter not in WELSH and face.has(letter)
    ]
    wanted = [*WELSH.items(), *((letter, f"uni{ord(letter):04X}") for letter in asked)]
    return dict(zip(SPARE, wanted, strict=False))


def _western(letter: str) -> bool:
    try:
        return letter.encode("cp1252")[0] not in SPARE
    except UnicodeEncodeError:
        return False


@cache
def _face() -> Typeface:
    return Typeface((FONTS / "IBMPlexSans-Regular.ttf").read_bytes())
