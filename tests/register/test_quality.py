"""Implausible entries: each search on a register where one thing is wrong and one that looks like it is right."""

from datetime import UTC, date, datetime

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.law.nations import Nation
from pollwright.places.models import Property
from pollwright.register.models import ElectorBirth, QualityFinding, RegisterEntry
from pollwright.register.operations.quality import (
    AlreadyLookedAt,
    ExplanationNeeded,
    explain_finding,
    find_quality,
    mend_finding,
)
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def searched(actor: Actor) -> dict[str, int]:
    """Search, and return the new findings by kind, those without any left out."""
    steps: list[str] = []
    new = find_quality(
        actor=actor, nation=Nation.ENGLAND, on=ON, at=AT, progress=lambda step, done, total: steps.append(step)
    )
    assert len(steps) == 8
    return {str(kind): number for kind, number in new.items() if number}


def details(kind: str) -> list[tuple[str, str]]:
    rows = QualityFinding.objects.filter(kind=kind, state="open").order_by("detail", "pk")
    return list(rows.values_list("elector__surname", "detail"))


def test_a_register_without_faults_gives_no_findings(ledger: Ledger, senior: Actor) -> None:
    for year in (1950, 1980, 2000):
        ledger.entry(ledger.elector(born=date(year, 1, 2)))

    assert searched(senior) == {}


@pytest.mark.parametrize(
    ("surname", "forenames", "born", "detail"),
    [
        ("O’Neil", "Mary Ann", date(1980, 5, 17), "Same name and date of birth"),
        ("Mary Ann", "O'Neil", date(1980, 5, 17), "Names the other way round, same date of birth"),
        ("O'Neill", "Mary", date(1980, 5, 17), "Nearly the same name, same date of birth"),
    ],
)
def test_the_same_person_twice_is_found_once(
    ledger: Ledger, senior: Actor, surname: str, forenames: str, born: date, detail: str
) -> None:
    ledger.entry(ledger.elector(surname="O'Neil", forenames="Mary Ann"))
    ledger.entry(ledger.elector(surname="O'Neil", forenames="Mary Ann", born=date(1980, 5, 18)))
    ledger.entry(ledger.elector(surname=surname, forenames=forenames, born=born))

    assert searched(senior) == {"duplicate": 1}
    assert [found for _, found in details("duplicate")] == [detail]


def test_twelve_in_a_flat_are_looked_at_and_twelve_in_a_care_home_are_not(ledger: Ledger, senior: Actor) -> None:
    flat, home, house = (ledger.property(kind=kind) for kind in ("flat", "care_home", "dwelling"))
    for number in range(12):
        for where in (flat, home, *([house] if number else [])):
            ledger.entry(ledger.elector(), where)
    with arranged():
        ElectorBirth.objects.update(date_of_birth=None)

    assert searched(senior) == {"crowded": 1}
    assert QualityFinding.objects.values_list("property__kind", "detail").get() == ("flat", "12 electors in one home")


def test_births_that_can_not_be_are_found(ledger: Ledger, senior: Actor) -> None:
    """Handbook REG-111: whoever turns 18 by 30 November 2027 may be registered in England on 23 November 2026."""
    births = {"Unborn": date(2027, 1, 1), "Young": date(2009, 12, 1), "Attainer": date(2009, 11, 30)}
    births |= {"Methuselah": date(1911, 11, 22), "Old": date(1911, 11, 23)}
    for surname, born in births.items():
        ledger.entry(ledger.elector(surname=surname, born=born))

    assert searched(senior) == {"birth": 3}
    assert details("birth") == [
        ("Unborn", "Born in the future"),
        ("Methuselah", "Older than anybody is likely to be"),
        ("Young", "Too young to be registered"),
    ]


def test_inherited_markers_that_can_not_be_right_are_found(ledger: Ledger, senior: Actor) -> None:
    """Handbook REG-122 and 130: G is no letter in England since 7 May 2024; Poland with leave gives B (REG-120)."""
    for surname, marker, nationalities in (
        ("Gone", "G", []),
        ("Differs", "F", ["GB"]),
        ("Right", "B", ["PL"]),
        ("Evidence", "F", []),
    ):
        given = {"surname": surname, "inherited_marker": marker, "nationalities": nationalities}
        ledger.entry(ledger.elector(born=None, nationality_reason="not given", **given))

    assert searched(senior) == {"marker": 2}
    assert sorted(name for name, _ in details("marker")) == ["Differs", "Gone"]


def test_electors_in_homes_nobody_can_live_in_and_lapsed_declarations_are_found(ledger: Ledger, senior: Actor) -> None:
    for status in ("void", "demolished", "occupied", "second_home"):
        ledger.entry(ledger.elector(born=None), ledger.property(status=status))
    for expires in (ON, date(2026, 11, 24)):
        ledger.entry(ledger.elector(born=None, expires_on=expires))
    ledger.entry(ledger.elector(born=None, nationalities=[]))

    assert searched(senior) == {"void": 2, "expired": 1, "nationality": 1}


def test_a_second_search_changes_nothing_and_a_mended_register_closes_its_findings(
    ledger: Ledger, senior: Actor
) -> None:
    empty = ledger.property(status="void")
    ledger.entry(ledger.elector(), empty)
    first, second = searched(senior), searched(senior)
    with arranged():
        Property.objects.filter(pk=empty.pk).update(status="occupied")
    third = searched(senior)
    with arranged():
        Property.objects.filter(pk=empty.pk).update(status="void")

    assert (first, second, third, searched(senior)) == ({"void": 1}, {}, {}, {"void": 1})
    assert QualityFinding.objects.values_list("state", "closed_reason").get() == ("open", "")


def test_what_was_explained_stays_explained(ledger: Ledger, senior: Actor) -> None:
    ledger.entry(ledger.elector(), ledger.property(status="void"))
    searched(senior)
    finding = QualityFinding.objects.get()

    explain_finding(actor=senior, kind=finding.kind, key=finding.key, reason="visited, they live there", at=AT)

    assert searched(senior) == {}
    finding.refresh_from_db()
    assert (finding.state, finding.closed_reason) == ("explained", "visited, they live there")
    assert Event.objects.get(code="register.quality-explained").reason == "visited, they live there"


def test_the_second_of_two_officers_is_told_and_a_reason_is_asked_for(ledger: Ledger, senior: Actor) -> None:
    ledger.entry(ledger.elector(), ledger.property(status="void"))
    searched(senior)
    finding = QualityFinding.objects.get()

    with pytest.raises(ExplanationNeeded):
        explain_finding(actor=senior, kind=finding.kind, key=finding.key, reason="  ", at=AT)
    mend_finding(actor=senior, kind=finding.kind, key=finding.key, at=AT)
    with pytest.raises(AlreadyLookedAt):
        explain_finding(actor=senior, kind=finding.kind, key=finding.key, reason="it is right", at=AT)

    finding.refresh_from_db()
    assert (finding.state, finding.closed_reason) == ("mended", "Put right")


def test_only_entries_in_force_in_the_authority_itself_are_searched(
    ledger: Ledger, senior: Actor, other_authority: Authority, stranger: Actor
) -> None:
    theirs = Ledger(other_authority)
    theirs.entry(theirs.elector(), theirs.property(status="void"))
    ledger.entry(ledger.elector(), ledger.property(status="void"))
    with arranged():
        RegisterEntry.objects.filter(authority=senior.authority_id).update(effective_to=ON)

    assert (searched(senior), searched(stranger)) == ({}, {"void": 1})
