"""An anonymous elector in the wrong polling district: amended alone, by whoever may see them, and told to nobody else."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from pollwright.acting import Actor
from pollwright.audit.models import Event, EventPayload
from pollwright.places.models import Property
from pollwright.places.queries.addresses import version_of
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.register.models import Alteration, RegisterEntry
from pollwright.register.operations.correcting import ElectorChanged, NothingToCorrect
from pollwright.register.operations.misplacements import correct_misplaced_property
from pollwright.register.operations.misplacements_anonymous import (
    NotAnAnonymousEntry,
    WouldTellTheHome,
    correct_anonymous_district,
)
from pollwright.register.operations.revealing import ReasonNeeded
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import errors_on, hidden_fields, messages_on
from tests.places.test_entries_without_address import anonymous, district_now
from tests.register.ledger_acts import take

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
REASON = "The boundary runs behind the house"


@pytest.fixture
def entry(ledger: Ledger) -> RegisterEntry:
    """The entry of an anonymous elector of 7 Abbey Row, in AA1; district AA2 is empty."""
    ledger.district("AA2")
    home = ledger.property(ledger.district("AA1"), reference="Q1", building_number="7", street="Abbey Row")
    return anonymous(ledger, home, property_reference="Q1", address="7 Abbey Row")


def correct(actor: Actor, entry: RegisterEntry, district: str = "AA2", **given: object) -> Alteration:
    known = {"version": entry.elector.version, "reason": REASON} | given
    return correct_anonymous_district(
        actor=actor, elector_reference=entry.elector.reference, district=district, at=NOW, on=TODAY, **known
    )


def test_the_entry_is_in_its_district_once_a_notice_has_carried_it(
    senior: Actor, ledger: Ledger, entry: RegisterEntry
) -> None:
    before = district_now(entry)

    made = correct(senior, entry)
    take(ledger.authority, date(2026, 12, 1), determined_by=date(2026, 11, 27))

    now = RegisterEntry.objects.get(elector=entry.elector, effective_to__isnull=True)
    assert (before, now.district.code, now.property_id, now.section, now.marker) == (
        "AA1",
        "AA2",
        None,
        "3-anonymous",
        "N",
    )
    assert (made.surname, made.property_id) == ("", None)


def test_the_trail_names_no_district_and_nothing_that_is_sealed(senior: Actor, entry: RegisterEntry) -> None:
    correct(senior, entry)

    event = Event.objects.latest("pk")
    kept = f"{event.summary} {event.reason} {EventPayload.objects.get(pk=event.pk).body}"
    assert event.summary == f"corrected the polling district of anonymous elector {entry.elector.reference}"
    assert [word in kept for word in ("AA1", "AA2", "Hidden", "Abbey Row", "Q1")] == [False] * 5


def test_it_waits_while_a_notice_moves_a_corrected_property_between_the_same_districts(
    senior: Actor, ledger: Ledger, entry: RegisterEntry
) -> None:
    home = Property.objects.get(reference="Q1")
    ledger.entry(home=home)
    correct_misplaced_property(
        actor=senior,
        reference="Q1",
        version=version_of(home),
        district="AA2",
        reason=REASON,
        on=TODAY,
        at=NOW,
    )

    with pytest.raises(WouldTellTheHome):
        correct(senior, entry)
    take(ledger.authority, date(2026, 12, 1), determined_by=date(2026, 11, 27))

    assert correct(senior, entry).kind == "amend"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"district": "AA1"}, NothingToCorrect),
        ({"district": "ZZ9"}, NotFound),
        ({"version": 99}, ElectorChanged),
        ({"reason": " x "}, ReasonNeeded),
    ],
)
def test_what_cannot_be_is_refused(
    senior: Actor, entry: RegisterEntry, given: dict[str, object], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        correct(senior, entry, **given)

    assert Alteration.objects.count() == 0


def test_an_elector_who_is_not_anonymous_follows_the_property(senior: Actor, ledger: Ledger) -> None:
    ledger.district("AA2")

    with pytest.raises(NotAnAnonymousEntry):
        correct(senior, ledger.entry())


def test_whoever_may_not_see_anonymous_electors_is_refused(officer: Actor, entry: RegisterEntry) -> None:
    with pytest.raises(NotPermitted):
        correct(officer, entry)


def test_the_page_shows_a_reference_only_and_leads_back_to_the_elector(
    senior: Actor, officer: Actor, browser: Callable[[Actor], Client], entry: RegisterEntry
) -> None:
    reference = entry.elector.reference
    address = f"/register/misplaced-anonymous/{reference}/"
    client = browser(senior)

    page, another = client.get(address), client.get(address)
    linked = f'href="{address}"' in client.get(f"/register/electors/{reference}/").content.decode()
    first, again, late = (
        client.post(address, hidden_fields(opened) | {"district": "AA2", "reason": REASON}, follow=True)
        for opened in (page, page, another)
    )

    shown = page.content.decode()
    assert [word in shown for word in ("Hidden", "Abbey Row", "Q1")] == [False] * 3
    assert (linked, messages_on(first)) == (True, ["The next notice amends the entry."])
    assert first.redirect_chain[0][0] == again.redirect_chain[0][0] == f"/register/electors/{reference}/"
    assert (len(errors_on(late)), Alteration.objects.count()) == (1, 1)
    assert browser(officer).get(address).status_code == 403


def test_the_page_is_for_anonymous_electors_only(
    senior: Actor, browser: Callable[[Actor], Client], ledger: Ledger
) -> None:
    named = ledger.entry().elector.reference

    assert browser(senior).get(f"/register/misplaced-anonymous/{named}/").status_code == 404
