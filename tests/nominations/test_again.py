"""Elections held again: seats that nobody was nominated for, and nominations carried over after a death."""

from datetime import date
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.elections.models import Contest
from pollwright.elections.operations.calling_rules import DoubtsNotAccepted
from pollwright.elections.operations.ending import call_in_place
from pollwright.law.nominations.papers import Bearer
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Candidate, NominationPaper
from pollwright.nominations.operations.again import (
    NothingToCarryOver,
    NothingUnfilled,
    carry_nominations_over,
    order_fresh_election,
)
from pollwright.nominations.operations.determining import hold_valid
from pollwright.nominations.operations.entering import OnlyTheParty, PaperGiven
from pollwright.nominations.operations.leaving import note_death
from pollwright.nominations.operations.stating import declare_outcome
from pollwright.nominations.queries.again import named_on_the_paper, only_party_again
from pollwright.nominations.queries.stating import draft_statement
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import (
    CLOSED,
    SET,
    Hustings,
    at,
    brought,
    entered,
    hustings,
    standing,
)
from tests.nominations.test_standing import stated


def test_a_fresh_election_is_called_once_for_the_seats_left_within_35_working_days(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings
) -> None:
    # E-15: one candidate for three seats; 35 working days after 6 May 2027, over 31 May, are Friday 25 June
    standing(officer, senior, abbey.contest, "AB1", "AB2")
    known: dict[str, Any] = {"actor": senior, "reference": abbey.contest.reference, "on": date(2027, 5, 6)}
    with pytest.raises(NothingUnfilled):
        order_fresh_election(version=1, day=date(2027, 6, 24), doubts_reason="", **known)
    stated(senior, head, abbey.contest)
    declare_outcome(actor=senior, reference=abbey.contest.reference, at=CLOSED)
    abbey.contest.refresh_from_db()
    known["version"] = abbey.contest.version

    with pytest.raises(DoubtsNotAccepted):
        order_fresh_election(day=date(2027, 6, 28), doubts_reason="", **known)
    made = order_fresh_election(day=date(2027, 6, 24), doubts_reason="", **known)
    with pytest.raises(NothingUnfilled):
        order_fresh_election(day=date(2027, 6, 24), doubts_reason="", **known)

    fresh = Contest.objects.get(poll=made)
    assert (fresh.seats, fresh.replaces, fresh.area) == (2, abbey.contest, abbey.area)


def stopped(officer: Actor, senior: Actor, head: Actor, found: Hustings, dead: str) -> Contest:
    """Have a candidate die after withdrawals closed, and the poll called again; return its contest."""
    stated(senior, head, found.contest)
    declare_outcome(actor=senior, reference=found.contest.reference, at=CLOSED)
    one = Candidate.objects.get(surname=dead)
    proof = at("2027-05-04 12:00:00")
    note_death(actor=senior, reference=one.reference, version=one.version, proof_at=proof, at=proof)
    found.poll.refresh_from_db()
    again = call_in_place(
        actor=senior, reference=found.poll.reference, version=found.poll.version, day=date(2027, 6, 24),
        doubts_reason="", on=date(2027, 5, 6),
    )  # fmt: skip
    return Contest.objects.get(poll=again)


def test_after_a_countermand_those_who_still_stand_need_no_new_nomination(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings
) -> None:
    # E-18
    for place, name in enumerate(("Ashdown", "Brook", "Coombe", "Dale")):
        standing(officer, senior, abbey.contest, f"AB{2 * place + 1}", f"AB{2 * place + 2}", surname=name)
    contest = stopped(officer, senior, head, abbey, "Brook")

    many = carry_nominations_over(actor=senior, reference=contest.reference)
    with pytest.raises(NothingToCarryOver):
        carry_nominations_over(actor=senior, reference=contest.reference)

    names = Candidate.objects.filter(contest=contest, state="standing").order_by("surname")
    assert (many, list(names.values_list("surname", flat=True))) == (3, ["Ashdown", "Coombe", "Dale"])
    papers = NominationPaper.objects.filter(candidate__contest=contest, state="valid")
    assert sorted(papers.values_list("subscribers__number", flat=True)) == ["AB1", "AB2", "AB5", "AB6", "AB7", "AB8"]


def test_after_a_party_s_candidate_for_parliament_died_only_that_party_puts_up_another(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    # E-19: of a party, so countermanded; the party may substitute, and nobody else
    found = hustings(
        senior,
        ledger,
        electors=10,
        kind=Kind.UK_PARLIAMENT,
        seats=1,
        trigger=date(2027, 3, 29),
        doubts_reason="Example",
    )
    one = brought(officer, entered(officer, found.contest, *found.numbers), bearer=Bearer.CANDIDATE)
    with arranged():
        NominationPaper.objects.filter(pk=one.pk).update(party_reference="PP53", state="valid")
        Candidate.objects.update(state="died")
        Contest.objects.filter(pk=found.contest.pk).update(area=None, state="countermanded")
        fresh = Contest.objects.create(
            authority_id=found.contest.authority_id, poll=found.poll, reference="CT7777777", name="Abbey again",
            slug="abbey-again", replaces=found.contest, area=found.area,
        )  # fmt: skip
    draft = entered(officer, fresh, *found.numbers, paper=PaperGiven(papers=SET, party_reference="PP54"))

    with pytest.raises(OnlyTheParty):
        brought(officer, draft, bearer=Bearer.CANDIDATE)

    assert only_party_again(fresh) == frozenset({"PP53"})


def test_an_independent_who_died_stays_on_the_statement_for_parliament_and_a_party_s_candidate_does_not(
    officer: Actor, senior: Actor, head: Actor, ledger: Ledger
) -> None:
    # E-19: the poll goes on with the name of the independent; of two candidates the other is elected without a poll
    found = hustings(
        senior,
        ledger,
        electors=30,
        kind=Kind.UK_PARLIAMENT,
        seats=1,
        trigger=date(2027, 3, 29),
        doubts_reason="Example",
    )
    papers = []
    for place, surname in enumerate(("Ashdown", "Birtles", "Coombe")):
        numbers = found.numbers[place * 10 : place * 10 + 10]
        draft = brought(officer, entered(officer, found.contest, *numbers, surname=surname), bearer=Bearer.CANDIDATE)
        papers.append(
            hold_valid(actor=senior, reference=draft.reference, version=draft.version, despite="x", at=CLOSED)
        )
    with arranged():
        NominationPaper.objects.filter(pk=papers[2].pk).update(party_reference="PP53")
    statement = stated(senior, head, found.contest)

    def dies(place: int) -> Contest:
        one = Candidate.objects.get(pk=papers[place].candidate_id)
        note_death(actor=senior, reference=one.reference, version=one.version, proof_at=CLOSED, at=CLOSED)
        return Contest.objects.select_related("poll").get(pk=found.contest.pk)

    contest = dies(0)
    goes_on = draft_statement(contest).body() == statement.body
    named = [one.surname for one in named_on_the_paper(contest)]
    declare_outcome(actor=senior, reference=contest.reference, at=CLOSED)
    contest.refresh_from_db()
    settled = contest.state
    ended = dies(2)

    assert (goes_on, named, settled) == (True, ["Ashdown", "Birtles", "Coombe"], "contested")
    assert ended.state == "countermanded"
    assert [one.surname for one in named_on_the_paper(ended)] == ["Birtles"]
