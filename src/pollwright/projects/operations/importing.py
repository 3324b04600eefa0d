"""Taking projects with their milestones over from a table: all rows or none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.plan_dates import financial_year
from pollwright.formats.small_tables import records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.projects.events import ProjectsImported
from pollwright.projects.models import Project
from pollwright.projects.operations.keeping import BadProject, MilestoneSaid, ProjectFacts, open_project
from pollwright.projects.states import Quarter
from pollwright.refusals import Refused

COLUMNS = (
    "service", "project", "outcome", "manager", "sponsor", "capacity", "start", "end", "year", "quarter", "milestone",
    "date",
)  # fmt: skip
"""Columns of the table: a row is a milestone of a project; one of a project without milestones has none."""
_QUARTER = re.compile(r"(?:q(?:uarter)?\s*)?([1-4])", re.IGNORECASE)


class ProjectsUnreadable(Refused):
    """The file is no table of projects, or a row of it has a fault."""

    code = "projects.R030"
    problem = "Nothing was taken over. Row {row}: {fault}"
    remedy = "Put the row right and hand the file in again; the list with milestones as a file shows the columns."
    words = frozenset({"fault"})


@operation(Permission.PLAN_EDIT)
def import_projects(*, actor: Actor, content: bytes) -> int:
    """Take projects over from a CSV file or workbook, and return how many.

    :raises ProjectsUnreadable: where the file or a row can't be read, or a project of that title is there already.
    """
    found = _read(content)
    held = Project.objects.filter(authority=actor.authority_id).values_list("service__name", "title")
    there = {(service.casefold(), title.casefold()) for service, title in held}
    for key, (number, facts, milestones) in found.items():
        if key in there:
            raise ProjectsUnreadable(row=number, fault="A project of this service and title is here already.")
        try:
            open_project(actor=actor, facts=facts, milestones=milestones)
        except BadProject as fault:
            raise ProjectsUnreadable(row=number, fault=str(fault.values["why"])) from fault
    record(ProjectsImported(len(found), hashlib.sha256(content).hexdigest()), actor=actor, subjects=[])
    return len(found)


def _read(content: bytes) -> dict[tuple[str, str], tuple[int, ProjectFacts, list[MilestoneSaid]]]:
    """Return the projects of a file by service and title, each with its first row."""
    try:
        rows = records(content)
    except UnreadableFile:
        raise ProjectsUnreadable(row=1, fault="The file is neither CSV in UTF-8 nor an Excel workbook.") from None
    found: dict[tuple[str, str], tuple[int, ProjectFacts, list[MilestoneSaid]]] = {}
    for number, cells in rows:
        key = (cells.get("service", "").casefold(), cells.get("project", "").casefold())
        if not all(key):
            raise ProjectsUnreadable(row=number, fault="The service or the title of the project is missing.")
        said = found.setdefault(key, (number, _facts(number, cells), []))[2]
        if cells.get("milestone"):
            said.append(_milestone(number, cells))
    if not found:
        raise ProjectsUnreadable(row=2, fault="There is no project in the file.")
    return found


def _facts(number: int, cells: Mapping[str, str]) -> ProjectFacts:
    capacity = cells.get("capacity", "").upper()
    if capacity not in ("", "RO", "ERO"):
        raise ProjectsUnreadable(row=number, fault="The capacity is neither RO nor ERO.")
    return ProjectFacts(
        title=cells["project"],
        service=cells["service"],
        outcome=cells.get("outcome", ""),
        manager_text=cells.get("manager", "")[:150],
        sponsor_text=cells.get("sponsor", "")[:150],
        capacity=capacity,
        start_typed=cells.get("start", ""),
        end_typed=cells.get("end", ""),
    )


def _milestone(number: int, cells: Mapping[str, str]) -> MilestoneSaid:
    year, typed = financial_year(cells.get("year", "")), cells.get("quarter", "")
    quarter = _QUARTER.fullmatch(typed)
    if year is None:
        raise ProjectsUnreadable(row=number, fault="The year is not written 2026/27.")
    if typed and quarter is None:
        raise ProjectsUnreadable(row=number, fault="The quarter is none of 1 to 4.")
    place = int(quarter[1]) if quarter else Quarter.WHOLE_YEAR
    return MilestoneSaid(year, cells["milestone"], place, cells.get("date", ""))
