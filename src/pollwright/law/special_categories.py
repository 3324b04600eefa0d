"""Declarations that lapse: how long an entry lasts, and when its holder is reminded (handbook 1.7, REG-150 to 161)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.facts import Category
from pollwright.law.nations import NotCovered
from pollwright.law.periods import last_day_of_months, months_after
from pollwright.law.sources import COMMISSION_ENGLAND, RPA_1983, RPA_1985, Source
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message


@dataclass(frozen=True, slots=True)
class TermRule:
    """How many months a declaration lasts, and between which months of it the first reminder goes out."""

    months: int
    remind_from: int
    remind_to: int
    source: Source


_YEARLY_SERVICE = Source(COMMISSION_ENGLAND, "Renewal of Crown servant and British Council declarations", "REG-153")
TERMS: Final = {
    Category.FORCES: TermRule(60, 57, 58, Source(COMMISSION_ENGLAND, "Renewal of service declarations", "REG-153")),
    Category.FORCES_CHILD: TermRule(12, 9, 10, Source(COMMISSION_ENGLAND, "Children of Forces families", "REG-153")),
    Category.CROWN_SERVANT: TermRule(12, 9, 10, _YEARLY_SERVICE),
    Category.BRITISH_COUNCIL: TermRule(12, 9, 10, _YEARLY_SERVICE),
    Category.LOCAL_CONNECTION: TermRule(12, 9, 10, Source(RPA_1983, "s 7C", "REG-152", confirmed=False)),
}
ANONYMOUS: Final = TermRule(12, 9, 10, Source(RPA_1983, "s 9C", "REG-177", confirmed=False))
OVERSEAS: Final = Source(RPA_1985, "s 1C", "REG-161")
SECOND_REMINDER: Final = Source(COMMISSION_ENGLAND, "Reminders to special category electors", "REG-153")
NO_REMINDER: Final = Source(COMMISSION_ENGLAND, "Reminders to special category electors", "REG-150")
LATE_DECLARATION: Final = Source(COMMISSION_ENGLAND, "Declarations received late", "REG-151")
LATE_AFTER_MONTHS: Final = 3
DECLARED_WITHIN_THREE_MONTHS: Final = frozenset({Category.LOCAL_CONNECTION, Category.OVERSEAS})


@dataclass(frozen=True, slots=True)
class Term:
    """How long an entry lasts.

    `last_day` is its last day in force and `ends_on` the next. The first reminder goes out from `remind_from` to
    `remind_to`, both included; None where the law's days are not known.
    """

    effective_on: date
    last_day: date
    ends_on: date
    remind_from: date | None
    remind_to: date | None
    workings: tuple[Working, ...]


class Reminder(StrEnum):
    """A reminder that an entry is about to lapse."""

    FIRST = "first"
    SECOND = "second"


def term_of(category: Category, effective_on: date) -> Term:
    """Return how long an entry that took effect on `effective_on` lasts.

    :raises NotCovered: where entries of the category do not lapse.
    """
    if category is Category.OVERSEAS:
        return overseas_term(effective_on)
    if category not in TERMS:
        raise NotCovered("Entries of this category do not lapse")
    return _term(TERMS[category], effective_on)


def term_ending(category: Category, ends_on: date, *, anonymous: bool = False) -> Term:
    """Return the term of an entry that lapses on `ends_on`, for entries of which only that day is known.

    :param anonymous: the entry is an anonymous one, which lapses by itself whatever its category (REG-177).
    :raises NotCovered: where entries of the category do not lapse.
    """
    if anonymous or category in TERMS:
        rule = ANONYMOUS if anonymous else TERMS[category]
        return _term(rule, months_after(ends_on, -rule.months))
    return overseas_term(months_after(ends_on, -36)) if category is Category.OVERSEAS else term_of(category, ends_on)


def anonymous_term(effective_on: date) -> Term:
    """Return how long an anonymous entry and its certificate last: twelve months, renewed by a fresh application."""
    return _term(ANONYMOUS, effective_on)


def overseas_term(effective_on: date) -> Term:
    """Return how long an overseas entry lasts: until the third 1 November after it takes effect (REG-161)."""
    first = date(effective_on.year, 11, 1)
    years = 2 if effective_on < first else 3
    ends_on = date(effective_on.year + years, 11, 1)
    says = "Ends on the third 1 November strictly after it took effect"
    return Term(effective_on, ends_on - timedelta(days=1), ends_on, None, None, (Working(says, ends_on, OVERSEAS),))


def _term(rule: TermRule, effective_on: date) -> Term:
    last_day = last_day_of_months(effective_on, rule.months)
    remind_from = months_after(effective_on, rule.remind_from)
    remind_to = months_after(effective_on, rule.remind_to)
    return Term(
        effective_on,
        last_day,
        last_day + timedelta(days=1),
        remind_from,
        remind_to,
        (
            Working(
                Message("Lasts {months} months from the day it took effect", months=rule.months), last_day, rule.source
            ),
            Working(
                Message("First reminder from {remind_from} months", remind_from=rule.remind_from),
                remind_from,
                rule.source,
            ),
            Working(
                Message("First reminder until {remind_to} months", remind_to=rule.remind_to), remind_to, rule.source
            ),
        ),
    )


def second_reminder_range(first_sent_on: date) -> tuple[date, date]:
    """Return the first and last day for a second reminder: 21 to 28 days after the first."""
    return first_sent_on + timedelta(days=21), first_sent_on + timedelta(days=28)


def reminder_due(
    term: Term, on: date, *, first_sent_on: date | None, second_sent: bool, no_longer_wanted: bool
) -> tuple[Reminder | None, tuple[Working, ...]]:
    """Return which reminder should go out on `on`, with why.

    A reminder missed in its window is still due while the entry lasts. `no_longer_wanted` says that the officer knows
    the person is not entitled any more or does not want the entry: then none is sent (REG-150).
    """
    if no_longer_wanted:
        return None, (Working("No reminder: no longer entitled, or not wanted", None, NO_REMINDER),)
    if on > term.last_day or term.remind_from is None:
        return None, ()
    if first_sent_on is None:
        due = Reminder.FIRST if on >= term.remind_from else None
        return due, (Working("First reminder from", term.remind_from, term.workings[0].source),)
    opens, _ = second_reminder_range(first_sent_on)
    due = Reminder.SECOND if on >= opens and not second_sent else None
    return due, (Working("Second reminder from", opens, SECOND_REMINDER),)


def declaration_in_time(category: Category, declared_on: date, received_on: date) -> Answer:
    """Return whether a declaration came soon enough after its date; where it did not it must be rejected (REG-151)."""
    if category not in DECLARED_WITHIN_THREE_MONTHS:
        return Answer(True, ())
    last = months_after(declared_on, LATE_AFTER_MONTHS)
    says = "A declaration must be received within three months of its date"
    return Answer(received_on <= last, (Working(says, last, LATE_DECLARATION),))
