"""The service plan of a demonstration: one published, the draft of the next years, and its projects. Nobody exists."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.formats.plan_kinds import TableKind
from pollwright.projects.operations.keeping import log_highlight
from pollwright.projects.operations.parts import ActionFacts, LessonFacts, MeetingFacts, add_part
from pollwright.projects.operations.planning import take_from_plan
from pollwright.projects.queries.planned import planned
from pollwright.projects.states import Status
from pollwright.service_plan.live import WHOLE
from pollwright.service_plan.models import Plan
from pollwright.service_plan.operations.editing import confirm_table
from pollwright.service_plan.operations.importing import GivenPlan, import_plan
from pollwright.service_plan.operations.living import add_live_table
from pollwright.service_plan.operations.publishing import (
    VersionSaid,
    approve_plan,
    prepare_version,
    publish_plan,
    submit_plan,
)
from pollwright.service_plan.operations.rolling import roll_over
from pollwright.service_plan.queries.plans import plan_record, table_record
from pollwright.service_plan.states import BlockKind, PlanState

SOURCE = Path(__file__).parent / "data" / "service_plan.txt"


def keep_plans(head: Actor, approver: Actor, *, now: datetime) -> None:
    """Import, confirm and publish a plan, roll it over to a draft, and take its projects over.

    :param approver: somebody else, who approves and publishes what the head sends.
    """
    with scope(authority=head.authority_id):
        made = import_plan(actor=head, given=GivenPlan(SOURCE.name, SOURCE.read_bytes()), at=now).plan
        for reference in _tables(head.authority_id, made):
            version = table_record(head.authority_id, reference).version
            confirm_table(actor=head, table=reference, version=version, at=now)
        projects = [take_from_plan(actor=head, table=one.table).reference for one in planned(head.authority_id)]
        submit_plan(actor=head, reference=made, version=1)
        approve_plan(actor=approver, reference=made, version=2)
        said = VersionSaid("9.0", "Budgets agreed", "RA")
        prepared = prepare_version(approver, made, 3, said, on=now.date(), at=now)
        publish_plan(actor=approver, prepared=prepared, at=now)
        roll_over(actor=head, reference=made, at=now)
        _worked_on(head, projects[0], now.date())


def show_team(head: Actor, *, now: datetime) -> None:
    """Put the organisation chart into its section of the draft plan, as the posts stand."""
    with scope(authority=head.authority_id):
        draft = Plan.objects.filter(authority=head.authority_id, state=PlanState.DRAFT).latest("first_year")
        headings = [section.heading for section in plan_record(head.authority_id, draft.reference).sections]
        place = next(at for at, heading in enumerate(headings) if "organisation" in heading.casefold())
        add_live_table(
            actor=head,
            plan=draft.reference,
            version=draft.version,
            section=place,
            kind=TableKind.ORGANISATION,
            source="organisation",
            of=WHOLE,
            at=now,
        )


def _tables(authority_id: int, plan: str) -> list[str]:
    sections = plan_record(authority_id, plan).sections
    return [block.reference for section in sections for block in section.blocks if block.kind == BlockKind.TABLE]


def _worked_on(head: Actor, project: str, on: date) -> None:
    """Give a project a board with an action that is late, a task, a lesson, and a status with its reason."""
    meeting = add_part(actor=head, reference=project, facts=MeetingFacts(on - timedelta(days=20), "Ada Penhaligon"))
    late = ActionFacts("Ask the printer for a second quote", due_on=on - timedelta(days=3), meeting=meeting.reference)  # type: ignore[attr-defined]
    task = ActionFacts("Book the count venue", owner_text="Ada Penhaligon", due_on=on + timedelta(days=14))
    for facts in (late, task, LessonFacts("Order envelopes by June", "Two suppliers are asked each year.")):
        add_part(actor=head, reference=project, facts=facts)
    log_highlight(
        actor=head, reference=project, version=2, text="The printer's quote is late", on=on, status=Status.AT_RISK
    )
