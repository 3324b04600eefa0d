"""The pages of polls, contests and timetables."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import Combination, Contest, Poll, PollStep
from tests.elections.calling_acts import call
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import errors_on
from tests.register.test_applications_pages import text_of

FIRST = {
    "kind": "local", "body": "Quantock", "seats_of": "whole",
    "day-day": "6", "day-month": "5", "day-year": "2027",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(authority: Authority) -> None:
    """Set the authority's clock to Monday 23 November 2026."""
    with arranged():
        authority.demonstration, authority.clock_on = True, date(2026, 11, 23)
        authority.save()


@pytest.fixture
def client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.SENIOR)


def test_a_poll_is_called_in_two_pages_and_opened(client: Client, ledger: Ledger) -> None:
    area = ledger.area(name="Cam")
    ledger.area(name="Axe")

    second = client.post("/polls/new/", FIRST)
    asked = client.get(second["Location"])
    opened = client.post(second["Location"], {f"seats-ward.{area.code}": "2"}, follow=True)

    poll = Poll.objects.get()
    assert "The notice is published by Wednesday 31 March 2027." in text_of(asked)
    assert opened.redirect_chain == [(f"/polls/of/{poll.reference}/", 302)]
    assert "Delivery of nomination papers ends" in text_of(client.get(f"/polls/of/{poll.reference}/timetable/"))
    assert [(one.name, one.seats) for one in Contest.objects.all()] == [("Cam", 2)]


def test_doubts_are_shown_and_asked_about(client: Client, ledger: Ledger) -> None:
    area = ledger.area(name="Cam")
    late = {
        "by_election": "yes", "seats_of": "vacancy", "day-day": "21", "day-month": "1",
        "trigger-day": "23", "trigger-month": "11", "trigger-year": "2026",
    }  # fmt: skip
    second = client.post("/polls/new/", FIRST | late)["Location"]

    refused = client.post(second, {"area": f"ward.{area.code}", "seats": "1"})
    client.post(second, {"area": f"ward.{area.code}", "seats": "1", "doubts_reason": "Order of the court"})

    assert "not on 21 January 2027" in text_of(refused)
    assert errors_on(refused) == ["Enter reason to call it despite doubts"]
    assert Poll.objects.get().doubts_reason == "Order of the court"


def test_a_day_that_is_none_is_refused_on_the_first_page(client: Client) -> None:
    refused = client.post("/polls/new/", FIRST | {"day-day": "8"})

    assert errors_on(refused) == [
        "8 May 2027 is not a working day, so no poll can be held on it. Choose a working day."
    ]


def test_all_parish_polls_are_called_from_a_file(client: Client, ledger: Ledger) -> None:
    ledger.area("parish", code="E04000001", name="Ashcott")
    ledger.area("parish", code="E04000002", name="Burtle")
    given = {name: value for name, value in FIRST.items() if name.startswith("day")}
    seats = BytesIO(b"area_code,seats\nE04000001,9\nE04000002,7\n")
    seats.name = "seats.csv"

    listed = client.post("/polls/new/parishes/", given | {"source": "list", "seats": seats}, follow=True)

    assert "Election of parish or community councillors, Ashcott" in text_of(listed)
    assert Poll.objects.count() == 2


def test_the_polls_to_come_stand_nearest_first_those_together_as_one(
    client: Client, senior: Actor, ledger: Ledger
) -> None:
    pair = [call(senior, ledger, title=title) for title in ("First", "Second")]
    sooner = call(senior, ledger, title="Sooner")
    with arranged():
        together = Combination.objects.create(authority_id=senior.authority_id, reference="CB1", day=pair[0].day)
        Poll.objects.filter(pk__in=[one.pk for one in pair]).update(combination=together)
        Poll.objects.filter(pk=sooner.pk).update(day=date(2027, 1, 21))

    above = text_of(client.get("/polls/")).split("Search polls")[0]

    assert above.index("Sooner") < above.index("2 polls taken together")
    assert "First" not in above
    assert "Polls to come" not in text_of(client.get("/polls/?search=First"))


def test_lists_are_searched_filtered_and_downloaded(client: Client, senior: Actor, ledger: Ledger) -> None:
    call(senior, ledger, wards=2)
    call(senior, ledger, rehearsal=True, title="Trial")

    trial = text_of(client.get("/polls/?rehearsal=yes"))
    found = text_of(client.get("/polls/contests/?search=Ward 2"))
    file = b"".join(client.get("/polls/contests/?as=csv").streaming_content)  # type: ignore[attr-defined]

    assert ("Trial" in trial, "Election of councillors, Quantock" in trial) == (True, False)
    assert ("Ward 2" in found, "Ward 1" in found) == (True, False)
    assert file.decode("utf-8-sig").count("\r\n") == 4


def test_the_list_of_polls_asks_the_database_as_often_for_three_as_for_one(
    client: Client, senior: Actor, ledger: Ledger
) -> None:
    call(senior, ledger)
    one = queries_of(client, "/polls/")
    call(senior, ledger)
    call(senior, ledger)

    assert queries_of(client, "/polls/") == one


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_step_is_marked_and_taken_back_from_the_page(client: Client, senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger)
    path = f"/polls/of/{poll.reference}/timetable/notice_of_election/"
    day = {"day-day": "20", "day-month": "11", "day-year": "2026"}

    client.post(path, day | {"time": "15:59", "evidence": "https://quantock.example/notice"})
    marked = text_of(client.get(path))
    client.post(path, {"reason": "Wrong poll"})

    assert "Friday 20 November 2026 at 3:59pm" in marked
    assert PollStep.objects.filter(done_at__isnull=False).count() == 0


def test_seats_withdrawal_shift_and_recount_are_offered_and_done(
    client: Client, senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    poll = call(senior, ledger)
    contest = Contest.objects.get()
    page = f"/polls/of/{poll.reference}/"

    client.post(f"/polls/contests/{contest.reference}/seats/", {"version": "1", "seats": "3", "reason": "Order"})
    since = {"since-day": "9", "since-month": "4", "since-year": "2027"}
    client.post(f"{page}timetable/shift/", since | {"version": "1", "days": "14", "reason": "Demise"})
    client.post(f"{page}timetable/recount/", {"version": "2", "reason": "Proclamation"})
    client.post(f"{page}withdraw/", {"version": "3", "reason": "Wrong day"})

    contest.refresh_from_db()
    poll.refresh_from_db()
    assert (contest.seats, poll.day, poll.state) == (3, date(2027, 5, 20), "cancelled")
    assert "Wrong day" in text_of(client.get(page))
