"""Single points of failure: the register, and taking over between it and a plan."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Done, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages import wording
from pollwright.pages.forms import Choice, DateField, Form, Select, TextArea, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.people.operations.points import PointFacts, adopt_points, change_point, open_point, print_point
from pollwright.people.queries import points as queries
from pollwright.people.queries.files import employees
from pollwright.people.queries.points import COLUMNS, Proposal
from pollwright.people.states import PointState, Severity
from pollwright.people.web import tables, terms
from pollwright.people.web.lists import listed, take_link
from pollwright.service_plan.queries.posts import post_choices

TITLES = {
    "succession": _t("Succession planning for this post"),
    "risks": _t("Risks and skills required"),
    "knowledge": _t("Knowledge and networks that only this person has"),
    "impact": _t("Impact on the service"),
    "options": _t("Future options for providing the service"),
}


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def points(request: HttpRequest) -> HttpResponseBase:
    """Show the single points of failure."""
    links = (
        NavItem(_("Enter a single point of failure"), reverse("people:point-new")),
        NavItem(_("Compare with a plan"), reverse("people:points-plans")),
        take_link("single-points", _("Take single points over")),
    )
    rows = partial(queries.points, actor_of(request).authority_id)
    return listed(request, tables.points_table(), rows, "single-points", _("Single points of failure"), links)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def point_new(request: HttpRequest) -> HttpResponse:
    """Ask for a single point of failure; told, enter it."""
    actor = actor_of(request)

    def perform(given: terms.Typed) -> str:
        made = open_point(actor=actor, facts=_facts_of(given))
        return reverse("people:point", args=[made.reference])

    title, form = _("Enter a single point of failure"), _form(actor, new=True)
    typed = {"severity": Severity.MEDIUM.value, "state": PointState.OPEN.value}
    return answered(request, Asked(title, form, _("Save"), perform, reverse("people:points"), typed, _crumbs()))


@require_safe
@permission_required(Permission.TEAM_KEEP)
def point(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one single point of failure."""
    actor = actor_of(request)
    found, deputy = queries.point(actor.authority_id, reference)
    late = found.review_on is not None and found.review_on < today(actor.authority_id)
    empty = sum(1 for cell in found.cells if not cell)
    notes = [_("It was to be looked at again by now.")] if late else []
    notes += [_("Columns that say nothing: %(many)s of 5.") % {"many": empty}] if empty else []
    notes += [] if deputy else [_("It has no deputy.")]
    page = RecordPage(
        title=found.title,
        caption=_("Single point of failure %(reference)s") % {"reference": reference},
        crumbs=_crumbs(),
        acts=(NavItem(_("Change it"), reverse("people:point-change", args=[reference])),),
        facts=(
            *(SummaryRow(str(TITLES[name]), getattr(found, name) or _("Not said")) for name in COLUMNS),
            SummaryRow(_("Severity"), terms.label(Severity, found.severity)),
            SummaryRow(_("Deputy"), found.deputy or _("Nobody"), href=terms.file_href(deputy) if deputy else ""),
            SummaryRow(_("Post"), found.post or _("Not said")),
            SummaryRow(_("Look again"), wording.day(found.review_on) or _("Not said")),
            SummaryRow(_("State"), terms.label(PointState, found.state)),
        ),
        notes=tuple(notes),
        timeline=told(timeline(actor.authority_id, "singlepoint", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def point_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how a single point of failure is to be changed; told, change it."""
    actor = actor_of(request)
    found, deputy = queries.point(actor.authority_id, reference)

    def perform(given: terms.Typed) -> None:
        facts, version = _facts_of(given), version_in(given)
        change_point(actor=actor, reference=reference, version=version, facts=facts, reason=given["reason"])

    typed = {name: getattr(found, name) for name in (*COLUMNS, "version", "title", "severity", "state", "review_on")}
    title, back = _("Change it"), reverse("people:point", args=[reference])
    asked = Asked(
        title,
        _form(actor, new=False),
        _("Save"),
        perform,
        back,
        {**typed, "deputy": deputy, "post": found.post},
        _crumbs(),
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.TEAM_KEEP)
def plans(request: HttpRequest) -> HttpResponse:
    """Show the drafts of plans with which the register can be compared."""
    rows = tuple(
        (Cell(title, href=reverse("people:points-plan", args=[reference])), Cell(reference))
        for reference, title in queries.drafts(actor_of(request).authority_id)
    )
    page = RecordPage(
        title=_("Compare with a plan"),
        caption=_("Drafts of service plans"),
        crumbs=_crumbs(),
        sections=(terms.table(_("Plans"), (_("Plan"), _("Reference")), rows, _("No plan is a draft.")),),
    )
    return render(request, terms.RECORD, {"page": page})


@require_safe
@permission_required(Permission.TEAM_KEEP)
def in_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how the single points of a plan differ from the register."""
    actor = actor_of(request)
    held = queries.proposals(actor.authority_id, reference)
    new = queries.not_in_register(actor.authority_id, reference)
    rows = tuple((Cell(one.point.title), Cell(_standing(one)), _offer(one, reference)) for one in held)
    adopt = (NavItem(_("Take them over into the register"), reverse("people:points-adopt", args=[reference])),)
    only = terms.table(
        _("Only in the plan"), (_("Job title"), _("Table")), tuple((Cell(one.title), Cell(one.table)) for one in new)
    )
    headings = (_("Job title"), _("How it stands"), _("What can be done"))
    page = RecordPage(
        title=_("Compare with a plan"),
        caption=reference,
        crumbs=_crumbs(),
        sections=(
            terms.table(_("The register and the plan"), headings, rows),
            Section(only.title, table=only.table, links=adopt if new else ()),
        ),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def adopt(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether what only the plan has is to be taken over into the register; told, take it over."""
    actor = actor_of(request)
    new = queries.not_in_register(actor.authority_id, reference)

    def perform(_given: terms.Typed) -> Done:
        many = adopt_points(actor=actor, plan=reference)
        return Done(_("%(many)s rows were taken over.") % {"many": many}, reverse("people:points"))

    title = _("Take them over into the register")
    back = reverse("people:points-plan", args=[reference])
    lead = "\n".join(one.title for one in new)
    return answered(request, Asked(title, Form(), title, perform, back, None, _crumbs(), lead, caption=reference))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def take_into_plan(request: HttpRequest, reference: str, point: str) -> HttpResponse:
    """Show what would change in the plan's row; told so, take the register's five cells over into it."""
    actor = actor_of(request)
    held = queries.proposals(actor.authority_id, reference)
    found = next((one for one in held if one.point.reference == point), None)
    if found is None or found.printed is None:
        raise Http404

    def perform(given: terms.Typed) -> None:
        print_point(actor=actor, reference=point, plan=reference, version=version_in(given))

    lines = [
        _("%(column)s: was %(before)s; will be %(after)s")
        % {"column": TITLES[name], "before": before or _("blank"), "after": after or _("blank")}
        for name, before, after in zip(COLUMNS, found.printed.cells, found.point.cells, strict=True)
        if before != after
    ]
    title, back = _("Take it over into the plan"), reverse("people:points-plan", args=[reference])
    typed = {"version": found.printed.version}
    asked = Asked(title, Form(terms.VERSION), title, perform, back, typed, _crumbs(), "\n".join(lines), caption=point)
    return answered(request, asked)


def _standing(one: Proposal) -> str:
    if one.printed is None:
        return _("The plan has no row under this title")
    return _("Differs") if one.differs else _("The same")


def _offer(one: Proposal, plan: str) -> Cell:
    if one.printed is None or not one.differs:
        return Cell("")
    words = _("Take %(title)s over into the plan") % {"title": one.point.title}
    return Cell(words, href=reverse("people:point-print", args=[plan, one.point.reference]))


def _form(actor: Actor, *, new: bool) -> Form:
    on = today(actor.authority_id)
    posts = tuple(Choice(*one) for one in post_choices(actor.authority_id))
    deputies = tuple(Choice(*one) for one in employees(actor.authority_id, on=on))
    return Form(
        *(() if new else (terms.VERSION,)),
        TextField("title", _t("Job title")),
        Select("post", _t("Post"), choices=posts, required=False, empty=_("Not said")),
        *(TextArea(name, words, rows=4, required=False) for name, words in TITLES.items()),
        terms.chosen("severity", _t("Severity"), Severity),
        Select("deputy", _t("Deputy"), choices=deputies, required=False, empty=_("Nobody")),
        DateField("review_on", _t("Look again on"), required=False, noun=_t("the day")),
        terms.chosen("state", _t("State"), PointState),
        *(() if new else (terms.REASON,)),
    )


def _facts_of(given: terms.Typed) -> PointFacts:
    return PointFacts(
        given["title"],
        **{name: given[name] or "" for name in COLUMNS},
        post=given["post"] or "",
        deputy=given["deputy"] or "",
        severity=Severity(given["severity"]),
        review_on=given["review_on"],
        state=PointState(given["state"]),
    )


def _crumbs() -> tuple[Crumb, ...]:
    return terms.home(), Crumb(_("Single points of failure"), reverse("people:points"))
