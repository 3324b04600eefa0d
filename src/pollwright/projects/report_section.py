"""The projects, as a section of a report: how each stands, and its next milestone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy

from pollwright.acting import Permission
from pollwright.documents.blocks import Column
from pollwright.formats.plan_dates import year_name
from pollwright.pages.wording import short_day
from pollwright.performance.sections import Check, ReportSection, SectionTable, Wanted, declare
from pollwright.projects.queries.reported import projects_counted, reported_projects
from pollwright.projects.queries.rows import MilestoneRow, ProjectRow
from pollwright.projects.states import MilestoneState, Status

COLUMNS = (
    Column("Ref", 2),
    Column("Project", 5),
    Column("Manager", 3),
    Column("Status", 2),
    Column("Next milestone", 5),
    Column("By", 3),
    Column("Late", 4),
)
STATUSES = {
    Status.NOT_STARTED: "Not started",
    Status.ON_TRACK: "On track",
    Status.AT_RISK: "At risk",
    Status.LATE: "Late",
    Status.DONE: "Done",
    Status.STOPPED: "Stopped",
}
_NO_DAY = date.max


def tell(wanted: Wanted) -> Iterator[SectionTable]:
    """Yield the projects in one table; nothing where there are none."""
    found = reported_projects(wanted.authority_id, wanted.service, since=wanted.since)
    if found:
        counted = projects_counted(wanted.authority_id, wanted.service, since=wanted.since)
        rows = tuple(_row(one, held, wanted.on) for one, held in found)
        yield SectionTable("Projects", COLUMNS, rows, checks=(Check("Projects", len(rows), counted),))


def _row(one: ProjectRow, held: list[MilestoneRow], on: date) -> tuple[str, ...]:
    ahead = [each for each in held if each.state != MilestoneState.DONE] if one.closed_on is None else []
    coming = min(ahead, key=lambda each: (each.last or _NO_DAY, each.year, each.quarter, each.id), default=None)
    status = STATUSES[Status(one.status)]
    return (
        one.reference,
        one.title,
        one.managed_by or "Nobody",
        f"{status}, closed {short_day(one.closed_on)}" if one.closed_on else status,
        coming.words if coming else "",
        _by(coming) if coming else "",
        _late(ahead, on),
    )


def _by(one: MilestoneRow) -> str:
    if one.last is not None:
        return short_day(one.last)
    return one.date_typed or " ".join(
        part for part in (year_name(one.year), f"Q{one.quarter}" * bool(one.quarter)) if part
    )


def _late(ahead: list[MilestoneRow], on: date) -> str:
    days = [each.last for each in ahead if each.last is not None and each.late(on)]
    if not days:
        return ""
    return f"Late since {short_day(min(days))}" + (f"; {len(days)} milestones in all" if len(days) > 1 else "")


declare(ReportSection("projects", "Projects", gettext_lazy("Projects"), Permission.PLAN_VIEW, 1, tell))
