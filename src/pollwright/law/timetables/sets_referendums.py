"""Timetables of referendums, parish polls and ballots for business improvement districts."""

from datetime import date, time
from typing import Final

from pollwright.law.nations import Nation
from pollwright.law.sources import (
    COUNCIL_TAX_REFERENDUM_REGULATIONS_2012,
    GOVERNANCE_REFERENDUM_REGULATIONS_2012,
    NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
    Source,
)
from pollwright.law.timetables.days import Days
from pollwright.law.timetables.electors import FIVE, absent_votes, alterations, days_of, hours, identification
from pollwright.law.timetables.instruments import (
    BID_INSTRUMENTS,
    LOCAL_GOVERNMENT_ACT_1972,
    PARISH_POLLS_RULES_1987,
    WELSH_REFERENDUM_REGULATIONS_2008,
)
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.moments import (
    AfterTrigger,
    Before,
    Between,
    DaysAfterTrigger,
    DaysBefore,
)
from pollwright.law.timetables.rules import Rule, RuleSet, Trigger
from pollwright.law.timetables.sets_councils import expenses
from pollwright.law.timetables.steps import Step

FIRST_POLLS: Final = date(2014, 5, 22)
NO_COMMUNITY_POLLS: Final = date(2022, 5, 5)
"""Day from which community meetings in Wales can't demand polls (Local Government and Elections (Wales) Act 2021, s 162
and Sch 13), save on the community's own governance, whose rules are others."""


def _referendum(
    kind: Kind, nation: Nation, instrument: str, opening: tuple[Rule, ...], first_interim: int, trigger: Trigger | None
) -> RuleSet:
    """Return the set of a referendum: its own opening steps, then those of a local election without candidates.

    :param first_interim: working days before the poll of the first interim notice (REG-333).
    """
    notice = Source(instrument, "notice of poll")
    return RuleSet(
        f"{kind}-{nation}-2014",
        kind,
        (nation,),
        by_election=False,
        polls_from=FIRST_POLLS,
        polls_before=date.max,
        days=days_of(nation, Days(Source(instrument, "computation of time", "T-01"))),
        rules=(
            *opening,
            *alterations(Before(first_interim), first_interim - 1),
            *absent_votes(nation),
            *(identification() if nation is Nation.ENGLAND else ()),
            Rule(Step.NOTICE_OF_POLL, Before(6), notice),
            Rule(Step.NOTICE_OF_POLL_LAST, Before(6), notice),
            Rule(
                Step.POLLING_COUNTING_AGENTS,
                Before(5),
                Source(instrument, "polling agents and counting observers"),
                says="Appointment of polling agents and counting observers ends",
            ),
            *hours(instrument),
            expenses(
                source=Source(instrument, "return as to referendum expenses", "T-08", confirmed=False),
                what="referendum expenses",
            ),
        ),
        trigger=trigger,
    )


_NEIGHBOURHOOD: Final = NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012
NEIGHBOURHOOD: Final = _referendum(
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,
    Nation.ENGLAND,
    _NEIGHBOURHOOD,
    (
        Rule(
            Step.INFORMATION_STATEMENT_BUSINESS,
            Before(56),
            Source(_NEIGHBOURHOOD, "reg 4(1A)(a)", "T-16"),
        ),
        Rule(Step.INFORMATION_STATEMENT, Before(28), Source(_NEIGHBOURHOOD, "reg 4(1A)(b)", "T-15")),
        Rule(Step.NOTICE_OF_REFERENDUM, Before(25), Source(_NEIGHBOURHOOD, "Sch 3, timetable")),
    ),
    24,
    Trigger(
        "the day on which the authority decided to hold the referendum",
        Between(None, AfterTrigger(56)),
        Source(_NEIGHBOURHOOD, "reg 2A", confirmed=False),
    ),
)
_COUNCIL_TAX: Final = COUNCIL_TAX_REFERENDUM_REGULATIONS_2012
COUNCIL_TAX: Final = _referendum(
    Kind.COUNCIL_TAX_REFERENDUM,
    Nation.ENGLAND,
    _COUNCIL_TAX,
    (
        Rule(
            Step.INFORMATION_STATEMENT,
            DaysBefore(28),
            Source(_COUNCIL_TAX, "regs 4 and 7", "E-25"),
            says="Last day to publish the notice and the statement of the council tax increase",
        ),
        Rule(Step.NOTICE_OF_REFERENDUM, Before(25), Source(_COUNCIL_TAX, "Sch 3 r 5", confirmed=False)),
    ),
    19,
    None,
)


def _governance(nation: Nation, instrument: str) -> RuleSet:
    opening = Rule(Step.NOTICE_OF_REFERENDUM, Before(25), Source(instrument, "Sch 3", "E-26", confirmed=False))
    return _referendum(Kind.GOVERNANCE_REFERENDUM, nation, instrument, (opening,), 19, None)


GOVERNANCE: Final = (
    _governance(Nation.ENGLAND, GOVERNANCE_REFERENDUM_REGULATIONS_2012),
    _governance(Nation.WALES, WELSH_REFERENDUM_REGULATIONS_2008),
)


def _parish_poll(nation: Nation) -> RuleSet:
    timetable = Source(PARISH_POLLS_RULES_1987, "Sch", "E-14")
    return RuleSet(
        f"parish-poll-{nation}-1987",
        Kind.PARISH_POLL,
        (nation,),
        by_election=False,
        polls_from=date(2012, 1, 1),
        polls_before=NO_COMMUNITY_POLLS if nation is Nation.WALES else date.max,
        days=days_of(nation, Days(Source(LOCAL_GOVERNMENT_ACT_1972, "s 243(3)", "E-14"))),
        rules=(
            Rule(Step.NOTICE_OF_POLL, Before(5), timetable),
            Rule(Step.NOTICE_OF_POLL_LAST, Before(5), timetable),
            Rule(
                Step.POLLING_COUNTING_AGENTS,
                Before(3),
                Source(PARISH_POLLS_RULES_1987, "Sch, notice of polling agents", "E-14"),
            ),
            *hours(PARISH_POLLS_RULES_1987, time(16), time(21)),
        ),
        trigger=Trigger(
            "the day on which the parish meeting demanded the poll",
            Between(AfterTrigger(14), AfterTrigger(25)),
            timetable,
        ),
    )


PARISH_POLLS: Final = tuple(_parish_poll(nation) for nation in (Nation.ENGLAND, Nation.WALES))


BALLOT_LASTS: Final = {**dict.fromkeys(Nation, 28), Nation.SCOTLAND: 42}
"""Days that voters have at least from the sending of the papers (Sch 2 para 2(1)(b)): six weeks in Scotland."""


def _improvement_district(nation: Nation) -> RuleSet:
    instrument = BID_INSTRUMENTS[nation]
    ballot = Source(instrument, "Sch 2 paras 2 and 3", "E-22", confirmed=nation in (Nation.WALES, Nation.SCOTLAND))
    proxies = Source(instrument, "Sch 2, proxies", "E-24", confirmed=False)
    replaced = Source(instrument, "Sch 2, spoilt and lost ballot papers", "E-24", confirmed=False)
    return RuleSet(
        f"bid-{nation}",
        Kind.BID,
        (nation,),
        by_election=False,
        polls_from=date(2014, 7, 1),
        polls_before=date.max,
        days=days_of(nation, Days(ballot)),
        rules=(
            Rule(Step.NOTICE_OF_BALLOT, DaysBefore(42), ballot),
            Rule(Step.POSTPONEMENT_DECIDED, DaysBefore(42), ballot),
            Rule(Step.BALLOT_PAPERS_SENT, DaysBefore(BALLOT_LASTS[nation]), ballot),
            Rule(Step.PROXY_DEADLINE, DaysBefore(10), proxies, FIVE),
            Rule(
                Step.LOST_POSTAL_REPLACEMENT_FROM, Before(4), replaced, says="First day to replace lost ballot papers"
            ),
            Rule(
                Step.SPOILT_LOST_REISSUE_UNTIL,
                Before(3),
                replaced,
                says="Last day to replace spoilt ballot papers",
            ),
            Rule(Step.POLL, Before(0), ballot, says="Day of the ballot, by post"),
            Rule(Step.POLL_CLOSES, Before(0), ballot, FIVE, says="Ballot closes"),
        ),
        trigger=Trigger(
            "the day on which the notice of the ballot was published",
            Between(DaysAfterTrigger(42), DaysAfterTrigger(90)),
            ballot,
        ),
    )


IMPROVEMENT_DISTRICTS: Final = tuple(_improvement_district(nation) for nation in Nation)

REFERENDUMS: Final = (NEIGHBOURHOOD, COUNCIL_TAX, *GOVERNANCE, *PARISH_POLLS, *IMPROVEMENT_DISTRICTS)
