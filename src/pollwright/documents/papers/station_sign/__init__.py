"""Signs for polling stations: which way, which room, and where a station has moved to (K-10)."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import ClassVar

from pollwright.documents.imprint import Imprint


class Arrow(StrEnum):
    """Where the sign points."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StationSign:
    """A sign of one sheet.

    :param words: the largest words, such as "Polling station", in each language of the imprint.
    :param station: number of the station, or "" for a sign that serves all of a place.
    :param moved_to: the place that voters must go to instead; "" for a sign of a station that is here.
    :param large: A3 in place of A4.
    :raises ValueError: where there are not words in each language.
    """

    template: ClassVar[str] = "documents/papers/station_sign/station_sign.typ"

    imprint: Imprint
    words: tuple[str, ...]
    station: str
    districts: str
    opens: time
    closes: time
    arrow: Arrow = Arrow.NONE
    moved_to: str = ""
    large: bool = False

    def __post_init__(self) -> None:
        if len(self.words) != len(self.imprint.languages):
            raise ValueError("A sign has its words in each language of the imprint.")
