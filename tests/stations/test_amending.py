"""A venue is lost after the cards went out: the backup, who is told, and everything that reads the scheme."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.refusals import NotPermitted
from pollwright.register.models import Elector
from pollwright.stations.models import Amendment, Scheme, Venue
from pollwright.stations.operations import adopting, amending, stations
from pollwright.stations.operations.venues import VenueFacts, VenueInUse, add_venue, withdraw_venue
from tests.fixtures.arranging import arranged
from tests.stations.towns import AT, ON, POLL_DAY, Town, allotted, venues_of, version_of


@pytest.fixture
def adopted(officer: Actor, town: Town) -> Scheme:
    """Station 1 has AA to number 2 and AB, station 2 the rest of AA and BA; a tent stands in for station 1."""
    town.electors("AA", 5)
    town.electors("AB", 2)
    scheme = town.scheme(officer)
    stations.divide_district(
        actor=officer, reference=scheme.reference, version=version_of(scheme), district="AA",
        parts=[(1, 2), (2, None)], on=ON,
    )  # fmt: skip
    add_venue(actor=officer, facts=VenueFacts("Tent", address1="The Green", postcode="TA1 1AA"))
    stations.change_station(
        actor=officer, reference=scheme.reference, number=1, version=1,
        venue=Venue.objects.get(name="Parish Hall").reference, backup=Venue.objects.get(name="Tent").reference,
    )  # fmt: skip
    return adopting.adopt_scheme(
        actor=officer, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="As agreed"
    )


def test_the_backup_takes_the_place_of_a_lost_venue_and_those_affected_are_listed(
    officer: Actor, senior: Actor, adopted: Scheme
) -> None:
    amendment = amending.use_backup(
        actor=senior, reference=adopted.reference, number=1, version=2, reason="Burst pipe", at=AT, on=ON
    )
    told = amending.list_affected(actor=officer, reference=adopted.reference, amendment=1, on=ON)

    assert venues_of(adopted) == [(1, "Tent"), (2, "Infant School")]
    assert (amendment.before, amendment.after) == ("Parish Hall, TA1 1ZZ", "Tent, The Green, TA1 1AA")
    assert (amendment.affected, amendment.electors) == ([["AA", 1, 2], ["AB", 1, None]], 4)
    assert [one.number for one in told] == ["AA-1", "AA-2", "AB-1", "AB-2"]
    assert Event.objects.filter(code="stations.scheme-amended").get().reason == "Burst pipe"
    assert Event.objects.filter(code="stations.affected-listed").count() == 1


def test_an_anonymous_elector_s_address_stands_in_no_list(officer: Actor, town: Town, adopted: Scheme) -> None:
    hidden = town.elector("AB", 3)
    with arranged():
        Elector.objects.filter(pk=hidden.elector_id).update(anonymous=True, surname="", forenames="")
    amending.use_backup(actor=officer, reference=adopted.reference, number=1, version=2, reason="Flood", at=AT, on=ON)

    told = amending.list_affected(actor=officer, reference=adopted.reference, amendment=1, on=ON)

    assert [(one.number, one.name, one.address) for one in told][-1] == ("AB-3", "", "")
    assert all(one.name and one.address for one in told[:-1])


def test_a_district_is_sent_to_another_station_whole(officer: Actor, adopted: Scheme) -> None:
    amendment = amending.move_district(
        actor=officer, reference=adopted.reference, version=version_of(adopted), district="AA", number=2,
        reason="Road closed", at=AT, on=ON,
    )  # fmt: skip

    assert allotted(adopted)[0] == (2, "AA", 1, None, 5, 5)
    assert (amendment.before, amendment.after, amendment.electors) == ("1, 2", "2", 5)
    with pytest.raises(amending.NothingMoved):
        amending.move_district(
            actor=officer, reference=adopted.reference, version=version_of(adopted), district="AA", number=2,
            reason="Again", at=AT, on=ON,
        )  # fmt: skip


def test_the_second_of_two_officers_is_told_and_one_amendment_is_made(
    officer: Actor, senior: Actor, adopted: Scheme
) -> None:
    act = {"reference": adopted.reference, "number": 1, "version": 2, "reason": "Burst pipe", "at": AT, "on": ON}
    amending.use_backup(actor=officer, **act)

    with pytest.raises(stations.StationChanged):
        amending.use_backup(actor=senior, **act)

    assert Amendment.objects.count() == 1


def test_nothing_is_amended_after_the_poll_or_before_the_adoption(officer: Actor, town: Town, adopted: Scheme) -> None:
    act = {"actor": officer, "number": 1, "reason": "Late", "at": AT}

    with pytest.raises(amending.PollHasGone):
        amending.use_backup(**act, reference=adopted.reference, version=2, on=POLL_DAY + timedelta(1))
    draft = town.scheme(officer)
    with pytest.raises(amending.NotAdopted):
        amending.move_station(
            **act, reference=draft.reference, version=1, on=ON, venue=Venue.objects.get(name="Tent").reference
        )
    with pytest.raises(amending.NoBackup):
        amending.use_backup(**act | {"number": 2}, reference=adopted.reference, version=1, on=ON)

    assert Amendment.objects.count() == 0


def test_a_venue_that_stations_fall_back_on_is_not_taken_out_of_use(officer: Actor, adopted: Scheme) -> None:
    tent = Venue.objects.get(name="Tent")

    with pytest.raises(VenueInUse):
        withdraw_venue(actor=officer, reference=tent.reference, version=1, reason="Sold", on=ON)


def test_who_may_not_prepare_papers_gets_no_list_of_electors(officer: Actor, adopted: Scheme) -> None:
    amending.use_backup(actor=officer, reference=adopted.reference, number=1, version=2, reason="Flood", at=AT, on=ON)
    clerk = replace(officer, permissions=officer.permissions - {amending.list_affected.permission})  # type: ignore[attr-defined]

    with pytest.raises(NotPermitted):
        amending.list_affected(actor=clerk, reference=adopted.reference, amendment=1, on=ON)
