"""What the tables of a plan say together. Changes of budgets are worked by hand from the samples."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from pollwright.acting import Role
from pollwright.formats.plan_contents import BudgetYear, PostSaid, budgets, posts, projects
from pollwright.formats.plan_dates import Days
from pollwright.service_plan.web.gantt import gantt
from tests.register.test_applications_pages import text_of
from tests.service_plan.drafts import Draft
from tests.service_plan.layouts import BY_QUARTERS, BY_YEARS, CORPORATE, plan_in

LINE = "Net Cost of Service (Direct cost / Income Only)"


def test_budgets_are_told_year_by_year_with_what_changes() -> None:
    assert budgets(plan_in(BY_QUARTERS)) == [
        BudgetYear(LINE, "2026/27", 20_148_000, None, None),
        BudgetYear(LINE, "2027/28", 20_551_000, 403_000, 2.0),
        BudgetYear(LINE, "2028/29", 20_970_000, 419_000, 2.04),
    ]
    assert [(one.year, one.pence) for one in budgets(plan_in(BY_YEARS))] == [
        ("2026/27", None),
        ("2027/28", None),
        ("2027/28", None),
    ]


def test_posts_have_their_titles_functions_and_how_much_is_said() -> None:
    assert posts(plan_in(CORPORATE)) == [
        PostSaid("Resilience Manager / Data Protection Officer", functions=2, filled=7, cells=10),
        PostSaid("Designer", functions=0, filled=0, cells=5),
    ]


def test_projects_are_read_in_both_layouts_and_quarters_stay_labels() -> None:
    by_quarter, by_year = projects(plan_in(BY_QUARTERS)), projects(plan_in(BY_YEARS))

    assert [(one.title, one.manager, one.capacity) for one in by_quarter] == [
        ("Council elections", "Ada Penhaligon, ESM", "RO"),
        ("New canvass", "Ada Penhaligon, ESM", "ERO"),
    ]
    assert [(one.label, one.days) for one in by_quarter[0].milestones[:2]] == [
        ("2026/27 Quarter 1", None),
        ("2026/27 Quarter 2", Days(date(2027, 5, 6), date(2027, 5, 6))),
    ]
    assert [(one.title, [said.words for said in one.milestones]) for one in by_year] == [
        ("Registration on-line", ["✓", "✓", "✓"]),
        ("Election – May 2027", ["6th May 2027"]),
        ("Canvass", ["Aug to Dec 2026", "Aug to Dec 2027", "Aug to Dec 2028"]),
    ]
    assert projects(plan_in(CORPORATE))[0].manager == ""


def test_the_picture_has_a_bar_for_each_milestone_with_days_and_none_for_a_tick() -> None:
    picture = gantt(projects(plan_in(BY_YEARS)))

    assert picture is not None
    assert [bar.label for bar in picture.bars] == ["Election – May 2027", "Canvass", "", ""]
    assert [year.label for year in picture.years] == ["2026", "2027", "2028"]
    # 450 units are the 1,096 days of 2026 to 2028; 1 August 2026 is day 212, and August to December have 153
    assert (picture.bars[1].x, picture.bars[1].width) == (190 + 87.0, 62.8)
    assert gantt(projects(plan_in(CORPORATE))) is None


def test_both_pages_show_it(client_as: Callable[[Role], Client], draft: Draft) -> None:
    client = client_as(Role.AUDITOR)

    said = text_of(client.get(f"/plans/{draft.reference}/overview/"))
    shown = text_of(client.get(f"/plans/{draft.reference}/projects/"))

    assert "£205,510.00 +£4,030.00 (+2.00%)" in said
    assert "Rowan Achterberg, ERO" in shown
