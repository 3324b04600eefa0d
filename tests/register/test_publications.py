"""A revised register from draft to issue: numbers, editions, proof."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.files.store import path_of
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import revised_register
from pollwright.places.operations import district_changes
from pollwright.register.models import (
    DistrictProof,
    Publication,
    PublicationFile,
    RegisterEntry,
    RegisterNumber,
)
from pollwright.register.operations.altering import pending
from pollwright.register.operations.notices import NeedsSecondPerson, NotOnItsDay, SamePerson
from pollwright.register.operations.publications import (
    AlreadyPublished,
    PublicationChanged,
    approve_publication,
    draft_publication,
    issue_publication,
    propose_changes_of_districts,
    record_prepared_publication,
    rehearse_publication,
    withdraw_publication,
)
from pollwright.register.proofs import DoesNotReconcile
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration

ON = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 0, 5, tzinfo=UTC)
DATES = revised_register(ON, calendar_for(Nation.ENGLAND))
"""1 December 2026: determined by Monday 30 November, received by Friday 20 November (handbook 3.3)."""


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def publish(preparing: Actor, approving: Actor) -> Publication:
    publication = prepare(preparing)
    approve_publication(actor=approving, reference=publication.reference, at=AT)
    return issue_publication(actor=preparing, reference=publication.reference, on=ON, at=AT)


def prepare(actor: Actor) -> Publication:
    publication = draft_publication(actor=actor, dates=DATES)
    prepared = rehearse_publication(actor, publication.reference)
    return record_prepared_publication(actor=actor, reference=publication.reference, prepared=prepared)


def edition(publication: Publication, name: str, form: str = "csv") -> pl.DataFrame:
    held = PublicationFile.objects.get(publication=publication, edition=name, format=form)
    path = path_of(held.file)
    if form == "parquet":
        return pl.read_parquet(path)
    return pl.read_csv(path, infer_schema=False).fill_null("")


def last_year(ledger: Ledger) -> Publication:
    """A register of three electors in street order, numbered 1 to 3, as it was counted last December."""
    publication = ledger.publication(date(2025, 12, 1), issued_at=datetime(2025, 12, 1, tzinfo=UTC))
    district = ledger.district("AB1")
    for number, (house, name) in enumerate([(1, "Ames"), (2, "Bell"), (10, "Cox")], 1):
        home = ledger.property(district, building_number=str(house), sort_key=f"quarry road {house:06d}")
        ledger.entry(
            ledger.elector(surname=name, open_register=name != "Bell"), home, publication=publication, number=number
        )
    with arranged():
        Publication.objects.filter(pk=publication.pk).update(counts={"districts": {"AB1": 3}})
    return publication


def test_a_register_is_numbered_in_statutory_order(
    senior: Actor, head: Actor, authority: Authority, ledger: Ledger
) -> None:
    last_year(ledger)
    bell = RegisterEntry.objects.get(surname="Bell")
    alteration(authority, "delete", entry=bell, reason="death")
    alteration(
        authority,
        "add",
        elector=ledger.elector(surname="Aaron"),
        home=RegisterEntry.objects.get(surname="Cox").property,
    )
    overseas = ledger.elector(surname="Dunn", category="overseas")
    alteration(
        authority, "add", elector=overseas, district_id=bell.district_id, section="2-other", marker="F", local=False
    )

    published = publish(senior, head)

    full = edition(published, "full")
    assert full.select("elector_number", "surname", "marker").rows() == [
        ("AB1-1", "Ames", ""),
        ("AB1-2", "Aaron", ""),
        ("AB1-3", "Cox", ""),
        ("AB1-4", "Dunn", "F"),
    ]
    assert DistrictProof.objects.filter(publication=published).values_list(
        "before", "added", "deleted", "after"
    ).get() == (3, 2, 1, 4)
    assert published.counts["electors"] == 4


def test_the_full_edition_prints_what_the_law_prints_and_no_more(senior: Actor, head: Actor, ledger: Ledger) -> None:
    # REG-402: no birth dates, e-mails, opt-outs or absent vote flags.
    last_year(ledger)

    published = publish(senior, head)

    assert edition(published, "full").columns == [
        "elector_number",
        "district",
        "number",
        "suffix",
        "marker",
        "attains_on",
        "surname",
        "forenames",
        "address1",
        "address2",
        "address3",
        "address4",
        "address5",
        "address6",
        "postcode",
    ]


def test_the_open_edition_leaves_out_who_opted_out_and_keeps_the_numbers(
    senior: Actor, head: Actor, ledger: Ledger
) -> None:
    last_year(ledger)

    published = publish(senior, head)

    assert edition(published, "open").select("elector_number", "surname").rows() == [
        ("AB1-1", "Ames"),
        ("AB1-3", "Cox"),
    ]


def test_an_anonymous_entry_is_a_number_and_n_and_never_in_the_open_edition(
    senior: Actor, head: Actor, ledger: Ledger
) -> None:
    last_year(ledger)
    district = RegisterEntry.objects.first().district  # type: ignore[union-attr]
    hidden = ledger.elector(forenames="", surname="", anonymous=True)
    ledger.entry(hidden, ledger.property(district), property=None, section="3-anonymous", marker="N")
    with arranged():
        Publication.objects.update(counts={"districts": {"AB1": 4}})

    published = publish(senior, head)

    assert edition(published, "full").rows()[-1] == ("AB1-4", "AB1", "4", "0", "N", *[""] * 10)
    assert "AB1-4" not in edition(published, "open")["elector_number"].to_list()


def test_parquet_and_csv_hold_the_same_rows(senior: Actor, head: Actor, ledger: Ledger) -> None:
    last_year(ledger)

    published = publish(senior, head)

    parquet = edition(published, "full", "parquet")
    assert parquet["elector_number"].to_list() == edition(published, "full")["elector_number"].to_list()


def test_names_that_a_spreadsheet_would_run_are_made_harmless_in_csv_only(
    senior: Actor, head: Actor, ledger: Ledger
) -> None:
    publication = ledger.publication(
        date(2025, 12, 1), issued_at=datetime(2025, 12, 1, tzinfo=UTC), counts={"districts": {"AB1": 1}}
    )
    ledger.entry(
        ledger.elector(surname="=1+1"), ledger.property(ledger.district("AB1")), publication=publication, number=1
    )

    published = publish(senior, head)

    assert (edition(published, "full")["surname"][0], edition(published, "full", "parquet")["surname"][0]) == (
        "'=1+1",
        "=1+1",
    )


def test_the_number_map_leads_from_the_old_numbers_to_the_new(
    senior: Actor, head: Actor, authority: Authority, ledger: Ledger
) -> None:
    last_year(ledger)
    alteration(authority, "delete", entry=RegisterEntry.objects.get(surname="Ames"))

    published = publish(senior, head)

    mapped = edition(published, "number-map").select("old_number", "new_number").rows()
    assert mapped == [("2", "1"), ("3", "2")]


def test_a_register_that_does_not_reconcile_is_not_prepared(senior: Actor, ledger: Ledger) -> None:
    # Lesson U5b: a register short of its ordinary electors must be stopped. One elector vanishes from the entries
    # without an alteration.
    last_year(ledger)
    with arranged():
        RegisterEntry.objects.filter(surname="Cox").update(effective_to=date(2026, 6, 1))

    with pytest.raises(DoesNotReconcile, match="District AB1 does not reconcile: 3 expected, 2 found"):
        prepare(senior)

    assert RegisterNumber.objects.filter(publication__published_on=ON).count() == 0


def test_preparing_changes_nothing_and_issuing_happens_once(
    senior: Actor, head: Actor, authority: Authority, ledger: Ledger
) -> None:
    last_year(ledger)
    alteration(authority, "delete", entry=RegisterEntry.objects.get(surname="Ames"))
    publication = prepare(senior)
    before = RegisterEntry.objects.filter(effective_to__isnull=True).count()

    approve_publication(actor=head, reference=publication.reference, at=AT)
    issue_publication(actor=senior, reference=publication.reference, on=ON, at=AT)

    assert (before, RegisterEntry.objects.filter(effective_to__isnull=True).count()) == (3, 2)
    assert RegisterNumber.objects.filter(publication=publication).count() == 2


def test_a_register_goes_out_with_a_second_person_on_its_day(senior: Actor, head: Actor, ledger: Ledger) -> None:
    last_year(ledger)
    publication = prepare(senior)

    with pytest.raises(NeedsSecondPerson):
        issue_publication(actor=senior, reference=publication.reference, on=ON, at=AT)
    with pytest.raises(SamePerson):
        approve_publication(actor=senior, reference=publication.reference, at=AT)
    approve_publication(actor=head, reference=publication.reference, at=AT)
    with pytest.raises(NotOnItsDay):
        issue_publication(actor=senior, reference=publication.reference, on=date(2026, 12, 2), at=AT)


def test_a_determination_after_preparing_stops_the_issue(
    senior: Actor, head: Actor, authority: Authority, ledger: Ledger
) -> None:
    last_year(ledger)
    publication = prepare(senior)
    approve_publication(actor=head, reference=publication.reference, at=AT)
    alteration(authority, "delete", entry=RegisterEntry.objects.get(surname="Ames"))

    with pytest.raises(PublicationChanged):
        issue_publication(actor=senior, reference=publication.reference, on=ON, at=AT)


def test_one_register_a_day(senior: Actor) -> None:
    draft_publication(actor=senior, dates=DATES)

    with pytest.raises(AlreadyPublished):
        draft_publication(actor=senior, dates=DATES)


def test_whoever_has_come_of_age_is_no_attainer_any_more(senior: Actor, head: Actor, ledger: Ledger) -> None:
    # Published on 1 December 2026: a birthday that day has come, one on the 2nd has not.
    last_year(ledger)
    with arranged():
        RegisterEntry.objects.filter(surname="Ames").update(attains_on=date(2026, 12, 1))
        RegisterEntry.objects.filter(surname="Cox").update(attains_on=date(2026, 12, 2))

    published = publish(senior, head)

    assert edition(published, "full").select("surname", "attains_on").rows() == [
        ("Ames", ""),
        ("Bell", ""),
        ("Cox", "2026-12-02"),
    ]
    assert published.counts["attainers"] == 1


def change_of_districts(head: Actor, ledger: Ledger) -> None:
    """House number 2 goes from AB1 to AB2 on 1 December, with notice on 17 November (REG-322: 14 days)."""
    ledger.district("AB2")
    change = district_changes.draft_change(actor=head, title="Review", reason="Review of 2026")
    home = RegisterEntry.objects.get(surname="Bell").property
    assert home is not None
    district_changes.plan_moves(actor=head, reference=change.reference, to_district="AB2", properties=[home.reference])
    district_changes.publish_notice(actor=head, reference=change.reference, on=date(2026, 11, 17), effective_on=ON)


def test_a_change_of_districts_takes_effect_with_the_register(senior: Actor, head: Actor, ledger: Ledger) -> None:
    last_year(ledger)
    change_of_districts(head, ledger)
    publication = draft_publication(actor=senior, dates=DATES)
    propose_changes_of_districts(senior, publication.reference, AT)
    prepared = rehearse_publication(senior, publication.reference)
    record_prepared_publication(actor=senior, reference=publication.reference, prepared=prepared)
    approve_publication(actor=head, reference=publication.reference, at=AT)

    issue_publication(actor=senior, reference=publication.reference, on=ON, at=AT)

    assert edition(publication, "full").select("elector_number", "surname").rows() == [
        ("AB1-1", "Ames"),
        ("AB1-2", "Cox"),
        ("AB2-1", "Bell"),
    ]
    moved = DistrictProof.objects.order_by("district__code").values_list("before", "moved_out", "moved_in", "after")
    assert list(moved) == [(3, 1, 0, 2), (0, 0, 1, 1)]


def test_withdrawing_the_register_takes_the_change_of_districts_back(
    senior: Actor, head: Actor, ledger: Ledger
) -> None:
    last_year(ledger)
    change_of_districts(head, ledger)
    publication = draft_publication(actor=senior, dates=DATES)
    propose_changes_of_districts(senior, publication.reference, AT)

    withdraw_publication(actor=senior, reference=publication.reference, reason="Postponed", at=AT)

    assert pending(senior.authority_id).count() == 0
