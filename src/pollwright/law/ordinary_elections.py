"""When ordinary elections come round: the day, and the years between them.

Councillors, mayors, commissioners and the devolved parliaments are elected on the first Thursday in May (RPA 1983 s 37 for
councils). A council that elects by halves or by thirds does so in the years in which the seats of a term before fall due
(LGA 1972 s 7). An order can change a year for a council or a parish, so what is worked out here is where to look first; a
poll that was called goes before it. The UK Parliament, referendums and ballots have no ordinary day.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pollwright.law.nations import Nation
from pollwright.law.sources import POLICE_REFORM_ACT_2011, RPA_1983, WELSH_LOCAL_GOVERNMENT_ACT_2021, Source
from pollwright.law.timetables.instruments import (
    GLA_ACT_1999,
    GOVERNMENT_OF_WALES_ACT_2006,
    LOCAL_GOVERNMENT_ACT_1972,
    SCOTLAND_ACT_1998,
)
from pollwright.law.timetables.kinds import Kind

ORDINARY_DAY: Final = Source(RPA_1983, "s 37", confirmed=False)
_SCOTTISH_REFORM: Final = "Scottish Elections (Reform) Act 2020"
_MAYORS: Final = "Local Authorities (Elected Mayors) (Elections, Terms of Office and Casual Vacancies) Regulations 2012"
_THURSDAY: Final = 3


@dataclass(frozen=True, slots=True)
class Term:
    """For how many years those elected sit, and by what law."""

    years: int
    source: Source


COUNCILLORS: Final = Term(4, Source(LOCAL_GOVERNMENT_ACT_1972, "s 7", confirmed=False))
"""Of principal councils in England, at once, by halves or by thirds."""
_WELSH: Final = Term(5, Source(WELSH_LOCAL_GOVERNMENT_ACT_2021, "Part 1", confirmed=False))
_TERMS: Final[dict[tuple[Kind, Nation], Term]] = {
    (Kind.LOCAL, Nation.ENGLAND): COUNCILLORS,
    (Kind.LOCAL, Nation.WALES): _WELSH,
    (Kind.LOCAL, Nation.SCOTLAND): Term(5, Source(_SCOTTISH_REFORM, "s 2", confirmed=False)),
    (Kind.PARISH, Nation.ENGLAND): Term(4, Source(LOCAL_GOVERNMENT_ACT_1972, "s 16(3)", confirmed=False)),
    (Kind.PARISH, Nation.WALES): _WELSH,
    (Kind.MAYORAL, Nation.ENGLAND): Term(4, Source(_MAYORS, confirmed=False)),
    (Kind.COMBINED_AUTHORITY_MAYORAL, Nation.ENGLAND): Term(4, Source("The authority's own order", confirmed=False)),
    (Kind.PCC, Nation.ENGLAND): Term(4, Source(POLICE_REFORM_ACT_2011, "s 50", confirmed=False)),
    (Kind.PCC, Nation.WALES): Term(4, Source(POLICE_REFORM_ACT_2011, "s 50", confirmed=False)),
    (Kind.GLA, Nation.ENGLAND): Term(4, Source(GLA_ACT_1999, "s 3", confirmed=False)),
    (Kind.SENEDD, Nation.WALES): Term(4, Source(GOVERNMENT_OF_WALES_ACT_2006, "s 3", confirmed=False)),
    (Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND): Term(5, Source(SCOTLAND_ACT_1998, "s 2", confirmed=False)),
}


def term_of(kind: Kind, nation: Nation) -> Term | None:
    """Return the term of those whom a kind of poll elects; None where it has no ordinary day."""
    return _TERMS.get((kind, nation))


def ordinary_day(year: int) -> date:
    """Return the ordinary day of election of a year: the first Thursday in May."""
    first = date(year, 5, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7)


def next_ordinary(term: Term, years: Collection[int], *, parts: int = 1) -> date:
    """Return the ordinary day that follows the last of the years in which a body was elected.

    :param years: of its ordinary elections, at least one.
    :param parts: 2 or 3 where it elects by halves or thirds: the year is then the first after the last in which seats of a
        term before fall due; with no such year on record, a council by halves waits two years and one by thirds a year.
    """
    last = max(years)
    if parts == 1:
        return ordinary_day(last + term.years)
    due = [year + term.years for year in years if year + term.years > last]
    apart = term.years // parts
    return ordinary_day(min([*due, last + term.years]) if len(years) >= parts else last + apart)
