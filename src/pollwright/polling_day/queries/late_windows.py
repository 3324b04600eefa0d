"""Until when something late can be done at the polls of a day, as the law has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.elections.models import Poll
from pollwright.elections.queries.timetables import kept_timetable
from pollwright.law.polling_day import LateAct, Window, may_still, window_of


@dataclass(frozen=True, slots=True)
class StillOpen:
    """The polls at which a late act can still be done, and the window that ends last; None where no poll has it."""

    polls: tuple[Poll, ...]
    window: Window | None


def still_open(polls: list[Poll], act: LateAct, at: datetime) -> StillOpen:
    """Return at which of some polls a late act can be done at a moment."""
    tables = {poll.pk: kept_timetable(poll) for poll in polls}
    windows = [found for table in tables.values() if (found := window_of(act, table)) is not None]
    return StillOpen(
        tuple(poll for poll in polls if may_still(act, at, tables[poll.pk]).holds),
        max(windows, key=lambda one: one.until, default=None),
    )
