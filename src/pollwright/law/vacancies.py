"""Casual vacancies: who may ask for an election, by when, and between which days the poll is held (E-07 to E-14)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.guidance import COMMISSION_LOCAL
from pollwright.law.nations import Nation
from pollwright.law.periods import months_after
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.reach import Reach, row_for
from pollwright.law.sources import POLICE_REFORM_ACT_2011, Source
from pollwright.law.timetables.instruments import (
    COMBINED_AUTHORITIES_ORDER_2017,
    LOCAL_GOVERNMENT_ACT_1972,
    LOCAL_RULES_2006,
    MAYORAL_REGULATIONS_2007,
    PARISH_POLLS_RULES_1987,
    SCOTTISH_LOCAL_GOVERNMENT_ACT_1973,
)
from pollwright.law.timetables.kinds import ENGLAND, ENGLAND_AND_WALES, SCOTLAND, Kind
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

REQUESTS: Final = Source(COMMISSION_LOCAL, "Requests to hold an election", "E-07")
TIMING: Final = Source(COMMISSION_LOCAL, "Timing of elections", "E-08")
DECLARED: Final = Source(COMMISSION_LOCAL, "Timing of elections", "E-09")
SIX_MONTHS: Final = Source(COMMISSION_LOCAL, "Notice of vacancy", "E-10")
ONE_THIRD: Final = Source(LOCAL_GOVERNMENT_ACT_1972, "s 89(3)", "E-10", confirmed=False)
PARISH_REQUESTS: Final = Source(COMMISSION_LOCAL, "Requests to hold an election", "E-11")
PARISH_TIMING: Final = Source(COMMISSION_LOCAL, "Timing of elections", "E-11")
ONE_SEAT: Final = Source("Notices of vacancy of district councils", "", "E-12")
PARISH_POLL: Final = Source(PARISH_POLLS_RULES_1987, "Sch", "E-14")
NOTICE_NEEDS: Final = Source(LOCAL_RULES_2006, "timetable", "T-14")
RETIREMENT: Final = Source(LOCAL_GOVERNMENT_ACT_1972, "s 7", confirmed=False)

NOTICE_BEFORE_POLL: Final = 25
"""Working days from the latest notice of election to the poll: no poll can follow sooner on what sets it off."""
SIX: Final = 6


class RequestArea(StrEnum):
    """Of which area those who ask for an election must be electors."""

    AUTHORITY = "authority"
    ELECTORAL_AREA = "electoral-area"


class RequestVerdict(StrEnum):
    """What became of one request."""

    COUNTS = "counts"
    OTHER_SEAT = "other-seat"
    NOT_AN_ELECTOR = "not-a-local-government-elector"
    OUTSIDE_AREA = "outside-area"
    REPEATED = "repeated"
    BEFORE_NOTICE = "before-notice"
    TOO_LATE = "too-late"


class Next(StrEnum):
    """What follows from a vacancy."""

    AWAIT_NOTICE = "await-notice"
    AWAIT_REQUESTS = "await-requests"
    BY_ELECTION = "by-election"
    CO_OPTION = "co-option"
    ORDINARY_ELECTION = "ordinary-election"


@dataclass(frozen=True, slots=True)
class VacancyRule:
    """How a kind of seat is filled.

    `requests` electors of `area` must ask (0: nobody need), within `requests_within` working days of the notice of
    vacancy (None: no limit). The poll is held within `poll_within` working days of what sets it off, or within
    `poll_within_months`; not sooner than `declared_from` after a declaration.
    """

    reach: Reach
    requests: int
    area: RequestArea
    requests_within: int | None
    poll_within: int
    source: Source
    timing: Source
    declared_from: int = 0
    poll_within_months: int = 0
    counted_from_notice: bool = False
    co_option: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A request for an election: by which elector, received when, for which seat.

    `in_area` says that the elector is registered in the area that the rule names.
    """

    elector: str
    received_on: date
    on_register: bool = True
    in_area: bool = True
    seat: str = ""


@dataclass(frozen=True, slots=True)
class RequestsFound:
    """Each request's verdict in order of receipt, how many count, and the day on which there were enough."""

    verdicts: tuple[tuple[Request, RequestVerdict], ...]
    counting: int
    needed: int
    reached_on: date | None
    last_day: date | None
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class PollRange:
    """Between which days, both included, the poll is held."""

    earliest: date
    latest: date
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A seat that fell vacant.

    `declared_on` is the day on which the High Court or the council declared it, `notice_on` that of the notice of
    vacancy; None where neither has happened. `retires_on` is the day on which its holder would have retired.
    `vacant` counts all vacancies of the council with this one, of `members` seats.
    """

    kind: Kind
    nation: Nation
    reason: VacancyReason
    arose_on: date
    retires_on: date
    vacant: int = 1
    members: int = 1
    seat: str = ""
    declared_on: date | None = None
    notice_on: date | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from a vacancy as things stand on a day."""

    next: Next
    poll: PollRange | None
    requests: RequestsFound | None
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """What a notice of vacancy has to say of how the seat is filled; one of the first three is there.

    :cvar electors_needed: how many electors must ask; 0 where nobody need or nobody can.
    :cvar waits: the seat waits for the ordinary election, or a parish council fills it by `co_option`.
    :cvar poll_by: last day of a poll that nobody need ask for.
    :cvar of: the area of which those who ask are electors.
    :cvar requests_by: last day for requests; None where there is no limit.
    """

    electors_needed: int
    waits: bool
    poll_by: date | None
    of: RequestArea
    requests_by: date | None
    co_option: bool


RULES: Final = (
    VacancyRule(
        Reach((Kind.LOCAL,), ENGLAND_AND_WALES),
        2,
        RequestArea.AUTHORITY,
        None,
        35,
        REQUESTS,
        TIMING,
        declared_from=25,
    ),
    VacancyRule(
        Reach((Kind.PARISH,), ENGLAND_AND_WALES),
        10,
        RequestArea.ELECTORAL_AREA,
        14,
        60,
        PARISH_REQUESTS,
        PARISH_TIMING,
        counted_from_notice=True,
        co_option=True,
    ),
    *(
        VacancyRule(Reach((kind,), nations), 0, RequestArea.AUTHORITY, None, 35, source, source)
        for kind, nations, source in (
            (Kind.MAYORAL, ENGLAND_AND_WALES, Source(MAYORAL_REGULATIONS_2007, "vacancies", "E-11a", confirmed=False)),
            (
                Kind.COMBINED_AUTHORITY_MAYORAL,
                ENGLAND,
                Source(COMBINED_AUTHORITIES_ORDER_2017, "vacancies", "E-11a", confirmed=False),
            ),
            (Kind.PCC, ENGLAND_AND_WALES, Source(POLICE_REFORM_ACT_2011, "s 51", "E-11a", confirmed=False)),
        )
    ),
    VacancyRule(
        Reach((Kind.LOCAL,), SCOTLAND),
        0,
        RequestArea.AUTHORITY,
        None,
        0,
        Source(SCOTTISH_LOCAL_GOVERNMENT_ACT_1973, "s 37", confirmed=False),
        Source(SCOTTISH_LOCAL_GOVERNMENT_ACT_1973, "s 37", confirmed=False),
        poll_within_months=3,
    ),
)


def vacancy_rule(kind: Kind, nation: Nation, on: date) -> VacancyRule:
    """Return how a seat is filled.

    :raises NotCovered: where no rule is held: a UK Parliamentary seat waits for the writ, one in Northern Ireland for a
        substitute.
    """
    return row_for(RULES, kind, nation, on, "rule on vacancies")


def check_requests(
    requests: Sequence[Request], rule: VacancyRule, notice_on: date | None, calendar: Calendar, seat: str = ""
) -> RequestsFound:
    """Return which requests count and whether there are enough.

    Each elector counts once. Vacancies can't be merged: each request names its seat (E-12).

    :param seat: the seat that they are counted for.
    """
    last = None
    if notice_on is not None and rule.requests_within is not None:
        last = calendar.working_days_after(notice_on, rule.requests_within)
    verdicts: list[tuple[Request, RequestVerdict]] = []
    electors: set[str] = set()
    reached_on = None
    for request in sorted(requests, key=lambda one: one.received_on):
        verdict = _verdict(request, rule, notice_on, last, seat)
        if verdict is RequestVerdict.COUNTS and request.elector in electors:
            verdict = RequestVerdict.REPEATED
        if verdict is RequestVerdict.COUNTS:
            electors.add(request.elector)
            if len(electors) == rule.requests:
                reached_on = request.received_on
        verdicts.append((request, verdict))
    says = Message(
        "Electors who must ask for an election: {requests}; requests that count: {counting}",
        requests=rule.requests,
        counting=len(electors),
    )
    workings = [Working(says, reached_on, rule.source)]
    if last is not None:
        workings.append(Working("Last day for requests", last, rule.source))
    return RequestsFound(tuple(verdicts), len(electors), rule.requests, reached_on, last, tuple(workings))


def poll_range(
    rule: VacancyRule, set_off_on: date, calendar: Calendar, *, declared: bool = False, known_on: date | None = None
) -> PollRange:
    """Return the days between which the poll is held.

    :param set_off_on: the last request needed, the declaration or, for a parish, the notice of vacancy.
    :param known_on: the day on which it was first known that there would be a poll, where that came later (for a
        parish, the tenth request).
    :param declared: what set the poll off is a declaration by the High Court or the council.
    """
    if rule.poll_within_months:
        latest = calendar.working_day_on_or_before(months_after(set_off_on, rule.poll_within_months))
        within = Message("{poll_within_months} months", poll_within_months=rule.poll_within_months)
    else:
        latest = calendar.working_days_after(set_off_on, rule.poll_within)
        within = Message("{poll_within} working days", poll_within=rule.poll_within)
    by_law = declared and rule.declared_from
    begins = set_off_on if by_law or known_on is None else known_on
    earliest = calendar.working_days_after(begins, rule.declared_from if by_law else NOTICE_BEFORE_POLL)
    says = "Not sooner than 25 working days after the declaration" if by_law else "The notice of election comes before"
    return PollRange(
        earliest,
        latest,
        (
            Working("Counted from", set_off_on, rule.timing),
            Working(says, earliest, DECLARED if by_law else NOTICE_NEEDS),
            Working(
                Message("The poll is held within {within}", within=within), latest, DECLARED if by_law else rule.timing
            ),
        ),
    )


def six_month_rule(vacancy: Vacancy) -> Answer:
    """Return whether the vacancy waits for the ordinary election because it arose within six months of it (E-10).

    It does not where more than a third of the council is vacant.
    """
    since = months_after(vacancy.retires_on, -SIX)
    late = vacancy.arose_on >= since
    third = vacancy.members > 1 and 3 * vacancy.vacant > vacancy.members
    workings = [Working("The six months before the holder would have retired begin", since, SIX_MONTHS)]
    if late:
        says = Message(
            "Vacant {vacant} of {members} seats: {more} than a third",
            vacant=vacancy.vacant,
            members=vacancy.members,
            more=Message("more") if third else Message("not more"),
        )
        workings.append(Working(says, None, ONE_THIRD))
    return Answer(late and not third, tuple(workings))


def what_follows(vacancy: Vacancy, requests: Sequence[Request], on: date, calendar: Calendar) -> Following:
    """Return what follows from a vacancy as things stand at the end of a day.

    :raises NotCovered: where no rule is held for such a seat.
    """
    rule = vacancy_rule(vacancy.kind, vacancy.nation, vacancy.arose_on)
    waits = six_month_rule(vacancy)
    if waits.holds:
        following = Next.CO_OPTION if rule.co_option else Next.ORDINARY_ELECTION
        return Following(following, None, None, waits.workings)
    if vacancy.declared_on is not None and not rule.co_option:
        found = poll_range(rule, vacancy.declared_on, calendar, declared=True)
        return Following(Next.BY_ELECTION, found, None, (*waits.workings, *found.workings))
    if not rule.requests:
        found = poll_range(rule, vacancy.arose_on, calendar)
        return Following(Next.BY_ELECTION, found, None, (*waits.workings, *found.workings))
    return _by_request(
        vacancy, rule, check_requests(requests, rule, vacancy.notice_on, calendar, vacancy.seat), on, calendar
    )


def notice_terms(vacancy: Vacancy, dated: date, calendar: Calendar) -> NoticeTerms:
    """Return what the notice of a vacancy says that is published on a day.

    :raises NotCovered: where no rule is held for such a seat.
    """
    rule = vacancy_rule(vacancy.kind, vacancy.nation, vacancy.arose_on)
    if six_month_rule(vacancy).holds:
        return NoticeTerms(0, True, None, rule.area, None, rule.co_option)
    found = what_follows(replace(vacancy, notice_on=dated), (), dated, calendar)
    if found.poll is not None:
        return NoticeTerms(0, False, found.poll.latest, rule.area, None, False)
    last = found.requests.last_day if found.requests else None
    return NoticeTerms(rule.requests, False, None, rule.area, last, False)


def parish_poll_demanded(in_favour: int, present_and_voting: int) -> Answer:
    """Return whether enough electors at a parish meeting demanded a poll on a question: ten, or a third if fewer."""
    needed = min(10, -(-present_and_voting // 3))
    says = Message(
        "A poll is demanded by ten electors, or by a third of those present and voting: {needed} here", needed=needed
    )
    return Answer(present_and_voting > 0 and in_favour >= needed, (Working(says, None, PARISH_POLL),))


def retires_on(ordinary_election: date) -> date:
    """Return the day on which councillors retire after an ordinary election: the fourth day after it."""
    return ordinary_election + timedelta(days=4)


def _verdict(
    request: Request, rule: VacancyRule, notice_on: date | None, last: date | None, seat: str
) -> RequestVerdict:
    limited = rule.requests_within is not None
    tests = (
        (request.seat == seat, RequestVerdict.OTHER_SEAT),
        (request.on_register, RequestVerdict.NOT_AN_ELECTOR),
        (request.in_area, RequestVerdict.OUTSIDE_AREA),
        (not limited or (notice_on is not None and request.received_on >= notice_on), RequestVerdict.BEFORE_NOTICE),
        (last is None or request.received_on <= last, RequestVerdict.TOO_LATE),
    )
    return next((verdict for holds, verdict in tests if not holds), RequestVerdict.COUNTS)


def _by_request(vacancy: Vacancy, rule: VacancyRule, found: RequestsFound, on: date, calendar: Calendar) -> Following:
    """Return what follows where electors must ask for the election."""
    if found.reached_on is not None:
        set_off = vacancy.notice_on if rule.counted_from_notice and vacancy.notice_on else found.reached_on
        poll = poll_range(rule, set_off, calendar, known_on=found.reached_on)
        return Following(Next.BY_ELECTION, poll, found, (*found.workings, *poll.workings))
    if found.last_day is None:
        waiting = Next.AWAIT_REQUESTS if rule.requests_within is None or vacancy.notice_on else Next.AWAIT_NOTICE
        return Following(waiting, None, found, found.workings)
    following = Next.CO_OPTION if on > found.last_day else Next.AWAIT_REQUESTS
    return Following(following, None, found, found.workings)
