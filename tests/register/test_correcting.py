"""Changes of nationality, corrections, choices and contacts."""

from datetime import UTC, date, datetime

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.audit.queries.timeline import timeline
from pollwright.authorities.models import Authority
from pollwright.register.models import (
    Alteration,
    ContactNote,
    ElectorSearch,
    OpenRegisterChoice,
    RegisterEntry,
)
from pollwright.register.operations.contacts import AboutNobody, change_contacts, choose_open_register, log_contact
from pollwright.register.operations.correcting import (
    Correction,
    ElectorChanged,
    NoLongerEntitled,
    NothingToCorrect,
    change_nationality,
    correct_entry,
)
from pollwright.register.operations.corrections import TooLateToCorrect
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import take

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def european(ledger: Ledger) -> RegisterEntry:
    elector = ledger.elector(nationalities=["PL"], residence_right="settled", surname="Nowak")
    return ledger.entry(elector, marker="B", parliamentary=False)


def test_an_eu_citizen_who_becomes_british_changes_marker_by_alteration_and_the_history_explains_it(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    entry = european(ledger)
    elector = entry.elector

    change_nationality(
        actor=senior, elector_reference=elector.reference, version=1, nationalities=("GB", "PL"), residence_right="",
        evidence="Certificate of naturalisation seen", at=AT, on=ON,
    )  # fmt: skip
    before = RegisterEntry.objects.get(effective_to__isnull=True)
    take(authority, date(2026, 12, 1), determined_by=date(2026, 11, 30))
    after = RegisterEntry.objects.get(effective_to__isnull=True)

    assert (before.marker, before.parliamentary) == ("B", False)
    assert (after.marker, after.parliamentary, after.local, after.root_id) == ("", True, True, entry.pk)
    told = timeline(authority.pk, "elector", elector.pk)[0]
    assert told.what == f"Changed the nationality of elector {elector.reference}: marker B becomes none"
    assert told.why == "Certificate of naturalisation seen"


def test_facts_that_entitle_to_nothing_remove_nobody(senior: Actor, ledger: Ledger) -> None:
    entry = european(ledger)

    with pytest.raises(NoLongerEntitled):
        change_nationality(
            actor=senior, elector_reference=entry.elector.reference, version=1, nationalities=("US",),
            residence_right="", evidence="Letter", at=AT, on=ON,
        )  # fmt: skip

    assert Alteration.objects.count() == 0


def test_the_second_of_two_officers_on_an_elector_is_told(senior: Actor, officer: Actor, ledger: Ledger) -> None:
    entry = european(ledger)
    change_contacts(
        actor=officer, elector_reference=entry.elector.reference, version=1, contacts={"email": "kit@example.org"}
    )

    with pytest.raises(ElectorChanged):
        change_nationality(
            actor=senior, elector_reference=entry.elector.reference, version=1, nationalities=("GB",),
            residence_right="", evidence="Passport", at=AT, on=ON,
        )  # fmt: skip


# REG-350: a clerical error may be put right until 9pm on polling day, by British Summer Time 8pm UTC.
@pytest.mark.parametrize(("minute", "in_time"), [(59, True), (61, False)])
def test_a_clerical_error_is_put_right_at_once_until_9pm_on_polling_day(
    senior: Actor, ledger: Ledger, settings: LazySettings, tmp_path: object, minute: int, in_time: bool
) -> None:
    settings.FILES_ROOT = tmp_path
    entry = ledger.entry(ledger.elector(surname="Smiht"))
    poll = date(2026, 5, 7)
    at = datetime(2026, 5, 7, 19 + minute // 60, minute % 60, tzinfo=UTC)
    given = {
        "actor": senior, "elector_reference": entry.elector.reference, "version": 1, "poll_on": poll, "on": poll,
        "correction": Correction(surname="Smith"), "reason": "Mistyped", "at": at,
    }  # fmt: skip

    if in_time:
        notice = correct_entry(**given)  # type: ignore[arg-type]
        assert (notice.kind, RegisterEntry.objects.get(effective_to__isnull=True).surname) == ("clerical", "Smith")
    else:
        with pytest.raises(TooLateToCorrect):
            correct_entry(**given)  # type: ignore[arg-type]
        assert RegisterEntry.objects.get().surname == "Smiht"


def test_a_correction_that_changes_nothing_is_refused(senior: Actor, ledger: Ledger) -> None:
    entry = ledger.entry()

    with pytest.raises(NothingToCorrect):
        correct_entry(
            actor=senior, elector_reference=entry.elector.reference, version=1, correction=Correction(), reason="None",
            poll_on=ON, at=AT, on=ON,
        )  # fmt: skip


def test_an_open_register_choice_is_dated_and_the_same_choice_adds_nothing(officer: Actor, ledger: Ledger) -> None:
    elector = ledger.elector()
    given = {"actor": officer, "elector_reference": elector.reference, "received_on": ON, "how": "phone"}

    choose_open_register(**given, version=1, choice=False)  # type: ignore[arg-type]
    choose_open_register(**given, version=2, choice=False)  # type: ignore[arg-type]

    elector.refresh_from_db()
    choice = OpenRegisterChoice.objects.get()
    assert (elector.open_register, choice.choice, choice.received_on) == (False, False, ON)


def test_contacts_are_found_again_and_stand_in_no_event(officer: Actor, ledger: Ledger) -> None:
    elector = ledger.elector()

    change_contacts(
        actor=officer, elector_reference=elector.reference, version=1,
        contacts={"email": "kit@example.org", "phone": "07700 900999"},
    )  # fmt: skip

    assert "e:kit@example.org" in ElectorSearch.objects.get(elector=elector).text
    assert "kit@example.org" not in str(list(Event.objects.values()))
    assert Event.objects.order_by("-id")[0].summary.endswith("(email, phone)")


def test_a_contact_is_logged_about_an_elector_or_a_property(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()

    log_contact(actor=officer, channel="phone", note="Asked for a form", at=AT, property_reference=home.reference)
    with pytest.raises(AboutNobody):
        log_contact(actor=officer, channel="phone", note="Nothing", at=AT)

    note = ContactNote.objects.get()
    assert (note.property_id, note.by_name) == (home.pk, officer.name)
