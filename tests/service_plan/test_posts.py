"""Posts with their role descriptions. The rules of marks and codes are the handbook's (MM-J06, MM-J07)."""

from datetime import UTC, datetime

import pytest

from pollwright.acting import Actor
from pollwright.formats.plan_kinds import TableKind, shape_of
from pollwright.formats.plan_posts import Competency, Criterion, competencies, criteria, parts, post_of
from pollwright.formats.plan_text import read_plan_text
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Post
from pollwright.service_plan.operations.importing import GivenPlan
from pollwright.service_plan.operations.posts import Circle, NoPost, PostChanged, import_post, place_post
from pollwright.service_plan.queries.posts import organisation
from pollwright.service_plan.queries.trees import from_json
from tests.service_plan.layouts import text_of

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def imported(actor: Actor, title: str) -> Post:
    text = text_of("role").replace("Job Title\tElections Manager\n", f"Job Title\t{title}\n")
    return import_post(actor=actor, given=GivenPlan("role.txt", text.encode()), at=AT)


def test_a_role_description_is_kept_cell_for_cell_and_its_head_is_read(head: Actor) -> None:
    post = imported(head, "Elections Manager")

    assert from_json(post.content) == read_plan_text(text_of("role"))
    assert (post.title, post.unit, post.grade, post.reports_to) == (
        "Elections Manager",
        "Democracy",
        "O",
        "Director of Democracy",
    )
    assert post_of(from_json(post.content)).pairs[-1] == ("Date Created/Amended", "August 2026")


def test_duties_go_on_after_the_end_of_a_page() -> None:
    tables = read_plan_text(text_of("role")).grids

    assert [row[0] for row in tables[1].rows] == ["Main Activities (Service Related)", "1.", "2.", "3.", "4"]


WRITTEN = """Role Description

Role title\tSenior Officer

Dimensions
Number of staff managed
- Three permanent members of staff
The budget is about £900k.

Behaviours\tRecruitment and selection
Working together\tInterview

Other requirements\tRecruitment and selection
This is a politically restricted position\tYES
"""
"""A role description whose dimensions are no table, and whose tables have the same second heading."""


def test_what_is_no_table_stands_under_its_heading_and_a_heading_that_comes_again_begins_a_table() -> None:
    found = parts(read_plan_text(WRITTEN))

    assert [(one.title, [line.text for line in one.paragraphs]) for one in found if one.grid is None] == [
        ("Dimensions", []),
        ("Number of staff managed", ["Three permanent members of staff", "The budget is about £900k."]),
    ]
    kinds = [shape_of(one.grid.rows).kind for one in found if one.grid is not None]
    assert kinds == [TableKind.POST, TableKind.BEHAVIOURS, TableKind.PERSON]


def test_criteria_stand_under_their_category_with_how_they_are_identified() -> None:
    found = criteria(read_plan_text(text_of("role")))

    assert found == [
        Criterion("Experience", essential=True, number="1", text="Has run polls", codes=(2, 4)),
        Criterion("Experience", essential=False, number="2", text="Has run parish polls", codes=(4,)),
        Criterion("Qualifications", essential=True, number="3", text="Holds the certificate", codes=(2, 3, 5)),
    ]
    assert [one.shortlisted for one in found] == [True, False, True]


def test_the_mark_of_a_job_stands_in_four_columns_only_and_that_of_a_person_anywhere() -> None:
    assert competencies(read_plan_text(text_of("role"))) == [
        Competency("Communication", "X", "G"),
        Competency("Education", "X", "E"),
        Competency("Environmental", "X", "A"),
        Competency("Decision Making", "X", "F", "X may stand only in A, C, E or G."),
        Competency("Project Management", "O", "D"),
    ]


def test_the_organisation_is_told_from_the_top_and_has_no_circles(head: Actor) -> None:
    chief, senior, officer = (imported(head, title) for title in ("Head", "Senior", "Officer"))
    place_post(actor=head, reference=senior.reference, version=1, above=chief.reference)
    place_post(actor=head, reference=officer.reference, version=1, above=senior.reference, vacant=True)

    assert [(one.title, one.depth, one.vacant) for one in organisation(head.authority_id)] == [
        ("Head", 0, False),
        ("Senior", 1, False),
        ("Officer", 2, True),
    ]
    with pytest.raises(Circle):
        place_post(actor=head, reference=chief.reference, version=1, above=officer.reference)
    with pytest.raises(Circle):
        place_post(actor=head, reference=chief.reference, version=1, above=chief.reference)
    with pytest.raises(PostChanged):
        place_post(actor=head, reference=senior.reference, version=1)


def test_a_file_without_a_post_and_a_stranger_are_refused(head: Actor, stranger: Actor) -> None:
    post = imported(head, "Head")

    with pytest.raises(NoPost):
        import_post(actor=head, given=GivenPlan("a.txt", b"1.1 Budgets\n\na\tb\n"), at=AT)
    with pytest.raises(NotFound):
        place_post(actor=stranger, reference=post.reference, version=1)
