"""Party emblems for ballot papers: pictures that the typesetter can set, or a refusal that says what is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from struct import unpack_from
from typing import ClassVar

from pollwright.documents.imprint import Imprint
from pollwright.documents.typesetting import TypesettingFailed, render

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
LARGEST = 2_000_000
FEWEST_PIXELS = 100
"""On two centimetres, coarser than a fax: the party's emblem would not be in the form that is registered."""
MOST_PIXELS = 4_000
"""A small file may unfold to gigabytes; on two centimetres nobody sees more."""
INKS = 4
"""Of a picture made for a press: its colours would come out otherwise than they are registered."""
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Marks of a JPEG's segments that hold its size."""


class BadEmblem(ValueError):
    """A file can't be printed as an emblem. The message says what is wrong with the file."""


@dataclass(frozen=True, slots=True)
class Emblem:
    """A party's registered emblem.

    :param version: which file of the register of parties it is.
    :param description: what those who don't see it are told, such as "Emblem of Example Party".
    :param form: "png" or "jpg".
    """

    version: str
    description: str
    form: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Return the digest of the picture."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class EmblemTrial:
    """The emblem alone on a page: whether the typesetter can read it."""

    template: ClassVar[str] = "documents/papers/ballot_paper/emblem_trial.typ"

    imprint: Imprint
    emblem: Emblem


def emblem_of(data: bytes, *, version: str, description: str) -> Emblem:
    """Return the file as an emblem that can be printed.

    :raises BadEmblem: where it is no PNG or JPEG picture, too large, too coarse, in the inks of a press, or damaged.
    """
    form = "png" if data.startswith(PNG) else "jpg" if data.startswith(JPEG) else ""
    if not form:
        raise BadEmblem("An emblem is a PNG or JPEG picture.")
    if len(data) > LARGEST:
        raise BadEmblem("An emblem file has two megabytes at most.")
    width, height, colours = _of_png(data) if form == "png" else _of_jpeg(data)
    if min(width, height) < FEWEST_PIXELS:
        raise BadEmblem(f"An emblem has at least {FEWEST_PIXELS} pixels each way.")
    if max(width, height) > MOST_PIXELS:
        raise BadEmblem(f"An emblem has at most {MOST_PIXELS:,} pixels each way.")
    if colours == INKS:
        raise BadEmblem("The emblem is in the inks of a press (CMYK). Save it in the colours of a screen (RGB).")
    emblem = Emblem(version, description, form, data)
    try:
        render(EmblemTrial(Imprint("", "", "", date(2000, 1, 1)), emblem))
    except TypesettingFailed:
        raise BadEmblem("The emblem file is damaged: it can't be shown.") from None
    return emblem


def _of_png(data: bytes) -> tuple[int, int, int]:
    """Return width, height and colours of a PNG; nothing of one that is too short to say."""
    width, height = unpack_from(">II", data, 16) if len(data) >= 24 else (0, 0)
    return width, height, 0


def _of_jpeg(data: bytes) -> tuple[int, int, int]:
    """Return width, height and number of colours of a JPEG, from the frame that its segments lead to (ITU-T T.81, B.1).

    :raises BadEmblem: where they lead to none.
    """
    place = 2
    while place + 10 <= len(data) and data[place] == 0xFF:
        kind, length = data[place + 1], unpack_from(">H", data, place + 2)[0]
        if kind in FRAMES:
            height, width, colours = unpack_from(">HHB", data, place + 5)
            return width, height, colours
        place += 2 + length
    raise BadEmblem("The emblem file is damaged: it can't be shown.")
