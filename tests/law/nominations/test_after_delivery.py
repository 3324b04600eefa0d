"""Consent, grounds, corrections, withdrawals, order, statement and agents (N-13 to N-26)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.nations import Nation
from pollwright.law.nominations.agents import (
    OfficeFinding,
    check_office,
    counting_agents_each,
    has_election_agents,
    may_have_sub_agents,
    parts_that_overlap,
    polling_agents_admitted,
)
from pollwright.law.nominations.determinations import (
    Ground,
    MinorError,
    decide_descriptions_by,
    lawful_grounds,
    may_correct,
    may_hold_invalid,
    may_question_valid,
    particulars_from,
)
from pollwright.law.nominations.ordering import Named, order_candidates
from pollwright.law.nominations.qualifications import (
    Citizen,
    Consent,
    Disqualification,
    Qualification,
    check_consent,
    disqualifications,
)
from pollwright.law.nominations.statements import AddressChoice, Content, contents_of_statement, shown_address
from pollwright.law.nominations.withdrawals import Candidacy, check_withdrawal, deemed_withdrawn
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import timetable

POLL = date(2026, 5, 7)
CLOSE = date(2026, 4, 9)
LOCAL = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, POLL))
CONSENT = Consent(date(2026, 3, 30), True, date(1980, 3, 14), Citizen.BRITISH, frozenset({Qualification.RESIDENCE}))

ADDRESSED = (Ground.PARTICULARS, Ground.NOT_SUBSCRIBED, Ground.HOME_ADDRESS_FORM)
GROUNDS = [
    (Kind.LOCAL, {*ADDRESSED, Ground.INTIMIDATION_ORDER}),
    (Kind.PARISH, {*ADDRESSED, Ground.INTIMIDATION_ORDER}),
    (
        Kind.UK_PARLIAMENT,
        {Ground.PARTICULARS, Ground.NOT_SUBSCRIBED, Ground.PRISONER, Ground.INTIMIDATION_ORDER},
    ),
    (Kind.GLA, {Ground.PARTICULARS, Ground.HOME_ADDRESS_FORM, Ground.INTIMIDATION_ORDER}),
]


@pytest.mark.parametrize(("kind", "grounds"), GROUNDS)
def test_the_only_grounds_are_those_of_the_kind_of_poll(kind: Kind, grounds: set[Ground]) -> None:
    found = lawful_grounds(kind, Nation.ENGLAND, POLL)

    assert ({row.ground for row in found}, len(found)) == (grounds, len(grounds))


def test_a_local_paper_is_not_held_invalid_because_the_candidate_is_in_prison() -> None:
    found = [may_hold_invalid(Ground.PRISONER, kind, Nation.ENGLAND, POLL).holds for kind, _ in GROUNDS]

    assert found == [False, False, True, False]


def test_a_bad_description_is_decided_by_four_the_day_after_the_close() -> None:
    assert decide_descriptions_by(LOCAL).on == datetime(2026, 4, 10, 16, tzinfo=LONDON)


def test_a_valid_decision_is_reopened_only_by_an_objection_at_a_parliamentary_election() -> None:
    found = [
        may_question_valid(Kind.UK_PARLIAMENT, objection_in_time=True),
        may_question_valid(Kind.UK_PARLIAMENT, objection_in_time=False),
        may_question_valid(Kind.LOCAL, objection_in_time=True),
    ]

    assert [answer.holds for answer in found] == [True, False, False]


def test_a_minor_error_is_put_right_until_the_statement_is_published() -> None:
    published = datetime(2026, 4, 10, 12, tzinfo=LONDON)
    moments = (published - timedelta(minutes=1), published)

    assert [may_correct(MinorError.ELECTOR_NUMBER, at, published).holds for at in moments] == [True, False]
    assert may_correct(MinorError.SPELLING, published, None).holds


@pytest.mark.parametrize(
    ("valid", "selected", "decided", "chosen"),
    [
        (["1"], None, None, "1"),
        (["1", "2"], "2", "1", "2"),
        (["1", "2"], None, "1", "1"),
        (["1", "2"], "3", None, None),
        ([], "1", None, None),
    ],
)
def test_of_several_papers_the_candidate_selects_the_one_that_is_shown(
    valid: list[str], selected: str | None, decided: str | None, chosen: str | None
) -> None:
    assert particulars_from(valid, selected, decided)[0] == chosen


@pytest.mark.parametrize(
    ("consent", "holds"),
    [
        (CONSENT, True),
        (replace(CONSENT, signed_on=date(2026, 3, 9)), True),
        (replace(CONSENT, signed_on=date(2026, 3, 8)), False),
        (replace(CONSENT, signed_on=date(2026, 4, 9)), False),
        (replace(CONSENT, witnessed=False), False),
        (replace(CONSENT, date_of_birth=None), False),
        (replace(CONSENT, date_of_birth=date(2008, 4, 9)), False),
        (replace(CONSENT, citizen=Citizen.OTHER), False),
        (replace(CONSENT, qualifications=frozenset()), False),
        (replace(CONSENT, qualifications=frozenset({Qualification.NEAR_PARISH})), False),
        (replace(CONSENT, addresses_stated=False), False),
    ],
)
def test_a_consent_states_what_it_must_and_is_of_the_last_month(consent: Consent, holds: bool) -> None:
    # N-13; delivered on 8 April 2026, nominations closing on 9 April: the month begins on 9 March.
    assert check_consent(consent, Kind.LOCAL, Nation.ENGLAND, POLL, CLOSE, date(2026, 4, 8)).holds is holds


def test_a_parish_takes_those_who_live_within_three_miles() -> None:
    near = replace(CONSENT, qualifications=frozenset({Qualification.NEAR_PARISH}))

    assert check_consent(near, Kind.PARISH, Nation.ENGLAND, POLL, CLOSE, date(2026, 4, 8)).holds


def test_the_order_of_2022_is_asked_about_from_28_june_2022() -> None:
    found = [
        Disqualification.SEX_OFFENCE_ORDER
        in {row.ground for row in disqualifications(Kind.LOCAL, Nation.ENGLAND, poll)}
        for poll in (date(2022, 6, 27), date(2022, 6, 28))
    ]

    assert found == [False, True]


@pytest.mark.parametrize(
    ("signed", "witnesses", "minute", "holds"), [(True, 1, 59, True), (False, 1, 59, False), (True, 0, 59, False)]
)
def test_a_withdrawal_is_signed_and_witnessed(signed: bool, witnesses: int, minute: int, holds: bool) -> None:
    received = datetime(2026, 4, 9, 15, minute, tzinfo=LONDON)

    assert check_withdrawal(signed, witnesses, received, LOCAL).holds is holds


def test_a_withdrawal_after_four_has_no_effect() -> None:
    assert not check_withdrawal(True, 1, datetime(2026, 4, 9, 16, 1, tzinfo=LONDON), LOCAL).holds


def test_whoever_stands_in_two_wards_after_the_close_stands_in_none() -> None:
    two = [Candidacy("a", "East", False), Candidacy("a", "West", False)]
    freed = [Candidacy("b", "East", True), Candidacy("b", "West", False), Candidacy("c", "East", False)]

    fallen, _ = deemed_withdrawn([*two, *freed])

    assert list(fallen) == two


def test_candidates_stand_by_surname_whatever_the_case_accents_and_prefixes() -> None:
    # N-21: case and diacritics make no difference; prefixes as written.
    expected = [
        "Ab Iorwerth, Dai",
        "de Souza, Ana",
        "DEAN, Al",
        "Éclair, Zoë",
        "Edwards, Siân",
        "MacDonald, Jo",
        "Mackie, Jo",
        "Ó Briain, Liam",
        "O'Brien, Sean",
        "Obrien, Tom",
        "Smith, Ann",
        "Smith, Ann Louise",
        "Smith-Jones, Abe",
        "Smithson, Abe",
        "van Dyke, Bo",
    ]
    delivered = [Named(f"{place:02}", *name.split(", ")) for place, name in enumerate(reversed(expected))]

    ordered = order_candidates(delivered)

    assert [f"{one.surname}, {one.other_names}" for one in ordered.candidates] == expected


def test_alike_names_are_reported_until_the_officer_has_decided() -> None:
    twins = [Named("2", "Jones", "Ann"), Named("1", "JONES", "Ann"), Named("3", "Adams", "Bea")]

    open_, decided = order_candidates(twins), order_candidates(twins, ["2", "1"])

    assert open_.ties == (("1", "2"),)
    assert ([one.reference for one in decided.candidates], decided.ties) == (["3", "2", "1"], ())


@given(names=st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=12), seed=st.randoms())
def test_the_order_is_total_and_does_not_depend_on_the_order_of_delivery(
    names: list[tuple[str, str]], seed: Random
) -> None:
    candidates = [Named(f"{place:02}", *name) for place, name in enumerate(names)]
    mixed = list(candidates)
    seed.shuffle(mixed)

    found = order_candidates(mixed)

    assert found == order_candidates(candidates)
    assert sorted(one.reference for one in found.candidates) == [one.reference for one in candidates]
    tied = {reference for tie in found.ties for reference in tie}
    assert all(
        {first.reference, second.reference} <= tied
        for first, second in pairwise(found.candidates)
        if (first.surname, first.other_names) == (second.surname, second.other_names)
    )


@pytest.mark.parametrize(
    ("choice", "kind", "text"),
    [
        (AddressChoice.HOME, Kind.LOCAL, "1 High Street"),
        (AddressChoice.AREA, Kind.LOCAL, "Address in Somerset"),
        (AddressChoice.COUNTRY, Kind.LOCAL, "Address in France"),
        (AddressChoice.CONSTITUENCY, Kind.LOCAL, ""),
        (AddressChoice.CONSTITUENCY, Kind.UK_PARLIAMENT, "Address in the Yeovil constituency"),
    ],
)
def test_the_address_shown_is_the_one_chosen(choice: AddressChoice, kind: Kind, text: str) -> None:
    shown = shown_address(choice, kind, home="1 High Street", area="Somerset", constituency="Yeovil", country="France")

    assert shown.text == text


def test_only_a_parliamentary_statement_names_subscribers_and_only_a_welsh_one_party_membership() -> None:
    usual = {Content.NAME, Content.ADDRESS, Content.DESCRIPTION, Content.NO_LONGER_STANDING}
    asked = [(Kind.LOCAL, Nation.ENGLAND), (Kind.UK_PARLIAMENT, Nation.WALES), (Kind.LOCAL, Nation.WALES)]

    found = [{row.content for row in contents_of_statement(kind, nation, POLL)} - usual for kind, nation in asked]

    assert found == [set(), {Content.SUBSCRIBERS, Content.NOTICE_OF_POLL}, {Content.PARTY_MEMBERSHIP}]


def test_parish_candidates_have_no_agent_and_sub_agents_are_for_county_constituencies() -> None:
    assert [has_election_agents(kind).holds for kind in (Kind.PARISH, Kind.LOCAL)] == [False, True]
    assert [
        may_have_sub_agents(kind, Nation.ENGLAND, POLL, county_constituency=county).holds
        for kind, county in (
            (Kind.LOCAL, True),
            (Kind.UK_PARLIAMENT, False),
            (Kind.UK_PARLIAMENT, True),
            (Kind.PCC, False),
        )
    ] == [False, False, True, True]


def test_an_agent_s_office_is_a_place_in_or_beside_the_area() -> None:
    found = [
        check_office("", post_box=False, within_or_adjoining=True),
        check_office("PO Box 1", post_box=True, within_or_adjoining=False),
        check_office("2 Quay", post_box=False, within_or_adjoining=True),
    ]

    assert found == [(OfficeFinding.MISSING,), (OfficeFinding.NOT_A_PLACE, OfficeFinding.OUTSIDE), ()]


def test_sub_agents_have_parts_of_their_own() -> None:
    parts = {"a": frozenset({"AA", "AB"}), "b": frozenset({"AB", "AC"}), "c": frozenset({"AD"})}

    assert parts_that_overlap(parts) == (("a", "b", ("AB",)),)


@pytest.mark.parametrize(("clerks", "candidates", "agents"), [(20, 8, 3), (24, 8, 3), (3, 8, 1)])
def test_counting_agents_are_no_fewer_than_clerks_divided_by_candidates(
    clerks: int, candidates: int, agents: int
) -> None:
    assert counting_agents_each(clerks, candidates) == agents


def test_more_than_four_polling_agents_at_a_station_draw_lots() -> None:
    assert [polling_agents_admitted(number, Nation.WALES).holds for number in (4, 5)] == [True, False]
