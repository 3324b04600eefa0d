"""Taking a project over from the table of a plan: proposed there, decided by an officer."""

from __future__ import annotations

import re

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.plan_contents import ProjectSaid
from pollwright.formats.plan_dates import financial_year
from pollwright.projects import events
from pollwright.projects.models import Project
from pollwright.projects.operations.keeping import MilestoneSaid, ProjectFacts, open_project, project_in_hand
from pollwright.projects.queries.planned import Planned, planned
from pollwright.projects.states import Quarter
from pollwright.refusals import Refused

_QUARTER = re.compile(r"quarter\s*([1-4])", re.IGNORECASE)


class NothingPlanned(Refused):
    """The table has no such project, or it is taken over."""

    code = "projects.R020"
    problem = "Table {table} has no project there that waits to be taken over."
    remedy = "Open the list of projects in plans again. A table has to be confirmed first."


@operation(Permission.PLAN_EDIT)
def take_from_plan(*, actor: Actor, table: str, row: int | None = None, project: str = "") -> Project:
    """Take a project over from the table of a plan, or say that it is one that is here already.

    :param row: the place of its row in the layout by years. :param project: the reference of the one that it is; that
        one stays as it is, only the link is kept.
    :raises NothingPlanned: where nothing waits there.
    """
    found = next((one for one in planned(actor.authority_id) if (one.table, one.row) == (table, row)), None)
    if found is None:
        raise NothingPlanned(table=table)
    if project:
        held = project_in_hand(actor, project)
    else:
        held = open_project(actor=actor, facts=_facts(found), milestones=milestones_of(found.said))
    held.block_id, held.row_id, held.version = found.block_id, found.row_id, held.version + 1
    held.save(update_fields=["block_id", "row_id", "version"])
    record(events.TakenFromPlan(held.reference, table, found.plan), actor=actor, subjects=[held])
    return held


def milestones_of(said: ProjectSaid) -> list[MilestoneSaid]:
    """Return the milestones that a plan says, each under its year and quarter; those under no year are left out."""
    found = []
    for one in said.milestones:
        year, quarter = financial_year(one.label), _QUARTER.search(one.label)
        if year is not None:
            place = int(quarter[1]) if quarter else Quarter.WHOLE_YEAR
            found.append(MilestoneSaid(year, one.words, place))
    return found


def _facts(found: Planned) -> ProjectFacts:
    said = found.said
    return ProjectFacts(
        title=said.title,
        service=found.service,
        outcome=said.outcome,
        manager_text=said.manager[:150],
        sponsor_text=said.sponsor[:150],
        capacity=said.capacity,
    )
