"""What can be done about a review, a district of it and a comment: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _t

from pollwright.access.web.acts import Asked, version_in
from pollwright.acting import Actor, Permission
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb, NavItem
from pollwright.place_reviews.operations import appealing, carrying_out, papers, proposing, reviewing
from pollwright.place_reviews.queries.reviews import HeldDistrict, ReviewRecord
from pollwright.place_reviews.states import (
    WORKING,
    AppealBy,
    AppealGround,
    Decision,
    PaperKind,
    ReviewState,
)
from pollwright.place_reviews.web import forms, terms
from pollwright.places.queries.divisions import district_choices, polling_place_choices
from pollwright.refusals import NotPermitted

Typed = Mapping[str, Any]
EDIT, RELEASE = Permission.PLACE_REVIEWS_EDIT, Permission.PLACE_REVIEWS_RELEASE
S = ReviewState
REVIEW_ACTS = {
    "paper-notice": (_t("Prepare the notice"), EDIT, (S.DRAFT,)),
    "paper-officer": (_t("Prepare the Returning Officer’s comments"), EDIT, (S.OPEN, S.PROPOSED)),
    "paper-proposals": (_t("Prepare the proposals"), EDIT, (S.OPEN, S.PROPOSED)),
    "agree": (_t("Agree the rest"), RELEASE, (S.PROPOSED,)),
    "settle": (_t("Record the council’s decision"), RELEASE, (S.PROPOSED,)),
    "paper-report": (_t("Prepare the final report"), EDIT, (S.DECIDED,)),
    "carry-out": (_t("Carry it out"), Permission.DISTRICTS_CHANGE, (S.FINISHED,)),
    "appeal": (_t("Record an appeal"), EDIT, (S.FINISHED,)),
    "count": (_t("Count the electors again"), EDIT, WORKING),
    "growth": (_t("Take growth from the register"), EDIT, WORKING),
    "change": (_t("Change the timetable"), EDIT, (*WORKING, S.DECIDED)),
    "abandon": (_t("Abandon the review"), RELEASE, (*WORKING, S.DECIDED)),
}
"""Label, permission and the states in which each act is open."""
DISTRICT_ACTS = {
    "propose": (_t("Propose"), EDIT, WORKING),
    "growth": (_t("Put down growth"), EDIT, WORKING),
    "decide": (_t("Put down the decision"), RELEASE, (S.PROPOSED, S.DECIDED)),
}
_LEADS = {
    "agree": _t("Every proposal without a decision is agreed, also those by which a district stays as it is."),
    "carry-out": _t(
        "Districts with another place vote there from now on, and polling schemes made from places follow. Divisions and"
        " joinings are drafted as a change of polling districts, which takes a notice and a revised register."
    ),
    "settle": _t("Put down the decision about each district first."),
}
_WARNINGS = {"abandon": _t("An abandoned review can't be taken up again.")}


def open_acts(actor: Actor, found: ReviewRecord) -> tuple[NavItem, ...]:
    """Return what this person may do about a review now."""
    held = found.held
    return tuple(
        NavItem(str(label), reverse("place_reviews:review-act", args=[held.reference, name]))
        for name, (label, permission, states) in REVIEW_ACTS.items()
        if actor.may(permission) and held.state in states and (name != "carry-out" or held.carried_out_on is None)
    )


def district_acts(actor: Actor, found: HeldDistrict) -> tuple[NavItem, ...]:
    """Return what this person may do about a district of a review now."""
    review = found.review
    return tuple(
        NavItem(str(label), reverse("place_reviews:district-act", args=[review.reference, found.code, name]))
        for name, (label, permission, states) in DISTRICT_ACTS.items()
        if actor.may(permission) and review.state in states
    )


def asked(actor: Actor, found: ReviewRecord, name: str, *, at: datetime) -> Asked:
    """Return an act on a review as its page asks for it.

    :raises Http404: where there is no act of that name.
    :raises NotPermitted: where this person may not do it.
    """
    held, makers = found.held, _makers(found, at)
    if name not in makers:
        raise Http404
    form, typed, act, values = makers[name]
    label, permission, _states = REVIEW_ACTS[name]
    if not actor.may(permission):
        raise NotPermitted(permission=permission.value)

    def perform(given: Typed) -> str | None:
        made = act(actor=actor, reference=held.reference, version=version_in(given), **values(given))
        return reverse("place_reviews:paper", args=[made.reference]) if name.startswith("paper-") else None

    return Asked(
        label,
        form,
        label,
        perform,
        terms.review_href(held.reference),
        typed={"version": str(held.version)} | dict(typed),
        crumbs=terms.crumbs_of(held.reference, held.title),
        lead=_LEADS.get(name, ""),
        warning=_WARNINGS.get(name, ""),
    )


def district_asked(actor: Actor, found: HeldDistrict, name: str) -> Asked:
    """Return an act on a district of a review as its page asks for it.

    :raises Http404: where there is no act of that name.
    :raises NotPermitted: where this person may not do it.
    """
    makers = _district_makers(actor, found)
    if name not in makers:
        raise Http404
    form, typed, act, values = makers[name]
    review, (label, permission, _states) = found.review, DISTRICT_ACTS[name]
    if not actor.may(permission):
        raise NotPermitted(permission=permission.value)
    back = reverse("place_reviews:district", args=[review.reference, found.code])

    def perform(given: Typed) -> None:
        seen = version_in({"version": given["seen"]})
        known = {"reference": review.reference, "version": version_in(given), "district": found.code, "seen": seen}
        act(actor=actor, **known, **values(given))

    return Asked(
        label,
        form,
        label,
        perform,
        back,
        typed={"version": str(review.version), "seen": str(found.version)} | dict(typed),
        crumbs=(*terms.crumbs_of(review.reference, review.title), Crumb(found.code, back)),
        caption=f"{found.code} {found.district.name}",
    )


Doing = tuple[Form, Typed, Callable[..., Any], Callable[[Typed], dict[str, Any]]]


def _makers(found: ReviewRecord, at: datetime) -> dict[str, Doing]:
    """Return, by act, its form, what it starts from, the operation, and what the form gives it."""
    held, on = found.held, at.date()
    bare, reason = Form(forms.VERSION), Form(forms.VERSION, forms.REASON)
    days = {name: getattr(held, name) for name, _label, _noun in forms.DAYS}
    prepare: dict[str, Doing] = {
        f"paper-{kind.value}": (bare, {}, papers.prepare_paper, partial(_paper, kind, at)) for kind in PaperKind
    }
    return prepare | {
        "agree": (reason, {}, proposing.agree_the_rest, lambda given: {"reasons": given["reason"]}),
        "settle": (
            forms.settle_form(),
            {"decided_on": on},
            proposing.settle_review,
            lambda given: {name: given[name] for name in ("body", "minute", "decided_on", "effective_on")},
        ),
        "carry-out": (bare, {}, carrying_out.carry_out, lambda _given: {"on": on}),
        "appeal": (forms.appeal_form(), {"told_on": on}, appealing.take_appeal, lambda given: _appeal(given, at)),
        "count": (bare, {}, reviewing.count_review, lambda _given: {"on": on}),
        "growth": (
            forms.years_form(),
            {"years": 5},
            reviewing.expect_as_before,
            lambda given: {"years": given["years"], "on": on},
        ),
        "change": (
            forms.review_form((), new=False),
            {"title": held.title, "compulsory": held.compulsory} | days,
            reviewing.change_review,
            lambda given: {"facts": forms.facts_of(given)},
        ),
        "abandon": (reason, {}, reviewing.abandon_review, lambda given: {"reason": given["reason"]}),
    }


def _district_makers(actor: Actor, found: HeldDistrict) -> dict[str, Doing]:
    places, districts = polling_place_choices(actor.authority_id), district_choices(actor.authority_id)
    proposed = {
        "proposal": found.proposal,
        "place": found.to_place.reference if found.to_place else "",
        "into": found.into.code if found.into else "",
        "new_code": found.new_code,
        "new_name": found.new_name,
        "streets": found.streets,
        "reasons": found.reasons,
    }
    return {
        "propose": (
            forms.proposal_form(places, districts),
            proposed,
            proposing.propose,
            lambda given: {"facts": forms.proposal_of(given)},
        ),
        "growth": (
            forms.growth_form(),
            {"growth": found.growth, "note": found.growth_note},
            reviewing.expect_growth,
            lambda given: {"growth": given["growth"], "note": given["note"]},
        ),
        "decide": (
            forms.decision_form(),
            {"decision": found.decision, "reasons": found.decision_reasons},
            proposing.decide,
            lambda given: {"decision": Decision(given["decision"]), "reasons": given["reasons"]},
        ),
    }


def _paper(kind: PaperKind, at: datetime, _given: Typed) -> dict[str, Any]:
    return {"kind": kind, "at": at}


def _appeal(given: Typed, at: datetime) -> dict[str, Any]:
    return {
        "by": AppealBy(given["by"]),
        "electors": given["electors"],
        "ground": AppealGround(given["ground"]),
        "words": given["words"] or "",
        "told_on": given["told_on"],
        "on": at.date(),
    }
