"""A small register that is published, for tests of what is done with a published register."""

from datetime import UTC, date, datetime

from pollwright.acting import Actor
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import revised_register
from pollwright.register.models import ElectorSearch, Publication, RegisterEntry
from pollwright.register.operations.publications import (
    approve_publication,
    draft_publication,
    issue_publication,
    record_prepared_publication,
    rehearse_publication,
)
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

ON = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 0, 5, tzinfo=UTC)
NAMES = ("Ames", "Bell", "Cox")


def last_year(ledger: Ledger) -> Publication:
    """A register of one district: Ames, Bell (opted out) and Cox in street order, and Dunn overseas."""
    publication = ledger.publication(date(2025, 12, 1), issued_at=datetime(2025, 12, 1, tzinfo=UTC))
    ward = ledger.area("ward", name="Abbey")
    district = ledger.district("AB1", name="Abbey One", areas=(ward,))
    for number, (house, name) in enumerate(zip((1, 2, 10), NAMES, strict=True), 1):
        home = ledger.property(district, building_number=str(house), sort_key=f"quarry road {house:06d}")
        ledger.entry(
            ledger.elector(surname=name, open_register=name != "Bell"), home, publication=publication, number=number
        )
    overseas = ledger.elector(surname="Dunn", category="overseas")
    ledger.entry(
        overseas,
        ledger.property(district),
        property=None,
        section="2-other",
        marker="F",
        local=False,
        publication=publication,
        number=4,
    )
    with arranged():
        Publication.objects.filter(pk=publication.pk).update(counts={"districts": {"AB1": 4}})
    return publication


def publish(preparing: Actor, approving: Actor, on: date = ON) -> Publication:
    """Publish the register on a day, with a second person."""
    at = datetime(on.year, on.month, on.day, 0, 5, tzinfo=UTC)
    dates = revised_register(on, calendar_for(Nation.ENGLAND))
    publication = draft_publication(actor=preparing, dates=dates)
    prepared = rehearse_publication(preparing, publication.reference)
    record_prepared_publication(actor=preparing, reference=publication.reference, prepared=prepared)
    approve_publication(actor=approving, reference=publication.reference, at=at)
    return issue_publication(actor=preparing, reference=publication.reference, on=on, at=at)


def make_anonymous(surname: str) -> None:
    """Let an elector be anonymous now, as the operation that seals their particulars leaves them."""
    with arranged():
        entry = RegisterEntry.objects.select_related("elector").get(surname=surname, effective_to__isnull=True)
        elector = entry.elector
        ElectorSearch.objects.filter(elector=elector).delete()
        elector.anonymous, elector.surname, elector.forenames = True, "", ""
        elector.save()
