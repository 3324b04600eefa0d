"""Ages: birthdays in law, attainers, and the youngest who may be registered (REG-110 to REG-113)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.nations import Nation
from pollwright.law.polls import Register
from pollwright.law.sources import (
    COMMISSION_SCOTLAND,
    COMMISSION_WALES,
    FAMILY_LAW_REFORM_ACT_1969,
    RPA_1983,
    SENEDD_ACT_2020,
    VOTING_AGE_ACT_2015,
    Source,
)

ADULT: Final = 18
ATTAINER: Final = Source(RPA_1983, "s 4(5)", "REG-111")
LEAP_DAY: Final = Source(FAMILY_LAW_REFORM_ACT_1969, "s 9", confirmed=False)
NOT_PUBLISHED_BEFORE: Final = 16
NOT_PUBLISHED: Final = (
    Source(COMMISSION_SCOTLAND, "When can entitlement be determined", "REG-113"),
    Source(COMMISSION_WALES, "Using local data matching", "REG-113"),
)


@dataclass(frozen=True, slots=True)
class RegistrationAge:
    """From when a nation takes people of `years` on to a register, whatever their next birthday."""

    nation: Nation
    register: Register
    years: int
    in_force_from: date
    source: Source


REGISTRATION_AGES: Final = (
    RegistrationAge(
        Nation.SCOTLAND,
        Register.LOCAL,
        14,
        date(2015, 7, 24),
        Source(VOTING_AGE_ACT_2015, "s 1", "REG-113", confirmed=False),
    ),
    RegistrationAge(
        Nation.WALES,
        Register.LOCAL,
        14,
        date(2020, 6, 1),
        Source(SENEDD_ACT_2020, "Part 3", "REG-113", confirmed=False),
    ),
)


@dataclass(frozen=True, slots=True)
class YoungestBirth:
    """The latest date of birth that may be registered, and why."""

    born_by: date
    source: Source


def birthday(date_of_birth: date, years: int) -> date:
    """Return the day on which an age is reached; for 29 February in a common year, 1 March."""
    try:
        return date_of_birth.replace(year=date_of_birth.year + years)
    except ValueError:
        return date(date_of_birth.year + years, 3, 1)


def attainer_end(relevant_date: date) -> date:
    """Return the day by which a person must reach 18 to be registered on an application of `relevant_date`.

    It ends the twelve months that begin with the first 1 December after the relevant date; an application made on a
    1 December looks to the next.
    """
    in_december = relevant_date.month == 12
    return date(relevant_date.year + (2 if in_december else 1), 11, 30)


def youngest_birth(register: Register, nation: Nation, relevant_date: date) -> YoungestBirth:
    """Return the latest date of birth that may be on `register` on an application of `relevant_date`."""
    for rule in REGISTRATION_AGES:
        if (rule.nation, rule.register) == (nation, register) and rule.in_force_from <= relevant_date:
            return YoungestBirth(years_before(relevant_date, rule.years), rule.source)
    return YoungestBirth(years_before(attainer_end(relevant_date), ADULT), ATTAINER)


def years_before(day: date, years: int) -> date:
    """Return the latest date of birth of a person who has reached an age by `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def attains_on(date_of_birth: date, on: date) -> date | None:
    """Return the day of the 18th birthday where it is still to come, as the register prints it; else None."""
    day = birthday(date_of_birth, ADULT)
    return day if day > on else None


def may_be_published(date_of_birth: date | None, nation: Nation, on: date) -> bool:
    """Return whether an entry may stand in anything published, supplied or open to inspection (REG-113).

    Nothing of a person under 16 may, in Wales and Scotland.
    """
    if date_of_birth is None or nation not in (Nation.WALES, Nation.SCOTLAND):
        return True
    return birthday(date_of_birth, NOT_PUBLISHED_BEFORE) <= on
