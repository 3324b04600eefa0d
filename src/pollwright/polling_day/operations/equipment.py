"""Equipment, and the runs that take it to venues and fetch it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.polling_day.events import supplies as events
from pollwright.polling_day.models import Asset, Drop, Run
from pollwright.polling_day.operations.desks import DeskChanged, desk_of
from pollwright.polling_day.states import AssetKind, Condition, DropState, RunKind
from pollwright.refusals import NotFound, Refused
from pollwright.stations.models import Venue

ASSETS, RUNS = "EQ", "RN"


class VenueOnARun(Refused):
    """A venue is on one run each way."""

    code = "polling_day.R070"
    problem = "Venue {venue} is on run {run} already."
    remedy = "Take it out of one of the two."


class TimesBackwards(Refused):
    """A van comes to its venues one after the other."""

    code = "polling_day.R071"
    problem = "The van can't be at {venue} at {due:%H:%M}, before the venue that comes ahead of it."
    remedy = "Put the venues in the order in which the van comes to them."


class BeenThere(Refused):
    """A visit of the van is logged once."""

    code = "polling_day.R072"
    problem = "It was logged already that run {run} was at venue {venue}."
    remedy = "Plan a further run, if the van has to go again."


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """Equipment as it is: so many pieces of a kind, in one condition, in one place."""

    kind: AssetKind
    name: str
    count: int
    condition: Condition
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A venue of a run by its reference, when the van is due there, and what it brings or takes."""

    venue: str
    due: time
    load: str = ""


@operation(Permission.STATIONS_EDIT)
def add_asset(*, actor: Actor, facts: AssetFacts) -> Asset:
    """Enter equipment."""
    made = Asset(authority_id=actor.authority_id, reference=next_reference(actor.authority_id, ASSETS))
    _fill(made, facts)
    made.save()
    record(events.AssetAdded(made.reference, made.count, made.name), actor=actor, subjects=[made])
    return made


@operation(Permission.STATIONS_EDIT)
def change_asset(*, actor: Actor, reference: str, version: int, facts: AssetFacts) -> Asset:
    """Change what is known of equipment: its number after a stocktaking, its condition, where it is.

    :raises DeskChanged: where another officer was first.
    """
    found = Asset.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="equipment", reference=reference)
    if found.version != version:
        raise DeskChanged(what=f"Equipment {reference}")
    changes = _fill(found, facts)
    found.version += 1
    found.save()
    record(events.AssetChanged(reference), actor=actor, subjects=[found], changes=changes)
    return found


def _fill(asset: Asset, facts: AssetFacts) -> dict[str, tuple[object, object]]:
    changes = {}
    for name in ("kind", "name", "count", "condition", "place", "note"):
        value = getattr(facts, name)
        if getattr(asset, name) != value:
            changes[name] = (getattr(asset, name), value)
            setattr(asset, name, value)
    return changes


@operation(Permission.POLLING_DAY_LOG)
def plan_run(
    *, actor: Actor, reference: str, name: str, kind: RunKind, driver: str, phone: str, starts_at: datetime
) -> Run:
    """Plan a van's round; its venues are added in the order in which it comes to them.

    :param reference: of the desk.
    """
    desk = desk_of(actor, reference)
    run = Run.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, RUNS),
        desk=desk,
        name=name,
        kind=kind,
        driver=driver,
        phone=phone,
        starts_at=starts_at,
    )
    record(events.RunPlanned(run.reference, name), actor=actor, subjects=[desk, run])
    return run


@operation(Permission.POLLING_DAY_LOG)
def add_drop(*, actor: Actor, reference: str, stop: Stop) -> Drop:
    """Add a venue at the end of a run.

    :param reference: of the run.
    :raises VenueOnARun: where the venue is on a run of the same way that day.
    :raises TimesBackwards: where the van would be there before it is at the venue ahead.
    """
    run = _run(actor, reference)
    venue = Venue.objects.filter(authority=actor.authority_id, reference=stop.venue).first()
    if venue is None:
        raise NotFound(kind="venue", reference=stop.venue)
    there = Drop.objects.filter(run__desk=run.desk_id, run__kind=run.kind, venue=venue).select_related("run").first()
    if there is not None:
        raise VenueOnARun(venue=stop.venue, run=there.run.reference)
    last = Drop.objects.filter(run=run).order_by("-order").first()
    if last is not None and stop.due < last.due_at:
        raise TimesBackwards(venue=stop.venue, due=stop.due)
    drop = Drop.objects.create(
        authority_id=actor.authority_id,
        run=run,
        order=last.order + 1 if last else 1,
        venue=venue,
        due_at=stop.due,
        load=stop.load,
    )
    record(events.DropPlanned(reference, stop.venue, f"{stop.due:%H:%M}"), actor=actor, subjects=[run, venue])
    return drop


@operation(Permission.POLLING_DAY_LOG)
def remove_drop(*, actor: Actor, reference: str, venue: str) -> Run:
    """Take a venue out of a run that has not been there.

    :param reference: of the run.
    """
    run, drop = _planned(actor, reference, venue)
    drop.delete()
    record(events.DropRemoved(reference, venue), actor=actor, subjects=[run])
    return run


@operation(Permission.POLLING_DAY_LOG)
def log_drop(
    *, actor: Actor, reference: str, venue: str, state: DropState, received_by: str, note: str, at: datetime
) -> Drop:
    """Note that the van had been at a venue, or could not deliver or collect there.

    :param reference: of the run.
    :raises BeenThere: where that was noted before.
    """
    run, drop = _planned(actor, reference, venue)
    drop.state, drop.done_at, drop.received_by, drop.note = state, at, received_by, note
    drop.save()
    record(events.DropLogged(reference, venue, state.value), actor=actor, subjects=[run, drop.venue], reason=note)
    return drop


def _run(actor: Actor, reference: str) -> Run:
    run = Run.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if run is None:
        raise NotFound(kind="run", reference=reference)
    return run


def _planned(actor: Actor, reference: str, venue: str) -> tuple[Run, Drop]:
    """Return a venue of a run where the van has not been yet."""
    run = _run(actor, reference)
    drop = Drop.objects.select_related("venue").filter(run=run, venue__reference=venue).first()
    if drop is None:
        raise NotFound(kind="venue of the run", reference=venue)
    if drop.state != DropState.PLANNED:
        raise BeenThere(run=reference, venue=venue)
    return run, drop
