"""The calendar of the year: what rooms tell, what officers settle, and who is told outside the pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Permission, Role
from pollwright.audit.models import Event
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.models import Authority
from pollwright.owing import KEY
from pollwright.refusals import NotFound
from pollwright.register.models import Notice
from pollwright.risks.models import Risk
from pollwright.risks.operations.recording import review_risk
from pollwright.year.models import CalendarFeed, SettledDate
from pollwright.year.operations.settling import (
    DateChanged,
    DateSettled,
    Document,
    NoReason,
    NotBegun,
    NothingShown,
    dismiss_date,
    mark_done,
    reopen_date,
)
from pollwright.year.operations.telling import choose_digest, make_feed, revoke_feed
from pollwright.year.queries.calendar import alarms, date_of, dates
from pollwright.year.sending import send_digests
from tests.fixtures.arranging import arranged
from tests.fixtures.people import TODAY
from tests.register.test_applications_pages import text_of
from tests.risks.test_registers import register_in, risk_in
from tests.walk import kinds
from tests.walk.plan_kinds import contract
from tests.walk.world import World

EXTRACT = "duty.transparency-q3.2027"
"""The extract of contracts that is due on 31 January 2027 (MM-H04)."""


@pytest.fixture
def reviewed(officer: Actor) -> Risk:
    """A risk whose review is overdue on the day of the tests."""
    return risk_in(officer, register_in(officer), next_review_on=date(2026, 11, 16), owner_text="Ines Quill")


def rows_of(actor: Actor, first: date, last: date, *, overdue: bool = False) -> dict[str, Any]:
    found = dates(actor.authority_id, actor.permissions, first=first, last=last, on=TODAY, overdue=overdue)
    return {row.key: row for row in found}


def test_every_room_tells_its_dates_by_keys_of_its_own(officer: Actor, authority: Authority, reviewed: Risk) -> None:
    world = World(authority)
    poll, agreement = kinds.poll(world), contract(world)

    found = rows_of(officer, TODAY, date(2027, 12, 31), overdue=True)

    told = {key: (row.on, row.standing) for key, row in found.items()}
    assert told[f"risk.{reviewed.reference}.review.2026-11-16"] == (date(2026, 11, 16), "overdue")
    assert told["register.notice.2027-02"] == (date(2027, 2, 1), "coming")  # REG-310: the first working day
    assert told["register.revised.2026"] == (date(2026, 12, 1), "coming")
    assert told[f"poll.{poll.reference}.expenses"][1] == "coming"
    assert told[EXTRACT] == (date(2027, 1, 31), "coming")
    assert {key.split(".")[0] for key in told} >= {"duty", "register", "risk", "poll"}
    assert [key for key in told if not KEY.fullmatch(key)] == []
    assert agreement not in str(told)  # it has no days


def test_what_comes_back_every_year_is_not_overdue_before_the_authority_began(officer: Actor, reviewed: Risk) -> None:
    found = rows_of(officer, TODAY, TODAY, overdue=True)

    assert [row.what for row in found.values()] == [f"Review of risk {reviewed.reference}"]


def test_a_review_that_is_made_is_owed_no_longer(officer: Actor, reviewed: Risk) -> None:
    review_risk(
        actor=officer, reference=reviewed.reference, version=1, note="As it was", on=TODAY, next_on=date(2027, 2, 1)
    )

    found = rows_of(officer, TODAY, date(2027, 3, 1), overdue=True)

    keys = [key for key in found if key.startswith("risk.")]
    assert keys == [f"risk.{reviewed.reference}.review.2027-02-01"]


def test_nothing_statutory_is_dismissed_without_a_reason_and_only_by_who_may(senior: Actor, officer: Actor) -> None:
    given: dict[str, Any] = {"key": EXTRACT, "version": 0, "on": TODAY}
    with pytest.raises(NoReason):
        dismiss_date(actor=senior, reason="  no  ", **given)
    with pytest.raises(Exception, match="R") as told:
        dismiss_date(actor=officer, reason="There is nothing to publish", **given)

    made = dismiss_date(actor=senior, reason="No contract is above £5,000 this quarter", **given)

    event = Event.objects.order_by("-id").first()
    assert type(told.value).__name__ == "NotPermitted"
    assert (event.code, event.reason) == ("year.dismissed", made.reason)
    assert "Local Government Transparency Code 2015" in event.legal_basis
    assert rows_of(senior, date(2027, 1, 31), date(2027, 1, 31))[EXTRACT].standing == "dismissed"


def test_what_is_done_is_shown_and_can_be_opened_again(officer: Actor, settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
    given: dict[str, Any] = {"actor": officer, "key": EXTRACT, "on": date(2027, 1, 29)}
    with pytest.raises(NothingShown):
        mark_done(**given, version=0, evidence=" ")
    document = Document("extract.csv", "text/csv", b"Reference,Title\n")
    done = mark_done(**given, version=0, evidence="On the website", document=document)
    with pytest.raises(DateChanged):
        mark_done(**given, version=0, evidence="Mine")
    with pytest.raises(DateSettled):
        mark_done(**given, version=1, evidence="Twice")

    reopen_date(**given, version=1, reason="The file was of the wrong quarter")

    assert (done.state, done.file.name) == ("done", "extract.csv")
    assert SettledDate.objects.get().version == 2
    found = date_of(officer.authority_id, officer.permissions, EXTRACT, on=date(2027, 1, 29))
    assert (found.standing, found.version) == ("soon", 0)


def test_what_the_law_lets_begin_later_is_not_done_before(officer: Actor, authority: Authority) -> None:
    poll = kinds.poll(World(authority))
    key = f"poll.{poll.reference}.postal-statement"

    with pytest.raises(NotBegun):
        mark_done(actor=officer, key=key, version=0, evidence="Sent", on=poll.day)


def test_another_authority_s_dates_and_those_of_rooms_one_may_not_see_are_not_found(
    stranger: Actor, officer: Actor, reviewed: Risk
) -> None:
    key = f"risk.{reviewed.reference}.review.2026-11-16"
    with pytest.raises(NotFound):
        mark_done(actor=stranger, key=key, version=0, evidence="Mine", on=TODAY)
    with pytest.raises(NotFound):
        date_of(officer.authority_id, officer.permissions - {Permission.RISKS_VIEW}, key, on=TODAY)

    assert SettledDate.objects.count() == 0


def test_the_feed_names_nobody_and_ends_with_its_address(
    officer: Actor, client: Client, reviewed: Risk, authority: Authority
) -> None:
    made = make_feed(actor=officer, on=TODAY)
    address = f"/year/feed/quantock/{made.token}/year.ics"

    answer = client.get(address)
    again = make_feed(actor=officer, on=TODAY)
    replaced = client.get(address).status_code
    revoke_feed(actor=officer, on=TODAY)

    words = answer.content.decode()
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    summaries = [str(event["summary"]) for event in events]
    assert f"Review of risk {reviewed.reference}" in summaries
    assert ("Too few staff" in words, "Quill" in words, officer.name in words) == (False, False, False)
    assert len({str(event["uid"]) for event in events}) == len(events) > 20
    assert (replaced, client.get(f"/year/feed/quantock/{again.token}/year.ics").status_code) == (404, 404)
    assert made.token not in str(list(CalendarFeed.objects.values()))


def test_the_digest_goes_once_a_week_to_who_asked_for_it_and_names_nobody(
    officer: Actor, senior: Actor, authority: Authority, reviewed: Risk
) -> None:
    choose_digest(actor=officer, wanted=True)
    choose_digest(actor=senior, wanted=False)

    sent = [send_digests(authority.pk, authority.code, on=day) for day in (TODAY, TODAY, date(2026, 11, 30))]

    first = mail.outbox[0]
    html, media = first.alternatives[0]
    assert (sent, len(mail.outbox), first.to[0].startswith("officer-")) == ([1, 0, 1], 2, True)
    assert first.subject == "Electoral services: the week from 23 November 2026 (1 overdue)"
    assert (f"Review of risk {reviewed.reference}" in first.body, "Quill" in first.body + html) == (True, False)
    assert (media, "<h2>Overdue</h2>" in html) == ("text/html", True)


def test_an_officer_works_the_calendar(client_as: Callable[[Role], Client], officer: Actor, reviewed: Risk) -> None:
    client = client_as(Role.SENIOR)
    key = f"risk.{reviewed.reference}.review.2026-11-16"

    month = text_of(client.get("/year/?month=2026-11"))
    only = text_of(client.get("/year/?month=2027-02&kind=registration"))
    strange = text_of(client.get("/year/?month=soon"))
    listed = b"".join(client.get("/year/list/?standing=overdue&as=csv")).decode("utf-8-sig").splitlines()
    client.post(f"/year/dates/{key}/dismiss/", {"version": "0", "reason": "The register is closed this week"})
    settled = text_of(client.get("/year/settled/?state=dismissed"))
    quarter = text_of(client.get("/year/quarter/?quarter=2026Q3"))

    assert (f"Review of risk {reviewed.reference}" in month, "That is no month" in strange) == (True, True)
    assert ("Monthly notice" in only, "Management Board" in only) == (True, False)
    assert [line.split(",")[1] for line in listed[1:]] == [f"Review of risk {reviewed.reference}"]
    assert ("The register is closed this week" in settled, "The register is closed this week" in quarter) == (
        True,
        True,
    )


def test_the_calendar_asks_the_database_as_often_for_three_dates_as_for_one(
    client_as: Callable[[Role], Client], officer: Actor, reviewed: Risk
) -> None:
    client = client_as(Role.SENIOR)
    register = reviewed.register
    asked = []
    for many in (0, 2):
        for _ in range(many):
            risk_in(officer, register, next_review_on=date(2026, 11, 17))
        client.get("/year/list/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/year/list/")
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert alarms(officer, calendar_of(officer.authority_id), on=TODAY) == 0  # Today has its own alarm of reviews


def test_the_calendar_says_how_far_bank_holidays_are_known_and_asks_for_more(
    officer: Actor, client_as: Callable[[Role], Client]
) -> None:
    client = client_as(Role.OFFICER)

    beyond = text_of(client.get("/year/?month=2029-01"))
    within = text_of(client.get("/year/?month=2028-12"))

    said = "Bank holidays are known until Sunday 31 December 2028: later dates in working days are left out."
    assert (said in beyond, said in within) == (True, False)
    assert rows_of(officer, date(2027, 12, 31), date(2027, 12, 31))["holidays.2028-12-31"].standing == "coming"


def test_a_poll_in_the_autumn_gives_the_register_until_february(officer: Actor, authority: Authority) -> None:
    """REG-320: a poll from 1 July to 1 December moves the last day from 1 December to 1 February."""
    before = rows_of(officer, date(2026, 12, 1), date(2027, 2, 1))["register.revised.2026"].on
    day = date(2026, 11, 26)
    with arranged():
        Notice.objects.create(
            authority=authority, reference="N1", kind="final", title="Notice", state="issued", poll_on=day,
            determined_by=date(2026, 11, 18), published_on=date(2026, 11, 19),
        )  # fmt: skip

    after = rows_of(officer, date(2026, 12, 1), date(2027, 2, 1))["register.revised.2026"].on

    assert (before, after) == (date(2026, 12, 1), date(2027, 2, 1))
