"""Polls of one day taken together: what the law has, who leads, one timetable (C-01 to C-07, T-19)."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.elections.models import Combination, Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import NotADayForThisPoll
from pollwright.elections.operations.changing import PollChanged
from pollwright.elections.operations.combining import (
    LeadNeedsAReason,
    NotTakenTogether,
    SharesNoArea,
    TooFewPolls,
    combine_polls,
    dissolve_combination,
)
from pollwright.law.timetables.kinds import Kind
from tests.elections.calling_acts import CALLED_ON, ORDINARY_DAY, asked
from tests.fixtures.ledger import Ledger
from tests.register.test_applications_pages import text_of


@pytest.fixture
def day(senior: Actor, ledger: Ledger) -> dict[str, Poll]:
    """A local and a general election in one district, and a parish election in another."""
    ward, seat = ledger.area(name="Cam"), ledger.area("constituency", code="E14000001", name="Quantock West")
    parish = ledger.area("parish", code="E04000001", name="Ashcott")
    ledger.district(areas=(ward, seat))
    ledger.district(areas=(parish,))
    called = {
        Kind.LOCAL: ContestAsked(f"ward.{ward.code}", 2),
        Kind.UK_PARLIAMENT: ContestAsked(f"constituency.{seat.code}"),
        Kind.PARISH: ContestAsked(f"parish.{parish.code}", 7),
    }
    return {
        kind.value: call_poll(actor=senior, asked=asked(kind), contests=[contest], on=CALLED_ON)
        for kind, contest in called.items()
    }


def test_the_general_election_leads_unless_another_lead_was_agreed(senior: Actor, day: dict[str, Poll]) -> None:
    local, general = day["local"].reference, day["uk-parliament"].reference
    given = {"actor": senior, "day": ORDINARY_DAY, "references": [local, general], "with_postal": False}

    with pytest.raises(LeadNeedsAReason, match=general):
        combine_polls(**given, lead=local)  # type: ignore[arg-type]
    combine_polls(**given)  # type: ignore[arg-type]
    with pytest.raises(TooFewPolls):
        combine_polls(**given)  # type: ignore[arg-type]
    dissolve_combination(actor=senior, reference="CB0000001", version=1, reason="Agreed anew")
    with pytest.raises(PollChanged):
        dissolve_combination(actor=senior, reference="CB0000001", version=1, reason="Twice")
    agreed = combine_polls(**given, lead=local, lead_reason="Agreed by both")  # type: ignore[arg-type]

    first = Combination.objects.get(reference="CB0000001")
    assert (first.lead, agreed.lead, agreed.lead_reason) == (day["uk-parliament"], day["local"], "Agreed by both")
    assert "issue-and-receipt-of-postal-papers" not in agreed.functions


def test_a_poll_that_shares_no_district_is_not_combined(senior: Actor, day: dict[str, Poll]) -> None:
    references = [poll.reference for poll in day.values()]

    with pytest.raises(SharesNoArea, match=day["parish"].reference):
        combine_polls(actor=senior, day=ORDINARY_DAY, references=references, with_postal=False)

    assert Combination.objects.count() == 0


def test_a_parish_poll_is_kept_apart_from_every_other(senior: Actor, day: dict[str, Poll], ledger: Ledger) -> None:
    parish = ledger.area("parish", code="E04000002", name="Burtle")
    contest = ContestAsked(f"parish.{parish.code}", question="Buy the field?")
    given = {"actor": senior, "contests": [contest], "on": CALLED_ON}

    with pytest.raises(NotADayForThisPoll):
        call_poll(asked=asked(Kind.PARISH_POLL), **given)  # type: ignore[arg-type]
    poll = call_poll(asked=asked(Kind.PARISH_POLL, doubts_reason="No other hall"), **given)  # type: ignore[arg-type]

    with pytest.raises(NotTakenTogether):
        combine_polls(
            actor=senior, day=ORDINARY_DAY, references=[poll.reference, day["local"].reference], with_postal=False
        )


def test_polls_are_combined_from_the_page_and_have_one_timetable(
    client_as: Callable[[Role], Client], day: dict[str, Poll]
) -> None:
    client = client_as(Role.SENIOR)
    chosen = [day["local"].reference, day["uk-parliament"].reference]

    rules = text_of(client.get("/polls/days/2027-05-06/live/"))
    page = client.post("/polls/days/2027-05-06/live/combine/", {"polls": chosen}, follow=True)
    data = json.loads(client.get("/polls/combined/CB0000001/file/json/").content)
    client.post("/polls/combined/CB0000001/part/", {"version": "1", "reason": "Agreed anew"})

    closing = [step["polls"] for step in data["steps"] if step["step"] == "nominations_close"]
    assert "Compulsory A UK general election and ordinary local elections of one day are taken together" in rules
    assert "Leads UK Parliamentary election, Quantock" in text_of(page)
    assert closing == [chosen]
    assert Poll.objects.filter(combination__isnull=False).count() == 0
