"""Tables of plans that show live registers: as they stand while drafting, frozen at publication, never converted."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.formats.plan_kinds import TableKind, shape_of
from pollwright.formats.plan_word import read_plan_word
from pollwright.projects.operations.keeping import MilestoneSaid
from pollwright.projects.operations.parts import MilestoneFacts, change_part
from pollwright.projects.operations.planning import NothingPlanned, take_from_plan
from pollwright.risks.models import Risk, RiskRegister
from pollwright.risks.operations.recording import RiskFacts, record_risk
from pollwright.risks.operations.registers import RegisterFacts, open_register
from pollwright.risks.operations.scoring import score_risk
from pollwright.risks.schemes import OVERALL
from pollwright.risks.states import ScoreKind
from pollwright.service_plan.models import PlanVersion
from pollwright.service_plan.operations.editing import LiveTable, change_row
from pollwright.service_plan.operations.exporting import export_plan
from pollwright.service_plan.operations.living import NotOffered, add_live_table, keep_typed, take_live
from pollwright.service_plan.operations.publishing import (
    VersionSaid,
    approve_plan,
    prepare_version,
    publish_plan,
    submit_plan,
)
from pollwright.service_plan.operations.rolling import roll_over
from pollwright.service_plan.queries.live_tables import compared, live_table, shown_if_bound, tables_moved_on
from pollwright.service_plan.queries.milestones import milestones
from pollwright.service_plan.queries.trees import tree
from tests.service_plan.drafts import AT, Draft

pytestmark = pytest.mark.django_db
HEAD = ("Risk Description", "Residual Likelihood Score", "Residual Impact Score", "Residual Risk Score")
STAFF = ("Too few staff", "3", "2", "6")


@pytest.fixture
def register(officer: Actor, draft: Draft) -> RiskRegister:
    """A register of the plan's service with one risk, which is scored higher than the plan has it."""
    made = open_register(actor=officer, facts=RegisterFacts("Service risks", service=draft.plan.service.name))
    risk = record_risk(actor=officer, reference=made.reference, facts=RiskFacts("Too few staff"))
    _score(officer, risk, "3", "2")
    return made


def _score(actor: Actor, risk: Risk, likelihood: str, impact: str) -> None:
    risk.refresh_from_db()
    facts = {"kind": ScoreKind.RESIDUAL, "likelihood": likelihood, "impacts": {OVERALL: impact}}
    score_risk(actor=actor, reference=risk.reference, version=risk.version, on=date(2026, 11, 23), **facts)


def _risks_in(document: object) -> list[tuple[str, ...]]:
    grids = document.grids  # type: ignore[attr-defined]
    return next(list(grid.rows) for grid in grids if shape_of(grid.rows).kind is TableKind.RISKS_SCORED)


def test_a_table_shows_its_register_once_an_officer_takes_it_over_and_goes_back_to_what_was_typed(
    head: Actor, draft: Draft, register: RiskRegister
) -> None:
    block = draft.table("risks-scored")
    typed = _risks_in(tree(draft.plan))
    told = compared(*shown_if_bound(head.authority_id, block.reference, "risks-scored", register.reference))

    take_live(actor=head, table=block.reference, version=1, source="risks-scored", of=register.reference, at=AT)

    assert told[0] == ("Too few staff | 2 | 2 | 4", "Too few staff | 3 | 2 | 6")
    assert _risks_in(tree(draft.plan)) == [HEAD, STAFF]
    made = export_plan(actor=head, reference=draft.reference, form="docx", at=AT)
    assert _risks_in(read_plan_word(made.content)) == [HEAD, STAFF]
    with pytest.raises(LiveTable):
        change_row(actor=head, table=block.reference, position=1, version=1, cells=["x", "1", "1", "1"])
    keep_typed(actor=head, table=block.reference, version=2, reason="Wrong register")
    assert _risks_in(tree(draft.plan)) == typed


def test_what_a_live_table_showed_when_the_plan_was_sent_is_what_is_published(
    head: Actor, senior: Actor, draft: Draft, register: RiskRegister
) -> None:
    draft.confirm_every_table()
    block = draft.table("risks-scored")
    take_live(actor=head, table=block.reference, version=2, source="risks-scored", of=register.reference, at=AT)
    submit_plan(actor=head, reference=draft.reference, version=1)
    approve_plan(actor=senior, reference=draft.reference, version=2)
    _score(head, Risk.objects.get(register=register), "4", "4")
    told = tables_moved_on(head.authority_id, draft.reference)
    prepared = prepare_version(senior, draft.reference, 3, VersionSaid("9.0", "Live risks", "AP"), on=AT.date(), at=AT)
    publish_plan(actor=senior, prepared=prepared, at=AT)

    frozen = export_plan(actor=head, reference=draft.reference, form="docx", at=AT, version="9.0")
    assert _risks_in(read_plan_word(frozen.content))[1] == STAFF
    assert told == [block.reference]
    assert _risks_in(tree(draft.plan))[1] == ("Too few staff", "4", "4", "16")
    assert PlanVersion.objects.get().number == "9.0"


def test_a_project_is_taken_over_from_its_table_which_then_shows_it_and_the_calendar_names_it_once(
    head: Actor, draft: Draft
) -> None:
    block = draft.table("project")
    with pytest.raises(NothingPlanned):
        take_from_plan(actor=head, table=block.reference)
    draft.confirm_every_table()
    before = [one.words for one in milestones(head.authority_id)]

    project = take_from_plan(actor=head, table=block.reference)
    take_live(actor=head, table=block.reference, version=2, source="project", of=project.reference, at=AT)

    assert (project.title, project.manager_text, project.capacity) == ("Council elections", "Ada Penhaligon, ESM", "RO")
    assert "Polls held on Thursday 6 May 2027" in before
    assert "Polls held on Thursday 6 May 2027" not in [one.words for one in milestones(head.authority_id)]
    typed, shown = shown_if_bound(head.authority_id, block.reference, "project", project.reference)
    assert compared(list(typed), list(shown)) == []  # type: ignore[arg-type]
    review = project.milestones.get(words="Review")
    facts = MilestoneFacts(MilestoneSaid(2026, "Review by all", 3))
    change_part(actor=head, reference=review.reference, version=1, facts=facts)
    table = live_table(head.authority_id, block.reference)
    assert table is not None
    assert table.rows[5][:4] == ("Plan", "Polls held on Thursday 6 May 2027", "Review by all", "Next poll")


def test_a_section_without_a_table_gets_a_live_one_and_nothing_is_offered_that_is_not_there(
    head: Actor, draft: Draft
) -> None:
    facts = {"actor": head, "plan": draft.reference, "version": 1, "section": 2, "at": AT}
    with pytest.raises(NotOffered):
        add_live_table(**facts, kind=TableKind.RISKS_SCORED, source="risks-scored", of="RR0000009")

    made = add_live_table(**facts, kind=TableKind.PROJECTS_BY_YEAR, source="projects-by-year", of="whole")
    shown = live_table(head.authority_id, made.reference)

    assert shown is not None
    assert shown.rows[1] == ("Project title", "Proposed outcome", "2026/27", "2027/28", "2028/29")


def test_the_page_of_a_table_tells_the_difference_and_takes_it_over(
    client_as: Callable[[Role], Client], draft: Draft, register: RiskRegister
) -> None:
    client, block = client_as(Role.HEAD), draft.table("risks-scored")
    page = f"/plans/tables/{block.reference}/"
    compare = f"{page}live/risks-scored/{register.reference}/"

    offered = client.get(page).content.decode()
    asked = client.get(compare).content.decode()
    client.post(compare, {"version": "1"})
    shown = client.get(page).content.decode()

    assert compare in offered
    assert "Typed: Too few staff | 2 | 2 | 4. In the register: Too few staff | 3 | 2 | 6." in asked
    assert ("As the register stands" in shown, "Go back to what was typed" in shown) == (True, True)


def test_the_plan_of_the_next_years_goes_on_showing_the_register(
    head: Actor, draft: Draft, register: RiskRegister
) -> None:
    block = draft.table("risks-scored")
    take_live(actor=head, table=block.reference, version=1, source="risks-scored", of=register.reference, at=AT)

    made = roll_over(actor=head, reference=draft.reference, at=AT)
    _score(head, Risk.objects.get(register=register), "4", "4")

    bound = made.blocks.exclude(live="")
    assert [(one.table_kind, one.live_of, one.confirmed_at) for one in bound] == [
        ("risks-scored", register.reference, None)
    ]
    assert _risks_in(tree(made))[1] == ("Too few staff", "4", "4", "16")
