"""The pages of rolls: the roll of a contest, taking a table over, freezing it, and one vote."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Done, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.lists import list_download
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.tables import display, redirection, requested, table_response
from pollwright.register.operations.listing_people import leaving, record_list_download
from pollwright.rolls.operations import entering, freezing
from pollwright.rolls.papers.lists import roll_pdf
from pollwright.rolls.queries import rolls as queries
from pollwright.rolls.queries.rolls import RollFacts
from pollwright.rolls.states import RollState
from pollwright.rolls.web import asking, forms, shown, tables, terms


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def roll(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the roll of a contest."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)
    asked = requested(request, tables.voters_table(reference, facts.rule))
    if moved := redirection(request, asked):
        return moved
    goes = leaving(actor, f"roll-{reference}")
    if asked.download:
        every = partial(queries.every_voter, actor.authority_id, asked, reference)
        return list_download(f"roll-{reference}", asked, every, goes)
    may = actor.may(Permission.ROLLS_KEEP) and facts.state == RollState.OPEN
    table = display(
        queries.voters(actor.authority_id, asked, reference),
        address=request.path,
        caption=str(terms.TITLES[facts.rule.kind]),
        empty=_("No vote was found."),
        reference=lambda row: str(row.number),
        bulk=tables.bulk_acts(reference, facts.rule) if may else (),
        downloads=goes.allowed,
    )
    return table_response(request, terms.LIST, _page(actor, facts, table))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.ROLLS_KEEP)
def take(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a table of voters; given, take all of it over or nothing."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        added, changed = entering.take_over_roll(
            actor=actor, reference=reference, content=given["table"].read(), reason=given["reason"]
        )
        said = _("%(added)s votes were added, %(changed)s corrected.")
        return Done(said % {"added": wording.number(added), "changed": wording.number(changed)})

    lead = _(
        "A row with the number of a vote, or of a vote that is there, corrects it. All rows are taken over, or none."
    )
    return answered(request, asking.asked(facts, _("Take over a table"), forms.TABLE, perform, lead=lead))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.ROLLS_KEEP)
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for one vote; told, add it."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        made = entering.add_vote(actor=actor, reference=reference, facts=forms.facts_of(given), reason=given["reason"])
        return Done(_("It was added as number %(number)s.") % {"number": made.number})

    form = forms.vote_form(facts.rule, correcting=False)
    return answered(request, asking.asked(facts, _("Add a vote"), form, perform, typed={"votes_by": "post"}))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def freeze(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the spare papers; told, freeze the roll."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        freezing.freeze_roll(
            actor=actor, reference=reference, version=version_in(given), spare=given["spare"],
            late_reason=given.get("late_reason") or "", at=moment(actor.authority_id),
        )  # fmt: skip

    form = Form(forms.VERSION, forms.SPARE, *((forms.LATE,) if facts.list_by else ()))
    typed = {"version": facts.version, "spare": facts.spare}
    votes = wording.number(facts.totals.votes)
    lead = _("Votes on the roll: %(votes)s. Papers are ordered for all of them, and the spare ones.") % {"votes": votes}
    return answered(request, asking.asked(facts, _("Freeze the roll"), form, perform, typed=typed, lead=lead))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def open_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a frozen roll is opened again; told, open it."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        freezing.open_roll_again(actor=actor, reference=reference, version=version_in(given), reason=given["reason"])

    warning = _(
        "Orders of ballot papers that were made from it become void, and poll cards and registers are overtaken."
    )
    form, typed = Form(forms.VERSION, forms.REASON), {"version": facts.version}
    return answered(request, asking.asked(facts, _("Open the roll again"), form, perform, typed=typed, warning=warning))


@require_GET
@permission_required(Permission.ROLLS_KEEP)
def roll_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the roll as PDF."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)
    lines = queries.standing_lines(facts.id)
    record_list_download(actor=actor, name=f"roll-{reference}", rows=len(lines), format="pdf", narrowed_by=())
    written = roll_pdf(actor.authority_id, facts, lines, dated=today(actor.authority_id))
    response = HttpResponse(written, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="roll-{reference}.pdf"'
    return response


@require_GET
@permission_required(Permission.POLLS_VIEW)
def vote(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one vote of a roll, and what happened to it."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)
    row = queries.voter_row(actor.authority_id, reference, number)
    page = RecordPage(
        title=row.voter,
        caption=_("Number %(number)s") % {"number": number},
        crumbs=terms.roll_crumbs(facts),
        acts=tuple(
            NavItem(label, reverse("rolls:vote-act", args=[reference, number, name]))
            for name, label in vote_acts(actor, facts, row).items()
        ),
        facts=shown.vote_rows(facts, row),
        timeline=told(timeline(actor.authority_id, "rollvoter", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("This vote was removed from the roll.") if row.removed_at else "",
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.ROLLS_KEEP)
def vote_act(request: HttpRequest, reference: str, number: int, name: str) -> HttpResponse:
    """Ask what an act on a vote needs; told, do it."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)
    row = queries.voter_row(actor.authority_id, reference, number)
    label = vote_acts(actor, facts, row).get(name)
    if label is None:
        raise Http404

    def perform(given: Mapping[str, Any]) -> None:
        known = {"actor": actor, "reference": reference, "reason": given["reason"]}
        if name == "remove":
            entering.remove_votes(numbers=[number], at=moment(actor.authority_id), **known)
        elif name == "put-back":
            entering.put_back_vote(number=number, version=version_in(given), **known)
        else:
            entering.correct_vote(number=number, version=version_in(given), facts=forms.facts_of(given), **known)

    form = forms.vote_form(facts.rule, correcting=True) if name == "correct" else Form(forms.VERSION, forms.REASON)
    asked = asking.asked(facts, label, form, perform, typed=forms.typed_of(row), below=row.number)
    return answered(request, asked)


def vote_acts(actor: Actor, facts: RollFacts, row: queries.VoterRow) -> dict[str, str]:
    """Return what somebody may do about a vote, by name."""
    if not actor.may(Permission.ROLLS_KEEP):
        return {}
    is_open = facts.state == RollState.OPEN
    if row.removed_at:
        return {"put-back": _("Put it back")} if is_open else {}
    return {"correct": _("Correct it")} | ({"remove": _("Remove from the roll")} if is_open else {})


def _page(actor: Actor, facts: RollFacts, table: Any) -> ListPage:
    return ListPage(
        str(terms.TITLES[facts.rule.kind]),
        table,
        links=shown.roll_links(actor, facts),
        note=shown.note(facts),
        crumbs=terms.crumbs(facts),
        caption=facts.name,
        above=shown.sums(facts) if facts.totals.votes or facts.totals.removed else None,
    )
