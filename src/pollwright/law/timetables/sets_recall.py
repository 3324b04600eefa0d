"""Timetables of recall petitions. The day given is the first of the signing period, the "designated day"."""

from datetime import date, time
from typing import Final

from pollwright.law.guidance import COMMISSION_PETITIONS
from pollwright.law.nations import Nation
from pollwright.law.sources import RECALL_ACT_2015, RPA_1983, VOTER_IDENTIFICATION_REGULATIONS_2022, Source
from pollwright.law.timetables.days import Days
from pollwright.law.timetables.electors import FIVE, FOUR, IDENTIFICATION_FROM, days_of
from pollwright.law.timetables.instruments import RECALL_REGULATIONS_2016
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.moments import After, AfterTrigger, Before, Between, DaysLater
from pollwright.law.timetables.rules import Rule, RuleSet, Trigger
from pollwright.law.timetables.steps import Step

LAST_DAY: Final = After(29)
"""Six weeks are thirty working days: each bank holiday among them puts the end off by a day, as at Peterborough in 2019."""
SIX_BEFORE_THE_LAST: Final = After(23)


def _identification(nation: Nation) -> tuple[Rule, ...]:
    """Return the closing times of certificates: those who sign in Great Britain show who they are since 4 May 2023.

    A temporary one can be issued until the last hour of signing at the signing place begins, at 5pm at the latest; the
    places are open until 5pm unless the petition officer keeps them open longer.
    """
    if nation is Nation.NORTHERN_IRELAND:
        return ()
    documents = VOTER_IDENTIFICATION_REGULATIONS_2022
    return (
        Rule(
            Step.VAC_DEADLINE,
            SIX_BEFORE_THE_LAST,
            Source(documents, "reg 10", "B-29"),
            FIVE,
            polls_from=IDENTIFICATION_FROM,
        ),
        Rule(
            Step.TEMP_VAC_DEADLINE,
            LAST_DAY,
            Source(documents, "reg 18(3)(b)(i)", "REG-702"),
            FOUR,
            polls_from=IDENTIFICATION_FROM,
        ),
    )


def _by_post(nation: Nation) -> tuple[Rule, ...]:
    """Return the last time to apply to sign by post in Great Britain: in Peterborough Monday 15 April 2019.

    It lies as far before the last time for proxies as at elections: five working days.
    """
    if nation is Nation.NORTHERN_IRELAND:
        return ()
    source = Source(RECALL_REGULATIONS_2016, "reg 71", confirmed=False)
    return (Rule(Step.POSTAL_DEADLINE, After(19), source, FIVE, says="Applications to sign by post end"),)


def _spoilt(nation: Nation) -> Rule:
    """Return the last time to replace spoilt signing sheets: five hours before the end, in Northern Ireland the day before."""
    says = "Replacement of spoilt postal signing sheets ends"
    if nation is Nation.NORTHERN_IRELAND:
        source = Source(RECALL_REGULATIONS_2016, "reg 95(3)")
        return Rule(Step.SPOILT_LOST_REISSUE_UNTIL, After(28), source, FIVE, says=says)
    source = Source(RECALL_REGULATIONS_2016, "reg 94(3) and (4)")
    return Rule(Step.SPOILT_LOST_REISSUE_UNTIL, LAST_DAY, source, time(12), says=f"{says}, by hand on the last day")


def _petition(nation: Nation) -> RuleSet:
    act = Source(RECALL_ACT_2015, "s 7")
    period = Source(RECALL_ACT_2015, "s 9(2)")
    register = Source(RPA_1983, "s 13BC")
    open_at = Source(RECALL_REGULATIONS_2016, "reg 15(1)")
    return RuleSet(
        f"recall-{nation}-2016",
        Kind.RECALL,
        (nation,),
        by_election=False,
        polls_from=date(2016, 3, 4),
        polls_before=date.max,
        days=days_of(nation, Days(Source(RECALL_ACT_2015, "s 22"))),
        rules=(
            Rule(Step.SPEAKERS_NOTICE, Before(10), act),
            Rule(Step.REGISTRATION_DEADLINE, Before(10), Source(RECALL_ACT_2015, "s 10")),
            Rule(Step.THRESHOLD_PUBLISHED, Before(7), Source(RECALL_REGULATIONS_2016, "reg 8")),
            Rule(Step.FINAL_ALTERATION, Before(3), register, says="Petition notice of alteration, on the cut-off day"),
            Rule(
                Step.FINAL_REGISTER,
                Before(3),
                Source(RECALL_REGULATIONS_2016, "reg 7"),
                says="Petition register published",
            ),
            Rule(
                Step.ABSENT_SIGNERS_CUT_OFF,
                Before(3),
                Source(RECALL_REGULATIONS_2016, "regs 50 and 55"),
                FIVE,
            ),
            Rule(Step.POLL, Before(0), open_at, time(9), says="Signing begins"),
            *_by_post(nation),
            Rule(
                Step.PROXY_DEADLINE,
                After(24),
                Source(RECALL_REGULATIONS_2016, "regs 71 and 72", confirmed=False),
                FIVE,
                says="Applications to sign by proxy end",
            ),
            *_identification(nation),
            _spoilt(nation),
            Rule(Step.POLL_CLOSES, LAST_DAY, period, FIVE, says="Signing ends"),
            Rule(
                Step.POSTAL_STATEMENT,
                Between(After(39), DaysLater(LAST_DAY, 25)),
                Source(COMMISSION_PETITIONS, "Statement as to postal signing sheets (Form L)"),
                says="Statement as to postal signing sheets sent",
            ),
        ),
        trigger=Trigger("the day of the Speaker's notice", Between(AfterTrigger(10), AfterTrigger(10)), act),
    )


PETITIONS: Final = tuple(_petition(nation) for nation in Nation)
