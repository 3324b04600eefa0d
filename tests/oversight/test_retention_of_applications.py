"""What applicants gave has its life and goes, from the row, its history and the store (handbook section 9)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from pollwright.acting import Actor
from pollwright.audit.sealing import seal_events
from pollwright.audit.verification import verify
from pollwright.files.store import content
from pollwright.law.applications import Action
from pollwright.oversight.operations.holding import place_hold
from pollwright.register.models import Application, ApplicationPrivate, TrayItem
from pollwright.register.operations.intake_holding import in_hand, move
from pollwright.register.proofs import damaged_files
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.oversight.test_retention import due_of, received, run
from tests.register.application_acts import deliver, record

Applied = Callable[..., Application]
FIRST, NEXT = date(2025, 11, 22), date(2025, 11, 23)
"""Twelve months from the first are up on 22 November 2026, the tests' day; from the next, a day later."""
THIRTEEN = date(2025, 10, 22)


@pytest.fixture
def applied(ledger: Ledger, head: Actor) -> Applied:
    """Take in an application with e-mail, telephone and National Insurance number, and end it in some way."""

    def make(reference: str, **ended: Any) -> Application:
        deliver(head, record(reference, ledger.property(), email="robin@example.org", phone="01632 960001"))
        application = Application.objects.get(outside_reference=reference)
        with arranged():
            facts = {"lists_on": date(2025, 9, 1), "may_determine_from": date(2025, 9, 9)} | ended
            Application.objects.filter(pk=application.pk).update(**facts)
        application.refresh_from_db()
        return application

    return make


def withdrawn(application: Application, on: date) -> None:
    """Withdraw an application as if on a day that has passed: its history says when it left the state before."""
    with arranged(), connection.cursor() as cursor:
        Application.objects.filter(pk=application.pk).update(state="withdrawn")
        cursor.execute("UPDATE register_applicationevent SET pgh_created_at = %s", [f"{on.isoformat()}T12:00:00Z"])


def contacts(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT email, phone FROM {table} ORDER BY 1")
        return cursor.fetchall()


def test_contacts_go_from_the_row_and_its_history_twelve_months_after_the_decision(
    head: Actor, applied: Applied
) -> None:
    old = applied("OLD", state="rejected", determined_on=FIRST)
    young = applied("YOUNG", state="allowed", determined_on=NEXT)

    outcome = run(head, "applicant-contacts")

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT pgh_obj_id, email, phone FROM register_applicationevent ORDER BY 1", [])
        history = cursor.fetchall()
    rows = list(Application.objects.order_by("pk").values_list("pk", "email", "phone"))
    kept = (young.pk, "robin@example.org", "01632 960001")
    assert (outcome, rows, history) == ({"applicant-contacts": 1}, [(old.pk, "", ""), kept], [(old.pk, "", ""), kept])


def test_an_application_that_is_still_open_keeps_everything(head: Actor, applied: Applied) -> None:
    applied("OPEN")

    assert run(head, "applicant-contacts", "nino") == {"applicant-contacts": 0, "nino": 0}
    assert contacts("register_application") == [("robin@example.org", "01632 960001")]


@pytest.mark.parametrize(("on", "gone"), [(THIRTEEN, 1), (date(2025, 10, 23), 0)])
def test_the_number_on_a_withdrawn_application_goes_thirteen_months_after_it_was_withdrawn(
    head: Actor, applied: Applied, on: date, gone: int
) -> None:
    withdrawn(applied("GONE"), on)

    outcome = run(head, "nino")

    left = ApplicationPrivate.objects.filter(nino_sealed__isnull=False).count()
    assert (outcome, left) == ({"nino": gone}, 1 - gone)


def test_the_number_on_a_refused_application_goes_as_well(head: Actor, applied: Applied) -> None:
    applied("REFUSED", state="rejected", determined_on=THIRTEEN)

    assert run(head, "nino") == {"nino": 1}
    assert ApplicationPrivate.objects.filter(nino_sealed__isnull=False).count() == 0


def test_one_that_was_closed_as_a_double_when_it_came_counts_from_that_day(head: Actor, applied: Applied) -> None:
    double = applied("DOUBLE", state="duplicate")
    with arranged(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_applicationevent WHERE pgh_obj_id = %s", [double.pk])

    assert due_of(head, "nino").oldest == date(2025, 9, 1)


def test_seals_and_files_verify_after_the_removal(head: Actor, applied: Applied) -> None:
    applied("REFUSED", state="rejected", determined_on=THIRTEEN)
    seal_events(actor=head)

    outcome = run(head, "nino", "applicant-contacts", "application-scans")

    seal_events(actor=head)
    assert outcome == {"applicant-contacts": 1, "application-scans": 0, "nino": 1}
    assert (verify(head.authority_id), damaged_files(head.authority_id)) == ([], [])


def test_a_legal_hold_keeps_the_contacts_of_one_applicant(head: Actor, applied: Applied) -> None:
    held = applied("HELD", state="rejected", determined_on=FIRST)
    applied("FREE", state="rejected", determined_on=FIRST)
    place_hold(actor=head, kind="applicant-contacts", record_reference=held.reference, reason="Prosecution")

    outcome = run(head, "applicant-contacts")

    held.refresh_from_db()
    assert (outcome, held.email) == ({"applicant-contacts": 1}, "robin@example.org")


def test_scans_go_with_their_application_and_those_set_aside_by_their_receipt(
    head: Actor, applied: Applied, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    ended, still_open = applied("ENDED", state="allowed", determined_on=FIRST), applied("OPEN")
    scans = {
        name: received(head, date(2025, 9, 1), name.encode(), kind="evidence", media_type="image/png", name=name)
        for name in ("keyed", "open", "aside", "waiting")
    }
    facts = {
        "keyed": {"state": "keyed", "application": ended},
        "open": {"state": "keyed", "application": still_open},
        "aside": {"state": "set_aside"},
        "waiting": {"state": "waiting"},
    }
    with arranged():
        for name, given in facts.items():
            TrayItem.objects.create(
                authority_id=head.authority_id, reference=name, channel="post", received_at="2025-09-01T09:00:00Z",
                file=scans[name], **given,
            )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        outcome = run(head, "application-scans")

    assert outcome == {"application-scans": 2}
    assert set(content().hashes()) == {scans[name].sha256 for name in ("open", "waiting")}


def test_particulars_of_a_refused_anonymous_applicant_go(head: Actor, applied: Applied) -> None:
    blank = {"forenames": "", "surname": "", "address": "", "email": "", "phone": ""}
    refused = applied("REFUSED", state="rejected", determined_on=FIRST, anonymous=True, **blank)
    with arranged():
        ApplicationPrivate.objects.filter(application=refused).update(sealed=b"who and where")

    outcome = run(head, "anonymous-particulars")

    assert outcome == {"anonymous-particulars": 1}
    assert ApplicationPrivate.objects.get(application=refused).sealed is None


def test_withdrawing_by_the_officers_act_starts_the_life(head: Actor, applied: Applied) -> None:
    application = applied("LIVE")
    with arranged():
        held = in_hand(head, application.reference, version=application.version)
        move(held, Action.WITHDRAW)
        held.save()

    assert due_of(head, "nino", on=date(2027, 10, 1)).count == 0
    assert due_of(head, "nino", on=date(2040, 1, 1)).count == 1
