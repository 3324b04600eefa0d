"""The pages of ballot paper accounts, and that on which the day of a rehearsal is invented."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.pages import wording
from pollwright.pages.forms import Confirmation, Form, NumberField, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.standard import ListPage
from pollwright.polling_day.operations.accounts import FIGURES, AccountFigures, enter_account
from pollwright.polling_day.operations.inventing import DayAsked, ask_to_invent
from pollwright.polling_day.queries import accounts as queries
from pollwright.polling_day.queries.desk_rows import desk_named
from pollwright.polling_day.queries.stations_of_day import station_numbered
from pollwright.polling_day.web import tables
from pollwright.polling_day.web.desk import GET_OR_POST, LIST
from pollwright.polling_day.web.late import crumbs

MOST = 999_999
ACCOUNT = Form(
    NumberField("unused", gettext_lazy("Unused ballot papers"), least=0, most=MOST),
    NumberField("spoilt", gettext_lazy("Spoilt ballot papers"), least=0, most=MOST),
    NumberField("tendered", gettext_lazy("Tendered ballot papers used"), least=0, most=MOST),
    TextField(
        "reason", gettext_lazy("Why an account that is there was wrong"), longest=500, required=False,
        hint=gettext_lazy("Only to correct one."),
    ),
)  # fmt: skip
INVENTED = Form(
    TextField(
        "seed", gettext_lazy("Words to begin from"), longest=60, width=20,
        hint=gettext_lazy("Any words: the same give the same day again"),
    ),
    NumberField(
        "percent", gettext_lazy("Turnout at stations, %"), least=1, most=100,
        hint=gettext_lazy("Of those who may vote in person; stations lie above or below it"),
    ),
    NumberField(
        "missing", gettext_lazy("Boxes that do not come in"), least=0, most=99,
        hint=gettext_lazy("To try the alarm of the box board"),
    ),
    Confirmation("replace", gettext_lazy("Replace what is logged already"), required=False),
)  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def accounts(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the ballot paper account of every contest at every station."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    rows = queries.every_account(desk)
    listing = Listing(
        tables.accounts_table(reference),
        lambda asked: queries.accounts_page(rows, asked),
        None,
        name=f"accounts-{reference}",
        caption=_("Ballot paper accounts"),
        empty=_("No account matches."),
    )
    return list_response(
        request, LIST, listing, partial(ListPage, _("Ballot paper accounts"), crumbs=crumbs(desk), caption=_sums(rows))
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def account(request: HttpRequest, reference: str, scheme: str, number: int, contest: str) -> HttpResponse:
    """Ask for the account of a contest at a station; told, enter it."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    station = station_numbered(desk, scheme, number)
    held = queries.account_at(desk, station.id, contest)

    def perform(given: Mapping[str, Any]) -> None:
        enter_account(
            actor=actor,
            reference=reference,
            station=station.key,
            contest=contest,
            figures=AccountFigures(*(given[name] for name in FIGURES)),
            at=moment(actor.authority_id),
            reason=given["reason"] or "",
        )

    back = reverse("polling_day:station", args=[reference, scheme, number])
    typed = {name: getattr(held, name) for name in FIGURES} if held.issued is not None else {"tendered": 0}
    title, caption = _("Enter a ballot paper account"), f"{held.contest_name}, {held.station}"
    lead = _("Entrusted, less unused and spoilt, is what was issued and must be in the box.")
    asked = Asked(title, ACCOUNT, title, perform, back, typed, crumbs(desk), lead, caption=caption)
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def invent(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask from what the day of a rehearsal is invented; told, have it invented."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        asked = DayAsked(given["seed"], given["percent"], given["missing"], bool(given["replace"]))
        work = ask_to_invent(actor=actor, reference=reference, asked=asked)
        return reverse("jobs:work", args=[work.reference])

    lead = _(
        "Every station of the rehearsal tells its turnout by the hour, hands in its ballot paper accounts and its box."
        " Stations without ballot papers or a box are given them. All of it goes when the rehearsal is thrown away."
    )
    title, back = _("Invent a day’s votes"), reverse("polling_day:desk", args=[reference])
    typed = {"seed": reference, "percent": 35, "missing": 0}
    return answered(request, Asked(title, INVENTED, title, perform, back, typed, crumbs(desk), lead))


def _sums(rows: list[queries.AccountRow]) -> str:
    """Return what the accounts that are in come to."""
    entered = [row for row in rows if row.issued is not None]
    given = {
        "in": wording.number(len(entered)),
        "all": wording.number(len(rows)),
        "issued": wording.number(sum(row.issued or 0 for row in entered)),
        "spoilt": wording.number(sum(row.spoilt or 0 for row in entered)),
        "unused": wording.number(sum(row.unused or 0 for row in entered)),
    }
    words = _("%(in)s of %(all)s accounts are in: issued %(issued)s, spoilt %(spoilt)s, unused %(unused)s")
    return words % given
