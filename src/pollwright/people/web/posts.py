"""Posts with who holds them, what they need, and the organisation chart with names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.law.restricted_posts import GROUNDS, LIST_KEPT, Ground, consequences
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Form, NumberField, Select, TextField
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.voice import translated
from pollwright.people.operations.holding import Terms, set_terms
from pollwright.people.operations.skills import need_skill, release_skill
from pollwright.people.queries import posts as queries
from pollwright.people.queries.posts import PostWhole
from pollwright.people.states import Basis, Level, Restriction
from pollwright.people.web import tables, terms
from pollwright.people.web.lists import listed
from pollwright.service_plan.web.posts import chart_page

ACTS = {"terms": _t("Set the terms"), "need": _t("Add a skill that it needs"), "release": _t("Take a skill away")}
FLAGS = {
    "licence_checked": _t("Driving licence is checked"),
    "fluency": _t("Fluency duty"),
    "interests": _t("Interests are registered"),
    "fee_paid": _t("A professional fee is paid"),
    "unsocial": _t("Work outside normal hours"),
}
TERMS = Form(
    terms.VERSION,
    NumberField(
        "established", _t("Established, % of full time"), least=1, most=5000, hint=_t("200 is a post for two.")
    ),
    terms.chosen("restriction", _t("Political restriction"), Restriction),
    *(terms.yes_no(name, words) for name, words in FLAGS.items()),
)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_OWN)
def posts(request: HttpRequest) -> HttpResponseBase:
    """Show the posts with who holds them."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    links = (
        NavItem(_("Organisation chart"), reverse("people:chart")),
        NavItem(_("Your staff file"), reverse("people:mine")),
        *(terms.links() if actor.may(Permission.TEAM_KEEP) else ()),
    )
    rows = partial(queries.posts, actor.authority_id, on=on)
    note = _("The authority keeps a list of its sensitive posts: %(rule)s.") % {"rule": LIST_KEPT.describe()}
    return listed(request, tables.posts_table(), rows, "posts-and-holders", _("Team"), links, note)


@require_safe
@permission_required(Permission.TEAM_OWN)
def post(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one post with its terms, its holders and what it needs."""
    actor = actor_of(request)
    found = queries.post_whole(actor.authority_id, reference, on=today(actor.authority_id))
    keeps = actor.may(Permission.TEAM_KEEP)
    acts = [NavItem(str(label), reverse("people:post-act", args=[reference, name])) for name, label in ACTS.items()]
    page = RecordPage(
        title=found.post.title,
        caption=reference,
        crumbs=(terms.home(),),
        acts=tuple(acts) if keeps else (),
        facts=_facts(found),
        notes=_warnings(found, actor),
        sections=(*_law(found), _holders(found, actor), *((_needs(found),) if keeps else ())),
        timeline=told(timeline(actor.authority_id, "post", found.post.id), linked=True) if keeps else None,
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def post_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a post needs; told, do it."""
    actor = actor_of(request)
    found = queries.post_whole(actor.authority_id, reference, on=today(actor.authority_id))
    makers = {"terms": _terms, "need": _need, "release": _release}
    if name not in makers:
        raise Http404
    form, typed, act = makers[name](actor, found)

    def perform(given: terms.Typed) -> None:
        act(given)

    back = reverse("people:post", args=[reference])
    caption = found.post.title
    return answered(request, Asked(ACTS[name], form, _("Save"), perform, back, typed, (terms.home(),), caption=caption))


@require_safe
@permission_required(Permission.TEAM_OWN)
def chart(request: HttpRequest) -> HttpResponse:
    """Show the organisation with who holds each post, as a picture and as a list."""
    actor = actor_of(request)
    rows = queries.chart(actor.authority_id, on=today(actor.authority_id))
    said = [(placed, _standing(names, vacant)) for placed, names, vacant in rows]
    page = chart_page(_("Organisation chart with names"), (terms.home(),), said)
    return render(request, "service_plan/chart.jinja", {"page": page})


Doing = tuple[Form, terms.Typed, Callable[[terms.Typed], object]]


def _terms(actor: Actor, found: PostWhole) -> Doing:
    start = found.terms if found.terms.version else queries.proposed_terms(found.post)
    typed = {"version": str(found.terms.version), "established": start.established, "restriction": start.restriction}
    typed |= {name: "yes" if getattr(start, name) else "no" for name in FLAGS}

    def act(given: terms.Typed) -> object:
        said = Terms(
            given["established"],
            Restriction(given["restriction"]),
            **{name: given[name] == "yes" for name in FLAGS},
        )
        return set_terms(actor=actor, reference=found.post.reference, version=version_in(given), terms=said)

    return TERMS, typed, act


def _need(actor: Actor, found: PostWhole) -> Doing:
    choices = tuple(Choice(*one) for one in queries.skill_choices(actor.authority_id))
    form = Form(
        Select("skill", _t("Skill"), choices=choices),
        terms.chosen("least", _t("Least level"), Level),
        terms.yes_no("essential", _t("Essential")),
        TextField("criterion", _t("Number in the person specification"), longest=10, width=5, required=False),
    )

    def act(given: terms.Typed) -> object:
        least, essential = Level(int(given["least"])), given["essential"] == "yes"
        named = {"actor": actor, "reference": found.post.reference, "skill": given["skill"]}
        return need_skill(**named, least=least, essential=essential, criterion=given["criterion"] or "")

    return form, {"least": "3", "essential": "yes"}, act


def _release(actor: Actor, found: PostWhole) -> Doing:
    form = Form(Select("skill", _t("Skill"), choices=tuple(Choice(one.skill, one.name) for one in found.needs)))
    return form, {}, lambda given: release_skill(actor=actor, reference=found.post.reference, skill=given["skill"])


def _facts(found: PostWhole) -> tuple[SummaryRow, ...]:
    held = found.terms
    return (
        SummaryRow(
            _("Role description"),
            _("As it was imported"),
            href=reverse("service-plan:post", args=[found.post.reference]),
        ),
        SummaryRow(_("Post above it"), found.post.above or _("Not said")),
        SummaryRow(_("Grade"), found.post.grade or _("Not said")),
        SummaryRow(_("Established"), f"{held.established}%"),
        SummaryRow(_("Political restriction"), terms.label(Restriction, held.restriction)),
        *(SummaryRow(str(words), wording.yes_no(getattr(held, name))) for name, words in FLAGS.items()),
    )


def _warnings(found: PostWhole, actor: Actor) -> tuple[str, ...]:
    on = today(actor.authority_id)
    said = []
    filled = sum(one.percent for one in found.holdings if one.on(on))
    if filled < found.terms.established:
        said.append(_("%(percent)s%% of it is vacant.") % {"percent": found.terms.established - filled})
    if filled > found.terms.established:
        said.append(_("More is held of it than is established."))
    proposed = queries.proposed_terms(found.post)
    if not found.terms.version and proposed.restriction != Restriction.NONE:
        said.append(_("Its role description speaks of a political restriction, and no terms were set."))
    if found.terms.restriction != Restriction.NONE:
        untold = sum(1 for one in found.holdings if one.on(on) and one.told_on is None)
        if untold:
            said.append(
                _("Holders of whom it is not said when they were told of the restriction: %(many)s.") % {"many": untold}
            )
    return tuple(said)


def _law(found: PostWhole) -> tuple[Section, ...]:
    ground = Ground(found.terms.restriction)
    if ground is Ground.NONE:
        return ()
    rows = tuple((Cell(translated(one.says)), Cell(one.source.describe())) for one in consequences(ground))
    section = terms.table(_("What the restriction means"), (_("What follows"), _("Rule")), rows)
    return (Section(section.title, text=(GROUNDS[ground].describe(),), table=section.table),)


def _holders(found: PostWhole, actor: Actor) -> Section:
    on, keeps = today(actor.authority_id), actor.may(Permission.TEAM_KEEP)
    rows = tuple(
        (
            Cell(one.name or _("Name removed"), href=terms.file_href(one.employee) if keeps else ""),
            Cell(terms.label(Basis, one.basis)),
            Cell(f"{one.percent}%", numeric=True),
            Cell(f"{one.ours}% / {100 - one.ours}% {one.partner}" if one.partner else ""),
            Cell(wording.short_day(one.starts_on)),
            Cell(wording.short_day(one.ends_on)),
        )
        for one in found.holdings
        if keeps or one.on(on)
    )
    headings = (_("Name"), _("How"), _("% of full time"), _("Shared"), _("From"), _("To"))
    return terms.table(_("Who holds it"), headings, rows, _("Nobody holds it."))


def _needs(found: PostWhole) -> Section:
    rows = tuple(
        (
            Cell(one.name, href=reverse("people:skill", args=[one.skill])),
            Cell(_("Essential") if one.essential else _("Desirable")),
            Cell(terms.label(Level, one.least)),
            Cell(one.criterion),
            Cell(", ".join(one.lacking)),
        )
        for one in found.needs
    )
    headings = (_("Skill"), _("Essential or desirable"), _("Least level"), _("Criterion"), _("Holders who lack it"))
    return terms.table(_("What it needs"), headings, rows)


def _standing(names: str, vacant: int) -> str:
    if not names:
        return _("Vacant")
    return _("%(names)s; %(percent)s%% vacant") % {"names": names, "percent": vacant} if vacant else names
