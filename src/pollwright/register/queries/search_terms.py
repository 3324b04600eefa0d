"""Reading what an officer types into the search box: a number, a reference, a postcode, an address or a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pollwright.law.numbering import folded

LONGEST = 120
MOST_WORDS = 8
_NUMBER = re.compile(r"([A-Za-z][A-Za-z0-9]{0,9})\s*[- ]\s*(\d{1,7})(?:\s*/\s*(\d{1,4}))?")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s?(\d[a-z]{2})\b")
_PHONE = re.compile(r"[+(]?[\d\s()-]{6,20}")
_ONE_WORD = re.compile(r"\S{2,50}")
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f]")
_UPRN = re.compile(r"\d{7,12}")


@dataclass(frozen=True, slots=True)
class ElectorNumber:
    """An elector number as it is printed: district, number within it, and suffix (nought for none)."""

    district: str
    number: int
    suffix: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What was typed, by its possible meanings; several may be set at once.

    :param words: folded words in the order in which they were typed.
    :param reference: the text where it may be the reference of an elector.
    :param contact: part of an e-mail address or the digits of a telephone number, as the search text holds them.
    """

    words: tuple[str, ...]
    number: ElectorNumber | None = None
    reference: str = ""
    contact: str = ""
    uprn: int | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.contact)

    @property
    def exact(self) -> bool:
        """Whether it may be something that stands for one elector or one home by itself."""
        return bool(self.number or self.reference or self.uprn)


def read_terms(typed: str) -> Terms:
    """Return what `typed` may mean; text that is too long is cut."""
    text = " ".join(_UNREADABLE.sub(" ", typed[:LONGEST]).split())
    number = _NUMBER.fullmatch(text)
    return Terms(
        words=() if "@" in text else _words(text),
        number=ElectorNumber(number[1].upper(), int(number[2]), int(number[3]) if number[3] else None)
        if number
        else None,
        reference=text.upper() if _ONE_WORD.fullmatch(text) and any(letter.isdigit() for letter in text) else "",
        contact=_contact(text),
        uprn=int(text) if _UPRN.fullmatch(text) else None,
    )


def _words(text: str) -> tuple[str, ...]:
    apart = _POSTCODE.sub(r"\1 \2", text.lower())
    return tuple(folded(apart).split()[:MOST_WORDS])


def _contact(text: str) -> str:
    if "@" in text:
        return text.lower()
    if not _PHONE.fullmatch(text):
        return ""
    digits = re.sub(r"\D", "", text)
    return f"0{digits[2:]}" if text.startswith("+44") else digits


def as_typed(text: str) -> str:
    """Return a text as LIKE reads it to mean itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
