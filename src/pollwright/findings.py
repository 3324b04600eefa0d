"""What was found while reading or checking something: where it is, what is wrong, and how to mend it.

A finding is for the officer who has to put a file right. Every kind of finding is declared once with a code, a level
and its words, so that the manual can list them all. A finding may hold a value from the file it is about; logs and
exception messages may not, so nothing here turns a finding with its value into an exception.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pollwright import messages
from pollwright.messages import Message

SHOWN_LENGTH = 80
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class Level(StrEnum):
    """How much a finding matters: an error keeps the row out, a warning asks for a look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, with its place where it has one.

    `row` counts as a spreadsheet does: the header is row 1. `value` has been through `shown`.
    """

    code: str
    level: Level
    problem: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its code, level and words. `problem` and `remedy` may have named places for details."""

    code: str
    level: Level
    problem: str
    remedy: str

    def at(
        self, row: int | None = None, column: str | None = None, value: str | None = None, **details: object
    ) -> Finding:
        """Return a finding of this kind at a place; `details` fill the named places in its words."""
        return Finding(
            self.code,
            self.level,
            Message(self.problem, **details),
            Message(self.remedy, **details),
            row,
            column,
            None if value is None else shown(value),
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each level, and of each code."""

    errors: int
    warnings: int
    notes: int
    by_code: dict[str, int]


_DECLARED: dict[str, Kind] = {}


def declare(code: str, level: Level, problem: str, remedy: str) -> Kind:
    """Declare a kind of finding and return it.

    :raises ValueError: where the code is malformed, or is declared already with other words.
    """
    kind = Kind(code, level, problem, remedy)
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is not a finding code such as 'file.empty'")
    if _DECLARED.setdefault(code, kind) != kind:
        raise ValueError(f"the finding code {code} is declared twice")
    return kind


def declared() -> tuple[Kind, ...]:
    """Return every kind of finding declared by the modules imported so far, by code."""
    return tuple(sorted(_DECLARED.values(), key=lambda kind: kind.code))


def recalled(code: str, english: str) -> str:
    """Return the problem or the remedy of a kept finding as the message that it was, or as it stands."""
    kind = _DECLARED.get(code)
    patterns = (kind.problem, kind.remedy) if kind else ()
    return next((found for pattern in patterns if (found := messages.recalled(english, pattern))), english)


def count(findings: Iterable[Finding]) -> Counts:
    """Return the counts of the findings by level and by code."""
    levels: Counter[Level] = Counter()
    codes: Counter[str] = Counter()
    for finding in findings:
        levels[finding.level] += 1
        codes[finding.code] += 1
    return Counts(levels[Level.ERROR], levels[Level.WARNING], levels[Level.NOTE], dict(sorted(codes.items())))


def shown(value: str) -> str:
    """Return a value from outside as it may stand on a page: on one line, without controls, at most 80 characters."""
    plain = _UNPRINTABLE.sub(" ", value).strip()
    return plain if len(plain) <= SHOWN_LENGTH else f"{plain[: SHOWN_LENGTH - 1]}…"
