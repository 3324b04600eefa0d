"""U5b: Barnet, 2016. Stations' registers lacked their ordinary electors: 6 pages in place of about 40, and nobody saw.

Three things would have stopped it here: the edition does not reconcile with the entries; the printed part states totals
that are counted apart from its lines; and a district that shrinks must be explained by the second person.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.documents.imprint import DoesNotReconcile, Imprint
from pollwright.documents.papers.editions import Edition
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
from pollwright.register.papers import print_edition as printing
from pollwright.register.papers.print_edition import PrintedDistrict, PrintOrder, print_edition
from pollwright.register.proofs import DoesNotReconcile as RegisterDoesNotReconcile
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration

ON = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)


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


def test_a_printed_part_that_leaves_out_its_ordinary_electors_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The print option of 2016, put into the statement that reads the lines; the totals are counted apart.
    monkeypatch.setattr(printing, "_LINES", printing._LINES.replace("WHERE {kept}", "WHERE {kept} AND section > '1z'"))
    (tmp_path / "streets.csv").write_text("P1,Quarry Road\n")
    order = PrintOrder(
        Imprint("Quantock Council", "Electoral Registration Officer", "Q-R1", ON),
        "Register of electors 2027",
        Edition.FULL,
        {"AB1": PrintedDistrict("Abbey One")},
        {},
    )

    with duckdb.connect() as made:
        made.execute(
            "CREATE VIEW snapshot AS SELECT 'AB1' AS district, n::INTEGER AS number, 0 AS suffix,"
            " CASE WHEN n <= 40 THEN '1-ordinary' ELSE '2-other' END AS section, '' AS marker,"
            " NULL::DATE AS attains_on, 'Sample' AS surname, 'Alex' AS forenames,"
            " '1 Quarry Road, Wellbridge' AS address, 'TA1 1ZZ' AS postcode, true AS open_register,"
            " 'P1' AS property_reference FROM range(1, 45) AS t(n)"
        )
        with pytest.raises(DoesNotReconcile, match="40 stated, 0 printed"):
            print_edition(made, order, tmp_path / "streets.csv", tmp_path)
