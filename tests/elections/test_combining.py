"""Polls of one day taken together: what the law has, who leads, one timetable (C-01 to C-07, T-19)."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.elections.models import Combination, Poll, PollStep, ProjectTask
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
from pollwright.elections.operations.ending import postpone_poll
from pollwright.elections.operations.keeping_time import CombinedPollMoves, shift_steps
from pollwright.elections.states import Others
from pollwright.law.timetables.kinds import Kind
from tests.elections.calling_acts import CALLED_ON, ORDINARY_DAY, asked
from tests.fixtures.arranging import arranged
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


@pytest.fixture
def together(senior: Actor, day: dict[str, Poll]) -> Combination:
    """The local and the general election of the day, taken together; the general election leads."""
    references = [day["local"].reference, day["uk-parliament"].reference]
    return combine_polls(actor=senior, day=ORDINARY_DAY, references=references, with_postal=False)


def moved(senior: Actor, poll: Poll, others: Others | None) -> None:
    """Move a poll by a week."""
    poll.refresh_from_db()
    known = {"since": date(2027, 5, 1), "days": 7, "reason": "A flood", "others": others}
    shift_steps(actor=senior, reference=poll.reference, version=poll.version, **known)  # type: ignore[arg-type]


def test_a_combined_poll_does_not_move_before_somebody_says_what_becomes_of_the_others(
    senior: Actor, day: dict[str, Poll], together: Combination
) -> None:
    with pytest.raises(CombinedPollMoves, match="other polls of its day: 1"):
        moved(senior, day["local"], None)

    assert set(Poll.objects.values_list("day", flat=True)) == {ORDINARY_DAY}
    # steps before polling day may still be moved for one poll alone
    poll = Poll.objects.get(pk=day["local"].pk)
    with arranged():
        PollStep.objects.filter(poll=poll, step="poll").update(done_at=datetime(2027, 5, 6, 22, tzinfo=UTC))
    shift_steps(
        actor=senior, reference=poll.reference, version=poll.version, since=date(2027, 4, 1), days=1, reason="x"
    )
    assert Poll.objects.get(pk=poll.pk).combination == together


def test_all_move_and_stay_taken_together(senior: Actor, day: dict[str, Poll], together: Combination) -> None:
    moved(senior, day["local"], Others.MOVE)

    together.refresh_from_db()
    held = Poll.objects.filter(combination=together)
    assert (together.day, together.lead) == (date(2027, 5, 13), day["uk-parliament"])
    assert [poll.day for poll in held] == [date(2027, 5, 13)] * 2
    steps = PollStep.objects.filter(poll__in=held, step="poll")
    assert {step.on for step in steps} == {date(2027, 5, 13)}
    assert Event.objects.filter(code="elections.steps-shifted").count() == 2


def test_a_poll_that_moves_alone_leaves_and_the_law_gives_the_lead_anew(
    senior: Actor, day: dict[str, Poll], together: Combination
) -> None:
    moved(senior, day["uk-parliament"], Others.STAY)

    together.refresh_from_db()
    general, local = (Poll.objects.get(pk=day[kind].pk) for kind in ("uk-parliament", "local"))
    assert (general.combination, general.day) == (None, date(2027, 5, 13))
    assert (local.combination, local.day, together.day, together.lead) == (together, ORDINARY_DAY, ORDINARY_DAY, local)
    told = {task.poll_id: task.title for task in ProjectTask.objects.all()}
    assert told == {
        local.pk: f"Poll {general.reference} left the combined polls",
        general.pk: "The poll is no longer taken together with others",
    }
    assert Event.objects.filter(code="elections.poll-left-others").count() == 1


def test_a_lead_that_is_withdrawn_or_postponed_leads_no_more(
    senior: Actor, day: dict[str, Poll], together: Combination
) -> None:
    general = Poll.objects.get(pk=day["uk-parliament"].pk)
    postpone_poll(
        actor=senior, reference=general.reference, version=general.version, reason="Death of a candidate", on=CALLED_ON
    )

    together.refresh_from_db()
    assert together.lead == day["local"]
    assert [task.poll_id for task in ProjectTask.objects.all()] == [day["local"].pk]


def test_the_form_asks_what_becomes_of_the_others_only_where_there_are_some(
    client_as: Callable[[Role], Client], day: dict[str, Poll], together: Combination
) -> None:
    client = client_as(Role.SENIOR)
    local, parish = Poll.objects.get(pk=day["local"].pk), day["parish"].reference
    page = f"/polls/of/{local.reference}/timetable/shift/"
    given = {"version": str(local.version), "since-day": "1", "since-month": "5", "since-year": "2027", "days": "7"}
    given |= {"reason": "A flood"}

    refused = text_of(client.post(page, given))
    client.post(page, given | {"others": "stay"})

    assert "Say whether they move with it, or stay on their day" in refused
    assert "Polls taken together with it" not in text_of(client.get(f"/polls/of/{parish}/timetable/shift/"))
    assert "Only one poll is left in it" in text_of(client.get(f"/polls/combined/{together.reference}/"))


def called(senior: Actor, ledger: Ledger, many: int) -> Combination:
    """Take the elections of a ward and of many parishes in it together."""
    ward = ledger.area(name="Cam")
    asks = {"ward": (Kind.LOCAL, ContestAsked(f"ward.{ward.code}", 2))}
    for place in range(many):
        parish = ledger.area("parish", code=f"E0400{place:04d}", name=f"Parish {place}")
        ledger.district(f"P{place}", areas=(ward, parish))
        asks[parish.name] = (Kind.PARISH, ContestAsked(f"parish.{parish.code}", 5))
    polls = [
        call_poll(actor=senior, asked=asked(kind, title=title), contests=[contest], on=CALLED_ON)
        for title, (kind, contest) in asks.items()
    ]
    return combine_polls(
        actor=senior, day=ORDINARY_DAY, references=[poll.reference for poll in polls], with_postal=False
    )


def test_the_list_of_many_combined_polls_is_searched_sorted_filtered_and_paged(
    client_as: Callable[[Role], Client], senior: Actor, ledger: Ledger
) -> None:
    made = called(senior, ledger, 3)
    client, page = client_as(Role.SENIOR), f"/polls/combined/{made.reference}/polls/"

    found = text_of(client.post(page, {"search": "Parish 2"}, follow=True))
    few = client.get(page, {"sort": "-title", "size": "25"})
    none = text_of(client.get(page, {"kind": "local"}))
    file = client.get(page, {"as": "csv", "columns": ["title", "reference"]}).getvalue().decode("utf-8-sig")

    assert "Parish 2" in found
    assert "Parish 1" not in found
    assert text_of(few).index("Parish 2") < text_of(few).index("Parish 0")
    assert "Parish 0" not in none
    assert [line.split(",")[0] for line in file.splitlines()[1:]] == ["Parish 0", "Parish 1", "Parish 2", "ward"]


def test_the_pages_of_combined_polls_ask_as_often_for_six_polls_as_for_two(
    client_as: Callable[[Role], Client], senior: Actor, ledger: Ledger, authority: Authority
) -> None:
    made = called(senior, ledger, 6)
    client = client_as(Role.SENIOR)
    pages = [f"/polls/combined/{made.reference}/", f"/polls/combined/{made.reference}/polls/"]
    for page in pages:
        client.get(page)
    many = [asked_by(client, page) for page in pages]
    with arranged():
        kept = list(Poll.objects.order_by("pk").values_list("pk", flat=True)[:2])
        Poll.objects.exclude(pk__in=kept).update(combination=None)
    few = [asked_by(client, page) for page in pages]

    assert many == few


def asked_by(client: Client, page: str) -> int:
    """Return how many statements a page needs."""
    with CaptureQueriesContext(connection) as made:
        assert client.get(page).status_code == 200
    return len(made)
