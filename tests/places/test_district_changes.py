"""Two different acts: a change of districts (REG-322), and the correction of a misplaced property."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.places.models import DistrictChange, Property, PropertyMove
from pollwright.places.operations import district_changes
from pollwright.places.queries.addresses import version_of
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Alteration, AlterationWithdrawal, RegisterEntry
from pollwright.register.operations.misplacements import (
    ChangeNotNoticed,
    correct_misplaced_property,
    propose_district_change,
)
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration, take

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EFFECTIVE = date(2026, 12, 7)  # fourteen days after


@pytest.fixture
def homes(ledger: Ledger) -> list[Property]:
    """Three properties of AA1: two in Quarry Road, one in Mill Lane; district AA2 is empty."""
    district = ledger.district("AA1")
    ledger.district("AA2")
    return [
        ledger.property(district, reference="Q1"),
        ledger.property(district, reference="Q2"),
        ledger.property(district, reference="M1", street="Mill Lane"),
    ]


def planned(actor: Actor, **which: object) -> DistrictChange:
    change = district_changes.draft_change(actor=actor, title="Review", reason="Polling district review")
    district_changes.plan_moves(actor=actor, reference=change.reference, to_district="AA2", **which)  # type: ignore[arg-type]
    return change


def noticed(actor: Actor, **which: object) -> DistrictChange:
    change = planned(actor, **which)
    return district_changes.publish_notice(actor=actor, reference=change.reference, on=TODAY, effective_on=EFFECTIVE)


@pytest.mark.parametrize(
    ("which", "moved"),
    [
        ({"properties": ["Q2"]}, ["Q2"]),
        ({"street": "QUARRY  road"}, ["Q1", "Q2"]),
        ({"from_district": "AA1"}, ["M1", "Q1", "Q2"]),
        ({"street": "Mill Lane", "from_district": "AA1"}, ["M1"]),
    ],
)
def test_moves_are_planned_by_list_street_and_district(
    head: Actor, homes: list[Property], which: dict[str, object], moved: list[str]
) -> None:
    planned(head, **which)

    assert sorted(PropertyMove.objects.values_list("property__reference", flat=True)) == moved
    assert set(Property.objects.values_list("district__code", flat=True)) == {"AA1"}


def test_a_plan_that_moves_nothing_is_refused(head: Actor, homes: list[Property]) -> None:
    change = district_changes.draft_change(actor=head, title="Review", reason="Review")

    for which in ({}, {"street": "Nowhere"}, {"from_district": "AA2"}):
        with pytest.raises(district_changes.NothingToMove):
            district_changes.plan_moves(actor=head, reference=change.reference, to_district="AA2", **which)


def test_moves_are_taken_out_of_a_draft(head: Actor, homes: list[Property]) -> None:
    change = planned(head, street="Quarry Road")

    district_changes.take_out_moves(actor=head, reference=change.reference, properties=["Q1"])

    assert list(PropertyMove.objects.values_list("property__reference", flat=True)) == ["Q2"]


@pytest.mark.parametrize(
    ("which", "left"),
    [({"street": "QUARRY ROAD"}, ["M1"]), ({"to_district": "AA2"}, []), ({"properties": ["M1"]}, ["Q1", "Q2"])],
)
def test_moves_are_taken_out_by_street_by_district_or_one_by_one(
    head: Actor, homes: list[Property], which: dict[str, Any], left: list[str]
) -> None:
    change = planned(head, from_district="AA1")

    district_changes.take_out_moves(actor=head, reference=change.reference, **which)

    assert sorted(PropertyMove.objects.values_list("property__reference", flat=True)) == left


@pytest.mark.parametrize("which", [{}, {"street": "Nowhere"}, {"to_district": "AA1"}, {"properties": ["Q9"]}])
def test_taking_out_what_is_not_in_the_change_is_refused(
    head: Actor, homes: list[Property], which: dict[str, Any]
) -> None:
    change = planned(head, street="Quarry Road")

    with pytest.raises(district_changes.NotInTheChange):
        district_changes.take_out_moves(actor=head, reference=change.reference, **which)

    assert PropertyMove.objects.count() == 2


# REG-322: public notice 14 calendar days before; 23 November is the last day for 7 December.
def test_notice_is_given_fourteen_days_before_and_not_thirteen(head: Actor, homes: list[Property]) -> None:
    change = planned(head, street="Quarry Road")

    with pytest.raises(district_changes.NoticeTooLate):
        district_changes.publish_notice(
            actor=head, reference=change.reference, on=date(2026, 11, 24), effective_on=EFFECTIVE
        )
    district_changes.publish_notice(actor=head, reference=change.reference, on=TODAY, effective_on=EFFECTIVE)

    assert DistrictChange.objects.get().state == "noticed"


def test_a_noticed_plan_is_not_changed(head: Actor, homes: list[Property]) -> None:
    change = noticed(head, street="Quarry Road")

    with pytest.raises(district_changes.ChangeHasState):
        district_changes.plan_moves(actor=head, reference=change.reference, to_district="AA2", street="Mill Lane")


def test_a_change_takes_effect_on_its_day_and_once(head: Actor, homes: list[Property]) -> None:
    change = noticed(head, street="Quarry Road")
    act = {"actor": head, "reference": change.reference}

    with pytest.raises(district_changes.NotOnItsDay):
        district_changes.make_effective(**act, on=date(2026, 12, 6))  # type: ignore[arg-type]
    moved = district_changes.make_effective(**act, on=EFFECTIVE)  # type: ignore[arg-type]
    with pytest.raises(district_changes.ChangeHasState):
        district_changes.make_effective(**act, on=EFFECTIVE)  # type: ignore[arg-type]

    assert moved == 2
    assert dict(Property.objects.values_list("reference", "district__code")) == {"Q1": "AA2", "Q2": "AA2", "M1": "AA1"}


def test_a_withdrawn_change_never_takes_effect(head: Actor, homes: list[Property]) -> None:
    change = noticed(head, street="Quarry Road")
    district_changes.withdraw_change(actor=head, reference=change.reference, reason="Called in")

    with pytest.raises(district_changes.ChangeHasState):
        district_changes.make_effective(actor=head, reference=change.reference, on=EFFECTIVE)


def test_only_the_head_changes_districts(senior: Actor, homes: list[Property]) -> None:
    with pytest.raises(NotPermitted):
        district_changes.draft_change(actor=senior, title="Review", reason="Review")


def test_another_authoritys_change_is_as_good_as_none(head: Actor, stranger: Actor, homes: list[Property]) -> None:
    change = noticed(head, street="Quarry Road")

    with pytest.raises(NotFound):
        district_changes.make_effective(actor=stranger, reference=change.reference, on=EFFECTIVE)


def test_the_entries_follow_with_the_revised_register_and_no_earlier(
    head: Actor, homes: list[Property], ledger: Ledger
) -> None:
    entry = ledger.entry(home=homes[0])
    ledger.entry(home=homes[2])
    change = noticed(head, street="Quarry Road")
    proposal = {"actor": head, "reference": change.reference, "determined_by": date(2026, 12, 4), "at": NOW}

    first = propose_district_change(**proposal)  # type: ignore[arg-type]
    again = propose_district_change(**proposal)  # type: ignore[arg-type]
    take(ledger.authority, date(2026, 12, 1), determined_by=TODAY)
    earlier = RegisterEntry.objects.get(pk=entry.pk).effective_to
    take(ledger.authority, EFFECTIVE, determined_by=date(2026, 12, 4))

    now = RegisterEntry.objects.get(elector=entry.elector, effective_to__isnull=True)
    assert (first, again, earlier) == (1, 0, None)
    assert (now.district.code, now.effective_from) == ("AA2", EFFECTIVE)


def test_the_register_carries_no_change_without_a_notice(head: Actor, homes: list[Property]) -> None:
    change = planned(head, street="Quarry Road")

    with pytest.raises(ChangeNotNoticed):
        propose_district_change(actor=head, reference=change.reference, determined_by=TODAY, at=NOW)


def correct(actor: Actor, home: Property) -> tuple[int, int]:
    done = correct_misplaced_property(
        actor=actor,
        reference=home.reference,
        version=version_of(Property.objects.get(pk=home.pk)),
        district="AA2",
        reason="Boundary map",
        on=TODAY,
        at=NOW,
    )
    return done.amended, done.additions


def test_a_misplaced_property_is_corrected_by_alterations_that_the_next_notice_carries(
    senior: Actor, homes: list[Property], ledger: Ledger
) -> None:
    entries = [ledger.entry(home=homes[0]), ledger.entry(home=homes[0])]

    done = correct(senior, homes[0])
    before = set(RegisterEntry.objects.values_list("district__code", flat=True))
    take(ledger.authority, date(2026, 12, 8), determined_by=TODAY)

    now = RegisterEntry.objects.filter(effective_to__isnull=True).values_list("elector", "district__code")
    assert (done, before) == ((2, 0), {"AA1"})
    assert dict(now) == {entry.elector_id: "AA2" for entry in entries}
    assert set(Alteration.objects.values_list("kind", "reason", "determined_on")) == {("amend", "property", TODAY)}


def test_an_entry_about_to_be_deleted_is_left_to_that(senior: Actor, homes: list[Property], ledger: Ledger) -> None:
    entry = ledger.entry(home=homes[0])
    alteration(ledger.authority, "delete", entry=entry)

    assert correct(senior, homes[0]) == (0, 0)


def test_an_addition_that_waits_is_made_again_in_the_right_district(
    senior: Actor, homes: list[Property], ledger: Ledger
) -> None:
    waiting = alteration(ledger.authority, "add", elector=ledger.elector(), home=homes[0])

    done = correct(senior, homes[0])

    again = Alteration.objects.exclude(pk=waiting.pk).get()
    assert (done, AlterationWithdrawal.objects.get().alteration_id) == ((0, 1), waiting.pk)
    assert (again.district.code, again.reason, again.determined_on) == ("AA2", "application", waiting.determined_on)


def test_a_name_that_waits_is_kept_by_the_correction(senior: Actor, homes: list[Property], ledger: Ledger) -> None:
    entry = ledger.entry(home=homes[0])
    alteration(ledger.authority, "amend", entry=entry, surname="Newname")

    correct(senior, homes[0])

    last = Alteration.objects.order_by("-pk")[0]
    assert (last.surname, last.district.code) == ("Newname", "AA2")
