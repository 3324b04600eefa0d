"""Deliveries of the national digital service: what is taken in, held, linked, and never taken in twice."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from pollwright.access.protection import unseal
from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.refusals import NotPermitted
from pollwright.register.models import Application, ApplicationPrivate
from pollwright.register.operations.intake_batch import receive_batch
from pollwright.register.operations.intake_reading import NotApplications
from tests.fixtures.ledger import Ledger
from tests.register.application_acts import AT, deliver, record


def test_a_complete_application_is_listed_on_the_day_of_receipt(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    deliver(officer, record("A1", home, received_at="2026-11-20T23:50:00+00:00"))

    # Handbook REG-230: five clear working days after Friday 20 November end on Friday 27, so the sixth is Monday 30.
    application = Application.objects.get()
    assert (application.state, application.lists_on, application.may_determine_from, application.property_id) == (
        "listed",
        date(2026, 11, 20),
        date(2026, 11, 30),
        home.pk,
    )


def test_the_legal_day_is_londons_whatever_the_offset_of_the_record(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    deliver(
        officer,
        record("A1", home, received_at="2026-06-30T23:50:00+01:00"),
        record("A2", home, received_at="2026-06-30T23:10:00+00:00", fn="Robina"),
    )

    days = Application.objects.order_by("outside_reference").values_list("lists_on", flat=True)
    assert list(days) == [date(2026, 6, 30), date(2026, 7, 1)]


def test_a_second_delivery_changes_nothing(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()
    delivery = [record(f"A{number}", home, fn=f"Robin{number}") for number in range(3)]
    deliver(officer, *delivery)
    before = list(Application.objects.order_by("pk").values())

    outcome = deliver(officer, *delivery, record("A9", home, fn="Wren"))

    assert (outcome.records, outcome.taken, outcome.repeated) == (4, 1, 3)
    assert list(Application.objects.exclude(outside_reference="A9").order_by("pk").values()) == before


def test_what_is_missing_without_a_reason_holds_the_application(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    deliver(
        officer,
        record("A1", home, nino="", dob=""),
        record("A2", home, nino="", noninoreason="I have never been given one"),
        record("A3", home, nat="DE"),
        record("A4", home, nat="DE", residence_right="pre_2021"),
        record("A5", home, declared_true=""),
    )

    # REG-202 for birth and number; REG-123: a citizen of Germany must answer about residence, without a treaty.
    found = Application.objects.order_by("outside_reference").values_list("state", "missing")
    assert list(found) == [
        ("on_hold", ["date_of_birth", "nino"]),
        ("listed", []),
        ("on_hold", ["eu_residence_answer"]),
        ("listed", []),
        ("on_hold", ["declaration_of_truth"]),
    ]


def test_a_record_that_cannot_be_read_is_a_finding_and_the_others_are_taken_in(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    outcome = deliver(
        officer,
        record("A1", home),
        record("", home),
        record("A3", home, received_at="yesterday"),
        record("A4", home, received_at="2026-11-24T00:00:00+00:00"),
        record("A5", home, kind="wish"),
        record("A1", home),
    )

    assert (outcome.taken, outcome.unreadable) == (1, 4)
    assert outcome.findings.select("row", "code").sort("row").rows() == [
        (3, "application.no-reference"),
        (4, "application.no-moment"),
        (5, "application.no-moment"),
        (6, "application.unknown-kind"),
        (7, "application.repeated-in-file"),
    ]


def test_a_file_of_something_else_is_refused(officer: Actor) -> None:
    with pytest.raises(NotApplications):
        receive_batch(actor=officer, records=pl.DataFrame({"elector": ["1"]}), at=AT)


def test_the_number_is_sealed_and_only_its_class_can_be_read(officer: Actor, ledger: Ledger) -> None:
    deliver(officer, record("A1", ledger.property(), nino="qq 12 34 56 c"))

    held = ApplicationPrivate.objects.get()
    reference = held.application.reference
    assert unseal(held.nino_sealed, context=f"application:{reference}") == {"nino": "QQ123456C"}
    assert (held.nino_class, b"123456" in bytes(held.nino_sealed)) == ("full", False)


def test_an_anonymous_applicant_leaves_nothing_readable_outside_the_seal(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    deliver(
        officer,
        record(
            "A1",
            home,
            kind="anonymous",
            fn="Hiddenname",
            ln="Secretson",
            email="hidden@example.org",
            phone="07700 900123",
            previous_address="1 Formerly Road",
        ),
    )

    application = Application.objects.get()
    shown = str(Application.objects.values().get())
    events = str(list(Event.objects.values()))
    particulars = unseal(application.applicationprivate.sealed, context=f"application:{application.reference}")
    for secret in ("Hiddenname", "Secretson", "hidden@", "900123", "Formerly", home.postcode, str(home.uprn)):
        assert secret not in shown
        assert secret not in events
    assert (particulars["surname"], particulars["property_id"]) == ("Secretson", home.pk)
    assert (application.district_id, application.property_id) == (home.district_id, None)


def test_a_property_is_found_by_its_address_where_there_is_no_uprn(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    deliver(
        officer,
        record("A1", home, reguprn="", regstreet="QUARRY  Road"),
        record("A2", home, reguprn="", regproperty="999", fn="Wren"),
        record("A3", home, reguprn="", regpostcode="ZZ9 9ZZ", fn="Finch"),
    )

    found = Application.objects.order_by("outside_reference").values_list("property_id", "extra__flags")
    assert list(found) == [(home.pk, []), (None, ["address-not-found"]), (None, ["outside-area"])]


def test_somebody_registered_at_the_address_is_put_beside_the_application(officer: Actor, ledger: Ledger) -> None:
    born = date(1990, 2, 3)
    home = ledger.property()
    elector = ledger.elector(born=born, forenames="Robin Ann", surname="Newcomer")
    ledger.entry(elector, home)
    ledger.entry(ledger.elector(born=born, forenames="Robin", surname="Stranger"), home)

    outcome = deliver(
        officer, record("A1", home), record("A2", home, ln="Newcommer", received_at="2026-11-19T10:00:00Z")
    )

    found = Application.objects.order_by("outside_reference").values_list("duplicate_of_id", "elector_id")
    assert list(found) == [(elector.pk, None), (elector.pk, None)]
    assert outcome.duplicates == 2


def test_a_twin_at_the_address_is_no_duplicate(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()
    ledger.entry(ledger.elector(born=date(1990, 2, 3), forenames="Benedict", surname="Newcomer"), home)

    deliver(officer, record("A1", home, fn="Robin"))

    assert Application.objects.get().duplicate_of_id is None


def test_a_person_who_names_the_address_of_their_entry_as_the_one_they_left_has_moved(
    officer: Actor, ledger: Ledger
) -> None:
    former, home = ledger.property(), ledger.property()
    elector = ledger.elector(born=date(1990, 2, 3), forenames="Robin", surname="Newcomer")
    ledger.entry(elector, former)
    left = f"{former.address}, {former.postcode}"

    deliver(
        officer,
        record("A1", home, left_address_within_12_months="yes", previous_address=left),
        record("A2", ledger.property(), left_address_within_12_months="yes", previous_address="Elsewhere"),
    )

    found = Application.objects.order_by("outside_reference").values_list("duplicate_of_id", "elector_id")
    assert list(found) == [(elector.pk, elector.pk), (elector.pk, None)]


def test_a_second_application_for_the_same_address_in_28_days_is_flagged(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    deliver(officer, record("A1", home), record("A2", home, received_at="2026-11-21T10:15:00+00:00"))

    found = Application.objects.order_by("outside_reference").values_list("extra__flags", flat=True)
    assert list(found) == [[], ["already-applied"]]


def test_a_name_as_long_as_the_form_allows_is_flagged(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    deliver(officer, record("A1", home, ln="X" * 35), record("A2", home, ln="X" * 34, fn="Wren"))

    found = Application.objects.order_by("outside_reference").values_list("extra__flags", flat=True)
    assert list(found) == [["name-may-be-cut"], []]


def test_the_application_behind_an_entry_is_kept_as_carried(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()
    elector = ledger.elector(reference="E00000077")
    ledger.entry(elector, home, effective_from=date(2026, 2, 2))

    outcome = deliver(
        officer,
        record("A1", home, received_at="2026-01-10T10:15:00+00:00", elector_reference="E00000077"),
    )

    assert (outcome.carried, Application.objects.get().state) == (1, "on_register")


def test_columns_that_we_do_not_know_are_kept_as_they_came(officer: Actor, ledger: Ledger) -> None:
    deliver(officer, record("A1", ledger.property()) | {"webHash": "abc", "timeTaken": ""})

    assert Application.objects.get().extra["outside"] == {"webHash": "abc"}


def test_another_authoritys_electors_and_properties_are_never_linked(
    officer: Actor, stranger: Actor, ledger: Ledger
) -> None:
    home = ledger.property()
    ledger.entry(
        ledger.elector(reference="E00000078", born=date(1990, 2, 3), forenames="Robin", surname="Newcomer"), home
    )

    deliver(stranger, record("A1", home, elector_reference="E00000078"))

    found = Application.objects.model._base_manager.get()
    assert (found.property_id, found.elector_id, found.duplicate_of_id) == (None, None, None)


def test_those_who_may_not_enter_applications_are_refused(actor_as: object) -> None:
    with pytest.raises(NotPermitted):
        deliver(actor_as(Role.CUSTOMER_SERVICE), record("A1"), at=datetime(2026, 11, 23, tzinfo=UTC))  # type: ignore[operator]
