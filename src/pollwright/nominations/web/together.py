"""Pages of the nominations of all contests of a poll, or of polls taken together: how far they are, and acts on all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.elections.web.polls import GET_OR_POST, RECORD, polls_crumb
from pollwright.elections.web.terms import contest_tag
from pollwright.jobs.web.started import started
from pollwright.nominations.operations.together import PERMISSIONS, ask_for_all
from pollwright.nominations.queries.together import AllFacts, all_facts
from pollwright.nominations.states import Together
from pollwright.nominations.web import terms
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, RecordPage, Section


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def together(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how far the statements and outcomes of all contests are, and what waits."""
    actor = actor_of(request)
    found = all_facts(actor.authority_id, reference)
    page = RecordPage(
        title=_("Statements of all contests"),
        caption=found.target.title,
        crumbs=(polls_crumb(), _above(found)),
        acts=_acts(actor, found),
        figures=(
            Figure(_("Contests"), wording.number(found.contests)),
            Figure(_("Seats"), wording.number(found.seats)),
            Figure(_("Standing"), wording.number(found.standing)),
        ),
        sections=(
            Section(_("Statements of persons nominated"), table=_statements(found)),
            Section(_("Outcomes"), table=_outcomes(found)),
        ),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if found.target.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask whether something is done for all contests that wait for it; told, ask the worker for it."""
    actor = actor_of(request)
    found = all_facts(actor.authority_id, reference)
    if name not in Together.values:
        raise Http404
    what = Together(name)

    def perform(_given: Mapping[str, Any]) -> Done:
        return started(lambda: ask_for_all(actor=actor, reference=reference, what=what))

    lead = _("Contests that wait for it: %(count)s. What the law does not allow yet for a contest is left as it is.")
    back = reverse("nominations:together", args=[reference])
    return answered(
        request,
        Asked(
            title=what.label,
            form=Form(),
            submit=what.label,
            perform=perform,
            back=back,
            crumbs=(Crumb(_("Statements of all contests"), back),),
            lead=lead % {"count": wording.number(found.waiting[what])},
            caption=found.target.title,
        ),
    )


def _above(found: AllFacts) -> Crumb:
    """Return the way up: to the nominations of the poll, or to the combined polls."""
    if found.target.combination_id is None:
        return Crumb(_("Nominations"), reverse("nominations:board", args=[found.target.reference]))
    return Crumb(_("Combined polls"), reverse("elections:combination", args=[found.target.reference]))


def _acts(actor: Actor, found: AllFacts) -> tuple[NavItem, ...]:
    return tuple(
        NavItem(str(what.label), reverse("nominations:together-act", args=[found.target.reference, what.value]))
        for what, count in found.waiting.items()
        if count and actor.may(PERMISSIONS[what])
    )


def _statements(found: AllFacts) -> PlainTable:
    missing = found.contests - sum(found.statements.values())
    rows = [
        (Cell(tag=terms.statement_tag(state)), Cell(wording.number(count), numeric=True))
        for state, count in sorted(found.statements.items())
    ]
    rows.append((Cell(_("None yet")), Cell(wording.number(missing), numeric=True)))
    return PlainTable(_("Statements of persons nominated"), (_("State"), _("Contests")), tuple(rows))


def _outcomes(found: AllFacts) -> PlainTable:
    rows = tuple(
        (Cell(tag=contest_tag(state)), Cell(wording.number(count), numeric=True))
        for state, count in sorted(found.outcomes.items())
    )
    return PlainTable(_("Outcomes"), (_("State"), _("Contests")), rows)
