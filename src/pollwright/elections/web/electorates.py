"""The pages of electorates: what is frozen of a poll, freezing a stage, one electorate and its proof."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.elections.operations.electorates import ask_to_freeze_electorate
from pollwright.elections.queries import electorate_pages as queries
from pollwright.elections.queries.boundary_pages import parts_of
from pollwright.elections.queries.electorate_target import Target, stage_days, target_of
from pollwright.elections.states import Stage
from pollwright.elections.web import electorates_shown as shown
from pollwright.elections.web.boundary_shown import plain_parts
from pollwright.elections.web.polls_shown import polls_row
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import day, moment
from pollwright.register.operations.listing_people import leaving

RECORD, LIST = "pages/standard/record.jinja", "pages/standard/list.jinja"


@require_GET
@permission_required(Permission.POLLS_VIEW)
def electorates(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what is frozen of a poll's electorate, and its poll cards."""
    actor = actor_of(request)
    target = target_of(actor.authority_id, reference)
    held = queries.electorates_of(actor.authority_id, target.poll_id, target.combination_id)
    runs = queries.runs_of(actor.authority_id, target.poll_id, target.combination_id)
    page = RecordPage(
        title=_("Electorate and poll cards"),
        crumbs=(Crumb(_("Polls"), reverse("elections:polls")),),
        caption=f"{target.reference}, {target.title}",
        acts=_acts(actor, target.reference, bool(held)),
        facts=(
            SummaryRow(_("Polling day"), day(target.day)),
            polls_row([f"{poll.title} ({poll.reference})" for poll in target.polls], target.reference),
        ),
        sections=(
            Section(_("Stages"), table=shown.stages_table(held, stage_days(actor.authority_id, target))),
            Section(_("Poll cards"), table=shown.runs_table(runs)),
            _across(actor.authority_id, target),
        ),
        notes=(_("This is a rehearsal: nothing here goes to electors."),) if target.rehearsal else (),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ELECTORATE_FREEZE)
def freeze(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask which stage is frozen and as at which day; told, ask the worker for it."""
    actor = actor_of(request)
    target = target_of(actor.authority_id, reference)
    back = reverse("elections:electorates", args=[target.reference])

    def perform(given: Mapping[str, Any]) -> str:
        work = ask_to_freeze_electorate(
            actor=actor,
            reference=target.reference,
            stage=Stage(given["stage"]),
            as_at=given["as_at"],
            on=today(actor.authority_id),
        )
        return reverse("jobs:work", args=[work.reference])

    return answered(
        request,
        Asked(
            title=_t("Freeze a stage of the electorate"),
            form=shown.FREEZE,
            submit=_t("Freeze"),
            perform=perform,
            back=back,
            typed=_proposed(actor.authority_id, reference),
            crumbs=(Crumb(_("Electorate and poll cards"), back),),
            lead=_t("The register of the day is counted two ways. Nothing is frozen unless they agree."),
            caption=target.reference,
        ),
    )


@require_GET
@permission_required(Permission.POLLS_VIEW)
def electorate(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one electorate and its proof."""
    actor = actor_of(request)
    facts = queries.electorate_facts(actor.authority_id, reference)
    home = reverse("elections:electorates", args=[facts.target])
    sections = [Section(_("Proof against the register"), table=shown.reckoning_table(facts))]
    if facts.previous:
        links = (NavItem(_("Every change"), reverse("elections:electorate-changes", args=[reference])),)
        sections.append(Section(_("Since the stage before"), table=shown.stage_table(facts), links=links))
    page = RecordPage(
        title=_("Electorate %(reference)s") % {"reference": reference},
        caption=str(facts.stage.label),
        crumbs=(Crumb(_("Electorate and poll cards"), home),),
        figures=shown.figures_of(facts),
        facts=(
            SummaryRow(_("Poll"), facts.target, href=home),
            SummaryRow(_("As the register stood on"), day(facts.as_at)),
            SummaryRow(_("Polling day"), day(facts.poll_day)),
            SummaryRow(_("State"), shown.STATES.of(facts.state)),
            SummaryRow(_("Frozen"), moment(facts.frozen_at), facts.frozen_by),
            SummaryRow(_("Stage before"), facts.previous or _("None")),
            SummaryRow(_("SHA-256 of the lines"), facts.sha256),
        ),
        sections=tuple(sections),
        timeline=told(timeline(actor.authority_id, "electorate", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("Recorded nationality denies some of these electors the vote that their marker gives. Correct the"
                  " register and freeze this stage again: cards are not released before.") if facts.doubts else "",
    )  # fmt: skip
    return render(request, RECORD, {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def changes(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show every line that differs from the stage before, with what made it."""
    actor = actor_of(request)
    facts = queries.electorate_facts(actor.authority_id, reference)
    listing = Listing(
        shown.changes_table(),
        lambda asked: queries.changes_of_electorate(actor.authority_id, facts.id, asked),
        None,
        name=f"changes-{reference}",
        caption=_("Changes since the stage before"),
        empty=_("Nothing differs from the stage before."),
        leaving=leaving(actor, f"changes-{reference}"),
    )
    crumbs = (Crumb(reference, reverse("elections:electorate", args=[reference])),)
    made = partial(ListPage, _("Changes since the stage before"), crumbs=crumbs, caption=reference)
    return list_response(request, LIST, listing, made)


def _acts(actor: Actor, reference: str, frozen: bool) -> tuple[NavItem, ...]:
    """Return what can be done about the electorate of a poll, once something is frozen and before."""
    offered = (
        (_("Freeze a stage"), "electorate-freeze", Permission.ELECTORATE_FREEZE, True),
        (_("Enter a part across the boundary"), "boundary-part-new", Permission.ELECTORATE_FREEZE, True),
        (_("Prepare poll cards"), "cards-prepare", Permission.POLL_CARDS_PREPARE, frozen),
    )
    acts = [
        NavItem(label, reverse(f"elections:{name}", args=[reference]))
        for label, name, permission, open_ in offered
        if open_ and actor.may(permission)
    ]
    if actor.may(Permission.REGISTER_VIEW):
        acts.append(NavItem(_("Absent voters"), reverse("elections:arrangements")))
    return tuple(acts)


def _across(authority_id: int, target: Target) -> Section:
    links = (NavItem(_("Parts of all polls"), reverse("elections:boundary-parts")),)
    return Section(_("Across the boundary"), table=plain_parts(parts_of(authority_id, target.poll_ids)), links=links)


def _proposed(authority_id: int, reference: str) -> dict[str, str | date]:
    """Return the next stage that is not frozen and its day, where the timetable has one that has come."""
    target = target_of(authority_id, reference)
    held = {each.stage for each in queries.electorates_of(authority_id, target.poll_id, target.combination_id)}
    stage = next((each for each in Stage if each not in held), Stage.FINAL)
    planned = stage_days(authority_id, target).get(stage)
    on = today(authority_id)
    return {"stage": stage.value, "as_at": min(planned, on) if planned else on}
