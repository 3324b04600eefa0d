"""Declarations that lapse: who is to be reminded and when, and cases for those that have lapsed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.law.special_categories import Reminder
from pollwright.pages.lists import list_download
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import (
    BulkAction,
    ChoiceFilter,
    Column,
    Kind,
    Selection,
    SortColumn,
    TableSpec,
    display,
    redirection,
    requested,
    table_response,
)
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.wording import short_day
from pollwright.register.operations import deleting_determining
from pollwright.register.operations.listing_people import leaving
from pollwright.register.operations.reminding import record_reminders
from pollwright.register.queries import expiring as queries
from pollwright.register.queries.queues import EXPIRING_DAYS
from pollwright.register.states import Category
from pollwright.register.web.notices_acts import done


def expiring_table() -> TableSpec:
    """Return the table of declarations that lapse."""
    categories = [(each.value, str(each.label)) for each in Category]
    return TableSpec(
        name="expiring",
        columns=(
            Column(
                "reference",
                _("Elector"),
                sortable=True,
                href=lambda row: reverse("register:elector", args=[row.reference]),
            ),
            Column("name", _("Name")),
            Column("category", _("Category"), value=_category),
            Column("declared_on", _("Declared"), Kind.DATE, hidden_by_default=True),
            Column("lapses_on", _("Lapses"), Kind.DATE, sortable=True),
            Column("remind_from", _("Remind from"), Kind.DATE),
            Column("remind_to", _("Until"), Kind.DATE),
            Column("sent", _("Reminded"), value=lambda row: ", ".join(short_day(day) for day in row.sent)),
            Column("due", _("To do"), Kind.TAG, value=_to_do),
        ),
        filters=(ChoiceFilter("category", _("Category"), (*categories, ("anonymous", _("Anonymous entry")))),),
        default_sort="lapses_on",
        search_label=_("Reference or name"),
        tie=SortColumn("pk", "id"),
    )


def _category(row: queries.ExpiringRow) -> str:
    return _("Anonymous entry") if row.anonymous else str(Category(row.category).label)


def _to_do(row: queries.ExpiringRow) -> Tag | None:
    if row.due is None:
        return None
    words = _("First reminder due") if row.due is Reminder.FIRST else _("Second reminder due")
    return Tag(words, Colour.YELLOW)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def expiring(request: HttpRequest) -> HttpResponseBase:
    """Show the declarations that have lapsed or soon will, and who is to be reminded."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    asked = requested(request, expiring_table())
    if moved := redirection(request, asked):
        return moved
    until = on + timedelta(days=EXPIRING_DAYS)
    terms_of_leaving = leaving(actor, "expiring")
    if asked.download:
        every = partial(queries.every_expiring, actor.authority_id, asked, on=on, until=until)
        return list_download("expiring", asked, every, terms_of_leaving)
    bulk: tuple[BulkAction, ...] = ()
    if actor.may(Permission.APPLICATIONS_ENTER):
        bulk = (BulkAction("remind", _("Note that they were reminded"), reverse("register:reminders")),)
    table = display(
        queries.expiring(actor.authority_id, asked, on=on, until=until),
        address=request.path,
        caption=_("Declarations that lapse"),
        empty=_("None lapses soon."),
        reference=lambda row: row.reference,
        bulk=bulk,
        downloads=terms_of_leaving.allowed,
    )
    crumbs = (Crumb(_("Deletions"), reverse("register:deletions")),)
    page = ListPage(_("Declarations that lapse"), table, crumbs=crumbs)
    return table_response(request, "register/deletions/expiring.jinja", page)


@require_POST
@permission_required(Permission.APPLICATIONS_ENTER)
def reminders(request: HttpRequest) -> HttpResponse:
    """Note that those who were ticked, and are due, were reminded."""
    actor = actor_of(request)
    on, at = today(actor.authority_id), moment(actor.authority_id)
    selection = Selection.parse(expiring_table(), request.POST)
    references = list(selection.references)
    if selection.every:
        until = on + timedelta(days=EXPIRING_DAYS)
        every = queries.every_expiring(actor.authority_id, selection.asked, on=on, until=until)
        references = [row.reference for row in every]
    act = lambda: record_reminders(actor=actor, references=references, at=at, on=on)  # noqa: E731
    done(request, act, _("The reminders that were due are noted."))
    return redirect("register:expiring")


@require_POST
@permission_required(Permission.DELETIONS_RECORD)
def expiries(request: HttpRequest) -> HttpResponse:
    """Open a case for each declaration that has lapsed."""
    actor = actor_of(request)
    opened = deleting_determining.open_expiries(actor=actor, on=today(actor.authority_id))
    said = ngettext("%(cases)s case was opened.", "%(cases)s cases were opened.", opened)
    messages.success(request, said % {"cases": opened})
    return redirect("register:deletions")
