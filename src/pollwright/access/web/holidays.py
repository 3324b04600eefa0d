"""Pages of the bank holidays that an authority goes by, and of accepting a newer public list (T-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.authority import settings_trail
from pollwright.access.web.gate import permission_required
from pollwright.access.web.replies import with_refusal
from pollwright.acting import Permission
from pollwright.authorities.calendars import holidays_of
from pollwright.authorities.clock import today
from pollwright.authorities.holiday_file import keep_holidays
from pollwright.authorities.operations.holidays import NotTheHolidayList, accept_holidays
from pollwright.authorities.queries.holidays import Difference, HolidaysInForce, difference, holidays_in_force
from pollwright.formats.bank_holidays_feed import NotAHolidayList, read_holiday_list, written
from pollwright.law.nations import Nation
from pollwright.pages.forms import BoundForm, FileField, Form, HiddenField, TextArea
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, FormPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import day, number
from pollwright.refusals import Refused

MEGABYTE = 1_000_000
NATIONS = {
    Nation.ENGLAND: _("England"),
    Nation.WALES: _("Wales"),
    Nation.SCOTLAND: _("Scotland"),
    Nation.NORTHERN_IRELAND: _("Northern Ireland"),
}
CHOOSE = Form(
    FileField(
        "file",
        _("The public list"),
        hint=_("Saved from https://www.gov.uk/bank-holidays.json."),
        noun=_("the list"),
        endings=(".json",),
        most_bytes=MEGABYTE,
    )
)
ACCEPT = Form(
    HiddenField("content", "", longest=60_000),
    HiddenField("after_number", ""),
    TextArea("reason", _("Reason"), hint=_("It stands in the audit trail."), rows=2, longest=500),
)


@dataclass(frozen=True, slots=True)
class DifferencePage(RecordPage):
    """What a newer list changes, and the form that accepts it."""

    form: BoundForm | None = None
    address: str = ""
    cancel: str = ""


@permission_required(Permission.OWN_ACCOUNT)
@require_safe
def bank_holidays(request: HttpRequest) -> HttpResponse:
    """Show the bank holidays in force, and the lists that were accepted."""
    actor = actor_of(request)
    held = holidays_in_force(actor.authority_id, on=today(actor.authority_id))
    acts = (NavItem(gettext("Accept a newer list"), reverse("access:choose_holidays")),)
    page = RecordPage(
        title=gettext("Bank holidays"),
        caption="",
        crumbs=_way()[:1],
        acts=acts if actor.may(Permission.AUTHORITY_CONFIGURE) else (),
        facts=(
            SummaryRow(gettext("Nation"), str(NATIONS[held.nation])),
            SummaryRow(gettext("Known"), _span(held.first_day, held.last_day)),
        ),
        sections=(_ahead(held), _lists(held)),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@permission_required(Permission.AUTHORITY_CONFIGURE)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Take the file of a newer list, and show what it changes."""
    actor = actor_of(request)
    bound = CHOOSE.bind(request.POST, request.FILES) if request.method == "POST" else CHOOSE.blank()
    if request.method == "POST" and bound.valid:
        content = bound.values["file"].read()
        try:
            found = difference(actor.authority_id, content)
        except NotAHolidayList as error:
            bound = with_refusal(bound, NotTheHolidayList(why=str(error)))
        else:
            held = holidays_in_force(actor.authority_id, on=today(actor.authority_id))
            typed = {"content": _compact(content), "after_number": str(held.lists[0].number if held.lists else 0)}
            return _shown(request, found, ACCEPT.blank(typed))
    page = FormPage(
        title=gettext("Accept a newer list of bank holidays"),
        form=bound,
        submit=gettext("Show what it changes"),
        cancel=reverse("access:bank_holidays"),
        crumbs=_way(),
        lead=gettext("Nothing changes before you have seen which days and dates it moves, and accepted it."),
    )
    return render(request, "pages/standard/form.jinja", {"page": page})


@permission_required(Permission.AUTHORITY_CONFIGURE)
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Accept the list whose changes were shown."""
    actor = actor_of(request)
    bound = ACCEPT.bind(request.POST)
    content = request.POST.get("content", "").encode()
    if bound.valid:
        given: dict[str, Any] = {"reason": bound.values["reason"], "after_number": _whole(bound.values["after_number"])}
        try:
            accept_holidays(actor=actor, content=content, on=today(actor.authority_id), **given)
        except NotTheHolidayList as refusal:
            messages.error(request, f"{refusal.said} {refusal.advice}")
            return redirect("access:choose_holidays")
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            keep_holidays(settings.HOME, holidays_of(actor.authority_id))
            messages.success(request, gettext("Bank holidays accepted. Dates are counted by them from now on."))
            return redirect("access:bank_holidays")
    try:
        found = difference(actor.authority_id, content)
    except NotAHolidayList as error:
        messages.error(request, NotTheHolidayList(why=str(error)).said)
        return redirect("access:choose_holidays")
    return _shown(request, found, bound)


def _shown(request: HttpRequest, found: Difference, bound: BoundForm) -> HttpResponse:
    page = DifferencePage(
        title=gettext("What the list changes"),
        caption="",
        crumbs=_way(),
        facts=(SummaryRow(gettext("Known then"), _span(found.table.first_day, found.table.last_day)),),
        sections=(
            Section(gettext("Days"), table=_changed_days(found)),
            Section(gettext("Dates that it moves"), table=_moved_dates(found)),
        ),
        form=bound,
        address=reverse("access:accept_holidays"),
        cancel=reverse("access:bank_holidays"),
    )
    return render(request, "access/holidays_difference.jinja", {"page": page})


def _changed_days(found: Difference) -> PlainTable:
    words = {True: gettext("Becomes a bank holiday"), False: gettext("Is a bank holiday no more")}
    return PlainTable(
        gettext("Days"),
        (gettext("Day"), gettext("Nation"), gettext("Change")),
        tuple((Cell(day(one.on)), Cell(str(NATIONS[one.nation])), Cell(words[one.added])) for one in found.days),
        gettext("No day changes."),
    )


def _moved_dates(found: Difference) -> PlainTable:
    does = {True: gettext("Counted anew"), False: gettext("Stays: plan it anew")}
    return PlainTable(
        gettext("Dates that it moves"),
        (gettext("What"), gettext("Now"), gettext("By the list"), gettext("Records"), gettext("On accepting")),
        tuple(
            (
                Cell(one.what),
                Cell(day(one.before)),
                Cell(day(one.after) or gettext("Not lawful on that day")),
                Cell(number(one.count), numeric=True),
                Cell(does[one.anew]),
            )
            for one in found.dates
        ),
        gettext("No date of what is not yet done moves."),
    )


def _ahead(held: HolidaysInForce) -> Section:
    rows = tuple((Cell(day(one)),) for one in held.ahead)
    return Section(
        gettext("Bank holidays to come"),
        table=PlainTable(gettext("Bank holidays to come"), (gettext("Day"),), rows, gettext("None is known.")),
    )


def _lists(held: HolidaysInForce) -> Section:
    rows = tuple(
        (
            Cell(str(one.number)),
            Cell(day(one.accepted_on)),
            Cell(one.accepted_by),
            Cell(one.reason),
            Cell(_span(one.first_day, one.last_day)),
        )
        for one in held.lists
    )
    headings = (gettext("List"), gettext("Accepted"), gettext("By"), gettext("Reason"), gettext("Known"))
    empty = gettext("None: the bank holidays are those that Pollwright came with.")
    return Section(
        gettext("Lists that were accepted"), table=PlainTable(gettext("Lists accepted"), headings, rows, empty)
    )


def _span(first: date, last: date) -> str:
    return gettext("from %(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def _compact(content: bytes) -> str:
    """Return the list in the shortest public form, to travel with the form that accepts it."""
    return written(read_holiday_list(content)).decode()


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else -1


def _way() -> tuple[Crumb, ...]:
    return (*settings_trail(), Crumb(gettext("Bank holidays"), reverse("access:bank_holidays")))
