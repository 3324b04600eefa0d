"""What an electoral services team owes in a year besides notices, registers and the steps of polls (handbook MM-P).

Returns and statistics, money, the plan, the canvass, and what follows from a poll that was held. Each is a row with its
rule: statutory where an instrument asks for it, else the practice of electoral services, which an office may leave out
with a reason as well.
"""

import calendar as months
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import BeyondTheCalendar, Calendar
from pollwright.law.guidance import TRADE_PRACTICE
from pollwright.law.periods import months_after
from pollwright.law.sources import COMMISSION_CANVASS, ONS_GUIDANCE, RPA_1983, Source
from pollwright.law.timetables.kinds import Kind

COMMISSION_AFTER_POLL: Final = "Electoral Commission, post-election data collection"
TRANSPARENCY_CODE: Final = "Local Government Transparency Code 2015"
PAYE_REGULATIONS_2003: Final = "Income Tax (Pay As You Earn) Regulations 2003 (SI 2003/2682)"
CLAIMS_GUIDANCE: Final = "Elections Claims Unit, guidance to Returning Officers on their accounts"
DATA_PROTECTION: Final = "UK General Data Protection Regulation"
BREACH_HOURS: Final = timedelta(hours=72)
POSTAL_EARLIEST_DAYS: Final = 10
POSTAL_LATEST_DAYS: Final = 25
CLAIM_MONTHS: Final = 6
RETURN_DAYS: Final = 35
PARISH_RETURN_DAYS: Final = 28
FIRST_REVIEW: Final = 2023
REVIEW_EVERY: Final = 5


class Subject(StrEnum):
    """What a duty of the year belongs to."""

    REGISTRATION = "registration"
    POLL = "poll"
    RETURN = "return"
    MONEY = "money"
    PLAN = "plan"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty with its day.

    :param code: tells it from other duties; with `period` from its own other days.
    :param begins: the first day on which it can be done.
    """

    code: str
    period: str
    on: date
    what: str
    subject: Subject
    statutory: bool
    source: Source
    begins: date | None = None


Days = Callable[[int, Calendar], tuple[date | None, date]]


@dataclass(frozen=True, slots=True)
class Yearly:
    """A duty that comes back every year: its first day (None where it has none) and its last, by the calendar year."""

    code: str
    what: str
    subject: Subject
    days: Days
    source: Source
    statutory: bool = False


def _by_the_end_of(month: int, begins: tuple[int, int] | None = None) -> Days:
    """Return the last working day of a month; `begins` is a month and day, of the year before where it is later."""

    def days(year: int, calendar: Calendar) -> tuple[date | None, date]:
        last = date(year, month, months.monthrange(year, month)[1])
        first = None if begins is None else date(year - (begins[0] > month), *begins)
        return first, calendar.working_day_on_or_before(last)

    return days


def _on(month: int, day: int, begins: tuple[int, int] | None = None) -> Days:
    """Return a day that the rule names, whether or not it is a working day."""

    def days(year: int, _calendar: Calendar) -> tuple[date | None, date]:
        first = None if begins is None else date(year - (begins[0] > month), *begins)
        return first, date(year, month, day)

    return days


def _habit(rule: str = "MM-P06") -> Source:
    return Source(TRADE_PRACTICE, "", rule)


_R, _M, _N, _P, _I = Subject.RETURN, Subject.MONEY, Subject.REGISTRATION, Subject.PLAN, Subject.INDICATOR
_EXTRACT = Source(TRANSPARENCY_CODE, "Part 2", "MM-H04")

YEARLY: Final[tuple[Yearly, ...]] = (
    Yearly(
        "ons-counts", "Counts of electors on 1 December to the Office for National Statistics", _R,
        _by_the_end_of(1, (12, 1)), Source(ONS_GUIDANCE, "", "MM-P04"),
    ),
    Yearly(
        "canvass-data", "Data about registration and the canvass to the Electoral Commission", _R,
        _by_the_end_of(1, (12, 1)), Source(COMMISSION_CANVASS, "", "MM-P08"),
    ),
    Yearly(
        "parish-estimates", "Estimates of what polls will cost to parish clerks, before they set precepts", _M,
        _by_the_end_of(1), _habit(),
    ),
    Yearly(
        "postal-votes-ending", "Last notices to those whose postal vote ends on 31 January", _N, _on(1, 31),
        Source(TRADE_PRACTICE, "", "MM-P06", confirmed=False), statutory=True,
    ),
    Yearly("transparency-q3", "Extract of contracts, October to December", _M, _on(1, 31), _EXTRACT, statutory=True),
    Yearly("board-q3", "Indicators of quarter 3 to the Management Board", _I, _by_the_end_of(1), _habit()),
    Yearly("plan-budgets", "Budgets and targets into the service plan", _P, _by_the_end_of(2), _habit("MM-K03")),
    Yearly("scale-of-fees", "Scale of fees approved for the next financial year", _M, _by_the_end_of(2), _habit()),
    Yearly(
        "planning-grant", "Claims for the grant for neighbourhood planning referendums", _M, _by_the_end_of(2),
        Source(TRADE_PRACTICE, "", "MM-P06", confirmed=False),
    ),
    Yearly("plan-final", "Service plan final", _P, _by_the_end_of(3), _habit("MM-K03")),
    Yearly("year-end", "Accruals and invoices of the financial year", _M, _by_the_end_of(3), _habit()),
    Yearly("new-rates", "New scale of fees and minimum wage in force", _M, _on(4, 1), _habit("MM-B09")),
    Yearly("transparency-q4", "Extract of contracts, January to March", _M, _on(4, 30), _EXTRACT, statutory=True),
    Yearly("board-q4", "Indicators of quarter 4 to the Management Board", _I, _by_the_end_of(4), _habit()),
    Yearly("committee-q4", "Indicators of the year to the committee", _I, _by_the_end_of(5), _habit()),
    Yearly(
        "p60", "P60s to everybody who was paid in the tax year", _M, _on(5, 31),
        Source(PAYE_REGULATIONS_2003, "reg 67", "MM-P06", confirmed=False), statutory=True,
    ),
    Yearly(
        "election-data", "Election data and feedback on the May polls to the Electoral Commission", _R,
        _by_the_end_of(6), Source(COMMISSION_AFTER_POLL, "", "MM-P03"),
    ),
    Yearly("lessons", "Lessons of the May polls written down", _P, _by_the_end_of(6), _habit("MM-G05")),
    Yearly("parish-invoices", "Invoices to parishes for the May polls", _M, _by_the_end_of(6), _habit()),
    Yearly("board-q1", "Indicators of quarter 1 to the Management Board", _I, _by_the_end_of(7), _habit()),
    Yearly("transparency-q1", "Extract of contracts, April to June", _M, _on(7, 31), _EXTRACT, statutory=True),
    Yearly(
        "canvass-match", "Canvass: the register sent for the national data match", _N, _by_the_end_of(7, (7, 1)),
        Source(COMMISSION_CANVASS, "", "MM-P06"),
    ),
    Yearly(
        "canvass-letters", "Canvass: communications of every route sent", _N, _by_the_end_of(8, (8, 1)),
        Source(COMMISSION_CANVASS, "", "MM-P06"),
    ),
    Yearly("next-estimates", "Draft estimates for the polls of next year", _M, _by_the_end_of(9), _habit()),
    Yearly(
        "canvass-visits", "Canvass: personal visits under way", _N, _by_the_end_of(10, (10, 1)),
        Source(COMMISSION_CANVASS, "", "MM-P06"),
    ),
    Yearly("board-q2", "Indicators of quarter 2 to the Management Board", _I, _by_the_end_of(10), _habit()),
    Yearly("committee-q2", "Indicators of the half year to the committee", _I, _by_the_end_of(10), _habit()),
    Yearly("transparency-q2", "Extract of contracts, July to September", _M, _on(10, 31), _EXTRACT, statutory=True),
    Yearly("plan-draft", "First draft of the service plan", _P, _by_the_end_of(10), _habit("MM-K03")),
    Yearly("budget-bids", "Bids for next year's budget", _M, _by_the_end_of(11), _habit()),
    Yearly("staff-release", "Release of staff for the May polls agreed", _P, _by_the_end_of(11), _habit()),
    Yearly("recharge-electorate", "Electorate frozen for recharges and forecasts", _M, _by_the_end_of(12), _habit()),
)  # fmt: skip
"""What comes back every year, in the order of the year."""


def duties_between(first: date, last: date, calendar: Calendar) -> tuple[Duty, ...]:
    """Return the duties whose day is from `first` to `last`, both counted, soonest first.

    Years whose bank holidays nobody knows yet are left out.
    """
    found: list[Duty] = []
    for year in range(first.year, last.year + 1):
        found += _of_year(year, calendar)
        found += _review(year)
    return tuple(
        sorted((one for one in found if first <= one.on <= last), key=lambda one: (one.on, one.code, one.period))
    )


def _of_year(year: int, calendar: Calendar) -> Iterator[Duty]:
    for one in YEARLY:
        try:
            begins, on = one.days(year, calendar)
        except BeyondTheCalendar:
            continue
        yield Duty(one.code, str(year), on, one.what, one.subject, one.statutory, one.source, begins)


def _review(year: int) -> Iterator[Duty]:
    """Yield the end of a compulsory review of polling districts and places: 16 months from October (MM-N01)."""
    began = year - 2
    if began >= FIRST_REVIEW and (began - FIRST_REVIEW) % REVIEW_EVERY == 0:
        what = "Compulsory review of polling districts and places complete"
        source = Source(RPA_1983, "s 18C", "MM-N01")
        yield Duty(
            "district-review", str(began), date(year, 1, 31), what, Subject.POLL, True, source, date(began, 10, 1)
        )


def postal_statement_days(polling_day: date, calendar: Calendar) -> tuple[date, date]:
    """Return the first and the last day for the statement as to postal ballot papers (MM-P02).

    Not before the 10th and not later than the 25th calendar day after the poll, each moved to the next working day.
    """
    first, last = (polling_day + timedelta(days=days) for days in (POSTAL_EARLIEST_DAYS, POSTAL_LATEST_DAYS))
    return calendar.working_day_on_or_after(first), calendar.working_day_on_or_after(last)


def claim_day(polling_day: date, calendar: Calendar) -> date:
    """Return the working day by which the account of a nationally funded poll is sent: within six months (MM-A15)."""
    return calendar.working_day_on_or_before(months_after(polling_day, CLAIM_MONTHS))


def breach_notice(aware_on: date) -> tuple[date, Source]:
    """Return the day by which the Information Commissioner is told of a breach that is a risk to people: 72 hours."""
    return aware_on + BREACH_HOURS, Source(DATA_PROTECTION, "art 33(1)", confirmed=False)


def duties_after(polling_day: date, kind: Kind, calendar: Calendar) -> tuple[Duty, ...]:
    """Return what follows from a poll that was held, soonest first; nothing where its bank holidays are not known.

    The day of the result is not known here, so returns of candidates' expenses are reckoned from polling day: the day
    on which it is worth asking after them, never later than the law's own (MM-P05).
    """
    try:
        return tuple(sorted(_after(polling_day, kind, calendar), key=lambda one: one.on))
    except BeyondTheCalendar:
        return ()


def _after(polling_day: date, kind: Kind, calendar: Calendar) -> Iterator[Duty]:
    period = polling_day.isoformat()
    if kind in (Kind.BID, Kind.PARISH_POLL, Kind.RECALL):
        return
    begins, on = postal_statement_days(polling_day, calendar)
    source = Source(COMMISSION_AFTER_POLL, "", "MM-P02")
    what = "Statement as to postal ballot papers to the Secretary of State and the Electoral Commission"
    yield Duty("postal-statement", period, on, what, Subject.RETURN, True, source, begins)
    if kind not in _REFERENDUMS:
        days = PARISH_RETURN_DAYS if kind is Kind.PARISH else RETURN_DAYS
        source = Source(RPA_1983, "Sch 4" if kind is Kind.PARISH else "s 81", "MM-P05")
        what = "Candidates' returns of expenses: who has not sent one"
        yield Duty("expenses", period, polling_day + timedelta(days=days), what, Subject.RETURN, True, source)
    if kind in _NATIONALLY_FUNDED:
        source = Source(CLAIMS_GUIDANCE, "", "MM-A15")
        what = "Account of a nationally funded poll to the Elections Claims Unit"
        yield Duty("claim", period, claim_day(polling_day, calendar), what, Subject.MONEY, True, source)


_NATIONALLY_FUNDED = frozenset({Kind.UK_PARLIAMENT, Kind.PCC})
_REFERENDUMS = frozenset(
    {Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, Kind.COUNCIL_TAX_REFERENDUM, Kind.GOVERNANCE_REFERENDUM}
)
