"""Polling schemes: made by sets, counted from the register, divided by numbers, adopted when they reconcile."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.acting import Actor
from pollwright.places.models import PollingDistrict
from pollwright.refusals import NotFound
from pollwright.register.models import RegisterNumber
from pollwright.stations.models import Allotment, Scheme, Venue
from pollwright.stations.operations import adopting, schemes, stations
from pollwright.stations.operations.schemes import make_scheme
from pollwright.stations.proofs import DoesNotReconcile
from pollwright.stations.queries.checks import BOOKED_TWICE, NO_BACKUP, NOT_CONFIRMED, OUT_OF_USE, checked
from pollwright.stations.queries.electors import in_register
from pollwright.stations.queries.ranges import Range, range_faults
from pollwright.stations.states import Made
from pollwright.stations.web.schemes_shown import ranked
from tests.fixtures.arranging import arranged
from tests.stations.towns import AT, ON, POLL_DAY, Town, allotted, venues_of, version_of


def test_a_scheme_is_made_of_the_polling_places_in_one_act_and_counted(officer: Actor, town: Town) -> None:
    town.electors("AA", 3)
    town.electors("AB", 2)
    town.electors("BA", 1)

    scheme = town.scheme(officer)

    # AA and AB vote at one place, so they share station 1.
    assert venues_of(scheme) == [(1, "Parish Hall"), (2, "Infant School")]
    assert allotted(scheme) == [(1, "AA", 1, None, 3, 3), (1, "AB", 1, None, 2, 2), (2, "BA", 1, None, 1, 1)]


def test_only_who_may_vote_at_the_poll_is_counted(officer: Actor, town: Town) -> None:
    # England, local elections since 7 May 2024 (REG-120): letters none, B and L vote, K does not; 18 on the day.
    for number, (marker, attains) in enumerate(
        [("", None), ("B", None), ("K", None), ("", POLL_DAY), ("", POLL_DAY + timedelta(1)), ("BN", None)], start=1
    ):
        facts = {"surname": "", "forenames": "", "section": "3-anonymous", "property": None} if "N" in marker else {}
        town.elector("AA", number, marker=marker, attains_on=attains, **facts)
    town.elector("AA", 7, parliamentary=True, local=False)
    town.elector("AA", 8, effective_to=ON)

    scheme = town.scheme(officer)

    assert allotted(scheme)[0] == (1, "AA", 1, None, 4, 4)
    assert in_register(scheme, ON) == {"AA": 4}


def test_a_district_is_divided_by_numbers_and_each_elector_counts_once(officer: Actor, town: Town) -> None:
    town.electors("AA", 5)
    scheme = town.scheme(officer)
    third = stations.add_station(
        actor=officer, reference=scheme.reference, version=version_of(scheme), venue=_venue("Infant School")
    )

    stations.divide_district(
        actor=officer, reference=scheme.reference, version=version_of(scheme), district="AA",
        parts=[(1, 2), (third.number, None)], on=ON,
    )  # fmt: skip

    assert allotted(scheme)[:2] == [(1, "AA", 1, 2, 2, 2), (3, "AA", 3, None, 3, 3)]


def test_an_elector_without_a_number_votes_in_the_last_part(officer: Actor, town: Town) -> None:
    town.electors("AA", 2)
    town.ledger.entry(None, town.ledger.property(town.districts["AA"]))
    scheme = town.scheme(officer)

    stations.divide_district(
        actor=officer, reference=scheme.reference, version=version_of(scheme), district="AA",
        parts=[(1, 1), (2, None)], on=ON,
    )  # fmt: skip

    assert [row[4] for row in allotted(scheme)[:2]] == [1, 2]


@pytest.mark.parametrize(
    "parts",
    [
        [(1, None)],
        [(1, 5), (2, 9)],
        [(1, 5), (2, 5), (3, None)],
        [(1, 9), (2, 5), (3, None)],
        [(1, None), (2, None)],
        [(1, 5), (1, None)],
        [(1, 0), (2, None)],
    ],
)
def test_parts_that_do_not_follow_each_other_are_refused(
    officer: Actor, town: Town, parts: list[tuple[int, int | None]]
) -> None:
    scheme = town.scheme(officer)
    before = allotted(scheme)

    with pytest.raises(stations.BadDivision):
        stations.divide_district(
            actor=officer, reference=scheme.reference, version=version_of(scheme), district="AA", parts=parts, on=ON
        )

    assert allotted(scheme) == before


@given(ends=st.lists(st.integers(1, 500), unique=True, min_size=1, max_size=6), wrong=st.integers(0, 5))
def test_ranges_are_found_whole_and_one_that_is_dropped_or_moved_is_found(ends: list[int], wrong: int) -> None:
    ends = sorted(ends)
    firsts = [1, *(end + 1 for end in ends)]
    ranges = [Range(place, first, last) for place, (first, last) in enumerate(zip(firsts, [*ends, None], strict=True))]
    dropped = ranges[: wrong % len(ranges)] + ranges[wrong % len(ranges) + 1 :]
    doubled = [*ranges, ranges[wrong % len(ranges)]]

    assert range_faults("AA", ranges) == []
    assert len(range_faults("AA", dropped)) == 1
    assert range_faults("AA", doubled)[0].code == "stations.range-twice"


def test_the_scheme_of_the_last_poll_is_copied_and_what_is_new_is_shown(officer: Actor, town: Town) -> None:
    town.electors("AA", 4)
    last = town.scheme(officer)
    stations.divide_district(
        actor=officer, reference=last.reference, version=version_of(last), district="AA",
        parts=[(1, 2), (2, None)], on=ON,
    )  # fmt: skip
    town.districts["AC"] = town.ledger.district("AC", areas=(town.wards["North"],))
    again = town.poll("North", day=date(2028, 5, 4))

    made = make_scheme(actor=officer, of=again.reference, made_from=Made.LAST, last=last.reference, on=ON)

    # BA is not polled: only its part of station 2 is left out. AC has no station.
    assert [row[:4] for row in allotted(made)] == [(1, "AA", 1, 2), (2, "AA", 3, None), (1, "AB", 1, None)]
    assert [one.problem for one in checked(made) if one.level == "error"] == ["District AC has no station."]


def test_what_was_found_seldom_is_shown_before_what_holds_of_most_stations() -> None:
    often = [NOT_CONFIRMED.at(station=number, venue="VEN0000001") for number in range(3)]
    twice = BOOKED_TWICE.at(station=9, venue="VEN0000009", other="BK0000001")
    fault = OUT_OF_USE.at(station=8, venue="VEN0000008")
    note = NO_BACKUP.at(station=7)

    assert ranked([note, *often, twice, fault]) == [fault, twice, *often, note]


def test_a_scheme_of_another_area_is_not_copied_into_an_empty_one(officer: Actor, town: Town) -> None:
    elsewhere = make_scheme(actor=officer, of=town.poll("South").reference, made_from=Made.PLACES, on=ON)
    again = town.poll("North", day=date(2028, 5, 4))

    with pytest.raises(schemes.NothingToCopy):
        make_scheme(actor=officer, of=again.reference, made_from=Made.LAST, last=elsewhere.reference, on=ON)

    assert not Scheme.objects.filter(poll=again).exists()


def test_polls_taken_together_share_a_scheme_and_polls_apart_have_their_own(officer: Actor, town: Town) -> None:
    # Two polls of one day in one district, not combined: two schemes, and the hall is wanted twice.
    town.electors("AA", 2)
    apart = [town.poll("North"), town.poll("North")]
    first, second = (make_scheme(actor=officer, of=poll.reference, made_from=Made.PLACES, on=ON) for poll in apart)
    together = town.combination()
    for _ in range(2):
        town.poll("North", combination=together)
    shared = make_scheme(actor=officer, of=together.reference, made_from=Made.PLACES, on=ON)

    stations.change_station(
        actor=officer, reference=second.reference, number=1, version=1, venue=_venue("Parish Hall"), room="Bar"
    )

    assert [allotted(one)[0][4] for one in (first, second, shared)] == [2, 2, 2]
    twice = [one.problem for one in checked(first) if one.code == "stations.venue-twice"]
    assert twice == [
        f"Venue {_venue('Parish Hall')} of station 1 is wanted for something else that day: "
        f"{second.reference}, {shared.reference}."
    ]
    with pytest.raises(schemes.TakenTogether):
        make_scheme(actor=officer, of="E0000003", made_from=Made.PLACES, on=ON)
    with pytest.raises(schemes.SchemeThereAlready):
        make_scheme(actor=officer, of=apart[0].reference, made_from=Made.PLACES, on=ON)


def test_the_second_of_two_officers_is_told_and_nothing_changes(officer: Actor, senior: Actor, town: Town) -> None:
    scheme = town.scheme(officer)
    seen = version_of(scheme)
    act = {"reference": scheme.reference, "version": seen, "number": 2, "on": ON}
    stations.allot_districts(actor=officer, districts=["AB"], **act)

    with pytest.raises(schemes.SchemeChanged):
        stations.allot_districts(actor=senior, districts=["AA"], **act)

    assert [row[:2] for row in allotted(scheme)] == [(1, "AA"), (2, "AB"), (2, "BA")]


def test_a_scheme_is_adopted_with_its_totals_and_a_reason_for_its_warnings(officer: Actor, town: Town) -> None:
    town.electors("AA", 3)
    town.electors("BA", 1)
    scheme = town.scheme(officer)
    act = {"actor": officer, "reference": scheme.reference, "version": version_of(scheme), "at": AT, "on": ON}

    with pytest.raises(adopting.WarningsNotExplained):
        adopting.adopt_scheme(**act)
    adopting.adopt_scheme(**act, reason="Venues are asked for this week")

    scheme.refresh_from_db()
    assert (scheme.state, scheme.proof["electors"], scheme.proof["stations"]) == ("adopted", 4, 2)
    assert scheme.proof["districts"] == [
        {"district": "AA", "register": 3, "stations": 3},
        {"district": "AB", "register": 0, "stations": 0},
        {"district": "BA", "register": 1, "stations": 1},
    ]
    with pytest.raises(schemes.AlreadyAdopted):
        stations.allot_districts(
            actor=officer, reference=scheme.reference, version=version_of(scheme), number=1, districts=["BA"], on=ON
        )


def test_a_scheme_with_a_district_left_out_is_not_adopted_and_says_which(officer: Actor, town: Town) -> None:
    scheme = town.scheme(officer)
    with arranged():
        Allotment.objects.filter(scheme=scheme, district__code="AB").delete()

    with pytest.raises(adopting.FaultsFound, match="District AB has no station"):
        adopting.adopt_scheme(
            actor=officer, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="Hurry"
        )

    assert Scheme.objects.get().state == "draft"


def test_an_elector_who_would_count_at_two_stations_stops_the_adoption(officer: Actor, town: Town) -> None:
    # One entry with two numbers, in both parts of a divided district: the register has 2 electors, the stations 3.
    first, _ = town.electors("AA", 2)
    scheme = town.scheme(officer)
    stations.divide_district(
        actor=officer, reference=scheme.reference, version=version_of(scheme), district="AA",
        parts=[(1, 1), (2, None)], on=ON,
    )  # fmt: skip
    with arranged():
        RegisterNumber.objects.create(
            authority=town.authority, publication=town.publication, entry=first, district=first.district, number=99
        )

    with pytest.raises(DoesNotReconcile, match="District AA does not reconcile: 2 electors in the register, 3 at"):
        adopting.adopt_scheme(
            actor=officer, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="Hurry"
        )

    assert Scheme.objects.get().state == "draft"


def test_another_council_s_scheme_is_not_found(stranger: Actor, officer: Actor, town: Town) -> None:
    scheme = town.scheme(officer)

    with pytest.raises(NotFound):
        schemes.count_electors(actor=stranger, reference=scheme.reference, on=ON)


def test_nothing_is_made_where_no_district_is_polled(officer: Actor, town: Town) -> None:
    poll = town.poll()
    with arranged():
        PollingDistrict.objects.update(valid_to=date(2026, 1, 1))

    with pytest.raises(schemes.NowherePolled):
        make_scheme(actor=officer, of=poll.reference, made_from=Made.PLACES, on=ON)

    assert (Scheme.objects.count(), Venue.objects.count()) == (0, 0)


def _venue(name: str) -> str:
    return Venue.objects.get(name=name).reference


def test_a_venue_outside_the_districts_that_vote_there_is_named_until_a_note_says_why(
    officer: Actor, town: Town
) -> None:
    # G-04: a place inside the district unless none is suitable. The hall's own property lies in BA.
    scheme = town.scheme(officer)
    town.ledger.property(town.districts["BA"], uprn=4_242)
    with arranged():
        Venue.objects.filter(name="Parish Hall").update(uprn=4_242)
    hall = _venue("Parish Hall")

    before = [one.problem for one in checked(scheme) if one.code == "stations.venue-outside"]
    stations.change_station(
        actor=officer, reference=scheme.reference, number=1, version=1, venue=hall, note="No hall in AA or AB"
    )

    after = [one.problem for one in checked(scheme) if one.code in ("stations.venue-outside", "stations.explained")]
    assert before == [f"Venue {hall} of station 1 lies in district BA, none of those that vote there."]
    assert after == ["Station 1 stays as it is: No hall in AA or AB"]
