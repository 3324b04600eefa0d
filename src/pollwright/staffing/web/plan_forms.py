"""What can be done about a staff plan: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.access.web.acts import Asked, Done
from pollwright.acting import Actor, Permission
from pollwright.law.notices import LONDON
from pollwright.pages import wording
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.shell import Crumb
from pollwright.staffing.operations import appointing, briefings, papers, plans
from pollwright.staffing.operations.conflicts import seek_conflicts_of_plan
from pollwright.staffing.operations.ending import end_plan
from pollwright.staffing.operations.placing import ask_to_place
from pollwright.staffing.operations.plans import PlanTerms
from pollwright.staffing.operations.releasing import release_appointments
from pollwright.staffing.papers.kinds import PaperKind
from pollwright.staffing.queries.plans import PlanFacts
from pollwright.staffing.states import BY_HAND, PlanState, Role
from pollwright.staffing.web import terms

Typed = Mapping[str, Any]
Made = tuple[str, Form, Typed, Callable[[Typed], str | Done | None], str]
VERSION = HiddenField("version")
REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=500)
TERMS = (
    terms.clock_field("starts", gettext_lazy("Work begins")),
    terms.clock_field("ends", gettext_lazy("Work ends")),
    DateField("answer_by", gettext_lazy("Offers are answered by"), noun=gettext_lazy("the day")),
    NumberField("reserve_percent", gettext_lazy("Reserve, for each 100 people at stations"), least=0, most=100),
    Confirmation(
        "trained_first",
        gettext_lazy("Place only people who were trained already"),
        required=False,
        hint=gettext_lazy("Otherwise they are trained by the time the appointments are released."),
    ),
)
PAPERS = Form(
    Radios(
        "kind",
        gettext_lazy("What"),
        noun=gettext_lazy("which papers"),
        choices=tuple(Choice(kind.value, kind.label) for kind in PaperKind),
    ),
)
MEMBER = TextField(
    "member", gettext_lazy("Reference of the staff member"), width=20, hint=gettext_lazy("Such as STF0000012")
)
STATION = NumberField(
    "station",
    gettext_lazy("Number of the station"),
    required=False,
    least=1,
    most=99_999,
    hint=gettext_lazy("Leave it empty for a role of the whole poll, or of a session."),
)
SESSION = (
    TextField("title", gettext_lazy("What it is"), longest=120, hint=gettext_lazy("Such as Opening of postal votes")),
    DateField("day", gettext_lazy("Day"), noun=gettext_lazy("the day")),
    terms.clock_field("starts", gettext_lazy("Work begins")),
    terms.clock_field("ends", gettext_lazy("Work ends")),
    TextField("place", gettext_lazy("Where"), noun=gettext_lazy("where it is held"), longest=250),
)
BRIEFING = Form(
    TextField("title", gettext_lazy("Title"), longest=150),
    Select(
        "role",
        gettext_lazy("For"),
        noun=gettext_lazy("for whom it is"),
        choices=(Choice("all", gettext_lazy("Everybody")), *terms.role_choices(tuple(Role))),
    ),
    TextField("place", gettext_lazy("Where"), noun=gettext_lazy("where it is held"), longest=250),
    DateField("day", gettext_lazy("Day"), noun=gettext_lazy("the day")),
    terms.clock_field("starts", gettext_lazy("From"), noun=gettext_lazy("when it begins")),
    terms.clock_field("ends", gettext_lazy("Until"), noun=gettext_lazy("when it ends")),
    NumberField("places", gettext_lazy("Places"), least=1, most=5000),
    DateField(
        "valid_to",
        gettext_lazy("Last day on which it counts as training"),
        required=False,
        noun=gettext_lazy("the day"),
    ),
)


def terms_of(given: Typed) -> PlanTerms:
    """Return what was typed about a plan."""
    return PlanTerms(
        terms.clock_of(given["starts"]),
        terms.clock_of(given["ends"]),
        given["answer_by"],
        given["trained_first"],
        given["reserve_percent"],
    )


def new(actor: Actor, schemes: list[tuple[str, str]], *, on: date) -> Asked:
    """Return the making of a plan as its page asks for it."""
    form = Form(
        Select("scheme", gettext_lazy("Polling scheme"), choices=tuple(Choice(*each) for each in schemes)), *TERMS
    )
    back = reverse("staffing:plans")

    def perform(given: Typed) -> str:
        made = plans.make_plan(actor=actor, scheme=given["scheme"], terms=terms_of(given), on=on)
        return reverse("staffing:plan", args=[made.reference])

    typed = {"starts": "06:15", "ends": "22:30", "reserve_percent": "5", "trained_first": True}
    lead = _("Presiding officers and clerks are worked out from the electors who vote in person at each station.")
    crumbs = (Crumb(_("Staff plans"), back),)
    return Asked(_("Make a staff plan"), form, _("Make the plan"), perform, back, typed=typed, crumbs=crumbs, lead=lead)


def open_acts(actor: Actor, found: PlanFacts) -> tuple[tuple[str, str], ...]:
    """Return name and label of what an officer may do about a plan now."""
    place, edit = actor.may(Permission.STAFF_PLACE), actor.may(Permission.STAFF_EDIT)
    draft = found.state == PlanState.DRAFT
    if found.state == PlanState.ENDED:
        return (("papers", _("Make papers")),) if edit else ()
    acts = (
        (place and draft, "place", _("Place people")),
        (edit and draft, "ties", _("Look for conflicts")),
        (place, "hand", _("Place somebody by hand")),
        (place and draft, "role", _("Need another role")),
        (edit and bool(found.by_state.get("placed")), "offer", _("Offer the places")),
        (edit, "briefing", _("Plan a briefing")),
        (place and draft, "terms", _("Change the terms")),
        (place and draft, "release", _("Release the appointments")),
        (edit, "papers", _("Make papers")),
        (place, "end", _("End the plan")),
    )
    return tuple((name, label) for may, name, label in acts if may)


def asked(actor: Actor, found: PlanFacts, name: str, *, on: date, at: datetime, answer_at: str) -> Asked:
    """Return an act about a plan as its page asks for it.

    :param answer_at: the address of offers, with `{token}` in place of an offer's own part.
    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], Made]] = {
        "place": partial(_place, actor, found),
        "hand": partial(_hand, actor, found),
        "offer": partial(_offer, actor, found, on, at),
        "briefing": partial(_briefing, actor, found),
        "terms": partial(_terms, actor, found, on),
        "release": partial(_release, actor, found, at),
        "papers": partial(_papers, actor, found, answer_at),
        "role": partial(_role, actor, found, on),
        "ties": partial(_ties, actor, found),
        "end": partial(_end, actor, found),
    }
    if name not in makers:
        raise Http404
    label, form, typed, perform, lead = makers[name]()
    back = reverse("staffing:plan", args=[found.reference])
    crumbs = (Crumb(_("Staff plans"), reverse("staffing:plans")), Crumb(found.reference, back))
    given = {"version": str(found.version)} | dict(typed)
    return Asked(label, form, label, perform, back, typed=given, crumbs=crumbs, lead=lead, caption=found.title)


def _place(actor: Actor, found: PlanFacts) -> Made:
    def act(given: Typed) -> str:
        work = ask_to_place(actor=actor, reference=found.reference, version=terms.whole(given["version"]))
        return reverse("jobs:work", args=[work.reference])

    lead = _("Everybody who was placed and not offered a place yet may be moved, unless the place is kept by hand.")
    return _("Place people"), Form(VERSION), {}, act, lead


def _hand(actor: Actor, found: PlanFacts) -> Made:
    def act(given: Typed) -> str:
        made = appointing.place_by_hand(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            member=given["member"],
            **_post_of(given),
            reason=given["reason"],
        )
        return reverse("staffing:appointment", args=[made.reference])

    sessions = tuple(
        Choice(f"{role}.{post}", f"{terms.role_of(role)}: {words}, {wording.day(day)}")
        for post, role, words, day in found.sessions
    )
    of = Select("role", gettext_lazy("Role"), choices=(*terms.role_choices(tuple(Role)), *sessions))
    return _("Place somebody by hand"), Form(VERSION, MEMBER, of, STATION, REASON), {}, act, ""


def _post_of(given: Typed) -> dict[str, Any]:
    """Return the role that was chosen, at a station or of a session, whose post stands behind it."""
    role, _dot, session = given["role"].partition(".")
    return {"role": Role(role), "station": given["station"], "session": int(session) if session else None}


def _offer(actor: Actor, found: PlanFacts, on: date, at: datetime) -> Made:
    def act(given: Typed) -> None:
        appointing.make_offers(
            actor=actor, reference=found.reference, version=terms.whole(given["version"]), on=on, at=at
        )

    waiting = found.by_state.get("placed", 0)
    lead = _("%(count)s people wait for an offer. Make the offer letters after this: each has an address to answer at.")
    return _("Offer the places"), Form(VERSION), {}, act, lead % {"count": waiting}


def _briefing(actor: Actor, found: PlanFacts) -> Made:
    def act(given: Typed) -> str:
        starts, ends = (
            datetime.combine(given["day"], terms.clock_of(given[name]), tzinfo=LONDON) for name in ("starts", "ends")
        )
        facts = briefings.BriefingFacts(
            given["title"],
            None if given["role"] == "all" else Role(given["role"]),
            given["place"],
            starts,
            ends,
            given["places"],
            given["valid_to"],
        )
        made = briefings.plan_briefing(actor=actor, reference=found.reference, facts=facts)
        return reverse("staffing:briefing", args=[made.reference])

    return _("Plan a briefing"), BRIEFING, {}, act, ""


def _terms(actor: Actor, found: PlanFacts, on: date) -> Made:
    def act(given: Typed) -> None:
        plans.change_terms(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            terms=terms_of(given),
            on=on,
        )

    typed = {
        "starts": terms.typed_clock(found.starts),
        "ends": terms.typed_clock(found.ends),
        "answer_by": found.answer_by,
        "reserve_percent": str(found.reserve_percent),
        "trained_first": found.trained_first,
    }
    lead = _("The posts are worked out again from the scheme as it stands; numbers that were set by hand stay.")
    return _("Change the terms"), Form(VERSION, *TERMS), typed, act, lead


def _release(actor: Actor, found: PlanFacts, at: datetime) -> Made:
    def act(given: Typed) -> None:
        release_appointments(actor=actor, reference=found.reference, version=terms.whole(given["version"]), at=at)

    lead = _(
        "Every station must have its people, nobody two places, and nobody may be barred. A second person releases."
    )
    return _("Release the appointments"), Form(VERSION), {}, act, lead


def _papers(actor: Actor, found: PlanFacts, answer_at: str) -> Made:
    def act(given: Typed) -> str:
        kind = PaperKind(given["kind"])
        work = papers.ask_for_papers(actor=actor, reference=found.reference, kind=kind, answer_at=answer_at)
        return reverse("jobs:work", args=[work.reference])

    lead = _("Badges, contact sheets and letters of appointment need the appointments to be released.")
    return _("Make papers"), PAPERS, {}, act, lead


def _role(actor: Actor, found: PlanFacts, on: date) -> Made:
    def act(given: Typed) -> None:
        plans.need_role(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            role=Role(given["role"]),
            wanted=given["wanted"],
            reason=given["reason"],
            on=on,
            session=_session(given) if given["when"] == "session" else None,
        )

    when = (
        Choice("poll", gettext_lazy("On the day and at the hours of the poll")),
        Choice("session", gettext_lazy("On another day, or at other hours"), reveals=SESSION),
    )
    form = Form(
        VERSION,
        Select("role", gettext_lazy("Role"), choices=terms.role_choices(BY_HAND)),
        NumberField("wanted", gettext_lazy("People wanted"), least=0, most=plans.MOST_WANTED),
        Radios("when", gettext_lazy("When"), choices=when),
        REASON,
    )
    lead = _(
        "People whom no guidance counts by stations: at openings of postal votes, at verification and the count, on"
        " the road. For a session that is there already, the number, hours and place are set anew."
    )
    return _("Need another role"), form, {"when": "poll"}, act, lead


def _session(given: Typed) -> plans.Session:
    hours = terms.clock_of(given["starts"]), terms.clock_of(given["ends"])
    return plans.Session(given["title"], given["day"], *hours, given["place"])


def _ties(actor: Actor, found: PlanFacts) -> Made:
    def act(given: Typed) -> Done:
        made = seek_conflicts_of_plan(actor=actor, reference=found.reference)
        said = _("New possible conflicts that were found: %(count)s.") % {"count": len(made)}
        return Done(said, reverse("staffing:conflicts"))

    lead = _("Everybody of the bank is compared with candidates, agents and subscribers of every poll of the plan.")
    return _("Look for conflicts"), Form(), {}, act, lead


def _end(actor: Actor, found: PlanFacts) -> Made:
    def act(given: Typed) -> None:
        end_plan(actor=actor, reference=found.reference, version=terms.whole(given["version"]), reason=given["reason"])

    lead = _("Where no poll is taken. Everybody with a place is stood down; make the letters to them after this.")
    return _("End the plan"), Form(VERSION, REASON), {}, act, lead
