"""What can be done to a station: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.access.web.acts import Asked, Text
from pollwright.acting import Actor, Permission
from pollwright.pages.forms import Confirmation, Form, TextArea, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.stations.operations import amending, stations
from pollwright.stations.queries.stations import StationFacts
from pollwright.stations.states import SchemeState
from pollwright.stations.web import terms
from pollwright.stations.web.schemes_acts import REASON, VERSION, When, venue_select

Typed = Mapping[str, Any]
ROOM = TextField("room", gettext_lazy("Room"), longest=120, required=False)


@dataclass(frozen=True, slots=True)
class _Act:
    label: Text
    form: Form
    act: Callable[[Typed], object]
    typed: Typed = field(default_factory=dict)
    gone: bool = False
    lead: Text = ""


def open_acts(actor: Actor, state: str, reference: str, found: StationFacts) -> tuple[NavItem, ...]:
    """Return what an officer may do to a station now."""
    if not actor.may(Permission.STATIONS_EDIT):
        return ()
    acts = [("change", _("Change the station"))]
    if state == SchemeState.ADOPTED:
        acts = [("change", _("Change backup or note")), ("move", _("Move it to another venue"))]
        if found.backup:
            acts.append(("backup", _("Use the backup venue")))
    elif not found.parts:
        acts.append(("remove", _("Take it out")))
    return tuple(
        NavItem(label, reverse("stations:station-act", args=[reference, found.number, name])) for name, label in acts
    )


def asked(actor: Actor, reference: str, found: StationFacts, name: str, when: When) -> Asked:
    """Return an act on a station as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[Actor, str, StationFacts, When], _Act]] = {
        "change": _change,
        "move": _move,
        "backup": _backup,
        "remove": _remove,
    }
    if name not in makers:
        raise Http404
    made = makers[name](actor, reference, found, when)
    station = reverse("stations:station", args=[reference, found.number])
    listed = reverse("stations:stations", args=[reference])

    def perform(given: Typed) -> str | None:
        made.act(given)
        return listed if made.gone else None

    crumbs = (
        Crumb(_("Stations"), listed),
        Crumb(_("Station %(number)s") % {"number": found.number}, station),
    )
    typed = {"version": str(found.version)} | dict(made.typed)
    return Asked(made.label, made.form, made.label, perform, station, typed=typed, crumbs=crumbs, lead=made.lead)


def _known(actor: Actor, reference: str, found: StationFacts, given: Typed) -> dict[str, Any]:
    return {
        "actor": actor,
        "reference": reference,
        "number": found.number,
        "version": terms.whole(given["version"]),
    }


def _change(actor: Actor, reference: str, found: StationFacts, when: When) -> _Act:
    form = Form(
        VERSION,
        venue_select(actor, "venue", gettext_lazy("Venue")),
        ROOM,
        venue_select(actor, "backup", gettext_lazy("Backup venue"), required=False),
        TextArea(
            "note",
            gettext_lazy("Why it is as it is"),
            rows=3,
            longest=500,
            required=False,
            hint=gettext_lazy("Such as why it has more electors than the guidance, or lies outside its district."),
        ),
    )
    return _Act(
        _("Change the station"),
        form,
        lambda given: stations.change_station(
            **_known(actor, reference, found, given),
            venue=given["venue"],
            room=given["room"] or "",
            backup=given["backup"] or "",
            note=given["note"] or "",
        ),
        {"venue": found.venue, "room": found.room, "backup": found.backup, "note": found.note},
    )


def _move(actor: Actor, reference: str, found: StationFacts, when: When) -> _Act:
    return _Act(
        _("Move it to another venue"),
        Form(VERSION, venue_select(actor, "venue", gettext_lazy("Venue")), ROOM, REASON),
        lambda given: amending.move_station(
            **_known(actor, reference, found, given),
            venue=given["venue"],
            room=given["room"] or "",
            reason=given["reason"],
            at=when.at,
            on=when.on,
        ),
        {"venue": found.backup},
        lead=_("This is an amendment: those affected are listed, so that they can be told."),
    )


def _backup(actor: Actor, reference: str, found: StationFacts, when: When) -> _Act:
    lead = _("Station %(number)s moves to %(venue)s, and everything that names it says so.") % {
        "number": found.number,
        "venue": found.backup_line,
    }
    return _Act(
        _("Use the backup venue"),
        Form(VERSION, REASON),
        lambda given: amending.use_backup(
            **_known(actor, reference, found, given), reason=given["reason"], at=when.at, on=when.on
        ),
        lead=lead,
    )


def _remove(actor: Actor, reference: str, found: StationFacts, when: When) -> _Act:
    return _Act(
        _("Take it out"),
        Form(VERSION, Confirmation("sure", gettext_lazy("Take this station out of the scheme"))),
        lambda given: stations.remove_station(**_known(actor, reference, found, given)),
        gone=True,
    )
