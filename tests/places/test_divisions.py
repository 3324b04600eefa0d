"""Areas, polling districts and polling places, and what the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError

from pollwright.acting import Actor
from pollwright.places.models import Area, DistrictArea, PollingDistrict, PollingPlace
from pollwright.places.operations import divisions
from pollwright.places.operations.divisions import PollingPlaceFacts
from pollwright.places.states import AreaKind
from pollwright.refusals import NotFound
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

ON = date(2026, 11, 23)


def test_a_district_is_added_with_its_areas_and_polling_place(officer: Actor) -> None:
    divisions.add_area(actor=officer, kind=AreaKind.WARD, code="E05099001", name="Quarry Hill", on=ON)
    divisions.add_area(actor=officer, kind=AreaKind.PARISH, code="E04099001", name="Wellbridge", on=ON)
    divisions.add_polling_place(actor=officer, reference="PP1", facts=PollingPlaceFacts("Village Hall"))

    divisions.add_district(
        actor=officer, code="AA1", name="North", areas=["E05099001", "E04099001"], on=ON, polling_place="PP1"
    )

    held = DistrictArea.objects.order_by("kind").values_list("district__code", "area__code", "valid_from")
    assert list(held) == [("AA1", "E04099001", ON), ("AA1", "E05099001", ON)]
    assert PollingDistrict.objects.get().polling_place == PollingPlace.objects.get()


def test_a_district_in_two_wards_is_refused(officer: Actor) -> None:
    for code in ("E05099001", "E05099002"):
        divisions.add_area(actor=officer, kind=AreaKind.WARD, code=code, name=code, on=ON)

    with pytest.raises(divisions.TwoOfAKind):
        divisions.add_district(actor=officer, code="AA1", name="North", areas=["E05099001", "E05099002"], on=ON)

    assert PollingDistrict.objects.count() == 0


def test_the_database_itself_refuses_a_second_area_of_a_kind(ledger: Ledger) -> None:
    one, other = ledger.area("ward"), ledger.area("ward")
    district = ledger.district("AA1", areas=(one,))

    with pytest.raises(IntegrityError, match="one_area_of_a_kind"), arranged():
        DistrictArea.objects.create(
            authority=ledger.authority, district=district, area=other, kind="ward", valid_from=ON
        )


def test_a_code_is_not_given_twice_at_a_time(officer: Actor) -> None:
    divisions.add_district(actor=officer, code="AA1", name="North", areas=[], on=ON)

    with pytest.raises(divisions.CodeTaken):
        divisions.add_district(actor=officer, code="AA1", name="South", areas=[], on=ON)


def test_an_area_with_districts_does_not_end(officer: Actor, ledger: Ledger) -> None:
    area = ledger.area("ward")
    ledger.district("AA1", areas=(area,))

    with pytest.raises(divisions.AreaInUse) as refused:
        divisions.end_area(actor=officer, kind=AreaKind.WARD, code=area.code, on=ON, reason="Review")

    assert refused.value.values["districts"] == "AA1"


# INT-751: areas are versioned with from and to dates, so the code may hold again from the day on which it ended.
def test_a_code_may_hold_again_after_its_area_ended(officer: Actor) -> None:
    divisions.add_area(actor=officer, kind=AreaKind.WARD, code="E05099001", name="Old", on=date(2020, 5, 7))
    divisions.end_area(actor=officer, kind=AreaKind.WARD, code="E05099001", on=ON, reason="Review")

    divisions.add_area(actor=officer, kind=AreaKind.WARD, code="E05099001", name="New", on=ON)

    spans = Area.objects.order_by("valid_from").values_list("name", "valid_from", "valid_to")
    assert list(spans) == [("Old", date(2020, 5, 7), ON), ("New", ON, None)]


def test_an_area_does_not_end_on_the_day_it_begins(officer: Actor) -> None:
    divisions.add_area(actor=officer, kind=AreaKind.WARD, code="E05099001", name="Old", on=ON)

    with pytest.raises(divisions.EndsTooSoon):
        divisions.end_area(actor=officer, kind=AreaKind.WARD, code="E05099001", on=ON, reason="Review")


def test_a_district_gets_another_name_and_polling_place(officer: Actor) -> None:
    divisions.add_district(actor=officer, code="AA1", name="North", areas=[], on=ON)
    divisions.add_polling_place(actor=officer, reference="PP1", facts=PollingPlaceFacts("Village Hall"))

    divisions.change_district(actor=officer, code="AA1", name="Upper North", polling_place="PP1")

    found = PollingDistrict.objects.values_list("name", "polling_place__reference")
    assert list(found) == [("Upper North", "PP1")]


def test_a_polling_place_is_put_right(officer: Actor) -> None:
    divisions.add_polling_place(actor=officer, reference="PP1", facts=PollingPlaceFacts("Vilage Hall"))

    divisions.change_polling_place(actor=officer, reference="PP1", facts=PollingPlaceFacts("Village Hall"))

    assert PollingPlace.objects.get().name == "Village Hall"


def test_another_authoritys_area_is_not_known(officer: Actor, stranger: Actor) -> None:
    divisions.add_area(actor=stranger, kind=AreaKind.WARD, code="E05099001", name="Theirs", on=ON)

    with pytest.raises(NotFound):
        divisions.add_district(actor=officer, code="AA1", name="North", areas=["E05099001"], on=ON)
