"""Timeline, progress, tags, summaries and charts."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.pages.charts import Chart, Point, Shape, ticks_for
from pollwright.pages.steps import Progress, Step, StepState
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.pages.timeline import Change, Timeline, TimelineEntry
from tests.pages.conftest import Render
from tests.pages.examples import SUMMARY, TIMELINE, progress


def test_acts_are_gathered_under_local_days() -> None:
    # 23:30 in Greenwich on 30 June is half past midnight on 1 July in London.
    late, early = datetime(2026, 6, 30, 23, 30, tzinfo=UTC), datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

    timeline = Timeline.of([TimelineEntry(late, "A", "one"), TimelineEntry(early, "B", "two")])

    assert [(day.on, [entry.what for entry in day.entries]) for day in timeline.days] == [
        (date(2026, 7, 1), ["one"]),
        (date(2026, 6, 30), ["two"]),
    ]


def test_a_timeline_says_who_did_what_when_in_what_capacity_and_why(render: Render) -> None:
    text = " ".join(render("pages/_timeline.jinja", page={"timeline": TIMELINE}).split())

    assert "Friday 20 November 2026" in text
    assert '<time class="pw-timeline__time" datetime="2026-11-20T16:40:00+00:00">4:40pm</time>' in text
    assert "Morgan Hale, Deputy registration officer. " in text
    assert "Why: No objection was made in the five days that the list was open" in text
    assert "Surname: <del>Brine</del>" in text


def test_a_timeline_with_a_fact_taken_away_shows_what_it_was(render: Render) -> None:
    entry = TimelineEntry(datetime(2026, 6, 1, tzinfo=UTC), "A", "x", changes=(Change("Title", "Dr", ""),))

    text = render("pages/_timeline.jinja", page={"timeline": Timeline.of([entry])})

    assert (text.count("<del>Dr</del>"), text.count("<ins>")) == (1, 0)


@pytest.mark.parametrize(
    ("done", "total", "per_cent"),
    [(0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (5, 3, 100), (0, 0, 100), (7, None, None)],
)
def test_progress_is_rounded_down_so_that_the_end_is_the_end(
    done: int, total: int | None, per_cent: int | None
) -> None:
    assert Progress("x", StepState.RUNNING, done=done, total=total).per_cent == per_cent


def test_running_work_asks_again_and_can_be_cancelled(render: Render) -> None:
    html = render("pages/_progress.jinja", page={"progress": progress()}, csrf_input="<token>")

    assert html.count('hx-get="/progress/" hx-trigger="every 2s"') == 1
    assert html.count('<form method="post" action="/cancel/">') == 1
    assert html.count('aria-current="step"') == 1
    assert 'max="100" value="43"' in html


@pytest.mark.parametrize("state", [StepState.DONE, StepState.FAILED, StepState.CANCELLED])
def test_work_that_has_ended_asks_no_more(render: Render, state: StepState) -> None:
    html = render("pages/_progress.jinja", page={"progress": progress(state)}, csrf_input="")
    refresh = render('{% from "pages/progress.jinja" import refresh %}{{ refresh(p) }}', p=progress(state))

    assert [word for word in ("hx-get", "/cancel/", "<progress") if word in html] == []
    assert 'href="/result/"' in html
    assert refresh.strip() == ""


def test_without_javascript_the_page_of_running_work_is_fetched_again(render: Render) -> None:
    html = render('{% from "pages/progress.jinja" import refresh %}{{ refresh(p) }}', p=progress())

    assert html.strip() == '<noscript><meta http-equiv="refresh" content="5"></noscript>'


def test_every_state_of_a_step_has_a_tag() -> None:
    assert [Step("x", state).tag.text for state in StepState] == ["To do", "Running", "Done", "Failed", "Cancelled"]


def test_a_state_without_a_tag_is_a_fault() -> None:
    tags = TagSet({"open": Tag("Open", Colour.BLUE)})

    assert tags.of("open") == Tag("Open", Colour.BLUE)
    with pytest.raises(KeyError):
        tags.of("shut")


def test_a_summary_shows_lines_tags_and_what_its_links_are_about(render: Render) -> None:
    html = render('{% from "pages/parts.jinja" import summary_list %}{{ summary_list(rows) }}', rows=SUMMARY)

    assert "12 Abbey Row<br>Wells<br>BA5 2AB" in html
    assert '<strong class="govuk-tag govuk-tag--green">Ready to determine</strong>' in html
    assert 'Change<span class="govuk-visually-hidden"> name</span>' in html


# Round steps of 1, 2 or 5 times a power of ten, worked by hand.
@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (5, (0, 1, 2, 3, 4, 5)),
        (7, (0, 2, 4, 6, 8)),
        (430, (0, 100, 200, 300, 400, 500)),
        (24, (0, 5, 10, 15, 20, 25)),
    ],
)
def test_the_figures_of_an_axis_are_round(most: int, ticks: tuple[int, ...]) -> None:
    assert ticks_for(most) == ticks


@given(st.floats(0, 10**9))
def test_an_axis_reaches_the_highest_figure_in_five_steps(most: float) -> None:
    ticks = ticks_for(most)

    assert ticks[-1] >= most
    assert len(ticks) <= 6


def test_the_longest_bar_fills_its_room_and_half_is_half() -> None:
    chart = Chart("T", "L", "V", (Point("a", 50), Point("b", 100), Point("c", 0)))

    assert [bar.width for bar in chart.bars] == [195.0, 390.0, 0.0]
    assert [bar.width for bar in Chart("T", "L", "V", (Point("a", 0),)).bars] == [0]


def test_a_line_stands_on_nought_and_tops_out_at_the_axis() -> None:
    chart = Chart("T", "L", "V", (Point("a", 0), Point("b", 5)), Shape.LINE)

    assert [(mark.x, mark.y) for mark in chart.marks] == [(64.0, 188.0), (624.0, 16.0)]
    assert chart.path == "M64.0 188.0 L624.0 16.0"


def test_a_chart_says_all_its_figures_in_a_table(render: Render) -> None:
    chart = Chart("Received <by> day", "Day", "Number", (Point("Monday", 1200), Point("Tuesday", 7)))

    html = render('{% from "pages/chart.jinja" import chart %}{{ chart(c) }}', c=chart)

    assert '<th scope="row" class="govuk-table__header">Monday</th>' in html
    assert 'numeric">1,200</td>' in html
    assert "&lt;by&gt;" in html


def test_figures_below_nought_are_not_drawn_wrongly() -> None:
    with pytest.raises(ValueError, match="nought"):
        Chart("T", "L", "V", (Point("a", -1),))
