"""Timetables of the parliaments: the UK's, general election and by-election, the Scottish one and the Senedd."""

from dataclasses import replace
from datetime import date
from typing import Final

from pollwright.law.guidance import ELECTIONS_RULES
from pollwright.law.nations import Nation
from pollwright.law.sources import RPA_1983, Source
from pollwright.law.timetables.days import Days
from pollwright.law.timetables.electors import (
    FIVE,
    FOUR,
    GENERAL_ELECTION_IDENTIFICATION_FROM,
    IDENTIFICATION_FROM,
    absent_votes,
    alterations,
    days_of,
    hours,
    identification,
    northern_absent_votes,
    postal_statement,
)
from pollwright.law.timetables.instruments import (
    ASSEMBLY_ORDER_2007,
    DISSOLUTION_ACT_2022,
    EARLY_ELECTION_ACT_2019,
    FIXED_TERM_PARLIAMENTS_ACT_2011,
    GOVERNMENT_OF_WALES_ACT_2006,
    PEOPLE_REGULATIONS,
    SCOTLAND_ACT_1998,
    SCOTTISH_CORONAVIRUS_ACT_2021,
    SCOTTISH_PARLIAMENT_ORDER_2015,
    SENEDD_ORDER_2025,
    WELSH_CORONAVIRUS_ACT_2021,
)
from pollwright.law.timetables.kinds import SCOTLAND, WALES, Kind
from pollwright.law.timetables.moments import (
    AfterTrigger,
    Before,
    Between,
    DaysBefore,
    Due,
    MonthsAfterTrigger,
    OrElse,
    When,
    Within,
)
from pollwright.law.timetables.rules import Counted, Rule, RuleSet, Trigger, by_election_of
from pollwright.law.timetables.sets_councils import claims, election_agents, expenses, last_week, nominations
from pollwright.law.timetables.steps import Step

_TIMETABLE: Final = Source(ELECTIONS_RULES, "r 1")
_OBJECTIONS: Final = "Objections to nomination papers end; from noon only to papers delivered after 4pm the day before"
_STATEMENT: Final = "Statement of persons nominated published; by 4pm the next working day where there are objections"
_NOTICE_OF_POLL: Final = (
    "Notice of poll and of the situation of polling stations, in the statement of persons nominated"
)
PREROGATIVE_RESTORED: Final = date(2022, 3, 24)
"""Day on which the Dissolution and Calling of Parliament Act 2022 came into force."""
DECEMBER_2019: Final = date(2019, 12, 12)
MAY_2021: Final = date(2021, 5, 6)
NEW_SENEDD: Final = date(2026, 4, 7)
"""First day of polls under the Senedd's Order of 2025, which does not hold for polls on or before 6 April 2026."""
SHORTER_DISSOLUTION: Final = date(2026, 5, 1)
"""First day of polls at which the Scottish Parliament is dissolved for twenty working days, not twenty-eight."""


def _parliamentary(
    nation: Nation, closing: When, statement: tuple[Rule, ...], identified_from: date
) -> tuple[Rule, ...]:
    """Return what general and by-elections have alike, hung on the close of nominations."""
    northern = nation is Nation.NORTHERN_IRELAND
    return (
        Rule(Step.NOMINATIONS_CLOSE, closing, _TIMETABLE, FOUR),
        Rule(Step.WITHDRAWALS_CLOSE, closing, _TIMETABLE, FOUR),
        Rule(Step.AGENTS_APPOINTED, closing, Source(RPA_1983, "s 67", "N-24"), FOUR),
        Rule(Step.OBJECTIONS_CLOSE, closing, Source(ELECTIONS_RULES, "r 15"), FIVE, says=_OBJECTIONS),
        *statement,
        *(northern_absent_votes() if northern else absent_votes(nation)),
        *(() if northern else alterations(closing, 18)),
        *(() if northern else identification(identified_from)),
        Rule(Step.POLLING_COUNTING_AGENTS, Before(5), Source(ELECTIONS_RULES, "r 30", "N-26")),
        Rule(Step.SUB_AGENTS_APPOINTED, Before(2), Source(RPA_1983, "s 68", "N-25"), counted=Counted.CAMPAIGN),
        *hours(ELECTIONS_RULES),
        *(() if northern else (postal_statement(PEOPLE_REGULATIONS[nation]),)),
        *claims(),
        expenses(),
    )


def _statements(sopn: When, last: When) -> tuple[Rule, ...]:
    source = Source(ELECTIONS_RULES, "rr 1 and 14")
    return (
        Rule(Step.SOPN_PUBLISHED, sopn, source, FIVE, says=_STATEMENT),
        Rule(Step.NOTICE_OF_POLL, sopn, source, FIVE, says=_NOTICE_OF_POLL),
        Rule(Step.NOTICE_OF_POLL_LAST, last, source, FOUR),
    )


def _general_election(nation: Nation) -> RuleSet:
    dissolved = Source(DISSOLUTION_ACT_2022, "Sch, with the Parliamentary Elections Rules r 1")
    formerly = Source(FIXED_TERM_PARLIAMENTS_ACT_2011, "s 3(1)")
    return RuleSet(
        f"uk-parliament-{nation}-2014",
        Kind.UK_PARLIAMENT,
        (nation,),
        by_election=False,
        polls_from=date(2015, 5, 7),
        polls_before=date.max,
        days=days_of(
            nation,
            Days(Source(ELECTIONS_RULES, "r 2", "T-03"), anywhere=True),
            Days(Source(PEOPLE_REGULATIONS[nation], "reg 56", "T-03"), anywhere=True),
        ),
        rules=(
            Rule(Step.DISSOLUTION, Before(25), formerly, polls_before=PREROGATIVE_RESTORED),
            Rule(Step.DISSOLUTION, Before(25), dissolved, polls_from=PREROGATIVE_RESTORED),
            Rule(Step.WRIT_RECEIVED, Before(24), Source(ELECTIONS_RULES, "r 3")),
            Rule(Step.NOTICE_OF_ELECTION, Before(22), _TIMETABLE, FOUR),
            *_parliamentary(
                nation,
                Before(19),
                _statements(Due(Before(19), latest=Before(18)), Before(18)),
                GENERAL_ELECTION_IDENTIFICATION_FROM,
            ),
        ),
        trigger=Trigger(
            "the day of dissolution", Between(AfterTrigger(25), AfterTrigger(25)), Source(ELECTIONS_RULES, "r 1")
        ),
    )


_CLOSING: Final = Within(
    (
        Between(Before(19), Before(17)),
        Between(AfterTrigger(3), AfterTrigger(7)),
    )
)
"""The returning officer's choice: the poll comes 17 to 19 working days after it (T-10), and it is from the third day
after the notice of election to the seventh after the writ."""

_BEFORE_CLOSING: Final = Between(Before(26), Before(20))
"""Where the writ's day is not known: it came seven working days at most before the close of nominations, and the notice
three at least."""


def _by_election(nation: Nation) -> RuleSet:
    return RuleSet(
        f"uk-parliament-{nation}-2014-by-election",
        Kind.UK_PARLIAMENT,
        (nation,),
        by_election=True,
        polls_from=date(2014, 4, 6),
        polls_before=date.max,
        days=days_of(nation, Days(Source(ELECTIONS_RULES, "r 2", "T-03"))),
        rules=(
            Rule(Step.WRIT_RECEIVED, OrElse(AfterTrigger(0), _BEFORE_CLOSING), Source(ELECTIONS_RULES, "r 3")),
            Rule(
                Step.NOTICE_OF_ELECTION,
                OrElse(Due(AfterTrigger(2), earliest=AfterTrigger(0)), _BEFORE_CLOSING),
                _TIMETABLE,
                FOUR,
            ),
            *_parliamentary(nation, _CLOSING, _statements(_CLOSING, Before(16)), IDENTIFICATION_FROM),
        ),
        trigger=Trigger(
            "the day on which the writ is received", Between(AfterTrigger(20), AfterTrigger(26)), _TIMETABLE
        ),
    )


NATIONS: Final = tuple(Nation)
GENERAL_ELECTIONS: Final = tuple(_general_election(nation) for nation in NATIONS)
BY_ELECTIONS: Final = tuple(_by_election(nation) for nation in NATIONS)

_THAT_POLL: Final = Source(EARLY_ELECTION_ACT_2019, "s 1", "T-04")
DECEMBER_2019_IN_SCOTLAND: Final = replace(
    GENERAL_ELECTIONS[NATIONS.index(Nation.SCOTLAND)],
    code="uk-parliament-scotland-december-2019",
    polls_from=DECEMBER_2019,
    polls_before=date(2019, 12, 13),
    days={
        **GENERAL_ELECTIONS[NATIONS.index(Nation.SCOTLAND)].days,
        Counted.REGISTRATION: Days(_THAT_POLL, counting=frozenset({date(2019, 12, 2)})),
    },
)
"""The Act that called this election had the registration deadline fall on one day throughout the United Kingdom."""

_HOLYROOD: Final = Source(SCOTTISH_PARLIAMENT_ORDER_2015, "Sch 2 r 1", "T-12")
_VACANT_SEAT: Final = Source(SCOTLAND_ACT_1998, "s 9(3)(a)", confirmed=False)
_THREE_MONTHS: Final = Between(None, MonthsAfterTrigger(3, beginning_with=True))
"""The date of the poll falls within three months beginning with the occurrence of the vacancy."""
_HOLYROOD_RULES: Final = (
    Rule(Step.NOTICE_OF_ELECTION_EARLIEST, Before(35), _HOLYROOD),
    Rule(Step.NOTICE_OF_ELECTION, Due(Before(28), earliest=Before(35)), _HOLYROOD),
    Rule(Step.NOMINATIONS_CLOSE, Before(23), _HOLYROOD, FOUR),
    Rule(Step.WITHDRAWALS_CLOSE, Before(23), _HOLYROOD, FOUR),
    election_agents(Before(23)),
    Rule(Step.OBJECTIONS_CLOSE, Before(23), _HOLYROOD, FIVE, says=_OBJECTIONS),
    Rule(
        Step.SOPN_PUBLISHED,
        Due(Before(22), earliest=Before(23)),
        _HOLYROOD,
        FOUR,
        says="Statement of persons nominated published by; at 5pm the day before where there are no objections",
    ),
    Rule(Step.NOTICE_OF_POLL, Due(Before(22), earliest=Before(23)), _HOLYROOD, FOUR, says=_NOTICE_OF_POLL),
    Rule(Step.NOTICE_OF_POLL_LAST, Before(22), _HOLYROOD, FOUR),
    *alterations(Before(23), 22),
    *absent_votes(Nation.SCOTLAND),
    Rule(
        Step.POLLING_COUNTING_AGENTS,
        Before(5),
        Source(SCOTTISH_PARLIAMENT_ORDER_2015, "appointment of polling and counting agents", "N-26"),
    ),
    Rule(
        Step.SUB_AGENTS_APPOINTED, Before(2), Source(SCOTTISH_PARLIAMENT_ORDER_2015, "art 37", "N-25", confirmed=False)
    ),
    *hours(SCOTTISH_PARLIAMENT_ORDER_2015),
    *claims(),
    expenses(source=Source(SCOTTISH_PARLIAMENT_ORDER_2015, "return as to election expenses", "T-08")),
)
HOLYROOD: Final = RuleSet(
    "scottish-parliament-2015",
    Kind.SCOTTISH_PARLIAMENT,
    SCOTLAND,
    by_election=False,
    polls_from=date(2016, 1, 1),
    polls_before=MAY_2021,
    days=days_of(
        Nation.SCOTLAND, Days(Source(SCOTTISH_PARLIAMENT_ORDER_2015, "Sch 2 r 2", "T-05"), easter_monday=True)
    ),
    rules=(Rule(Step.DISSOLUTION, Before(27), Source(SCOTLAND_ACT_1998, "s 2(3)")), *_HOLYROOD_RULES),
)
HOLYROOD_2021: Final = replace(
    HOLYROOD,
    code="scottish-parliament-2021",
    polls_from=MAY_2021,
    polls_before=date(2021, 5, 7),
    rules=(
        Rule(Step.DISSOLUTION, Before(1), Source(SCOTTISH_CORONAVIRUS_ACT_2021, "s 6")),
        *(
            replace(
                rule,
                when=Before(21),
                source=Source(SCOTTISH_CORONAVIRUS_ACT_2021, "postal voting arrangements for the 2021 election"),
            )
            if rule.step is Step.POSTAL_DEADLINE
            else rule
            for rule in _HOLYROOD_RULES
        ),
    ),
)
HOLYROOD_2026: Final = replace(
    HOLYROOD,
    code="scottish-parliament-2026",
    polls_from=date(2021, 5, 7),
    polls_before=date.max,
    rules=(
        Rule(Step.DISSOLUTION, Before(27), Source(SCOTLAND_ACT_1998, "s 2(3)"), polls_before=SHORTER_DISSOLUTION),
        Rule(Step.DISSOLUTION, Before(19), Source(SCOTLAND_ACT_1998, "s 2(3)"), polls_from=SHORTER_DISSOLUTION),
        *_HOLYROOD_RULES,
    ),
)
HOLYROOD_VACANCY: Final = Trigger("the day on which the vacancy occurred", _THREE_MONTHS, _VACANT_SEAT)


def _senedd(code: str, instrument: str, polls_from: date, polls_before: date, dissolution: Rule) -> RuleSet:
    return RuleSet(
        code,
        Kind.SENEDD,
        WALES,
        by_election=False,
        polls_from=polls_from,
        polls_before=polls_before,
        days=days_of(Nation.WALES, Days(Source(instrument, "Sch 5, computation of time", "T-01"))),
        rules=(
            dissolution,
            Rule(Step.NOTICE_OF_ELECTION, Before(25), Source(instrument, "Sch 5 r 1", "T-12")),
            *nominations(instrument),
            election_agents(Before(19)),
            *alterations(Before(19), 18),
            *absent_votes(Nation.WALES, instrument),
            *last_week(instrument),
            *hours(instrument),
            postal_statement(instrument),
            *claims(),
            expenses(source=Source(instrument, "return as to election expenses", "T-08")),
        ),
    )


_DISSOLVED: Final = Rule(Step.DISSOLUTION, Before(20), Source(GOVERNMENT_OF_WALES_ACT_2006, "s 3(2)"))
SENEDD: Final = (
    _senedd("senedd-2007", ASSEMBLY_ORDER_2007, date(2016, 1, 1), MAY_2021, _DISSOLVED),
    _senedd(
        "senedd-2021",
        ASSEMBLY_ORDER_2007,
        MAY_2021,
        date(2021, 5, 7),
        Rule(Step.DISSOLUTION, DaysBefore(7), Source(WELSH_CORONAVIRUS_ACT_2021, "dissolution")),
    ),
    _senedd("senedd-2007-after-2021", ASSEMBLY_ORDER_2007, date(2021, 5, 7), NEW_SENEDD, _DISSOLVED),
    _senedd("senedd-2025", SENEDD_ORDER_2025, NEW_SENEDD, date.max, _DISSOLVED),
)
SENEDD_VACANCY: Final = Trigger(
    "the day on which the vacancy occurred",
    _THREE_MONTHS,
    Source(GOVERNMENT_OF_WALES_ACT_2006, "s 10(5)"),
)


def _without_dissolution(ordinary: RuleSet) -> RuleSet:
    return replace(ordinary, rules=tuple(rule for rule in ordinary.rules if rule.step is not Step.DISSOLUTION))


_LASTING_HOLYROOD: Final = replace(HOLYROOD, polls_before=date.max)
_LASTING_ASSEMBLY: Final = replace(SENEDD[0], polls_before=NEW_SENEDD)

PARLIAMENTS: Final = (
    DECEMBER_2019_IN_SCOTLAND,
    *GENERAL_ELECTIONS,
    *BY_ELECTIONS,
    HOLYROOD,
    HOLYROOD_2021,
    HOLYROOD_2026,
    by_election_of(_without_dissolution(_LASTING_HOLYROOD), HOLYROOD_VACANCY),
    *SENEDD,
    by_election_of(_without_dissolution(_LASTING_ASSEMBLY), SENEDD_VACANCY),
)
