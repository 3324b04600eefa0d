"""The register of one polling station for the day of the poll, with places to mark who was given a ballot paper.

A cover, then each polling district on pages of its own with a fixed number of lines, so that the number of pages follows
from the number of electors: a register that is short shows (fault U5b of the handbook's lessons).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NamedTuple

from pollwright.documents.batches import Progress, RenderedFile, render_batch
from pollwright.documents.imprint import Imprint, reconcile
from pollwright.documents.wording import WELSH_NEEDED, held_in, in_each, long_date, say

FEWEST_LINES, MOST_LINES = 10, 60
ANONYMOUS = "N"


TITLE = "Register of electors for polling station"
HEADINGS = (TITLE, "Polls", "Polling districts", "How to mark", "No electors of this polling district vote here.")
LABELS = (
    "Polling station", "Place", "Lines", "Anonymous entries", "Attaining voting age", "With a proxy", "Column", "Poll",
    "Vote here", "By post", "Code", "Name", "Pages", "Number", "Address", "Proxy", "Mark", "continued",
)  # fmt: skip
MARKING = (
    "Draw a line in the box beside the number of an elector who is given a ballot paper. A in a box: the elector votes by "
    "post and is given no ballot paper. – in a box: the elector has no vote in that poll. N: an anonymous entry. A day "
    "after a name: the elector attains voting age that day."
)
MARKED_ONCE = (
    "One mark serves all the polls, whose ballot papers are given out together; the letters after the name say which."
)


class Vote(StrEnum):
    """What a line says about one poll: the elector votes here, by post ("A"), or has no vote in it."""

    HERE = "."
    BY_POST = "A"
    NONE = "-"


class VoterLine(NamedTuple):
    """An elector, or an anonymous entry.

    :param number: elector number within the polling district, with its suffix.
    :param marker: letters of the register, such as "B"; with "N" for an anonymous entry, which has no more than these.
    :param name: surname, then forenames; `address`: the qualifying address.
    :param attains: the day of attaining voting age, where that is on or before the day of the poll but in the register.
    :param votes: one `Vote` letter for each poll of the register, in its order, such as ".A".
    :param proxy: name of the proxy appointed; "" for none.
    """

    number: str
    marker: str
    name: str
    address: str
    attains: date | None
    votes: str
    proxy: str


class PollColumn(NamedTuple):
    """A poll of the register: the short word over its column, and its name."""

    heading: str
    title: str


@dataclass(frozen=True, slots=True)
class VoterGroup:
    """The electors of a polling district, or of the part of it, who vote at the station, in the order of their numbers."""

    district: str
    name: str
    lines: tuple[VoterLine, ...]


@dataclass(frozen=True, slots=True)
class RegisterTotals:
    """Stated numbers, counted apart from the lines.

    :param by_post: for each poll, the electors who vote by post in it; `here`: those who vote at the station.
    :param proxies: electors with a proxy.
    """

    lines: int
    anonymous: int
    attaining: int
    proxies: int
    here: tuple[int, ...]
    by_post: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StationRegister:
    """The register.

    :param polls: the polls it serves, in the order of the columns.
    :param together: the papers of all polls are given out together, so that one mark serves them (C-10).
    :param per_page: lines on a page, 10 to 60.
    :raises DoesNotReconcile: where a total is not that of the lines.
    :raises ValueError: where a line has not a letter for every poll, an anonymous entry has more than its number, or
        `per_page` is out of range.
    """

    template: ClassVar[str] = "documents/papers/station_register/station_register.typ"

    imprint: Imprint
    polls: tuple[PollColumn, ...]
    on: date
    station: str
    place: str
    groups: tuple[VoterGroup, ...]
    totals: RegisterTotals
    per_page: int
    together: bool = True
    words: dict[str, str] = field(init=False)
    needed: str = field(init=False)
    marking: tuple[tuple[str, ...], ...] = field(init=False)
    days: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        languages = self.imprint.languages
        labels, needed = held_in(languages, LABELS)
        object.__setattr__(self, "words", in_each(languages, HEADINGS) | labels)
        object.__setattr__(self, "needed", f"{WELSH_NEEDED} {', '.join(needed)}" if needed else "")
        sentences = (MARKING, MARKED_ONCE) if self.together and len(self.polls) > 1 else (MARKING,)
        object.__setattr__(self, "marking", tuple(tuple(say(said, one) for one in sentences) for said in languages))
        object.__setattr__(self, "days", tuple(long_date(said, self.on) for said in languages))
        if not FEWEST_LINES <= self.per_page <= MOST_LINES:
            raise ValueError(f"A page of a station's register has {FEWEST_LINES} to {MOST_LINES} lines.")
        lines = [line for group in self.groups for line in group.lines]
        _refuse_wrong_lines(lines, len(self.polls))
        stated = self.totals
        reconcile("Lines of the register", stated=stated.lines, printed=len(lines))
        reconcile("Anonymous entries", stated=stated.anonymous, printed=sum(ANONYMOUS in line.marker for line in lines))
        reconcile(
            "Electors attaining", stated=stated.attaining, printed=sum(line.attains is not None for line in lines)
        )
        reconcile("Electors with a proxy", stated=stated.proxies, printed=sum(bool(line.proxy) for line in lines))
        for place, poll in enumerate(self.polls):
            column = [line.votes[place] for line in lines]
            reconcile(f"{poll.heading}, here", stated=stated.here[place], printed=column.count(Vote.HERE))
            reconcile(f"{poll.heading}, by post", stated=stated.by_post[place], printed=column.count(Vote.BY_POST))

    @property
    def pages(self) -> int:
        """Return the pages that it must have: the cover, and each district's on pages of its own."""
        return 1 + sum(max(1, -(-len(group.lines) // self.per_page)) for group in self.groups)

    @property
    def rows(self) -> int:
        """Return the rows of its tables, heads included: what the tags of the file must hold."""
        cover = 1 + len(self.polls) + 1 + len(self.groups)
        return cover + sum(-(-len(group.lines) // self.per_page) + len(group.lines) for group in self.groups)


def _refuse_wrong_lines(lines: list[VoterLine], polls: int) -> None:
    """Refuse lines that say nothing about a poll, or too much about an anonymous elector."""
    letters = set(Vote)
    for line in lines:
        if len(line.votes) != polls or not set(line.votes) <= letters:
            raise ValueError("Every line of a station's register says of each poll how the elector votes in it.")
        if ANONYMOUS in line.marker and (line.name or line.address or line.proxy):
            raise ValueError("An anonymous entry shows its number and letters only.")


def render_registers(
    registers: Iterable[tuple[str, StationRegister]],
    out_dir: Path,
    *,
    processes: int = 2,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[RenderedFile]:
    """Set the registers of many stations in one job, each in a file of its own, and count the pages of every one.

    The registers are drawn one at a time, so that memory does not grow with the number of stations.

    :param registers: plain file name and register, in the order of the files returned.
    :raises DoesNotReconcile: where a file has not the pages that its electors need; no file is left.
    :raises BatchFailed: see `render_batch`.
    """
    expected: list[tuple[str, int]] = []

    def drawn() -> Iterator[tuple[str, StationRegister]]:
        for name, register in registers:
            expected.append((f"station {register.station}", register.pages))
            yield name, register

    files = render_batch(drawn(), out_dir, processes=processes, progress=progress, cancelled=cancelled)
    try:
        for (what, pages), file in zip(expected, files, strict=True):
            reconcile(f"Pages of {what}", stated=pages, printed=file.pages)
    except ValueError:
        for file in files:
            file.path.unlink(missing_ok=True)
        raise
    return files
