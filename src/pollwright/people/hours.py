"""Hours over contract and time off in lieu, worked out from the entries of a ledger. Pure.

Time that is taken comes off what lapses first, and of that off what was earned first, so that as little as can be is
lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_TYPED = re.compile(r"(?P<hours>\d{1,3})(?::(?P<minutes>[0-5]\d)|(?P<part>[.,]\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreed entry: the day, the minutes that it adds or takes, and the last day on which what it adds may be taken."""

    on: date
    minutes: int
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The balance in minutes, and what is left of earned time by the day after which it lapses, soonest first."""

    balance: int
    lapsing: tuple[tuple[date, int], ...]

    def lapsed(self, on: date) -> int:
        """Return how many minutes lapsed before `on` and have not been written off."""
        return sum(minutes for last, minutes in self.lapsing if last < on)


def standing(entries: Iterable[Entry]) -> Standing:
    """Return how a ledger stands."""
    held = list(entries)
    taken = -sum(entry.minutes for entry in held if entry.minutes < 0)
    earned = sorted(
        (entry for entry in held if entry.minutes > 0), key=lambda entry: (entry.expires_on or date.max, entry.on)
    )
    left: dict[date, int] = {}
    for entry in earned:
        used = min(taken, entry.minutes)
        taken -= used
        if entry.expires_on is not None and used < entry.minutes:
            left[entry.expires_on] = left.get(entry.expires_on, 0) + entry.minutes - used
    return Standing(sum(entry.minutes for entry in held), tuple(sorted(left.items())))


def minutes_of(typed: str) -> int:
    """Return a length of time as people type it, `7:30`, `7.5` or `7`, in minutes.

    :raises ValueError: where it is none.
    """
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        raise ValueError("no length of time")
    part = float(found["part"].replace(",", ".")) if found["part"] else 0
    return int(found["hours"]) * 60 + int(found["minutes"] or 0) + round(part * 60)


def written(minutes: int) -> str:
    """Return minutes as hours and minutes, `7:30`, `-0:15`: as it is typed too."""
    whole, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{whole}:{rest:02}"
