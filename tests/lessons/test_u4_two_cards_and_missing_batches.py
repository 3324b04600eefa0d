"""U4, U6. Plymouth 2017: 35,000 electors got two cards, and packs missed a batch; Uttlesford 2024: an upload misread.

So the print files are read back before they leave: a card too many, a batch or a district too few stops the release,
and the refusal says where. What the printer counts must come back and agree too.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import CardRun
from pollwright.elections.operations.cards_releasing import CardsDoNotReconcile
from pollwright.elections.operations.printer_counts import COLUMNS, Differs, enter_printer_counts, read_counts
from pollwright.elections.states import CardRunState
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from tests.elections.cards_acts import AT, Row, lose, make, release, scheme, spoil, stations
from tests.elections.electorate_acts import ballot_in, freeze
from tests.fixtures.arranging import arranged


@pytest.fixture
def run(authority: Authority, head: Actor, settings: Any, tmp_path: Path) -> Iterator[CardRun]:
    """Six cards in three batches: two districts of three electors."""
    settings.FILES_ROOT = tmp_path / "files"
    ballot = ballot_in(authority)
    for district, surname in zip(("AB1", "AB2") * 3, ["Ames", "Bell", "Cox", "Dunn", "Ewing", "Frost"], strict=True):
        ballot.elector(district, surname)
    poll = ballot.poll()
    freeze(head, poll.reference)
    with stations(scheme()):
        yield make(head, poll.reference, size=2)


def places(senior: Actor, run: CardRun) -> str:
    """Try the release and return what the refusal names."""
    with pytest.raises(CardsDoNotReconcile) as refused:
        release(senior, run)
    assert CardRun.objects.get().state == CardRunState.PREPARED
    return str(refused.value.values["places"])


def test_the_cards_go_out_where_nothing_is_wrong(run: CardRun, senior: Actor) -> None:
    assert release(senior, run).state == CardRunState.RELEASED


def test_a_dropped_batch_stops_the_release_and_is_named(run: CardRun, senior: Actor) -> None:
    lose(run, 2)

    assert places(senior, run) == (
        "batch-missing, batch 2 (0); left-out, district AB1, cards of kind O (1);"
        " left-out, district AB2, cards of kind O (1)"
    )


def test_the_worker_lists_every_fault_and_releases_nothing(
    run: CardRun, senior: Actor, client_as: Callable[[Role], Client]
) -> None:
    door = client_as(Role.SENIOR)
    lose(run, 2)
    path, told = f"/polls/cards/{run.reference}/release/", {"version": str(run.version), "looked": "yes"}
    with arranged():
        run.authority.demonstration, run.authority.clock_on = True, AT.date()
        run.authority.save()

    asked, again = (door.post(path, told)["Location"] for _ in range(2))
    done = perform(senior.authority_id, Work.objects.get().reference)

    assert asked == again == reverse("jobs:work", args=[done.reference])
    assert done.state == "refused"
    assert [(one["what"], one["problem"]) for one in done.outcome["refusals"]][:2] == [
        ("batch 2", "The file of the batch is missing (batch-missing: 0)."),
        ("district AB1, cards of kind O", "An elector who is due a card has none (left-out: 1)."),
    ]
    assert "The file of the batch is missing" in door.get(asked).content.decode()
    assert CardRun.objects.get().state == CardRunState.PREPARED


def test_a_dropped_district_stops_the_release_and_is_named(run: CardRun, senior: Actor) -> None:
    for number in (1, 2, 3):
        spoil(run, number, lambda rows: [row for row in rows if row["ElectorNumberPrefix"] != "AB2"])

    assert places(senior, run).startswith("left-out, district AB2, cards of kind O (3)")


def test_a_card_printed_twice_stops_the_release_and_says_in_which_batch(run: CardRun, senior: Actor) -> None:
    spoil(run, 1, lambda rows: [*rows, rows[0]])

    assert places(senior, run).startswith("card-twice, district AB1, cards of kind O, batch 1 (1); totals,")


def test_a_card_in_two_batches_stops_the_release_and_names_both(run: CardRun, senior: Actor) -> None:
    taken: list[Row] = []
    spoil(run, 1, lambda rows: taken.append(rows[0]) or rows)  # type: ignore[func-returns-value]
    spoil(run, 3, lambda rows: [*rows, *taken])

    assert places(senior, run).startswith("card-twice, district AB1, cards of kind O, batch 1 and 3 (1); totals,")


def test_a_file_that_is_not_what_was_made_stops_the_release(run: CardRun, senior: Actor) -> None:
    batch = run.batches.select_related("file").get(number=3)
    with arranged():
        batch.sha256 = "0" * 64
        batch.save()

    assert places(senior, run) == "batch-changed, batch 3 (2)"


def test_a_batch_of_which_the_printer_made_fewer_keeps_the_run_open(run: CardRun, head: Actor, senior: Actor) -> None:
    released = release(senior, run)
    table = read_counts(b"batch,cards\n1,2\n2,1\n3,2\n", COLUMNS)

    differing = enter_printer_counts(actor=head, reference=run.reference, version=released.version, counts=table, at=AT)

    run.refresh_from_db()
    assert differing == [Differs(2, 2, 1)]
    assert run.state == CardRunState.RELEASED
