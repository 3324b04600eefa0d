"""Agents besides the election agent, deposits and receipts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.elections.models import Contest
from pollwright.law.nominations.agents import AgentEnd, AgentKind
from pollwright.law.nominations.deposits import DepositEnd
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Agent, Candidate, Deposit
from pollwright.nominations.operations.appointing import NoSuchAgent, appoint_agent, end_election_agent
from pollwright.nominations.operations.attending import (
    AgentGiven,
    NoLotsNeeded,
    NotAsAgent,
    NumberTooSmall,
    admit_by_lot,
    appoint_further_agent,
    end_further_agent,
    give_secrecy_copies,
    set_agent_number,
)
from pollwright.nominations.operations.deposits import DepositElsewhere, end_deposit
from pollwright.nominations.operations.entering import PaperGiven, PaperMoved
from pollwright.nominations.papers.receipts import NotDelivered, receipt_of
from pollwright.nominations.queries.agents import acting_agents, election_agents, without_secrecy_copy
from pollwright.nominations.queries.places_of_contest import station_numbers
from pollwright.places.models import PollingDistrict, PollingPlace
from pollwright.register.models import Publication
from pollwright.synth.polls import adopted
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import SET, Hustings, at, brought, delivered, entered, hustings, standing

# handbook N-26: by the fifth working day before the poll of 6 May 2027, with a bank holiday on 3 May: 28 April
LAST = at("2027-04-28 23:59:59")
LATER = at("2027-05-06 06:00:00")
POLLING = AgentGiven(AgentKind.POLLING, "An Agent", "1 Row", LAST, parts=("1",))


@pytest.fixture
def example(officer: Actor, senior: Actor, abbey: Hustings) -> Candidate:
    """A candidate who stands."""
    standing(officer, senior, abbey.contest, "AB1", "AB2")
    return Candidate.objects.select_related("contest__poll").get()


def named(officer: Actor, candidate: Candidate, given: AgentGiven = POLLING, **changed: Any) -> Agent:
    return appoint_further_agent(
        actor=officer, reference=candidate.reference, given=replace(given, **changed), at=LATER
    )


def test_a_polling_agent_is_named_by_the_fifth_day_and_later_only_for_one_who_died_or_can_t_act(
    officer: Actor, example: Candidate
) -> None:
    late = at("2027-04-29 00:00:01")
    first, second = named(officer, example), named(officer, example)
    for agent, why in ((first, AgentEnd.REVOKED), (second, AgentEnd.DIED)):
        end_further_agent(actor=officer, reference=agent.reference, version=1, why=why, at=late)

    for before in ("", first.reference):
        with pytest.raises(NotAsAgent):
            named(officer, example, received_at=late, in_place_of=before)
    third = named(officer, example, received_at=late, in_place_of=second.reference)

    poll = example.contest.poll
    assert [row.reference for row in acting_agents(poll.authority_id, poll.reference, AgentKind.POLLING)] == [
        third.reference
    ]


def test_no_notice_comes_from_the_future_or_to_a_station_without_a_name_and_councillors_have_no_sub_agents(
    officer: Actor, example: Candidate
) -> None:
    # N-25: sub-agents at county constituencies, PCC, combined authority and GLA polls only
    for changed in ({"received_at": at("2027-05-06 06:00:01")}, {"parts": ()}, {"kind": AgentKind.SUB}):
        with pytest.raises(NotAsAgent):
            named(officer, example, **changed)

    assert Agent.objects.count() == 0


def test_a_polling_agent_is_named_for_a_station_of_the_contest_once_the_scheme_is_adopted(
    officer: Actor, senior: Actor, example: Candidate, abbey: Hustings
) -> None:
    """Of two wards that vote on one scheme, each has its own station."""
    named(officer, example, parts=("9",))
    elsewhere = abbey.ledger.area(name="Castle")
    home = abbey.ledger.property(abbey.ledger.district("CD", areas=(elsewhere,)))
    abbey.ledger.entry(home=home, publication=Publication.objects.get(), number=1)
    with arranged():
        for code in ("AB", "CD"):
            hall = PollingPlace.objects.create(
                authority_id=officer.authority_id, reference=code, name=f"{code} Hall", postcode="TA1 1ZZ"
            )
            PollingDistrict.objects.filter(code=code).update(polling_place=hall)
        Contest.objects.create(
            authority_id=officer.authority_id, poll=abbey.poll, reference="CT9", area=elsewhere, name="Castle",
            slug="castle",
        )  # fmt: skip
    assert adopted(senior, abbey.poll.reference, LAST)
    castle = Contest.objects.get(reference="CT9")

    assert (station_numbers(abbey.contest), station_numbers(castle)) == ({"1"}, {"2"})
    with pytest.raises(NotAsAgent, match="station 2; its stations are 1"):
        named(officer, example, parts=("1", "2"))
    assert named(officer, example, parts=("1",)).parts == ["1"]


def test_each_candidate_has_counting_agents_by_clerks_and_candidates_and_no_more_than_the_number_set(
    officer: Actor, senior: Actor, example: Candidate
) -> None:
    # N-26: 5 clerks for one candidate are 5 agents at least
    known: dict[str, Any] = {"actor": senior, "reference": example.contest.reference, "kind": AgentKind.COUNTING}
    with pytest.raises(NumberTooSmall):
        set_agent_number(each=4, clerks=5, **known)
    set_agent_number(each=6, clerks=5, **known)
    set_agent_number(each=1, clerks=1, **known)

    named(officer, example, kind=AgentKind.COUNTING)
    with pytest.raises(NotAsAgent):
        named(officer, example, kind=AgentKind.COUNTING)


def test_lots_let_four_polling_agents_of_five_into_a_station(officer: Actor, senior: Actor, example: Candidate) -> None:
    # N-26
    references = [named(officer, example, name=f"Agent {number}").reference for number in range(4)]
    known: dict[str, Any] = {"actor": senior, "reference": example.contest.reference, "station": "1"}
    with pytest.raises(NoLotsNeeded):
        admit_by_lot(admitted=references, **known)
    fifth = named(officer, example).reference
    with pytest.raises(NoLotsNeeded):
        admit_by_lot(admitted=references[:3], **known)

    out = admit_by_lot(admitted=[*references[1:], fifth], **known)

    assert (out, Agent.objects.get(admitted=False).reference) == (1, references[0])


def test_the_secrecy_requirements_are_given_once_to_everybody_who_acts(officer: Actor, example: Candidate) -> None:
    references = [named(officer, example).reference for _ in range(2)]
    poll = example.contest.poll
    give_secrecy_copies(actor=officer, references=references[:1], at=LATER)
    missing = without_secrecy_copy(poll.authority_id, poll.reference)

    many = give_secrecy_copies(actor=officer, references=references, at=LATER)
    with pytest.raises(PaperMoved):
        give_secrecy_copies(actor=officer, references=references, at=LATER)

    assert (missing, many) == (references[1:], 1)


def test_after_the_last_time_an_election_agent_follows_only_on_one_who_died_or_was_revoked(
    officer: Actor, example: Candidate
) -> None:
    # N-24: appointed by 4pm on 8 April; whoever appoints nobody is their own agent
    known: dict[str, Any] = {
        "actor": officer, "reference": example.reference, "name": "An Agent", "address": "1 Row", "office": "2 Row",
        "phone": "", "within": True,
    }  # fmt: skip
    appoint_agent(version=example.version, received_at=at("2027-04-08 16:00:00"), **known)
    late = at("2027-04-20 10:00:00")
    with pytest.raises(NoSuchAgent):
        appoint_agent(version=example.version + 1, received_at=late, **known)

    ended = end_election_agent(
        actor=officer, reference=example.reference, version=example.version + 1, why=AgentEnd.REVOKED
    )
    own = election_agents(example.authority_id, example.contest.reference)
    again = appoint_agent(version=ended.version, received_at=late, **known)

    assert [(line.candidate, line.agent) for line in own] == [("EXAMPLE, Kim Toni", "Kim Toni Example")]
    assert (again.agent_name, again.agent_ended_why) == ("An Agent", "")


@pytest.fixture
def mayoral(senior: Actor, officer: Actor, ledger: Ledger) -> Hustings:
    """An election of a mayor, with a paper of 30 subscribers and a deposit of £500 delivered."""
    found = hustings(senior, ledger, electors=30, kind=Kind.MAYORAL, seats=1)
    paper = PaperGiven(papers=(*SET, "deposit"), deposit_pence=500_00, deposit_method="Banker's draft")
    delivered(officer, found.contest, *found.numbers, paper=paper)
    return found


@pytest.mark.parametrize(("votes", "lawful"), [(50, DepositEnd.FORFEITED), (51, DepositEnd.RETURNED), (None, None)])
def test_a_deposit_goes_back_for_more_than_a_twentieth_of_the_votes_and_is_held_until_they_are_known(
    senior: Actor, mayoral: Hustings, votes: int | None, lawful: DepositEnd | None
) -> None:
    # handbook 5.1: of 1,000 valid votes exactly 50 lose it
    held = Deposit.objects.get()
    known: dict[str, Any] = {
        "actor": senior, "reference": held.reference, "version": held.version, "how": "By transfer", "votes": votes,
        "valid_votes": None if votes is None else 1000, "at": LATER,
    }  # fmt: skip

    for end in DepositEnd:
        if end is not lawful:
            with pytest.raises(DepositElsewhere):
                end_deposit(end=end, **known)
    if lawful:
        end_deposit(end=lawful, **known)

    held.refresh_from_db()
    assert (held.pence, held.state) == (500_00, lawful.value if lawful else "held")


def test_the_receipt_says_the_second_the_papers_and_the_bearer_and_a_draft_has_none(
    officer: Actor, client_as: Callable[[Role], Client], abbey: Hustings
) -> None:
    draft = entered(officer, abbey.contest, "AB1", "AB2")
    with pytest.raises(NotDelivered):
        receipt_of(draft.authority_id, draft.reference)
    brought(officer, draft, at("2027-04-06 10:00:07"))

    found = receipt_of(draft.authority_id, draft.reference)
    pdf = client_as(Role.SENIOR).get(f"/nominations/papers/{draft.reference}/receipt.pdf")

    assert (found.received_at, found.delivered_by, found.total) == (at("2027-04-06 10:00:07"), "A Friend", 3)
    assert pdf.content.startswith(b"%PDF")
