"""Reading plans: sections, tables cell for cell, and what is understood of them.

Expected values are read off the samples by eye; their oddities are those of the handbook (money-and-management, Traps).
"""

import pytest

from pollwright.formats.plan_facts import Fact, understood
from pollwright.formats.plan_kinds import Holds, TableKind, shape_of
from pollwright.formats.plan_oddities import Period, facts_of, oddities
from pollwright.formats.plan_text import read_plan_text
from pollwright.formats.plan_tree import Grid, PlanDocument, shown
from pollwright.formats.plan_wrapped import Wrapped, tables_of
from tests.service_plan.layouts import BY_QUARTERS, BY_YEARS, CORPORATE, plan_in, text_of

PERIOD = Period(2026, 3)


def grid(plan: PlanDocument, kind: TableKind, place: int = 0) -> Grid:
    return [one for one in plan.grids if shape_of(one.rows).kind is kind][place]


def words(plan: PlanDocument, kind: TableKind, place: int = 0) -> list[str]:
    found = grid(plan, kind, place)
    return [one.words for one in oddities(found.rows, shape_of(found.rows), PERIOD)]


def test_headings_are_found_in_every_form_that_councils_write_them() -> None:
    assert [(one.level, one.number, one.title) for one in plan_in(BY_YEARS).sections] == [
        (1, "", "INTRODUCTION"),
        (1, "SECTION 1", "INPUTS"),
        (2, "1.1", "Budgets"),
        (1, "SECTION 2", "OUTPUTS AND OUTCOMES"),
        (2, "2.1", "Performance management"),
        (3, "2.1.1", "Contribution to the Councils’ Strategic Aims and Objectives"),
        (3, "2.1.2", "Performance indicators"),
        (2, "2.2", "Projects"),
        (2, "2.3", "Risk Management"),
        (3, "", "RISK REGISTER"),
        (1, "", "Version Control"),
    ]


def test_every_row_of_a_text_with_tabs_is_a_row_of_a_table_as_typed() -> None:
    lines = [line.split("\t") for line in text_of(BY_QUARTERS).split("\n") if "\t" in line]
    headings = [cells for cells in lines if (cells[0] in ("2.1", "2.2") and len(cells) == 2) or set(cells[0]) == {"-"}]

    rows = [list(row) for one in plan_in(BY_QUARTERS).grids for row in one.rows]

    assert rows == [cells for cells in lines if cells not in headings]


def test_each_kind_of_table_is_told() -> None:
    kinds = {
        layout: [shape_of(one.rows).kind.value for one in plan_in(layout).grids] for layout in (BY_QUARTERS, BY_YEARS)
    }

    assert kinds == {
        BY_QUARTERS: [
            "contents", "budgets", "single-points", "single-points", "skills", "contributions", "indicators",
            "project", "project", "contracts", "risks-scored", "risk-picture", "scales", "versions",
        ],
        BY_YEARS: [
            "budgets", "contributions", "indicators", "other", "projects-by-year", "risks-lettered", "risk-picture",
            "versions",
        ],
    }  # fmt: skip


def test_cells_that_stand_on_lines_of_their_own_are_put_back_into_rows() -> None:
    plan = plan_in(BY_YEARS)

    risks = grid(plan, TableKind.RISKS_LETTERED)

    assert [len(row) for row in risks.rows] == [1, 8, 8, 1, 8, 8, 8, 8, 8, 3, 8, 8, 8, 8, 8, 3]
    assert risks.rows[4] == (
        "1", "Too few staff", "Service Disruption ", "IV", "D", "Polls could not be staffed.", "Requires Treatment", "Yes",
    )  # fmt: skip
    assert risks.rows[10][1] == "Forged forms\n\nAnnual Canvass"
    assert grid(plan, TableKind.RISK_PICTURE).rows[3] == (
        "",
        "D",
        "",
        "",
        "",
        "1",
        "",
        "III = Significant",
        "C = 50% - 74%",
    )
    assert grid(plan, TableKind.PROJECTS_BY_YEAR).rows[3] == ("Election – May 2027", "", "6th May 2027", "", "")


def test_no_cell_is_lost_whatever_the_gaps() -> None:
    cells = [Wrapped(str(place), place % 3) for place in range(40)]

    tables = tables_of(cells)

    assert [cell for rows in tables for row in rows for cell in row] == [cell.text for cell in cells]


def test_a_row_after_a_page_end_belongs_to_its_table_and_a_table_of_the_same_width_does_not() -> None:
    plan = plan_in(BY_QUARTERS)

    assert [row[0] for row in grid(plan, TableKind.RISKS_SCORED).rows[1:]] == [
        "Too few staff",
        "Computers fail",
        "No poll is held",
    ]
    assert [grid(plan, TableKind.PROJECT, place).rows[2][0] for place in (0, 1)] == ["Council elections", "New canvass"]


def test_posts_stand_under_the_budgets_where_their_heading_is_missing() -> None:
    sections = plan_in(CORPORATE).sections

    place = next(at for at, one in enumerate(sections) if one.title.startswith("Business Continuity"))

    assert [(one.level, one.heading) for one in sections[place - 1 : place + 1]] == [
        (2, "1.1 Budgets"),
        (3, "Business Continuity and Single Points of Failure"),
    ]
    assert [shown(one.text) for one in sections[place].blocks if not isinstance(one, Grid)] == [
        "Job title of SPOF: Resilience Manager / Data Protection Officer",
        "Job title of SPOF: Designer",
    ]


def test_what_speaks_to_the_author_is_told_from_the_plan() -> None:
    plan = plan_in(CORPORATE)

    hints = [one.text for section in plan.sections for one in section.blocks if not isinstance(one, Grid) and one.hint]

    assert [hint.split()[0] for hint in hints] == ["Please", "For", "Add", "Information", "Simply"]
    contributions = grid(plan, TableKind.CONTRIBUTIONS)
    assert shape_of(contributions.rows).heads == 2
    assert shown(contributions.rows[1][2]) == ""


@pytest.mark.parametrize(
    ("typed", "holds", "fact"),
    [
        ("£14,000", Holds.MONEY, Fact("money", "1400000", "£14,000.00")),
        ("201,480", Holds.MONEY, Fact("money", "20148000", "£201,480.00")),
        ("£12,500 a year", Holds.MONEY, Fact("money", "1250000", "£12,500.00, a year")),
        ("-£20", Holds.MONEY, Fact("money", "-2000", "-£20.00")),
        ("£900k", Holds.MONEY, Fact("money", "90000000", "£900,000.00")),
        ("to follow", Holds.MONEY, Fact("text", "", "to follow", "This is not an amount of money.")),
        ("01/01/26", Holds.DATE, Fact("days", "2026-01-01", "1 January 2026")),
        ("25/02/2026", Holds.DATE, Fact("days", "2026-02-25", "25 February 2026")),
        ("March 2014", Holds.DATE, Fact("days", "2014-03-01/2014-03-31", "1 March 2014 to 31 March 2014")),
        ("2014", Holds.DATE, Fact("days", "2014-01-01/2014-12-31", "1 January 2014 to 31 December 2014")),
        ("--", Holds.DATE, Fact("none", "", "No date")),
        ("31/02/2026", Holds.DATE, Fact("text", "", "31/02/2026", "The calendar has no such day.")),
        ("Aug to Dec 2026", Holds.MILESTONE, Fact("days", "2026-08-01/2026-12-31", "1 August 2026 to 31 December 2026")),
        ("6th May 2027", Holds.MILESTONE, Fact("days", "2027-05-06", "6 May 2027")),
        ("1st Thursday in May", Holds.MILESTONE, Fact("text", "", "1st Thursday in May")),
        ("(", Holds.MILESTONE, Fact("tick", "yes", "Ticked", "A bracket stands here for a tick.")),
        ("92.40%", Holds.TARGET, Fact("percent", "92.40", "92.40%")),
        ("TBA", Holds.TARGET, Fact("text", "", "TBA", "A target in words: no colour is worked out from it.")),
        ("Yes", Holds.EXTENSION, Fact("extension", "yes", "May be extended", "For how long is not said.")),
        ("Yes, 2 years", Holds.EXTENSION, Fact("extension", "yes 24", "May be extended by 24 months")),
        ("Annual renewal", Holds.EXTENSION, Fact("extension", "rolling", "Goes on from year to year")),
        ("New PI", Holds.REFERENCE, Fact("text", "", "New PI", "Not a reference of its own.")),
        ("Yes, every year", Holds.YES_NO, Fact("yes-no", "yes", "Yes")),
        ("", Holds.MONEY, Fact("blank")),
    ],
)  # fmt: skip
def test_what_is_understood_of_a_cell(typed: str, holds: Holds, fact: Fact) -> None:
    assert understood(typed, holds) == fact


def test_what_is_odd_about_a_table_is_said_and_stops_nothing() -> None:
    quarters, years, corporate = plan_in(BY_QUARTERS), plan_in(BY_YEARS), plan_in(CORPORATE)

    assert words(years, TableKind.BUDGETS) == [
        "The heading repeats 2027/28. Say which year is meant.",
        "No budget was entered yet.",
    ]
    assert words(quarters, TableKind.INDICATORS) == ["The target of 2029/30 lies beyond the plan."]
    assert words(quarters, TableKind.CONTRACTS) == ["For how long is not said."] * 2
    assert words(corporate, TableKind.CONTRACTS) == ["It goes on from year to year and has no review date."]
    assert words(quarters, TableKind.RISKS_SCORED) == ["1 × 3 is not 4."]
    assert words(quarters, TableKind.PROJECT) == ["6 May 2027 is in quarter 1 of the financial year."]
    assert words(corporate, TableKind.PROJECT) == ["No project manager is named."]
    assert words(corporate, TableKind.SINGLE_POINTS, 1) == ["Nothing is said of this post yet."]


def test_a_contract_that_ends_before_it_starts_or_costs_less_than_nothing_is_told() -> None:
    head = grid(plan_in(BY_QUARTERS), TableKind.CONTRACTS).rows[0]
    row = ("Print", "", "", "", "", "-£5", "01/02/2026", "01/01/2026", "01/12/2025", "No")

    found = oddities((head, row), shape_of((head, row)))

    assert [(one.row, one.column, one.words) for one in found] == [
        (1, 5, "A contract sum is not below nought."),
        (1, 7, "The contract ends before it starts."),
    ]


def test_the_risks_of_the_older_scheme_keep_class_letter_and_dates() -> None:
    risks = grid(plan_in(BY_YEARS), TableKind.RISKS_LETTERED)

    facts = facts_of(risks.rows, shape_of(risks.rows))

    assert [fact.kind for fact in facts[4]] == [
        "reference",
        "text",
        "text",
        "impact",
        "likelihood",
        "text",
        "text",
        "yes-no",
    ]
    assert [(row[6].said, row[7].said) for row in facts[5:9]] == [
        ("Last Review Date", "1 February 2026"),
        ("Next Milestone Date", "29 January 2027"),
        ("Next Review Date", "31 March 2027"),
        ("Date Closed", "No date"),
    ]


def test_text_without_a_plan_has_neither_tables_nor_headings() -> None:
    plan = read_plan_text("Dear all,\n\nthe plan follows.\n")

    assert (plan.grids, [one.level for one in plan.sections]) == ((), [0])
