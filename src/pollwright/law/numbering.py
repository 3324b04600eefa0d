"""The statutory order of the register, as keys that sort right in plain byte order (REG-400, REG-401, REG-404).

Each key is lower-case ASCII, so that a database ordering by bytes (collation ``C``) gives the order of the register.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pollwright.law.facts import Category
from pollwright.law.sources import REGULATIONS_2001, Source

ORDER: Final = Source(REGULATIONS_2001, "regs 38 to 41A", "REG-400")
DIGITS: Final = 8
"""Numbers of up to so many digits sort by their value."""

_LETTERS_WITHOUT_PARTS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t"}
)
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_NOT_WORD = re.compile("[^0-9a-z]+")
_DASHES = str.maketrans("–—‑−", "----")
_PARTS = re.compile("[0-9]+|[a-z]+|[-/]")
_JOINERS = frozenset("-/")
_BEFORE_ALL = "  "
"""Stands between parts of a key: no folded text holds two spaces, so "High Street" ends before "High Street North"."""


class Section(StrEnum):
    """Where an entry stands in its part of the register, in order."""

    ORDINARY = "1-ordinary"
    OTHER = "2-other"
    ANONYMOUS = "3-anonymous"


def section_of(category: Category, *, anonymous: bool, address_withheld: bool) -> Section:
    """Return where an entry is printed: by address, among other electors by name, or by number alone.

    `address_withheld` is for service voters and local-connection declarants who do not live, and would not be living,
    at the qualifying address. An overseas elector's is always withheld.
    """
    if anonymous:
        return Section.ANONYMOUS
    if address_withheld or category is Category.OVERSEAS:
        return Section.OTHER
    return Section.ORDINARY


def folded(text: str) -> str:
    """Return text as it is filed: no accents, case or apostrophes; other marks are single spaces."""
    return _NOT_WORD.sub(" ", _ascii(text)).strip()


def name_key(surname: str, forenames: str) -> tuple[str, str]:
    """Return the order of a name: by surname, then forenames. Whoever has one name only is filed under it."""
    return (folded(surname), folded(forenames)) if surname.strip() else (folded(forenames), "")


@lru_cache(maxsize=65_536)
def house_key(text: str) -> str:
    """Return the order of a house number, flat or house name, by the value of the numbers in it.

    ``2`` comes before ``2A``, that before ``10``, and ``Flat 3`` before ``Flat 12``. A letter belongs to the number
    before it, spaced or not; ``10-12`` comes after ``10`` and before ``10A``.
    """
    key, after_number, joined = "", False, False
    for part in _PARTS.findall(_ascii(text).translate(_DASHES)):
        if part in _JOINERS:
            joined = True
        elif part[0].isdigit():
            key += ("-" if after_number and joined else " ") + part.zfill(DIGITS)
            after_number, joined = True, False
        else:
            belongs = len(part) == 1 and key[-1:].isdigit()
            key += part if belongs else f" {part}"
            after_number, joined = belongs, False
    return key.strip()


def premises_key(number: str, name: str, flat: str, walk_order: int | None = None) -> str:
    """Return the order of a property within its street.

    The agreed walk order decides where there is one; give it to every property of the street or to none. Otherwise
    numbered houses come first, by number, then named ones, by name; the flats of a building follow it in their order.
    """
    numbered = bool(number.strip())
    walked = "" if walk_order is None else str(walk_order).zfill(DIGITS)
    building = house_key(number) if numbered else f"~ {house_key(name)}"
    parts = (walked, building, house_key(name) if numbered else "", house_key(flat))
    return _BEFORE_ALL.join(part for part in parts if part)


def property_key(street: str, number: str, name: str, flat: str, walk_order: int | None = None) -> str:
    """Return the order of a property within its part of the register: street by street, then `premises_key`."""
    return f"{folded(street)}{_BEFORE_ALL}{premises_key(number, name, flat, walk_order)}"


def _ascii(text: str) -> str:
    if text.isascii():
        return _APOSTROPHES.sub("", text.lower())
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_WITHOUT_PARTS))
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return _APOSTROPHES.sub("", bare).translate(_LETTERS_WITHOUT_PARTS)
