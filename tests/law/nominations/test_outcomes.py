"""Uncontested polls and deaths of candidates (E-15 to E-19)."""

from datetime import date, datetime

import pytest

from pollwright.law.nations import Nation
from pollwright.law.nominations.outcomes import Follows, OnDeath, new_poll_by, on_death, outcome
from pollwright.law.notices import LONDON
from pollwright.law.poll_ids import Cancellation
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import timetable
from tests.law.calendars_for_tests import ENGLAND

LOCAL = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, date(2026, 5, 7)))
PARLIAMENT = timetable(Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2024, 7, 4)))


@pytest.mark.parametrize(
    ("candidates", "kind", "cancellation", "unfilled", "follows"),
    [
        (4, Kind.LOCAL, None, 0, Follows.NOTHING),
        (3, Kind.LOCAL, Cancellation.EQUAL_CANDIDATES, 0, Follows.NOTHING),
        (2, Kind.LOCAL, Cancellation.UNDER_CONTESTED, 1, Follows.FRESH_ELECTION),
        (2, Kind.PARISH, Cancellation.UNDER_CONTESTED, 1, Follows.CO_OPTION_OR_ELECTION),
        (0, Kind.PARISH, Cancellation.NO_CANDIDATES, 3, Follows.CO_OPTION_OR_ELECTION),
    ],
)
def test_no_poll_is_taken_where_there_are_no_more_candidates_than_seats(
    candidates: int, kind: Kind, cancellation: Cancellation | None, unfilled: int, follows: Follows
) -> None:
    names = [f"candidate {number}" for number in range(candidates)]

    found = outcome(names, 3, kind)

    assert (found.cancellation, found.unfilled, found.follows) == (cancellation, unfilled, follows)
    assert (found.contested, found.elected) == (candidates > 3, () if candidates > 3 else tuple(names))


def london(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("proof", "remaining", "what"),
    [
        (london(4, 9, 16), 2, OnDeath.COUNTERMANDED),
        (london(4, 9, 16), 1, OnDeath.ELECTED_UNCONTESTED),
        (london(4, 9, 16, 1), 1, OnDeath.COUNTERMANDED),
        (london(5, 7, 6, 59), 2, OnDeath.COUNTERMANDED),
        (london(5, 7, 7), 2, OnDeath.ABANDONED),
        (london(5, 8, 1, 59), 2, OnDeath.ABANDONED),
        (london(5, 8, 2), 2, OnDeath.TOO_LATE),
    ],
)
def test_when_proof_reaches_the_officer_decides(proof: datetime, remaining: int, what: OnDeath) -> None:
    found = on_death(Kind.LOCAL, LOCAL, proof, of_a_party=True, remaining=remaining, declared_at=london(5, 8, 2))

    assert found.what is what


@pytest.mark.parametrize(
    ("of_a_party", "remaining", "what"),
    [
        (True, 1, OnDeath.COUNTERMANDED),
        (False, 2, OnDeath.POLL_GOES_ON),
        (False, 1, OnDeath.ELECTED_UNCONTESTED),
    ],
)
def test_only_at_a_parliamentary_election_it_matters_whether_a_party_stood_behind_the_dead(
    of_a_party: bool, remaining: int, what: OnDeath
) -> None:
    proof = datetime(2024, 6, 20, 12, tzinfo=LONDON)

    found = on_death(Kind.UK_PARLIAMENT, PARLIAMENT, proof, of_a_party=of_a_party, remaining=remaining)

    assert found.what is what


def test_a_countermanded_poll_is_taken_within_35_working_days() -> None:
    # E-18, as E-08 counts them: from Mon 22 June 2026 they end on Mon 10 August.
    assert new_poll_by(date(2026, 6, 22), ENGLAND).on == date(2026, 8, 10)
