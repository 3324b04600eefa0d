"""What is still changed on polling day, and that the station was told (handbook B-34).

The register and the absent votes are changed by their own acts. Here the law is asked to the second whether there is
time, the station is found, and a slip is kept until the station has read it back. A rehearsal does the whole act and
leaves nothing of it in the register.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import AbsentArrangement, Poll
from pollwright.elections.operations.emergency_proxies import Proxy, appoint_emergency_proxy
from pollwright.law.notices import LONDON
from pollwright.law.polling_day import LateAct, ProxyReason, Window
from pollwright.polling_day.events import stations as events
from pollwright.polling_day.models import Desk, LateChange
from pollwright.polling_day.operations.desks import DeskChanged, desk_of
from pollwright.polling_day.queries.late_windows import still_open
from pollwright.polling_day.queries.placing import Placement, placements
from pollwright.polling_day.queries.stations_of_day import polls_of_day
from pollwright.polling_day.states import LateKind, LateState
from pollwright.refusals import NotFound, Refused
from pollwright.register.models import Elector, Notice
from pollwright.register.operations.correcting import Correction, correct_entry
from pollwright.register.operations.correcting_additions import Addition, add_by_correction
from pollwright.stations.models import Station

SERIES = "LC"


class OutOfTime(Refused):
    """The law has a last moment for it, and a first."""

    code = "polling_day.R010"
    problem = "It is {at:%H:%M:%S} on {at:%-d %B %Y}. {window}"
    remedy = "It has no effect at these polls. The ordinary way takes effect after them."


class NothingOfTheKind(Refused):
    """No poll of the day knows it."""

    code = "polling_day.R011"
    problem = "There is nothing of the kind at the polls of this day."
    remedy = "Parish polls, for one, have no proxies."


class VotesAtNoStation(Refused):
    """There is nobody to tell."""

    code = "polling_day.R012"
    problem = "With this change the elector would vote at no station of this day."
    remedy = "Check the home and the nationality. What concerns other polls is done on the elector's own page."


class NotReadBack(Refused):
    """A station has acknowledged a change when it has read it back."""

    code = "polling_day.R013"
    problem = "The station has not read the change back."
    remedy = "Have the elector number and the change read back on the telephone, then note it."


class Acknowledged(Refused):
    """It is done once."""

    code = "polling_day.R014"
    problem = "Late change {reference} was acknowledged already."
    remedy = "Open it to see who was told, and when."


@dataclass(frozen=True, slots=True)
class _Done:
    """What an act on the register came to: null in a rehearsal, of which nothing stays."""

    placements: list[Placement]
    elector: Elector | None
    notice: Notice | None = None
    arrangement: AbsentArrangement | None = None


class _Rehearsed(Exception):
    """Takes back what a rehearsal did."""


@operation(Permission.CORRECTIONS_MAKE)
def add_elector_late(
    *, actor: Actor, reference: str, addition: Addition, reason: str, at: datetime, on: date
) -> list[LateChange]:
    """Add an elector whom a court orders to be added, or a clerical error left out, until 9pm (RPA 1983 s 13B).

    :param reference: of the desk.
    :raises OutOfTime: from nine o'clock on polling day, or while the ordinary alteration is still to come.
    :raises VotesAtNoStation: where they may vote at no poll of the day.
    """
    desk = desk_of(actor, reference, lock=True)
    polls, window = _in_time(desk, LateAct.CLERICAL_CORRECTION, at)

    def act() -> _Done:
        made = add_by_correction(actor=actor, addition=addition, reason=reason, poll_on=desk.day, at=at, on=on)
        elector = made.entry.elector
        return _Done(_placed(desk, elector, polls, on), elector, made.notice)

    return _kept(actor, desk, LateKind.ADDITION, _carried_out(desk, act), window, reason, at)


@operation(Permission.CORRECTIONS_MAKE)
def correct_elector_late(
    *,
    actor: Actor,
    reference: str,
    elector_reference: str,
    correction: Correction,
    reason: str,
    at: datetime,
    on: date,
) -> list[LateChange]:
    """Correct the entry of an elector as a court orders, or because it has a clerical error, until 9pm.

    :param reference: of the desk.
    :raises OutOfTime: as for an addition.
    """
    desk = desk_of(actor, reference, lock=True)
    polls, window = _in_time(desk, LateAct.CLERICAL_CORRECTION, at)
    elector = _elector(actor, elector_reference)

    def act() -> _Done:
        notice = correct_entry(
            actor=actor,
            elector_reference=elector_reference,
            version=elector.version,
            correction=correction,
            reason=reason,
            poll_on=desk.day,
            at=at,
            on=on,
        )
        return _Done(_placed(desk, elector, polls, on), elector, notice)

    return _kept(actor, desk, LateKind.CORRECTION, _carried_out(desk, act), window, reason, at)


@operation(Permission.APPLICATIONS_DETERMINE)
def appoint_proxy_late(
    *,
    actor: Actor,
    reference: str,
    elector_reference: str,
    proxy: Proxy,
    ground: ProxyReason,
    reason: str,
    at: datetime,
    on: date,
) -> list[LateChange]:
    """Appoint an emergency proxy for the polls of the day, until 5pm.

    :param reference: of the desk.
    :param ground: why the ordinary deadline could not be met; `reason` is what was shown for it.
    :raises OutOfTime: after five o'clock on polling day, or before the ordinary deadline has passed.
    """
    desk = desk_of(actor, reference, lock=True)
    polls, window = _in_time(desk, LateAct.EMERGENCY_PROXY, at)
    elector = _elector(actor, elector_reference)

    def act() -> _Done:
        made = appoint_emergency_proxy(
            actor=actor,
            elector_reference=elector_reference,
            proxy=proxy,
            day=desk.day,
            source=desk.reference,
            reason=f"{ground.value}: {reason}",
            basis=window.source,
        )
        return _Done(_placed(desk, elector, polls, on), elector, arrangement=made)

    words = f"{ground.value}: {reason}"[:500]
    return _kept(actor, desk, LateKind.PROXY, _carried_out(desk, act), window, words, at)


@operation(Permission.POLLING_DAY_LOG)
def acknowledge_late(
    *, actor: Actor, reference: str, version: int, told: str, read_back: bool, at: datetime
) -> LateChange:
    """Note that a station was told of a late change and read it back.

    :param told: who at the station was told.
    :raises NotReadBack: where they did not read it back.
    :raises Acknowledged: where it was noted before.
    """
    held = LateChange.objects.select_for_update(of=("self",)).select_related("station__scheme")
    change = held.filter(authority=actor.authority_id, reference=reference).first()
    if change is None:
        raise NotFound(kind="late change", reference=reference)
    if change.state == LateState.ACKNOWLEDGED:
        raise Acknowledged(reference=reference)
    if change.version != version:
        raise DeskChanged(what=f"Late change {reference}")
    if not read_back:
        raise NotReadBack
    change.state, change.told, change.told_at, change.told_by = LateState.ACKNOWLEDGED, told, at, actor.name
    change.version += 1
    change.save()
    record(events.LateChangeAcknowledged(reference, key_of(change.station), at), actor=actor, subjects=[change])
    return change


def key_of(station: Station) -> str:
    """Return scheme and number of a station."""
    return f"{station.scheme.reference}/{station.number}"


def _in_time(desk: Desk, act: LateAct, at: datetime) -> tuple[list[Poll], Window]:
    """Return the polls at which there is time for a late act, and its window.

    :raises OutOfTime: where there is at none.
    """
    polls = polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)
    found = still_open(polls, act, at)
    if found.window is None:
        raise NothingOfTheKind
    if not found.polls:
        raise OutOfTime(at=at.astimezone(LONDON), window=window_words(found.window, act))
    return list(found.polls), found.window


def window_words(window: Window, act: LateAct) -> str:
    """Return from when to when something is done, in words."""
    word = "before" if act is LateAct.CLERICAL_CORRECTION else "until"
    return (
        f"It can be done after {window.after:%H:%M} on {window.after:%-d %B %Y} and {word}"
        f" {window.until:%H:%M} on {window.until:%-d %B %Y} ({window.source.describe()})."
    )


def _carried_out(desk: Desk, act: Callable[[], _Done]) -> _Done:
    """Do an act on the register; what a rehearsal did is taken back, so that nothing of it has effect."""
    if not desk.rehearsal:
        return act()
    done: list[_Done] = []
    try:
        with transaction.atomic():
            done.append(act())
            raise _Rehearsed
    except _Rehearsed:
        return _Done(done[0].placements, None)


def _placed(desk: Desk, elector: Elector, polls: list[Poll], on: date) -> list[Placement]:
    found = placements(desk.authority_id, elector.pk, polls, on=on)
    if not found:
        raise VotesAtNoStation
    return found


def _elector(actor: Actor, reference: str) -> Elector:
    found = Elector.objects.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="elector", reference=reference)
    return found


def _kept(
    actor: Actor, desk: Desk, kind: LateKind, done: _Done, window: Window, reason: str, at: datetime
) -> list[LateChange]:
    """Keep a slip for each station that must be told."""
    made = []
    for placement in done.placements:
        change = LateChange.objects.create(
            authority_id=actor.authority_id,
            reference=next_reference(actor.authority_id, SERIES),
            desk=desk,
            station_id=placement.station_id,
            kind=kind,
            elector=done.elector,
            number=placement.number,
            polls=list(placement.polls),
            reason=reason,
            basis=window.source.describe()[:120],
            notice=done.notice,
            arrangement=done.arrangement,
            decided_at=at,
            decided_by=actor.name,
        )
        station = Station.objects.select_related("scheme").get(pk=placement.station_id)
        elector = done.elector.reference if done.elector else "none"
        record(
            events.LateChangeMade(change.reference, key_of(station), kind.value, elector),
            actor=actor,
            subjects=[desk, change, *([done.elector] if done.elector else [])],
            reason=reason,
            basis=window.source.describe(),
        )
        made.append(change)
    return made
