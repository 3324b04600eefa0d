"""What can be done about a risk: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked
from pollwright.acting import Actor, Permission
from pollwright.pages.forms import Choice, DateField, Form, Radios, TextField
from pollwright.pages.forms.amounts import pounds_of
from pollwright.pages.shell import Crumb
from pollwright.risks.operations import measures, moving, recording, scoring
from pollwright.risks.queries.records import MeasureRow, RiskRecord
from pollwright.risks.schemes import Scheme
from pollwright.risks.states import Effect, MeasureKind, RiskState, ScoreKind, SubjectKind
from pollwright.risks.web import risks_forms as forms
from pollwright.risks.web import terms

Typed = Mapping[str, Any]
Doing = tuple[Form, Typed, Callable[..., object], Callable[[Typed], Typed]]
"""A form, what it starts from, the operation, and what the form gives it."""
REVIEW = Form(
    forms.VERSION,
    DateField("next_on", _t("Next review"), noun=_t("the day of the next review")),
    DateField("milestone_on", _t("Next milestone"), required=False, noun=_t("the day of the next milestone")),
    forms.REASON,
)
CLOSE = Form(forms.VERSION, forms.REASON)
ESCALATE = Form(
    forms.VERSION,
    TextField("to", _t("Put it before"), longest=150, hint=_t("Such as the Management Board")),
    forms.REASON,
)
LINK = Form(
    forms.VERSION,
    Radios(
        "kind",
        _t("Kind"),
        choices=tuple(
            Choice(one.value, one.label)
            for one in (SubjectKind.PROJECT, SubjectKind.CONTRACT, SubjectKind.POLL, SubjectKind.STEP)
        ),
    ),
    TextField("to", _t("Its reference"), longest=40, width=20, hint=_t("Of a step, the reference of its poll.")),
    TextField("title", _t("Words of the step"), required=False, hint=_t("Of a step only, as the timetable has it.")),
)
ACTS = {
    "score": _t("Score it"),
    "review": _t("Note a review"),
    "change": _t("Change particulars"),
    "measure": _t("Add a control or an action"),
    "link": _t("Link it"),
    "escalate": _t("Put it before somebody higher"),
    "close": _t("Close the risk"),
    "reopen": _t("Open it again"),
    "decide": _t("Decide its scores"),
}
_OPEN = {
    RiskState.OPEN: ("score", "review", "change", "measure", "link", "escalate", "close"),
    RiskState.CLOSED: ("reopen",),
    RiskState.PROPOSED: ("decide",),
}


def open_acts(actor: Actor, found: RiskRecord) -> tuple[tuple[str, str], ...]:
    """Return name and label of what may be done about a risk now."""
    if not actor.may(Permission.RISKS_EDIT) or not found.writable:
        return ()
    names = _OPEN[RiskState(found.row.state)]
    return tuple(
        (name, str(ACTS[name])) for name in names if name != "escalate" or actor.may(Permission.RISKS_ESCALATE)
    )


def asked(actor: Actor, found: RiskRecord, name: str, *, on: date) -> Asked:
    """Return an act on a risk as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], Doing]] = {
        "score": partial(_score, found, on),
        "review": lambda: (REVIEW, {}, recording.review_risk, partial(_review, on)),
        "change": partial(_change, actor, found),
        "measure": partial(_measure, actor),
        "link": lambda: (LINK, {}, recording.link_risk, _link),
        "escalate": lambda: (ESCALATE, {}, recording.escalate_risk, lambda given: _named(given, "to", "reason", on=on)),
        "close": lambda: (CLOSE, {}, recording.close_risk, lambda given: _named(given, "reason", on=on)),
        "reopen": lambda: (CLOSE, {}, recording.reopen_risk, lambda given: _named(given, "reason")),
        "decide": partial(_decide, found, on),
    }
    if name not in makers:
        raise Http404
    form, typed, act, values = makers[name]()
    row = found.row

    def perform(given: Typed) -> None:
        act(actor=actor, reference=row.reference, version=terms.whole(given["version"]), **values(given))

    back = terms.risk_href(row.reference)
    crumbs = (Crumb(row.register_title, terms.register_href(row.register)), Crumb(row.title[:60], back))
    label = ACTS[name]
    lead = _("Before the move it stood at %(cell)s.") % {"cell": found.moved_score} if name == "decide" else ""
    return Asked(label, form, label, perform, back, {"version": str(row.version)} | dict(typed), crumbs, lead)


def unlink_asked(actor: Actor, found: RiskRecord, kind: str, to: str) -> Asked:
    """Return the taking back of a link as its page asks for it.

    :raises Http404: where the risk has no such link.
    """
    link = next((one for one in found.links if (one.kind, one.reference) == (kind, to)), None)
    if link is None:
        raise Http404
    row = found.row

    def perform(given: Typed) -> None:
        version = terms.whole(given["version"])
        recording.unlink_risk(
            actor=actor, reference=row.reference, version=version, kind=SubjectKind(kind), to=to, reason=given["reason"]
        )

    back = terms.risk_href(row.reference)
    crumbs = (Crumb(row.register_title, terms.register_href(row.register)), Crumb(row.title[:60], back))
    label, lead = _("Take the link back"), f"{SubjectKind(kind).label} {to}: {link.title}"
    return Asked(label, CLOSE, label, perform, back, {"version": str(row.version)}, crumbs, lead)


def measure_asked(actor: Actor, found: MeasureRow, name: str, *, on: date) -> Asked:
    """Return a change of a control or action, or its end, as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    back = terms.risk_href(found.risk)
    crumbs = (terms.registers_crumb(), Crumb(found.risk_title[:60], back))
    typed: dict[str, Any] = {"version": str(found.version)}
    if name == "done":

        def finish(given: Typed) -> None:
            measures.finish_measure(
                actor=actor, reference=found.reference, version=terms.whole(given["version"]), on=on
            )

        label = _("Mark as done")
        return Asked(label, Form(forms.VERSION), label, finish, back, typed, crumbs, found.text)
    if name != "change":
        raise Http404

    def change(given: Typed) -> None:
        measures.change_measure(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            facts=forms.measure_of(given),
        )

    typed |= {
        "kind": found.kind,
        "text": found.text,
        "owner": found.owner_handle,
        "owner_text": found.owner_text,
        "due_on": found.due_on,
        "cost": pounds_of(found.cost_pence),
        "effect": found.effect,
    }
    label = _("Change the control or action")
    return Asked(label, forms.measure_form(members(actor.authority_id)), label, change, back, typed, crumbs)


def _score(found: RiskRecord, on: date) -> Doing:
    scheme = Scheme(found.row.scheme)
    typed: dict[str, Any] = {"kind": ScoreKind.RESIDUAL.value, "likelihood": found.row.likelihood}
    typed |= {f"impact_{category}": mark for category, mark in found.row.impacts.items()}

    def values(given: Typed) -> Typed:
        return {
            "kind": ScoreKind(given["kind"]),
            "likelihood": given["likelihood"] or "",
            "impacts": forms.impacts_of(scheme, given),
            "typed": given.get("typed"),
            "per_cent": terms.per_cent_of(given["per_cent"]),
            "reason": given["reason"] or "",
            "on": on,
        }

    return forms.score_form(scheme), typed, scoring.score_risk, values


def _change(actor: Actor, found: RiskRecord) -> Doing:
    row = found.row
    names = (
        "ref",
        "title",
        "topic",
        "owner_text",
        "last_review_on",
        "next_milestone_on",
        "next_review_on",
        "closed_text",
    )
    typed: dict[str, Any] = {name: getattr(row, name) for name in names}
    typed |= {"reason_for": row.reason, "owner": found.owner_handle}
    typed["treatment_required"] = forms.treatment_typed(row.treatment_required)
    form = Form(forms.VERSION, *forms.risk_fields(members(actor.authority_id)))
    return form, typed, recording.change_risk, lambda given: {"facts": forms.facts_of(given)}


def _measure(actor: Actor) -> Doing:
    typed = {"kind": MeasureKind.ACTION.value, "effect": Effect.UNKNOWN.value}
    form = forms.measure_form(members(actor.authority_id))
    return form, typed, measures.add_measure, lambda given: {"facts": forms.measure_of(given)}


def _decide(found: RiskRecord, on: date) -> Doing:
    typed = {f"inherent_{name}": mark for name, mark in found.proposal.items()}

    def values(given: Typed) -> Typed:
        return {
            "inherent": (given["inherent_likelihood"], given["inherent_impact"]),
            "residual": (given["residual_likelihood"], given["residual_impact"]),
            "reason": given["reason"],
            "on": on,
        }

    return forms.decide_form(), typed, moving.decide_risk, values


def _review(on: date, given: Typed) -> Typed:
    return {
        "on": on,
        "next_on": given["next_on"],
        "milestone_on": given["milestone_on"],
        "note": given["reason"],
    }


def _link(given: Typed) -> Typed:
    return {"kind": SubjectKind(given["kind"]), "to": given["to"], "title": given["title"] or ""}


def _named(given: Typed, *names: str, **besides: object) -> Typed:
    return {name: given[name] for name in names} | besides
