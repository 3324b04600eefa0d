"""A newer list of bank holidays rules the register's dates (T-07): shown first, counted anew, told in the trail.

Days worked by hand from the handbook: an application listed on Friday 20 November 2026 may be allowed after five
working days, on the sixth (REG-230); a monthly notice is published on the first working day of its month, carries
determinations made 14 days before, and applications received six working days before that (REG-310).
"""

import json
import os
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventSubject
from pollwright.authorities.calendars import AS_DELIVERED, calendar_of, holidays_mark, holidays_of
from pollwright.authorities.counting import MovedDate
from pollwright.authorities.holiday_file import kept_holidays
from pollwright.authorities.models import HolidayList
from pollwright.authorities.operations.days import add_non_working_day, remove_non_working_day
from pollwright.authorities.operations.holidays import (
    AnotherListFirst,
    NothingNewInList,
    NotTheHolidayList,
    accept_holidays,
)
from pollwright.authorities.operations.settings import WhyMissing
from pollwright.authorities.queries.holidays import difference, holidays_in_force
from pollwright.cli.main import run
from pollwright.formats.bank_holidays_feed import written
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import BUILT_IN
from pollwright.register.models import Application, Notice
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import TODAY
from tests.formats.test_bank_holidays_feed import listed
from tests.register.application_acts import deliver, record

CROWNING = "2026-11-25"  # a Wednesday
NEWER = listed(BUILT_IN, 2026, 2027, extra=(CROWNING, "2027-01-04"))
"""The list as it would be, had a day in November 2026 and the first Monday of January 2027 been proclaimed."""
BEFORE, AFTER = date(2026, 11, 30), date(2026, 12, 1)


def accept(actor: Actor, content: bytes = NEWER, **given: object) -> HolidayList:
    return accept_holidays(actor=actor, content=content, on=TODAY, reason="Proclaimed", **given)  # type: ignore[arg-type]


@pytest.fixture
def application(head: Actor, ledger: Ledger) -> Application:
    """An application received on Friday 20 November 2026."""
    deliver(head, record("AX1", ledger.property()))
    return Application.objects.get()


@pytest.fixture
def notice(head: Actor) -> Notice:
    """The monthly notice of January 2027, planned."""
    with arranged():
        return Notice.objects.create(
            authority_id=head.authority_id,
            reference="N1",
            kind="monthly",
            published_on=date(2027, 1, 4),
            determined_by=date(2026, 12, 21),
            received_by=date(2026, 12, 11),
        )


def test_what_a_list_moves_is_told_before_it_is_accepted(head: Actor, application: Application, notice: Notice) -> None:
    found = difference(head.authority_id, NEWER)

    assert found.dates == (
        MovedDate("Applications listed on Friday 20 November 2026: may be allowed from", BEFORE, AFTER, 1, anew=True),
        MovedDate("Notice N1: publication", date(2027, 1, 4), date(2027, 1, 5), 1, anew=False),
        MovedDate("Notice N1: determinations up to", date(2026, 12, 21), date(2026, 12, 22), 1, anew=False),
        MovedDate("Notice N1: applications received up to", date(2026, 12, 11), date(2026, 12, 14), 1, anew=False),
    )
    assert {(one.on.isoformat(), one.added) for one in found.days} == {(CROWNING, True), ("2027-01-04", True)}
    assert HolidayList.objects.count() == 0


def test_an_accepted_list_rules_the_calendar_and_counts_applications_anew(
    head: Actor, application: Application, notice: Notice
) -> None:
    accepted = accept(head)

    application.refresh_from_db()
    notice.refresh_from_db()
    assert (application.may_determine_from, notice.published_on) == (AFTER, date(2027, 1, 4))
    assert calendar_of(head.authority_id).working_days_after(date(2026, 11, 24), 1) == date(2026, 11, 26)
    assert holidays_mark(head.authority_id) == f"1:{accepted.digest[:12]}"
    # Two days in four nations, but that Scotland had 4 January 2027 already: 2 January is a Saturday that year
    assert [event.summary for event in Event.objects.order_by("-pk")[:2]] == [
        "accepted list 1 of the bank holidays, to 31 December 2028: 7 added, 0 taken away, 1 record counted anew",
        "counted anew from when 1 application may be allowed, since the calendar changed",
    ]
    assert EventSubject.objects.filter(kind="application", subject_id=application.pk).count() == 2


def test_another_authority_goes_by_its_own_list(head: Actor, stranger: Actor) -> None:
    accept(head)

    crowning = date.fromisoformat(CROWNING)
    days = [calendar_of(one.authority_id).is_working_day(crowning) for one in (head, stranger)]
    assert (days, holidays_mark(stranger.authority_id)) == ([False, True], AS_DELIVERED)


def test_an_added_day_and_taking_it_back_count_applications_anew(head: Actor, application: Application) -> None:
    crowning = date.fromisoformat(CROWNING)

    add_non_working_day(actor=head, day=crowning, name="Mourning", on=TODAY, reason="proclaimed")
    added = Application.objects.get().may_determine_from
    remove_non_working_day(actor=head, day=crowning, on=TODAY, reason="by mistake")

    assert (added, Application.objects.get().may_determine_from) == (AFTER, BEFORE)


def test_an_application_that_is_determined_keeps_its_day(head: Actor, application: Application) -> None:
    with arranged():
        Application.objects.update(state="rejected", determined_on=TODAY)

    accept(head)

    assert Application.objects.get().may_determine_from == BEFORE


@pytest.mark.parametrize(
    ("content", "given", "refusal"),
    [
        (b"{}", {}, NotTheHolidayList),
        (written(BUILT_IN), {}, NothingNewInList),
        (NEWER, {"after_number": 3}, AnotherListFirst),
    ],
)
def test_a_list_that_is_none_or_says_nothing_new_or_was_overtaken_is_refused(
    head: Actor, content: bytes, given: dict[str, int], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        accept(head, content, **given)

    assert holidays_of(head.authority_id) == BUILT_IN


def test_accepting_needs_a_reason(head: Actor) -> None:
    with pytest.raises(WhyMissing):
        accept_holidays(actor=head, content=NEWER, on=TODAY, reason=" ")


def test_lists_build_on_one_another_and_all_are_kept(head: Actor) -> None:
    accept(head)
    accept(head, listed(BUILT_IN, 2026, 2027, extra=(CROWNING,)), after_number=1)

    held = holidays_in_force(head.authority_id, on=date(2027, 1, 1))
    assert [one.number for one in held.lists] == [2, 1]
    assert held.ahead == tuple(sorted(day for day in BUILT_IN.of(Nation.ENGLAND) if day >= date(2027, 1, 1)))


def upload(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("bank-holidays.json", content, "application/json")
    return client.post("/access/bank-holidays/newer/", {"file": file}).content.decode()


@pytest.fixture
def home(settings: object, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> object:
    """A home of the installation of its own."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setenv("POLLWRIGHT_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", "postgresql:///the-tests-own-connection-is-used"))
    return tmp_path


def test_on_the_pages_a_list_is_looked_at_and_accepted(
    head: Actor, application: Application, browser: Callable[[Actor], Client], home: object
) -> None:
    client = browser(head)

    shown = upload(client, NEWER)
    sent = {"content": written(BUILT_IN.with_days(frozenset({date(2026, 11, 25)}))).decode(), "after_number": "0"}
    answer = client.post("/access/bank-holidays/accept/", {**sent, "reason": "Proclaimed"}, follow=True)

    page = answer.content.decode()
    assert ("Wednesday 25 November 2026" in shown, "Tuesday 1 December 2026" in shown) == (True, True)
    assert ("Bank holidays accepted" in page, "Test head" in page) == (True, True)
    assert date(2026, 11, 25) in kept_holidays(home).of(Nation.SCOTLAND)  # type: ignore[arg-type]


def test_on_the_pages_a_list_that_was_overtaken_is_shown_anew_and_nonsense_is_refused(
    head: Actor, browser: Callable[[Actor], Client], home: object
) -> None:
    client = browser(head)
    accept(head)

    late = {"content": written(BUILT_IN).decode(), "after_number": "0", "reason": "Proclaimed"}
    overtaken = client.post("/access/bank-holidays/accept/", late).content.decode()
    nonsense = client.post("/access/bank-holidays/accept/", {**late, "content": "{}"}, follow=True).content.decode()

    assert "Another list of bank holidays was accepted since you looked." in overtaken
    assert "This is not a list of bank holidays" in nonsense
    assert "This is not a list of bank holidays" in upload(client, b"[]")
    assert HolidayList.objects.count() == 1


def test_who_may_not_configure_sees_the_days_and_no_button(
    head: Actor, actor_as: Callable[[Role], Actor], browser: Callable[[Actor], Client]
) -> None:
    pages = [browser(one).get("/access/bank-holidays/").content.decode() for one in (head, actor_as(Role.OFFICER))]

    assert ["Accept a newer list" in page for page in pages] == [True, False]
    assert ["Friday 25 December 2026" in page for page in pages] == [True, True]


def test_the_command_accepts_a_list_in_every_authority_and_keeps_it_for_timetables(
    head: Actor, stranger: Actor, application: Application, home: object, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "newer.json"  # type: ignore[operator]
    file.write_bytes(NEWER)

    ended = run(["bank-holidays", "update", str(file), "--format", "json"])

    said = json.loads(capsys.readouterr().out)
    assert (ended, {one["authority"]: one["list"] for one in said["authorities"]}) == (
        0,
        {head.authority_code: 1, stranger.authority_code: 1},
    )
    assert [date["after"] for one in said["authorities"] for date in one["dates"]] == ["2026-12-01"]
    assert run(["bank-holidays", "update", str(file)]) == 0
    assert "quantock knew them already." in capsys.readouterr().out
