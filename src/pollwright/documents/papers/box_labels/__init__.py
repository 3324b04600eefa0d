"""Labels of ballot boxes, eight to a sheet, with the barcode that is scanned when a box comes in (B-40)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from pollwright.documents.barcodes import code_128
from pollwright.documents.imprint import Imprint
from pollwright.documents.wording import in_each, long_date

BOX = "ballot box"


class BoxLabel(NamedTuple):
    """One label.

    :param code: what the barcode says, and what stands under it to be typed where no scanner is.
    :param box: which box of its station it is.
    """

    code: str
    station: str
    place: str
    districts: str
    box: int


@dataclass(frozen=True, slots=True)
class BoxLabels:
    """Sheets of labels.

    :param polls: the polls whose papers go into the boxes, as each language of the imprint has them.
    :param on: the day of the polls.
    :raises ValueError: where there is no label, two have the same code, the polls are not there in each language, or a code can't be a barcode.
    """

    template: ClassVar[str] = "documents/papers/box_labels/box_labels.typ"

    imprint: Imprint
    polls: tuple[str, ...]
    on: date
    labels: tuple[BoxLabel, ...]
    bars: tuple[tuple[int, ...], ...] = field(init=False)
    days: tuple[str, ...] = field(init=False)
    box: str = field(init=False)

    def __post_init__(self) -> None:
        languages = self.imprint.languages
        if len(self.polls) != len(languages):
            raise ValueError("A label has its polls in each language of the imprint.")
        object.__setattr__(self, "days", tuple(long_date(said, self.on) for said in languages))
        object.__setattr__(self, "box", in_each(languages, (BOX,))[BOX])
        if not self.labels or len({label.code for label in self.labels}) != len(self.labels):
            raise ValueError("A sheet of labels has at least one, and no two with the same code.")
        object.__setattr__(self, "bars", tuple(code_128(label.code) for label in self.labels))
