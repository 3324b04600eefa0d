"""The page that publishes the open register of the month (REG-312, 410)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import today
from pollwright.law.open_register import OpenRegisterDates, open_register_month
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import day
from pollwright.register.operations.open_editions import (
    NotTheFirstWorkingDay,
    ask_to_publish_open_edition,
    dates_of,
)
from pollwright.register.web.notices_acts import done, work_address


@dataclass(frozen=True, slots=True)
class OpenRegisterPage:
    """What the open register of the month would be. `publish` is where to send for it, empty before its day."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[SummaryRow, ...]
    publish: str


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_PUBLISH)
def open_register(request: HttpRequest) -> HttpResponse:
    """Show the days of the month's open register; asked to, publish it today."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    if request.method == "POST":
        works = []
        act = lambda: works.append(ask_to_publish_open_edition(actor=actor))  # noqa: E731
        if done(request, act, _("The open register is being published.")):
            return redirect(work_address(works[0].reference))
        return redirect("register:open-register")
    dates, publish = _dates(on, actor.authority_id)
    page = OpenRegisterPage(
        _("Open register of the month"),
        (Crumb(_("Publications"), reverse("register:publications")),),
        (
            SummaryRow(_("Published"), day(dates.published_on), dates.source.describe()),
            SummaryRow(_("Leaves out who opted out by"), day(dates.choices_by)),
        ),
        reverse("register:open-register") if publish else "",
    )
    return render(request, "register/publications/open.jinja", {"page": page})


def _dates(on: date, authority_id: int) -> tuple[OpenRegisterDates, bool]:
    calendar = calendar_of(authority_id)
    try:
        return dates_of(on, calendar), True
    except NotTheFirstWorkingDay:
        return open_register_month(on.year, on.month, calendar), False
