"""Numbers, identifying marks and the official mark of ballot papers (B-01 to B-05, B-10, B-11)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import COMMISSION_GLA, COMMISSION_LOCAL, COMMISSION_PARLIAMENTARY, COMMISSION_PCC
from pollwright.law.nations import Nation
from pollwright.law.periods import months_after
from pollwright.law.reach import Reach, rows_for
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import LOCAL_RULES_2006
from pollwright.law.timetables.kinds import EVERYWHERE, Kind
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

_DESIGN: Final = "Ballot paper design"
ON_THE_BACK: Final = Source(LOCAL_RULES_2006, "Sch 2 r 16", "B-01")
UNIQUE: Final = Source(COMMISSION_LOCAL, _DESIGN, "B-03")
OFFICIAL_MARK: Final = Source(COMMISSION_LOCAL, _DESIGN, "B-04")
PREFIX_PER_AREA: Final = Source(COMMISSION_PCC, "Printing specifications", "B-05")


class Series(StrEnum):
    """What a run of ballot papers is for."""

    STATION = "station"
    POSTAL = "postal"
    TENDERED = "tendered"


class MarkFault(StrEnum):
    """Something wrong with the identifying marks of a print run."""

    MISSING = "missing"
    REPEATED = "repeated"
    IS_OFFICIAL_MARK = "is-the-official-mark"
    WITHOUT_PREFIX = "without-the-area-s-prefix"


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A run of consecutive ballot papers of one poll, both ends included.

    A paper's number is the prefix and the figure together, as printed. `station` is empty for what goes by post.
    `figures` is the least number of digits printed.
    """

    poll: str
    series: Series
    prefix: str
    first: int
    last: int
    station: str = ""
    figures: int = 7

    @property
    def papers(self) -> int:
        """How many papers it holds."""
        return self.last - self.first + 1

    def number(self, figure: int) -> str:
        """Return the number that a paper of the run bears.

        :raises ValueError: where the figure lies outside the run.
        """
        if not self.first <= figure <= self.last:
            raise ValueError("The figure is not of this run")
        return _printed(self.prefix, figure, self.figures)

    def mark(self, figure: int) -> str:
        """Return the other unique identifying mark of a paper: its number without spaces behind a letter (B-03).

        It is unique because the number is, and differs from it.

        :raises ValueError: where the figure lies outside the run.
        """
        return f"U{self.number(figure).replace(' ', '')}"

    def describe(self) -> str:
        """Return the run as a ballot paper account prints it, such as ``BPS 0011501–0012550``."""
        return f"{_printed(self.prefix, self.first, self.figures)}–{self.last:0{self.figures}d}"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two runs of one poll that would print the same numbers, and the figures that they share."""

    one: NumberRange
    other: NumberRange
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ReuseRow:
    """For how many years an official mark can't be used again."""

    reach: Reach
    years: int
    source: Source


REUSE: Final = (
    ReuseRow(Reach((Kind.UK_PARLIAMENT,), EVERYWHERE), 7, Source(COMMISSION_PARLIAMENTARY, _DESIGN, "B-04")),
    ReuseRow(Reach((Kind.LOCAL, Kind.PARISH, Kind.PCC), EVERYWHERE), 5, OFFICIAL_MARK),
    ReuseRow(Reach((Kind.GLA,), EVERYWHERE), 5, Source(COMMISSION_GLA, _DESIGN, "B-04")),
    ReuseRow(Reach(tuple(Kind), EVERYWHERE), 5, Source(COMMISSION_LOCAL, _DESIGN, "B-04", confirmed=False)),
)


def overlaps(ranges: Iterable[NumberRange]) -> tuple[Overlap, ...]:
    """Return every two runs of a poll that share a number, whatever they are for (B-03).

    No number is used twice in a poll, be it at stations, by post or for tendered papers.
    """
    by_number: dict[tuple[str, str], list[NumberRange]] = {}
    for one in ranges:
        by_number.setdefault((one.poll, one.prefix), []).append(one)
    found = []
    for same in by_number.values():
        open_runs: list[NumberRange] = []
        for one in sorted(same, key=lambda run: (run.first, run.last, run.series, run.station)):
            open_runs = [run for run in open_runs if run.last >= one.first]
            found += [Overlap(run, one, one.first, min(run.last, one.last)) for run in open_runs]
            open_runs.append(one)
    return tuple(found)


def check_marks(
    marks: Sequence[str], official_mark: str = "", prefix: str = ""
) -> tuple[tuple[MarkFault, tuple[str, ...]], ...]:
    """Return what is wrong with the unique identifying marks of one poll's papers, with the marks at fault.

    :param official_mark: what the official mark shows, which is another thing and no mark may be.
    :param prefix: what this voting area's marks begin with, where several officers print for one poll (B-05).
    """
    counted = Counter(marks)
    tests = (
        (MarkFault.MISSING, [mark for mark in counted if not mark.strip()]),
        (MarkFault.REPEATED, [mark for mark, times in counted.items() if times > 1]),
        (MarkFault.IS_OFFICIAL_MARK, [mark for mark in counted if official_mark and mark == official_mark]),
        (MarkFault.WITHOUT_PREFIX, [mark for mark in counted if not mark.startswith(prefix)]),
    )
    return tuple((fault, tuple(sorted(at_fault))) for fault, at_fault in tests if at_fault)


def may_use_official_mark(kind: Kind, nation: Nation, poll: date, last_used: date | None) -> Answer:
    """Return whether an official mark may be used at a poll (B-04).

    :param last_used: the last poll of the kind (of the constituency, at a UK Parliamentary election) at which it was.
    """
    row = rows_for(REUSE, kind, nation, poll)[0]
    free_from = None if last_used is None else months_after(last_used, 12 * row.years)
    says = Message("An official mark is not used again for {years} years", years=row.years)
    return Answer(free_from is None or poll >= free_from, (Working(says, free_from, row.source),))


def _printed(prefix: str, figure: int, figures: int) -> str:
    return f"{prefix} {figure:0{figures}d}" if prefix else f"{figure:0{figures}d}"
