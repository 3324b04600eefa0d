"""Pages of what a plan says in all: budgets and posts, and projects with their picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.formats import plan_contents
from pollwright.formats.plan_contents import BudgetYear, PostSaid, ProjectSaid
from pollwright.formats.plan_tree import PlanDocument
from pollwright.pages import wording
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import Cell, Figure, PlainTable, RecordPage, Section
from pollwright.service_plan.queries.trees import plan_of, tree
from pollwright.service_plan.web.gantt import Gantt, gantt


@dataclass(frozen=True, slots=True)
class ProjectsPage:
    """The projects of a plan: the picture of what names days, and every milestone in a table."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    picture: Gantt | None
    undated: str
    milestones: PlainTable


@require_safe
@permission_required(Permission.PLAN_VIEW)
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """Show budgets year by year with what changes, and the single points of failure with how much is said of each."""
    found = plan_of(actor_of(request).authority_id, reference)
    document = tree(found)
    posts = plan_contents.posts(document)
    said, asked = sum(post.filled for post in posts), sum(post.cells for post in posts)
    page = RecordPage(
        title=_("What the plan says"),
        caption=reference,
        crumbs=_crumbs(reference),
        figures=(
            Figure(_("Single points of failure"), str(len(posts))),
            Figure(_("Of these nothing is said"), str(sum(1 for post in posts if not post.filled))),
            Figure(_("Complete"), f"{round(100 * said / asked)}%" if asked else _("Nothing to fill in")),
        ),
        sections=(
            Section(_("Budgets"), table=_budgets(document)),
            Section(_("Single points of failure"), table=_posts(posts)),
        ),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_safe
@permission_required(Permission.PLAN_VIEW)
def projects(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the projects of a plan with every milestone, and a picture of those that name days."""
    found = plan_of(actor_of(request).authority_id, reference)
    said = plan_contents.projects(tree(found))
    headings = (_("Project"), _("Manager"), _("Sponsor"), _("Outcome"), _("When"), _("Milestone"), _("Days"))
    page = ProjectsPage(
        title=_("Projects"),
        caption=reference,
        crumbs=_crumbs(reference),
        picture=gantt(said),
        undated=_("No milestone names a day, so there is no picture."),
        milestones=PlainTable(_("Milestones of projects"), headings, tuple(_milestones(said))),
    )
    return render(request, "service_plan/projects.jinja", {"page": page})


def _crumbs(reference: str) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Service plans"), reverse("service-plan:plans")),
        Crumb(reference, reverse("service-plan:plan", args=[reference])),
    )


def _budgets(document: PlanDocument) -> PlainTable:
    rows = tuple(
        (
            Cell(one.label),
            Cell(one.year),
            Cell(wording.money(one.pence) if one.pence is not None else _("To be added"), numeric=True),
            Cell(_change(one), numeric=True),
        )
        for one in plan_contents.budgets(document)
    )
    headings = (_("Budget"), _("Year"), _("Amount"), _("Change from the year before"))
    return PlainTable(_("Budgets by year"), headings, rows, empty=_("The plan has no budgets."))


def _change(one: BudgetYear) -> str:
    if one.change_pence is None:
        return ""
    percent = "" if one.change_percent is None else f" ({one.change_percent:+.2f}%)"
    sign = "+" if one.change_pence > 0 else ""
    return f"{sign}{wording.money(one.change_pence)}{percent}"


def _posts(posts: list[PostSaid]) -> PlainTable:
    rows = tuple(
        (
            Cell(post.title or _("No title")),
            Cell(str(post.functions), numeric=True),
            Cell(_("%(filled)s of %(cells)s") % {"filled": post.filled, "cells": post.cells}),
        )
        for post in posts
    )
    headings = (_("Post"), _("Functions"), _("Cells that say something"))
    return PlainTable(_("Single points of failure"), headings, rows, empty=_("The plan names none."))


def _milestones(projects: list[ProjectSaid]) -> Iterator[tuple[Cell, ...]]:
    for project in projects:
        named = (project.title, project.manager or _("None named"), _sponsor(project), project.outcome)
        for one in project.milestones:
            when = "" if one.days is None else wording.day(one.days.first)
            if one.days is not None and not one.days.exact:
                when = _("%(first)s to %(last)s") % {"first": when, "last": wording.day(one.days.last)}
            yield (*(Cell(text) for text in named), Cell(one.label), Cell(one.words), Cell(when))
        if not project.milestones:
            yield (*(Cell(text) for text in named), Cell(), Cell(_("None")), Cell())


def _sponsor(project: ProjectSaid) -> str:
    return project.sponsor or _("None named")
