"""U1. In 2016 some EU citizens got poll cards because the software did not recognise their nationality entries.

So an entry that is not recognised must stop the work, and never fall through to the full franchise.
"""

from collections.abc import Callable
from datetime import date

import pytest

from pollwright.law.countries import COUNTRIES
from pollwright.law.franchise import Facts, Letter, Nation, PollType, UnknownNationality, marker, may_vote, registers

TODAY = date(2026, 11, 22)
ADULT = date(1975, 6, 1)
# British Nationality Act 1981 Sch 3 as it stands in 2026, the overseas territories, the Islands and Ireland.
CODES = (
    "GB GG IM JE IE AG AU BB BD BN BS BW BZ CA CM CY DM FJ GA GD GH GM GY IN JM KE KI KN LC LK LS MT MU MV MW MY MZ NA "
    "NG NR NZ PG PK RW SB SC SG SL SZ TG TO TT TV TZ UG VC VU WS ZA ZM ZW AI BM FK GI GS IO KY MS PN SH TC VG"
)
FULL_FRANCHISE = set(CODES.split())


@pytest.mark.parametrize("entry", ["POLISH", "Rumanian", "", "EU", "pl", "P L", "UNKNOWN", "XX"])
@pytest.mark.parametrize("decide", [registers, marker])
def test_an_entry_that_is_not_recognised_stops_the_work(
    entry: str, decide: Callable[[Facts, Nation, date], object]
) -> None:
    with pytest.raises(UnknownNationality):
        decide(Facts(nationalities=(entry,), date_of_birth=ADULT), Nation.ENGLAND, TODAY)


def test_no_nationality_and_no_evidence_gives_no_vote() -> None:
    nothing_known = Facts(date_of_birth=ADULT)

    assert registers(nothing_known, Nation.ENGLAND, TODAY).any is False
    assert may_vote(nothing_known, PollType.UK_PARLIAMENT, Nation.ENGLAND, TODAY).allowed is False


def test_every_country_in_the_world_gives_the_full_franchise_or_does_not_by_the_statute() -> None:
    people = {code: Facts(nationalities=(code,), date_of_birth=ADULT) for code in COUNTRIES}

    full = {
        code
        for code, facts in people.items()
        if may_vote(facts, PollType.UK_PARLIAMENT, Nation.ENGLAND, date(2027, 5, 6)).allowed
    }

    assert full == FULL_FRANCHISE


def test_only_those_of_full_franchise_are_printed_without_a_letter() -> None:
    people = {code: Facts(nationalities=(code,), date_of_birth=ADULT) for code in COUNTRIES}

    unlettered = {
        code
        for code, facts in people.items()
        for nation in (Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND)
        if (marked := marker(facts, nation, TODAY).marker) is not None and marked.letter is Letter.NONE
    }

    assert unlettered == FULL_FRANCHISE
