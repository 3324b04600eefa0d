"""Sundries: the catalogue, and what every station is packed (handbook B-23, B-24)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.polling_day.catalogue import beginning
from pollwright.polling_day.events import supplies as events
from pollwright.polling_day.models import Desk, PackingLine, Sundry
from pollwright.polling_day.operations.desks import DeskChanged, desk_of, station_of
from pollwright.polling_day.queries.packing import number_of, stations_needs
from pollwright.polling_day.queries.stations_of_day import stations_of_day
from pollwright.polling_day.states import Per
from pollwright.refusals import NotFound, Refused
from pollwright.stations.models import Station

SERIES = "SU"


class CatalogueFull(Refused):
    """Everything that it begins with is in it."""

    code = "polling_day.R060"
    problem = "The catalogue has everything that the law asks for."
    remedy = "Add what is your own, or change the numbers."


class NothingToPack(Refused):
    """Packing lists are made of the catalogue."""

    code = "polling_day.R061"
    problem = "The catalogue of sundries is empty."
    remedy = "Fill it with what the law asks for, then change it as you need."


class NotOnTheList(Refused):
    """Only what is on a station's list is checked off."""

    code = "polling_day.R062"
    problem = "The packing list of station {station} has changed, or was never made."
    remedy = "Open it again, and check what is on it now."


@dataclass(frozen=True, slots=True)
class SundryFacts:
    """A line of the catalogue; see `Sundry`."""

    name: str
    per: Per
    quantity: int
    size: int = 1
    least: int = 1
    withdrawn: bool = False


@operation(Permission.STATIONS_EDIT)
def fill_catalogue(*, actor: Actor) -> list[Sundry]:
    """Add what the law asks of stations, and what practice has, as far as the catalogue lacks it.

    :raises CatalogueFull: where it lacks nothing.
    """
    held = Sundry.objects.filter(authority=actor.authority_id)
    there = {code or name for code, name in held.values_list("code", "name")}
    wanted = [one for one in beginning() if (one.code or one.name) not in there]
    if not wanted:
        raise CatalogueFull
    last = held.aggregate(last=Max("order"))["last"] or 0
    references = next_references(actor.authority_id, SERIES, len(wanted))
    made = Sundry.objects.bulk_create(
        Sundry(
            authority_id=actor.authority_id,
            reference=given,
            code=one.code,
            name=one.name,
            per=one.per,
            quantity=one.quantity,
            size=one.size,
            least=one.least,
            order=last + place,
            source=one.source,
        )
        for place, (given, one) in enumerate(zip(references, wanted, strict=True), start=1)
    )
    record(events.CatalogueFilled(len(made)), actor=actor, subjects=made)
    return made


@operation(Permission.STATIONS_EDIT)
def add_sundry(*, actor: Actor, facts: SundryFacts) -> Sundry:
    """Add a sundry of the authority's own to the catalogue."""
    last = Sundry.objects.filter(authority=actor.authority_id).aggregate(last=Max("order"))["last"] or 0
    made = Sundry.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        name=facts.name,
        per=facts.per,
        quantity=facts.quantity,
        size=facts.size,
        least=facts.least,
        order=last + 1,
    )
    record(events.SundryAdded(made.reference, made.name), actor=actor, subjects=[made])
    return made


@operation(Permission.STATIONS_EDIT)
def change_sundry(*, actor: Actor, reference: str, version: int, facts: SundryFacts) -> Sundry:
    """Change a sundry, or take it out of the catalogue. Packing lists that were made stay until they are made again.

    :raises DeskChanged: where another officer was first.
    """
    found = Sundry.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="sundry", reference=reference)
    if found.version != version:
        raise DeskChanged(what=f"Sundry {reference}")
    changes = {}
    for name in ("name", "per", "quantity", "size", "least", "withdrawn"):
        if getattr(found, name) != (value := getattr(facts, name)):
            changes[name] = (getattr(found, name), value)
            setattr(found, name, value)
    found.version += 1
    found.save()
    record(events.SundryChanged(reference), actor=actor, subjects=[found], changes=changes)
    return found


@operation(Permission.POLLING_DAY_LOG)
def make_packing(*, actor: Actor, reference: str) -> int:
    """Make the packing lists of every station by the catalogue, and return how many lines they have.

    Made again, what was checked stays checked where its number is still the same.

    :param reference: of the desk.
    :raises NothingToPack: where the catalogue is empty.
    """
    desk = desk_of(actor, reference, lock=True)
    sundries = list(Sundry.objects.filter(authority=actor.authority_id, withdrawn=False).order_by("order", "pk"))
    if not sundries:
        raise NothingToPack
    stations = stations_needs(desk)
    wanted = {
        (one.station_id, sundry.pk): number
        for one in stations
        for sundry in sundries
        if (number := number_of(sundry, one, sundries))
    }
    _bring_about(actor, desk, wanted)
    record(events.PackingMade(reference, len(wanted), len(stations)), actor=actor, subjects=[desk])
    return len(wanted)


def _bring_about(actor: Actor, desk: Desk, wanted: dict[tuple[int, int], int]) -> None:
    held = {(line.station_id, line.sundry_id): line for line in PackingLine.objects.filter(desk=desk)}
    wrong = [line.pk for key, line in held.items() if wanted.get(key) != line.quantity]
    PackingLine.objects.filter(pk__in=wrong).delete()
    PackingLine.objects.bulk_create(
        PackingLine(authority_id=actor.authority_id, desk=desk, station_id=station, sundry_id=sundry, quantity=quantity)
        for (station, sundry), quantity in wanted.items()
        if (station, sundry) not in held or held[(station, sundry)].quantity != quantity
    )


@operation(Permission.POLLING_DAY_LOG)
def check_packing(
    *, actor: Actor, reference: str, station: str, sundries: Collection[str], at: datetime
) -> list[PackingLine]:
    """Note which lines of a station's packing list are packed; the others are not, whatever was noted before.

    :param reference: of the desk.
    :param sundries: references of the sundries that are in.
    :raises NotOnTheList: where one of them is not on the list, or there is none.
    """
    desk = desk_of(actor, reference, lock=True)
    where = station_of(desk, station)
    lines = list(PackingLine.objects.select_related("sundry").filter(desk=desk, station=where.id))
    if not lines or set(sundries) - {line.sundry.reference for line in lines}:
        raise NotOnTheList(station=where.label)
    for line in lines:
        packed = line.sundry.reference in sundries
        if packed and line.checked_at is None:
            line.checked_at, line.checked_by = at, actor.name
        elif not packed:
            line.checked_at, line.checked_by = None, ""
    PackingLine.objects.bulk_update(lines, ["checked_at", "checked_by"])
    checked = sum(line.checked_at is not None for line in lines)
    record(
        events.PackingChecked(where.key, checked, len(lines)),
        actor=actor,
        subjects=[desk, Station.objects.get(pk=where.id)],
    )
    return lines


@operation(Permission.POLLING_DAY_LOG)
def check_stations_packed(*, actor: Actor, reference: str, stations: Collection[str], at: datetime) -> int:
    """Note that everything on the packing lists of some stations is packed; return how many stations that is.

    :param reference: of the desk.
    :param stations: what stands for each in forms, as `StationOfDay.key` gives it.
    :raises NotOnTheList: where one of them has no packing list; nothing is noted then.
    """
    desk = desk_of(actor, reference, lock=True)
    by_key = {one.key: one for one in stations_of_day(desk)}
    having = set(PackingLine.objects.filter(desk=desk).values_list("station", flat=True))
    for key in stations:
        if key not in by_key or by_key[key].id not in having:
            raise NotOnTheList(station=by_key[key].label if key in by_key else key)
    chosen = [by_key[key].id for key in stations]
    lines = list(PackingLine.objects.select_for_update().filter(desk=desk, station__in=chosen, checked_at=None))
    for line in lines:
        line.checked_at, line.checked_by = at, actor.name
    PackingLine.objects.bulk_update(lines, ["checked_at", "checked_by"], batch_size=2000)
    subjects = [desk, *Station.objects.filter(pk__in=chosen)]
    record(events.StationsPacked(reference, len(chosen), len(lines)), actor=actor, subjects=subjects)
    return len(chosen)
