"""Copies of a published register: the frozen bytes, or masked ones, never anything else."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.files.content import ContentDamaged
from pollwright.files.store import path_of
from pollwright.places.models import PollingDistrict
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Application, Elector, Publication, PublicationFile
from pollwright.register.operations.exporting import Exported, NoSuchEdition, NotYetPublished, export_publication
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.publishing_acts import last_year, make_anonymous, publish

Export = Callable[..., Exported]


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "store"


@pytest.fixture
def published(senior: Actor, head: Actor, ledger: Ledger) -> Publication:
    last_year(ledger)
    return publish(senior, head)


@pytest.fixture
def export(officer: Actor, published: Publication, tmp_path: Path) -> Export:
    """Export the full edition to a file, unless something else is asked."""

    def do(edition: str = "full", form: str = "csv", actor: Actor = officer, purpose: str = "") -> Exported:
        output = tmp_path / f"out.{form}"
        return export_publication(
            actor=actor,
            reference=published.reference,
            edition=edition,
            format=form,
            output=output,
            purpose=purpose,
        )

    return do


def test_the_csv_is_the_frozen_file_byte_for_byte(export: Export, published: Publication) -> None:
    frozen = PublicationFile.objects.get(publication=published, edition="full", format="csv")

    made = export()

    assert made.path.read_bytes() == path_of(frozen.file).read_bytes()
    assert (made.rows, made.sha256, made.masked) == (4, frozen.sha256, 0)


def test_each_copy_that_leaves_is_an_event_with_its_hash_and_purpose(export: Export, published: Publication) -> None:
    made = export(purpose="Credit reference agency, regulation 114")

    event = Event.objects.get(code="register.exported")
    facts = EventPayload.objects.get(event_id=event.pk).body["facts"]
    assert (event.reason, facts) == (
        "Credit reference agency, regulation 114",
        {
            "reference": published.reference,
            "edition": "full",
            "format": "csv",
            "rows": 4,
            "sha256": hashlib.sha256(made.path.read_bytes()).hexdigest(),
        },
    )


@pytest.mark.parametrize(
    ("edition", "names"),
    [("full", ["Ames", "Bell", "Cox", "Dunn"]), ("open", ["Ames", "Cox", "Dunn"]), ("overseas", ["Dunn"])],
)
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_every_format_holds_the_same_electors(export: Export, edition: str, names: list[str], form: str) -> None:
    path = export(edition, form).path

    assert surnames(path) == names


def test_whoever_is_anonymous_now_is_a_number_and_a_letter_in_every_copy(export: Export) -> None:
    # REG-174: the number and N, nothing else. Cox was named when the register was published.
    make_anonymous("Cox")

    rows = pl.read_csv(export().path, infer_schema=False).fill_null("").rows()
    parquet = pl.read_parquet(export(form="parquet").path)

    assert rows[-1] == ("AB1-3", "AB1", "3", "0", "N", *[""] * 10)
    assert parquet["surname"].to_list() == ["Ames", "Bell", "Dunn", None]
    assert pl.read_csv(export("open").path)["surname"].to_list() == ["Ames", "Dunn"]


def test_a_print_edition_made_before_somebody_was_anonymous_is_not_handed_out_again(export: Export) -> None:
    before = text_of(export(form="pdf").path)
    make_anonymous("Cox")

    after = text_of(export(form="pdf").path)

    assert ("Cox" in before, "Cox" in after) == (True, False)
    assert "Anonymous entries" in after


def test_a_print_edition_is_made_once_and_the_second_copy_is_the_same_file(export: Export) -> None:
    first = export(form="pdf")
    second = export(form="pdf")

    assert (first.sha256, first.rows) == (second.sha256, 4)
    assert PublicationFile.objects.filter(format="pdf").count() == 1


def test_a_damaged_file_is_not_handed_out_and_leaves_no_copy(
    export: Export, published: Publication, tmp_path: Path
) -> None:
    frozen = path_of(PublicationFile.objects.get(publication=published, edition="full", format="csv").file)
    frozen.chmod(0o600)
    frozen.write_bytes(frozen.read_bytes().replace(b"Ames", b"Amos"))

    with pytest.raises(ContentDamaged):
        export()

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
    assert Event.objects.filter(code="register.exported").count() == 0


def test_a_superseded_register_needs_the_archive_permission(
    export: Export, senior: Actor, head: Actor, officer: Actor
) -> None:
    publish(senior, head, date(2027, 3, 1))

    with pytest.raises(NotPermitted, match=r"archive\.read"):
        export(actor=officer)
    assert export(actor=senior).rows == 4


def test_only_what_is_published_leaves(published: Publication, export: Export) -> None:
    with arranged():
        Publication.objects.filter(pk=published.pk).update(state="prepared")

    with pytest.raises(NotYetPublished):
        export()


def test_each_edition_can_be_printed_and_holds_only_its_own(export: Export) -> None:
    texts = {
        edition: text_of(export(edition, "pdf").path) for edition in ("full", "open", "overseas", "other-electors")
    }

    named = {
        edition: [name for name in ("Ames", "Bell", "Cox", "Dunn") if name in text] for edition, text in texts.items()
    }
    assert named == {
        "full": ["Ames", "Bell", "Cox", "Dunn"],
        "open": ["Ames", "Cox", "Dunn"],
        "overseas": ["Dunn"],
        "other-electors": ["Dunn"],
    }


@pytest.mark.parametrize(("edition", "rows"), [("full", 4), ("open", 3), ("overseas", 1), ("other-electors", 1)])
def test_a_printed_edition_states_how_many_it_holds(export: Export, edition: str, rows: int) -> None:
    assert export(edition, "pdf").rows == rows


def test_the_overseas_list_has_both_addresses_in_every_format(
    ledger: Ledger, senior: Actor, head: Actor, officer: Actor, tmp_path: Path
) -> None:
    # REG-164: alphabetical, with the qualifying address and the present address; the anonymous after the names.
    overseas(ledger)
    publication = publish(senior, head)

    def text(form: str) -> str:
        output = tmp_path / f"list.{form}"
        export_publication(
            actor=officer, reference=publication.reference, edition="overseas", format=form, output=output
        )
        if form == "pdf":
            return " ".join(text_of(output).split())
        return output.read_text() if form == "csv" else pl.read_parquet(output).write_csv()

    found = {form: text(form) for form in ("csv", "parquet", "pdf")}

    addresses = ("4 Quarry Road, Wellbridge TA1 1ZZ", "Rua Verde 3, Lisboa, Portugal")
    assert {form: [one in held for one in addresses] for form, held in found.items()} == {
        "csv": [True, True],
        "parquet": [True, True],
        "pdf": [True, True],
    }
    assert [held.index("Abel") < held.index("Dunn") for held in found.values()] == [True, True, True]


def test_an_overseas_elector_who_is_anonymous_now_is_a_number_and_a_day(
    ledger: Ledger, senior: Actor, head: Actor, officer: Actor, tmp_path: Path
) -> None:
    elector = overseas(ledger)
    publication = publish(senior, head)
    with arranged():
        elector.anonymous, elector.surname, elector.forenames, elector.correspondence1 = True, "", "", ""
        elector.anonymous_until = date(2027, 11, 30)
        elector.save()

    texts = {}
    for form in ("csv", "pdf"):
        output = tmp_path / f"list.{form}"
        export_publication(
            actor=officer, reference=publication.reference, edition="overseas", format=form, output=output
        )
        texts[form] = " ".join(text_of(output).split()) if form == "pdf" else output.read_text()

    assert [secret in text for text in texts.values() for secret in ("Abel", "Rua Verde", "4 Quarry Road")] == [
        False
    ] * 6
    assert "30 November 2027" in texts["pdf"]
    assert [text.rindex("Dunn") < text.rindex("AB1-4") for text in texts.values()] == [True, True]


def test_an_address_abroad_is_never_run_by_a_spreadsheet(
    ledger: Ledger, senior: Actor, head: Actor, officer: Actor, tmp_path: Path
) -> None:
    elector = overseas(ledger)
    with arranged():
        elector.correspondence1 = "=HYPERLINK(1)"
        elector.save()
    publication = publish(senior, head)

    export_publication(
        actor=officer, reference=publication.reference, edition="overseas", format="csv", output=tmp_path / "list.csv"
    )

    present = pl.read_csv(tmp_path / "list.csv")["present_address"].to_list()
    assert [address for address in present if address] == ["'=HYPERLINK(1), Lisboa, Portugal"]


def overseas(ledger: Ledger) -> Elector:
    """The register of last year, and Abel, who came onto it from Lisbon by an application for 4 Quarry Road."""
    held = last_year(ledger)
    district = PollingDistrict.objects.get(code="AB1")
    elector = ledger.elector(
        surname="Abel", category="overseas", correspondence1="Rua Verde 3", correspondence2="Lisboa",
        correspondence_country="Portugal",
    )  # fmt: skip
    home = ledger.property(district, building_number="4")
    facts = {"property": None, "section": "2-other", "marker": "F", "local": False}
    ledger.entry(elector, home, publication=held, number=5, **facts)
    with arranged():
        Publication.objects.filter(pk=held.pk).update(counts={"districts": {"AB1": 5}})
        Application.objects.create(
            authority=ledger.authority, reference="A0000001", kind="overseas", channel="online", category="overseas",
            received_at=datetime(2025, 9, 1, 9, tzinfo=UTC), lists_on=date(2025, 9, 1), state="on_register",
            may_determine_from=date(2025, 9, 9), determined_on=date(2025, 9, 10), property=home, elector=elector,
        )  # fmt: skip
    return elector


@pytest.mark.parametrize(("edition", "form"), [("marked", "csv"), ("full", "docx"), ("other", "pdf")])
def test_what_there_is_not_is_refused(export: Export, edition: str, form: str) -> None:
    with pytest.raises(NoSuchEdition):
        export(edition, form)


def test_who_may_not_export_gets_nothing(export: Export, actor_as: Callable[[Role], Actor]) -> None:
    with pytest.raises(NotPermitted, match=r"register\.export"):
        export(actor=actor_as(Role.CUSTOMER_SERVICE))


def test_another_authoritys_register_is_not_found(export: Export, stranger: Actor) -> None:
    with pytest.raises(NotFound):
        export(actor=stranger)


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def surnames(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        return [str(row[header.index("surname")]) for row in rows]
    read = pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
    return list(read["surname"])
