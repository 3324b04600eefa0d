"""What can be done with a budget and its headings: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.access.web.acts import Asked, Done, version_in
from pollwright.acting import Actor, Permission
from pollwright.budgets.operations import explaining, finance, moving, orders, preparing
from pollwright.budgets.operations.importing import import_headings
from pollwright.budgets.operations.reporting import make_report
from pollwright.budgets.queries.figures import HeadingFigures
from pollwright.budgets.queries.lists import BudgetRecord, HeldBudget, polls
from pollwright.budgets.states import BudgetState, ChangeKind, Payer, Pot, Remedy, Sort, Spread
from pollwright.budgets.web import forms, terms
from pollwright.pages.forms import Form
from pollwright.pages.forms.amounts import pence_of, pounds_of
from pollwright.refusals import NotPermitted

Typed = Mapping[str, Any]
Doing = tuple[Form, Typed, Callable[[Typed], str | Done | None], str]
_FINANCE, _EDIT = Permission.FINANCE_ENTER, Permission.BUDGETS_EDIT
_DRAFT, _AGREED = (BudgetState.DRAFT,), (BudgetState.AGREED,)
BUDGET_ACTS = {
    "add": (_t("Add a heading"), _EDIT, (*_DRAFT, *_AGREED)),
    "poll": (_t("Take the budget of a poll over"), _EDIT, _DRAFT),
    "import": (_t("Take headings and amounts over from a table"), _FINANCE, _DRAFT),
    "agree": (_t("Confirm as agreed by Council"), _FINANCE, _DRAFT),
    "order": (_t("Note an order"), _EDIT, _AGREED),
    "virement": (_t("Ask for a virement"), _EDIT, _AGREED),
    "report": (_t("Make a budget report"), _EDIT, (*_AGREED, BudgetState.CLOSED)),
    "close": (_t("Close the year"), _FINANCE, _AGREED),
}
"""What may be done with a budget: its name, who may, and in which states."""
HEADING_ACTS = {
    "original": (_t("Enter the original budget"), _FINANCE, _DRAFT),
    "estimate": (_t("Change the latest estimate"), _FINANCE, _AGREED),
    "forecast": (_t("Set the forecast"), _EDIT, _AGREED),
    "explain": (_t("Explain the variance"), _EDIT, _AGREED),
    "change": (_t("Change particulars"), _EDIT, (*_DRAFT, *_AGREED)),
}


def open_acts(actor: Actor, acts: Mapping[str, Any], state: str) -> tuple[tuple[str, str], ...]:
    """Return name and label of what may be done in a state by whoever acts."""
    return tuple(
        (name, str(label))
        for name, (label, permission, states) in acts.items()
        if actor.may(permission) and state in states
    )


def budget_asked(actor: Actor, found: BudgetRecord, name: str, *, at: datetime) -> Asked:
    """Return an act on a budget as its page asks for it.

    :raises Http404: where there is no act of that name. :raises NotPermitted: where the actor may not do it.
    """
    _refuse_unless_may(actor, BUDGET_ACTS, name)
    maker = _ON_BUDGETS[name]
    form, typed, perform, lead = maker(actor, found, at)
    label, reference = BUDGET_ACTS[name][0], found.held.reference
    back = terms.budget_href(reference)
    return Asked(
        label, form, label, perform, back, typed, terms.crumbs(reference, found.title), lead, caption=reference
    )


def heading_asked(actor: Actor, budget: HeldBudget, one: HeadingFigures, name: str, *, on: date) -> Asked:
    """Return an act on a heading as its page asks for it.

    :raises Http404: where there is no act of that name. :raises NotPermitted: where the actor may not do it.
    """
    _refuse_unless_may(actor, HEADING_ACTS, name)
    form, typed, perform, lead = _ON_HEADINGS[name](actor, one, on)
    label = HEADING_ACTS[name][0]
    crumbs = terms.crumbs(budget.reference, budget.service.name)
    return Asked(label, form, label, perform, terms.heading_href(one.reference), typed, crumbs, lead, caption=one.name)


def choices_of(found: BudgetRecord, *, costs: bool = True) -> list[tuple[str, str]]:
    """Return the headings of a budget by reference and name, for fields that choose one."""
    held = (one for one in found.headings if not costs or one.sort == Sort.COST)
    return [(one.reference, f"{one.name} ({Pot(one.pot).label}, {one.reference})") for one in held]


def _refuse_unless_may(actor: Actor, acts: Mapping[str, Any], name: str) -> None:
    if name not in acts:
        raise Http404
    permission: Permission = acts[name][1]
    if not actor.may(permission):
        raise NotPermitted(permission=permission.value)


def _version(found: BudgetRecord) -> dict[str, Any]:
    return {"version": str(found.held.version)}


def _add(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> str:
        made = preparing.add_heading(
            actor=actor, reference=found.held.reference, version=version_in(given), facts=forms.facts_of(given)
        )
        return terms.heading_href(made.reference)

    bid = found.held.state == BudgetState.DRAFT
    typed = {"pot": Pot.CORE.value, "sort": Sort.COST.value, "payer": Payer.COUNCIL.value, "spread": Spread.EVEN.value}
    lead = (
        _("Its amount is entered by finance.") if bid else _("It begins at nought: finance adds to it, or a virement.")
    )
    form = forms.heading_form(polls(actor.authority_id), bid=bid, reason=False)
    return form, typed | _version(found), perform, lead


def _poll(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> Done:
        many = preparing.take_poll(
            actor=actor,
            reference=found.held.reference,
            version=version_in(given),
            poll=given["poll"],
            pot=Pot(given["pot"]),
            payer=Payer(given["payer"]),
        )
        return Done(_("%(many)s headings were taken over.") % {"many": many})

    lead = _("The headings of its project are added; what was estimated there becomes what the service asks for.")
    typed = {"pot": Pot.MAJOR.value, "payer": Payer.COUNCIL.value} | _version(found)
    return forms.poll_form(polls(actor.authority_id)), typed, perform, lead


def _import(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> Done:
        content = given["file"].read()
        many = import_headings(actor=actor, reference=found.held.reference, version=version_in(given), content=content)
        return Done(_("%(many)s headings were taken over.") % {"many": many})

    lead = _(
        "Columns: heading, pot, kind, paid by, spent, code, original budget. Only the first is needed; it may be blank."
        " All rows are taken over, or none."
    )
    return forms.IMPORT, _version(found), perform, lead


def _agree(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> None:
        finance.agree_budget(
            actor=actor,
            reference=found.held.reference,
            version=version_in(given),
            minute=given["minute"],
            on=given["on"],
        )

    lead = _("The original amounts stay as they are from then on; what changes is the latest estimate.")
    return forms.AGREE, _version(found), perform, lead


def _order(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> None:
        orders.raise_order(actor=actor, reference=given["heading"], facts=forms.order_of(given))

    lead = _("Rows of the ledger that name the order’s number are taken off what is still ordered.")
    return forms.order_form(choices_of(found)), {"on": at.date()}, perform, lead


def _virement(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> Done:
        moving.ask_virement(
            actor=actor,
            source=given["source"],
            target=given["target"],
            pence=pence_of(given["amount"]),
            reason=given["reason"],
            on=at.date(),
        )
        return Done(_("The virement waits for a second person."))

    lead = _(
        "A second person approves it. Only what is neither spent nor ordered can be moved; the total stays the same."
    )
    return forms.virement_form(choices_of(found)), {}, perform, lead


def _report(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> None:
        make_report(actor=actor, reference=found.held.reference, at=at)

    lead = _("As PDF and as a Word file, as things stand now. Every variance above the threshold must be explained.")
    return forms.TAKE, _version(found), perform, lead


def _close(actor: Actor, found: BudgetRecord, at: datetime) -> Doing:
    def perform(given: Typed) -> None:
        finance.close_budget(actor=actor, reference=found.held.reference, version=version_in(given), on=at.date())

    return forms.CLOSE, _version(found), perform, _("Nothing in it changes after that.")


def _original(actor: Actor, one: HeadingFigures, on: date) -> Doing:
    def perform(given: Typed) -> None:
        finance.enter_original(
            actor=actor, reference=one.reference, version=version_in(given), pence=pence_of(given["amount"])
        )

    start = one.bid if one.entered is None else one.entered
    typed = {"version": str(one.version), "amount": pounds_of(None if start is None else abs(start))}
    lead = _("It starts from what the service asks for.") if one.entered is None and one.bid is not None else ""
    return forms.ORIGINAL, typed, perform, lead


def _estimate(actor: Actor, one: HeadingFigures, on: date) -> Doing:
    def perform(given: Typed) -> None:
        finance.change_estimate(
            actor=actor,
            reference=one.reference,
            version=version_in(given),
            kind=ChangeKind(given["kind"]),
            pence=pence_of(given["amount"]),
            reason=given["reason"],
            minute=given["minute"] or "",
            on=given["on"],
        )

    return forms.ESTIMATE, {"version": str(one.version), "on": on}, perform, ""


def _forecast(actor: Actor, one: HeadingFigures, on: date) -> Doing:
    def perform(given: Typed) -> None:
        explaining.set_forecast(
            actor=actor,
            reference=one.reference,
            version=version_in(given),
            pence=pence_of(given["amount"]) if given["amount"] else None,
            reason=given["reason"],
        )

    typed = {"version": str(one.version), "amount": pounds_of(abs(one.sums.forecast))}
    lead = _("Worked out: what is spent, what is ordered, and what is to come in the months that are left.")
    return forms.FORECAST, typed, perform, lead


def _explain(actor: Actor, one: HeadingFigures, on: date) -> Doing:
    def perform(given: Typed) -> None:
        explaining.explain_variance(
            actor=actor,
            reference=one.reference,
            version=version_in(given),
            explanation=given["explanation"],
            remedy=Remedy(given["remedy"]),
            on=on,
        )

    typed = {"version": str(one.version), "explanation": one.explanation, "remedy": one.remedy}
    return forms.EXPLAIN, typed, perform, ""


def _change(actor: Actor, one: HeadingFigures, on: date) -> Doing:
    bid = one.entered is None

    def perform(given: Typed) -> None:
        given = given if bid else {**given, "bid": pounds_of(None if one.bid is None else abs(one.bid))}
        preparing.change_heading(
            actor=actor,
            reference=one.reference,
            version=version_in(given),
            facts=forms.facts_of(given),
            reason=given["reason"],
        )

    typed = {name: getattr(one, name) for name in ("title", "pot", "sort", "payer", "spread", "poll")}
    typed |= {"version": str(one.version), "bid": pounds_of(None if one.bid is None else abs(one.bid))}
    form = forms.heading_form(polls(actor.authority_id), bid=bid, reason=True)
    return form, typed, perform, ""


_ON_BUDGETS: dict[str, Callable[[Actor, BudgetRecord, datetime], Doing]] = {
    "add": _add,
    "poll": _poll,
    "import": _import,
    "agree": _agree,
    "order": _order,
    "virement": _virement,
    "report": _report,
    "close": _close,
}
_ON_HEADINGS: dict[str, Callable[[Actor, HeadingFigures, date], Doing]] = {
    "original": _original,
    "estimate": _estimate,
    "forecast": _forecast,
    "explain": _explain,
    "change": _change,
}
