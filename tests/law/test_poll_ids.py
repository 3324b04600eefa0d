"""Identifiers of polls. The examples are the handbook's (10.1); D-01 and D-02 are its rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.poll_ids import PollId, UnreadablePollId, parse_poll_id, poll_id, slug, told_apart
from pollwright.law.timetables.kinds import Kind

EXAMPLES = [
    (
        "parl.gorton-and-denton.by.2026-02-26",
        poll_id(Kind.UK_PARLIAMENT, date(2026, 2, 26), division="Gorton and Denton", by_election=True),
    ),
    (
        "local.worcestershire.bewdley.2017-05-04",
        poll_id(Kind.LOCAL, date(2017, 5, 4), organisation="Worcestershire", division="Bewdley"),
    ),
    (
        "mayor.greater-manchester-ca.by.2026-07-30",
        poll_id(
            Kind.COMBINED_AUTHORITY_MAYORAL,
            date(2026, 7, 30),
            organisation="Greater Manchester CA",
            division="any",
            by_election=True,
        ),
    ),
    (
        "gla.c.barnet-and-camden.2016-05-05",
        poll_id(Kind.GLA, date(2016, 5, 5), subtype="c", division="Barnet and Camden"),
    ),
    ("gla.a.2024-05-02", poll_id(Kind.GLA, date(2024, 5, 2), subtype="a")),
    ("senedd.ynys-mon.2026-05-07", poll_id(Kind.SENEDD, date(2026, 5, 7), subtype="c", division="Ynys Môn")),
    ("senedd.c.aberavon.2021-05-06", poll_id(Kind.SENEDD, date(2021, 5, 6), subtype="c", division="Aberavon")),
    (
        "sp.c.shetland-islands.2021-05-06",
        poll_id(Kind.SCOTTISH_PARLIAMENT, date(2021, 5, 6), subtype="c", division="Shetland Islands"),
    ),
]


@pytest.mark.parametrize(("text", "made"), EXAMPLES)
def test_the_examples_are_made_and_read_back(text: str, made: PollId) -> None:
    assert (str(made), made.is_ballot, parse_poll_id(text)) == (text, True, made)


def test_a_ballot_belongs_to_its_council_s_group_and_that_to_the_day_s() -> None:
    ballot = poll_id(Kind.LOCAL, date(2027, 5, 6), organisation="Somerset", division="Yeovil East", by_election=True)

    council = ballot.group
    assert council is not None
    assert [str(one) for one in (ballot, council, council.group)] == [
        "local.somerset.yeovil-east.by.2027-05-06",
        "local.somerset.2027-05-06",
        "local.2027-05-06",
    ]
    assert (council.is_ballot, council.group and council.group.group) == (False, None)


def test_a_group_and_a_referendum_are_never_by_elections() -> None:
    group = poll_id(Kind.LOCAL, date(2027, 5, 6), organisation="Somerset", by_election=True)
    referendum = poll_id(
        Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2025, 2, 27), organisation="Wiltshire", by_election=True
    )

    assert [str(group), str(referendum)] == ["local.somerset.2027-05-06", "ref.wiltshire.2025-02-27"]


def test_referendums_of_one_body_on_one_day_are_told_apart_and_are_of_one_group_of_the_scheme() -> None:
    # D-01, D-02: the scheme has no ballots of referendums, only the group of all that a body holds on a day
    day, ballots = date(2027, 5, 6), []
    for kind, area in (
        (Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, "Ash"),
        (Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, "Cam"),
        (Kind.COUNCIL_TAX_REFERENDUM, "Somerset"),
        (Kind.GOVERNANCE_REFERENDUM, "Somerset"),
    ):
        ballots.append(poll_id(kind, day, organisation="Somerset", division=area))

    assert [str(one) for one in ballots] == [
        "x-npr.somerset.ash.2027-05-06",
        "x-npr.somerset.cam.2027-05-06",
        "x-ctr.somerset.2027-05-06",
        "x-gov.somerset.2027-05-06",
    ]
    assert {one.is_ballot for one in ballots} == {True}
    assert {str(one.group) for one in ballots} == {"ref.somerset.2027-05-06"}


def test_a_parish_has_a_type_of_our_own() -> None:
    made = poll_id(Kind.PARISH, date(2027, 5, 6), organisation="Somerset", division="Ash (North Ward)")

    assert str(made) == "x-parish.somerset.ash-north-ward.2027-05-06"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ynys Môn", "ynys-mon"),
        ("St. Mary's  & Ash", "st-marys-ash"),
        ("Dewsbury–East", "dewsburyeast"),
        (" A - B ", "a-b"),
    ],
)
def test_a_slug_drops_marks_and_joins_with_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "local",
        "council.somerset.2027-05-06",
        "local.somerset.yeovil.east.2027-05-06",
        "local.somerset.by.2027-05-06",
        "ref.wiltshire.by.2025-02-27",
        "local.Somerset.2027-05-06",
        "local.somerset.2027-02-30",
        "local.somerset.20270506",
        "sp.shetland-islands.2021-05-06",
    ],
)
def test_what_the_scheme_does_not_have_is_not_read(text: str) -> None:
    with pytest.raises(UnreadablePollId):
        parse_poll_id(text)


def test_a_subtype_of_another_type_is_refused() -> None:
    with pytest.raises(UnreadablePollId):
        poll_id(Kind.SCOTTISH_PARLIAMENT, date(2021, 5, 6), subtype="a", division="Shetland Islands")


@given(
    kind=st.sampled_from([kind for kind in Kind if kind not in (Kind.GLA, Kind.SCOTTISH_PARLIAMENT, Kind.SENEDD)]),
    on=st.dates(date(2012, 1, 1), date(2040, 1, 1)),
    organisation=st.text(min_size=1).filter(lambda text: slug(text) not in ("", "by")),
    division=st.text(min_size=1).filter(lambda text: slug(text) not in ("", "by")),
    by=st.booleans(),
)
def test_every_identifier_made_is_read_back(kind: Kind, on: date, organisation: str, division: str, by: bool) -> None:
    made = poll_id(kind, on, organisation=organisation, division=division, by_election=by)

    assert parse_poll_id(str(made)) == made


def test_a_taken_identifier_of_our_own_is_numbered_and_one_of_the_scheme_never() -> None:
    wanted = poll_id(Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2027, 5, 6), organisation="Somerset", division="Ash")
    ward = poll_id(Kind.LOCAL, date(2027, 5, 6), organisation="Somerset", division="Ash")
    taken = {"x-npr.somerset.ash.2027-05-06", "x-npr.somerset.ash-2.2027-05-06", str(ward)}

    made = told_apart(wanted, taken)

    assert str(made) == "x-npr.somerset.ash-3.2027-05-06"
    assert (parse_poll_id(str(made)), str(made.group)) == (made, "ref.somerset.2027-05-06")
    assert told_apart(wanted, set()) == wanted
    assert told_apart(ward, taken) == ward
