"""U3. In 2024 some EU citizens got poll cards for the general election of 4 July.

So no citizen of the EU votes for the United Kingdom Parliament, whatever the nation, right, marker or day.
"""

from datetime import date
from itertools import product

import pytest

from pollwright.law.franchise import (
    Category,
    Facts,
    Nation,
    PollType,
    ResidenceRight,
    marker,
    marker_allows,
    may_vote,
    registers,
)

# The 27 member states less Cyprus and Malta (Commonwealth) and Ireland (rights of its own).
CODES = "AT BE BG CZ DE DK EE ES FI FR GR HR HU IT LT LU LV NL PL PT RO SE SI SK"
EU_ONLY = CODES.split()
GENERAL_ELECTIONS = [date(2015, 5, 7), date(2019, 12, 12), date(2024, 7, 4), date(2028, 5, 4)]
GREAT_BRITAIN = [Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND]
ADULT = date(1970, 1, 1)


@pytest.mark.parametrize("nation", GREAT_BRITAIN)
@pytest.mark.parametrize("on", GENERAL_ELECTIONS)
def test_no_citizen_of_the_eu_votes_at_a_general_election(nation: Nation, on: date) -> None:
    people = [
        Facts(
            nationalities=(code,),
            residence_right=right,
            category=category,
            anonymous=anonymous,
            date_of_birth=ADULT,
            inherited_marker=inherited,
        )
        for code, right, category, anonymous, inherited in product(
            EU_ONLY,
            ResidenceRight,
            (Category.ORDINARY, Category.FORCES, Category.LOCAL_CONNECTION, Category.OVERSEAS),
            (False, True),
            (None, ""),
        )
    ]

    voters = [facts for facts in people if may_vote(facts, PollType.UK_PARLIAMENT, nation, on).allowed]
    registered = [facts for facts in people if registers(facts, nation, on).parliamentary.entitled]

    assert len(people) == 24 * 6 * 4 * 2 * 2
    assert (voters, registered) == ([], [])


@pytest.mark.parametrize("nation", GREAT_BRITAIN)
@pytest.mark.parametrize("poll_type", [PollType.UK_PARLIAMENT, PollType.RECALL])
@pytest.mark.parametrize("printed", ["B", "G", "K", "M", "U", "BN", "GN", "L", "E"])
def test_no_letter_of_an_eu_citizen_or_peer_opens_a_parliamentary_poll(
    nation: Nation, poll_type: PollType, printed: str
) -> None:
    assert marker_allows(printed, poll_type, nation, date(2026, 11, 22)).allowed is False


def test_the_same_people_keep_the_vote_that_they_have() -> None:
    # Handbook REG-120 and 124: a Pole, a long-resident Romanian, a newcomer from Germany; each nation's local poll.
    people = {
        "Pole": Facts(nationalities=("PL",), date_of_birth=ADULT),
        "Romanian": Facts(nationalities=("RO",), residence_right=ResidenceRight.PRE_2021, date_of_birth=ADULT),
        "German": Facts(nationalities=("DE",), residence_right=ResidenceRight.LIMITED_LEAVE, date_of_birth=ADULT),
    }
    polls = {
        Nation.ENGLAND: PollType.ENGLAND_LOCAL,
        Nation.WALES: PollType.WELSH_LOCAL,
        Nation.SCOTLAND: PollType.SCOTTISH_LOCAL,
    }

    voters = {
        (name, nation)
        for (name, facts), (nation, poll) in product(people.items(), polls.items())
        if may_vote(facts, poll, nation, date(2027, 5, 6)).allowed
    }

    assert voters == set(product(people, polls)) - {("German", Nation.ENGLAND)}


@pytest.mark.parametrize("code", ["CY", "MT", "IE"])
def test_cypriots_maltese_and_irish_citizens_are_not_turned_away(code: str) -> None:
    facts = Facts(nationalities=(code,), date_of_birth=ADULT)

    marked = marker(facts, Nation.ENGLAND, date(2024, 6, 1)).marker

    assert marked is not None
    assert marked.text == ""
    assert may_vote(facts, PollType.UK_PARLIAMENT, Nation.ENGLAND, date(2024, 7, 4)).allowed is True
