"""The page of the notice of a vacancy, reached from the vacancy: its versions, and preparing it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.elections.queries.vacancies import vacancy_facts
from pollwright.elections.states import VacancyState
from pollwright.elections.web.vacancies import vacancies_crumb
from pollwright.pages.forms import Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.printing.operations.vacancy_notices import ask_to_prepare_vacancy_notice
from pollwright.printing.queries import lists
from pollwright.printing.web import tables

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def vacancy(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show every version of the notice of a vacancy."""
    actor = actor_of(request)
    found = vacancy_facts(actor.authority_id, reference)
    listing = Listing(
        tables.documents_table(),
        lambda asked: lists.documents(actor.authority_id, asked, vacancy=reference),
        None,
        name=f"notice-of-vacancy-{reference}",
        caption=_("Notice of vacancy"),
        empty=_("No notice of this vacancy has been prepared."),
    )
    may = actor.may(Permission.PAPERS_PREPARE) and found.state == VacancyState.OPEN
    links = (NavItem(_("Prepare the notice"), reverse("printing:vacancy-prepare", args=[reference])),) if may else ()
    crumbs = (vacancies_crumb(), Crumb(reference, reverse("elections:vacancy", args=[reference])))
    caption = _("%(body)s: %(area)s") % {"body": found.body, "area": found.area}
    made = partial(ListPage, _("Notice of vacancy"), links=links, crumbs=crumbs, caption=caption)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def vacancy_prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether the notice is made, dated today; told, ask the worker for it."""
    actor = actor_of(request)
    found = vacancy_facts(actor.authority_id, reference)
    back = reverse("printing:vacancy", args=[reference])

    def perform(_given: Mapping[str, Any]) -> str:
        work = ask_to_prepare_vacancy_notice(actor=actor, reference=reference, on=today(actor.authority_id))
        return reverse("jobs:work", args=[work.reference])

    return answered(
        request,
        Asked(
            title=_("Prepare the notice of vacancy"),
            form=Form(),
            submit=_("Prepare"),
            perform=perform,
            back=back,
            crumbs=(vacancies_crumb(), Crumb(_("Notice of vacancy"), back)),
            lead=_(
                "It is dated today, and names the last day for requests counted from today. Somebody else approves it,"
                " and it is published on the same day; the vacancy then runs from that day."
            ),
            caption=f"{found.body}: {found.area}",
            said=_("The notice is being prepared."),
        ),
    )
