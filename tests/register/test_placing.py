"""Electors who hang on no property: an officer finds it, one by one or where the address suggests exactly one."""

from datetime import UTC, date, datetime

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event, EventPayload, EventSubject
from pollwright.places.models import Property
from pollwright.refusals import Refused
from pollwright.register.models import Alteration, QualifyingAddress, QualityFinding, RegisterEntry
from pollwright.register.operations.correcting import ElectorChanged, NothingToCorrect
from pollwright.register.operations.placing import (
    HomeHasEnded,
    NotToBePlaced,
    Placed,
    WhyThisHome,
    place_elector,
    place_suggested,
)
from pollwright.register.queries.overseas import Qualifying, qualifying_address
from pollwright.register.queries.placing import suggested_homes
from tests.desk.browsing import client_of, page
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import hidden_fields
from tests.register.ledger_acts import take

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
REASON = "The declaration names the house"


@pytest.fixture
def council(ledger: Ledger) -> Ledger:
    """District AB1 with 1 and 2 Quarry Road, and district AB2 with the Mill House, at other postcodes."""
    first, second = ledger.district("AB1"), ledger.district("AB2")
    for reference, district, address, postcode in (
        ("P1", first, "1 Quarry Road, Wellbridge", "TA1 1ZZ"),
        ("P2", first, "2 Quarry Road, Wellbridge", "TA1 1ZZ"),
        ("P3", second, "Mill House, Weir Lane", "TA1 2ZZ"),
    ):
        search = f"{address.lower().replace(',', '')} {postcode.lower()} {reference.lower()}"
        ledger.property(
            district,
            reference=reference,
            address=address,
            postcode=postcode,
            search=search,
            sort_key=address,
        )
    return ledger


def abroad(ledger: Ledger, address: str = "", postcode: str = "", *, code: str = "AB1") -> RegisterEntry:
    """Make the entry of an overseas elector in a district, queued, with the address that the old register gave."""
    home = Property.objects.filter(district__code=code).first()
    entry = ledger.entry(ledger.elector(category="overseas"), home, property=None, section="2-other", marker="F")
    with arranged():
        QualifyingAddress.objects.create(
            elector=entry.elector, authority=ledger.authority, address=address, postcode=postcode
        )
        QualityFinding.objects.create(
            authority=ledger.authority, kind="unplaced", key=f"elector:{entry.elector.reference}",
            elector=entry.elector, detail="x", state="open",
        )  # fmt: skip
    return entry


def place(actor: Actor, entry: RegisterEntry, home: str = "P2", **given: object) -> Placed:
    known = {"version": entry.elector.version, "reason": REASON} | given
    return place_elector(
        actor=actor, elector_reference=entry.elector.reference, property_reference=home, at=NOW, on=TODAY, **known
    )


def test_the_property_is_kept_the_queue_is_closed_and_the_entry_stays_as_it_was_published(
    senior: Actor, council: Ledger
) -> None:
    entry = abroad(council, "Two, Quarry Rd", "TA1 1ZZ")

    done = place(senior, entry)

    finding = QualityFinding.objects.get()
    assert done == Placed(1, 0)
    assert qualifying_address(council.authority.pk, entry.elector_id) == Qualifying(
        "2 Quarry Road, Wellbridge TA1 1ZZ", "P2"
    )
    assert (finding.state, finding.closed_at, Alteration.objects.count()) == ("mended", NOW, 0)


def test_an_entry_in_another_district_follows_its_property_by_the_next_notice(senior: Actor, council: Ledger) -> None:
    entry = abroad(council)

    done = place(senior, entry, "P3")
    take(council.authority, date(2026, 12, 1), determined_by=date(2026, 11, 27))

    now = RegisterEntry.objects.get(elector=entry.elector, effective_to__isnull=True)
    assert (done.amended, now.district.code, now.property_id, now.section) == (1, "AB2", None, "2-other")


# Whoever becomes anonymous later is not to be found again by putting elector and property of one event together.
def test_the_trail_tells_the_elector_and_the_property_apart(senior: Actor, council: Ledger) -> None:
    entry = abroad(council)

    place(senior, entry)

    told = []
    for event in Event.objects.filter(code__in=["register.elector-placed", "register.home-chosen"]).order_by("pk"):
        about = list(EventSubject.objects.filter(event_id=event.pk).values_list("kind", flat=True))
        kept = f"{event.summary} {EventPayload.objects.get(pk=event.pk).body}"
        told.append((about, entry.elector.reference in kept, "P2" in kept))
    assert told == [(["elector"], True, False), (["property"], False, True)]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"version": 9}, ElectorChanged),
        ({"reason": " no "}, WhyThisHome),
        ({"home": "P1"}, HomeHasEnded),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(
    senior: Actor, council: Ledger, given: dict[str, object], refusal: type[Refused]
) -> None:
    entry = abroad(council, "Somewhere", "TA1 1ZZ")
    with arranged():
        Property.objects.filter(reference="P1").update(valid_to=TODAY)

    with pytest.raises(refusal):
        place(senior, entry, **given)  # type: ignore[arg-type]

    assert (QualifyingAddress.objects.get().property_id, QualityFinding.objects.get().state) == (None, "open")


def test_only_an_entry_without_a_printed_address_gets_one_and_the_same_one_once(senior: Actor, council: Ledger) -> None:
    ordinary, entry = council.entry(), abroad(council)
    anonymous = council.elector(anonymous=True, anonymous_until=date(2027, 6, 1), forenames="", surname="")
    hidden = council.entry(anonymous, property=None, section="3-anonymous", marker="N")
    place(senior, entry)
    entry.elector.refresh_from_db()

    for one, refusal in ((ordinary, NotToBePlaced), (hidden, NotToBePlaced), (entry, NothingToCorrect)):
        with pytest.raises(refusal):
            place(senior, one)


# The same postcode and the same numbers, and all words of one address in the other; two such properties are none.
@pytest.mark.parametrize(
    ("address", "postcode", "suggested"),
    [
        ("2 Quarry Road", "TA1 1ZZ", "P2"),
        ("2 QUARRY ROAD, Wellbridge, Somerset", "TA1 1ZZ", "P2"),
        ("Flat 1, 2 Quarry Road", "TA1 1ZZ", ""),
        ("12 Quarry Road", "TA1 1ZZ", ""),
        ("2 Quarry Road", "TA1 2ZZ", ""),
        ("Quarry Road", "TA1 1ZZ", ""),
        ("Weir Lane", "TA1 2ZZ", "P3"),
        ("2 Quarry Road", "", ""),
    ],
)
def test_an_address_suggests_one_property_or_none(council: Ledger, address: str, postcode: str, suggested: str) -> None:
    entry = abroad(council, address, postcode)

    found = suggested_homes(council.authority.pk)

    names = {pk: Property.objects.get(pk=home).reference for pk, (_, home) in found.items()}
    assert names == ({entry.elector_id: suggested} if suggested else {})


def test_electors_are_placed_together_and_who_was_placed_meanwhile_is_left(senior: Actor, council: Ledger) -> None:
    first, second = abroad(council, "2 Quarry Road", "TA1 1ZZ"), abroad(council, "Weir Lane", "TA1 2ZZ")
    third = abroad(council, "1 Quarry Road", "TA1 1ZZ")
    place(senior, third, "P2")
    chosen = {entry.elector.reference: home for entry, home in ((first, "P2"), (second, "P3"), (third, "P1"))}

    done = place_suggested(actor=senior, chosen=chosen, reason=REASON, at=NOW, on=TODAY)

    homes = dict(QualifyingAddress.objects.values_list("elector", "property__reference"))
    assert done == Placed(2, 1, 1)
    assert homes == {first.elector_id: "P2", second.elector_id: "P3", third.elector_id: "P2"}
    assert list(Alteration.objects.values_list("elector", "district__code")) == [(second.elector_id, "AB2")]
    event = Event.objects.get(code="register.electors-placed")
    assert EventSubject.objects.filter(event_id=event.pk).count() == 2


def test_an_officer_looks_for_the_property_and_chooses_it(senior: Actor, council: Ledger) -> None:
    entry = abroad(council, "2 Quary Rd", "TA1 1ZZ")
    client, address = client_of(senior), f"/register/unplaced/{entry.elector.reference}/"
    finding = client.get(f"/register/quality/unplaced/elector:{entry.elector.reference}/").content.decode()

    found = page(client, address)
    asked = client.get(address, {"property": "P2"})
    answer = client.post(f"{address}?property=P2", {**hidden_fields(asked), "reason": REASON}, follow=True)

    assert (address in finding, "2 Quary Rd" in found, "1 Quarry Road" in found, "Mill House" in found) == (
        True,
        True,
        True,
        False,
    )
    assert "2 Quarry Road, Wellbridge TA1 1ZZ" in answer.content.decode()
    assert QualifyingAddress.objects.get().property.reference == "P2"


def test_ticked_rows_are_placed_once_it_is_said_how_that_is_known(senior: Actor, council: Ledger) -> None:
    entry = abroad(council, "2 Quarry Road", "TA1 1ZZ")
    client = client_of(senior)
    ticked = {"selected": f"{entry.elector.reference}\tP2", "act": "place"}

    asked = client.post("/register/unplaced-chosen/", ticked)
    before = QualifyingAddress.objects.get().property_id
    client.post("/register/unplaced-chosen/", {**hidden_fields(asked), "reason": REASON})

    assert (before, QualifyingAddress.objects.get().property.reference) == (None, "P2")
