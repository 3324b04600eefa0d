"""Where imported electors belong: homes by reference, UPRN and address; qualifying addresses that no entry prints.

The overseas list shows the qualifying address (REG-164); entries of overseas electors print none (handbook table 1.5).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import rehearsal
from pollwright.jobs.queries.works import WorkFacts
from pollwright.law.nations import Nation
from pollwright.places.models import PollingDistrict
from pollwright.register.models import (
    Elector,
    ElectorProtected,
    Publication,
    QualifyingAddress,
    QualityFinding,
    RegisterEntry,
)
from pollwright.register.operations.electors import hide
from pollwright.register.operations.quality import find_quality
from pollwright.register.operations.sealing import opened_particulars
from pollwright.register.queries.elector_record import elector_record
from pollwright.register.queries.overseas import QUALIFYING_ADDRESS, Qualifying, qualifying_address
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.importing_acts import counts, person, report_of

pytestmark = pytest.mark.usefixtures("store")

NOWHERE = {"property_reference": "", "uprn": "", "address1": "", "address2": "", "postcode": ""}


def abroad(which: int, /, **facts: str) -> dict[str, str]:
    return person(which, **{"category": "overseas", "marker": "F", **NOWHERE, **facts})


def homes(ended: WorkFacts) -> dict[str, int]:
    return {by: count for by, count in ended.outcome["homes"].items() if count}


def listed(authority_id: int) -> dict[int, str]:
    """Return what the overseas list prints as the qualifying address, by elector."""
    with connection.cursor() as cursor:
        cursor.execute(QUALIFYING_ADDRESS, {"authority": authority_id})
        return {row[0]: row[1] for row in cursor.fetchall()}


def pk(which: int) -> int:
    return Elector.objects.get(reference=f"E{which:08d}").pk


@pytest.mark.parametrize(
    ("told", "found_by"),
    [
        ({"property_reference": "P2"}, "reference"),
        ({"uprn": "990000000002"}, "uprn"),
        ({"address1": "2 QUARRY ROAD", "address2": "Wellbridge", "postcode": "ta11zz"}, "address"),
    ],
)
def test_the_qualifying_address_of_an_overseas_elector_is_kept_and_is_on_the_list_and_the_page(
    importing: Callable[..., WorkFacts], head: Actor, told: dict[str, str], found_by: str
) -> None:
    ended = importing(abroad(1, **told), person(2))

    entry = RegisterEntry.objects.get(elector=pk(1))
    assert (entry.section, entry.property_id, entry.marker) == ("2-other", None, "F")
    assert QualifyingAddress.objects.values_list("property__reference", flat=True).get() == "P2"
    assert listed(head.authority_id) == {pk(1): "2 Quarry Road, Wellbridge TA1 1ZZ"}
    shown = elector_record(head.authority_id, "E00000001").qualifying
    assert shown == Qualifying("2 Quarry Road, Wellbridge TA1 1ZZ", "P2")
    assert (counts(ended), homes(ended)) == ((2, 2, 0, 0), {"reference": 1} | {found_by: 1 + (found_by == "reference")})
    assert not QualityFinding.objects.exists()


def test_an_elector_who_hangs_on_no_property_comes_in_and_is_queued_until_that_is_mended(
    importing: Callable[..., WorkFacts], head: Actor, senior: Actor
) -> None:
    gone = {"address1": "9 Quarry Road", "address2": "Wellbridge", "postcode": "TA1 1ZZ"}

    ended = importing(abroad(1, **gone), abroad(2), abroad(3, address1="Other electors"), person(4))

    told = [(row["row"], row["value"], row["code"]) for row in report_of(ended)]
    queued = QualityFinding.objects.filter(kind="unplaced").order_by("key")
    assert (counts(ended), homes(ended)) == ((4, 4, 0, 0), {"reference": 1, "none": 3})
    assert told == [
        ("2", "", "register.unplaced"),
        ("3", "", "register.no-qualifying-address"),
        ("4", "", "register.no-qualifying-address"),
    ]
    assert listed(head.authority_id) == {pk(1): "9 Quarry Road, Wellbridge TA1 1ZZ"}
    assert [finding.elector_id for finding in queued] == [pk(1), pk(2), pk(3)]
    assert Publication.objects.get().proof["imports"][0]["homes"] == ended.outcome["homes"]
    with arranged():
        QualifyingAddress.objects.filter(elector=pk(1)).update(
            property=RegisterEntry.objects.get(elector=pk(4)).property
        )
    find_quality(
        actor=senior,
        nation=Nation.ENGLAND,
        on=date(2026, 11, 23),
        at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        progress=lambda step, done, total: None,
    )
    assert list(queued.values_list("state", flat=True)) == ["mended", "open", "open"]


def test_a_dry_run_says_how_the_homes_would_be_found(importing: Callable[..., WorkFacts]) -> None:
    ended = importing(
        person(1),
        person(2, property_reference="", uprn="990000000003"),
        abroad(3),
        person(4, anonymous="yes"),
        dry_run=True,
    )

    assert homes(ended) == {"reference": 1, "uprn": 1, "none": 1, "sealed": 1}


def test_the_same_file_again_changes_nothing_and_another_qualifying_address_is_reported(
    importing: Callable[..., WorkFacts],
) -> None:
    row = abroad(1, address1="2 Quarry Road", address2="Wellbridge", postcode="TA1 1ZZ")
    importing(row)
    before = QualifyingAddress.objects.values().get()

    again = importing(row)
    changed = importing({**row, "address1": "3 Quarry Road"})

    assert (counts(again), again.outcome["different"]) == ((1, 0, 1, 0), 0)
    assert (counts(changed), changed.outcome["different"]) == ((1, 0, 1, 0), 1)
    assert report_of(changed)[0]["what is wrong"].split(": ")[1] == "address1. Nothing was changed."
    assert QualifyingAddress.objects.values().get() == before


def test_nothing_of_where_an_anonymous_elector_overseas_qualifies_stands_in_the_open(
    importing: Callable[..., WorkFacts], head: Actor
) -> None:
    ended = importing(
        abroad(1, anonymous="yes", marker="FN", address1="2 Quarry Road", address2="Wellbridge", postcode="TA1 1ZZ")
    )

    assert (counts(ended), homes(ended)) == ((1, 1, 0, 0), {"sealed": 1})
    assert (QualifyingAddress.objects.count(), QualityFinding.objects.count()) == (0, 0)
    assert qualifying_address(head.authority_id, pk(1)) is None


def test_the_qualifying_address_of_somebody_who_becomes_anonymous_goes_under_the_seal(
    importing: Callable[..., WorkFacts], head: Actor
) -> None:
    importing(abroad(1, property_reference="P2", address1="2 Quarry Road", postcode="TA1 1ZZ"))
    elector = Elector.objects.get()

    with rehearsal(head, "testing.hide", Permission.ANONYMOUS_VIEW):
        hide(elector, until=date(2027, 11, 20), born=None, particulars={})
        sealed = bytes(ElectorProtected.objects.get().sealed)
        left, shown = QualifyingAddress.objects.count(), listed(head.authority_id)

    told = opened_particulars("E00000001", sealed)
    assert (told["property_reference"], told["address"], told["postcode"]) == ("P2", "2 Quarry Road", "TA1 1ZZ")
    assert (left, shown) == (0, {})


def test_of_two_homes_with_one_address_that_of_the_district_is_taken(
    importing: Callable[..., WorkFacts], council: Ledger
) -> None:
    second = council.district("AB3")
    council.property(second, reference="P9", uprn=None, address="1 Quarry Road, Wellbridge")
    row = {**NOWHERE, "address1": "1 Quarry Road", "address2": "Wellbridge", "postcode": "TA1 1ZZ"}

    ended = importing(person(1, **row), person(2, district="AB3", **row))

    placed = RegisterEntry.objects.order_by("elector__reference").values_list("property__reference", flat=True)
    assert (list(placed), homes(ended)) == (["P1", "P9"], {"address": 2})


def test_a_uprn_that_is_not_known_leads_to_the_address_but_never_to_a_home_with_another_uprn(
    importing: Callable[..., WorkFacts], council: Ledger
) -> None:
    council.property(
        PollingDistrict.objects.get(code="AB1"),
        reference="P9",
        uprn=None,
        address="9 Quarry Road, Wellbridge",
    )
    row = {**NOWHERE, "uprn": "990000000077", "address2": "Wellbridge", "postcode": "TA1 1ZZ"}

    ended = importing(person(1, **row | {"address1": "9 Quarry Road"}), keep_good_rows=True)
    refused = importing(person(2, **row | {"address1": "1 Quarry Road"}))

    placed = RegisterEntry.objects.values_list("property__reference", flat=True).get()
    assert (homes(ended), placed) == ({"address": 1}, "P9")
    assert [row["code"] for row in report_of(refused)] == ["register.unknown-property"]
