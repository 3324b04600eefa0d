"""The table of franchise that the register is joined to says what the law says, for every marker and poll."""

from datetime import date, timedelta
from itertools import product

import pytest

from pollwright.elections.queries.electorate_rules import Known, doubtful, marker_rules
from pollwright.elections.queries.electorate_target import TargetPoll
from pollwright.law.conduct.franchises import poll_type_of
from pollwright.law.franchise import marker_allows
from pollwright.law.markers import Letter, Marker, matrix_row
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.timetables.kinds import Kind

MARKERS = [f"{letter}{anonymous}" for letter, anonymous in product(Letter, ("", "N"))]
DAYS = (date(2021, 5, 6), date(2024, 7, 4), date(2027, 5, 6), date(2028, 2, 29))


def polls() -> list[TargetPoll]:
    """Every kind of poll in every nation whose franchise we hold."""
    found = []
    for number, (kind, nation) in enumerate(product(Kind, Nation)):
        try:
            poll_type_of(kind, nation)
        except NotCovered:
            continue
        found.append(TargetPoll(number, f"L{number}", kind, kind, nation, None, ()))
    return found


@pytest.mark.parametrize("day", DAYS)
def test_the_table_says_what_the_law_says_for_every_marker_poll_and_birthday(day: date) -> None:
    wrong = []
    for poll in polls():
        kind = poll_type_of(poll.kind, poll.nation)
        for rule in marker_rules([poll], MARKERS, day):
            letter = Letter(rule.marker.removesuffix("N"))
            by_law = marker_allows(rule.marker, kind, poll.nation, day).allowed
            edges = [rule.attains_by + timedelta(days=away) for away in (-366, -1, 0, 1, 366)]
            of_age = [marker_allows(Marker(letter, attains_on=edge), kind, poll.nation, day).allowed for edge in edges]
            expected = [by_law and edge <= rule.attains_by for edge in edges]
            register = matrix_row(kind, poll.nation, day).register
            if (rule.allowed, rule.register, of_age) != (by_law, register, expected):
                wrong.append((poll.kind, poll.nation, rule.marker))

    assert wrong == []


def test_sixteen_is_old_enough_where_the_nation_says_so() -> None:
    # Handbook REG-110: 16 in Wales and Scotland for devolved polls, 18 for the United Kingdom Parliament everywhere
    day = date(2027, 5, 6)
    wanted = {("senedd", "wales"), ("uk-parliament", "wales"), ("local", "scotland"), ("local", "england")}
    chosen = [poll for poll in polls() if (poll.kind, poll.nation) in wanted]

    found = {(rule.poll_id, rule.attains_by) for rule in marker_rules(chosen, [""], day)}

    sixteen, eighteen = date(2029, 5, 6), day
    young = {("senedd", "wales"), ("local", "scotland")}
    assert found == {(poll.id, sixteen if (poll.kind, poll.nation) in young else eighteen) for poll in chosen}


def test_a_citizen_of_the_eu_without_a_letter_is_in_doubt_at_a_general_election_only() -> None:
    day = date(2027, 5, 6)
    by_kind = {(poll.kind, poll.nation): poll for poll in polls()}
    pole = Known("PL", "settled", "ordinary", "")
    briton = Known("GB", "", "ordinary", "")

    found = {
        kind: doubtful([by_kind[kind, Nation.ENGLAND]], [pole, briton], day)
        for kind in (Kind.UK_PARLIAMENT, Kind.LOCAL)
    }

    # Handbook REG-120: Poland has a voting treaty, so a Pole votes at local polls in England and never for Parliament
    assert found == {Kind.UK_PARLIAMENT: [pole], Kind.LOCAL: []}
