"""The pages of candidates: the list with contacts, one candidate, withdrawal, death, agent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment
from pollwright.elections.web.polls import GET_OR_POST, LIST, RECORD, version_of
from pollwright.law.nominations.names import REFUSED_AS, Refusal
from pollwright.nominations.operations import appointing, determining, leaving
from pollwright.nominations.queries import facts as queries
from pollwright.nominations.queries import lists
from pollwright.nominations.queries.facts import CandidateFacts, PaperLine
from pollwright.nominations.states import CandidateState, PaperState
from pollwright.nominations.web import forms, tables, terms
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Confirmation, DateField, Form, Radios, Select, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import plain_day
from pollwright.register.operations.listing_people import leaving as listed_people


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def candidates(request: HttpRequest) -> HttpResponseBase:
    """Show the candidates of all polls, with whom to reach them through."""
    actor = actor_of(request)
    listing = Listing(
        tables.candidates_table(),
        lambda asked: lists.candidates(actor.authority_id, asked),
        None,
        name="candidates",
        caption=_("Candidates"),
        empty=_("No candidate was found."),
        leaving=listed_people(actor, "candidates"),
    )
    links = (
        NavItem(_("Register of parties"), reverse("nominations:parties")),
        NavItem(_("Parish clerks"), reverse("nominations:clerks")),
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Candidates"), links=links))


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def candidate(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one candidate: names, contacts, papers, agent."""
    actor = actor_of(request)
    found = queries.candidate_facts(actor.authority_id, reference)
    page = RecordPage(
        title=_full_name(found),
        caption=_("Candidate, %(area)s") % {"area": found.contest_name},
        crumbs=(Crumb(found.contest_name, reverse("nominations:contest", args=[found.contest])),),
        acts=_offered(actor, found),
        facts=_facts(found),
        sections=(Section(_("Papers"), table=papers_table(found.papers)), _to_hand_out(found)),
        timeline=told(timeline(actor.authority_id, "candidate", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@dataclass(frozen=True, slots=True)
class Act:
    """Something done about a candidate."""

    label: str
    open: Callable[[CandidateFacts], bool]
    form: Callable[[CandidateFacts], Form]
    perform: Callable[[dict[str, Any], Mapping[str, Any], Any], object]
    warning: str = ""


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def agent(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a candidate's election agent; told, record it."""
    actor = actor_of(request)
    found = queries.candidate_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        appointing.appoint_agent(
            actor=actor,
            reference=reference,
            version=version_of(given["version"]),
            name=given["name"],
            address=given["address"],
            office=given["office"],
            phone=given["phone"] or "",
            within=given["within"],
            received_at=forms.moment_of(given),
        )

    asked = Asked(
        title=_("Record the election agent"),
        form=_agent_form(),
        submit=_("Record the agent"),
        typed={"version": found.version, "day": moment(actor.authority_id).date()},
        perform=perform,
        back=tables.candidate_href(reference),
        crumbs=_way(found),
        caption=_named(found),
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def decide(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what a decision about a candidate needs; told, do it."""
    actor = actor_of(request)
    found = queries.candidate_facts(actor.authority_id, reference)
    act = acts().get(name)
    if act is None:
        raise Http404
    now = moment(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> None:
        known = {"actor": actor, "reference": reference, "version": version_of(given["version"])}
        act.perform(known, given, now)

    asked = Asked(
        title=act.label,
        form=act.form(found),
        submit=act.label,
        typed={"version": found.version, "day": now.date()},
        perform=perform,
        back=tables.candidate_href(reference),
        crumbs=_way(found),
        caption=_named(found),
        warning=act.warning,
    )
    return answered(request, asked)


def acts() -> dict[str, Act]:
    """Return what is decided about a candidate."""
    refusals = tuple(Choice(one.value, _("Refused: it %(why)s") % {"why": REFUSED_AS[one]}) for one in Refusal)
    return {
        "withdraw": Act(
            _("Record a withdrawal"),
            lambda found: found.state in (CandidateState.DELIVERED, CandidateState.STANDING),
            lambda found: Form(
                forms.VERSION, Confirmation("signed", _("The candidate signed the notice"), required=False),
                TextField("witness", _("Witness who attested it"), required=False), DateField("day", _("Day of receipt")),
                forms.clock_field(label=_("Time of receipt")),
            ),
            lambda known, given, now: leaving.withdraw_candidate(
                **known, signed=given["signed"], witness=given["witness"] or "", received_at=forms.moment_of(given), at=now
            ),
            _("A withdrawal can't be undone. A statement, proofs and an order that were made become void."),
        ),
        "death": Act(
            _("Record proof of death"),
            lambda found: found.state == CandidateState.STANDING,
            lambda found: Form(
                forms.VERSION, DateField("day", _("Day on which proof came")), forms.clock_field(label=_("Time"))
            ),
            lambda known, given, now: leaving.note_death(**known, proof_at=forms.moment_of(given), at=now),
            _("The law decides what follows: the poll may be countermanded or abandoned."),
        ),
        "used-name": Act(
            _("Decide on the commonly used name"),
            lambda found: bool(found.person["used_surname"] or found.person["used_forenames"]),
            lambda found: Form(
                forms.VERSION,
                Radios("decision", _("Decision"), choices=(Choice("allowed", _("Allowed")), *refusals)),
            ),
            lambda known, given, _now: determining.decide_used_name(
                **known, refused=None if given["decision"] == "allowed" else Refusal(given["decision"])
            ),
        ),
        "choose": Act(
            _("Choose the paper for the particulars"),
            lambda found: sum(one.state == PaperState.VALID for one in found.papers) > 1,
            lambda found: Form(
                forms.VERSION,
                Select("paper", _("Paper"), choices=tuple(
                    Choice(one.reference, f"{one.reference} {one.description}".strip())
                    for one in found.papers if one.state == PaperState.VALID
                )),
            ),
            lambda known, given, _now: determining.choose_paper(**known, paper=given["paper"]),
        ),
    }  # fmt: skip


def papers_table(rows: tuple[PaperLine, ...], *, names: bool = False) -> PlainTable:
    """Return papers as a table; `names` says whose they are."""
    return PlainTable(
        _("Papers"),
        (_("Paper"), *((_("Candidate"),) if names else ()), _("Delivered"), _("State"), _("Description")),
        tuple(
            (
                Cell(one.reference, href=tables.paper_href(one.reference)),
                *((Cell(one.name, href=tables.candidate_href(one.candidate)),) if names else ()),
                Cell(
                    f"{plain_day(one.delivered_at)} {localtime(one.delivered_at):%H:%M:%S}"
                    if one.delivered_at
                    else _("Not yet")
                ),
                Cell(tag=terms.paper_tag(one.state)),
                Cell(one.description),
            )
            for one in rows
        ),
        _("No paper has come in."),
    )


def _named(found: CandidateFacts) -> str:
    """Return who it is about, above what is asked about them."""
    return f"{_full_name(found)}, {found.contest_name}"


def _full_name(found: CandidateFacts) -> str:
    return ", ".join(part for part in (found.person["surname"], found.person["forenames"]) if part)


def _way(found: CandidateFacts) -> tuple[Crumb, ...]:
    contest = Crumb(found.contest_name, reverse("nominations:contest", args=[found.contest]))
    return (contest, Crumb(_full_name(found), tables.candidate_href(found.reference)))


def _agent_form() -> Form:
    return Form(
        forms.VERSION,
        TextField("name", _("Name of the agent")),
        TextField("address", _("Address of the agent"), longest=400),
        TextField("office", _("Address of the office"), longest=400),
        TextField("phone", _("Telephone"), longest=50, required=False),
        Confirmation("within", _("The office is in the area, or in one that the rules set beside it"), required=False),
        DateField("day", _("Day on which the notice came")),
        forms.clock_field(),
    )


def _offered(actor: Actor, found: CandidateFacts) -> tuple[NavItem, ...]:
    links = (
        []
        if found.state in (CandidateState.WITHDRAWN, CandidateState.DEEMED_WITHDRAWN, CandidateState.DIED)
        else [
            NavItem(_("Enter another paper"), reverse("nominations:paper-new", args=[found.reference])),
        ]
    )
    links += [
        NavItem(_("Record the election agent"), reverse("nominations:agent", args=[found.reference])),
        NavItem(_("Record another agent"), reverse("nominations:agent-new", args=[found.reference])),
    ]
    if found.person["agent_name"]:
        ends = reverse("nominations:election-agent-end", args=[found.reference])
        links.append(NavItem(_("The election agent acts no longer"), ends))
    if actor.may(Permission.NOMINATIONS_DETERMINE):
        links += [
            NavItem(act.label, reverse("nominations:candidate-decide", args=[found.reference, name]))
            for name, act in acts().items()
            if act.open(found)
        ]
    return tuple(links)


def _to_hand_out(found: CandidateFacts) -> Section:
    """Return the papers that are made for a candidate: those to fill in, and the letter about the decision."""
    links = [
        NavItem(_("Papers to print (ZIP)"), reverse("nominations:candidate-pack", args=[found.reference, "print"])),
        NavItem(
            _("Papers to fill in on a screen (ZIP)"),
            reverse("nominations:candidate-pack", args=[found.reference, "screen"]),
        ),
    ]
    if found.state in (CandidateState.STANDING, CandidateState.INVALID, CandidateState.WITHDRAWN):
        links += [
            NavItem(
                _("Letter about the decision (PDF)"),
                reverse("nominations:candidate-letter", args=[found.reference, "pdf"]),
            ),
            NavItem(
                _("Letter about the decision (Word)"),
                reverse("nominations:candidate-letter", args=[found.reference, "docx"]),
            ),
        ]
    return Section(_("To hand out"), text=(_("With what is known of the candidate filled in."),), links=tuple(links))


def _facts(found: CandidateFacts) -> tuple[SummaryRow, ...]:
    person = found.person
    used = " ".join(part for part in (person["used_forenames"], person["used_surname"]) if part)
    rows = [
        SummaryRow(_("State"), terms.candidate_tag(found.state), person["state_reason"]),
        SummaryRow(_("Since"), wording.moment(person["state_at"]) or _("Not delivered")),
        SummaryRow(_("Email"), person["email"] or _("None")),
        SummaryRow(_("Telephone"), person["phone"] or _("None")),
        SummaryRow(_("Election agent"), person["agent_name"] or _("None appointed"), person["agent_office"]),
    ]
    if used:
        why = person["used_refused"]
        note = _("Refused: it %(why)s") % {"why": REFUSED_AS[Refusal(why)]} if why else ""
        rows.insert(1, SummaryRow(_("Commonly used name"), used, note))
    return tuple(rows)
