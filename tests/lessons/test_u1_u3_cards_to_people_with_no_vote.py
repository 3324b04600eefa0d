"""U1, U3. In 2016 and 2024 some EU citizens got poll cards for polls at which they had no vote.

So nobody whose letter has no vote is given a card; a card that is there all the same stops the release; and where the
register's letter and the recorded nationality disagree, nothing leaves before the register is put right.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import Poll
from pollwright.elections.operations.cards_releasing import CardsDoNotReconcile
from pollwright.places.models import Area
from tests.elections.cards_acts import STATIONS, Row, make, printed, release, scheme, spoil, stations
from tests.elections.electorate_acts import Ballot, ballot_in, freeze


@pytest.fixture
def ballot(authority: Authority, settings: Any, tmp_path: Path) -> Iterator[Ballot]:
    """A register of two districts with a station each."""
    settings.FILES_ROOT = tmp_path / "files"
    with stations(scheme(*STATIONS.values())):
        yield ballot_in(authority)


def general_election(ballot: Ballot) -> Poll:
    seat: Area = ballot.council
    return ballot.poll("uk-parliament", area=seat)


def test_a_citizen_of_the_eu_has_a_card_for_the_local_poll_and_none_for_the_general_election(
    ballot: Ballot, head: Actor, senior: Actor
) -> None:
    ballot.elector("AB1", "Ames")
    ballot.elector("AB1", "Nowak", marker="B", parliamentary=False, person_nationalities=["PL"])
    local, general = ballot.poll(), general_election(ballot)
    freeze(head, local.reference)
    freeze(head, general.reference)

    cards = [make(head, poll.reference, run=f"K000000{place}") for place, poll in enumerate((local, general), 1)]

    assert [[row["FullName"] for row in printed(run)] for run in cards] == [["Alex Ames", "Alex Nowak"], ["Alex Ames"]]
    assert [release(senior, run).state for run in cards] == ["released", "released"]


def test_a_card_to_somebody_with_no_vote_stops_the_release_and_says_where(
    ballot: Ballot, head: Actor, senior: Actor
) -> None:
    ballot.elector("AB1", "Ames")
    ballot.elector("AB2", "Nowak", marker="B", parliamentary=False, person_nationalities=["PL"])
    poll = general_election(ballot)
    freeze(head, poll.reference)
    run = make(head, poll.reference)

    def slipped_in(rows: list[Row]) -> list[Row]:
        return [*rows, rows[0] | {"ElectorNumberPrefix": "AB2", "ElectorNumber": "2", "FullName": "Alex Nowak"}]

    spoil(run, 1, slipped_in)

    with pytest.raises(CardsDoNotReconcile) as refused:
        release(senior, run)
    assert refused.value.values["places"] == "no-vote, district AB2, batch 1 (1)"


def test_a_lost_letter_is_found_by_the_recorded_nationality_and_stops_the_release(
    ballot: Ballot, head: Actor, senior: Actor
) -> None:
    ballot.elector("AB1", "Ames")
    ballot.elector("AB2", "Nowak", marker="", person_nationalities=["PL"])
    poll = general_election(ballot)
    freeze(head, poll.reference)
    run = make(head, poll.reference)

    with pytest.raises(CardsDoNotReconcile) as refused:
        release(senior, run)

    assert refused.value.values["places"] == "doubtful, district AB2 (1)"
