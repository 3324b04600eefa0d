"""From draft to frozen version, what changed between two, and the plan of the next years."""

from datetime import date

import pytest
from django.db import Error, transaction

from pollwright.acting import Actor
from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.formats.plan_kinds import TableKind, shape_of
from pollwright.formats.plan_tree import Grid
from pollwright.formats.plan_word import read_plan_word
from pollwright.jobs.runner import perform
from pollwright.service_plan.models import PlanVersion
from pollwright.service_plan.operations.editing import NotADraft, change_row
from pollwright.service_plan.operations.exporting import export_plan
from pollwright.service_plan.operations.publishing import (
    BadNumber,
    NotOpen,
    PlanChanged,
    SecondPerson,
    TablesToConfirm,
    VersionSaid,
    approve_plan,
    ask_to_publish,
    prepare_version,
    publish_plan,
    return_plan,
    submit_plan,
)
from pollwright.service_plan.operations.rolling import AlreadyRolled, roll_over, rolled
from pollwright.service_plan.queries.comparing import changed_since, next_number
from pollwright.service_plan.queries.trees import tree
from tests.fixtures.arranging import arranged
from tests.service_plan.drafts import AT, Draft
from tests.service_plan.layouts import BY_QUARTERS, BY_YEARS, plan_in

ON = date(2026, 11, 23)


@pytest.fixture
def approved(draft: Draft, senior: Actor) -> Draft:
    draft.confirm_every_table()
    submit_plan(actor=draft.head, reference=draft.reference, version=1)
    approve_plan(actor=senior, reference=draft.reference, version=2)
    return draft


def publish(draft: Draft, actor: Actor, number: str = "3.0", version: int = 3) -> PlanVersion:
    said = VersionSaid(number, "Budgets agreed", "AP")
    prepared = prepare_version(actor, draft.reference, version, said, on=ON, at=AT)
    return publish_plan(actor=actor, prepared=prepared, at=AT)


def test_a_plan_goes_nowhere_until_every_table_is_confirmed(draft: Draft) -> None:
    with pytest.raises(TablesToConfirm) as refused:
        submit_plan(actor=draft.head, reference=draft.reference, version=1)

    assert refused.value.values["count"] == 14


def test_a_second_person_approves_and_what_was_sent_can_not_be_changed(draft: Draft, senior: Actor) -> None:
    draft.confirm_every_table()
    submit_plan(actor=draft.head, reference=draft.reference, version=1)
    row = draft.row("contracts", 1)

    with pytest.raises(SecondPerson):
        approve_plan(actor=draft.head, reference=draft.reference, version=2)
    with pytest.raises(NotADraft):
        change_row(actor=draft.head, table=row.block.reference, position=1, version=1, cells=row.cells)
    with pytest.raises(NotOpen):
        publish(draft, senior, version=2)
    return_plan(actor=senior, reference=draft.reference, version=2, reason="A sum is wrong")
    with pytest.raises(PlanChanged):
        approve_plan(actor=senior, reference=draft.reference, version=2)
    assert draft.plan.state == "draft"


def test_a_version_is_logged_in_the_plan_and_frozen_with_its_files(approved: Draft, senior: Actor) -> None:
    published = publish(approved, senior)

    assert approved.row("versions", 3).cells == ["3.0", "23/11/2026", "Budgets agreed", "AP"]
    stored = StoredFile.objects.get(token=published.files["docx"]["token"])
    assert stored.sha256 == published.files["docx"]["sha256"]
    with open_content(stored, verify=True) as content:
        assert read_plan_word(content.read()).grids == tree(approved.plan).grids
    assert sorted(published.files) == ["docx", "html", "pdf"]
    with pytest.raises(Error), transaction.atomic(), arranged():
        PlanVersion.objects.update(reason="Other")


def test_the_files_are_made_by_long_work_and_what_changed_meanwhile_is_not_published(
    approved: Draft, senior: Actor
) -> None:
    said = VersionSaid("3.0", "Budgets agreed", "AP")
    prepared = prepare_version(senior, approved.reference, 3, said, on=ON, at=AT)
    asked = ask_to_publish(actor=senior, reference=approved.reference, version=3, said=said, on=ON, background=False)
    other = VersionSaid("2.0", "Late", "AP")
    with pytest.raises(BadNumber):
        ask_to_publish(actor=senior, reference=approved.reference, version=3, said=other, on=ON)

    done = perform(senior.authority_id, asked.reference)

    assert (done.state, done.outcome) == ("done", {"reference": approved.reference})
    assert PlanVersion.objects.get().number == "3.0"
    with pytest.raises(PlanChanged):
        publish_plan(actor=senior, prepared=prepared, at=AT)


def test_the_number_of_a_version_is_higher_than_all_in_the_log(approved: Draft, senior: Actor) -> None:
    assert next_number(senior.authority_id, approved.reference) == "3.0"

    for number in ("2.0", "1.9", "v3", "3"):
        with pytest.raises(BadNumber):
            publish(approved, senior, number)


def test_what_changed_since_a_version_is_shown_and_the_version_stays_as_it_was(approved: Draft, senior: Actor) -> None:
    publish(approved, senior)
    row = approved.row("contracts", 1)
    change_row(
        actor=approved.head,
        table=row.block.reference,
        position=1,
        version=row.version,
        cells=[*row.cells[:4], "Pebble", *row.cells[5:]],
    )

    found = changed_since(senior.authority_id, approved.reference, "3.0")
    again = export_plan(actor=senior, reference=approved.reference, form="docx", at=AT, version="3.0")

    assert [(one.section, one.before.split(" | ")[4], one.after.split(" | ")[4]) for one in found] == [
        ("2.3 Contracts", "Fenwick Print", "Pebble")
    ]
    assert "Fenwick Print" in str(read_plan_word(again.content).grids)


def grid(kind: TableKind, layout: str) -> Grid:
    return next(one for one in rolled(plan_in(layout)).grids if shape_of(one.rows).kind is kind)


def test_years_shift_and_each_target_and_amount_stays_with_its_year() -> None:
    assert grid(TableKind.BUDGETS, BY_QUARTERS).rows == (
        ("", "2027/28", "2028/29", "2029/30"),
        ("", "Latest", "Latest", "Latest"),
        ("", "£", "£", "£"),
        ("Net Cost of Service (Direct cost / Income Only)", "205,510", "209,700", ""),
    )
    assert grid(TableKind.INDICATORS, BY_QUARTERS).rows[:2] == (
        (
            "Ref", "Description", "2026/27 Actual", "2027/28 Target (Current year)", "2028/29 Target (Next year)",
            "2029/30 Target", "2030/31 Target",
        ),
        ("ES01", "Canvass return, register of 1 December", "", "90%", "90%", "90%", ""),
    )  # fmt: skip
    assert rolled(plan_in(BY_QUARTERS)).title == ("ELECTIONS SERVICE PLAN", "2027 - 2030")
    assert grid(TableKind.PROJECTS_BY_YEAR, BY_YEARS).rows[4] == (
        "Canvass",
        "",
        "Aug to Dec 2027",
        "Aug to Dec 2028",
        "",
    )


def test_a_project_begins_its_next_year_with_what_was_planned_for_it() -> None:
    project = grid(TableKind.PROJECT, BY_QUARTERS).rows

    assert project[3] == ("2027/28 Milestones", "", "", "", "2028/29 Milestones", "2029/30 Milestones")
    assert project[5] == ("Results", "", "", "", "1st Thursday in May", "")
    assert grid(TableKind.VERSIONS, BY_QUARTERS).rows[1:] == (("", "", "", ""),)


def test_a_plan_is_rolled_over_once_and_is_to_be_confirmed_anew(draft: Draft) -> None:
    draft.confirm_every_table()

    made = roll_over(actor=draft.head, reference=draft.reference, at=AT)

    assert (made.first_year, made.state, made.rolled_from_id) == (2027, "draft", draft.plan.pk)
    assert made.blocks.filter(kind="table", confirmed_at__isnull=False).count() == 0
    with pytest.raises(AlreadyRolled):
        roll_over(actor=draft.head, reference=draft.reference, at=AT)
