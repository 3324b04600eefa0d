"""Corresponding number lists: which numbers there are, with the other mark and the elector's number (B-04, handbook 4)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint, reconcile
from pollwright.documents.wording import in_each


class ListKind(StrEnum):
    """For whom a list is: the station's part leaves the other mark out; the postal one has elector numbers in it."""

    STATION = "station"
    FULL = "full"
    POSTAL = "postal"


TITLES = {
    ListKind.STATION: "Corresponding number list: polling station",
    ListKind.FULL: "Corresponding number list",
    ListKind.POSTAL: "Corresponding number list: postal ballot papers",
}
LABELS = ("For", "Ballot papers", "Mark", "Number", "Elector number")


class NumberLine(NamedTuple):
    """A ballot paper: its number, other mark ("" in a station's part), elector number ("" until it is issued)."""

    number: str
    mark: str
    elector: str


@dataclass(frozen=True, slots=True)
class CorrespondingNumberList:
    """The list.

    :param poll_title: the poll, or several whose papers are issued together.
    :param place: the station, or the area for the full and the postal list.
    :param total: stated number of papers.
    :raises DoesNotReconcile: where that is not the number of lines.
    :raises ValueError: where a station's part has a mark or an elector, or another list lacks a mark, or two lines are
        of one number.
    """

    template: ClassVar[str] = "documents/papers/number_list/number_list.typ"

    imprint: Imprint
    kind: ListKind
    poll_title: str
    place: str
    lines: tuple[NumberLine, ...]
    total: int
    words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        title = TITLES[self.kind]
        said = in_each(self.imprint.languages, (title, *LABELS))
        object.__setattr__(self, "words", {**said, "title": said[title]})
        reconcile("Ballot papers", stated=self.total, printed=len(self.lines))
        if len({line.number for line in self.lines}) != self.total:
            raise ValueError("Every ballot paper has a number of its own.")
        if self.kind is ListKind.STATION:
            if any(line.mark or line.elector for line in self.lines):
                raise ValueError(
                    "A station's part shows numbers only: no other mark, and the elector is filled in by hand."
                )
        elif not all(line.mark for line in self.lines):
            raise ValueError("The full list and the postal list have the other mark of every paper.")

    @property
    def rows(self) -> int:
        """Return the rows of its table, the head included."""
        return 1 + len(self.lines)
