"""Pages of an authority's settings, its own non-working days, and the clock of a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.access.web.helping import REASON
from pollwright.access.web.people import PersonFormPage
from pollwright.access.web.replies import or_404, with_refusal
from pollwright.access.web.setting_forms import form_for, typed_value, value_in
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.authorities.operations.clock import set_clock
from pollwright.authorities.operations.days import add_non_working_day, remove_non_working_day
from pollwright.authorities.operations.settings import change_setting
from pollwright.authorities.queries.days import AddedDay, added_days, authority_facts
from pollwright.authorities.queries.settings import Held, every_value, values_over_time
from pollwright.authorities.settings import BY_NAME
from pollwright.pages import wording
from pollwright.pages.forms import BoundForm, DateField, Form, TextField
from pollwright.pages.shell import Crumb
from pollwright.pages.voice import translated
from pollwright.refusals import Refused

DAY = Form(
    DateField("day", _("Day")),
    TextField("name", _("What it is"), hint=_("Such as: day of national mourning."), noun=_("what it is"), longest=80),
    *REASON.fields,
)
DAYS_SHOWN = 10
VALUES_SHOWN = 10
CLOCK = Form(DateField("on", _("Day"), hint=_("Leave it empty to go back to the real day."), required=False))


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """A setting in the list."""

    name: str
    label: str
    value: str
    since: str
    help: str


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Settings under one heading."""

    title: str
    settings: tuple[ShownSetting, ...]


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Every setting, and the next days that the authority added."""

    title: str
    groups: tuple[SettingGroup, ...]
    days: tuple[AddedDay, ...]
    today: date
    may_change: bool
    demonstration: bool
    may_set_clock: bool


@dataclass(frozen=True, slots=True)
class SettingPage:
    """One setting: its change, and its latest values; `every` leads to the list of them all."""

    title: str
    form: BoundForm
    help: str
    source: str
    past: tuple[tuple[str, str], ...]
    every: str
    crumbs: tuple[Crumb, ...]


@permission_required(Permission.OWN_ACCOUNT)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show the authority's settings and its own non-working days."""
    actor = cast(OfficerRequest, request).actor
    on = today(actor.authority_id)
    groups: dict[str, list[ShownSetting]] = {}
    for held in every_value(actor.authority_id, on=on):
        groups.setdefault(held.setting.group, []).append(_shown(held))
    demonstration = authority_facts(actor.authority_id).demonstration
    page = SettingsPage(
        gettext("Settings"),
        tuple(SettingGroup(translated(title), tuple(shown)) for title, shown in groups.items()),
        tuple(reversed([one for one in added_days(actor.authority_id) if one.day >= on][-DAYS_SHOWN:])),
        on,
        actor.may(Permission.AUTHORITY_CONFIGURE),
        demonstration,
        demonstration and actor.may(Permission.NOTICES_PREPARE),
    )
    return render(request, "access/settings.jinja", {"page": page})


@permission_required(Permission.AUTHORITY_CONFIGURE)
@require_http_methods(["GET", "POST"])
def setting(request: HttpRequest, name: str) -> HttpResponse:
    """Change a setting from a day on."""
    actor = cast(OfficerRequest, request).actor
    chosen, on = or_404(BY_NAME.get(name)), today(actor.authority_id)
    form = form_for(chosen)
    past = values_over_time(actor.authority_id, name)
    held = next(one for one in every_value(actor.authority_id, on=on) if one.setting is chosen)
    initial = {"value": typed_value(held.value), "valid_from": on}
    bound = form.bind(request.POST) if request.method == "POST" else form.blank(initial)
    if request.method == "POST" and bound.valid:
        given: dict[str, Any] = {"value": value_in(chosen, bound.values["value"]), "reason": bound.values["reason"]}
        try:
            change_setting(actor=actor, name=name, valid_from=bound.values["valid_from"], on=on, **given)
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            messages.success(request, gettext("Setting changed: %(label)s") % {"label": gettext(chosen.label)})
            return redirect("access:settings")
    values = tuple((translated(chosen.words(one.value)), wording.day(one.valid_from)) for one in past[:VALUES_SHOWN])
    every = f"{reverse('access:settings_history')}?setting={name}" if past else ""
    page = SettingPage(
        gettext(chosen.label), bound, gettext(chosen.help), chosen.source, values, every, settings_trail()
    )
    return render(request, "access/setting.jinja", {"page": page})


@permission_required(Permission.AUTHORITY_CONFIGURE)
@require_http_methods(["GET", "POST"])
def add_day(request: HttpRequest) -> HttpResponse:
    """Add a day that is not a working day."""
    actor = cast(OfficerRequest, request).actor
    bound = DAY.bind(request.POST) if request.method == "POST" else DAY.blank()
    if request.method == "POST" and bound.valid:
        try:
            add_non_working_day(actor=actor, on=today(actor.authority_id), **bound.values)
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            messages.success(request, gettext("Day added. Deadlines are counted without it from now on."))
            return redirect("access:settings")
    return _form_page(request, gettext("Add a day that is not a working day"), bound, gettext("Add"))


@permission_required(Permission.AUTHORITY_CONFIGURE)
@require_http_methods(["GET", "POST"])
def remove_day(request: HttpRequest, day: str) -> HttpResponse:
    """Take back a day that was added."""
    actor = cast(OfficerRequest, request).actor
    found = or_404(next((one for one in added_days(actor.authority_id) if one.day == _day(day)), None))
    bound = REASON.bind(request.POST) if request.method == "POST" else REASON.blank()
    if request.method == "POST" and bound.valid:
        given: dict[str, Any] = {"day": found.day, "reason": bound.values["reason"]}
        try:
            remove_non_working_day(actor=actor, on=today(actor.authority_id), **given)
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            messages.success(request, gettext("Day taken back. Deadlines are counted with it from now on."))
            return redirect("access:settings")
    title = gettext("Take back %(day)s") % {"day": wording.day(found.day)}
    return _form_page(request, title, bound, gettext("Take back"))


@permission_required(Permission.NOTICES_PREPARE)
@require_http_methods(["GET", "POST"])
def clock(request: HttpRequest) -> HttpResponse:
    """Set the clock of a demonstration."""
    actor = cast(OfficerRequest, request).actor
    _only_in_a_demonstration(actor)
    bound = CLOCK.bind(request.POST) if request.method == "POST" else CLOCK.blank({"on": today(actor.authority_id)})
    if request.method == "POST" and bound.valid:
        set_clock(actor=actor, on=bound.values["on"])
        messages.success(request, gettext("The clock shows %(day)s") % {"day": wording.day(today(actor.authority_id))})
        return redirect("access:settings")
    return _form_page(request, gettext("Set the demonstration's clock"), bound, gettext("Set"))


def _only_in_a_demonstration(actor: Actor) -> None:
    if not authority_facts(actor.authority_id).demonstration:
        raise Http404


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong


def _form_page(request: HttpRequest, title: str, bound: BoundForm, submit: str) -> HttpResponse:
    page = PersonFormPage(title, bound, submit, settings_trail(), cancel=reverse("access:settings"))
    return render(request, "access/person_form.jinja", {"page": page})


def settings_trail() -> tuple[Crumb, ...]:
    """Return the way to the pages beside the settings."""
    return (Crumb(gettext("Settings"), reverse("access:settings")),)


def _shown(held: Held) -> ShownSetting:
    since = wording.short_day(held.since) if held.since else gettext("as delivered")
    one = held.setting
    return ShownSetting(one.name, translated(one.label), translated(one.words(held.value)), since, translated(one.help))
