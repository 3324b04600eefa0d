"""Today: the days that the law sets, and what is wrong."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.counting import moved_dates
from pollwright.authorities.models import Authority
from pollwright.desk.queries.deadlines import deadlines
from pollwright.jobs.models import Work
from pollwright.law.calendars import Calendar, calendar_for
from pollwright.law.nations import Nation
from pollwright.register.models import Notice, QualityFinding
from tests.desk.browsing import client_of, page, said
from tests.elections.calling_acts import call
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import actor_in

ENGLAND = calendar_for(Nation.ENGLAND)


def test_the_next_deadlines_of_november_2026_are_those_of_the_register_and_the_january_notice() -> None:
    """By hand on the rules of REG-310 and 320: the register of 1 December is determined up to Monday 30 November; the
    notice of Monday 4 January (1 January is a holiday) closes on Monday 21 December, six working days after the 11th."""
    found = [
        (one.on, one.what.partition(" {day}")[0], one.compulsory) for one in deadlines(ENGLAND, on=date(2026, 11, 22))
    ]

    assert found[:6] == [
        (date(2026, 11, 30), "Last day to determine for the revised register of", True),
        (date(2026, 12, 1), "Notice of alteration published", False),
        (date(2026, 12, 1), "Revised register published, at the latest", True),
        (date(2026, 12, 11), "Last day to receive applications for the notice of", True),
        (date(2026, 12, 21), "Last day to determine for the notice of", True),
        (date(2027, 1, 4), "Notice of alteration published", True),
    ]


def test_a_register_that_is_out_is_no_deadline_any_more_and_last_years_is_not_this_years(
    authority: Authority, head: Actor, ledger: Ledger
) -> None:
    """REG-320: by 1 December, and from 1 November on it is the register after the canvass; the rest is ahead either way."""
    client, line = client_of(head), "Revised register published, at the latest"
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2026, 12, 1))
    ledger.publication(date(2025, 12, 1), issued_at=datetime(2025, 12, 1, tzinfo=UTC))

    before = page(client, "/")
    ledger.publication(date(2026, 12, 1), issued_at=datetime(2026, 12, 1, tzinfo=UTC))
    after = page(client, "/")

    notice = "Last day to receive applications for the notice of 4 Jan 2027"
    assert [(line in one, notice in one) for one in (before, after)] == [(True, True), (False, True)]


def test_what_is_wrong_is_said_to_those_who_can_see_to_it(authority: Authority, head: Actor) -> None:
    with arranged():
        QualityFinding.objects.create(authority=authority, kind="void", key="k", detail="1 elector")
        Work.objects.create(
            authority=authority, reference="W1", kind="register.import", lock="l", title="Import", state="failed",
            requested_by={"name": "Test"}, ended_at=datetime.now(UTC),
        )  # fmt: skip
    administrator = actor_in(authority, Role.ADMINISTRATOR)

    heads, theirs = (page(client_of(actor), "/") for actor in (head, administrator))

    finding, failed, backup = (
        "1 entry of the register can’t be right",
        "1 piece of work failed",
        "No backup has been made",
    )
    assert [text in heads for text in (finding, failed, backup, "Work that waits")] == [True, True, False, True]
    assert [text in theirs for text in (finding, failed, backup, "Work that waits")] == [False, True, True, False]


def test_a_notice_that_was_not_issued_in_time_is_an_alarm(authority: Authority, head: Actor) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2027, 1, 5))

    assert "The notice of alteration of Monday 4 January 2027 has not been issued." in page(client_of(head), "/")


def test_a_planned_paper_whose_day_has_come_is_an_alarm_that_leads_to_it(authority: Authority, head: Actor) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2026, 11, 12))
        Notice.objects.create(
            authority=authority, reference="N7", kind="interim-1", title="First", published_on=date(2026, 11, 12),
            determined_by=date(2026, 11, 11), state="prepared",
        )  # fmt: skip
    auditor = actor_in(authority, Role.AUDITOR)

    heads, theirs = (client_of(actor).get("/").content.decode() for actor in (head, auditor))

    said = "The election notice of Thursday 12 November 2026 has not been issued."
    assert [text in heads for text in (said, "/register/notices/N7/")] == [True, True]
    assert said not in theirs


def test_today_asks_the_database_as_often_for_three_as_for_one(authority: Authority, head: Actor) -> None:
    client, counts = client_of(head), []
    client.get("/")
    for many in (1, 2):
        with arranged():
            for number in range(many):
                QualityFinding.objects.create(authority=authority, kind="void", key=f"{many}-{number}", detail="x")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 45  # the calendar of the year asks every room for its dates


def test_the_box_in_the_header_gets_suggestions_and_no_page(head: Actor) -> None:
    headers = {"HX-Request": "true", "HX-Target": "quick-results"}

    answer = client_of(head).post("/search/", {"search": "nobody at all"}, headers=headers)

    assert (answer.status_code, said(answer)) == (200, "Nothing found")


def test_the_next_steps_of_live_polls_stand_on_today_with_the_way_to_their_timetable(
    authority: Authority, senior: Actor, ledger: Ledger
) -> None:
    # handbook 2.3: the notice of an election of 6 May 2027 is out by 31 March
    poll = call(senior, ledger)
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2027, 3, 30))

    shown = client_of(senior).get("/").content.decode()

    first = shown.split('id="steps"')[1].split("</tr>")[1]
    assert ("Wednesday 31 March 2027" in first, f'href="/polls/of/{poll.reference}/timetable/"' in first) == (
        True,
        True,
    )


def test_a_list_of_bank_holidays_shows_the_steps_of_polls_that_it_moves(
    authority: Authority, senior: Actor, ledger: Ledger
) -> None:
    # T-07: a day of mourning on Monday 26 April 2027 moves each step counted over it to the working day before
    call(senior, ledger)
    now = calendar_of(authority.pk)
    mourning = Calendar(now.nation, now.holidays | {date(2027, 4, 26)}, now.first_day, now.last_day)

    found = {moved.what.split(": ")[1]: (moved.before, moved.after) for moved in moved_dates(authority.pk, mourning)}

    assert found["Delivery of nomination papers ends"] == (date(2027, 4, 8), date(2027, 4, 7))
    assert "Appointment of polling and counting agents ends" not in found
