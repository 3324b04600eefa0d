"""The steps that concern electors: registration, absent votes, voter identification. They are alike at most polls."""

from collections.abc import Mapping
from datetime import date, time
from typing import Final

from pollwright.law.nations import Nation
from pollwright.law.sources import COMMISSION_CANVASS, RPA_1983, VOTER_IDENTIFICATION_REGULATIONS_2022, Source
from pollwright.law.timetables.days import Days
from pollwright.law.timetables.instruments import NORTHERN_IRELAND_REGULATIONS_2008, PEOPLE_REGULATIONS
from pollwright.law.timetables.moments import Before, Between, DaysAfter, RevisedRegister, When
from pollwright.law.timetables.rules import Counted, Rule
from pollwright.law.timetables.steps import Step

ONE: Final = time(13)
TWO: Final = time(14)
FOUR: Final = time(16)
FIVE: Final = time(17)
SIX: Final = time(18)
NINE: Final = time(21)
ON_THE_DAY: Final = Before(0)
_ALTERED: Final = Source(RPA_1983, "s 13B", "REG-331")

IDENTIFICATION_FROM: Final = date(2023, 5, 4)
"""First polls with voter identification in Great Britain, save general elections."""
GENERAL_ELECTION_IDENTIFICATION_FROM: Final = date(2023, 10, 5)


def days_of(
    nation: Nation, conduct: Days, absent: Days | None = None, registration: Days | None = None
) -> Mapping[Counted, Days]:
    """Return the definitions of a day: of the conduct rules, of the regulations for what electors apply for, of the campaign.

    What agents owe for the campaign goes by the bank holidays of the nation alone, at general elections too.
    """
    regulations = PEOPLE_REGULATIONS[nation]
    return {
        Counted.CONDUCT: conduct,
        Counted.ABSENT_VOTING: absent or Days(Source(regulations, "reg 56", "T-04")),
        Counted.REGISTRATION: registration or Days(Source(regulations, "reg 8", "T-04")),
        Counted.CAMPAIGN: Days(Source(RPA_1983, "s 119(2) and (3)", "T-08")),
    }


def alterations(first_interim: When, day_after: int) -> tuple[Rule, ...]:
    """Return the notices of alteration: two interim ones and the final one.

    :param first_interim: the close of nominations, or the day that a referendum has instead.
    :param day_after: working days before the poll of the first day for the second interim notice.
    """
    interim = Source(RPA_1983, "s 13AB", "REG-330")
    final = Source(RPA_1983, "s 13B", "REG-330")
    return (
        Rule(Step.FIRST_INTERIM_ALTERATION, first_interim, interim),
        Rule(Step.SECOND_INTERIM_ALTERATION, Between(Before(day_after), Before(6)), interim),
        Rule(Step.FINAL_ALTERATION, Before(5), final),
        Rule(Step.FINAL_REGISTER, Before(5), final),
        Rule(Step.CLERICAL_ERROR_ALTERATION, ON_THE_DAY, Source(RPA_1983, "s 13B(3B) and (3D)", "REG-350"), NINE),
    )


def registration(source: Source = _ALTERED) -> Rule:
    """Return the last day to apply to register: twelve working days before the poll, by the day of the regulations."""
    return Rule(Step.REGISTRATION_DEADLINE, Before(12), source, counted=Counted.REGISTRATION)


def absent_votes(nation: Nation, instrument: str = "") -> tuple[Rule, ...]:
    """Return the closing times of absent voting in Great Britain.

    :param instrument: what governs absent voting at the poll, where it is not the nation's general regulations.
    """
    regulations = instrument or PEOPLE_REGULATIONS[nation]
    closing = "closing date for applications" if instrument else "reg 56"
    replacing = "spoilt and lost postal ballot papers" if instrument else "regs 77 and 78"
    counted = Counted.ABSENT_VOTING
    return (
        registration(),
        Rule(
            Step.REGISTRATION_REVISED_REGISTER,
            RevisedRegister(),
            Source(COMMISSION_CANVASS, "What is the impact on a December election", "REG-340"),
            counted=Counted.REGISTRATION,
        ),
        Rule(Step.POSTAL_DEADLINE, Before(11), Source(regulations, closing, "T-04"), FIVE, counted),
        Rule(Step.PROXY_DEADLINE, Before(6), Source(regulations, closing, "T-04"), FIVE, counted),
        Rule(Step.LOST_POSTAL_REPLACEMENT_FROM, Before(4), Source(regulations, replacing), None, counted),
        Rule(Step.EMERGENCY_PROXY_DEADLINE, ON_THE_DAY, Source(regulations, closing), FIVE, counted),
        Rule(Step.SPOILT_LOST_REISSUE_UNTIL, ON_THE_DAY, Source(regulations, replacing), FIVE, counted),
    )


def postal_statement(instrument: str) -> Rule:
    """Return the window in which the statement of postal ballot papers (Form K) is sent."""
    return Rule(
        Step.POSTAL_STATEMENT,
        Between(DaysAfter(10), DaysAfter(25)),
        Source(instrument, "statement of postal ballot papers", "FK-05"),
        counted=Counted.REGISTRATION,
    )


_NORTHERN_CLOSING: Final = Source(
    NORTHERN_IRELAND_REGULATIONS_2008, "closing date for applications", "T-04", confirmed=False
)


def northern_absent_votes(source: Source = _NORTHERN_CLOSING) -> tuple[Rule, ...]:
    """Return the closing times of absent voting in Northern Ireland, where proxies close with postal votes.

    :param source: what fixes them, where it is not the regulations for Parliament.
    """
    late = Source(NORTHERN_IRELAND_REGULATIONS_2008, "applications after the closing date", "T-04", confirmed=False)
    counted = Counted.ABSENT_VOTING
    return (
        registration(Source(RPA_1983, "s 13BA", "REG-331")),
        Rule(Step.POSTAL_DEADLINE, Before(14), source, FIVE, counted),
        Rule(Step.PROXY_DEADLINE, Before(14), source, FIVE, counted),
        Rule(
            Step.EMERGENCY_PROXY_DEADLINE,
            Before(6),
            late,
            FIVE,
            counted,
            "Late applications for an absent vote, for reasons that could not be foreseen, end",
        ),
        Rule(
            Step.SPOILT_LOST_REISSUE_UNTIL,
            Before(1),
            Source(NORTHERN_IRELAND_REGULATIONS_2008, "reg 81(3)", confirmed=False),
            FIVE,
            counted,
            "Replacement of spoilt postal ballot papers ends; lost ones are not replaced",
        ),
        Rule(
            Step.FINAL_ALTERATION,
            Before(5),
            Source(RPA_1983, "s 13BA", confirmed=False),
        ),
    )


def identification(from_poll: date = IDENTIFICATION_FROM) -> tuple[Rule, ...]:
    """Return the closing times of Voter Authority Certificates, from the first polls at which one is asked for."""
    certificate = Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "reg 10", "B-29")
    temporary = Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "reg 18(3)(b)(ii)", "REG-702")
    counted = Counted.ABSENT_VOTING
    return (
        Rule(Step.VAC_DEADLINE, Before(6), certificate, FIVE, counted, polls_from=from_poll),
        Rule(Step.TEMP_VAC_DEADLINE, ON_THE_DAY, temporary, FIVE, counted, polls_from=from_poll),
    )


def hours(instrument: str, opens: time = time(7), closes: time = time(22)) -> tuple[Rule, ...]:
    """Return the opening and the closing of the poll."""
    source = Source(instrument, "timetable", "T-22")
    return Rule(Step.POLL, ON_THE_DAY, source, opens), Rule(Step.POLL_CLOSES, ON_THE_DAY, source, closes)
