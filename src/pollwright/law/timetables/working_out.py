"""Working a timetable out: every step of a poll with its day, time and source."""

from dataclasses import dataclass
from datetime import date, time

from pollwright.law.calendars import BeyondTheCalendar, Calendar
from pollwright.law.notices import ImpossibleDate
from pollwright.law.sources import Source
from pollwright.law.timetables.days import BUILT_IN, HolidayTable
from pollwright.law.timetables.moments import Frame, Span, found
from pollwright.law.timetables.rule_sets import Poll, rule_set_of
from pollwright.law.timetables.rules import Counted, Rule, RuleSet
from pollwright.law.timetables.steps import Step
from pollwright.messages import Message, joined, plain


@dataclass(frozen=True, slots=True)
class Dated:
    """A step with its day.

    `on` is None where the law leaves the officer a choice from `earliest` to `latest`; both are given besides `on` where
    the step has a day but may fall on others. `by` is the time of day, None where the whole day serves. `working_days`
    counts back from the poll, None where the rule does not.
    """

    step: Step
    title: str
    on: date | None
    by: time | None
    earliest: date | None
    latest: date | None
    working_days: int | None
    source: Source

    @property
    def last(self) -> date:
        """The last lawful day."""
        day = self.latest or self.on or self.earliest
        if day is None:
            raise ValueError(f"{self.step} has no day")
        return day

    @property
    def due(self) -> date:
        """The day it stands under in a list: its own, else the last lawful one."""
        return self.on or self.last


@dataclass(frozen=True, slots=True)
class Timetable:
    """The timetable of a poll, earliest step first, and what about it can't be right."""

    poll: Poll
    rules: str
    steps: tuple[Dated, ...]
    doubts: tuple[str, ...]

    def step(self, step: Step) -> Dated:
        """Return one step.

        :raises KeyError: where this poll has none of the kind.
        """
        for dated in self.steps:
            if dated.step == step:
                return dated
        raise KeyError(step)


def timetable(poll: Poll, holidays: HolidayTable = BUILT_IN) -> Timetable:
    """Return the timetable of a poll; steps after it in years whose bank holidays are not known are doubts, not steps.

    :raises NotCovered: where there is no such poll in that nation, or no rules are held for that day.
    :raises ImpossibleDate: where the poll is not on a working day.
    :raises BeyondTheCalendar: where the bank holidays of the poll's own year, or of the trigger's, are not known.
    """
    rules = rule_set_of(poll)
    calendars = {counted: days.calendar(poll.nation, holidays) for counted, days in rules.days.items()}
    if not calendars[Counted.CONDUCT].is_working_day(poll.on):
        raise ImpossibleDate(Message("{day} is not a working day, so no poll can be held on it", day=poll.on))
    allowed, doubts = _allowed(poll, rules, calendars[Counted.CONDUCT])
    steps, unknown = [], []
    for rule in rules.rules:
        try:
            dated = _dated(rule, poll, calendars[rule.counted], allowed) if rule.holds_for(poll.on) else None
        except BeyondTheCalendar as error:
            unknown.append(Message("{title}: {error}", title=plain(rule.title), error=error.args[0]))
        else:
            steps.extend([dated] if dated else [])
    steps.sort(key=_place)
    return Timetable(poll, rules.code, tuple(steps), (*doubts, *unknown))


def _place(dated: Dated) -> tuple[date, time]:
    """Return where a step stands in the list: what may be done all day comes last on its day, save the poll."""
    whole_day = time.min if dated.step is Step.POLL else time.max
    return dated.due, dated.by or whole_day


def _dated(rule: Rule, poll: Poll, calendar: Calendar, allowed: Span | None) -> Dated | None:
    """Return a step with its day; where trigger and poll leave it none, the poll alone decides (and is in doubt)."""
    span = found(rule.when, Frame(poll.on, poll.trigger, calendar))
    if span is not None and span.empty:
        span = found(rule.when, Frame(poll.on, None, calendar))
    if span is None:
        return None
    if rule.step is Step.POLL and allowed is not None:
        span = Span(span.on, allowed.first, allowed.last, span.working_days)
    return Dated(rule.step, rule.title, span.on, rule.by, span.earliest, span.latest, span.working_days, rule.source)


def _allowed(poll: Poll, rules: RuleSet, calendar: Calendar) -> tuple[Span | None, tuple[str, ...]]:
    """Return the days on which the trigger allows the poll, and a doubt where the poll is not among them."""
    if poll.trigger is None:
        return None, ()
    if rules.trigger is None:
        return None, ("Nothing in this timetable is counted from a trigger",)
    bounds_by_law = found(rules.trigger.poll, Frame(poll.on, poll.trigger, calendar))
    if bounds_by_law is None:
        return None, ()
    allowed = _on_working_days(bounds_by_law, calendar)
    first, last = allowed.first, allowed.last
    if (first and poll.on < first) or (last and poll.on > last):
        named = (first and Message("from {first}", first=first), last and Message("until {last}", last=last))
        bounds = joined(" ", (bound for bound in named if bound))
        return allowed, (
            Message(
                "Counted from {trigger} ({counted}), the poll can be held {bounds}, not on {day} ({source})",
                trigger=plain(rules.trigger.called),
                counted=poll.trigger,
                bounds=bounds,
                day=poll.on,
                source=rules.trigger.source.describe(),
            ),
        )
    return allowed, ()


def _on_working_days(bounds: Span, calendar: Calendar) -> Span:
    """Return the bounds of a poll moved in to working days: no poll is held on another."""
    return Span(
        None,
        bounds.first and calendar.working_day_on_or_after(bounds.first),
        bounds.last and calendar.working_day_on_or_before(bounds.last),
    )
