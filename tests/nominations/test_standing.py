"""Who stands: withdrawals, deaths, the statement with its order and addresses, and what follows from it."""

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.documents.preview import text_of
from pollwright.elections.models import Contest
from pollwright.law.nominations.names import Refusal
from pollwright.nominations.models import Candidate, NominationPaper, Statement
from pollwright.nominations.operations.appointing import NoSuchAgent, appoint_agent
from pollwright.nominations.operations.determining import TooLateToCorrect, correct_number, decide_used_name
from pollwright.nominations.operations.diary import SlotTaken, book_appointment, cancel_appointment
from pollwright.nominations.operations.entering import HomeGiven, PaperGiven, PaperMoved
from pollwright.nominations.operations.leaving import (
    ProofToCome,
    WithdrawalWithoutEffect,
    note_death,
    withdraw_candidate,
)
from pollwright.nominations.operations.stating import (
    SamePerson,
    StatementMoved,
    StatementNotReady,
    StatementStands,
    TooEarly,
    approve_statement,
    declare_outcome,
    order_alike,
    prepare_statement,
    publish_statement,
)
from pollwright.nominations.papers.statements import as_pdf
from pollwright.nominations.queries.facts import statement_facts
from pollwright.nominations.queries.stating import draft_statement
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import (
    CLOSED,
    SET,
    Hustings,
    at,
    delivered,
    hustings,
    standing,
    withheld,
)


def stated(senior: Actor, head: Actor, contest: Contest) -> Statement:
    """Have the statement of a contest prepared, approved and published."""
    made = prepare_statement(actor=senior, reference=contest.reference, at=CLOSED)
    made = approve_statement(actor=head, reference=made.reference, version=made.version, at=CLOSED)
    return publish_statement(actor=senior, reference=made.reference, version=made.version, at=CLOSED)


def settled(contest: Contest) -> tuple[str, str]:
    contest.refresh_from_db()
    return contest.state, contest.cancellation


def four(officer: Actor, senior: Actor, abbey: Hustings) -> list[Candidate]:
    """Have four candidates stand for three seats."""
    names = ("Ashdown", "Bôn-Ŵyllt", "De la Mare", "Example")
    for place, name in enumerate(names):
        standing(officer, senior, abbey.contest, f"AB{2 * place + 1}", f"AB{2 * place + 2}", surname=name)
    return list(Candidate.objects.order_by("pk"))


def test_the_statement_has_the_law_s_order_the_withheld_addresses_and_those_no_longer_standing(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings
) -> None:
    # N-20, N-21, N-23: case and accents make no difference, prefixes are as written, another script comes last
    given: tuple[tuple[str, dict[str, HomeGiven]], ...] = (
        ("כהן", {}),
        ("Östlund", {"home": withheld(area="Exmouth Vale")}),
        ("o'Brien", {}),
        ("de Vere", {}),
    )
    for place, (name, more) in enumerate(given):
        numbers = (f"AB{2 * place + 1}", f"AB{2 * place + 2}")
        standing(officer, senior, abbey.contest, *numbers, surname=name, **more)
    gone = Candidate.objects.get(surname="o'Brien")
    withdraw_candidate(
        actor=senior, reference=gone.reference, version=gone.version, signed=True, witness="A Witness",
        received_at=at("2027-04-08 15:59:59"), at=CLOSED,
    )  # fmt: skip

    people = stated(senior, head, abbey.contest).body["people"]

    assert [(one["surname"], one["address"], one["no_longer"]) for one in people] == [
        ("de Vere", "12 Sample Terrace, Nether Combe, TA99 1ZZ", ""),
        ("o'Brien", "12 Sample Terrace, Nether Combe, TA99 1ZZ", "Withdrawn"),
        ("Östlund", "Address in Exmouth Vale", ""),
        ("כהן", "12 Sample Terrace, Nether Combe, TA99 1ZZ", ""),
    ]


def test_a_withdrawal_after_four_unsigned_or_unwitnessed_has_no_effect_and_one_that_has_can_t_be_undone(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    # N-18
    standing(officer, senior, abbey.contest, "AB1", "AB2")
    one = Candidate.objects.get()
    known = {"actor": senior, "reference": one.reference, "version": one.version, "at": CLOSED}
    in_time = at("2027-04-08 16:00:00")

    for signed, witness, received in (
        (True, "A Witness", at("2027-04-08 16:00:01")), (False, "A Witness", in_time), (True, " ", in_time),
    ):  # fmt: skip
        with pytest.raises(WithdrawalWithoutEffect):
            withdraw_candidate(signed=signed, witness=witness, received_at=received, **known)  # type: ignore[arg-type]
    gone = withdraw_candidate(signed=True, witness="A Witness", received_at=in_time, **known)  # type: ignore[arg-type]
    with pytest.raises(PaperMoved):
        withdraw_candidate(
            signed=True, witness="A Witness", received_at=in_time, **(known | {"version": gone.version})  # type: ignore[arg-type]
        )  # fmt: skip

    assert gone.state == "withdrawn"


def test_the_statement_waits_for_undetermined_papers_withheld_areas_and_ties(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    delivered(officer, abbey.contest, "AB1", "AB2", surname="Waiting")
    standing(officer, senior, abbey.contest, "AB3", "AB4", surname="Alike", forenames="Jo")
    standing(officer, senior, abbey.contest, "AB5", "AB6", surname="ALIKE", forenames="Jo", home=withheld())
    known = {"actor": senior, "reference": abbey.contest.reference}

    with pytest.raises(TooEarly):
        prepare_statement(at=at("2027-04-08 16:00:00"), **known)  # type: ignore[arg-type]
    with pytest.raises(StatementNotReady) as refused:
        prepare_statement(at=CLOSED, **known)  # type: ignore[arg-type]

    what = str(refused.value.values["what"])
    assert [word in what for word in ("Not determined: NP", "in place of the home address", "like name: CA")] == [
        True
    ] * 3


def test_the_officer_decides_between_candidates_of_like_name(officer: Actor, senior: Actor, abbey: Hustings) -> None:
    for numbers in (("AB1", "AB2"), ("AB3", "AB4")):
        standing(officer, senior, abbey.contest, *numbers, surname="Alike", forenames="Jo")
    first, second = Candidate.objects.order_by("pk").values_list("reference", flat=True)

    order_alike(actor=senior, reference=abbey.contest.reference, candidates=[second, first])
    statement = prepare_statement(actor=senior, reference=abbey.contest.reference, at=CLOSED)

    assert [one["candidate"] for one in statement.body["people"]] == [second, first]


def test_a_second_person_approves_and_a_later_change_voids_the_statement(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings
) -> None:
    one = four(officer, senior, abbey)[0]
    made = prepare_statement(actor=senior, reference=abbey.contest.reference, at=CLOSED)
    with pytest.raises(SamePerson):
        approve_statement(actor=senior, reference=made.reference, version=made.version, at=CLOSED)
    approved = approve_statement(actor=head, reference=made.reference, version=made.version, at=CLOSED)

    decide_used_name(actor=senior, reference=one.reference, version=one.version, refused=Refusal.MISLEADING)
    with pytest.raises(StatementMoved):
        publish_statement(actor=senior, reference=made.reference, version=approved.version, at=CLOSED)

    made.refresh_from_db()
    assert (made.state, made.published_at) == ("void", None)
    assert made.voided_because == "a commonly used name was decided on"


def test_after_publication_no_minor_error_is_put_right(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings
) -> None:
    # N-22
    paper = standing(officer, senior, abbey.contest, "AB1", "AB2")
    stated(senior, head, abbey.contest)

    with pytest.raises(TooLateToCorrect):
        correct_number(
            actor=senior, reference=paper.reference, version=paper.version, place=1, number="AB3", reason="Misread",
            at=at("2027-04-09 09:00:00"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("candidates", "outcome"),
    [
        (4, ("contested", "")),
        (3, ("uncontested", "EQUAL_CANDIDATES")),
        (2, ("uncontested", "UNDER_CONTESTED")),
        (0, ("uncontested", "NO_CANDIDATES")),
    ],
)
def test_as_many_candidates_as_seats_or_fewer_make_no_poll(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings, candidates: int, outcome: tuple[str, str]
) -> None:
    # E-15 and E-16, for three seats
    for place in range(candidates):
        standing(officer, senior, abbey.contest, f"AB{2 * place + 1}", f"AB{2 * place + 2}", surname=f"Example{place}")
    with pytest.raises(StatementNotReady):
        declare_outcome(actor=senior, reference=abbey.contest.reference, at=CLOSED)
    stated(senior, head, abbey.contest)

    declare_outcome(actor=senior, reference=abbey.contest.reference, at=CLOSED)

    assert settled(abbey.contest) == outcome


@pytest.mark.parametrize(
    ("proof", "outcome"),
    [
        ("2027-05-05 12:00:00", ("countermanded", "CANDIDATE_DEATH")),
        ("2027-05-06 12:00:00", ("abandoned", "CANDIDATE_DEATH")),
    ],
)
def test_proof_of_death_after_withdrawals_countermands_or_abandons_the_poll(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings, proof: str, outcome: tuple[str, str]
) -> None:
    # after withdrawals closed, before the poll opens and while it is open: E-17, (b) and (c)
    one = four(officer, senior, abbey)[0]
    statement = stated(senior, head, abbey.contest)
    declare_outcome(actor=senior, reference=abbey.contest.reference, at=CLOSED)

    note_death(actor=senior, reference=one.reference, version=one.version, proof_at=at(proof), at=at(proof))

    statement.refresh_from_db()
    assert (settled(abbey.contest), statement.state) == (outcome, "void")


@pytest.mark.parametrize(("seats", "outcome"), [(3, "uncontested"), (2, "countermanded")])
def test_a_death_before_withdrawals_close_waits_and_then_decides(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings, seats: int, outcome: str
) -> None:
    # E-17 (a): four nominated, one dies; three are left for three seats, or for two
    with_seats(abbey.contest, seats)
    proof = at("2027-04-08 12:00:00")
    one = four(officer, senior, abbey)[0]
    note_death(actor=senior, reference=one.reference, version=one.version, proof_at=proof, at=proof)
    waiting = settled(abbey.contest)[0]
    stated(senior, head, abbey.contest)

    declare_outcome(actor=senior, reference=abbey.contest.reference, at=CLOSED)

    assert (waiting, settled(abbey.contest)[0]) == ("open", outcome)


@pytest.mark.parametrize(
    ("seats", "before", "after"),
    [(2, "contested", "contested"), (3, "contested", "uncontested"), (4, "uncontested", "uncontested")],
)
def test_a_withdrawal_that_came_in_time_and_is_entered_after_the_contest_was_settled_settles_it_anew(
    officer: Actor, senior: Actor, head: Actor, abbey: Hustings, seats: int, before: str, after: str
) -> None:
    # N-18, N-20, E-15: the minute of receipt decides, not that of the entry
    with_seats(abbey.contest, seats)
    one = four(officer, senior, abbey)[0]
    first = stated(senior, head, abbey.contest)
    declare_outcome(actor=senior, reference=abbey.contest.reference, at=CLOSED)
    then = settled(abbey.contest)[0]

    withdraw_candidate(
        actor=senior, reference=one.reference, version=one.version, signed=True, witness="A Witness",
        received_at=at("2027-04-08 15:59:00"), at=CLOSED,
    )  # fmt: skip
    between = settled(abbey.contest)
    ended = abbey.contest.ended_on
    second = stated(senior, head, abbey.contest)
    declare_outcome(actor=senior, reference=abbey.contest.reference, at=CLOSED)

    first.refresh_from_db()
    assert (then, between, ended, settled(abbey.contest)[0]) == (before, ("open", ""), None, after)
    assert (first.state, second.state) == ("void", "published")
    assert [one["no_longer"] for one in second.body["people"]].count("Withdrawn") == 1


def with_seats(contest: Contest, seats: int) -> None:
    with arranged():
        contest.seats = seats
        contest.save()


def test_an_agent_s_office_is_a_place_in_reach_and_the_notice_is_in_time(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    # N-24
    standing(officer, senior, abbey.contest, "AB1", "AB2")
    one = Candidate.objects.get()
    known = {
        "actor": officer, "reference": one.reference, "version": one.version, "name": "An Agent", "address": "1 Row",
        "phone": "",
    }  # fmt: skip
    in_time = at("2027-04-08 16:00:00")

    for office, within, received in (
        ("P.O. Box 7", True, in_time), ("2 Row", False, in_time), ("2 Row", True, at("2027-04-08 16:00:01")),
    ):  # fmt: skip
        with pytest.raises(NoSuchAgent):
            appoint_agent(office=office, within=within, received_at=received, **known)  # type: ignore[arg-type]
    named = appoint_agent(office="2 Row", within=True, received_at=in_time, **known)  # type: ignore[arg-type]

    assert (named.agent_name, named.agent_office) == ("An Agent", "2 Row")


def test_a_desk_has_one_appointment_at_a_time(officer: Actor, abbey: Hustings) -> None:
    known = {
        "actor": officer, "reference": abbey.poll.reference, "minutes": 20, "who": "Kim", "contact": "", "desk": "A",
        "contest": abbey.contest.reference,
    }  # fmt: skip
    first = book_appointment(slot=at("2027-04-06 10:00:00"), **known)  # type: ignore[arg-type]

    with pytest.raises(SlotTaken):
        book_appointment(slot=at("2027-04-06 10:19:00"), **known)  # type: ignore[arg-type]
    book_appointment(slot=at("2027-04-06 10:20:00"), **known)  # type: ignore[arg-type]
    cancel_appointment(actor=officer, reference=first.reference, version=first.version)
    book_appointment(slot=at("2027-04-06 09:55:00"), **known)  # type: ignore[arg-type]

    assert Event.objects.filter(code="nominations.appointment-booked").count() == 3


def test_a_second_click_makes_no_second_statement_and_no_moment_to_come_is_taken(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    standing(officer, senior, abbey.contest, "AB1", "AB2")
    one = Candidate.objects.get()
    known = {"actor": senior, "reference": one.reference, "version": one.version, "at": at("2027-04-08 15:59:00")}
    later = at("2027-04-08 16:00:00")

    with pytest.raises(WithdrawalWithoutEffect, match="It lies in the future"):
        withdraw_candidate(signed=True, witness="A Witness", received_at=later, **known)  # type: ignore[arg-type]
    with pytest.raises(WithdrawalWithoutEffect, match="Received by 16:00 on 8 April 2027: no"):
        withdraw_candidate(
            signed=True, witness="A Witness", received_at=at("2027-04-08 16:00:01"), **(known | {"at": CLOSED})  # type: ignore[arg-type]
        )  # fmt: skip
    with pytest.raises(ProofToCome):
        note_death(proof_at=later, **known)  # type: ignore[arg-type]
    first = prepare_statement(actor=senior, reference=abbey.contest.reference, at=CLOSED)
    with pytest.raises(StatementStands, match=first.reference):
        prepare_statement(actor=senior, reference=abbey.contest.reference, at=CLOSED)


def test_the_statement_in_wales_waits_for_the_statement_of_party_membership_and_shows_it(
    officer: Actor, senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    # N-20 (WSI 2021/1459): the statement shows each candidate's statement of party membership
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(nation="wales")
    found = hustings(senior, ledger)
    silent = standing(officer, senior, found.contest, "AB1", "AB2", surname="Ashdown")
    told = PaperGiven(papers=SET, party_membership="Member of no party")
    standing(officer, senior, found.contest, "AB3", "AB4", surname="Birtles", paper=told)
    draft = draft_statement(found.contest)

    with arranged():
        NominationPaper.objects.filter(pk=silent.pk).update(party_membership="Example Party")
    made = prepare_statement(actor=senior, reference=found.contest.reference, at=CLOSED)

    page = text_of(as_pdf(found.contest.authority_id, statement_facts(found.contest.authority_id, made.reference)))[0]
    assert draft.open == (f"{silent.candidate.reference}: the statement of party membership",)
    assert [one["membership"] for one in made.body["people"]] == ["Example Party", "Member of no party"]
    assert "Statement of party membership" in " ".join(page.split())
