"""The examples of every paper: what they say, and what the PDF promises of itself."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from pollwright.documents.examples import read_example
from pollwright.documents.imprint import Language
from pollwright.documents.papers.notice_of_alteration import NoticeOfAlteration
from pollwright.documents.preview import describe, sheets, text_of
from pollwright.documents.typesetting import ROOT, Paper, data_of, render
from tests.documents.arranged import part
from tests.documents.golden import APPROVED, all_examples, shown

EXAMPLES = all_examples()
WORDING = json.loads((ROOT / "documents/styles/wording.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_paper_says_what_was_approved(name: str) -> None:
    approved = (APPROVED / f"{name}.txt").read_text(encoding="utf-8")

    assert shown(render(EXAMPLES[name])) == approved


def test_every_approved_text_has_its_example() -> None:
    assert sorted(EXAMPLES) == sorted(path.stem for path in APPROVED.glob("*.txt"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_pdf_is_tagged_accessible_and_fit_to_archive(name: str) -> None:
    paper = EXAMPLES[name]

    found = describe(render(paper))

    assert (found.tagged, found.standards) == (True, ("PDF/A-2a", "PDF/UA-1"))
    assert found.language == f"{paper.imprint.languages[0]}-GB"
    assert found.title != ""


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_json_of_its_paper(name: str, tmp_path: Path) -> None:
    paper = EXAMPLES[name]
    path = tmp_path / "copy.json"

    path.write_text(data_of(paper), encoding="utf-8")

    assert read_example(type(paper), path) == paper


def test_the_title_names_register_district_and_edition() -> None:
    found = describe(render(EXAMPLES["register_part-open"]))

    assert found.title == "Register of electors 2027: NC1 Nether Combe (Open register)"


# Handbook REG-310 gives Friday 1 May 2026 for a monthly notice; the Welsh names of day and month are in any dictionary.
@pytest.mark.parametrize(
    ("example", "line"),
    [
        ("notice_of_alteration-monthly", "Published on Friday 1 May 2026"),
        (
            "notice_of_alteration-wales",
            "Cyhoeddwyd ar / Published on Dydd Gwener 1 Mai 2026 / Friday 1 May 2026",
        ),
    ],
)
def test_days_are_written_out_in_the_languages_of_the_paper(example: str, line: str) -> None:
    lines = text_of(render(EXAMPLES[example]))[0].splitlines()

    assert [found for found in lines if "1 May 2026" in found and not found.startswith(("Takes", "Yn dod"))] == [line]


def test_an_anonymous_overseas_elector_shows_a_number_and_an_end_only() -> None:
    text = text_of(render(EXAMPLES["overseas_list-with_anonymous"]))[0]

    assert text.split("Anonymity ends on\n")[1].splitlines()[0] == "NC1-17 Wednesday 30 June 2027"


# 3,500 is the largest polling district of handbook section 10. Rows: a head, 70 streets of 50, the electors; then the
# totals table of five rows. A repeated head is drawn again but is one row of the structure.
def test_every_elector_of_a_district_of_3500_is_a_row_of_the_structure() -> None:
    pdf = render(part(3500))

    assert pdf.count(b"/S/TR") == 1 + 70 + 3500 + 5


def test_the_last_elector_of_a_long_district_stands_on_its_last_page() -> None:
    pages = text_of(render(part(300)))

    assert len(pages) == 3
    assert [line for line in pages[-1].splitlines() if line.startswith("300 ")] == ["300 Sample, Alex 300"]


def test_a_notice_of_4000_changes_is_set_whole() -> None:
    monthly = EXAMPLES["notice_of_alteration-monthly"]
    assert isinstance(monthly, NoticeOfAlteration)
    additions = tuple(
        monthly.districts[0].lines[0]._replace(number=str(number), name="Sample, Alex", address="1 Mill Rise")
        for number in range(1, 4001)
    )
    districts = (type(monthly.districts[0])("NC1", "Nether Combe", additions),)
    notice = NoticeOfAlteration(
        monthly.imprint,
        monthly.register,
        monthly.kind,
        monthly.basis,
        monthly.effective_on,
        districts,
        monthly.totals._replace(additions=4000, deletions=0, amendments=0),
    )

    pdf = render(notice)

    assert pdf.count(b"/S/TR") == 1 + 1 + 4000 + 4


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = EXAMPLES["register_part-full_with_awkward_names"]

    assert render(paper) == render(paper)


def test_the_dates_inside_the_pdf_are_the_legal_day_and_not_the_clock() -> None:
    paper = EXAMPLES["register_part-open"]

    found = pypdf.PdfReader(BytesIO(render(paper))).metadata

    assert found is not None
    assert {found.creation_date, found.modification_date} == {datetime(2026, 12, 1, tzinfo=UTC)}


def test_every_fixed_word_is_there_in_every_language() -> None:
    languages = {str(language) for language in Language}

    assert {key: set(words) for key, words in WORDING["words"].items() if set(words) != languages} == {}


@pytest.mark.parametrize(("pages", "duplex", "expected"), [(1, True, 1), (2, True, 1), (3, True, 2), (3, False, 3)])
def test_sheets_are_sides_in_pairs_where_both_are_printed(pages: int, duplex: bool, expected: int) -> None:
    assert sheets(pages, duplex=duplex) == expected


def test_papers_know_their_template() -> None:
    missing = {paper.template for paper in EXAMPLES.values() if not (ROOT / paper.template).is_file()}

    assert missing == set()


def test_every_example_is_set_in_one_or_two_pages() -> None:
    pages: dict[str, int] = {name: describe(render(paper)).pages for name, paper in _short(EXAMPLES).items()}

    assert pages == {name: 2 if name == "officer_letter-bilingual" else 1 for name in pages}


def _short(papers: dict[str, Paper]) -> dict[str, Paper]:
    return {name: paper for name, paper in papers.items() if name.startswith(("officer_letter", "anonymous"))}
