"""U5b: Barnet, 2016. Stations' registers lacked their ordinary electors: 6 pages in place of about 40, and nobody saw.

Four things would have stopped it here: the edition does not reconcile with the entries; the printed part states totals
that are counted apart from its lines; each district's file must have the pages and the rows that were set for it; and a
district that shrinks must be explained by the second person.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.documents import batches
from pollwright.documents.batches import RenderedFile, render_batch
from pollwright.documents.examples import read_example
from pollwright.documents.imprint import DoesNotReconcile, Imprint
from pollwright.documents.papers.editions import Edition
from pollwright.documents.papers.notice_of_alteration import NoticeOfAlteration
from pollwright.documents.typesetting import ROOT, data_of
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import revised_register
from pollwright.register.models import Publication, RegisterEntry
from pollwright.register.operations.publications import (
    draft_publication,
    record_prepared_publication,
    rehearse_publication,
)
from pollwright.register.operations.releasing import FallNotExplained, approve_checked_publication
from pollwright.register.papers import notices
from pollwright.register.papers import print_edition as printing
from pollwright.register.papers.print_edition import PrintedDistrict, PrintedEdition, PrintOrder, print_edition
from pollwright.register.proofs import DoesNotReconcile as RegisterDoesNotReconcile
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration

ON = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
MONTHLY = ROOT / "documents/papers/notice_of_alteration/examples/monthly.json"


@pytest.fixture
def last_year(settings: LazySettings, tmp_path: Path, ledger: Ledger) -> Publication:
    """A register with forty ordinary electors in one district and four overseas."""
    settings.FILES_ROOT = tmp_path
    held = ledger.publication(date(2025, 12, 1), issued_at=datetime(2025, 12, 1, tzinfo=UTC))
    district = ledger.district("AB1")
    home = ledger.property(district)
    for number in range(1, 41):
        ledger.entry(home=home, publication=held, number=number)
    for number in range(41, 45):
        facts = {"property": None, "section": "2-other", "marker": "F", "local": False}
        ledger.entry(ledger.elector(category="overseas"), home, publication=held, number=number, **facts)
    with arranged():
        Publication.objects.filter(pk=held.pk).update(counts={"districts": {"AB1": 44}})
    return held


def prepared(actor: Actor) -> Publication:
    publication = draft_publication(actor=actor, dates=revised_register(ON, calendar_for(Nation.ENGLAND)))
    outcome = rehearse_publication(actor, publication.reference)
    return record_prepared_publication(actor=actor, reference=publication.reference, prepared=outcome)


def test_a_register_without_its_ordinary_electors_is_never_prepared(last_year: Publication, senior: Actor) -> None:
    with arranged():
        RegisterEntry.objects.filter(section="1-ordinary").update(effective_to=date(2026, 6, 1))

    with pytest.raises(RegisterDoesNotReconcile, match="District AB1 does not reconcile: 44 expected, 4 found"):
        prepared(senior)


def test_a_district_that_lawfully_lost_most_of_its_electors_waits_for_a_reason(
    last_year: Publication, senior: Actor, head: Actor, authority: Authority
) -> None:
    for entry in RegisterEntry.objects.filter(section="1-ordinary").select_related("elector"):
        alteration(authority, "delete", entry=entry, reason="moved")
    publication = prepared(senior)

    with pytest.raises(FallNotExplained, match="AB1"):
        approve_checked_publication(actor=head, reference=publication.reference, at=AT)
    approved = approve_checked_publication(
        actor=head, reference=publication.reference, at=AT, reason="The hall of residence was closed."
    )

    assert approved.state == "approved"


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[], PrintedEdition]:
    """Print a register of one district: forty ordinary electors in Quarry Road, and four others."""
    (tmp_path / "streets.csv").write_text("P1,Quarry Road\n")
    order = PrintOrder(
        Imprint("Quantock Council", "Electoral Registration Officer", "Q-R1", ON),
        "Register of electors 2027",
        Edition.FULL,
        {"AB1": PrintedDistrict("Abbey One")},
        {},
    )

    def do() -> PrintedEdition:
        with duckdb.connect() as made:
            made.execute(
                "CREATE VIEW snapshot AS SELECT 'AB1' AS district, n::INTEGER AS number, 0 AS suffix,"
                " CASE WHEN n <= 40 THEN '1-ordinary' ELSE '2-other' END AS section, '' AS marker,"
                " NULL::DATE AS attains_on, 'Sample' AS surname, 'Alex' AS forenames,"
                " '1 Quarry Road, Wellbridge' AS address, 'TA1 1ZZ' AS postcode, true AS open_register,"
                " 'P1' AS property_reference FROM range(1, 45) AS t(n)"
            )
            return print_edition(made, order, tmp_path / "streets.csv", tmp_path)

    return do


def test_a_printed_part_that_leaves_out_its_ordinary_electors_is_refused(
    printed: Callable[[], PrintedEdition], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The print option of 2016, put into the statement that reads the lines; the totals are counted apart.
    monkeypatch.setattr(printing, "_LINES", printing._LINES.replace("WHERE {kept}", "WHERE {kept} AND section > '1z'"))

    with pytest.raises(DoesNotReconcile, match="40 stated, 0 printed"):
        printed()


def test_a_template_that_does_not_print_the_ordinary_electors_is_refused(
    printed: Callable[[], PrintedEdition], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same fault one step later: every total is right, and the typesetter leaves the table of streets out. A header,
    # a street and forty electors are missing from 52 rows: 1 + 1 + 40, a header and four others, five totals.
    monkeypatch.setattr(batches, "data_of", lambda paper: json.dumps(json.loads(data_of(paper)) | {"streets": []}))

    with pytest.raises(DoesNotReconcile, match=r"Rows of AB1 Abbey One: 52 stated, 10 printed\."):
        printed()


def test_a_districts_file_that_lost_pages_before_it_was_bound_is_refused(
    printed: Callable[[], PrintedEdition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forty_pages(*asked: Any, **given: Any) -> list[RenderedFile]:
        return [replace(file, pages=40) for file in render_batch(*asked, **given)]

    monkeypatch.setattr(printing, "render_batch", forty_pages)

    with pytest.raises(DoesNotReconcile, match=r"Pages of AB1 Abbey One: 40 stated, 1 printed\."):
        printed()


def test_what_is_whole_is_bound_with_its_cover(printed: Callable[[], PrintedEdition]) -> None:
    volume = printed()

    assert (volume.pages, volume.rows) == (2, 44)


def test_the_pdf_of_a_notice_that_leaves_out_a_district_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # The example has two districts with 5 and 2 lines: a header, two district rows, seven lines, four totals.
    monkeypatch.setattr(notices, "data_of", without_the_second_district)

    with pytest.raises(RegisterDoesNotReconcile, match="Rows of the notice does not reconcile: 14 expected, 11 found"):
        notices.proved_pdf(read_example(NoticeOfAlteration, MONTHLY))


def without_the_second_district(paper: NoticeOfAlteration) -> str:
    held = json.loads(data_of(paper))
    return json.dumps(held | {"districts": held["districts"][:1]})
