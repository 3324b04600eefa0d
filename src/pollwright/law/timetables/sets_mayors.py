"""Timetables of mayors, police and crime commissioners and the Greater London Authority."""

from dataclasses import replace
from datetime import date
from typing import Final

from pollwright.law.nations import Nation
from pollwright.law.sources import POLICE_REFORM_ACT_2011, Source
from pollwright.law.timetables.days import Days
from pollwright.law.timetables.electors import FIVE, absent_votes, alterations, days_of, hours, identification
from pollwright.law.timetables.instruments import (
    COMBINED_AUTHORITIES_ORDER_2017,
    GLA_ACT_1999,
    GLA_RULES_2007,
    MAYORAL_REGULATIONS_2007,
    PCC_ORDER_2012,
)
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.moments import AfterTrigger, Before, Between
from pollwright.law.timetables.rules import Rule, RuleSet, Trigger, by_election_of
from pollwright.law.timetables.sets_councils import (
    FOUR_O_CLOCK_RULES,
    claims,
    election_agents,
    expenses,
    last_week,
    nominations,
)
from pollwright.law.timetables.steps import Step


def _set(
    kind: Kind,
    nation: Nation,
    instrument: str,
    extra: tuple[Rule, ...],
    *,
    polls_from: date = FOUR_O_CLOCK_RULES,
    offsets: tuple[int, int, int] = (25, 19, 18),
) -> RuleSet:
    """Return the set of a single office.

    :param offsets: working days before the poll of the notice of election, the close of nominations and the statement.
    """
    notice, closing, statement = offsets
    return RuleSet(
        f"{kind}-{nation}-{polls_from.year}",
        kind,
        (nation,),
        by_election=False,
        polls_from=polls_from,
        polls_before=date.max,
        days=days_of(nation, Days(Source(instrument, "computation of time", "T-01"))),
        rules=(
            Rule(Step.NOTICE_OF_ELECTION, Before(notice), Source(instrument, "timetable", "T-14")),
            *nominations(instrument, closing, statement),
            election_agents(Before(closing)),
            *alterations(Before(closing), closing - 1),
            *absent_votes(nation),
            *identification(),
            *last_week(instrument),
            *hours(instrument),
            *extra,
        ),
    )


def _sub_agents(instrument: str) -> Rule:
    return Rule(Step.SUB_AGENTS_APPOINTED, Before(2), Source(instrument, "appointment of sub-agents", "N-25"))


def _objections(instrument: str) -> Rule:
    return Rule(
        Step.OBJECTIONS_CLOSE,
        Before(19),
        Source(instrument, "timetable"),
        FIVE,
        says="Objections to nomination papers end; from noon only to papers delivered after 4pm the day before",
    )


def _vacancy(called: str, instrument: str, provision: str) -> Trigger:
    return Trigger(called, Between(None, AfterTrigger(35)), Source(instrument, provision, "E-11a", confirmed=False))


MAYORS: Final = tuple(
    _set(Kind.MAYORAL, nation, MAYORAL_REGULATIONS_2007, (*claims(), expenses()))
    for nation in (Nation.ENGLAND, Nation.WALES)
)
COMBINED_AUTHORITIES: Final = _set(
    Kind.COMBINED_AUTHORITY_MAYORAL,
    Nation.ENGLAND,
    COMBINED_AUTHORITIES_ORDER_2017,
    (
        _objections(COMBINED_AUTHORITIES_ORDER_2017),
        _sub_agents(COMBINED_AUTHORITIES_ORDER_2017),
        expenses(70, source=Source(COMBINED_AUTHORITIES_ORDER_2017, "Sch 2 r 1", "T-08", confirmed=False)),
    ),
    polls_from=date(2017, 5, 4),
)
COMMISSIONERS: Final = tuple(
    _set(
        Kind.PCC,
        nation,
        PCC_ORDER_2012,
        (
            _objections(PCC_ORDER_2012),
            _sub_agents(PCC_ORDER_2012),
            expenses(70, source=Source(PCC_ORDER_2012, "return as to election expenses", "T-08")),
        ),
    )
    for nation in (Nation.ENGLAND, Nation.WALES)
)
_LONDON_EXPENSES: Final = Source(GLA_RULES_2007, "return as to election expenses", "SP-01")
_IN_LONDON: Final = (
    _sub_agents(GLA_RULES_2007),
    expenses(source=_LONDON_EXPENSES, what="election expenses of constituency candidates"),
    expenses(
        70,
        Step.EXPENSES_RETURN_LONDON_WIDE,
        _LONDON_EXPENSES,
        "election expenses of London-wide and mayoral candidates",
    ),
)
LONDON_FROM: Final = date(2016, 1, 1)
LONDON: Final = _set(Kind.GLA, Nation.ENGLAND, GLA_RULES_2007, _IN_LONDON, polls_from=LONDON_FROM, offsets=(30, 24, 22))
_RULE_7: Final = Source(GLA_RULES_2007, "r 7 (as SI 2016/24, r 6 amended it)", "T-13")
_SHORTER: Final = {
    Step.NOTICE_OF_ELECTION: replace(_RULE_7, provision="r 7", confirmed=False),
    Step.NOMINATIONS_CLOSE: _RULE_7,
    Step.WITHDRAWALS_CLOSE: _RULE_7,
    Step.SOPN_PUBLISHED: _RULE_7,
}
_AS_COUNCILLORS: Final = _set(Kind.GLA, Nation.ENGLAND, GLA_RULES_2007, _IN_LONDON, polls_from=LONDON_FROM)
LONDON_VACANCIES: Final = replace(
    _AS_COUNCILLORS,
    rules=tuple(replace(rule, source=_SHORTER.get(rule.step, rule.source)) for rule in _AS_COUNCILLORS.rules),
)
"""Vacancies in London have a shorter timetable than ordinary elections: that of councillors."""

MAYORS_AND_COMMISSIONERS: Final = (
    *MAYORS,
    *(
        by_election_of(
            one, _vacancy("the day on which the vacancy was declared", MAYORAL_REGULATIONS_2007, "vacancies")
        )
        for one in MAYORS
    ),
    COMBINED_AUTHORITIES,
    by_election_of(
        COMBINED_AUTHORITIES,
        _vacancy("the day on which the vacancy was declared", COMBINED_AUTHORITIES_ORDER_2017, "vacancies"),
    ),
    *COMMISSIONERS,
    *(
        by_election_of(one, _vacancy("the day of the notice of the vacancy", POLICE_REFORM_ACT_2011, "s 51"))
        for one in COMMISSIONERS
    ),
    LONDON,
    by_election_of(LONDON_VACANCIES, _vacancy("the day of the notice of the vacancy", GLA_ACT_1999, "ss 10 and 16")),
)
