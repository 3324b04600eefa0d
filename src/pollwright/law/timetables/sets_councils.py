"""Timetables of councillors: principal areas, parishes and communities, and the districts of Northern Ireland."""

from datetime import date
from typing import Final

from pollwright.law.nations import Nation
from pollwright.law.sources import RPA_1983, Source
from pollwright.law.timetables.days import Days
from pollwright.law.timetables.electors import (
    FOUR,
    ONE,
    SIX,
    TWO,
    absent_votes,
    alterations,
    days_of,
    hours,
    identification,
    northern_absent_votes,
    postal_statement,
)
from pollwright.law.timetables.instruments import (
    ELECTORAL_LAW_ACT_1962,
    LOCAL_ELECTIONS_ORDER_1985,
    LOCAL_GOVERNMENT_ACT_1972,
    LOCAL_RULES_2006,
    PARISH_RULES_2006,
    PEOPLE_REGULATIONS,
    SCOTTISH_ABSENT_VOTING_REGULATIONS_2007,
    SCOTTISH_LOCAL_GOVERNMENT_ACT_1973,
    SCOTTISH_LOCAL_ORDER_2011,
    WELSH_COMMUNITY_RULES_2021,
    WELSH_LOCAL_RULES_2021,
)
from pollwright.law.timetables.kinds import NORTHERN_IRELAND, SCOTLAND, Kind
from pollwright.law.timetables.moments import (
    AfterTrigger,
    Before,
    Between,
    DaysAfter,
    DaysAfterTrigger,
    Due,
    MonthsAfterTrigger,
)
from pollwright.law.timetables.rules import Counted, Rule, RuleSet, Trigger, by_election_of
from pollwright.law.timetables.steps import Step

FOUR_O_CLOCK_RULES: Final = date(2014, 5, 22)
"""First polls in England and Wales whose nominations closed at 4pm on the nineteenth working day."""
WELSH_RULES: Final = date(2022, 5, 5)
EXPENSES: Final = Source(RPA_1983, "ss 81 and 119", "T-08")
DECLARED_WITHIN: Final = 4
"""Days after the poll by which the range of the expenses return supposes the result to be declared."""


def nominations(instrument: str, closing: int = 19, statement: int = 18) -> tuple[Rule, ...]:
    """Return nomination, withdrawal and the statement of persons nominated, all at 4pm.

    :param closing: working days before the poll on which papers close.
    :param statement: working days before the poll by which the statement is published.
    """
    timetable = Source(instrument, "timetable", "T-13")
    return (
        Rule(Step.NOMINATIONS_CLOSE, Before(closing), timetable, FOUR),
        Rule(Step.WITHDRAWALS_CLOSE, Before(closing), timetable, FOUR),
        Rule(Step.SOPN_PUBLISHED, Before(statement), timetable, FOUR),
    )


def election_agents(when: Before) -> Rule:
    """Return the last time to appoint an election agent: that of withdrawal."""
    return Rule(Step.AGENTS_APPOINTED, when, Source(RPA_1983, "s 67", "N-24"), FOUR)


def last_week(instrument: str) -> tuple[Rule, ...]:
    """Return the notice of poll and the agents at stations and the count."""
    notice = Source(instrument, "notice of poll")
    agents = Source(instrument, "appointment of polling and counting agents", "N-26")
    return (
        Rule(Step.NOTICE_OF_POLL, Before(6), notice),
        Rule(Step.NOTICE_OF_POLL_LAST, Before(6), notice),
        Rule(Step.POLLING_COUNTING_AGENTS, Before(5), agents),
    )


def expenses(
    days: int = 35, step: Step = Step.EXPENSES_RETURN, source: Source = EXPENSES, what: str = "election expenses"
) -> Rule:
    """Return the return of expenses, counted from the declaration of the result."""
    says = f"Return of {what}, {days} days after the result is declared"
    return Rule(step, DaysAfter(days, DECLARED_WITHIN), source, counted=Counted.CAMPAIGN, says=says)


def claims() -> tuple[Rule, ...]:
    """Return the last days for claims against candidates to come in and to be paid, where the return is due in 35."""
    source = Source(RPA_1983, "s 78", "SP-04")
    return (
        Rule(Step.EXPENSES_CLAIMS, DaysAfter(21, DECLARED_WITHIN), source, counted=Counted.CAMPAIGN),
        Rule(Step.EXPENSES_PAYMENTS, DaysAfter(28, DECLARED_WITHIN), source, counted=Counted.CAMPAIGN),
    )


def _principal(nation: Nation, instrument: str, polls_from: date, polls_before: date = date.max) -> RuleSet:
    return RuleSet(
        f"local-{nation}-{polls_from.year}",
        Kind.LOCAL,
        (nation,),
        by_election=False,
        polls_from=polls_from,
        polls_before=polls_before,
        days=days_of(nation, Days(Source(instrument, "computation of time", "T-01"))),
        rules=(
            Rule(Step.NOTICE_OF_ELECTION, Before(25), Source(instrument, "timetable", "T-14")),
            *nominations(instrument),
            election_agents(Before(19)),
            *alterations(Before(19), 18),
            *absent_votes(nation),
            *(identification() if nation is Nation.ENGLAND else ()),
            *last_week(instrument),
            *hours(instrument),
            postal_statement(PEOPLE_REGULATIONS[nation]),
            *claims(),
            expenses(),
        ),
    )


def _parish(nation: Nation, instrument: str, polls_from: date, polls_before: date = date.max) -> RuleSet:
    return RuleSet(
        f"parish-{nation}-{polls_from.year}",
        Kind.PARISH,
        (nation,),
        by_election=False,
        polls_from=polls_from,
        polls_before=polls_before,
        days=days_of(nation, Days(Source(instrument, "computation of time", "T-01"))),
        rules=(
            Rule(Step.NOTICE_OF_ELECTION, Before(25), Source(instrument, "timetable", "T-14")),
            *nominations(instrument),
            Rule(Step.POLL_CARDS_REQUESTED, Before(19), Source(instrument, "poll cards", "K-01"), FOUR),
            *alterations(Before(19), 18),
            *absent_votes(nation),
            *(identification() if nation is Nation.ENGLAND else ()),
            *last_week(instrument),
            *hours(instrument),
            Rule(
                Step.EXPENSES_RETURN,
                DaysAfter(28),
                Source(RPA_1983, "s 90 and Sch 4", "T-08"),
                counted=Counted.CAMPAIGN,
                says="Return of election expenses, 28 days after the poll",
            ),
        ),
    )


PRINCIPAL_AREAS: Final = (
    _principal(Nation.ENGLAND, LOCAL_RULES_2006, FOUR_O_CLOCK_RULES),
    _principal(Nation.WALES, LOCAL_RULES_2006, FOUR_O_CLOCK_RULES, WELSH_RULES),
    _principal(Nation.WALES, WELSH_LOCAL_RULES_2021, WELSH_RULES),
)
PRINCIPAL_VACANCY: Final = Trigger(
    "the day on which the second elector's request was received, or the vacancy declared",
    Between(AfterTrigger(25), AfterTrigger(35)),
    Source(LOCAL_GOVERNMENT_ACT_1972, "s 89", "E-08"),
)
PARISHES: Final = (
    _parish(Nation.ENGLAND, PARISH_RULES_2006, FOUR_O_CLOCK_RULES),
    _parish(Nation.WALES, PARISH_RULES_2006, FOUR_O_CLOCK_RULES, WELSH_RULES),
    _parish(Nation.WALES, WELSH_COMMUNITY_RULES_2021, WELSH_RULES),
)
PARISH_VACANCY_SOURCE: Final = Source(PARISH_RULES_2006, "filling of casual vacancies", "E-11")
PARISH_VACANCY: Final = Trigger(
    "the day of the notice of vacancy",
    Between(None, AfterTrigger(60)),
    PARISH_VACANCY_SOURCE,
)
PARISH_REQUESTS: Final = Rule(Step.VACANCY_REQUESTS_CLOSE, AfterTrigger(14), PARISH_VACANCY_SOURCE)

_SCOTTISH_TIMETABLE: Final = Source(SCOTTISH_LOCAL_ORDER_2011, "Sch 1 r 1", "T-12")
SCOTTISH_COUNCILS: Final = RuleSet(
    "local-scotland-2012",
    Kind.LOCAL,
    SCOTLAND,
    by_election=False,
    polls_from=date(2012, 5, 3),
    polls_before=date.max,
    days=days_of(
        Nation.SCOTLAND,
        Days(Source(SCOTTISH_LOCAL_ORDER_2011, "Sch 1 r 2", "T-05"), easter_monday=True, christmas_eve=False),
    ),
    rules=(
        Rule(Step.NOTICE_OF_ELECTION_EARLIEST, Before(35), _SCOTTISH_TIMETABLE),
        Rule(Step.NOTICE_OF_ELECTION, Due(Before(28), earliest=Before(35)), _SCOTTISH_TIMETABLE),
        Rule(Step.NOMINATIONS_CLOSE, Before(23), _SCOTTISH_TIMETABLE, FOUR),
        Rule(Step.WITHDRAWALS_CLOSE, Before(23), _SCOTTISH_TIMETABLE, FOUR),
        Rule(Step.SOPN_PUBLISHED, Due(Before(22), earliest=Before(23)), _SCOTTISH_TIMETABLE, FOUR),
        Rule(Step.AGENTS_APPOINTED, Before(23), Source(RPA_1983, "s 67", "N-24"), FOUR),
        Rule(
            Step.NOTICE_OF_POLL,
            Before(23),
            Source(SCOTTISH_LOCAL_ORDER_2011, "Sch 1 r 20"),
            says="Notice of poll and of the situation of polling stations, as soon as practicable after 4pm on",
        ),
        *alterations(Before(23), 22),
        *absent_votes(Nation.SCOTLAND, SCOTTISH_ABSENT_VOTING_REGULATIONS_2007),
        Rule(Step.POLLING_COUNTING_AGENTS, Before(5), Source(SCOTTISH_LOCAL_ORDER_2011, "Sch 1 r 26", "N-26")),
        *hours(SCOTTISH_LOCAL_ORDER_2011),
        *claims(),
        expenses(),
    ),
)
SCOTTISH_VACANCY: Final = Trigger(
    "the day on which the vacancy occurred",
    Between(None, MonthsAfterTrigger(3)),
    Source(SCOTTISH_LOCAL_GOVERNMENT_ACT_1973, "s 37", confirmed=False),
)

_NORTHERN_TIMETABLE: Final = Source(ELECTORAL_LAW_ACT_1962, "Sch 5 r 1(2)")
_NORTHERN_COMMON: Final = (
    *northern_absent_votes(Source(LOCAL_ELECTIONS_ORDER_1985, "Sch 2 Pt I para 11 (SI 1998/3150)", "T-04")),
    Rule(
        Step.POLLING_COUNTING_AGENTS,
        Before(5),
        Source(ELECTORAL_LAW_ACT_1962, "Sch 5, appointment of polling and counting agents", confirmed=False),
    ),
    *hours(ELECTORAL_LAW_ACT_1962),
    expenses(source=Source(LOCAL_ELECTIONS_ORDER_1985, "return of election expenses", "T-08", confirmed=False)),
)
NORTHERN_COUNCILS: Final = RuleSet(
    "local-northern-ireland-2010",
    Kind.LOCAL,
    NORTHERN_IRELAND,
    by_election=False,
    polls_from=date(2014, 5, 22),
    polls_before=date.max,
    days=days_of(Nation.NORTHERN_IRELAND, Days(Source(ELECTORAL_LAW_ACT_1962, "Sch 5 r 2", "T-01"))),
    rules=(
        Rule(Step.NOTICE_OF_ELECTION, Before(25), _NORTHERN_TIMETABLE),
        Rule(Step.NOMINATIONS_CLOSE, Before(16), _NORTHERN_TIMETABLE, ONE),
        Rule(Step.WITHDRAWALS_CLOSE, Before(16), _NORTHERN_TIMETABLE, ONE),
        Rule(Step.AGENTS_APPOINTED, Before(16), Source(ELECTORAL_LAW_ACT_1962, "s 37", confirmed=False), ONE),
        Rule(Step.OBJECTIONS_CLOSE, Before(16), _NORTHERN_TIMETABLE, TWO),
        Rule(Step.SOPN_PUBLISHED, Due(Before(16), latest=Before(15)), _NORTHERN_TIMETABLE, SIX),
        *_NORTHERN_COMMON,
    ),
)
NORTHERN_VACANCIES: Final = RuleSet(
    "local-northern-ireland-2010-by-election",
    Kind.LOCAL,
    NORTHERN_IRELAND,
    by_election=True,
    polls_from=NORTHERN_COUNCILS.polls_from,
    polls_before=date.max,
    days=NORTHERN_COUNCILS.days,
    rules=(
        Rule(
            Step.NOTICE_OF_ELECTION,
            DaysAfterTrigger(21),
            Source(ELECTORAL_LAW_ACT_1962, "Sch 5 r 1(3)"),
            says="Last day to publish the notice of election; nominations end at 1pm on the 7th day after the notice",
        ),
        *_NORTHERN_COMMON,
    ),
    trigger=Trigger(
        "the day on which the vacancy is deemed to have occurred",
        Between(None, None),
        Source(ELECTORAL_LAW_ACT_1962, "s 11(5)"),
    ),
)

COUNCILS: Final = (
    *PRINCIPAL_AREAS,
    *(by_election_of(one, PRINCIPAL_VACANCY) for one in PRINCIPAL_AREAS),
    *PARISHES,
    *(by_election_of(one, PARISH_VACANCY, (PARISH_REQUESTS,)) for one in PARISHES),
    SCOTTISH_COUNCILS,
    by_election_of(SCOTTISH_COUNCILS, SCOTTISH_VACANCY),
    NORTHERN_COUNCILS,
    NORTHERN_VACANCIES,
)
