"""The organisation chart in the files of a plan: boxes and lines, and the list of posts with it."""

import io
from itertools import combinations

import docx
from hypothesis import given
from hypothesis import strategies as st

from pollwright.acting import Actor
from pollwright.documents.preview import text_of
from pollwright.formats.plan_chart import HEIGHT, LEAST_SCALE, WIDTH, ChartPost, drawings, drawn, nested, posts_of
from pollwright.formats.plan_kinds import TableKind
from pollwright.formats.plan_word import read_plan_word
from pollwright.service_plan.operations.exporting import export_plan
from pollwright.service_plan.operations.living import add_live_table
from pollwright.service_plan.operations.posts import place_post
from pollwright.service_plan.queries.trees import tree
from tests.service_plan.drafts import AT, Draft
from tests.service_plan.test_posts import imported

HEAD = ("Post", "Reports to", "State")


@given(st.lists(st.integers(min_value=0, max_value=4), min_size=1, max_size=60))
def test_every_post_has_its_box_no_two_meet_and_letters_can_be_read(depths: list[int]) -> None:
    pictures = drawn(nested([(depth, ChartPost(f"Post {place}")) for place, depth in enumerate(depths)]))

    assert {box.title for one in pictures for box in one.boxes} == {f"Post {place}" for place in range(len(depths))}
    for one in pictures:
        for box, other in combinations(one.boxes, 2):
            assert abs(box.x - other.x) >= WIDTH or abs(box.y - other.y) >= HEIGHT
        assert max(box.x for box in one.boxes) + WIDTH <= one.width
        assert max(box.y for box in one.boxes) + HEIGHT <= one.height


def test_a_chart_too_large_for_a_page_is_drawn_from_the_top_and_then_branch_by_branch() -> None:
    branches = [(f"– Manager {n}", *(f"– – Officer {n}.{k}" for k in range(5))) for n in range(9)]
    rows = (HEAD, ("Director", "", ""), *((title, "", "") for branch in branches for title in branch))

    pictures = drawings(rows)

    assert [one.of for one in pictures] == ["", *(f"Manager {n}" for n in range(9))]
    assert [len(one.boxes) for one in pictures] == [10, *([6] * 9)]
    assert min(one.scale for one in pictures) >= LEAST_SCALE


def test_a_typed_list_without_dashes_says_by_its_second_column_what_stands_under_what() -> None:
    rows = (HEAD, ("Head", "", ""), ("Senior", "head", ""), ("Officer", "Senior", "Vacant"))

    assert posts_of(rows) == (
        ChartPost("Head", below=(ChartPost("Senior", below=(ChartPost("Officer", "Vacant", vacant=True),)),)),
    )


def test_the_files_of_a_plan_have_the_chart_drawn_and_its_tables_as_they_are(head: Actor, draft: Draft) -> None:
    chief, senior = imported(head, "Head of Polls"), imported(head, "Polls & Post")
    place_post(actor=head, reference=senior.reference, version=1, above=chief.reference, vacant=True)
    add_live_table(
        actor=head, plan=draft.reference, version=1, section=2, at=AT,
        kind=TableKind.ORGANISATION, source="organisation", of="whole",
    )  # fmt: skip

    word, pdf, page = (
        export_plan(actor=head, reference=draft.reference, form=form, at=AT).content for form in ("docx", "pdf", "html")
    )

    said = "Organisation chart: 2 posts, which the table lists one under another"
    shapes = docx.Document(io.BytesIO(word)).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [said]
    assert read_plan_word(word).grids == tree(draft.plan).printed().grids
    assert f'aria-label="{said}"' in page.decode()
    assert page.decode().count("Polls &amp; Post</text>") == 1
    assert page.decode().count('font-family="IBM Plex Sans, Arial, sans-serif"') == 1
    assert sum("Polls & Post" in line for leaf in text_of(pdf) for line in leaf.splitlines()) == 2
