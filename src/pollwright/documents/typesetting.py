"""Setting one paper: its data goes to Typst as JSON, a tagged PDF comes back."""

import json
import re
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Protocol

import typst

from pollwright.documents.imprint import Imprint

ROOT = Path(__file__).resolve().parent.parent
FONTS = Path(__file__).resolve().parent / "fonts"

# Our fonts show every letter up to here: one that is quoted only stands beside the character at fault.
LAST_LATIN = "\u024f"

_REFUSED_CHARACTER = re.compile(r'(?:the text|codepoint) `"(?P<shown>(?:[^"\\]|\\.)+)"`')
_ESCAPE = re.compile(r"\\u\{(?P<hexadecimal>[0-9a-f]+)\}")


class Standard(Enum):
    """What the PDF promises: the standards that Typst is asked to hold to. All are tagged; the last promises no more."""

    ACCESSIBLE_ARCHIVE = ("ua-1", "a-2a")
    ACCESSIBLE = ("ua-1",)
    TAGGED = ("1.7",)


class Paper(Protocol):
    """A frozen dataclass with the input of one template.

    `template` is the path of the `.typ` file from the `pollwright` package, such as
    `documents/papers/officer_letter/officer_letter.typ`. Values are data, never markup.
    """

    template: ClassVar[str]

    @property
    def imprint(self) -> Imprint:
        """The frame of the paper."""
        ...


class TypesettingFailed(Exception):
    """Typst refused a paper. The message never repeats the paper's data.

    :param template: path of the template.
    :param reason: what was refused, with characters named by their code points.
    """

    def __init__(self, template: str, reason: str) -> None:
        super().__init__(f"{template}: {reason}")
        self.template = template
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A paper as PDF.

    :param pdf: the bytes of the file.
    :param pages: number of pages (sides), 1 or more.
    """

    pdf: bytes
    pages: int


def data_of(paper: Paper) -> str:
    """Return the paper's fields as JSON: dates and times in ISO form, rows (named tuples) as arrays in field order.

    The bytes of a picture become an array of numbers, which the typesetter turns back at once.
    """
    return json.dumps(paper, default=_plain, separators=(",", ":"))


def render(paper: Paper, *, standard: Standard = Standard.ACCESSIBLE_ARCHIVE) -> bytes:
    """Return the paper as PDF. The same paper gives the same bytes.

    :raises TypesettingFailed: where a value holds a character that no shipped font can show, or the template is wrong.
    """
    return Typesetter().set_paper(paper.template, data_of(paper), dated=paper.imprint.dated, standard=standard).pdf


class Typesetter:
    """A Typst compiler with our fonts only. Setting many papers with one typesetter is quicker than one each."""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(root=str(ROOT), font_paths=_fonts(), ignore_system_fonts=True)

    def set_paper(self, template: str, data: str, *, dated: date, standard: Standard) -> SetPaper:
        """Set `data`, as made by `data_of`, by the template.

        :raises TypesettingFailed: see `render`.
        """
        moment = datetime.combine(dated, time(), tzinfo=UTC)
        try:
            pdf = self._compiler.compile(
                input=str(ROOT / template),
                sys_inputs={"data": data},
                pdf_standards=list(standard.value),
                timestamp=moment,
            )
            pages = int(self._compiler.query("<pages>", field="value", one=True))
        except typst.TypstError as error:
            raise TypesettingFailed(template, _reason(error.diagnostic)) from None
        if not isinstance(pdf, bytes):
            raise TypesettingFailed(template, "the compiler gave no PDF")
        return SetPaper(pdf, pages)

    def picture(self, template: str, data: str, *, ppi: int) -> bytes:
        """Set `data` by a template of one page, as PNG.

        :raises TypesettingFailed: see `render`.
        """
        try:
            png = self._compiler.compile(
                input=str(ROOT / template), sys_inputs={"data": data}, format="png", ppi=float(ppi)
            )
        except typst.TypstError as error:
            raise TypesettingFailed(template, _reason(error.diagnostic)) from None
        if not isinstance(png, bytes):
            raise TypesettingFailed(template, "the compiler gave more than one page")
        return png

    def marks(self, label: str) -> list[dict[str, Any]]:
        """Return what the paper set last says under a label, such as "field": a dictionary each, in reading order."""
        found: list[dict[str, Any]] = json.loads(self._compiler.query(f"<{label}>", field="value"))
        return found


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts, and those built into Typst for characters that ours lack."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _plain(value: object) -> object:
    """Turn what JSON does not know into what it does."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return list(value)
    raise TypeError(f"A paper can't hold a {type(value).__name__}.")


def _reason(diagnostic: str) -> str:
    """Say why Typst refused, without the values that its diagnostic quotes."""
    shown = [_unescaped(match["shown"]) for match in _REFUSED_CHARACTER.finditer(diagnostic)]
    points = sorted({ord(character) for text in shown for character in text if not " " <= character <= LAST_LATIN})
    if points:
        return "no font shows " + ", ".join(f"U+{point:04X}" for point in points)
    where = re.search(r"pollwright/(?P<place>[\w/]+\.typ:\d+):\d+", diagnostic)
    return f"the template stopped at {where['place']}" if where else "the template stopped"


def _unescaped(shown: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match["hexadecimal"], 16)), shown)
