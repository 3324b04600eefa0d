"""The pages of one contest's nominations, its statement, and the nomination-day board of a poll."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import PollFacts, poll_facts
from pollwright.elections.states import ON_A_QUESTION, ContestState
from pollwright.elections.web.polls import GET_OR_POST, RECORD, poll_crumb, version_of
from pollwright.elections.web.terms import contest_tag
from pollwright.law.nominations.withdrawals import ONE_WARD_ONLY
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.operations import stating
from pollwright.nominations.papers.statements import as_json_file, as_pdf
from pollwright.nominations.queries import facts as queries
from pollwright.nominations.queries.again import seats_unfilled, to_carry_over
from pollwright.nominations.queries.board import board_of
from pollwright.nominations.queries.facts import ContestNominations, StatementFacts
from pollwright.nominations.queries.lists import board as board_rows
from pollwright.nominations.queries.stating import Draft, draft_statement
from pollwright.nominations.states import StatementState
from pollwright.nominations.web import forms, tables, terms
from pollwright.nominations.web.candidates import papers_table
from pollwright.nominations.web.packs import empty_papers
from pollwright.pages import wording
from pollwright.pages.forms import Form, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, Figure, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import TableView

DECISIONS = {
    "prepare": (gettext_lazy("Prepare the statement of persons nominated"), stating.prepare_statement),
    "outcome": (gettext_lazy("Settle whether a poll is taken"), stating.declare_outcome),
}
FILES = {"json": "application/json", "pdf": "application/pdf"}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def board(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show what came in for each contest of a poll, and how long papers are received; asked again every minute."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    state = board_of(actor.authority_id, facts.id, moment(actor.authority_id))
    listing = Listing(
        tables.board_table(),
        lambda asked: board_rows(actor.authority_id, asked, reference),
        None,
        name=f"nominations-{reference}",
        caption=_("Nominations"),
        empty=_("No contest was found."),
    )
    links = _board_links(actor, facts)

    def made(table: TableView) -> ListPage:
        return ListPage(
            _("Nominations"), table, links=links, note=terms.time_left(state.closes, state.minutes_left),
            crumbs=(poll_crumb(facts),), caption=facts.title,
        )  # fmt: skip

    return list_response(request, "nominations/board.jinja", listing, made)


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def contest(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the nominations of one contest: papers in order of delivery, and the statement."""
    actor = actor_of(request)
    found = queries.contest_nominations(actor.authority_id, reference)
    draft = draft_statement(found.contest)
    page = RecordPage(
        title=_("Nominations, %(area)s") % {"area": found.contest.name},
        caption=found.contest.poll.title,
        crumbs=(Crumb(found.contest.poll.title, reverse("nominations:board", args=[found.contest.poll.reference])),),
        acts=_offered(actor, found, draft),
        facts=_facts(found),
        figures=(
            Figure(_("Seats"), wording.number(found.contest.seats)),
            Figure(_("Standing"), wording.number(len(draft.standing))),
            Figure(_("Papers"), wording.number(len(found.papers))),
        ),
        sections=(
            Section(_("Papers by order of delivery"), table=papers_table(found.papers, names=True)),
            empty_papers(reference),
            _statements(found, draft),
            _agents(actor, reference),
        ),
        timeline=told(
            timeline(actor.authority_id, "contest", found.contest.pk), linked=actor.may(Permission.AUDIT_VIEW)
        ),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if found.contest.poll.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def contest_decide(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask whether the statement is prepared, or the contest settled; told, do it."""
    actor = actor_of(request)
    found = queries.contest_nominations(actor.authority_id, reference)
    if name not in DECISIONS:
        raise Http404
    label, act = DECISIONS[name]

    def perform(_given: Mapping[str, Any]) -> None:
        act(actor=actor, reference=reference, at=moment(actor.authority_id))

    return answered(
        request,
        Asked(
            title=label,
            form=Form(),
            submit=label,
            perform=perform,
            back=reverse("nominations:contest", args=[reference]),
            caption=found.contest.name,
            warning="; ".join(draft_statement(found.contest).open),
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the order of candidates whose names are alike; told, keep it."""
    actor = actor_of(request)
    found = queries.contest_nominations(actor.authority_id, reference)
    alike = [one for tie in draft_statement(found.contest).ties for one in tie]

    def perform(given: Mapping[str, Any]) -> None:
        stating.order_alike(actor=actor, reference=reference, candidates=given["candidates"].replace(",", " ").split())

    return answered(
        request,
        Asked(
            title=_("Order candidates of like name"),
            form=Form(TextField("candidates", _("References in their order"), longest=400)),
            submit=_("Keep this order"),
            typed={"candidates": ", ".join(alike)},
            perform=perform,
            back=reverse("nominations:contest", args=[reference]),
            caption=found.contest.name,
        ),
    )


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def statement(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one statement of persons nominated, how far it is, and its files."""
    actor = actor_of(request)
    found = queries.statement_facts(actor.authority_id, reference)
    page = RecordPage(
        title=_("Statement of persons nominated"),
        caption=f"{reference}, {found.contest_name}",
        crumbs=(Crumb(found.contest_name, reverse("nominations:contest", args=[found.contest])),),
        acts=_moves(actor, found),
        facts=_statement_facts(found),
        sections=(
            Section(_("Persons nominated"), table=_people(found)),
            Section(
                _("Files"),
                links=tuple(
                    NavItem(form.upper(), reverse("nominations:statement-file", args=[reference, form]))
                    for form in FILES
                ),
            ),
        ),
        timeline=told(timeline(actor.authority_id, "statement", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("This statement is void: %(why)s. Every proof made from it is void too.")
        % {"why": found.voided_because}
        if found.state == StatementState.VOID
        else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def statement_approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask a second person to approve a statement; told, do it."""
    return _moved(request, reference, _("Approve the statement"), stating.approve_statement)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def statement_publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether an approved statement is published; told, do it."""
    return _moved(request, reference, _("Publish the statement"), stating.publish_statement)


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def statement_file(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Give a statement as a file: json or pdf."""
    actor = actor_of(request)
    found = queries.statement_facts(actor.authority_id, reference)
    if form not in FILES:
        raise Http404
    written = {"json": as_json_file, "pdf": as_pdf}[form](actor.authority_id, found)
    response = HttpResponse(written, content_type=FILES[form])
    response["Content-Disposition"] = f'attachment; filename="statement-{reference}.{form}"'
    return response


def _moved(request: HttpRequest, reference: str, label: str, act: Any) -> HttpResponse:
    actor = actor_of(request)
    found = queries.statement_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        act(actor=actor, reference=reference, version=version_of(given["version"]), at=moment(actor.authority_id))

    return answered(
        request,
        Asked(
            title=label,
            form=Form(forms.VERSION),
            submit=label,
            typed={"version": found.version},
            perform=perform,
            back=reverse("nominations:statement", args=[reference]),
            caption=f"{reference}, {found.contest_name}",
        ),
    )


def _board_links(actor: Actor, facts: PollFacts) -> tuple[NavItem, ...]:
    reference, councillors = facts.reference, Kind(facts.kind) in ONE_WARD_ONLY
    links = [
        NavItem(_("Diary"), reverse("nominations:diary", args=[reference])),
        NavItem(_("Statements of all contests"), reverse("nominations:together", args=[reference])),
        NavItem(_("Agents"), reverse("nominations:agents", args=[reference])),
        NavItem(_("Portal for drafts"), reverse("nominations:invitations", args=[reference])),
        NavItem(_("Candidates"), reverse("nominations:candidates")),
    ]
    if not councillors and Kind(facts.kind) not in ON_A_QUESTION:
        links.append(NavItem(_("Deposits"), reverse("nominations:deposits", args=[reference])))
    if councillors and actor.may(Permission.NOMINATIONS_DETERMINE):
        links.append(NavItem(_("In more than one ward"), reverse("nominations:deem", args=[reference])))
    return tuple(links)


def _offered(actor: Actor, found: ContestNominations, draft: Draft) -> tuple[NavItem, ...]:
    reference = found.contest.reference
    if seats_unfilled(found.contest) and actor.may(Permission.POLLS_MANAGE):
        return (NavItem(_("Order a fresh election"), reverse("nominations:fresh-election", args=[reference])),)
    if found.contest.state != ContestState.OPEN:
        return ()
    links = [
        NavItem(_("Enter a nomination paper"), reverse("nominations:candidate-new", args=[reference])),
        NavItem(_("Invite to the portal"), reverse("nominations:invite", args=[reference])),
    ]
    if actor.may(Permission.NOMINATIONS_DETERMINE):
        links += [
            NavItem(str(label), reverse("nominations:contest-decide", args=[reference, name]))
            for name, (label, _act) in DECISIONS.items()
        ]
        if to_carry_over(found.contest):
            links.append(NavItem(_("Carry nominations over"), reverse("nominations:carry-over", args=[reference])))
        if found.law.rules.subscription.per_area:
            links.append(
                NavItem(_("Councils that signatures come from"), reverse("nominations:councils", args=[reference]))
            )
        links.append(NavItem(_("Order candidates of like name"), reverse("nominations:order", args=[reference])))
    return tuple(links)


def _facts(found: ContestNominations) -> tuple[SummaryRow, ...]:
    window, law = found.law.window(), found.law
    notice = wording.day(law.notice_on) if law.notice_on else _("Not published yet")
    return (
        SummaryRow(_("State"), contest_tag(found.contest.state), found.contest.ended_reason),
        SummaryRow(_("Notice of election"), notice),
        SummaryRow(_("Papers received until"), wording.moment(window.last), window.source.describe()),
        SummaryRow(_("Signatures needed"), wording.number(law.needed.number), law.needed.source.describe()),
        SummaryRow(_("Register that decides"), wording.day(law.deciding.on), law.decided_by.source.describe()),
    )


def _statements(found: ContestNominations, draft: Draft) -> Section:
    table = PlainTable(
        _("Statements"),
        (_("Statement"), _("State"), _("Prepared"), _("SHA-256")),
        tuple(
            (
                Cell(one.reference, href=reverse("nominations:statement", args=[one.reference])),
                Cell(tag=terms.statement_tag(one.state)),
                Cell(wording.moment(one.prepared_at)),
                Cell(one.sha256[:16]),
            )
            for one in found.statements
        ),
        _("None has been prepared."),
    )
    text = draft.open
    if found.statements and all(one.state == StatementState.VOID for one in found.statements):
        text = (_("None stands any more. Prepare it again, and settle anew whether a poll is taken."), *text)
    return Section(_("Statement of persons nominated"), text=text, table=table)


def _agents(actor: Actor, reference: str) -> Section:
    links = [
        NavItem(
            _("Notice of election agents, PDF"),
            reverse("nominations:agents-notice", args=[reference, "election-agents"]),
        ),
        NavItem(_("Notice of sub-agents, PDF"), reverse("nominations:agents-notice", args=[reference, "sub-agents"])),
    ]
    if actor.may(Permission.NOMINATIONS_DETERMINE):
        links += [
            NavItem(_("Agents that each candidate may have"), reverse("nominations:agent-numbers", args=[reference])),
            NavItem(_("Lots for polling agents"), reverse("nominations:agent-lots", args=[reference])),
        ]
    return Section(_("Agents"), links=tuple(links))


def _moves(actor: Actor, found: StatementFacts) -> tuple[NavItem, ...]:
    offered = []
    if found.state == StatementState.PREPARED and actor.may(Permission.PAPERS_APPROVE):
        offered.append((_("Approve the statement"), "nominations:statement-approve"))
    if found.state == StatementState.APPROVED and actor.may(Permission.NOMINATIONS_DETERMINE):
        offered.append((_("Publish the statement"), "nominations:statement-publish"))
    return tuple(NavItem(label, reverse(name, args=[found.reference])) for label, name in offered)


def _statement_facts(found: StatementFacts) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow(_("State"), terms.statement_tag(found.state)),
        SummaryRow(_("Prepared"), wording.moment(found.prepared_at), found.prepared_by),
        SummaryRow(_("Approved"), wording.moment(found.approved_at) or _("Not yet"), found.approved_by),
        SummaryRow(_("Published"), wording.moment(found.published_at) or _("Not yet")),
        SummaryRow(_("SHA-256"), found.sha256),
    )


def _people(found: StatementFacts) -> PlainTable:
    return PlainTable(
        _("Persons nominated"),
        (_("Name"), _("Address"), _("Description"), _("Why no longer nominated")),
        tuple(
            (
                Cell(f"{one['surname']}, {one['other_names']}".rstrip(", ")),
                Cell(one["address"]),
                Cell(one["description"]),
                Cell(one["no_longer"]),
            )
            for one in found.body["people"]
        ),
        _("Nobody was nominated."),
    )
