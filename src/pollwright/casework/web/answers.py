"""The pages of standard answers, and the disclosure log."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.casework.operations import standard_answers as operations
from pollwright.casework.operations.downloading import leaving
from pollwright.casework.queries import standard_answers as queries
from pollwright.casework.states import CaseKind
from pollwright.casework.web import answer_tables as tables
from pollwright.casework.web import forms, terms
from pollwright.casework.web.taken import way_in
from pollwright.law.periods import months_after
from pollwright.pages import wording
from pollwright.pages.forms import Checkboxes, DateField, Form, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage, Section
from pollwright.pages.summaries import SummaryRow

Typed = Mapping[str, Any]
ACTS = {"change": _t("Change the answer"), "retire": _t("Retire the answer")}
REVIEW_MONTHS = 12


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_VIEW)
def answers(request: HttpRequest) -> HttpResponseBase:
    """Show the standard answers."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        tables.answers_table(on),
        partial(queries.standard_answers, actor.authority_id),
        None,
        name="standard-answers",
        caption=_("Standard answers"),
        empty=_("No standard answer is written."),
    )
    may = actor.may(Permission.CASE_RELEASE)
    write = (NavItem(_("Write a standard answer"), reverse("casework:answer-new")),) if may else ()
    links = (*write, *way_in(actor, "answers"))
    note = _(
        "Everybody who asks the same is told the same. A case’s page offers the answers of its kind to begin with."
    )
    made = partial(ListPage, _("Standard answers"), links=links, crumbs=(terms.cases_crumb(),), note=note)
    return list_response(request, terms.LIST, listing, made)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_RELEASE)
def answer_new(request: HttpRequest) -> HttpResponse:
    """Ask what is asked and what is answered; told, write it down."""
    actor = actor_of(request)
    on = today(actor.authority_id)

    def perform(given: Typed) -> str:
        return terms.answer_href(operations.write_answer(actor=actor, facts=_facts(given), on=on).reference)

    title = _t("Write a standard answer")
    typed = {"version": "0", "review_on": months_after(on, REVIEW_MONTHS)}
    crumbs = (terms.cases_crumb(), terms.answers_crumb())
    return answered(
        request, Asked(title, _form(reason=False), title, perform, reverse("casework:answers"), typed, crumbs)
    )


@require_safe
@permission_required(Permission.CASE_VIEW)
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a standard answer."""
    actor = actor_of(request)
    held = queries.standard_answer(actor.authority_id, reference)
    may = actor.may(Permission.CASE_RELEASE) and held.retired_on is None
    review = SummaryRow(_("Review by"), wording.day(held.review_on))
    retired = (SummaryRow(_("Retired"), wording.day(held.retired_on)),) if held.retired_on else ()
    page = RecordPage(
        title=held.question,
        caption=reference,
        crumbs=(terms.cases_crumb(), terms.answers_crumb()),
        acts=tuple(
            NavItem(str(label), reverse("casework:answer-act", args=[reference, name]))
            for name, label in (ACTS if may else {}).items()
        ),
        facts=(
            SummaryRow(_("Serves"), tuple(str(CaseKind(kind).label) for kind in held.kinds)),
            *(retired or (review,)),
        ),
        sections=(Section(_("Answer"), text=tuple(held.words.splitlines())),),
        timeline=told(timeline(actor.authority_id, "standardanswer", held.pk), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_RELEASE)
def answer_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask how a standard answer changes, or why it is retired; told, do it."""
    actor = actor_of(request)
    on, held = today(actor.authority_id), queries.standard_answer(actor.authority_id, reference)
    if name not in ACTS:
        raise Http404
    of: dict[str, Any] = {"actor": actor, "reference": reference, "on": on}

    def perform(given: Typed) -> None:
        of.update(version=version_in(given), reason=given["reason"])
        if name == "change":
            operations.change_answer(**of, facts=_facts(given))
        else:
            operations.retire_answer(**of)

    form = _form(reason=True) if name == "change" else Form(forms.VERSION, forms.REASON)
    typed: dict[str, Any] = {"version": str(held.version)}
    if name == "change":
        typed |= {one: getattr(held, one) for one in ("question", "words", "kinds", "review_on")}
    back, label = terms.answer_href(reference), ACTS[name]
    crumbs = (terms.answers_crumb(), Crumb(held.question[:60], back))
    return answered(request, Asked(label, form, label, perform, back, typed, crumbs))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_VIEW)
def disclosures(request: HttpRequest) -> HttpResponseBase:
    """Show the disclosure log, as it can be put on the council's pages."""
    actor = actor_of(request)
    listing = Listing(
        tables.disclosures_table(),
        partial(queries.disclosed, actor),
        None,
        name="disclosure-log",
        caption=_("Disclosure log"),
        empty=_("No request is on the log. An answered one is put there from its page."),
        leaving=leaving(actor, "disclosure log"),
    )
    made = partial(ListPage, _("Disclosure log"), crumbs=(terms.cases_crumb(),))
    return list_response(request, terms.LIST, listing, made)


def _form(*, reason: bool) -> Form:
    return Form(
        forms.VERSION,
        TextField("question", _t("What is asked"), longest=200),
        TextArea("words", _t("Answer"), rows=8, longest=20_000),
        Checkboxes("kinds", _t("Kinds of cases that it serves"), choices=forms.choices(CaseKind)),
        DateField("review_on", _t("Review by"), noun=_t("the day of the review")),
        *((forms.REASON,) if reason else ()),
    )


def _facts(given: Typed) -> operations.StandardWords:
    kinds = [CaseKind(kind) for kind in given["kinds"]]
    return operations.StandardWords(given["question"], given["words"], kinds, given["review_on"])
