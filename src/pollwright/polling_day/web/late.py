"""Late changes: made by the minute, and read back by the station."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Text, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations.emergency_proxies import Proxy
from pollwright.law.polling_day import ProxyReason
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Confirmation, DateField, Form, Radios, Select, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.polling_day.operations import late_changes as operations
from pollwright.polling_day.queries import logs
from pollwright.polling_day.queries.contacts import whom_to_ring
from pollwright.polling_day.queries.desk_rows import DeskRow, desk_named
from pollwright.polling_day.queries.finding import elector_said, home_said
from pollwright.polling_day.states import LateKind, LateState
from pollwright.polling_day.web import tables, terms
from pollwright.polling_day.web.desk import GET_OR_POST, LIST
from pollwright.register.operations.correcting import Correction
from pollwright.register.operations.correcting_additions import Addition
from pollwright.register.operations.listing_people import leaving
from pollwright.register.web.nationalities import codes_in, nationality_boxes
from pollwright.stations.web.terms import whole

Typed = Mapping[str, Any]
RECORD = "pages/standard/record.jinja"
GROUND = Radios(
    "ground",
    gettext_lazy("Why"),
    choices=(Choice("court", gettext_lazy("A court decided it")), Choice("clerical", gettext_lazy("Clerical error"))),
)
REASON = TextField("reason", gettext_lazy("What was decided, and what was seen"), longest=500)
ELECTOR = TextField(
    "elector",
    gettext_lazy("Elector number or reference"),
    longest=50,
    width=20,
    hint=gettext_lazy("Such as AA-12 or AA-12/1"),
)
READ_BACK = Form(
    terms.VERSION,
    TextField("told", gettext_lazy("Who at the station was told"), longest=150),
    Confirmation(
        "read_back", gettext_lazy("They read elector number and change back, and it was right"), required=False
    ),
)
PROXY_REASONS = {
    ProxyReason.MEDICAL: gettext_lazy("Medical emergency"),
    ProxyReason.OCCUPATION: gettext_lazy("Occupation, service or employment"),
    ProxyReason.IDENTIFICATION: gettext_lazy("Identification lost or destroyed"),
    ProxyReason.DETAINED: gettext_lazy("Detained in hospital"),
}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def late(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the late changes of a day."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    listing = Listing(
        tables.late_table(),
        lambda asked: logs.late_changes(desk, asked),
        None,
        name=f"late-changes-{reference}",
        caption=_("Late changes"),
        empty=_("No late change matches."),
        leaving=leaving(actor, f"late changes of {reference}"),
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Late changes"), crumbs=crumbs(desk)))


def crumbs(desk: DeskRow) -> tuple[Crumb, ...]:
    """Return the way back to a desk."""
    return (
        Crumb(_("Polling days"), reverse("polling_day:desks")),
        Crumb(terms.desk_title(desk), reverse("polling_day:desk", args=[desk.reference])),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.CORRECTIONS_MAKE)
def late_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whom a court or a clerical error adds; told, add them and say which station to ring."""
    actor = actor_of(request)

    def act(given: Typed) -> list[Any]:
        addition = Addition(
            property_reference=home_said(actor.authority_id, given["home"]),
            court=given["ground"] == "court",
            elector_reference=given["known"] or "",
            surname=given["surname"] or "",
            forenames=given["forenames"] or "",
            nationalities=tuple(codes_in(given)),
            date_of_birth=given["born"],
        )
        return operations.add_elector_late(
            actor=actor, reference=reference, addition=addition, reason=given["reason"], **_when(actor.authority_id)
        )

    return _asked(request, reference, _("Add an elector"), _added_form(), act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.CORRECTIONS_MAKE)
def late_correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what is wrong in an entry; told, correct it and say which station to ring."""
    actor = actor_of(request)
    form = Form(
        ELECTOR,
        TextField("surname", _("Surname as it should be"), longest=100, required=False),
        TextField("forenames", _("Forenames as they should be"), longest=100, required=False),
        GROUND,
        REASON,
    )

    def act(given: Typed) -> list[Any]:
        correction = Correction(
            surname=given["surname"], forenames=given["forenames"], court=given["ground"] == "court"
        )
        return operations.correct_elector_late(
            actor=actor,
            reference=reference,
            elector_reference=elector_said(actor.authority_id, given["elector"]),
            correction=correction,
            reason=given["reason"],
            **_when(actor.authority_id),
        )

    return _asked(request, reference, _("Correct an entry"), form, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.APPLICATIONS_DETERMINE)
def late_proxy(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who votes for whom and why; told, appoint the proxy and say which station to ring."""
    actor = actor_of(request)
    form = Form(
        ELECTOR,
        TextField("name", _("Name of the proxy"), longest=200),
        TextField("address", _("Address of the proxy"), longest=400),
        TextField("postcode", _("Postcode"), longest=10, width=10, required=False),
        Select("ground", _("Why now"), choices=tuple(Choice(each.value, PROXY_REASONS[each]) for each in ProxyReason)),
        TextField("reason", _("What was seen for it"), longest=400),
    )

    def act(given: Typed) -> list[Any]:
        return operations.appoint_proxy_late(
            actor=actor,
            reference=reference,
            elector_reference=elector_said(actor.authority_id, given["elector"]),
            proxy=Proxy(given["name"], given["address"], given["postcode"] or ""),
            ground=ProxyReason(given["ground"]),
            reason=given["reason"],
            **_when(actor.authority_id),
        )

    return _asked(request, reference, _("Appoint an emergency proxy"), form, act)


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def late_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one late change."""
    actor = actor_of(request)
    found = logs.late_facts(actor.authority_id, reference)
    desk = desk_named(actor.authority_id, found.desk)
    waiting = found.state == LateState.WAITING
    acts = (NavItem(_("Note that it was read back"), reverse("polling_day:late-acknowledge", args=[reference])),)
    page = RecordPage(
        title=terms.label(LateKind, found.kind),
        caption=reference,
        crumbs=(*crumbs(desk), Crumb(_("Late changes"), reverse("polling_day:late", args=[found.desk]))),
        acts=acts if waiting else (),
        facts=_facts(found),
        timeline=told(timeline(actor.authority_id, "latechange", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("The station has not read this back yet.") if waiting else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def late_acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who at the station read a late change back; told, note it."""
    actor = actor_of(request)
    found = logs.late_facts(actor.authority_id, reference)
    desk = desk_named(actor.authority_id, found.desk)

    def perform(given: Typed) -> None:
        operations.acknowledge_late(
            actor=actor,
            reference=reference,
            version=whole(given["version"]),
            told=given["told"],
            read_back=given["read_back"],
            at=moment(actor.authority_id),
        )

    return answered(
        request,
        Asked(
            _("Note that it was read back"), READ_BACK, _("Note it"), perform,
            reverse("polling_day:desk", args=[found.desk]), typed={"version": str(found.version)}, crumbs=crumbs(desk),
            lead=_ring(found, whom_to_ring(desk, f"{found.scheme}/{found.number}")), caption=reference,
        ),
    )  # fmt: skip


def _ring(found: logs.LateRow, whom: str) -> str:
    """Return which station is rung about what, and on a line of its own whom."""
    said = _("Ring station %(station)s: %(number)s, %(name)s. %(change)s.") % {
        "station": terms.station_words(found.number, found.venue_name),
        "number": found.elector_number,
        "name": tables.elector_name(found) or _("name not shown"),
        "change": _change(found),
    }
    return f"{said}\n{whom or _('Nobody is known to ring there: find the presiding officer in the staff plan.')}"


def _added_form() -> Form:
    return Form(
        GROUND,
        TextField("surname", _("Surname"), longest=100, required=False),
        TextField("forenames", _("Forenames"), longest=100, required=False),
        DateField("born", _("Date of birth"), noun=_("the date of birth"), required=False),
        *nationality_boxes(required=False),
        TextField(
            "known", _("Or the reference of an elector who is known here"), longest=50, width=20, required=False,
            hint=_("Then name, date of birth and nationality are taken from there."),
        ),
        TextField("home", _("Reference or UPRN of their home"), longest=20, width=20),
        REASON,
    )  # fmt: skip


def _when(authority_id: int) -> dict[str, Any]:
    return {"at": moment(authority_id), "on": today(authority_id)}


def _asked(
    request: HttpRequest, reference: str, title: Text, form: Form, act: Callable[[Typed], list[Any]]
) -> HttpResponse:
    desk = desk_named(actor_of(request).authority_id, reference)

    def perform(given: Typed) -> str:
        made = act(given)
        return reverse("polling_day:late-acknowledge", args=[made[0].reference])

    back = reverse("polling_day:desk", args=[reference])
    lead = _("The law's last moment is asked to the second. Ring the station as soon as it is made.")
    said = _("It was made. Now ring the station and have it read back.")
    return answered(request, Asked(title, form, title, perform, back, crumbs=crumbs(desk), lead=lead, said=said))


def _change(found: logs.LateRow) -> str:
    words = terms.label(LateKind, found.kind)
    return f"{words}: {found.proxy}" if found.proxy else words


def _facts(found: logs.LateRow) -> tuple[SummaryRow, ...]:
    notice = reverse("register:notice", args=[found.notice]) if found.notice else ""
    elector = reverse("register:elector", args=[found.elector]) if found.elector else ""
    told_words = _("%(who)s, at %(time)s, by %(by)s")
    told_to = told_words % {"who": found.told, "time": wording.clock(found.told_at), "by": found.told_by}
    return (
        SummaryRow(_("Station"), terms.station_words(found.number, found.venue_name)),
        SummaryRow(_("Elector number"), found.elector_number),
        SummaryRow(_("Elector"), tables.elector_name(found) or _("Name not shown"), href=elector),
        SummaryRow(_("Change"), _change(found)),
        SummaryRow(_("Polls"), tuple(found.polls)),
        SummaryRow(_("Reason"), found.reason),
        SummaryRow(_("Legal basis"), found.basis),
        SummaryRow(_("Made"), f"{wording.moment(found.decided_at)}, {found.decided_by}"),
        SummaryRow(_("Notice"), found.notice or _("None"), href=notice),
        SummaryRow(_("Station told"), told_to if found.told_at else _("Not yet")),
    )
