"""The pages of agents: those of a poll, one agent, appointing, the numbers, lots, and the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import contest_facts, poll_facts
from pollwright.elections.web.polls import GET_OR_POST, LIST, RECORD, poll_crumb, version_of
from pollwright.law.nominations.agents import AgentEnd, AgentKind
from pollwright.nominations.operations import appointing, attending
from pollwright.nominations.operations.attending import AgentGiven
from pollwright.nominations.papers import agents as papers
from pollwright.nominations.papers.contacts import contacts_pdf
from pollwright.nominations.queries import agents as queries
from pollwright.nominations.queries.agents import AgentFacts
from pollwright.nominations.queries.facts import candidate_facts
from pollwright.nominations.web import forms, tables, terms
from pollwright.pages import wording
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    EmailField,
    Form,
    NumberField,
    Radios,
    Select,
    TextField,
)
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.register.operations.listing_people import leaving, record_list_download

PDF = "application/pdf"


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def agents(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the agents of a poll, with who has the secrecy requirements."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    listing = Listing(
        tables.agents_table(),
        lambda asked: queries.agents(actor.authority_id, asked, reference),
        None,
        name=f"agents-{reference}",
        caption=_("Agents"),
        empty=_("No agent was found."),
        leaving=leaving(actor, f"agents-{reference}"),
    )
    links = (
        NavItem(_("Secrecy requirements given"), reverse("nominations:agents-secrecy", args=[reference])),
        NavItem(_("Contacts of candidates and agents, PDF"), reverse("nominations:contacts-file", args=[reference])),
        *(
            NavItem(_("%(kind)s, as PDF") % {"kind": words}, reverse("nominations:agents-file", args=[reference, kind]))
            for kind, words in terms.AGENTS_MANY.items()
        ),
    )
    made = partial(ListPage, _("Agents"), links=links, crumbs=(poll_crumb(facts),), caption=facts.title)
    return list_response(request, LIST, listing, made)


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def agents_file(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Give the list of who may attend as an agent of a kind, as PDF."""
    actor = actor_of(request)
    if kind not in set(AgentKind):
        raise Http404
    poll_facts(actor.authority_id, reference)
    on = moment(actor.authority_id).date()
    rows = len(queries.acting_agents(actor.authority_id, reference, AgentKind(kind)))
    record_list_download(actor=actor, name=f"{kind}s-{reference}", rows=rows, format="pdf", narrowed_by=())
    written = papers.attendance_pdf(actor.authority_id, reference, AgentKind(kind), dated=on)
    return _pdf(written, f"{kind}s-{reference}.pdf")


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def contacts_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the contact list of the candidates of a poll and their election agents, as PDF."""
    actor = actor_of(request)
    on = moment(actor.authority_id).date()
    written, rows = contacts_pdf(actor.authority_id, reference, dated=on)
    record_list_download(actor=actor, name=f"contacts-{reference}", rows=rows, format="pdf", narrowed_by=())
    return _pdf(written, f"contacts-{reference}.pdf")


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def agents_notice(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Give the notice of the election agents or sub-agents of a contest, as PDF."""
    actor = actor_of(request)
    if kind not in ("election-agents", "sub-agents"):
        raise Http404
    on = moment(actor.authority_id).date()
    sub = kind == "sub-agents"
    return _pdf(papers.agents_notice_pdf(actor.authority_id, reference, sub_agents=sub, dated=on), f"{kind}.pdf")


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def agent_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one agent, and what can be recorded about them."""
    actor = actor_of(request)
    found = queries.agent_facts(actor.authority_id, reference)
    crumb = Crumb(_("Agents"), reverse("nominations:agents", args=[found.poll]))
    page = RecordPage(
        title=found.row.name,
        caption=f"{terms.AGENTS[AgentKind(found.row.kind)]} {reference}",
        crumbs=(crumb, Crumb(found.row.candidate_name, tables.candidate_href(found.row.candidate))),
        acts=tuple(
            NavItem(act.label, reverse("nominations:agent-act", args=[reference, name]))
            for name, act in acts().items()
            if act.open(found)
        ),
        facts=_facts(found),
        timeline=told(timeline(actor.authority_id, "agent", found.row.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def agent_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the notice of an agent of a candidate; told, record it."""
    actor = actor_of(request)
    found = candidate_facts(actor.authority_id, reference)
    now = moment(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> str:
        made = attending.appoint_further_agent(actor=actor, reference=reference, given=_agent_of(given), at=now)
        return reverse("nominations:agent-page", args=[made.reference])

    asked = Asked(
        title=_("Record an agent"),
        form=_agent_form(),
        submit=_("Record the agent"),
        typed={"day": now.date()},
        perform=perform,
        back=tables.candidate_href(reference),
        caption=found.contest_name,
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def agent_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act about an agent needs; told, do it."""
    actor = actor_of(request)
    found = queries.agent_facts(actor.authority_id, reference)
    act = acts().get(name)
    if act is None:
        raise Http404
    now = moment(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> None:
        act.perform(actor, reference, given, now)

    asked = Asked(
        title=act.label,
        form=act.form,
        submit=act.label,
        typed={"version": found.version},
        perform=perform,
        back=reverse("nominations:agent-page", args=[reference]),
        caption=found.row.name,
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def election_agent_end(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why an election agent acts no longer; told, record it."""
    actor = actor_of(request)
    found = candidate_facts(actor.authority_id, reference)
    ways = tuple(Choice(one.value, terms.ENDS[one]) for one in (AgentEnd.REVOKED, AgentEnd.DIED))

    def perform(given: Mapping[str, Any]) -> None:
        appointing.end_election_agent(
            actor=actor, reference=reference, version=version_of(given["version"]), why=AgentEnd(given["why"])
        )

    asked = Asked(
        title=_("The election agent acts no longer"),
        form=Form(forms.VERSION, Radios("why", _("Why"), choices=ways, noun=_("why"))),
        submit=_("Record it"),
        typed={"version": found.version},
        perform=perform,
        back=tables.candidate_href(reference),
        caption=found.contest_name,
        lead=_("Until another is named, the candidate is the election agent."),
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def agents_secrecy(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether the secrecy requirements were given to all who have none; told, record it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    missing = queries.without_secrecy_copy(actor.authority_id, reference)

    def perform(_given: Mapping[str, Any]) -> None:
        attending.give_secrecy_copies(actor=actor, references=missing, at=moment(actor.authority_id))

    asked = Asked(
        title=_("Secrecy requirements given"),
        form=Form(),
        submit=_("They were given to all of them"),
        perform=perform,
        back=reverse("nominations:agents", args=[reference]),
        caption=facts.title,
        lead=_("Agents who have no copy yet: %(many)s.") % {"many": wording.number(len(missing))},
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def agent_numbers(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how many agents of a kind each candidate of a contest may have; told, keep it."""
    actor = actor_of(request)
    found = contest_facts(actor.authority_id, reference)
    kinds = tuple(Choice(kind.value, words) for kind, words in terms.AGENTS.items() if kind is not AgentKind.SUB)

    def perform(given: Mapping[str, Any]) -> None:
        attending.set_agent_number(
            actor=actor, reference=reference, kind=AgentKind(given["kind"]), each=given["each"],
            clerks=given["clerks"] or 0,
        )  # fmt: skip

    held = queries.numbers_of(actor.authority_id, reference)
    now = "; ".join(f"{terms.AGENTS_MANY[AgentKind(kind)]}: {each}" for kind, (each, _clerks) in sorted(held.items()))
    asked = Asked(
        title=_("Agents that each candidate may have"),
        form=Form(
            Select("kind", _("Kind of agent"), choices=kinds),
            NumberField("each", _("For each candidate"), least=1, most=500),
            NumberField("clerks", _("Counting clerks employed"), least=0, most=5000, required=False),
        ),
        submit=_("Keep this number"),
        perform=perform,
        back=reverse("nominations:contest", args=[reference]),
        caption=found.name,
        lead=now,
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def agent_lots(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask which polling agents attend a station, as the lots fell; told, record it."""
    actor = actor_of(request)
    found = contest_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        admitted = given["admitted"].upper().replace(",", " ").split()
        attending.admit_by_lot(actor=actor, reference=reference, station=given["station"].upper(), admitted=admitted)

    asked = Asked(
        title=_("Lots for polling agents"),
        form=Form(
            TextField("station", _("Station"), longest=20, width=10),
            TextField("admitted", _("References of those who attend"), hint=_("With commas between them")),
        ),
        submit=_("Record the lots"),
        perform=perform,
        back=reverse("nominations:contest", args=[reference]),
        caption=found.name,
        lead=_("Lots are drawn where more are named for a station than may attend it."),
    )
    return answered(request, asked)


@dataclass(frozen=True, slots=True)
class Act:
    """Something recorded about an agent."""

    label: str
    open: Callable[[AgentFacts], bool]
    form: Form
    perform: Callable[[Actor, str, Mapping[str, Any], Any], object]


def acts() -> dict[str, Act]:
    """Return what is recorded about an agent who acts."""
    ways = tuple(Choice(one.value, words) for one, words in terms.ENDS.items())
    return {
        "secrecy": Act(
            _("Secrecy requirements given"),
            lambda found: found.row.ended_at is None and found.row.secrecy_at is None,
            Form(forms.VERSION),
            lambda actor, reference, _given, now: attending.give_secrecy_copies(
                actor=actor, references=[reference], at=now
            ),
        ),
        "end": Act(
            _("The agent acts no longer"),
            lambda found: found.row.ended_at is None,
            Form(forms.VERSION, Radios("why", _("Why"), choices=ways, noun=_("why"))),
            lambda actor, reference, given, now: attending.end_further_agent(
                actor=actor,
                reference=reference,
                version=version_of(given["version"]),
                why=AgentEnd(given["why"]),
                at=now,
            ),
        ),
    }


def _agent_form() -> Form:
    kinds = tuple(Choice(kind.value, words) for kind, words in terms.AGENTS.items())
    return Form(
        Radios("kind", _("Kind of agent"), choices=kinds, noun=_("the kind of agent")),
        TextField("name", _("Name of the agent")),
        TextField("address", _("Address of the agent"), longest=400),
        TextField("phone", _("Telephone"), longest=50, required=False),
        EmailField("email", _("Email"), required=False),
        TextField(
            "parts", _("Stations or polling districts"), required=False,
            hint=_("Of a polling agent the stations by number, of a sub-agent the polling districts of the part"),
        ),
        Confirmation("county", _("The constituency is a county constituency (sub-agents)"), required=False),
        TextField(
            "in_place_of", _("Named in place of"), longest=20, width=10, required=False,
            hint=_("The reference of an agent who died or can't act any more"),
        ),
        DateField("day", _("Day on which the notice came")),
        forms.clock_field(),
    )  # fmt: skip


def _agent_of(given: Mapping[str, Any]) -> AgentGiven:
    return AgentGiven(
        kind=AgentKind(given["kind"]),
        name=given["name"],
        address=given["address"],
        received_at=forms.moment_of(given),
        phone=given["phone"] or "",
        email=given["email"] or "",
        parts=tuple((given["parts"] or "").upper().replace(",", " ").split()),
        in_place_of=given["in_place_of"] or "",
        county_constituency=bool(given["county"]),
    )


def _facts(found: AgentFacts) -> tuple[SummaryRow, ...]:
    row = found.row
    rows = [
        SummaryRow(_("Candidate"), row.candidate_name, row.contest_name, tables.candidate_href(row.candidate)),
        SummaryRow(_("Address"), row.address),
        SummaryRow(_("Telephone"), row.phone or _("None")),
        SummaryRow(_("Email"), row.email or _("None")),
        SummaryRow(_("Stations or polling districts"), ", ".join(row.parts) or _("None")),
        SummaryRow(_("Notice received"), wording.moment(row.received_at)),
        SummaryRow(_("Secrecy requirements given"), wording.moment(row.secrecy_at) or _("Not yet"), found.secrecy_by),
    ]
    if found.in_place_of:
        rows.append(SummaryRow(_("Named in place of"), found.in_place_of))
    if row.admitted is not None:
        rows.append(SummaryRow(_("By lot"), _("Attends") if row.admitted else _("Does not attend")))
    if row.ended_at:
        rows.append(
            SummaryRow(_("Acts no longer"), wording.moment(row.ended_at), str(terms.ENDS[AgentEnd(row.ended_why)]))
        )
    return tuple(rows)


def _pdf(written: bytes, name: str) -> HttpResponse:
    response = HttpResponse(written, content_type=PDF)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
