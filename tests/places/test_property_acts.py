"""Acts on one property: adding, correcting, splitting, merging, ending; and two officers at one property."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.places.models import Property, PropertyChange
from pollwright.places.operations import properties, successions
from pollwright.places.operations.successions import NewProperty
from pollwright.places.queries.addresses import Address, version_of
from pollwright.places.states import PropertyKind, PropertyStatus
from pollwright.refusals import NotFound, NotPermitted
from tests.fixtures.ledger import Ledger

ON = date(2026, 11, 23)
HOUSE = Address(building_number="2", street="Quarry Road", town="Wellbridge", postcode="TA1 1ZZ", uprn=100)


@pytest.fixture
def house(officer: Actor, ledger: Ledger) -> Property:
    """A house in district AA1."""
    ledger.district("AA1")
    ledger.district("AA2")
    return properties.add_property(actor=officer, reference="P1", address=HOUSE, district="AA1", on=ON)


def flat(number: int) -> NewProperty:
    address = replace(HOUSE, sub_building=f"Flat {number}", uprn=200 + number)
    return NewProperty(f"F{number}", address, PropertyKind.FLAT)


def test_a_property_is_added_with_its_place_in_the_street(house: Property) -> None:
    assert (house.address, house.sort_key) == ("2 Quarry Road, Wellbridge", "quarry road  wellbridge  00000002")
    assert house.search == "2 quarry road wellbridge ta1 1zz ta11zz 100 p1"


def test_a_reference_or_uprn_is_not_given_twice(officer: Actor, house: Property) -> None:
    for reference, address, what in (("P1", replace(HOUSE, uprn=7), "reference"), ("P2", HOUSE, "UPRN")):
        with pytest.raises(properties.ReferenceTaken) as refused:
            properties.add_property(actor=officer, reference=reference, address=address, district="AA1", on=ON)

        assert refused.value.values == {"what": what}
    assert Property.objects.count() == 1


def test_an_address_is_corrected_with_what_it_was(officer: Actor, house: Property) -> None:
    properties.correct_address(
        actor=officer,
        reference="P1",
        version=version_of(house),
        address=replace(HOUSE, building_number="2A"),
        reason="Gazetteer",
    )

    now = Property.objects.get(reference="P1")
    event = Event.objects.get(code="places.address-corrected")
    assert (now.address, now.sort_key[-9:], now.search[:2]) == ("2A Quarry Road, Wellbridge", "00000002a", "2a")
    assert (event.reason, EventPayload.objects.get(pk=event.pk).body["changes"]) == (
        "Gazetteer",
        {"building_number": ["2", "2A"]},
    )


def test_the_second_of_two_officers_is_told_and_nothing_changes(officer: Actor, house: Property) -> None:
    seen = version_of(house)
    first = replace(HOUSE, building_number="2A")
    properties.correct_address(actor=officer, reference="P1", version=seen, address=first, reason="x")

    with pytest.raises(properties.AnotherWasFirst):
        properties.correct_address(
            actor=officer, reference="P1", version=seen, address=replace(HOUSE, town="Quarry"), reason="y"
        )

    assert Property.objects.get(reference="P1").address == "2A Quarry Road, Wellbridge"


def test_a_correction_that_changes_nothing_is_refused(officer: Actor, house: Property) -> None:
    with pytest.raises(properties.NothingChanged):
        properties.correct_address(actor=officer, reference="P1", version=version_of(house), address=HOUSE, reason="x")


def test_a_house_becomes_a_second_home(officer: Actor, house: Property) -> None:
    properties.change_use(
        actor=officer,
        reference="P1",
        version=version_of(house),
        kind=PropertyKind.DWELLING,
        status=PropertyStatus.SECOND_HOME,
        reason="Council tax",
    )

    assert Property.objects.get(reference="P1").status == "second_home"


# INT-756: the form AA9A 9AA, one space; an O for a nought is pointed out and not mended.
@pytest.mark.parametrize(("typed", "meant"), [("TAI 1AA", " Is TA1 1AA meant?"), ("nowhere", "")])
def test_a_postcode_that_is_typed_wrong_is_refused_with_what_was_meant(
    officer: Actor, house: Property, typed: str, meant: str
) -> None:
    with pytest.raises(properties.BadPostcode) as refused:
        properties.correct_address(
            actor=officer,
            reference="P1",
            version=version_of(house),
            address=replace(HOUSE, postcode=typed),
            reason="x",
        )

    assert refused.value.said == f"This is not in the form of a postcode.{meant}"
    assert Property.objects.get(reference="P1").postcode == "TA1 1ZZ"


def test_a_postcode_is_stored_in_one_form_however_it_is_typed(officer: Actor, house: Property) -> None:
    address = replace(HOUSE, uprn=101, postcode="ta11zz")

    made = properties.add_property(actor=officer, reference="P2", address=address, district="AA1", on=ON)

    assert made.postcode == "TA1 1ZZ"
    with pytest.raises(properties.NothingChanged):
        properties.correct_address(
            actor=officer,
            reference="P1",
            version=version_of(house),
            address=replace(HOUSE, postcode="TA11ZZ"),
            reason="",
        )


def test_a_property_is_not_demolished_by_a_change_of_its_use(officer: Actor, house: Property) -> None:
    with pytest.raises(properties.DemolitionIsAnother):
        properties.change_use(
            actor=officer,
            reference="P1",
            version=version_of(house),
            kind=PropertyKind.DWELLING,
            status=PropertyStatus.DEMOLISHED,
            reason="Gone",
        )
    with pytest.raises(properties.DemolitionIsAnother):
        properties.add_property(
            actor=officer,
            reference="P2",
            address=replace(HOUSE, uprn=101),
            district="AA1",
            on=ON,
            status=PropertyStatus.DEMOLISHED,
        )

    assert list(Property.objects.values_list("status", "valid_to")) == [("occupied", None)]


def test_the_use_of_a_demolished_property_is_not_changed(officer: Actor, house: Property) -> None:
    ended = successions.demolish_property(
        actor=officer, reference="P1", version=version_of(house), on=ON, reason="Gone"
    )

    with pytest.raises(properties.PropertyHasEnded):
        properties.change_use(
            actor=officer,
            reference="P1",
            version=version_of(ended),
            kind=PropertyKind.DWELLING,
            status=PropertyStatus.VOID,
            reason="x",
        )


def test_a_house_is_split_into_flats_in_its_district(officer: Actor, house: Property) -> None:
    made = successions.split_property(
        actor=officer, reference="P1", version=version_of(house), parts=[flat(1), flat(2)], on=ON, reason="Converted"
    )

    told = PropertyChange.objects.order_by("after__reference").values_list(
        "kind", "before__reference", "after__reference"
    )
    assert [(one.reference, one.district.code) for one in made] == [("F1", "AA1"), ("F2", "AA1")]
    assert list(told) == [("split", "P1", "F1"), ("split", "P1", "F2")]
    assert Property.objects.get(reference="P1").valid_to == ON


def test_a_split_needs_two_parts(officer: Actor, house: Property) -> None:
    with pytest.raises(successions.TooFewParts):
        successions.split_property(
            actor=officer, reference="P1", version=version_of(house), parts=[flat(1)], on=ON, reason="x"
        )


def test_two_flats_become_one_house(officer: Actor, house: Property) -> None:
    made = successions.split_property(
        actor=officer, reference="P1", version=version_of(house), parts=[flat(1), flat(2)], on=ON, reason="Converted"
    )

    house_again = successions.merge_properties(
        actor=officer,
        versions={one.reference: version_of(one) for one in made},
        into=NewProperty("P2", HOUSE),
        on=date(2026, 12, 1),
        reason="Converted back",
    )

    assert (house_again.address, house_again.uprn) == ("2 Quarry Road, Wellbridge", 100)
    assert PropertyChange.objects.filter(kind="merge", after=house_again).count() == 2


def test_properties_of_two_districts_are_not_merged(officer: Actor, house: Property) -> None:
    other = properties.add_property(
        actor=officer, reference="P2", address=replace(HOUSE, uprn=101), district="AA2", on=ON
    )

    with pytest.raises(successions.DistrictsDiffer):
        successions.merge_properties(
            actor=officer,
            versions={"P1": version_of(house), "P2": version_of(other)},
            into=NewProperty("P3", HOUSE),
            on=ON,
            reason="x",
        )

    assert Property.objects.filter(valid_to__isnull=True).count() == 2


def test_a_property_with_electors_is_not_ended_unless_that_is_meant(
    officer: Actor, house: Property, ledger: Ledger
) -> None:
    ledger.entry(home=house)
    act = {"actor": officer, "reference": "P1", "version": version_of(house), "on": ON, "reason": "Fire"}

    with pytest.raises(properties.PeopleRegistered):
        successions.demolish_property(**act)  # type: ignore[arg-type]
    successions.demolish_property(**act, although_registered=True)  # type: ignore[arg-type]

    ended = Property.objects.get(reference="P1")
    assert (ended.valid_to, ended.status) == (ON, "demolished")


def test_a_property_does_not_end_before_it_begins(officer: Actor, house: Property) -> None:
    with pytest.raises(properties.ImpossibleDay):
        successions.demolish_property(
            actor=officer, reference="P1", version=version_of(house), on=date(2026, 11, 22), reason="x"
        )


def test_what_has_ended_is_not_changed(officer: Actor, house: Property) -> None:
    ended = successions.demolish_property(
        actor=officer, reference="P1", version=version_of(house), on=ON, reason="Fire"
    )

    with pytest.raises(properties.PropertyHasEnded):
        properties.move_property(actor=officer, reference="P1", version=version_of(ended), district="AA2", reason="x")


def test_another_authoritys_property_is_as_good_as_none(stranger: Actor, house: Property) -> None:
    with pytest.raises(NotFound):
        properties.move_property(actor=stranger, reference="P1", version=version_of(house), district="AA2", reason="x")


def test_an_auditor_changes_nothing(house: Property, actor_as: Callable[[Role], Actor]) -> None:
    with pytest.raises(NotPermitted):
        properties.move_property(
            actor=actor_as(Role.AUDITOR),
            reference="P1",
            version=version_of(house),
            district="AA2",
            reason="x",
        )
