"""The pages of combined polls: making, the combined polls with their one timetable, parting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations import combining as operations
from pollwright.elections.operations import rehearsing
from pollwright.elections.papers import poll_timetables
from pollwright.elections.queries import combining as queries
from pollwright.elections.queries import polls as listed
from pollwright.elections.queries.combining import CombinationFacts
from pollwright.elections.queries.polls import poll_facts
from pollwright.elections.queries.timetables import merged, steps_of_polls
from pollwright.elections.web import combining_shown as shown
from pollwright.elections.web.forms import REASON
from pollwright.elections.web.poll_links import combination_links
from pollwright.elections.web.polls import GET_OR_POST, LIST, RECORD, polls_crumb, version_of
from pollwright.elections.web.polls_shown import poll_href, polls_table, steps_table
from pollwright.elections.web.timetables import FILES
from pollwright.pages import wording
from pollwright.pages.forms import Form, HiddenField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage, Section
from pollwright.pages.summaries import SummaryRow

MODES = {"live": False, "rehearsal": True}


@require_GET
@permission_required(Permission.POLLS_VIEW)
def day(request: HttpRequest, on: str, mode: str) -> HttpResponse:
    """Show the polls of a day that are not combined, and what the law says of taking them together."""
    actor = actor_of(request)
    polls_on, rehearsal = _read(on, mode)
    rules = queries.rules_of_day(actor.authority_id, polls_on, rehearsal=rehearsal)
    waiting = queries.polls_of_day(actor.authority_id, polls_on, rehearsal=rehearsal)
    offered = actor.may(Permission.POLLS_MANAGE) and len(waiting) > 1
    page = RecordPage(
        title=_("Polls of one day"),
        caption=wording.day(polls_on),
        crumbs=(polls_crumb(),),
        acts=(NavItem(_("Combine polls"), reverse("elections:combine-polls", args=[on, mode])),) if offered else (),
        sections=(
            Section(_("What the law says"), table=shown.rules_table(rules)),
            Section(_("Not combined yet"), table=shown.polls_table(waiting)),
        ),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def combine(request: HttpRequest, on: str, mode: str) -> HttpResponse:
    """Ask which polls of a day are taken together; told, combine them."""
    actor = actor_of(request)
    polls_on, rehearsal = _read(on, mode)
    waiting = queries.polls_of_day(actor.authority_id, polls_on, rehearsal=rehearsal)

    def perform(given: Mapping[str, Any]) -> str:
        made = operations.combine_polls(
            actor=actor,
            day=polls_on,
            references=given["polls"],
            with_postal=given["with_postal"],
            lead=given["lead"] or "",
            lead_reason=given["lead_reason"] or "",
        )
        return reverse("elections:combination", args=[made.reference])

    return answered(
        request,
        Asked(
            title=_("Combine polls"),
            form=shown.combine_form(waiting),
            submit=_("Combine polls"),
            perform=perform,
            back=reverse("elections:combine", args=[on, mode]),
            typed={"polls": [poll.reference for poll in waiting]},
            caption=wording.day(polls_on),
        ),
    )


@require_GET
@permission_required(Permission.POLLS_VIEW)
def combination(request: HttpRequest, reference: str) -> HttpResponse:
    """Show polls taken together, who leads, what is done once, and their timetables as one."""
    actor = actor_of(request)
    facts = queries.combination_facts(actor.authority_id, reference)
    rows = merged(steps_of_polls(actor.authority_id, facts.poll_ids, on=today(actor.authority_id)))
    files = tuple(
        NavItem(form.upper(), reverse("elections:combination-file", args=[reference, form])) for form in FILES
    )
    page = RecordPage(
        title=_("Combined polls"),
        caption=wording.day(facts.day),
        crumbs=(polls_crumb(),),
        acts=(*_papers(actor, facts), *_acts(actor, facts)),
        facts=(
            SummaryRow(
                _("Leads"), facts.lead_title, note=facts.lead_reason, href=poll_href(facts.lead) if facts.lead else ""
            ),
            SummaryRow(_("Done once for all"), shown.functions_of(facts)),
        ),
        sections=(
            shown.polls_of(facts),
            Section(_("Timetable"), table=steps_table(rows, _("Timetable"), with_polls=True), links=files),
        ),
        timeline=told(timeline(actor.authority_id, "combination", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if facts.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def combination_polls(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show all polls that are taken together, as a list."""
    actor = actor_of(request)
    facts = queries.combination_facts(actor.authority_id, reference)
    listing = Listing(
        polls_table(together=True),
        lambda asked: listed.polls(actor.authority_id, asked, reference),
        lambda asked: listed.every_poll(actor.authority_id, asked, reference),
        name=f"polls-{reference}",
        caption=_("Polls taken together"),
        empty=_("No poll was found."),
    )
    crumbs = (polls_crumb(), Crumb(_("Combined polls"), reverse("elections:combination", args=[reference])))
    made = partial(ListPage, _("Polls taken together"), crumbs=crumbs, caption=wording.day(facts.day))
    return list_response(request, LIST, listing, made)


@require_GET
@permission_required(Permission.POLLS_VIEW)
def combination_file(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Give the one timetable of combined polls as a file."""
    actor = actor_of(request)
    facts = queries.combination_facts(actor.authority_id, reference)
    if form not in FILES or not facts.polls:
        raise Http404
    media_type, write = FILES[form]
    rows = merged(steps_of_polls(actor.authority_id, facts.poll_ids, on=today(actor.authority_id)))
    lead = poll_facts(actor.authority_id, facts.lead)
    sheet = poll_timetables.sheet_of_combined(actor.authority_id, facts, lead, rows)
    response = HttpResponse(write(sheet, moment(actor.authority_id)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="timetable-{reference}.{form}"'
    return response


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def dissolve(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why polls are parted; told, part them."""
    actor = actor_of(request)
    facts = queries.combination_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        operations.dissolve_combination(
            actor=actor, reference=reference, version=version_of(given["version"]), reason=given["reason"]
        )

    back = reverse("elections:combination", args=[reference])
    return answered(
        request,
        Asked(
            title=_("Part the polls"),
            form=Form(HiddenField("version"), REASON),
            submit=_("Part the polls"),
            perform=perform,
            back=back,
            typed={"version": facts.version},
            crumbs=(polls_crumb(), Crumb(reference, back)),
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def rehearse_all(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether all polls taken together are copied as a rehearsal; confirmed, copy them."""
    actor = actor_of(request)
    facts = queries.combination_facts(actor.authority_id, reference)

    def perform(_given: Mapping[str, Any]) -> str:
        made = rehearsing.rehearse_combination(actor=actor, reference=reference)
        return reverse("elections:combination", args=[made.reference])

    lead = _("Every poll is copied with its contests and its timetable. Papers carry a watermark. Polls: %(polls)s.")
    return answered(
        request, _asked(facts, _("Rehearse these polls"), perform, lead % {"polls": wording.number(len(facts.polls))})
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def discard_all(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether a rehearsal of combined polls is thrown away; confirmed, throw it away."""
    actor = actor_of(request)
    facts = queries.combination_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        rehearsing.discard_combination(
            actor=actor, reference=reference, version=version_of(given["version"]), on=today(actor.authority_id)
        )
        return reverse("elections:polls")

    lead = _("All of its polls leave every list. Polls: %(polls)s. The real polls stay as they are.")
    return answered(
        request,
        _asked(facts, _("Throw the rehearsal away"), perform, lead % {"polls": wording.number(len(facts.polls))}),
    )


def _asked(facts: CombinationFacts, title: str, perform: Any, lead: str) -> Asked:
    back = reverse("elections:combination", args=[facts.reference])
    return Asked(
        title=title,
        form=Form(HiddenField("version")),
        submit=title,
        perform=perform,
        back=back,
        typed={"version": facts.version},
        crumbs=(polls_crumb(), Crumb(facts.reference, back)),
        lead=lead,
    )


def _papers(actor: Actor, facts: CombinationFacts) -> tuple[NavItem, ...]:
    """Return the pages on which the papers of all the polls are made together."""
    if not facts.polls:
        return ()
    electorate = NavItem(_("Electorate and poll cards"), reverse("elections:electorates", args=[facts.reference]))
    project = NavItem(_("Project of the day"), reverse("elections:combination-project", args=[facts.reference]))
    return (electorate, project, *combination_links(actor, facts.reference))


def _acts(actor: Actor, facts: CombinationFacts) -> tuple[NavItem, ...]:
    if not actor.may(Permission.POLLS_MANAGE) or not facts.polls:
        return ()
    part = NavItem(_("Part the polls"), reverse("elections:combination-dissolve", args=[facts.reference]))
    if facts.rehearsal:
        away = reverse("elections:combination-discard", args=[facts.reference])
        return (NavItem(_("Throw the rehearsal away"), away), part)
    return (NavItem(_("Rehearse these polls"), reverse("elections:combination-rehearse", args=[facts.reference])), part)


def _read(on: str, mode: str) -> tuple[date, bool]:
    try:
        return date.fromisoformat(on), MODES[mode]
    except (ValueError, KeyError) as error:
        raise Http404 from error
