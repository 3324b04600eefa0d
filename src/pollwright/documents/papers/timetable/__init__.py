"""The statutory timetable of a poll, for the office wall and the public page (handbook T-18)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint, reconcile


class TimetableLine(NamedTuple):
    """A step: what is done, on which day or between which two (None where the law gives none), by when, and the rule.

    `time` is written out, such as "4pm", empty where the whole day serves; `working_days` before the poll, empty where
    the rule does not count back from it.
    """

    title: str
    on: date | None
    earliest: date | None
    latest: date | None
    time: str
    working_days: str
    rule: str


@dataclass(frozen=True, slots=True)
class TimetablePaper:
    """The timetable.

    :param name: the kind of poll, in words.
    :param doubts: what about it can't be right, printed above the table.
    :param total: stated number of steps, counted apart from the lines.
    :raises DoesNotReconcile: where that is not the number of lines.
    """

    template: ClassVar[str] = "documents/papers/timetable/timetable.typ"

    imprint: Imprint
    name: str
    nation: str
    poll: date
    rules: str
    doubts: tuple[str, ...]
    lines: tuple[TimetableLine, ...]
    total: int

    def __post_init__(self) -> None:
        reconcile("Steps", stated=self.total, printed=len(self.lines))
