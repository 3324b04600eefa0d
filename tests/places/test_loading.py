"""Loading places from files: what is new comes in, and a second load changes nothing."""

from datetime import date

import polars as pl
import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event, EventSubject
from pollwright.formats.places_file import AREAS, DISTRICTS, POLLING_PLACES, PROPERTIES, PlacesFile
from pollwright.law.numbering import property_key
from pollwright.places.models import DistrictArea, PollingDistrict, Property
from pollwright.places.operations.importing import Merged, UnknownPlaces, load_places

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def files(**changes: dict[str, object]) -> PlacesFile:
    """Two areas, a polling place, a district and three properties."""
    home = {"district": "AB1", "town": "Wellbridge", "postcode": "TA1 1AA", "kind": "dwelling", "status": "occupied"}
    properties = {
        "P1": {"building_number": "2", "street": "High Street", "uprn": 990_000_000_001},
        "P2": {"building_number": "10A", "street": "High Street", "uprn": 990_000_000_002},
        "P3": {"building_name": "Söderö's Cottage", "street": "Abbey Lane"},
    }
    rows = [
        {"property_reference": name, **home, **facts, **changes.get(name, {})} for name, facts in properties.items()
    ]
    areas = [
        {"kind": "ward", "gss": "E05000001", "name": "Abbey"},
        {"kind": "parish", "gss": "E04000001", "name": "Wellbridge"},
    ]
    stations = [{"reference": "S1", "name": "Village hall", "srid": 27700}]
    districts = [{"code": "AB1", "name": "Abbey", "polling_place": "S1", "areas": "E05000001;E04000001"}]
    frames = (
        pl.DataFrame(rows, schema=PROPERTIES).with_columns(srid=pl.lit(27700)),
        pl.DataFrame(districts, schema=DISTRICTS),
        pl.DataFrame(stations, schema=POLLING_PLACES),
        pl.DataFrame(areas, schema=AREAS),
    )
    return PlacesFile("pollwright", *frames, pl.DataFrame(), 7, 0)


def test_every_kind_of_place_comes_in_and_is_linked(head: Actor) -> None:
    loaded = load_places(actor=head, files=files(), on=TODAY)

    district = PollingDistrict.objects.select_related("polling_place").get(code="AB1")
    lies_in = DistrictArea.objects.filter(district=district).order_by("kind").values_list("kind", "area__code")
    assert loaded.total("new") == 7
    assert (district.polling_place.reference, list(lies_in)) == (
        "S1",
        [("parish", "E04000001"), ("ward", "E05000001")],
    )
    assert set(Property.objects.values_list("district_id", "valid_from")) == {(district.pk, TODAY)}


def test_properties_have_their_address_their_order_and_what_they_are_found_by(head: Actor) -> None:
    load_places(actor=head, files=files(), on=TODAY)

    third = Property.objects.get(reference="P3")
    assert third.address == "Söderö's Cottage, Abbey Lane, Wellbridge"
    assert third.search == "soderos cottage abbey lane wellbridge ta1 1aa"
    assert third.sort_key == property_key("Abbey Lane", "", "Söderö's Cottage", "")
    in_order = Property.objects.order_by("sort_key").values_list("reference", flat=True)
    assert list(in_order) == ["P3", "P1", "P2"]


def test_a_second_load_changes_nothing_and_a_changed_row_is_brought_up_to_date(head: Actor) -> None:
    load_places(actor=head, files=files(), on=TODAY)

    again = load_places(actor=head, files=files(), on=TODAY)
    changed = load_places(actor=head, files=files(P2={"building_number": "10B"}), on=TODAY)

    assert again.properties == Merged(new=0, changed=0, unchanged=3)
    assert changed.properties == Merged(new=0, changed=1, unchanged=2)
    assert Property.objects.get(reference="P2").address == "10B High Street, Wellbridge"


def test_a_property_is_never_moved_to_another_district_by_a_load(head: Actor) -> None:
    load_places(actor=head, files=files(), on=TODAY)
    more = files(P1={"district": "AB2"})
    second = pl.DataFrame([{"code": "AB2", "name": "Second", "areas": ""}], schema=DISTRICTS)
    both = PlacesFile(
        "pollwright",
        more.properties,
        pl.concat([more.districts, second]),
        more.polling_places,
        more.areas,
        pl.DataFrame(),
        8,
        0,
    )

    loaded = load_places(actor=head, files=both, on=TODAY)

    assert loaded.properties == Merged(new=0, changed=0, unchanged=3, elsewhere=1)
    assert Property.objects.get(reference="P1").district.code == "AB1"


def test_an_unknown_district_refuses_the_whole_load(head: Actor) -> None:
    with pytest.raises(UnknownPlaces):
        load_places(actor=head, files=files(P3={"district": "ZZ9"}), on=TODAY)

    assert not Property.objects.exists()


def test_the_load_is_one_event_about_all_that_it_wrote(head: Actor) -> None:
    load_places(actor=head, files=files(), on=TODAY)

    event = Event.objects.get(code="places.loaded")
    assert (event.subject_count, EventSubject.objects.filter(event_id=event.pk).count()) == (7, 7)


def test_two_authorities_may_have_places_of_the_same_names(head: Actor, stranger: Actor) -> None:
    load_places(actor=head, files=files(), on=TODAY)

    loaded = load_places(actor=stranger, files=files(), on=TODAY)

    assert loaded.total("new") == 7
