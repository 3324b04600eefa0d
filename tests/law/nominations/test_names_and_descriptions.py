"""Names, descriptions and emblems (N-03, N-19 to N-19c). Parties are invented."""

from dataclasses import replace
from datetime import date

import pytest

from pollwright.law.nations import Nation
from pollwright.law.nominations.descriptions import (
    Certificate,
    DescriptionKind,
    Party,
    check_description,
    check_emblem,
    relevant_day,
    words_of,
)
from pollwright.law.nominations.names import CandidateName, NameFinding, Refusal, check_name, may_be_altered, shown_name
from pollwright.law.timetables.kinds import Kind
from tests.law.calendars_for_tests import ENGLAND

RELEVANT = date(2026, 4, 7)
BRITISH = (Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES)
ORCHARD = Party(
    "PP1", ("Orchard Party",), ("Orchard Party - Apples for All",), BRITISH, date(2010, 1, 1), emblems=("E1", "E2")
)
HARBOUR = Party("PP2", ("Harbour League",), ("Peace in the Harbour and on the Quay",), BRITISH, date(2011, 1, 1))
# The register writes joint descriptions with the other party in brackets, as the register of 2015 shows
SHARED = "Orchard and Harbour Candidate of the Two Parties"
GROWERS = replace(ORCHARD, descriptions=(f"{SHARED} (Joint Description with Harbour League)",))
SAILORS = replace(HARBOUR, descriptions=(f"{SHARED} (joint description with Orchard Party)",))
PARTIES = (ORCHARD, HARBOUR)
ANY = Certificate("PP1", None, in_time=True)


def described(
    text: str,
    *certificates: Certificate,
    kind: Kind = Kind.LOCAL,
    nation: Nation = Nation.ENGLAND,
    parties: tuple[Party, ...] = PARTIES,
) -> bool:
    return check_description(text, kind, nation, certificates, parties, RELEVANT).holds


@pytest.mark.parametrize(
    ("text", "kind", "nation", "holds"),
    [
        ("", Kind.LOCAL, Nation.ENGLAND, True),
        ("Independent", Kind.LOCAL, Nation.ENGLAND, True),
        ("Independent for Ash", Kind.LOCAL, Nation.ENGLAND, False),
        ("Annibynnol", Kind.LOCAL, Nation.ENGLAND, False),
        ("Annibynnol", Kind.LOCAL, Nation.WALES, True),
        ("Independent / Annibynnol", Kind.LOCAL, Nation.WALES, True),
        ("Retired teacher who loves our village", Kind.PARISH, Nation.ENGLAND, True),
        ("Retired teacher who really loves our village", Kind.PARISH, Nation.ENGLAND, False),
        ("Retired teacher", Kind.LOCAL, Nation.ENGLAND, False),
    ],
)
def test_without_a_certificate_a_candidate_is_blank_or_independent_and_in_a_parish_has_six_words(
    text: str, kind: Kind, nation: Nation, holds: bool
) -> None:
    assert described(text, kind=kind, nation=nation) is holds


@pytest.mark.parametrize(
    ("text", "certificate", "holds"),
    [
        ("Orchard Party", ANY, True),
        ("Orchard Party - Apples for All", ANY, True),
        ("Orchard Party", replace(ANY, allows="Orchard Party - Apples for All"), False),
        ("Orchard Party - Apples for All", replace(ANY, allows="Orchard Party - Apples for All"), True),
        ("The Orchard Party", ANY, False),
        ("Orchard Party", replace(ANY, in_time=False), False),
        ("Orchard Party", replace(ANY, party="PP2"), False),
    ],
)
def test_a_party_s_text_is_exact_and_its_certificate_in_time_and_for_that_text(
    text: str, certificate: Certificate, holds: bool
) -> None:
    assert described(text, certificate) is holds


@pytest.mark.parametrize(
    ("party", "kind", "holds"),
    [
        (replace(ORCHARD, registered_on=date(2026, 4, 7)), Kind.LOCAL, True),
        (replace(ORCHARD, registered_on=date(2026, 4, 8)), Kind.LOCAL, False),
        (replace(ORCHARD, deregistered_on=date(2026, 4, 7)), Kind.LOCAL, False),
        (replace(ORCHARD, nations=(Nation.SCOTLAND,)), Kind.LOCAL, False),
        (replace(ORCHARD, minor=True), Kind.LOCAL, False),
        (replace(ORCHARD, minor=True), Kind.PARISH, True),
    ],
)
def test_a_party_is_registered_for_the_nation_on_the_day_that_decides(party: Party, kind: Kind, holds: bool) -> None:
    assert described("Orchard Party", ANY, kind=kind, parties=(party,)) is holds


def test_a_joint_description_has_a_certificate_of_each_party() -> None:
    one, both = (ANY,), (ANY, Certificate("PP2", None, in_time=True))

    found = [described(SHARED, *each, parties=(GROWERS, SAILORS)) for each in (one, both)]

    assert found == [False, True]
    assert not described(GROWERS.descriptions[0], *both, parties=(GROWERS, SAILORS))


def test_a_registered_text_of_more_than_six_words_is_a_doubt_unless_it_is_joint() -> None:
    both = (ANY, Certificate("PP2", None, in_time=True))

    found = [
        check_description(text, Kind.LOCAL, Nation.ENGLAND, both, parties, RELEVANT)
        for text, parties in ((HARBOUR.descriptions[0], PARTIES), (SHARED, (GROWERS, SAILORS)))
    ]

    assert [(one.holds, len(one.doubts)) for one in found] == [(True, 1), (True, 0)]


def test_a_parish_candidate_whose_words_hold_a_party_s_name_is_left_to_the_officer() -> None:
    found = check_description("Old Orchard Party member", Kind.PARISH, Nation.ENGLAND, (), PARTIES, RELEVANT)

    assert (found.holds, found.kind, len(found.doubts)) == (True, DescriptionKind.FREE, 1)


def test_a_parish_candidate_with_a_party_s_very_name_needs_its_certificate() -> None:
    assert not described("Orchard Party", kind=Kind.PARISH)


@pytest.mark.parametrize(("emblem", "of", "faults"), [("E2", "PP1", 0), ("E3", "PP1", 1), ("E1", "PP2", 1)])
def test_an_emblem_is_one_of_the_authorising_party_s(emblem: str, of: str, faults: int) -> None:
    description = check_description("Orchard Party", Kind.LOCAL, Nation.ENGLAND, (ANY,), PARTIES, RELEVANT)

    assert len(check_emblem(emblem, of, description, PARTIES)) == faults


def test_an_independent_has_no_emblem() -> None:
    description = check_description("Independent", Kind.LOCAL, Nation.ENGLAND, (), PARTIES, RELEVANT)

    assert len(check_emblem("E1", "PP1", description, PARTIES)) == 1


def test_the_day_that_decides_is_two_working_days_before_the_last_for_nominations() -> None:
    # N-19b; 9 April 2026 less two working days, counted by hand: 8, 7 April.
    assert relevant_day(date(2026, 4, 9), ENGLAND) == RELEVANT


@pytest.mark.parametrize(("text", "words"), [("", 0), ("A - B", 2), ("Ash & Elm", 3), ("Vote Well-being", 2)])
def test_words_are_what_spaces_part(text: str, words: int) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        (CandidateName("ap Rhys", "Siân Mair"), ()),
        (CandidateName("Smith", "Dr John"), (NameFinding.TITLE,)),
        (CandidateName("Cllr Smith", "John"), (NameFinding.TITLE,)),
        (CandidateName("Smith", "John OBE"), (NameFinding.SUFFIX,)),
        (CandidateName("Smith", "J. K"), (NameFinding.INITIALS_ONLY,)),
        (CandidateName("Smith", "J Kim"), ()),
        (CandidateName("", "Lulu"), (NameFinding.NO_SURNAME,)),
        (CandidateName("Smith", ""), (NameFinding.NO_OTHER_NAMES,)),
        (CandidateName("Ashcombe", "", peerage=True), ()),
    ],
)
def test_a_name_is_given_in_full_without_titles(name: CandidateName, findings: tuple[NameFinding, ...]) -> None:
    assert check_name(name) == findings


def test_a_commonly_used_name_is_shown_unless_it_is_refused() -> None:
    name = CandidateName("Smith", "Jonathan Paul", used_forename="Jonty")

    shown, refused = shown_name(name), shown_name(name, Refusal.MISLEADING)

    assert (shown.surname, shown.other_names) == ("Smith", "Jonty")
    assert (refused.surname, refused.other_names) == ("Smith", "Jonathan Paul")


def test_what_electors_signed_is_not_altered() -> None:
    assert [may_be_altered(subscribed=subscribed).holds for subscribed in (False, True)] == [True, False]
