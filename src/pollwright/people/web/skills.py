"""The list of skills, skills by person, and who has not done which mandatory training."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.pages.forms import Form, HiddenField, NumberField, TextField
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, RecordPage, Section
from pollwright.people.operations.skills import SkillFacts, list_skill
from pollwright.people.queries import posts as queries
from pollwright.people.queries.due import missing_training
from pollwright.people.queries.points import skills_of_few
from pollwright.people.states import Level, SkillKind
from pollwright.people.web import tables, terms
from pollwright.people.web.lists import listed, take_link

FORM = Form(
    HiddenField("version", required=False),
    TextField("name", _t("Name")),
    terms.chosen("kind", _t("Kind"), SkillKind),
    TextField("body", _t("Awarding body"), longest=120, required=False),
    NumberField("months", _t("To be renewed after, months"), least=1, most=600, required=False),
    terms.yes_no("mandatory", _t("Everybody needs it")),
    terms.yes_no("retired", _t("No longer used")),
)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def skills(request: HttpRequest) -> HttpResponseBase:
    """Show the list of skills."""
    links = (
        NavItem(_("Add a skill"), reverse("people:skill-new")),
        NavItem(_("Skills by person"), reverse("people:matrix")),
        take_link("skills", _("Take skills over")),
    )
    rows = partial(queries.skill_rows, actor_of(request).authority_id)
    return listed(request, tables.skills_table(), rows, "skills", _("Skills"), links)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def skill_new(request: HttpRequest) -> HttpResponse:
    """Ask for a skill; told, put it into the list."""
    typed = {"mandatory": "no", "retired": "no"}
    return _asked(request, _("Add a skill"), "", typed)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def skill(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how a skill is to be changed; told, change it."""
    found = queries.skill(actor_of(request).authority_id, reference)
    typed = {
        "version": found.version,
        "name": found.name,
        "kind": found.kind,
        "body": found.body,
        "months": found.months,
        "mandatory": "yes" if found.mandatory else "no",
        "retired": "yes" if found.retired else "no",
    }
    return _asked(request, _("Change a skill"), reference, typed)


@require_safe
@permission_required(Permission.TEAM_KEEP)
def matrix(request: HttpRequest) -> HttpResponse:
    """Show skills by person, and skills that too few people have."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    page = RecordPage(
        title=_("Skills by person"),
        caption=_("Levels from 1, willing to learn, to 4, can teach others"),
        crumbs=(terms.home(),),
        acts=(take_link("skills-held", _("Take skills of people over")),),
        sections=(
            _by_person(queries.matrix(actor.authority_id, on=on)),
            _of_few(skills_of_few(actor.authority_id, on=on)),
        ),
    )
    return render(request, terms.RECORD, {"page": page})


@require_safe
@permission_required(Permission.TEAM_KEEP)
def training(request: HttpRequest) -> HttpResponse:
    """Show who has not done which mandatory training."""
    actor = actor_of(request)
    missing = missing_training(actor.authority_id, today(actor.authority_id))
    rows = tuple((Cell(one.name, href=terms.file_href(one.reference)), Cell(skill.name)) for one, skill in missing)
    page = RecordPage(
        title=_("Mandatory training"),
        caption=_("What everybody needs and some have not done; what has run out stands in the calendar of the year"),
        crumbs=(terms.home(),),
        acts=(NavItem(_("The year"), reverse("year:calendar")),),
        sections=(terms.table(_("Not yet done"), (_("Name"), _("Training")), rows, _("Everybody has done it.")),),
    )
    return render(request, terms.RECORD, {"page": page})


def _asked(request: HttpRequest, title: str, reference: str, typed: terms.Typed) -> HttpResponse:
    actor = actor_of(request)

    def perform(given: terms.Typed) -> None:
        facts = SkillFacts(
            given["name"],
            SkillKind(given["kind"]),
            given["body"] or "",
            given["months"],
            given["mandatory"] == "yes",
            given["retired"] == "yes",
        )
        seen = str(given["version"] or "0")
        list_skill(actor=actor, facts=facts, reference=reference, version=int(seen) if seen.isdigit() else -1)

    back, crumbs = reverse("people:skills"), (terms.home(),)
    return answered(request, Asked(title, FORM, _("Save"), perform, back, typed, crumbs, caption=reference))


def _by_person(found: queries.Matrix) -> Section:
    rows = tuple(
        (
            Cell(name, href=reverse("people:skill", args=[reference])),
            Cell(terms.label(SkillKind, kind)),
            *(_level(found, reference, person) for person, _name in found.people),
        )
        for reference, name, kind in found.skills
    )
    headings = (_("Skill"), _("Kind"), *(name for _reference, name in found.people))
    return terms.table(_("Levels"), headings, rows, _("There are no skills yet."))


def _of_few(found: list[tuple[str, str, int]]) -> Section:
    rows = tuple((Cell(name), Cell(str(many), numeric=True)) for _reference, name, many in found)
    section = terms.table(_("Skills of few"), (_("Skill"), _("People")), rows)
    words = _("A post needs these, and fewer than two people have them: single points of failure.")
    return Section(_("Fewer than two people"), text=(words,), table=section.table)


def _level(found: queries.Matrix, skill: str, person: str) -> Cell:
    if (skill, person) not in found.levels:
        return Cell("")
    level, out = found.levels[skill, person]
    words = f"{level}: {terms.label(Level, level)}"
    return Cell(_("%(level)s, ran out") % {"level": words} if out else words)
