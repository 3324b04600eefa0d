"""Requests for information: when an answer is due, what may be asked of the requester first, and what a search costs.

Freedom of information and environmental information are answered within working days that pass over the bank holidays
of any part of the United Kingdom (of Scotland under the Scottish Act), and count Christmas Eve. A person's request for
their own data is answered within a calendar month. Neither a Returning Officer nor an Electoral Registration Officer is a public
authority for freedom of information: what they hold is disclosed in the course of business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.nations import Nation
from pollwright.law.periods import months_after
from pollwright.law.sources import COMMISSION_ENGLAND, Source
from pollwright.law.timetables.days import ChristmasEveCounts, HolidayTable
from pollwright.law.workings import Working
from pollwright.messages import Message

FOI_ACT: Final = "Freedom of Information Act 2000"
FOI_SCOTLAND: Final = "Freedom of Information (Scotland) Act 2002"
EIR_2004: Final = "Environmental Information Regulations 2004 (SI 2004/3391)"
UK_GDPR: Final = "UK General Data Protection Regulation"
FEES_2004: Final = (
    "Freedom of Information and Data Protection (Appropriate Limit and Fees) Regulations 2004 (SI 2004/3244)"
)
COMMISSIONER: Final = "Information Commissioner, guidance on requests"

ANSWER: Final = Source(FOI_ACT, "s 10", "MM-L02")
WORKING_DAY: Final = Source(FOI_ACT, "s 10(6)", "MM-L02", confirmed=False)
CLARIFIED: Final = Source(FOI_ACT, "s 1(3)", "MM-L02")
FEE_PAUSE: Final = Source(FOI_ACT, "s 10(2)", confirmed=False)
FEE_LAPSE: Final = Source(FOI_ACT, "s 9(2)", confirmed=False)
INTEREST: Final = Source(FOI_ACT, "ss 10(3), 17(2)", "MM-L02")
INTEREST_LENGTH: Final = Source(COMMISSIONER, "public interest test", confirmed=False)
ENVIRONMENT: Final = Source(EIR_2004, "regs 5 and 7", "MM-L03")
SUBJECT: Final = Source(UK_GDPR, "art 12(3)", "MM-L03")
SUBJECT_DAY: Final = Source(COMMISSIONER, "time limits", "MM-L03", confirmed=False)
COST: Final = Source(FEES_2004, "regs 3 and 4", "MM-L04")
REVIEW: Final = Source(COMMISSIONER, "internal reviews", "MM-L06")
ENVIRONMENT_REVIEW: Final = Source(EIR_2004, "reg 11(4)", "MM-L06", confirmed=False)
OFFICERS: Final = Source(COMMISSION_ENGLAND, "Freedom of information requests", "MM-L05")
REFUSAL: Final = Source(FOI_ACT, "s 17", "MM-L06", confirmed=False)

ANSWER_DAYS: Final = 20
LONGEST_DAYS: Final = 40
SUBJECT_MONTHS: Final = 1
SUBJECT_MONTHS_COMPLEX: Final = 3
FEE_MONTHS: Final = 3
LIMIT_PENCE: Final = 450_00
HOUR_PENCE: Final = 25_00
ADDED_UP_DAYS: Final = 60


class Regime(StrEnum):
    """The law that a request is made under."""

    FOI = "foi"
    EIR = "eir"
    SAR = "sar"


class Office(StrEnum):
    """For whom information is held, or whose act is complained of."""

    COUNCIL = "council"
    RETURNING_OFFICER = "ro"
    REGISTRATION_OFFICER = "ero"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which information is refused. `weighed`: only where the public interest favours it."""

    title: str
    weighed: bool
    source: Source


def _ground(section: str, title: str, *, weighed: bool = False) -> Ground:
    return Ground(title, weighed, Source(FOI_ACT, section, "MM-L06", confirmed=False))


GROUNDS: Final[Mapping[str, Ground]] = {
    "s12": _ground("s 12", "It would cost more than the limit"),
    "s14": _ground("s 14", "The request is vexatious or repeated"),
    "s21": _ground("s 21", "It can be had by other means"),
    "s22": _ground("s 22", "It is to be published", weighed=True),
    "s31": _ground("s 31", "Law enforcement", weighed=True),
    "s38": _ground("s 38", "Health and safety", weighed=True),
    "s40": _ground("s 40", "Personal data"),
    "s41": _ground("s 41", "Given in confidence"),
    "s42": _ground("s 42", "Legal privilege", weighed=True),
    "s43": _ground("s 43", "Commercial interests", weighed=True),
    "s44": _ground("s 44", "Prohibited by law, such as the rules on supply of the register"),
}
"""Grounds by their section of the Act of 2000."""


def _exception(regulation: str, title: str, *, weighed: bool = True) -> Ground:
    return Ground(title, weighed, Source(EIR_2004, regulation, confirmed=False))


EXCEPTIONS: Final[Mapping[str, Ground]] = {
    "r12.4a": _exception("reg 12(4)(a)", "It was not held when the request came"),
    "r12.4b": _exception("reg 12(4)(b)", "The request is manifestly unreasonable"),
    "r12.4c": _exception("reg 12(4)(c)", "The request is too general, after help to narrow it"),
    "r12.4d": _exception("reg 12(4)(d)", "Unfinished documents or incomplete data"),
    "r12.4e": _exception("reg 12(4)(e)", "Internal communications"),
    "r12.5a": _exception("reg 12(5)(a)", "Public safety, defence or national security"),
    "r12.5b": _exception("reg 12(5)(b)", "The course of justice or a criminal inquiry"),
    "r12.5c": _exception("reg 12(5)(c)", "Intellectual property rights"),
    "r12.5d": _exception("reg 12(5)(d)", "Proceedings that are confidential by law"),
    "r12.5e": _exception("reg 12(5)(e)", "Commercial or industrial information that is confidential by law"),
    "r12.5f": _exception("reg 12(5)(f)", "The interests of whoever gave it of their own accord"),
    "r12.5g": _exception("reg 12(5)(g)", "Protection of the environment it is about"),
    "r13": _exception("reg 13", "Personal data of others", weighed=False),
}
"""Exceptions by their regulation of the Regulations of 2004; there is no exception for cost alone."""
REFUSALS: Final[Mapping[Regime, Mapping[str, Ground]]] = {Regime.FOI: GROUNDS, Regime.EIR: EXCEPTIONS, Regime.SAR: {}}
"""On what grounds information is refused under each law; a subject access request has none of a list."""


def ground_of(code: str) -> Ground:
    """Return a ground of either law by its code."""
    return GROUNDS.get(code) or EXCEPTIONS[code]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which something is in time, and why."""

    on: date
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What finding, locating, retrieving and extracting would cost; `over` where the request may be refused for it."""

    pence: int
    over: bool


def within_the_act(regime: Regime, office: Office) -> bool:
    """Return whether a request falls under the Act and its indicator; data subjects may ask any controller."""
    return regime is Regime.SAR or office is Office.COUNCIL


def request_calendar(nation: Nation, table: HolidayTable, appointed: frozenset[date] = frozenset()) -> Calendar:
    """Return the working days that requests are counted in, by a table of bank holidays and days appointed since."""
    holidays = table.of(nation) if nation is Nation.SCOTLAND else table.anywhere()
    return ChristmasEveCounts(nation, holidays | appointed, table.first_day, table.last_day)


def answer_due(
    regime: Regime,
    since: date,
    calendar: Calendar,
    *,
    extended: bool = False,
    left_out: tuple[date, date] | None = None,
) -> Due:
    """Return by when a request is to be answered.

    :param since: the day of receipt; where clarification or proof of identity was asked for, the day on which it came.
    :param calendar: of requests, as `request_calendar` gives it.
    :param extended: for the public interest (freedom of information), or because the request is complex.
    :param left_out: from the fees notice to the payment, both included; of a subject access request, while it was being
        clarified.
    """
    if regime is Regime.SAR:
        return _subject_due(since, calendar, SUBJECT_MONTHS_COMPLEX if extended else SUBJECT_MONTHS, left_out)
    days = LONGEST_DAYS if extended else ANSWER_DAYS
    source = ENVIRONMENT if regime is Regime.EIR else INTEREST_LENGTH if extended else ANSWER
    day, left = since, days
    while left:
        day += timedelta(days=1)
        paused = left_out is not None and left_out[0] <= day <= left_out[1]
        left -= calendar.is_working_day(day) and not paused
    counted = Working(Message("{days} working days after {since}", days=days, since=since), day, source)
    if left_out is None:
        return Due(day, (counted,))
    return Due(day, (counted, Working("The days from the fees notice to the payment are left out", day, FEE_PAUSE)))


def fee_lapses_on(noticed_on: date) -> date:
    """Return the last day on which a fee may be paid; after it the request need not be answered."""
    return months_after(noticed_on, FEE_MONTHS)


def may_extend(regime: Regime, nation: Nation, grounds: tuple[str, ...]) -> bool:
    """Return whether more time may be taken: for freedom of information only to weigh the public interest."""
    if regime is not Regime.FOI:
        return True
    return nation is not Nation.SCOTLAND and any(GROUNDS[ground].weighed for ground in grounds)


def review_due(regime: Regime, asked_on: date, calendar: Calendar) -> Due:
    """Return by when an internal review is to be answered; of a subject access request the same month as at first."""
    if regime is Regime.SAR:
        return answer_due(regime, asked_on, calendar)
    days, source = (LONGEST_DAYS, ENVIRONMENT_REVIEW) if regime is Regime.EIR else (ANSWER_DAYS, REVIEW)
    day = calendar.working_days_after(asked_on, days)
    return Due(day, (Working(Message("{days} working days after {since}", days=days, since=asked_on), day, source),))


def search_cost(minutes: int) -> Cost:
    """Return what so many minutes of searching cost, at £25 an hour, and whether that is over the limit of £450."""
    pence = -(-minutes * HOUR_PENCE // 60)
    return Cost(pence, pence > LIMIT_PENCE)


def may_be_added_up(first_on: date, later_on: date, calendar: Calendar) -> bool:
    """Return whether the cost of two similar requests counts together: received within 60 consecutive working days."""
    return first_on <= later_on <= calendar.working_days_after(first_on, ADDED_UP_DAYS)


def _subject_due(since: date, calendar: Calendar, months: int, left_out: tuple[date, date] | None) -> Due:
    end = months_after(since, months)
    if left_out is not None:
        end += left_out[1] - left_out[0]
    day = calendar.working_day_on_or_after(end)
    said = Message("{months} calendar months from {since}", months=months, since=since)
    moved = (Working("The next working day", day, SUBJECT_DAY),) if day != end else ()
    return Due(day, (Working(said, end, SUBJECT), *moved))
