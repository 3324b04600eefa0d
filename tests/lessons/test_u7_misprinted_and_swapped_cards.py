"""U7. Lichfield 2024: poll cards were misprinted.

So a card that says another station, name, address or poll than the electorate and the scheme do stops the release.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import CardRun
from pollwright.elections.operations.cards_releasing import CardsDoNotReconcile
from tests.elections.cards_acts import Row, make, release, scheme, spoil, stations
from tests.elections.electorate_acts import ballot_in, freeze


@pytest.fixture
def run(authority: Authority, head: Actor, settings: Any, tmp_path: Path) -> Iterator[CardRun]:
    """Four cards in one batch: two electors in each of two districts."""
    settings.FILES_ROOT = tmp_path / "files"
    ballot = ballot_in(authority)
    for district, surname in zip(("AB1", "AB2") * 2, ["Ames", "Bell", "Cox", "Dunn"], strict=True):
        ballot.elector(district, surname)
    poll = ballot.poll()
    freeze(head, poll.reference)
    with stations(scheme()):
        yield make(head, poll.reference)


def places(senior: Actor, run: CardRun) -> str:
    """Try the release and return what the refusal names."""
    with pytest.raises(CardsDoNotReconcile) as refused:
        release(senior, run)
    return str(refused.value.values["places"])


def test_two_stations_swapped_stop_the_release_and_are_named(run: CardRun, senior: Actor) -> None:
    other = {"1": "2", "2": "1"}

    spoil(run, 1, lambda rows: [row | {"StationNo": other[row["StationNo"]]} for row in rows])

    assert places(senior, run) == (
        "wrong-station, district AB1, station 2 in place of 1 (2);"
        " wrong-station, district AB2, station 1 in place of 2 (2)"
    )


@pytest.mark.parametrize(
    "column", ["FullName", "Postcode", "MailAddr1", "MailPostcode", "StationName", "ElectionCodes"]
)
def test_a_misprinted_line_stops_the_release_and_is_named(run: CardRun, senior: Actor, column: str) -> None:
    def misprint(rows: list[Row]) -> list[Row]:
        return [row | {column: "TA9 9ZZ"} if row["SeqNo"] == "3" else row for row in rows]

    spoil(run, 1, misprint)

    assert places(senior, run).startswith("misprint, batch 1, line 3 and others like it (1)")


def test_columns_that_slipped_by_one_line_stop_the_release(run: CardRun, senior: Actor) -> None:
    def slip(rows: list[Row]) -> list[Row]:
        names = [row["MailName"] for row in rows]
        return [row | {"MailName": name} for row, name in zip(rows, names[1:] + names[:1], strict=True)]

    spoil(run, 1, slip)

    assert places(senior, run) == "misprint, batch 1, line 1 and others like it (4)"
