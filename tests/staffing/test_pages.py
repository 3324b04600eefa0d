"""The pages of staff, clicked through as an officer does; the offer, as whoever was offered a place does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.jobs.models import Work
from pollwright.staffing.models import Briefing, StaffAppointment, StaffMember, StaffRecord
from pollwright.staffing.operations.appointing import make_offers
from pollwright.staffing.operations.papers import keep_papers, make_letter, prepare_papers
from pollwright.staffing.operations.releasing import release_appointments
from pollwright.staffing.papers.kinds import PaperKind
from tests.fixtures.arranging import arranged
from tests.fixtures.signing_in import errors_on
from tests.register.test_applications_pages import text_of
from tests.staffing.crews import CLERK, Crew
from tests.stations.towns import AT, ON


@pytest.fixture(autouse=True)
def clock(authority: Authority, settings: Any, tmp_path: Path) -> None:
    """Set the authority's clock to the day of the other tests, and give the test a store of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    with arranged():
        authority.demonstration, authority.clock_on = True, ON
        authority.save()


@pytest.fixture
def client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.SENIOR)


def test_somebody_is_added_and_everything_about_them_is_noted_on_the_pages(client: Client, crew: Crew) -> None:
    given = {
        "forenames": "Kim",
        "surname": "Example",
        "postcode": "ta1 1zz",
        "roles": ["poll-clerk"],
        "state": "applied",
    }
    client.post("/staffing/people/new/", given)
    member = StaffMember.objects.get()
    path = f"/staffing/people/{member.reference}/"
    day = {"seen_on-day": "5", "seen_on-month": "1", "seen_on-year": "2027"}
    client.post(f"{path}accept/", {"version": "1"})
    before = text_of(client.get(path))
    client.post(f"{path}record/", day | {"kind": "right-to-work", "evidence": "Passport"})
    client.post(f"{path}free/", {"day-day": "6", "day-month": "5", "day-year": "2027", "free": "yes"})
    again = client.post("/staffing/people/new/", given)

    page = text_of(client.get(path))

    assert "No right to work is on record: they can't be given a place." in before
    assert "No right to work is on record" not in page
    assert "Right to work Tuesday 5 January 2027 No end Passport Test senior" in page
    assert "Thursday 6 May 2027 Can work" in page
    assert f"{member.reference} in the staff bank has the same name and postcode." in errors_on(again)[0]
    assert "Kim Example" in text_of(client.get("/staffing/?search=example&role=poll-clerk&right_to_work=yes"))


def test_an_offer_is_made_on_the_plan_and_answered_without_signing_in(client: Client, crew: Crew) -> None:
    crew.person(CLERK)
    crew.place()
    plan = f"/staffing/plans/{crew.plan.reference}/"
    assert "5 faults stop the release." in text_of(client.get(plan))
    client.post(f"{plan}do/offer/", {"version": str(crew.version)})
    offer = StaffAppointment.objects.get()
    address = f"/staffing/offers/quantock/{offer.token}/"
    stranger = Client()

    asked = text_of(stranger.get(address))
    unchosen = stranger.post(address, {})
    accepted = stranger.post(address, {"answer": "accept"}, follow=True)
    twice = stranger.post(address, {"answer": "accept"}, follow=True)
    other = stranger.post(address, {"answer": "decline"})

    assert "Poll clerk on Thursday 6 May 2027, 6:15am to 10:30pm, at Station 1, Parish Hall." in asked
    assert "Helper1" not in asked
    assert errors_on(unchosen) != []
    assert "Thank you. Your answer was noted." in text_of(accepted)
    assert "State Accepted" in text_of(twice)
    assert f"appointment {offer.reference} is in the state Accepted" in errors_on(other)[0]
    assert stranger.get(f"/staffing/offers/quantock/{'x' * 43}/").status_code == 404
    assert stranger.get(f"/staffing/offers/nowhere/{offer.token}/").status_code == 404
    assert Event.objects.filter(code="staffing.offer-answered").first().capacity == "member of the public"  # type: ignore[union-attr]


def test_a_briefing_is_planned_filled_and_signed_in_on_the_pages(
    client: Client, crew: Crew, authority: Authority
) -> None:
    member = crew.person(CLERK)
    crew.place()
    day = {"day-day": "20", "day-month": "4", "day-year": "2027"}
    given = {
        "title": "For clerks",
        "role": "all",
        "place": "Town Hall",
        "starts": "18:00",
        "ends": "20:00",
        "places": "9",
    }
    client.post(f"/staffing/plans/{crew.plan.reference}/do/briefing/", day | given)
    path = f"/staffing/briefings/{Briefing.objects.get().reference}/"
    client.post(f"{path}places/", {})
    early = client.post(f"{path}sign-in/", {"came": [member.reference]})
    with arranged():
        authority.clock_on = ON.replace(month=4, day=21)
        authority.save()
    client.post(f"{path}sign-in/", {"came": [member.reference]})

    assert "on 20 April 2027" in errors_on(early)[0]
    assert "Pat Helper1" in text_of(client.get(path))
    assert StaffRecord.objects.filter(kind="training", evidence__startswith="Briefing").count() == 1


def test_papers_are_made_once_the_appointments_are_released(
    client: Client, crew: Crew, senior: Actor, head: Actor
) -> None:
    crew.enough()
    crew.place()
    crew.accepted()
    asked = client.post(f"/staffing/plans/{crew.plan.reference}/do/papers/", {"kind": "badges"})
    release_appointments(actor=head, reference=crew.plan.reference, version=crew.version, at=AT)
    client.post(f"/staffing/plans/{crew.plan.reference}/do/papers/", {"kind": "badges"})
    given: dict[str, Any] = {"on": ON, "answer_at": "https://example.org/{token}/", "progress": lambda *_: None}

    made_of_all = (PaperKind.REMINDERS, PaperKind.LETTERS, PaperKind.BADGES, PaperKind.CONTACTS)
    made = {kind: prepare_papers(senior, crew.plan.reference, kind, **given) for kind in made_of_all}
    kept = keep_papers(
        actor=senior, reference=crew.plan.reference, kind=PaperKind.BADGES, prepared=made[PaperKind.BADGES], at=AT
    )
    one = StaffAppointment.objects.get(member__surname="Helper1")
    letter = make_letter(actor=senior, reference=one.reference, form="docx", on=ON, at=AT)

    assert "have not been released" in errors_on(asked)[0]
    assert Work.objects.filter(kind="staffing.make-papers").count() == 1
    # eight people: a reminder of the declaration and a letter each, eight badges to a page, and a sheet for each of the two stations
    assert {kind.value: (found.people, found.pages) for kind, found in made.items()} == {
        "reminders": (8, 8), "letters": (8, 8), "badges": (8, 1), "contacts": (8, 2),
    }  # fmt: skip
    assert (kept.rows, letter.name) == (8, f"letter-{one.reference}.docx")


@pytest.mark.parametrize("name", ["", "plans/{plan}/appointments/", "conflicts/"])
def test_a_list_asks_the_database_as_often_for_three_people_as_for_one(client: Client, crew: Crew, name: str) -> None:
    path = f"/staffing/{name.format(plan=crew.plan.reference)}"
    crew.person(CLERK)
    crew.place()
    client.get(path)
    counts = []

    for more in (0, 2):
        for _ in range(more):
            crew.person(CLERK)
        crew.place()
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_is_offered_a_place_can_be_rung_and_replaced_on_the_page(client: Client, crew: Crew) -> None:
    crew.enough()
    crew.place()
    make_offers(actor=crew.actor, reference=crew.plan.reference, version=crew.version, on=ON, at=AT)
    lost = StaffAppointment.objects.get(member__surname="Helper2")
    reserve = StaffAppointment.objects.get(post__role="reserve")
    path = f"/staffing/appointments/{lost.reference}/"
    client.post(f"{path}call/", {"reserve": reserve.reference, "outcome": "coming", "arrives_by": "7:40"})
    shown = text_of(client.get(path))
    client.post(f"{path}replace/", {"version": str(lost.version), "reserve": reserve.reference, "reason": "Ill"})

    assert "Pat Helper8 Is coming 07:40" in shown
    made = StaffAppointment.objects.get(replaces=lost)
    assert (made.member.surname, made.state) == ("Helper8", "accepted")
