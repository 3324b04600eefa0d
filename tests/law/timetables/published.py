"""The published timetables in `facts`, as rows."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll

FACTS = Path(__file__).parent / "facts"
COMBINED = {"county+district+parish": (Kind.LOCAL, Kind.PARISH)}


@dataclass(frozen=True)
class PublishedDate:
    """One date of a published timetable.

    `event` is a step's code, or ends in `_chosen` (the officer's own choice) or `_in_range` (any day the range allows).
    """

    case: str
    poll: Poll
    event: str
    on: date
    by: time | None

    @property
    def name(self) -> str:
        """Its name in a test's output."""
        return f"{self.case}-{self.poll.kind}-{self.poll.nation}-{self.event}"


@dataclass(frozen=True)
class PublishedTimetable:
    """All that one page published of a poll: days and times of steps, and days that must lie in a step's range."""

    case: str
    poll: Poll
    steps: dict[str, str]
    in_range: tuple[tuple[str, date], ...]

    @property
    def name(self) -> str:
        """Its name in a test's output."""
        return f"{self.case}-{self.poll.kind}-{self.poll.nation}"


def whole_timetables() -> list[PublishedTimetable]:
    """Return the timetables of the file that has a poll in each row."""
    with (FACTS / "whole-timetables.csv").open(newline="", encoding="utf-8") as file:
        return [_whole(row) for row in csv.DictReader(file)]


def _whole(row: dict[str, str]) -> PublishedTimetable:
    facts = row["dates"].split("; ")
    ranged = (one.split("~") for one in facts if "~" in one)
    return PublishedTimetable(
        row["case"],
        Poll(
            Kind(row["kind"]),
            Nation(row["nation"]),
            date.fromisoformat(row["poll_date"]),
            row["by_election"] == "yes",
            date.fromisoformat(row["trigger"]) if row["trigger"] else None,
        ),
        dict(one.split("=") for one in facts if "=" in one),
        tuple((step, date.fromisoformat(day)) for step, day in ranged),
    )


def published() -> list[PublishedDate]:
    """Return the dates of both files."""
    return [*_read("published-timetables.csv"), *_read("more-timetables.csv")]


def _read(name: str) -> Iterator[PublishedDate]:
    with (FACTS / name).open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = row.get("kind") or row["election_type"]
            for one in COMBINED.get(kind, (Kind(kind) if kind not in COMBINED else Kind.LOCAL,)):
                yield PublishedDate(
                    row["case"],
                    Poll(
                        one,
                        Nation(row["nation"]),
                        date.fromisoformat(row["poll_date"]),
                        row.get("by_election") == "yes",
                    ),
                    row["event"],
                    date.fromisoformat(row["date"]),
                    time.fromisoformat(row["time"]) if row["time"] else None,
                )
