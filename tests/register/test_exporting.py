"""Copies of a published register: the frozen bytes, or masked ones, never anything else."""

import hashlib
from collections.abc import Callable
from datetime import date
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
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Publication, PublicationFile
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


@pytest.mark.parametrize(("edition", "form"), [("overseas", "pdf"), ("marked", "csv"), ("full", "docx")])
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
