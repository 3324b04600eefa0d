"""Freezing the electorate of a poll: who is in it, the proof, and the stages after."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import AbsentArrangement, Contest, Electorate, PollStep
from pollwright.elections.operations.electorates import (
    NobodyVotes,
    RegisterChanged,
    StageNotYet,
    StagesOutOfOrder,
    TooLateForThePoll,
    Unnumbered,
    prepare_electorate,
    record_electorate,
)
from pollwright.elections.queries.electorate_proof import ElectorateDoesNotReconcile, reckon_districts
from pollwright.elections.queries.electorate_stages import ChangeWithoutAReason
from pollwright.elections.queries.electorate_target import target_of
from pollwright.elections.states import Stage
from pollwright.files.store import path_of
from pollwright.refusals import NotFound
from pollwright.register.models import Alteration, Notice, NoticeLine, RegisterEntry
from tests.elections.electorate_acts import FROZEN_AT, NOTICE, Ballot, ballot_in, freeze
from tests.fixtures.arranging import arranged


@pytest.fixture
def ballot(authority: Authority, settings: Any, tmp_path: Path) -> Ballot:
    """A register of two districts and a store of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    return ballot_in(authority)


def lines(electorate: Electorate, columns: str) -> list[tuple[Any, ...]]:
    return duckdb.sql(
        f"SELECT {columns} FROM read_parquet('{path_of(electorate.file)}') ORDER BY district, number"
    ).fetchall()


def test_the_electorate_is_who_is_entitled_and_of_age_on_polling_day(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    ballot.elector("AB1", "Bell", marker="F", local=False)
    ballot.elector("AB1", "Cox", attains_on=date(2027, 5, 6))
    ballot.elector("AB2", "Dunn", attains_on=date(2027, 5, 7))
    ballot.elector("AB2", "Ewing", marker="B", parliamentary=False)
    ballot.elector("AB2", "Frost", effective_to=date(2027, 3, 30))
    poll = ballot.poll()

    electorate = freeze(head, poll.reference)

    # REG-110: overseas electors have no vote at local polls; 18 on polling day is old enough, a day later is not
    assert lines(electorate, "district, surname") == [("AB1", "Ames"), ("AB1", "Cox"), ("AB2", "Ewing")]
    assert electorate.proof["districts"] == [
        {"district": "AB1", "in_force": 3, "not_entitled": 1, "under_age": 0, "electors": 2},
        {"district": "AB2", "in_force": 2, "not_entitled": 0, "under_age": 1, "electors": 1},
    ]
    assert electorate.counts["districts"] == {"AB1": 2, "AB2": 1}


def test_each_elector_of_polls_taken_together_has_the_contests_they_may_vote_in(ballot: Ballot, head: Actor) -> None:
    seat = ballot.ledger.area("constituency", name="Quantock and Severn")
    with_seat = ballot.ledger.district("AC1", areas=(ballot.ward, seat))
    ballot.districts["AC1"] = with_seat
    ballot.elector("AC1", "Ames")
    ballot.elector("AC1", "Bell", marker="F", local=False)
    ballot.elector("AC1", "Cox", marker="B", parliamentary=False)
    local, general = ballot.poll(), ballot.poll("uk-parliament", area=seat)
    combination = ballot.combined(local, general)

    electorate = freeze(head, general.reference)

    here, there = (poll.contests.get().reference for poll in (local, general))
    assert lines(electorate, "surname, contests") == [("Ames", f"{here};{there}"), ("Bell", there), ("Cox", here)]
    assert electorate.combination_id == combination.pk
    assert electorate.counts["contests"] == {here: 2, there: 2}


def test_a_recorded_nationality_that_denies_the_vote_is_marked_as_a_doubt(ballot: Ballot, head: Actor) -> None:
    seat = ballot.ledger.area("constituency", name="Quantock and Severn")
    ballot.districts["AC1"] = ballot.ledger.district("AC1", areas=(seat,))
    ballot.elector("AC1", "Ames")
    ballot.elector("AC1", "Nowak", person_nationalities=["PL"])
    poll = ballot.poll("uk-parliament", area=seat)

    electorate = freeze(head, poll.reference)

    assert lines(electorate, "surname, doubt") == [("Ames", False), ("Nowak", True)]
    assert electorate.counts["doubts"] == {"AC1": 1}


def test_a_stage_frozen_again_leaves_one_that_counts(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    poll = ballot.poll()
    freeze(head, poll.reference)

    again = freeze(head, poll.reference)

    states = dict(Electorate.objects.values_list("reference", "state"))
    assert states == {"F0000001": "superseded", "F0000002": "frozen"}
    assert again.stage == Stage.CARDS


NEXT = date(2027, 4, 9)
LATER = date(2027, 4, 16)


def noticed(entry: RegisterEntry, on: date, *, closes: bool = False, reason: str = "application") -> None:
    """Let a notice of alteration that took effect on a day have opened, or closed, an entry."""
    with arranged():
        kind, about = ("delete", {"entry": entry}) if closes else ("add", {})
        alteration = Alteration.objects.create(
            authority_id=entry.authority_id,
            kind=kind,
            reason=reason,
            elector=entry.elector,
            determined_at=FROZEN_AT,
            determined_on=on,
            district_id=entry.district_id,
            **about,
        )
        notice = Notice.objects.create(
            authority_id=entry.authority_id,
            reference=f"N{alteration.pk:07d}",
            kind="interim-1",
            title="Notice",
            published_on=on,
            determined_by=on,
        )
        NoticeLine.objects.create(
            authority_id=entry.authority_id,
            notice=notice,
            alteration=alteration,
            kind=kind,
            district_id=entry.district_id,
            effect="closed" if closes else "opened",
            effective_on=on,
        )
        changed = {"closed_by": alteration, "effective_to": on} if closes else {"opened_by": alteration}
        RegisterEntry.objects.filter(pk=entry.pk).update(**changed)


def test_the_next_stage_names_the_alteration_behind_every_line_that_came_or_went(ballot: Ballot, head: Actor) -> None:
    staying, leaving = ballot.elector("AB1", "Ames"), ballot.elector("AB1", "Bell")
    poll = ballot.poll()
    freeze(head, poll.reference)
    noticed(ballot.elector("AB2", "Cox", effective_from=NEXT), NEXT)
    noticed(leaving, NEXT, closes=True, reason="death")
    with arranged():
        AbsentArrangement.objects.create(
            authority=ballot.authority, elector=staying.elector, kind="postal", valid_from=date(2027, 4, 1)
        )

    electorate = freeze(head, poll.reference, Stage.INTERIM_1, NEXT)

    changes = electorate.changes.order_by("district", "number").values_list("kind", "elector__surname", "cause")
    assert list(changes) == [
        ("changed", "Ames", "absent"),
        ("removed", "Bell", "death"),
        ("added", "Cox", "application"),
    ]
    assert [(row["district"], row["before"], row["added"], row["removed"], row["after"]) for row in
            electorate.proof["stages"]] == [("AB1", 2, 0, 1, 1), ("AB2", 0, 1, 0, 1)]  # fmt: skip


def test_a_line_that_changed_without_an_alteration_stops_the_freezing(ballot: Ballot, head: Actor) -> None:
    entry = ballot.elector("AB1", "Ames")
    ballot.elector("AB1", "Bell")
    poll = ballot.poll()
    freeze(head, poll.reference)
    with arranged():
        RegisterEntry.objects.filter(pk=entry.pk).update(effective_to=NEXT)

    with pytest.raises(ChangeWithoutAReason) as refused:
        freeze(head, poll.reference, Stage.INTERIM_1, NEXT)

    assert refused.value.values == {
        "count": 1, "stage": "At the notice, for poll cards", "first": entry.elector.reference
    }  # fmt: skip
    assert list(Electorate.objects.values_list("stage", flat=True)) == ["cards"]


def test_a_district_that_lost_lines_does_not_reconcile_with_the_register(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    ballot.elector("AB2", "Bell")
    target = target_of(ballot.authority.pk, ballot.poll().reference)

    with pytest.raises(ElectorateDoesNotReconcile) as refused:
        reckon_districts(ballot.authority.pk, target, NOTICE, {"AB1": 1}, {})

    assert refused.value.values == {"where": "District AB2", "expected": 1, "found": 0}


def test_a_register_that_changes_while_the_electorate_is_made_is_noticed(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    poll = ballot.poll()
    prepared = prepare_electorate(head, poll.reference, Stage.CARDS, NOTICE, on=NOTICE)
    ballot.elector("AB1", "Bell")

    with pytest.raises(RegisterChanged):
        record_electorate(actor=head, prepared=prepared, at=FROZEN_AT)


def test_a_stage_is_not_frozen_before_its_day_nor_out_of_order(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    poll = ballot.poll()
    with arranged():
        PollStep.objects.create(
            authority=ballot.authority, poll=poll, step="final_alteration", title="Final", on=date(2027, 4, 28)
        )
    freeze(head, poll.reference, Stage.INTERIM_1, NEXT)

    # REG-352: station registers, and so the last stage, wait for the final notice
    with pytest.raises(StageNotYet):
        freeze(head, poll.reference, Stage.FINAL, LATER)
    with pytest.raises(TooLateForThePoll):
        freeze(head, poll.reference, Stage.FINAL, date(2027, 4, 29))
    with pytest.raises(StageNotYet):
        prepare_electorate(head, poll.reference, Stage.INTERIM_2, LATER, on=NEXT)
    with pytest.raises(StagesOutOfOrder):
        freeze(head, poll.reference, Stage.CARDS, LATER)


def test_a_ballot_of_ratepayers_has_no_electorate(ballot: Ballot, head: Actor) -> None:
    poll = ballot.poll("bid")
    with arranged():
        Contest.objects.filter(poll=poll).update(area=None)

    with pytest.raises(NobodyVotes):
        freeze(head, poll.reference)


def test_an_elector_without_a_number_stops_the_freezing(ballot: Ballot, head: Actor) -> None:
    home = ballot.ledger.property(ballot.districts["AB1"])
    ballot.ledger.entry(home=home)

    with pytest.raises(Unnumbered):
        freeze(head, ballot.poll().reference)


def test_another_authority_s_poll_is_not_there(ballot: Ballot, stranger: Actor) -> None:
    ballot.elector("AB1", "Ames")

    with pytest.raises(NotFound):
        freeze(stranger, ballot.poll().reference)
