"""Making a version of a project plan: drawn as things stand, kept in three forms, and never changed."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.events.projects import ProjectPlanMade
from pollwright.elections.models import Combination, Poll, ProjectPlan
from pollwright.elections.papers.project_plans import PlanMade, files_of
from pollwright.elections.queries.project_plans import plan_facts, plan_target
from pollwright.files.kinds import declare
from pollwright.files.store import keep
from pollwright.law.notices import LONDON
from pollwright.refusals import Refused

SERIES = "PJP"
FILE_KIND = declare("project-plan", "Project plan of a poll", Permission.POLLS_VIEW)
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class NoProject(Refused):
    """A plan is of a project."""

    code = "elections.R041"
    problem = "No project of {reference} was made, so there is no plan."
    remedy = "Make the project first: tasks, risks, budget and count plan come from it."


@operation(Permission.PROJECT_EDIT)
def make_plan(*, actor: Actor, reference: str, note: str, at: datetime) -> ProjectPlan:
    """Make the next version of the project plan of a poll, or of polls that are taken together.

    :param reference: of the poll, or of the polls taken together.
    :param note: what the version is for.
    :raises NoProject: where no poll of it has a task.
    """
    target = plan_target(actor.authority_id, reference)
    # two officers at once: the second waits here, and makes the version after the first's
    of: Combination | Poll
    if target.combination_id:
        of = Combination.objects.select_for_update().get(pk=target.combination_id)
    else:
        of = Poll.objects.select_for_update().get(pk=target.lead.id)
    facts = plan_facts(actor.authority_id, target, on=at.astimezone(LONDON).date())
    if not facts.tasks:
        raise NoProject(reference=reference)
    number = facts.versions[0].number + 1 if facts.versions else 1
    name = next_reference(actor.authority_id, SERIES)
    written = files_of(actor.authority_id, facts, PlanMade(name, number, note, actor.name, at))
    stored = {
        ending: keep(
            actor=actor,
            source=content,
            name=f"project-plan-{reference}-v{number}.{ending}",
            media_type=MEDIA[ending],
            kind=FILE_KIND.name,
        )
        for ending, content in written.items()
    }
    made = ProjectPlan.objects.create(
        authority_id=actor.authority_id, reference=name, poll_id=target.poll_id,
        combination_id=target.combination_id, number=number, note=note, tasks=sum(one.tasks for one in facts.owners),
        done=sum(one.done for one in facts.owners), made_by=actor.name, made_at=at, **stored,
    )  # fmt: skip
    record(ProjectPlanMade(name, reference, number, stored["pdf"].sha256), actor=actor, subjects=[of, made])
    return made
