"""A plan that is written as a Word file and read back is the same plan, cell for cell."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from pollwright.formats.plan_tree import Grid, Paragraph, PlanDocument, Section, UnreadablePlan
from pollwright.formats.plan_word import read_plan_word
from pollwright.formats.plan_word_writing import WordPlan, plan_word
from tests.service_plan.layouts import CORPORATE, LAYOUTS, plan_in

ABOUT = WordPlan(
    "Quantock Council", datetime(2026, 11, 22, 12, tzinfo=UTC), {"by using this link": "https://example.org/f"}
)
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
WORDS = st.text(LETTERS, max_size=24)
CELLS = st.one_of(
    WORDS, st.sampled_from(["", "\n", "a\n\nb", " x ", "<p>y</p>", "**z**", "[l](#)", "1.1", "Please add", "\t"])
)
LINES = st.text(LETTERS, min_size=1, max_size=24).map(str.strip).filter(bool)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=4).map(tuple), min_size=1, max_size=4).map(
    lambda rows: Grid(tuple(rows))
)
PARAGRAPHS = st.builds(Paragraph, WORDS, st.booleans())
SECTIONS = st.builds(
    Section,
    st.integers(1, 9),
    st.sampled_from(["", "1.1", "SECTION 2"]),
    LINES,
    st.lists(st.one_of(GRIDS, PARAGRAPHS), max_size=3).map(tuple),
)
PLANS = st.builds(PlanDocument, st.lists(LINES, max_size=2).map(tuple), st.lists(SECTIONS, max_size=4).map(tuple))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_comes_back_cell_for_cell(layout: str) -> None:
    plan = plan_in(layout)

    assert read_plan_word(plan_word(plan, ABOUT)) == plan.printed()


@settings(max_examples=20)
@given(plan=PLANS)
def test_any_plan_comes_back_as_it_was(plan: PlanDocument) -> None:
    assert read_plan_word(plan_word(plan, ABOUT)) == plan


def test_others_read_the_same_tables_from_the_file() -> None:
    plan = plan_in(CORPORATE)

    tables = docx.Document(io.BytesIO(plan_word(plan, ABOUT))).tables

    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    assert read == [[list(row) for row in grid.rows] for grid in plan.grids]


def test_marks_and_hints_in_cells_are_hidden_and_hints_outside_tables_are_gone() -> None:
    document = docx.Document(io.BytesIO(plan_word(plan_in(CORPORATE), ABOUT)))

    printed = "\n".join(text.text for text in document.element.iter(qn("w:t")) if not _hidden(text))

    assert [
        word for word in ("<p>", "**", "](#)", "Please", "to complete this column", "Simply add") if word in printed
    ] == []
    assert "Job title of SPOF: Resilience Manager" in printed


def test_an_empty_section_says_none_and_has_styles_and_a_table_of_contents() -> None:
    content = plan_word(plan_in(CORPORATE), ABOUT)
    document = docx.Document(io.BytesIO(content))

    paragraphs = [(one.style.name, one.text) for one in document.paragraphs if one.style is not None]

    at = paragraphs.index(("Heading 2", "1.3\tService, Organisational Chart"))
    assert paragraphs[at + 1] == ("Plan Nothing", "None")
    assert ("Title", "CORPORATE SERVICES SERVICE PLAN") in paragraphs
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert xml.count('TOC \\o "1-4"') == 1


def test_a_link_leads_to_where_it_was_set_to_lead() -> None:
    plan = PlanDocument((), (Section(1, "", "Money", (Paragraph("More [by using this link](#)"),)),))

    document = docx.Document(io.BytesIO(plan_word(plan, ABOUT)))

    assert [link.address for one in document.paragraphs for link in one.hyperlinks if link.address] == [
        "https://example.org/f"
    ]


def test_a_council_s_own_word_file_is_read_with_merged_cells() -> None:
    document = docx.Document()
    document.add_paragraph("ELECTIONS SERVICE PLAN", style="Title")
    document.add_heading("1.1 Budgets", level=2)
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Net cost"
    table.cell(0, 2).text, table.cell(1, 0).text = "2026/27", "Elections\nall"
    table.cell(0, 2).merge(table.cell(1, 2))
    document.add_paragraph("2.3")
    document.add_paragraph("Contracts")
    document.add_paragraph("A remark", style="List Bullet")
    written = io.BytesIO()
    document.save(written)

    plan = read_plan_word(written.getvalue())

    assert plan.title == ("ELECTIONS SERVICE PLAN",)
    assert [(one.level, one.number, one.title) for one in plan.sections] == [
        (2, "1.1", "Budgets"),
        (2, "2.3", "Contracts"),
    ]
    assert plan.grids[0].rows == (("Net cost", "", "2026/27"), ("Elections\nall", "", ""))
    assert plan.sections[1].blocks == (Paragraph("A remark", bullet=True),)


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePlan):
        read_plan_word(content)


def _hidden(text: object) -> bool:
    properties = text.getparent().find(qn("w:rPr"))  # type: ignore[attr-defined]
    return properties is not None and properties.find(qn("w:vanish")) is not None
