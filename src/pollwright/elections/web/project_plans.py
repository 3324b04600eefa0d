"""The pages of project plans: making a version, and the project of polls that are taken together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations.project_plans import make_plan
from pollwright.elections.queries.project_plans import PlanTarget, plan_target, versions_of
from pollwright.elections.queries.projects import ProjectCounts, projects_of
from pollwright.elections.web.polls import GET_OR_POST, RECORD, poll_crumb, polls_crumb
from pollwright.elections.web.polls_shown import poll_href
from pollwright.elections.web.projects_shown import counts_table, plan_table
from pollwright.pages import wording
from pollwright.pages.forms import Form, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure, RecordPage, Section
from pollwright.pages.summaries import SummaryRow

NOTE = Form(
    TextField(
        "note",
        _t("What this version is for"),
        hint=_t("Stands on its first page, such as: for the project board of 12 January"),
        required=False,
        longest=300,
    )
)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PROJECT_EDIT)
def make(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what a version of the plan is for; told, make it as PDF, Word file and workbook."""
    actor = actor_of(request)
    target = plan_target(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        made = make_plan(actor=actor, reference=reference, note=given["note"] or "", at=moment(actor.authority_id))
        return Done(_("Version %(number)s of the project plan was made.") % {"number": made.number})

    lead = _(
        "Everything of the project is written out as it stands now: PDF, Word file and workbook, kept as a version."
    )
    title = _("Make the project plan")
    asked = Asked(title, NOTE, title, perform, _back(target), None, _crumbs(target), lead, caption=target.lead.title)
    return answered(request, asked)


@require_GET
@permission_required(Permission.POLLS_VIEW)
def combined(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the project of polls that are taken together: how far each poll's is, and the plan of all."""
    actor = actor_of(request)
    target = plan_target(actor.authority_id, reference)
    counts = projects_of(actor.authority_id, target.ids, on=today(actor.authority_id))
    versions = versions_of(actor.authority_id, target.poll_id, target.combination_id)
    page = RecordPage(
        title=_("Project of the day"),
        caption=wording.day(target.day),
        crumbs=_crumbs(target)[:-1],
        acts=_acts(actor, target, counts),
        facts=(SummaryRow(_("Leads"), target.lead.title, href=poll_href(target.lead.reference)),),
        figures=_figures(target, counts),
        sections=(
            Section(_("Project plan"), table=plan_table(versions)),
            Section(_("Projects of its polls"), table=counts_table(counts)),
        ),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if target.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


def _acts(actor: Actor, target: PlanTarget, counts: list[ProjectCounts]) -> tuple[NavItem, ...]:
    if not actor.may(Permission.PROJECT_EDIT):
        return ()
    lead = target.lead.reference
    making = NavItem(_("Make the project of the poll that leads"), reverse("elections:project-make", args=[lead]))
    plan = NavItem(_("Make the project plan"), reverse("elections:project-plan", args=[target.reference]))
    missing = all(one.poll != lead for one in counts)
    return (*((plan,) if counts else ()), *((making,) if missing else ()))


def _figures(target: PlanTarget, counts: list[ProjectCounts]) -> tuple[Figure, ...]:
    overdue = sum(one.overdue for one in counts)
    done, tasks = sum(one.done for one in counts), sum(one.tasks for one in counts)
    return (
        Figure(_("Polls with a project"), f"{len(counts)} / {len(target.polls)}"),
        Figure(_("Tasks done"), f"{wording.number(done)} / {wording.number(tasks)}"),
        Figure(_("Overdue"), wording.number(overdue), alarm=overdue > 0),
    )


def _back(target: PlanTarget) -> str:
    name = "elections:combination-project" if target.combination_id else "elections:project"
    return reverse(name, args=[target.reference])


def _crumbs(target: PlanTarget) -> tuple[Crumb, ...]:
    if target.combination_id is None:
        return (polls_crumb(), poll_crumb(target.lead), Crumb(_("Project"), _back(target)))
    combined_polls = Crumb(_("Combined polls"), reverse("elections:combination", args=[target.reference]))
    return (polls_crumb(), combined_polls, Crumb(_("Project of the day"), _back(target)))
