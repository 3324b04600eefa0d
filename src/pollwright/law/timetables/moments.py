"""How the day of a step is found: counted from the poll, from what triggered it, or bounded by two others."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import singledispatch

from pollwright.law.calendars import Calendar
from pollwright.law.notices import NoticeKind, december_overlap
from pollwright.law.periods import last_day_of_months, months_after

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """What days are counted from: the poll, the trigger (where one is given), and the days that count."""

    poll: date
    trigger: date | None
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Span:
    """The day of a step, the days between which it lies where the law leaves a range, or both.

    `on` is None where only the range is known. `working_days` counts back from the poll, where the rule does.
    """

    on: date | None
    earliest: date | None = None
    latest: date | None = None
    working_days: int | None = None

    @property
    def first(self) -> date | None:
        """The earliest lawful day."""
        return self.earliest or self.on

    @property
    def last(self) -> date | None:
        """The latest lawful day."""
        return self.latest or self.on

    @property
    def empty(self) -> bool:
        """Whether the range ends before it begins."""
        return self.earliest is not None and self.latest is not None and self.earliest > self.latest


@dataclass(frozen=True, slots=True)
class Before:
    """So many working days before the poll, which is not counted; nought is the day of the poll."""

    working_days: int


@dataclass(frozen=True, slots=True)
class After:
    """So many working days after the poll (of a petition: after its first day)."""

    working_days: int


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """So many calendar days before the poll."""

    days: int


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """So many calendar days after the poll, moved on to a working day.

    Where the days run from the declaration, which may come up to `declared_within` days after the poll, the range ends
    with the last of them; the day itself is that of a result declared on polling day.
    """

    days: int
    declared_within: int = 0


@dataclass(frozen=True, slots=True)
class DaysLater:
    """So many calendar days after a day that is counted itself, moved on to a working day."""

    when: "When"
    days: int


@dataclass(frozen=True, slots=True)
class AfterTrigger:
    """So many working days after the trigger, which is not counted."""

    working_days: int


@dataclass(frozen=True, slots=True)
class DaysAfterTrigger:
    """So many calendar days after the trigger."""

    days: int


@dataclass(frozen=True, slots=True)
class MonthsAfterTrigger:
    """So many months after the trigger: the same day of the month, or the day before where the months begin with it."""

    months: int
    beginning_with: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day that the Act itself names."""

    day: date


@dataclass(frozen=True, slots=True)
class Due:
    """A day, and the range in which the law lets the step fall."""

    on: "When"
    earliest: "When | None" = None
    latest: "When | None" = None


@dataclass(frozen=True, slots=True)
class Between:
    """A range from which the officer chooses a day."""

    first: "When | None"
    last: "When | None"


@dataclass(frozen=True, slots=True)
class Within:
    """A range that must lie in several at once; those that hang on an absent trigger are left out."""

    ranges: tuple[Between, ...]


@dataclass(frozen=True, slots=True)
class OrElse:
    """A day counted from the trigger, or another way to find it where no trigger is given."""

    triggered: "When"
    otherwise: "When"


@dataclass(frozen=True, slots=True)
class RevisedRegister:
    """The last day to apply and be in a register revised on 1 December, where it comes between final notice and poll."""


When = (
    Before
    | After
    | DaysBefore
    | DaysAfter
    | DaysLater
    | AfterTrigger
    | DaysAfterTrigger
    | MonthsAfterTrigger
    | Fixed
    | Due
    | Between
    | Within
    | OrElse
    | RevisedRegister
)


@singledispatch
def found(when: When, frame: Frame) -> Span | None:
    """Return the day or range of a step, or None where it hangs on a trigger that is not given.

    A range of one day is that day.

    :raises BeyondTheCalendar: where a day lies in years whose bank holidays are not known.
    """
    raise TypeError(f"{type(when).__name__} is no way to find a day")


@found.register
def _(when: Before, frame: Frame) -> Span:
    day = frame.calendar.working_days_before(frame.poll, when.working_days)
    return Span(day, working_days=when.working_days)


@found.register
def _(when: After, frame: Frame) -> Span:
    return Span(frame.calendar.working_days_after(frame.poll, when.working_days))


@found.register
def _(when: DaysBefore, frame: Frame) -> Span:
    return Span(frame.poll - timedelta(days=when.days))


@found.register
def _(when: DaysAfter, frame: Frame) -> Span:
    moved = frame.calendar.working_day_on_or_after
    due = frame.poll + timedelta(days=when.days)
    if not when.declared_within:
        return Span(moved(due))
    return Span(moved(due), moved(due), moved(due + timedelta(days=when.declared_within)))


@found.register
def _(when: DaysLater, frame: Frame) -> Span | None:
    start = found(when.when, frame)
    if start is None or start.on is None:
        return None
    return Span(frame.calendar.working_day_on_or_after(start.on + timedelta(days=when.days)))


@found.register
def _(when: AfterTrigger, frame: Frame) -> Span | None:
    if frame.trigger is None:
        return None
    return Span(frame.calendar.working_days_after(frame.trigger, when.working_days))


@found.register
def _(when: DaysAfterTrigger, frame: Frame) -> Span | None:
    return None if frame.trigger is None else Span(frame.trigger + timedelta(days=when.days))


@found.register
def _(when: MonthsAfterTrigger, frame: Frame) -> Span | None:
    if frame.trigger is None:
        return None
    return Span((last_day_of_months if when.beginning_with else months_after)(frame.trigger, when.months))


@found.register
def _(when: Fixed, frame: Frame) -> Span:
    return Span(when.day)


@found.register
def _(when: Due, frame: Frame) -> Span | None:
    due = found(when.on, frame)
    if due is None:
        return None
    earliest, latest = _ends(when.earliest, when.latest, frame)
    return Span(due.on, earliest or due.on, latest or due.on, due.working_days)


@found.register
def _(when: Between, frame: Frame) -> Span | None:
    earliest, latest = _ends(when.first, when.last, frame)
    return _range(earliest, latest)


@found.register
def _(when: Within, frame: Frame) -> Span | None:
    spans = [span for span in (found(one, frame) for one in when.ranges) if span is not None]
    starts = [span.first for span in spans if span.first is not None]
    ends = [span.last for span in spans if span.last is not None]
    return _range(max(starts, default=None), min(ends, default=None))


@found.register
def _(when: OrElse, frame: Frame) -> Span | None:
    return found(when.triggered, frame) or found(when.otherwise, frame)


@found.register
def _(when: RevisedRegister, frame: Frame) -> Span | None:
    if frame.poll.month != _DECEMBER:
        return None
    overlap = december_overlap(frame.poll, frame.poll.replace(day=1), frame.calendar)
    return Span(overlap.on) if overlap.carried_by.kind is NoticeKind.REVISED else None


def _ends(first: When | None, last: When | None, frame: Frame) -> tuple[date | None, date | None]:
    start = found(first, frame) if first is not None else None
    end = found(last, frame) if last is not None else None
    return (start.on if start else None), (end.on if end else None)


def _range(earliest: date | None, latest: date | None) -> Span | None:
    if earliest is None and latest is None:
        return None
    return Span(earliest if earliest == latest else None, earliest, latest)
