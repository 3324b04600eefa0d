"""What happens in this room, as it stands in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A setting has another value from a day on; `before` and `after` are in words."""

    code: ClassVar[str] = "authorities.setting-changed"
    sentence: ClassVar[str] = "changed {setting} from {before} to {after} from {valid_from}"
    setting: str
    before: str
    after: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class NonWorkingDayAdded:
    """A day is no working day in this authority."""

    code: ClassVar[str] = "authorities.non-working-day-added"
    sentence: ClassVar[str] = "added {day} as a day that is not a working day: {name}"
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class NonWorkingDayRemoved:
    """A day that was added counts as a working day after all."""

    code: ClassVar[str] = "authorities.non-working-day-removed"
    sentence: ClassVar[str] = "took back {day} as a day that is not a working day"
    day: date


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The clock of a demonstration was set to a day, or let go again (None)."""

    code: ClassVar[str] = "authorities.clock-set"
    sentence: ClassVar[str] = "set the demonstration's clock to {day}"
    day: date | None


@dataclass(frozen=True, slots=True)
class HolidaysAccepted:
    """A newer list of bank holidays was accepted; `moved` records had a date counted anew."""

    code: ClassVar[str] = "authorities.holidays-accepted"
    sentence: ClassVar[str] = (
        "accepted list {number} of the bank holidays, to {last_day}: {added} added, {removed} taken away, {moved:record|records}"
        " counted anew"
    )
    number: int
    first_day: date
    last_day: date
    added: int
    removed: int
    moved: int
    days: tuple[str, ...]
    digest: str
