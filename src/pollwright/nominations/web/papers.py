"""The pages of nomination papers: entering, one paper with its checks, delivery and decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment
from pollwright.elections.web.polls import GET_OR_POST, RECORD, version_of
from pollwright.law.nominations.determinations import GROUNDS_SAY, Ground, decide_descriptions_by, lawful_grounds
from pollwright.law.nominations.papers import Bearer
from pollwright.nominations.operations import determining, entering, subscribing
from pollwright.nominations.operations import given as drawn
from pollwright.nominations.queries import facts as queries
from pollwright.nominations.queries.facts import PaperFacts
from pollwright.nominations.states import PaperState
from pollwright.nominations.web import forms, terms
from pollwright.nominations.web.tables import candidate_href, paper_href
from pollwright.pages import wording
from pollwright.pages.forms import Choice, DateField, Form, NumberField, Radios, Select, TextArea, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.voice import translated

PLACES = re.compile(r"\d{1,3}([ ,]+\d{1,3})*")


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def candidate_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a candidate's papers; told, enter them as a draft."""
    actor = actor_of(request)
    found = queries.contest_nominations(actor.authority_id, reference)
    return answered(
        request,
        Asked(
            title=_("Enter a nomination paper"),
            form=Form(*forms.PERSON, *forms.PAPER),
            submit=_("Check the paper"),
            perform=lambda given: paper_href(
                entering.enter_candidate(
                    actor=actor,
                    reference=reference,
                    person=drawn.person_of(given),
                    home=drawn.home_of(given),
                    paper=drawn.paper_of(given),
                    signatures=drawn.signatures_of(given),
                ).reference
            ),
            back=reverse("nominations:contest", args=[reference]),
            caption=found.contest.name,
            lead=_("Nothing is delivered yet: the paper is checked informally first."),
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def paper_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a further paper of a candidate; told, enter it as a draft."""
    actor = actor_of(request)
    found = queries.candidate_facts(actor.authority_id, reference)
    return answered(
        request,
        Asked(
            title=_("Enter another paper"),
            form=forms.PAPER_FORM,
            submit=_("Check the paper"),
            perform=lambda given: paper_href(
                entering.enter_another_paper(
                    actor=actor,
                    reference=reference,
                    paper=drawn.paper_of(given),
                    signatures=drawn.signatures_of(given),
                ).reference
            ),
            back=candidate_href(reference),
            caption=found.contest_name,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def paper_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what is changed in a paper that is not delivered; told, change it."""
    actor = actor_of(request)
    found = queries.paper_facts(actor.authority_id, reference)
    typed = forms.typed_of(found.paper, found.person, found.home, found.signatures)

    def perform(given: Mapping[str, Any]) -> None:
        entering.change_paper(
            actor=actor,
            reference=reference,
            version=version_of(given["version"]),
            person=drawn.person_of(given),
            home=drawn.home_of(given),
            paper=drawn.paper_of(given),
            signatures=drawn.signatures_of(given),
        )

    return answered(
        request,
        Asked(
            title=_("Change the paper"),
            form=forms.CANDIDATE_FORM,
            submit=_("Check the paper"),
            typed=typed | {"version": found.version},
            perform=perform,
            back=paper_href(reference),
            caption=found.name,
        ),
    )


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one paper with every check, its rule, and what can be done."""
    actor = actor_of(request)
    found = queries.paper_facts(actor.authority_id, reference)
    faults = len(found.checked.faults)
    page = RecordPage(
        title=found.name,
        caption=_("Nomination paper %(reference)s, %(area)s") % {"reference": reference, "area": found.contest_name},
        crumbs=(Crumb(found.contest_name, reverse("nominations:contest", args=[found.contest])),),
        acts=_offered(actor, found),
        facts=_facts(found),
        sections=(_checks(found), _signatures(found), *_receipt(found)),
        timeline=told(
            timeline(actor.authority_id, "nominationpaper", found.id), linked=actor.may(Permission.AUDIT_VIEW)
        ),
        warning=_("The checks speak against this paper. Faults: %(number)s.") % {"number": faults}
        if faults and found.state in (PaperState.DRAFT, PaperState.DELIVERED)
        else "",
    )
    return render(request, RECORD, {"page": page})


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to a paper: in which states, with which form, by which operation."""

    label: str
    states: tuple[PaperState, ...]
    form: Callable[[PaperFacts], Form]
    perform: Callable[[dict[str, Any], Mapping[str, Any], Any], object]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def paper_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what receiving a paper needs; told, do it."""
    return _asked(request, reference, name, entering_acts())


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def paper_decide(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what a decision on a paper needs; told, do it."""
    return _asked(request, reference, name, deciding_acts())


def entering_acts() -> dict[str, Act]:
    """Return what is done to a paper at the counter."""
    bearers = tuple(Choice(one.value, words) for one, words in terms.BEARERS.items())
    return {
        "comment": Act(
            _("Write down the informal check"), (PaperState.DRAFT,),
            lambda found: Form(forms.VERSION, TextArea("comments", _("Comments for the candidate"), rows=5)),
            lambda known, given, _now: entering.comment_on_paper(**known, comments=given["comments"]),
        ),
        "deliver": Act(
            _("Record the formal delivery"), (PaperState.DRAFT,),
            lambda found: Form(
                forms.VERSION, DateField("day", _("Day of receipt")), forms.clock_field(label=_("Time of receipt")),
                Radios("bearer", _("Who delivered it"), choices=bearers, noun=_("who delivered it")),
                TextField("bearer_name", _("Name of whoever delivered it")),
            ),
            lambda known, given, now: entering.deliver_paper(
                **known, received_at=forms.moment_of(given), bearer=Bearer(given["bearer"]),
                bearer_name=given["bearer_name"], at=now,
            ),
        ),
        "object": Act(
            _("Record an objection"), (PaperState.DELIVERED, PaperState.VALID),
            lambda found: Form(
                TextField("objector", _("Who objects")), TextArea("grounds", _("Grounds")),
                DateField("day", _("Day")), forms.clock_field(),
            ),
            lambda known, given, _now: determining.object_to_paper(
                actor=known["actor"], reference=known["reference"], objector=given["objector"],
                grounds=given["grounds"], made_at=forms.moment_of(given),
            ),
        ),
    }  # fmt: skip


def deciding_acts() -> dict[str, Act]:
    """Return what is decided on a paper."""
    parts = tuple(
        Choice(name, words)
        for name, words in (
            ("surname", _("Surname")), ("forenames", _("Other names")), ("used_surname", _("Commonly used surname")),
            ("used_forenames", _("Commonly used forenames")), ("description", _("Description")),
        )
    )  # fmt: skip
    decided = (PaperState.DELIVERED, PaperState.VALID, PaperState.INVALID)
    return {
        "valid": Act(
            _("Hold it valid"), (PaperState.DELIVERED,),
            lambda found: Form(
                forms.VERSION,
                TextArea("despite", _("Why it is valid despite faults that the checks found"), required=False, rows=3),
            ),
            lambda known, given, now: determining.hold_valid(**known, despite=given["despite"] or "", at=now),
        ),
        "invalid": Act(
            _("Hold it invalid"), (PaperState.DELIVERED, PaperState.VALID),
            lambda found: Form(
                forms.VERSION, Radios("ground", _("Ground"), choices=_grounds(found), noun=_("the ground")), forms.REASONS
            ),
            lambda known, given, now: determining.hold_invalid(
                **known, ground=Ground(given["ground"]), reasons=given["reasons"], at=now
            ),
        ),
        "number": Act(
            _("Put right an elector number"), decided,
            lambda found: Form(
                forms.VERSION, NumberField("place", _("Which signature"), least=1, most=999),
                TextField("number", _("Right elector number"), longest=20, width=10), forms.REASONS,
            ),
            lambda known, given, now: determining.correct_number(
                **known, place=given["place"], number=given["number"], reason=given["reasons"], at=now
            ),
        ),
        "elsewhere": _elsewhere(decided),
        "spelling": Act(
            _("Put right an error of spelling"), decided,
            lambda found: Form(
                forms.VERSION, Select("part", _("What"), choices=parts),
                TextField("text", _("Right text"), longest=forms.LONGEST), forms.REASONS,
            ),
            lambda known, given, now: determining.correct_spelling(
                **known, part=given["part"], text=given["text"], reason=given["reasons"], at=now
            ),
        ),
    }  # fmt: skip


def _elsewhere(decided: tuple[PaperState, ...]) -> Act:
    return Act(
        _("Record signatures that another council confirmed"), decided,
        lambda found: Form(
            forms.VERSION, Select("council", _("Council"), choices=tuple(Choice(one, one) for one in found.law.councils)),
            TextField("places", _("Which signatures"), hint=_("Their places on the paper, with commas between them"),
                      pattern=PLACES, pattern_message=_("Enter places like 1, 2, 15"), longest=400),
            forms.REASONS,
        ),
        lambda known, given, _now: subscribing.confirm_signatures(
            **known, council=given["council"], source=given["reasons"],
            places=[int(one) for one in given["places"].replace(",", " ").split()],
        ),
    )  # fmt: skip


def _asked(request: HttpRequest, reference: str, name: str, acts: Mapping[str, Act]) -> HttpResponse:
    actor = actor_of(request)
    found = queries.paper_facts(actor.authority_id, reference)
    act = acts.get(name)
    if act is None:
        raise Http404
    now = moment(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> None:
        known = {"actor": actor, "reference": reference, "version": version_of(given.get("version"))}
        act.perform(known, given, now)

    return answered(
        request,
        Asked(
            title=act.label,
            form=act.form(found),
            submit=act.label,
            typed={"version": found.version, "day": now.date(), "comments": found.paper["comments"]},
            perform=perform,
            back=paper_href(reference),
            caption=found.name,
            crumbs=(Crumb(reference, paper_href(reference)),),
        ),
    )


def _grounds(found: PaperFacts) -> tuple[Choice, ...]:
    rows = lawful_grounds(found.law.kind, found.law.nation, found.law.poll_day)
    return tuple(Choice(row.ground.value, GROUNDS_SAY[row.ground]) for row in rows)


def _offered(actor: Actor, found: PaperFacts) -> tuple[NavItem, ...]:
    links = []
    if found.state == PaperState.DRAFT:
        links.append(NavItem(_("Change the paper"), reverse("nominations:paper-change", args=[found.reference])))
    sides = [(entering_acts(), "nominations:paper-act")]
    if actor.may(Permission.NOMINATIONS_DETERMINE):
        sides.append((deciding_acts(), "nominations:paper-decide"))
    for acts, url in sides:
        for name, act in acts.items():
            final = found.state == PaperState.VALID and name == "invalid" and not found.law.has("object")
            if found.state in act.states and found.law.has(name) and not final:
                links.append(NavItem(act.label, reverse(url, args=[found.reference, name])))
    return tuple(links)


def _facts(found: PaperFacts) -> tuple[SummaryRow, ...]:
    paper_ = found.paper
    rows = [
        SummaryRow(_("State"), terms.paper_tag(found.state)),
        SummaryRow(_("Candidate"), found.name, href=candidate_href(found.candidate)),
        SummaryRow(_("Description"), paper_["description"] or _("None")),
        SummaryRow(
            _("Register that decides"), wording.day(found.law.deciding.on), found.law.decided_by.source.describe()
        ),
    ]
    if paper_["delivered_at"]:
        received = _("%(when)s, from %(who)s, by %(officer)s") % {
            "when": f"{wording.day(paper_['delivered_at'])} {paper_['delivered_at'].astimezone():%H:%M:%S}",
            "who": paper_["bearer_name"],
            "officer": paper_["received_by"],
        }
        rows.append(SummaryRow(_("Delivered"), received))
    if found.state == PaperState.DELIVERED:
        by = decide_descriptions_by(found.law.timetable)
        rows.append(SummaryRow(_("Failed descriptions decided by"), wording.moment(by.on), by.source.describe()))  # type: ignore[arg-type]
    if paper_["decided_at"]:
        who = f"{paper_['decided_by']}, {paper_['capacity']}"
        rows.append(SummaryRow(_("Decided"), wording.moment(paper_["decided_at"]), who))
    if paper_["ground"]:
        rows.append(SummaryRow(_("Ground"), GROUNDS_SAY[Ground(paper_["ground"])], paper_["reasons"]))
    if paper_["comments"]:
        rows.append(SummaryRow(_("Informal check"), paper_["comments"]))
    rows += [
        SummaryRow(_("Objection %(reference)s") % {"reference": reference}, grounds, wording.moment(made_at))
        for reference, made_at, grounds in found.objections
    ]
    return tuple(rows)


def _receipt(found: PaperFacts) -> tuple[Section, ...]:
    if found.state == PaperState.DRAFT:
        return ()
    link = NavItem(_("Receipt, PDF"), reverse("nominations:receipt", args=[found.reference]))
    return (Section(_("Receipt"), links=(link,)),)


def _checks(found: PaperFacts) -> Section:
    rows = tuple(
        (
            Cell(str(terms.ABOUT[one.about])),
            Cell(tag=terms.check_tag(one.state)),
            Cell(translated(one.says)),
            Cell(one.source),
        )
        for one in found.checked.checks
    )
    return Section(
        _("Checks"), table=PlainTable(_("Checks"), (_("About"), _("Finding"), _("What was found"), _("Rule")), rows)
    )


def _signatures(found: PaperFacts) -> Section:
    verdicts = {one.place: one for one in found.checked.subscribed.verdicts}
    rows = tuple(
        (
            Cell(str(place)),
            Cell(number),
            Cell(name),
            Cell(tag=terms.finding_tag(verdicts[place].finding)),
            Cell(verdicts[place].working.source.describe()),
        )
        for place, number, name in found.signatures
    )
    headings = (_("Place"), _("Elector number"), _("Name printed"), _("Finding"), _("Rule"))
    words = _("Needed: %(number)s. Only the first so many count.") % {"number": found.law.needed.number}
    return Section(
        _("Subscribers"), text=(words,), table=PlainTable(_("Subscribers"), headings, rows, _("Nobody signed it."))
    )
