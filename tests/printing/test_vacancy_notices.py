"""The notice of a vacancy, from which its dates run, and the opening of postal votes, of which agents are told."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from pollwright.acting import Actor
from pollwright.elections.models import Vacancy
from pollwright.elections.operations.vacancies import VacancyAsked, record_vacancy
from pollwright.jobs.models import Work
from pollwright.law.notices import LONDON
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.nominations.models import Clerk
from pollwright.printing.models import Document
from pollwright.printing.operations import deciding
from pollwright.printing.operations.openings import (
    ImpossibleSession,
    SessionAsked,
    SessionChanged,
    fix_opening,
    withdraw_opening,
)
from pollwright.printing.operations.vacancy_notices import (
    VacancySettled,
    ask_to_prepare_vacancy_notice,
    prepare_vacancy_notice,
    record_vacancy_notice,
)
from pollwright.printing.papers.wanted import NotReady
from pollwright.printing.states import Kind, State
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import Press, at, office

pytestmark = pytest.mark.django_db
NOTICE_ON = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=LONDON)


@pytest.fixture
def seat(settings: LazySettings, tmp_path: Path, senior: Actor, ledger: Ledger) -> Vacancy:
    """A vacant seat of a parish council whose clerk is known."""
    settings.FILES_ROOT = tmp_path / "files"
    office(ledger.authority)
    parish = ledger.area("parish", code="E04000001", name="Ashcott")
    asked = VacancyAsked(
        PollKind.PARISH, "Ashcott", "parish.E04000001", "Seat 1", VacancyReason.RESIGNATION, date(2026, 11, 16),
        date(2029, 5, 3), 1, 9,
    )  # fmt: skip
    made = record_vacancy(actor=senior, asked=asked, on=NOTICE_ON)
    with arranged():
        Clerk.objects.create(
            authority=ledger.authority,
            area=parish,
            council="Ashcott Parish Council",
            name="C. Clerk",
            address="1 Mill Rise",
        )
    return made


def notice_of(actor: Actor, seat: Vacancy, moment: datetime = NOON) -> Document:
    """Have the notice of a vacancy prepared, as the worker does."""
    on = moment.date()
    work = ask_to_prepare_vacancy_notice(actor=actor, reference=seat.reference, on=on, background=False)
    prepared = prepare_vacancy_notice(actor, seat.reference, work.parameters["document"], on)
    with arranged():
        Work.objects.filter(pk=work.pk).update(state="done")
    return record_vacancy_notice(actor=actor, vacancy=seat.reference, prepared=prepared, at=moment)


def approved(actor: Actor, document: Document, moment: datetime = NOON) -> Document:
    """Have a document approved by another person."""
    return deciding.approve_document(actor=actor, reference=document.reference, version=document.version, at=moment)


def published(actor: Actor, document: Document, moment: datetime, late_reason: str = "") -> Document:
    """Have an approved document published."""
    return deciding.publish_document(
        actor=actor, reference=document.reference, version=document.version, late_reason=late_reason, at=moment
    )


def test_a_vacancy_runs_from_the_notice_that_its_clerk_issues_and_that_stands_on_the_public_page(
    seat: Vacancy, officer: Actor, senior: Actor, client: Client
) -> None:
    document = notice_of(officer, seat)

    published(senior, approved(senior, document), NOON)

    # E-11: notice on 23 November 2026, ten electors, requests by 11 December
    said = document.facts["facts"]
    assert (said["electors_needed"], said["requests_by"], said["next_ordinary"]) == (10, "2026-12-11", None)
    assert document.facts["issued_by"] == {"authority": "Ashcott Parish Council", "officer": "Clerk to the Council"}
    assert {one["expected"] == one["found"] for one in document.checks} == {True}
    assert Vacancy.objects.get().notice_on == NOTICE_ON
    page = client.get(reverse("public:notices", args=[officer.authority_code])).content.decode()
    assert ("Vacancies" in page, document.reference in page) == (True, True)


def test_a_notice_of_vacancy_is_not_published_on_another_day_than_it_is_dated(
    seat: Vacancy, officer: Actor, senior: Actor
) -> None:
    document = approved(senior, notice_of(officer, seat))

    with pytest.raises(deciding.NotDatedToday):
        published(senior, document, NOON + timedelta(days=1))

    document.refresh_from_db()
    assert (document.state, Vacancy.objects.get().notice_on) == (State.APPROVED, None)


def test_a_notice_of_vacancy_waits_for_the_clerk_and_is_not_made_of_a_settled_seat(
    seat: Vacancy, officer: Actor
) -> None:
    with arranged():
        Clerk.objects.update(address="")
    with pytest.raises(NotReady, match="clerk"):
        notice_of(officer, seat)
    with arranged():
        Vacancy.objects.update(state="co_option")

    with pytest.raises(VacancySettled):
        notice_of(officer, seat)


def test_agents_are_told_of_postal_votes_48_hours_before_or_late_with_a_reason_and_never_on_the_public_page(
    town_press: Press, client: Client
) -> None:
    poll = town_press.poll.reference
    told_at = at("2027-04-26 18:00:00")
    with arranged():
        Work.objects.all().delete()
    fix_opening(
        actor=town_press.officer, reference=poll, asked=SessionAsked(at("2027-04-28 17:30:00"), "Room 4", 2), at=told_at
    )
    [document] = town_press.made(Kind.OPENING, moment=told_at)
    held = town_press.approved(document, told_at)

    with pytest.raises(deciding.LateWithoutReason):
        published(town_press.senior, held, told_at)
    out = published(town_press.senior, held, told_at, late_reason="The hall was lost")

    assert document.due_by == at("2027-04-26 17:30:00")
    assert [tuple(one.values()) for one in document.facts["facts"]["sessions"]] == [
        ("2027-04-28", "17:30:00", "Room 4", 2)
    ]
    assert (out.state, out.late_reason) == (State.PUBLISHED, "The hall was lost")
    page = client.get(reverse("public:notices", args=[town_press.officer.authority_code])).content.decode()
    assert document.reference not in page


def test_a_withdrawn_session_overtakes_the_notice_and_the_second_of_two_officers_is_told(town_press: Press) -> None:
    poll, moment = town_press.poll.reference, at("2027-04-20 09:00:00")
    asked = SessionAsked(at("2027-04-28 17:30:00"), "Room 4")
    session = fix_opening(actor=town_press.officer, reference=poll, asked=asked, at=moment)
    [document] = town_press.made(Kind.OPENING, moment=moment)
    with pytest.raises(ImpossibleSession, match="fixed already"):
        fix_opening(actor=town_press.officer, reference=poll, asked=asked, at=moment)

    withdraw_opening(actor=town_press.officer, reference=session.reference, version=1, reason="The hall was lost")
    with pytest.raises(SessionChanged):
        withdraw_opening(actor=town_press.senior, reference=session.reference, version=1, reason="Again")

    document.refresh_from_db()
    assert document.state == State.VOID
    assert json.dumps(document.because).count("28 April 2027, 17:30") == 1
