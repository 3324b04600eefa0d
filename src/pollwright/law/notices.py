"""When notices of alteration and the revised register are published, and what each of them can carry.

An entry takes effect when a notice or register that carries it is published, never when it is determined (RPA 1983
ss 13, 13A, 13AB, 13B; handbook REG-310 to REG-341).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from pollwright.law.calendars import Calendar
from pollwright.law.sources import (
    COMMISSION_CANVASS,
    COMMISSION_ENGLAND,
    ELECTORAL_ADMINISTRATION_ACT_2006,
    RPA_1983,
    Source,
    regulations_of,
)
from pollwright.law.workings import Answer, Working
from pollwright.messages import joined

LONDON: Final = ZoneInfo("Europe/London")
OBJECTION_DAYS: Final = 6
"""Working days from receipt to the first day on which an application can be allowed (REG-230)."""

REVISED_REGISTER: Final = Source(RPA_1983, "s 13(1)", "REG-320")
REVISED_CUT_OFF: Final = Source(COMMISSION_CANVASS, "When should I publish the revised register", "REG-321")
OTHER_REVISION: Final = Source(RPA_1983, "s 13(3)", "REG-322")
OTHER_REVISION_CUT_OFF: Final = Source(RPA_1983, "s 13A(3)", "REG-322", confirmed=False)
NOTICE_OF_REVISION: Final = Source(COMMISSION_ENGLAND, "Publishing a revised register at any time", "REG-322")
MONTHLY: Final = Source(RPA_1983, "s 13A", "REG-310")
INTERIM: Final = Source(RPA_1983, "s 13AB", "REG-330")
FINAL: Final = Source(RPA_1983, "s 13B", "REG-330")
INTERIM_CUT_OFF: Final = Source(COMMISSION_ENGLAND, "Election notices of alteration", "REG-331", confirmed=False)
FINAL_CUT_OFF: Final = Source(COMMISSION_ENGLAND, "Election notices of alteration", "REG-331")
FINAL_DAY: Final = Source(ELECTORAL_ADMINISTRATION_ACT_2006, "explanatory notes, paras 72 and 73", "REG-330")
TOO_LATE: Final = Source(RPA_1983, "s 13B(1)", "REG-334")
CLERICAL_ERROR: Final = Source(RPA_1983, "s 13B(3B) and (3D)", "REG-350")
DECEMBER_OVERLAP: Final = Source(COMMISSION_CANVASS, "What is the impact on a December election", "REG-340")


class ImpossibleDate(ValueError):
    """The day asked for is one on which the law does not let this happen."""


class NoticeKind(StrEnum):
    """A publication by which alterations take effect."""

    MONTHLY = "monthly"
    INTERIM_1 = "interim-1"
    INTERIM_2 = "interim-2"
    FINAL = "final"
    REVISED = "revised"
    CLERICAL = "clerical"


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """When a notice is published and what it carries.

    It carries determinations made up to the end of `determined_by`, so applications received up to midnight at the end
    of `received_by` (an anonymous application, which nobody can object to, has until `determined_by`).
    """

    kind: NoticeKind
    published_on: date
    determined_by: date
    received_by: date
    compulsory: bool
    source: Source
    workings: tuple[Working, ...]


def monthly_notice(year: int, month: int, calendar: Calendar, register_on: date | None = None) -> NoticeDates:
    """Return the notice of a month: first working day, 14 calendar days' cut-off, six working days before that.

    `register_on` is the day of the next revised register, 1 December of the year if not given; the notice need not be
    issued in that month or the two before (REG-311).
    """
    published_on = calendar.first_working_day(year, month)
    determined_by = calendar.working_day_on_or_before(published_on - timedelta(days=14))
    received_by = calendar.working_days_before(determined_by, OBJECTION_DAYS)
    register_on = register_on or date(year, 12, 1)
    months_left = (register_on.year - year) * 12 + register_on.month - month
    compulsory = not 0 <= months_left <= 2
    regulation = Source(regulations_of(calendar.nation), "reg 36", "REG-310", confirmed=False)
    duty = Source(COMMISSION_ENGLAND, "Monthly notices of alteration", "REG-311")
    return NoticeDates(
        NoticeKind.MONTHLY,
        published_on,
        determined_by,
        received_by,
        compulsory,
        MONTHLY,
        (
            Working("Published on the first working day of the month", published_on, MONTHLY),
            Working("Carries determinations made 14 days or more before, on a working day", determined_by, regulation),
            Working("Carries applications received six working days before that", received_by, regulation),
            Working(
                "Must be issued" if compulsory else "Need not be issued so near the revised register", register_on, duty
            ),
        ),
    )


def monthly_notices(year: int, calendar: Calendar, register_on: date | None = None) -> tuple[NoticeDates, ...]:
    """Return the notices of the twelve months of `year`, those that are not compulsory among them."""
    return tuple(monthly_notice(year, month, calendar, register_on) for month in range(1, 13))


def revised_register_due(year: int, *, election_since_july: bool) -> date:
    """Return the last day to publish the register after the canvass of `year` (REG-320).

    `election_since_july` says that a poll was held in the area from 1 July to 1 December, which gives until 1 February.
    """
    return date(year + 1, 2, 1) if election_since_july else date(year, 12, 1)


def notice_of_revision_by(published_on: date) -> date:
    """Return the last day for public notice of a revised register at any other time of year (REG-322)."""
    return published_on - timedelta(days=14)


def revised_register(published_on: date, calendar: Calendar, last_determination: date | None = None) -> NoticeDates:
    """Return what a revised register published on `published_on` carries (REG-320, REG-321).

    The cut-off is the working day before publication; in November, the last working day of October. A weekend is lawful
    for publication. `last_determination` chooses a later calendar day before publication instead, as the Commission's
    own timetable did in 2024.

    :raises ImpossibleDate: where `last_determination` is not from the strict day to the day before publication (in
        November, the end of October).
    """
    in_november = published_on.month == 11
    horizon = published_on.replace(day=1) if in_november else published_on
    strict = calendar.previous_working_day(horizon)
    determined_by = last_determination or strict
    if not strict <= determined_by < horizon:
        raise ImpossibleDate(f"The last determination must be from {strict} to {horizon - timedelta(days=1)}")
    received_by = calendar.working_days_before(determined_by, OBJECTION_DAYS)
    yearly = published_on.month in (11, 12, 1) or (published_on.month, published_on.day) == (2, 1)
    source, cut_off = (REVISED_REGISTER, REVISED_CUT_OFF) if yearly else (OTHER_REVISION, OTHER_REVISION_CUT_OFF)
    rule = (
        "Published in November: carries determinations to the end of October"
        if in_november
        else "Carries determinations made up to the day before publication"
    )
    chosen = " (strict: the last working day)" if determined_by == strict else " (chosen: a later calendar day)"
    return NoticeDates(
        NoticeKind.REVISED,
        published_on,
        determined_by,
        received_by,
        yearly,
        source,
        (
            Working("The register is published whole, renumbered", published_on, source),
            Working(joined("", (rule, chosen)), determined_by, cut_off),
            Working("Carries applications received six working days before that", received_by, cut_off),
        ),
    )


def final_notice_on(poll: date, calendar: Calendar, final_working_days_before: int = 5) -> date:
    """Return the day of the final notice, the fifth (by choice the sixth) working day before the poll.

    :raises ImpossibleDate: where the choice is neither, or the poll is not on a working day.
    """
    if final_working_days_before not in (5, 6):
        raise ImpossibleDate("The final notice is published on the fifth or the sixth working day before the poll")
    if not calendar.is_working_day(poll):
        raise ImpossibleDate("A poll is held on a working day")
    return calendar.working_days_before(poll, final_working_days_before)


def second_interim_range(
    first_interim: date, poll: date, calendar: Calendar, final_working_days_before: int = 5
) -> tuple[date, date]:
    """Return the first and last day on which the second interim notice may be published (REG-330)."""
    final = final_notice_on(poll, calendar, final_working_days_before)
    return calendar.next_working_day(first_interim), calendar.previous_working_day(final)


def election_notices(
    poll: date,
    nominations_close: date,
    second_interim: date | None,
    calendar: Calendar,
    final_working_days_before: int = 5,
) -> tuple[NoticeDates, ...]:
    """Return the first interim, second interim (where its day is chosen) and final notice of a poll, in that order.

    For a referendum, `nominations_close` is the day from `referendums.first_interim_on`.

    :raises ImpossibleDate: where a day is not a working day or lies outside its range.
    """
    final = final_notice_on(poll, calendar, final_working_days_before)
    if not calendar.is_working_day(nominations_close) or nominations_close >= final:
        raise ImpossibleDate("The first interim notice is published on a working day before the final notice")
    notices = [_election_notice(NoticeKind.INTERIM_1, nominations_close, calendar, INTERIM, INTERIM_CUT_OFF)]
    if second_interim is not None:
        first, last = second_interim_range(nominations_close, poll, calendar, final_working_days_before)
        if not first <= second_interim <= last or not calendar.is_working_day(second_interim):
            raise ImpossibleDate(
                f"The second interim notice is published on a working day chosen from {first} to {last}"
            )
        notices.append(_election_notice(NoticeKind.INTERIM_2, second_interim, calendar, INTERIM, INTERIM_CUT_OFF))
    cut_off = FINAL_CUT_OFF if final_working_days_before == 5 else INTERIM_CUT_OFF
    notices.append(_election_notice(NoticeKind.FINAL, final, calendar, FINAL, cut_off))
    return tuple(notices)


def election_notice(kind: NoticeKind, on: date, calendar: Calendar) -> NoticeDates:
    """Return what one election notice published on a day carries, where the poll is not yet known to us.

    :raises ImpossibleDate: where it is not a notice of an election, or the day is not a working day.
    """
    sources = {
        NoticeKind.INTERIM_1: (INTERIM, INTERIM_CUT_OFF),
        NoticeKind.INTERIM_2: (INTERIM, INTERIM_CUT_OFF),
        NoticeKind.FINAL: (FINAL, FINAL_CUT_OFF),
    }
    if kind not in sources:
        raise ImpossibleDate(f"A {kind} notice is not a notice of an election")
    if not calendar.is_working_day(on):
        raise ImpossibleDate("An election notice is published on a working day")
    return _election_notice(kind, on, calendar, *sources[kind])


def _election_notice(kind: NoticeKind, on: date, calendar: Calendar, source: Source, cut_off: Source) -> NoticeDates:
    determined_by = calendar.previous_working_day(on)
    received_by = calendar.working_days_before(determined_by, OBJECTION_DAYS)
    return NoticeDates(
        kind,
        on,
        determined_by,
        received_by,
        True,
        source,
        (
            Working("Published for the area and the registers of this poll only", on, source),
            Working("Carries determinations made up to the working day before", determined_by, cut_off),
            Working("Carries applications received six working days before that", received_by, cut_off),
        ),
    )


@dataclass(frozen=True, slots=True)
class RegistrationDeadline:
    """The last day to apply and still be on the register for a poll, and the publication that carries it."""

    on: date
    carried_by: NoticeDates
    workings: tuple[Working, ...]


def december_overlap(
    poll: date, register_on: date, calendar: Calendar, last_determination: date | None = None
) -> RegistrationDeadline:
    """Return the deadline for a poll when the revised register may come out between the final notice and the poll.

    Where it does, the register carries later applications than the final notice, and its cut-off is the deadline.
    """
    *_, final = election_notices(poll, calendar.working_days_before(poll, 19), None, calendar)
    register = revised_register(register_on, calendar, last_determination)
    overlaps = final.published_on < register_on <= poll and register.received_by > final.received_by
    carrier = register if overlaps else final
    says = (
        "The revised register is published after the final notice and by polling day, so its later cut-off counts"
        if overlaps
        else "The final notice is the last to take effect for the poll"
    )
    return RegistrationDeadline(
        carrier.received_by,
        carrier,
        (
            Working("Twelfth working day before the poll", final.received_by, FINAL_CUT_OFF),
            Working("Final notice", final.published_on, FINAL),
            Working("Revised register", register_on, REVISED_REGISTER),
            Working(says, carrier.received_by, DECEMBER_OVERLAP),
        ),
    )


def clerical_correction_until(poll: date) -> datetime:
    """Return the moment after which a clerical error or a court's decision can no longer be put right for the poll."""
    return datetime.combine(poll, time(21), tzinfo=LONDON)


def takes_effect_for_poll(
    published_on: date, poll: date, calendar: Calendar, kind: NoticeKind = NoticeKind.MONTHLY
) -> Answer:
    """Return whether alterations published on `published_on` count at `poll` (REG-334, REG-340, REG-350).

    A notice published after the fifth working day before does not; a revised register by polling day, and a clerical or
    court correction on it, do.
    """
    last = calendar.working_days_before(poll, 5)
    if kind in (NoticeKind.REVISED, NoticeKind.CLERICAL):
        source = DECEMBER_OVERLAP if kind is NoticeKind.REVISED else CLERICAL_ERROR
        last, says = poll, "A publication of this kind counts up to polling day"
    else:
        source, says = TOO_LATE, "A notice published after the fifth working day before the poll has no effect at it"
    return Answer(
        published_on <= last,
        (Working("Published", published_on, source), Working(says, last, source)),
    )
