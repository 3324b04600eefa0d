"""Ballot boxes: out with their seals, and in again, until none is missing (handbook B-40)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.polling_day.events import stations as events
from pollwright.polling_day.models import Box
from pollwright.polling_day.operations.desks import DeskChanged, desk_of, station_of
from pollwright.polling_day.operations.late_changes import key_of
from pollwright.polling_day.queries.stations_of_day import closes_at, polls_of_day, stations_of_day
from pollwright.refusals import NotFound, Refused


class EveryStationHasOne(Refused):
    """There is nothing to give."""

    code = "polling_day.R050"
    problem = "Every station of the adopted schemes has a box."
    remedy = "Add a further box to a station where it needs two."


class ReceivedBefore(Refused):
    """A box comes in once."""

    code = "polling_day.R051"
    problem = "Box {box} came in at {at:%H:%M}, brought by {brought_by}."
    remedy = "Check the label. If the other receipt was a mistake, take it back first, with a reason."


class PollStillOpen(Refused):
    """No box leaves a station before the close of poll."""

    code = "polling_day.R052"
    problem = "The poll is open until {closes:%H:%M}; no box is received before that."
    remedy = "Find out at once why the box left its station. Log an incident."


class SealsDiffer(Refused):
    """The seals are those that went out, or somebody says why not."""

    code = "polling_day.R053"
    problem = "Box {box} went out with seals {out}, and came in with {into}."
    remedy = "Look again. If they do differ, say so in the note: the box is then received with it."


class NotReceived(Refused):
    """There is no receipt to take back."""

    code = "polling_day.R054"
    problem = "Box {box} has not come in."
    remedy = "See the board for the boxes that have."


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What came in with a box, and who brought it."""

    brought_by: str
    seals: str
    account: bool
    bags: int = 0
    postal_packs: int = 0
    note: str = ""


@operation(Permission.POLLING_DAY_LOG)
def give_boxes(*, actor: Actor, reference: str) -> list[Box]:
    """Give a box to every station of the adopted schemes that has none.

    :param reference: of the desk.
    :raises EveryStationHasOne: where there is none to give.
    """
    desk = desk_of(actor, reference, lock=True)
    having = set(Box.objects.filter(desk=desk).values_list("station", flat=True))
    wanting = [one for one in stations_of_day(desk) if one.id not in having]
    if not wanting:
        raise EveryStationHasOne
    made = Box.objects.bulk_create(
        Box(
            authority_id=actor.authority_id,
            code=box_code(reference, one.scheme, one.number, 1),
            desk=desk,
            station_id=one.id,
            number=1,
        )
        for one in wanting
    )
    record(events.BoxesGiven(reference, len(made)), actor=actor, subjects=[desk, *made])
    return made


@operation(Permission.POLLING_DAY_LOG)
def add_box(*, actor: Actor, reference: str, station: str) -> Box:
    """Give a station a further box.

    :param reference: of the desk.
    """
    desk = desk_of(actor, reference, lock=True)
    where = station_of(desk, station)
    number = Box.objects.filter(desk=desk, station=where.id).count() + 1
    box = Box.objects.create(
        authority_id=actor.authority_id,
        code=box_code(reference, where.scheme, where.number, number),
        desk=desk,
        station_id=where.id,
        number=number,
    )
    record(events.BoxesGiven(reference, 1), actor=actor, subjects=[desk, box])
    return box


@operation(Permission.POLLING_DAY_LOG)
def seal_box(*, actor: Actor, reference: str, version: int, seals: str) -> Box:
    """Note the numbers of the seals that go out with a box, or with which it was sealed at the close.

    :param reference: the code of the box.
    """
    box = _box(actor, reference)
    if box.version != version:
        raise DeskChanged(what=f"Box {reference}")
    if box.received_at is not None:
        raise ReceivedBefore(box=reference, at=box.received_at, brought_by=box.brought_by)
    before, box.seals_out = box.seals_out, _seals(seals)
    box.version += 1
    box.save()
    record(
        events.BoxSealed(reference, box.seals_out),
        actor=actor,
        subjects=[box],
        changes={"seals": (before, box.seals_out)},
    )
    return box


@operation(Permission.POLLING_DAY_LOG)
def receive_box(*, actor: Actor, reference: str, handed: HandedOver, at: datetime) -> Box:
    """Receive a box, by the code on its label.

    :raises PollStillOpen: before the close of poll.
    :raises ReceivedBefore: where it is in.
    :raises SealsDiffer: where the seals are other than those that went out and no note says so.
    """
    box = _box(actor, reference)
    desk = box.desk
    closes = closes_at(polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal), desk.day)
    if at < closes:
        raise PollStillOpen(closes=closes)
    if box.received_at is not None:
        raise ReceivedBefore(box=reference, at=box.received_at, brought_by=box.brought_by)
    seals = _seals(handed.seals)
    if box.seals_out and set(seals.split(", ")) != set(box.seals_out.split(", ")) and not handed.note:
        raise SealsDiffer(box=reference, out=box.seals_out, into=seals or "none")
    box.received_at, box.received_by, box.brought_by = at, actor.name, handed.brought_by
    box.seals_in, box.account, box.bags = seals, handed.account, handed.bags
    box.postal_packs, box.note = handed.postal_packs, handed.note
    box.version += 1
    box.save()
    record(
        events.BoxReceived(reference, key_of(box.station), at, seals or "none"),
        actor=actor,
        subjects=[desk, box],
        reason=handed.note,
    )
    return box


@operation(Permission.POLLING_DAY_LOG)
def undo_receipt(*, actor: Actor, reference: str, version: int, reason: str) -> Box:
    """Take back a receipt that was noted by mistake: the box is missing again.

    :raises NotReceived: where it has none.
    """
    box = _box(actor, reference)
    if box.version != version:
        raise DeskChanged(what=f"Box {reference}")
    if box.received_at is None:
        raise NotReceived(box=reference)
    box.received_at, box.received_by, box.brought_by, box.seals_in = None, "", "", ""
    box.account, box.bags, box.postal_packs, box.note = False, 0, 0, ""
    box.version += 1
    box.save()
    record(events.ReceiptUndone(reference, key_of(box.station)), actor=actor, subjects=[box.desk, box], reason=reason)
    return box


def box_code(desk: str, scheme: str, station: int, number: int) -> str:
    """Return what the label says: capitals, digits and hyphens, as barcodes have them."""
    return f"{desk[-5:]}-{scheme[-5:]}-{station:03d}-{number}"


def _box(actor: Actor, code: str) -> Box:
    held = Box.objects.select_for_update(of=("self",)).select_related("desk", "station__scheme")
    found = held.filter(authority=actor.authority_id, code=code).first()
    if found is None:
        raise NotFound(kind="ballot box", reference=code)
    return found


def _seals(typed: str) -> str:
    """Return the numbers of seals in one form: parted by commas, in order."""
    return ", ".join(sorted(part.strip() for part in typed.replace("\n", ",").split(",") if part.strip()))
