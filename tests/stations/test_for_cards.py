"""What poll cards read: one place says where each elector votes, and who does not come there."""

from pollwright.acting import Actor
from pollwright.elections.models import AbsentArrangement
from pollwright.elections.queries.cards_stations import StationRange, stations_for
from pollwright.stations.operations import adopting, amending, stations
from pollwright.stations.operations.venues import VenueFacts, add_venue
from tests.fixtures.arranging import arranged
from tests.stations.towns import AT, ON, POLL_DAY, Town, allotted, version_of


def test_cards_read_the_scheme_as_it_was_adopted_and_amended(officer: Actor, town: Town) -> None:
    town.electors("AA", 3)
    scheme = town.scheme(officer)
    stations.divide_district(
        actor=officer, reference=scheme.reference, version=version_of(scheme), district="AA",
        parts=[(1, 2), (2, None)], on=ON,
    )  # fmt: skip
    draft = stations_for(town.authority.pk, [scheme.poll_id or 0])
    adopting.adopt_scheme(
        actor=officer, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="Agreed"
    )
    before = stations_for(town.authority.pk, [scheme.poll_id or 0])
    tent = add_venue(actor=officer, facts=VenueFacts("Tent", address1="The Green", postcode="TA1 1AA"))
    amending.move_station(
        actor=officer, reference=scheme.reference, number=1, version=1, venue=tent.reference, reason="Fire",
        at=AT, on=ON,
    )  # fmt: skip

    after = stations_for(town.authority.pk, [scheme.poll_id or 0])

    assert draft is not None
    assert before is not None
    assert after is not None
    assert (draft.adopted, before.adopted) == (False, True)
    assert before.ranges == (
        StationRange("AA", None, 2, "1", "Parish Hall", (), "TA1 1ZZ"),
        StationRange("AA", 3, None, "2", "Infant School", (), "TA2 2ZZ"),
        StationRange("AB", None, None, "1", "Parish Hall", (), "TA1 1ZZ"),
        StationRange("BA", None, None, "2", "Infant School", (), "TA2 2ZZ"),
    )
    assert after.ranges[0] == StationRange("AA", None, 2, "1", "Tent", ("The Green",), "TA1 1AA")
    assert after.reference != before.reference


def test_there_is_no_scheme_of_a_poll_without_one_or_of_another_council(
    officer: Actor, town: Town, stranger: Actor
) -> None:
    scheme = town.scheme(officer)

    assert stations_for(town.authority.pk, [town.poll("North").pk]) is None
    assert stations_for(stranger.authority_id, [scheme.poll_id or 0]) is None


def test_postal_voters_are_electors_of_a_station_but_not_in_person(officer: Actor, town: Town) -> None:
    # B-20: the most is of electors without postal votes. A proxy comes to the station, a postal proxy does not.
    entries = town.electors("AA", 4)
    with arranged():
        for entry, kind in zip(entries, ("postal", "proxy", "postal_proxy"), strict=False):
            AbsentArrangement.objects.create(
                authority=town.authority, elector=entry.elector, kind=kind, valid_from=ON, source="Test",
                **({} if kind == "postal" else {"proxy_name": "P. Roxy"}),
            )  # fmt: skip
        AbsentArrangement.objects.create(
            authority=town.authority, elector=entries[3].elector, kind="postal", valid_from=ON, valid_to=POLL_DAY,
            source="Test",
        )  # fmt: skip

    scheme = town.scheme(officer)

    assert allotted(scheme)[0][4:] == (4, 2)
