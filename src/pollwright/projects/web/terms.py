"""Words, tags and addresses of this room."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.formats.plan_dates import year_name
from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag
from pollwright.projects.queries.rows import MilestoneRow
from pollwright.projects.states import MilestoneState, Quarter, Status

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
_COLOURS = {
    Status.NOT_STARTED: Colour.GREY,
    Status.ON_TRACK: Colour.GREEN,
    Status.AT_RISK: Colour.YELLOW,
    Status.LATE: Colour.RED,
    Status.DONE: Colour.BLUE,
    Status.STOPPED: Colour.GREY,
}


def status_tag(status: str, *, closed: bool = False) -> Tag:
    """Return how a project stands."""
    return Tag(_("Closed"), Colour.GREY) if closed else Tag(str(Status(status).label), _COLOURS[Status(status)])


def milestone_tag(one: MilestoneRow, on: date) -> Tag:
    """Return how a milestone stands; that it is late is worked out from its day."""
    if one.late(on):
        return Tag(_("Late"), Colour.RED)
    return Tag(str(MilestoneState(one.state).label), _COLOURS[Status(one.state)])


def when(one: MilestoneRow) -> str:
    """Return the year and quarter that a milestone stands under."""
    year = year_name(one.year)
    return year if one.quarter == Quarter.WHOLE_YEAR else f"{year} {Quarter(one.quarter).label}"


def project_href(reference: str) -> str:
    """Return the address of a project."""
    return reverse("projects:project", args=[reference])


def act_href(reference: str, name: str) -> str:
    """Return the address of an act on a project."""
    return reverse("projects:project-act", args=[reference, name])


def part_href(reference: str) -> str:
    """Return the address at which a part is changed."""
    return reverse("projects:part", args=[reference])


def projects_crumb() -> Crumb:
    """Return the way back to all projects."""
    return Crumb(_("Projects"), reverse("projects:projects"))


def project_crumb(reference: str, title: str) -> Crumb:
    """Return the way back to a project."""
    return Crumb(title[:60], project_href(reference))
