"""Entries whose address is not printed, when the property goes to another district (REG-174, REG-322)."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from pollwright.acting import Actor
from pollwright.audit.models import EventPayload
from pollwright.places.models import DistrictChange, Property
from pollwright.places.operations import district_changes
from pollwright.places.queries.addresses import version_of
from pollwright.register.models import (
    Alteration,
    Application,
    Determination,
    ElectorProtected,
    QualifyingAddress,
    RegisterEntry,
)
from pollwright.register.operations.misplacements import correct_misplaced_property, propose_district_change
from pollwright.register.operations.sealing import sealed_particulars
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration, take

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EFFECTIVE = date(2026, 12, 7)  # fourteen days after


@pytest.fixture
def home(ledger: Ledger) -> Property:
    """A property of AA1; district AA2 is empty."""
    ledger.district("AA2")
    return ledger.property(ledger.district("AA1"), reference="Q1", uprn=990000000123)


@pytest.fixture
def change(head: Actor, home: Property) -> DistrictChange:
    """The noticed change that takes the property to AA2."""
    made = district_changes.draft_change(actor=head, title="Review", reason="Review")
    district_changes.plan_moves(actor=head, reference=made.reference, to_district="AA2", properties=["Q1"])
    return district_changes.publish_notice(actor=head, reference=made.reference, on=TODAY, effective_on=EFFECTIVE)


def anonymous(ledger: Ledger, home: Property, **sealed: str) -> RegisterEntry:
    """Make an anonymous entry in the district of a home that stands under the seal."""
    elector = ledger.elector(anonymous=True, anonymous_until=date(2027, 6, 1), forenames="", surname="")
    with arranged():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pollwright.authority', %s, true)", [str(ledger.authority.pk)])
        ElectorProtected.objects.create(
            elector=elector,
            authority=ledger.authority,
            sealed=sealed_particulars(elector.reference, {"surname": "Hidden", **sealed}),
            name_mac=b"x",
        )
    return ledger.entry(elector, home, property=None, section="3-anonymous", marker="N")


def withheld(ledger: Ledger, home: Property) -> RegisterEntry:
    """Make an entry among the other electors, which came by an application from a home."""
    entry = ledger.entry(home=home, property=None, section="2-other")
    with arranged():
        application = Application.objects.create(
            authority=ledger.authority,
            reference="A1",
            kind="overseas",
            channel="online",
            received_at=NOW,
            lists_on=TODAY,
            may_determine_from=TODAY,
            state="allowed",
            category="overseas",
            property=home,
            district=home.district,
            elector=entry.elector,
            determined_on=TODAY,
        )
        Determination.objects.create(
            authority=ledger.authority,
            reference="D1",
            outcome="allowed",
            application=application,
            elector=entry.elector,
            ground="x",
            basis="x",
            determined_at=NOW,
            determined_on=TODAY,
            determined_by="x",
            capacity="x",
        )
    return entry


def propose(actor: Actor, change: DistrictChange) -> int:
    return propose_district_change(actor=actor, reference=change.reference, determined_by=date(2026, 12, 4), at=NOW)


def district_now(entry: RegisterEntry) -> str:
    return RegisterEntry.objects.get(elector=entry.elector, effective_to__isnull=True).district.code


@pytest.mark.parametrize("sealed", [{"property_reference": "Q1"}, {"uprn": "990000000123"}])
def test_an_anonymous_entry_follows_a_change_of_districts_with_the_revised_register(
    head: Actor, ledger: Ledger, home: Property, change: DistrictChange, sealed: dict[str, str]
) -> None:
    entry = anonymous(ledger, home, **sealed)

    propose(head, change)
    propose(head, change)
    made = Alteration.objects.count()
    take(ledger.authority, EFFECTIVE, determined_by=date(2026, 12, 4))

    assert (made, district_now(entry)) == (1, "AA2")


def test_nothing_says_that_an_anonymous_entry_followed(
    head: Actor, ledger: Ledger, home: Property, change: DistrictChange
) -> None:
    ledger.entry(home=home)
    anonymous(ledger, home, property_reference="Q1")

    told = propose(head, change)

    payload = str(EventPayload.objects.latest("pk").__dict__)
    assert (told, Alteration.objects.count()) == (1, 2)
    assert ("Hidden" in payload, "'amended': 2" in payload) == (False, False)
    assert list(Alteration.objects.filter(section="3-anonymous").values_list("property", "surname")) == [(None, "")]


def test_an_anonymous_entry_elsewhere_stays(
    head: Actor, ledger: Ledger, home: Property, change: DistrictChange
) -> None:
    neighbour = ledger.property(home.district, reference="Q2")
    anonymous(ledger, neighbour, property_reference="Q2")
    misfit = anonymous(ledger, home, property_reference="Q1")
    with arranged():
        RegisterEntry.objects.filter(pk=misfit.pk).update(district=ledger.district("AA3"))

    propose(head, change)

    assert Alteration.objects.count() == 0


# Beside the amendments of the others at the address, the next notice would tell where the elector lives.
def test_an_anonymous_entry_does_not_follow_the_correction_of_one_property(
    senior: Actor, ledger: Ledger, home: Property
) -> None:
    anonymous(ledger, home, property_reference="Q1")
    ledger.entry(home=home)

    assert correct(senior, home) == 1
    assert list(Alteration.objects.values_list("section", flat=True)) == ["1-ordinary"]


def correct(actor: Actor, home: Property) -> int:
    done = correct_misplaced_property(
        actor=actor,
        reference="Q1",
        version=version_of(Property.objects.get(pk=home.pk)),
        district="AA2",
        reason="Boundary map",
        on=TODAY,
        at=NOW,
    )
    return done.amended


def test_an_other_elector_follows_by_the_property_of_the_application(
    head: Actor, ledger: Ledger, home: Property, change: DistrictChange
) -> None:
    entry = withheld(ledger, home)

    told = propose(head, change)
    take(ledger.authority, EFFECTIVE, determined_by=date(2026, 12, 4))

    assert (told, district_now(entry)) == (1, "AA2")


def test_an_other_elector_follows_the_correction_of_a_misplaced_property(
    senior: Actor, ledger: Ledger, home: Property
) -> None:
    entry = withheld(ledger, home)

    told = correct(senior, home)

    assert (told, Alteration.objects.get().entry_id, Alteration.objects.get().district.code) == (1, entry.pk, "AA2")


def test_an_other_elector_follows_by_the_property_of_the_register_that_was_taken_over(
    senior: Actor, ledger: Ledger, home: Property
) -> None:
    entry = ledger.entry(home=home, property=None, section="2-other")
    with arranged():
        QualifyingAddress.objects.create(elector=entry.elector, authority=ledger.authority, property=home)

    told = correct(senior, home)

    assert (told, Alteration.objects.get().entry_id, Alteration.objects.get().district.code) == (1, entry.pk, "AA2")


def test_an_entry_without_address_that_is_about_to_be_deleted_is_left_to_that(
    senior: Actor, ledger: Ledger, home: Property
) -> None:
    alteration(ledger.authority, "delete", entry=withheld(ledger, home))

    assert correct(senior, home) == 0
