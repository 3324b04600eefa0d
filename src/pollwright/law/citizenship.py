"""What a nationality is in electoral law, by dated tables (REG-100 to 102, REG-120, REG-121).

The Commonwealth here is the list in Schedule 3 to the British Nationality Act 1981, which is not always that of the
organisation. Cyprus and Malta stand in it, and Ireland has rights of its own: none of the three is ever "EU".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.countries import COUNTRIES
from pollwright.law.sources import NATIONALITY_ACT_1981, RPA_1983, Source


class UnknownNationality(ValueError):
    """A nationality is not a country's code, so no franchise may be inferred from it."""


class Citizenship(StrEnum):
    """What a nationality amounts to, in the order of the rights it gives, greatest first."""

    BRITISH = "british"
    IRISH = "irish"
    COMMONWEALTH = "commonwealth"
    TREATY_EU = "treaty-eu"
    OTHER_EU = "other-eu"
    OTHER = "other"
    NOT_RECORDED = "not-recorded"


@dataclass(frozen=True, slots=True)
class Status:
    """What the nationality of `country` amounts to from one day until (not including) another."""

    country: str
    citizenship: Citizenship
    in_force_from: date
    in_force_until: date | None
    source: Source


_ALWAYS: Final = date(1983, 1, 1)
_BRITISH = Source(NATIONALITY_ACT_1981, "s 1", "REG-100")
_TERRITORIES = Source(NATIONALITY_ACT_1981, "s 37(1)(b)", "REG-100", confirmed=False)
_IRISH = Source(RPA_1983, "s 4(1)", "REG-100")
_COMMONWEALTH = Source(NATIONALITY_ACT_1981, "Sch 3", "REG-102")
_COMMONWEALTH_DAY_UNSURE = Source(NATIONALITY_ACT_1981, "Sch 3", "REG-102", confirmed=False)
_EU = Source(RPA_1983, "s 203(1)", "REG-101", confirmed=False)
_TREATY = Source(RPA_1983, "Sch 6A", "REG-120")
_TREATY_DAY_UNSURE = Source(RPA_1983, "Sch 6A", "REG-121", confirmed=False)
TREATIES_FROM: Final = date(2024, 5, 7)


def _rows(
    countries: str, citizenship: Citizenship, source: Source, since: date = _ALWAYS, until: date | None = None
) -> Iterable[Status]:
    return (Status(country, citizenship, since, until, source) for country in countries.split())


_BRITISH_CODES = "GB GG IM JE"
_OVERSEAS_TERRITORIES = "AI BM FK GI GS IO KY MS PN SH TC VG"
_SCHEDULE_3 = (
    "AG AU BB BD BN BS BW BZ CA CY DM FJ GD GH GY IN JM KE KI KN LC LK LS MT MU MW MY NG NR NZ PG PK SB SC SG SL SZ "
    "TO TT TV TZ UG VC VU WS ZM ZW"
)

STATUSES: Final = (
    *_rows(_BRITISH_CODES, Citizenship.BRITISH, _BRITISH),
    *_rows(_OVERSEAS_TERRITORIES, Citizenship.COMMONWEALTH, _TERRITORIES),
    *_rows("IE", Citizenship.IRISH, _IRISH),
    *_rows(_SCHEDULE_3, Citizenship.COMMONWEALTH, _COMMONWEALTH),
    *_rows("NA", Citizenship.COMMONWEALTH, _COMMONWEALTH_DAY_UNSURE, date(1990, 8, 1)),
    *_rows("ZA", Citizenship.COMMONWEALTH, _COMMONWEALTH, date(1994, 7, 26)),
    *_rows("CM MZ", Citizenship.COMMONWEALTH, _COMMONWEALTH, date(1999, 1, 25)),
    *_rows("RW", Citizenship.COMMONWEALTH, _COMMONWEALTH_DAY_UNSURE, date(2010, 3, 1)),
    *_rows("GM", Citizenship.COMMONWEALTH, _COMMONWEALTH, _ALWAYS, date(2015, 11, 12)),
    *_rows("GM", Citizenship.COMMONWEALTH, _COMMONWEALTH, date(2018, 6, 22)),
    *_rows("MV", Citizenship.COMMONWEALTH, _COMMONWEALTH, _ALWAYS, date(2017, 5, 12)),
    *_rows("MV", Citizenship.COMMONWEALTH, _COMMONWEALTH_DAY_UNSURE, date(2020, 2, 1)),
    *_rows("GA TG", Citizenship.COMMONWEALTH, _COMMONWEALTH_DAY_UNSURE, date(2022, 6, 25)),
    *_rows("ES LU PT PL", Citizenship.TREATY_EU, _TREATY, TREATIES_FROM),
    *_rows("DK", Citizenship.TREATY_EU, _TREATY_DAY_UNSURE, TREATIES_FROM),
    *_rows("AT BE DE FI FR GR IT NL SE", Citizenship.OTHER_EU, _EU),
    *_rows("DK ES LU PT", Citizenship.OTHER_EU, _EU, _ALWAYS, TREATIES_FROM),
    *_rows("CZ EE HU LT LV SI SK", Citizenship.OTHER_EU, _EU, date(2004, 5, 1)),
    *_rows("PL", Citizenship.OTHER_EU, _EU, date(2004, 5, 1), TREATIES_FROM),
    *_rows("BG RO", Citizenship.OTHER_EU, _EU, date(2007, 1, 1)),
    *_rows("HR", Citizenship.OTHER_EU, _EU, date(2013, 7, 1)),
)
"""The dated tables. A country with no row in force is foreign."""

_BY_COUNTRY: Final = {
    country: tuple(status for status in STATUSES if status.country == country)
    for country in {status.country for status in STATUSES}
}
_FOREIGN = Source(RPA_1983, "s 4", "REG-100")
_ORDER = list(Citizenship)


def status_of(country: str, on: date) -> Status:
    """Return what one nationality amounts to on a day.

    :raises UnknownNationality: where `country` is not a code of the table of countries.
    """
    if country not in COUNTRIES:
        raise UnknownNationality("A nationality must be a two-letter country code in capitals")
    for status in _BY_COUNTRY.get(country, ()):
        if status.in_force_from <= on and (status.in_force_until is None or on < status.in_force_until):
            return status
    return Status(country, Citizenship.OTHER, _ALWAYS, None, _FOREIGN)


def greatest_status(nationalities: Sequence[str], on: date) -> Status | None:
    """Return the status that gives the greatest rights to a person of several nationalities, None where none is known.

    :raises UnknownNationality: where one of them is not a country's code.
    """
    found = [status_of(country, on) for country in nationalities]
    return min(found, key=lambda status: (_ORDER.index(status.citizenship), status.country), default=None)


def citizenship(nationalities: Sequence[str], on: date) -> Citizenship:
    """Return what a person's nationalities amount to on a day, by whichever gives the greatest rights.

    :raises UnknownNationality: where one of them is not a country's code.
    """
    status = greatest_status(nationalities, on)
    return status.citizenship if status else Citizenship.NOT_RECORDED
