"""The words and colours of plans on pages."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.formats.plan_kinds import TableKind
from pollwright.pages.tags import Colour, Tag
from pollwright.service_plan.states import PlanState

KINDS = {
    TableKind.CONTENTS: gettext_lazy("Contents"),
    TableKind.BUDGETS: gettext_lazy("Budgets"),
    TableKind.SINGLE_POINTS: gettext_lazy("Single point of failure"),
    TableKind.SKILLS: gettext_lazy("Skills and qualifications"),
    TableKind.CONTRIBUTIONS: gettext_lazy("Contribution to themes and objectives"),
    TableKind.INDICATORS: gettext_lazy("Performance indicators"),
    TableKind.PROJECT: gettext_lazy("Project"),
    TableKind.PROJECTS_BY_YEAR: gettext_lazy("Projects by year"),
    TableKind.CONTRACTS: gettext_lazy("Contracts"),
    TableKind.RISKS_SCORED: gettext_lazy("Risks by score"),
    TableKind.RISKS_LETTERED: gettext_lazy("Risks by letter and class"),
    TableKind.RISK_PICTURE: gettext_lazy("Risk matrix"),
    TableKind.SCALES: gettext_lazy("Scales of risk"),
    TableKind.VERSIONS: gettext_lazy("Version control"),
    TableKind.POST: gettext_lazy("Post"),
    TableKind.DUTIES: gettext_lazy("Duties"),
    TableKind.BEHAVIOURS: gettext_lazy("Behaviours"),
    TableKind.PERSON: gettext_lazy("Person specification"),
    TableKind.COMPETENCIES: gettext_lazy("Competency profile"),
    TableKind.ORGANISATION: gettext_lazy("Organisation chart"),
    TableKind.OTHER: gettext_lazy("Something else"),
}

_COLOURS = {PlanState.DRAFT: Colour.BLUE, PlanState.SUBMITTED: Colour.YELLOW, PlanState.APPROVED: Colour.GREEN}


def kind_name(kind: str) -> str:
    """Return what a table is about, in words."""
    return str(KINDS[TableKind(kind)])


def state_tag(state: str) -> Tag:
    """Return the tag of a plan's state."""
    return Tag(str(PlanState(state).label), _COLOURS[PlanState(state)])


def confirmed_tag(confirmed: bool) -> Tag:
    """Return the tag of a table that was confirmed, or waits for it."""
    return Tag(_("Confirmed"), Colour.GREEN) if confirmed else Tag(_("To confirm"), Colour.ORANGE)
