"""The pages of objections, reviews and changes of an elector."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.register.models import Alteration, ContactNote, Objection, Review
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import errors_on
from tests.register.application_acts import record
from tests.register.test_applications_pages import post, text_of
from tests.register.test_determining import ready


@pytest.fixture(autouse=True)
def clock(authority: Authority) -> None:
    """Set the authority's clock to Friday 27 November 2026, the last day to object to what came on the 20th."""
    with arranged():
        authority.demonstration, authority.clock_on = True, date(2026, 11, 27)
        authority.save()


@pytest.fixture
def senior_client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.SENIOR)


def test_an_objection_is_recorded_heard_and_decided(senior: Actor, senior_client: Client, ledger: Ledger) -> None:
    [application] = ready(senior, record("A1", ledger.property()))
    objector = ledger.entry().elector.reference
    day = {"made_on-day": "27", "made_on-month": "11", "made_on-year": "2026"}
    post(
        senior_client, "/register/objections/new/", to="application", application=application.reference,
        objector=objector, grounds="Does not live there", **day,
    )  # fmt: skip
    objection = Objection.objects.get()
    path = f"/register/objections/{objection.reference}/"

    # REG-235: notified on Friday 27 November, from Wednesday 2 to Tuesday 8 December.
    hearing = {"hearing_on-day": "1", "hearing_on-month": "12", "hearing_on-year": "2026"}
    refused = senior_client.post(f"{path}hearing/", {"version": "1", **hearing})
    senior_client.post(f"{path}hearing/", {"version": "1", **(hearing | {"hearing_on-day": "2"})})
    senior_client.post(f"{path}decide/", {"version": "2", "outcome": "disallowed", "reasons": "Lives there"})

    objection.refresh_from_db()
    application.refresh_from_db()
    assert "from 2 December 2026 to 8 December 2026" in errors_on(refused)[0]
    assert (objection.state, application.state) == ("disallowed", "match_pass")
    assert "Does not live there" in text_of(senior_client.get(path))


def test_a_review_is_opened_and_its_days_are_shown(senior_client: Client, ledger: Ledger) -> None:
    elector = ledger.entry().elector.reference
    post(senior_client, "/register/reviews/new/", elector=elector, kind="A", registers="both", grounds="Doubts")
    review = Review.objects.get()
    path = f"/register/reviews/{review.reference}/"

    senior_client.post(f"{path}notice/", {"version": "1"})

    assert "Answer by Friday 11 December 2026" in text_of(senior_client.get(path))
    assert senior_client.get("/register/reviews/").status_code == 200
    assert senior_client.get("/register/objections/").status_code == 200


def test_a_change_of_nationality_is_made_from_the_page_and_an_old_version_is_told(
    senior_client: Client, ledger: Ledger
) -> None:
    elector = ledger.elector(nationalities=["PL"], residence_right="settled")
    ledger.entry(elector, marker="B", parliamentary=False)
    path = f"/register/changes/nationality/{elector.reference}/"
    sent = {"version": "1", "nationalities": "GB;PL", "residence_right": "", "evidence": "Certificate seen"}

    first = senior_client.post(path, sent)
    second = senior_client.post(path, sent)

    assert (first.status_code, Alteration.objects.get().marker) == (302, "")
    assert errors_on(second)[0].startswith("Somebody else has changed elector")


def test_customer_service_logs_a_contact_and_changes_nothing_else(
    client_as: Callable[[Role], Client], ledger: Ledger
) -> None:
    client, elector = client_as(Role.CUSTOMER_SERVICE), ledger.elector()

    answer = client.post(
        f"/register/changes/log/{elector.reference}/", {"version": "1", "how": "phone", "note": "Asked for a form"}
    )
    other = client.get(f"/register/changes/nationality/{elector.reference}/")

    assert (answer.status_code, ContactNote.objects.count(), other.status_code) == (302, 1, 403)
    assert "Log a contact" in text_of(client.get(f"/register/changes/of/{elector.reference}/"))
