"""Ballot papers by number: what every station was given, and what it was given besides on the day (B-10)."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.elections.models import Contest
from pollwright.law.ballot_papers.allocation import StationElectors, allocate
from pollwright.polling_day.events import stations as events
from pollwright.polling_day.models import Desk, PaperRange
from pollwright.polling_day.operations.desks import DeskChanged, NotOfTheDay, desk_of, station_of
from pollwright.polling_day.operations.late_changes import key_of
from pollwright.polling_day.queries.ranges import packets_of_day, stations_of_contest
from pollwright.polling_day.queries.stations_of_day import TAKEN
from pollwright.polling_day.states import PaperKind
from pollwright.refusals import NotFound, Refused

SERIES = "RG"


class NumbersIssued(Refused):
    """No paper is issued twice."""

    code = "polling_day.R030"
    problem = "Numbers {first} to {last} meet range {reference} ({there_first} to {there_last}) of station {station}."
    remedy = "Check the numbers on the books; if the other range is wrong, take it back first, with a reason."


class NumbersBackwards(Refused):
    """A range goes up."""

    code = "polling_day.R031"
    problem = "The range from {first} to {last} holds no papers."
    remedy = "Type the lowest number first; numbers begin at 1."


class AllottedBefore(Refused):
    """All stations of a contest are allotted at once, before any has papers."""

    code = "polling_day.R032"
    problem = "Stations of contest {contest} have papers already."
    remedy = "Issue single ranges, or take the others back first."


class NothingPrinted(Refused):
    """Papers are allotted from orders that went to the printer."""

    code = "polling_day.R034"
    problem = "No order of ballot papers that was released has stations without papers."
    remedy = "Release the orders first. Contests whose stations have papers are left as they are."


class RangeGone(Refused):
    """What was taken back stays so."""

    code = "polling_day.R033"
    problem = "Range {reference} was taken back already."
    remedy = "Issue a new range."


@operation(Permission.POLLING_DAY_LOG)
def allot_ranges(
    *, actor: Actor, reference: str, contest: str, first: int, book: int, at: datetime
) -> list[PaperRange]:
    """Give every station of a contest papers for all who vote there in person, in whole books, numbered on (B-10).

    :param reference: of the desk.
    :param first: number on the first paper; `book` is how many papers a book holds.
    :raises AllottedBefore: where a station has papers.
    """
    desk = desk_of(actor, reference)
    held = _contest(actor, desk, contest)
    if PaperRange.objects.filter(contest=held, kind=PaperKind.ORDINARY, taken_back_at__isnull=True).exists():
        raise AllottedBefore(contest=contest)
    if first < 1 or book < 1:
        raise NumbersBackwards(first=first, last=first + book - 1)
    stations = stations_of_contest(desk, held.pk)
    by_key = {one.key: one for one in stations}
    runs = allocate(
        [StationElectors(one.key, one.in_person) for one in stations], poll=contest, prefix="", first=first, book=book
    )
    references = next_references(actor.authority_id, SERIES, len(runs))
    made = PaperRange.objects.bulk_create(
        PaperRange(
            authority_id=actor.authority_id,
            reference=given,
            desk=desk,
            station_id=by_key[run.station].id,
            contest=held,
            kind=PaperKind.ORDINARY,
            first=run.papers.first,
            last=run.papers.last,
            extra=False,
            issued_at=at,
            issued_by=actor.name,
        )
        for given, run in zip(references, runs, strict=True)
    )
    papers = sum(run.papers.papers for run in runs)
    record(events.RangesAllotted(contest, papers, len(made)), actor=actor, subjects=[desk, held, *made])
    return made


@operation(Permission.POLLING_DAY_LOG)
def ranges_from_orders(*, actor: Actor, reference: str, at: datetime) -> int:
    """Give every station the papers that the printer packed for it, of every contest without papers; return how many.

    :param reference: of the desk.
    :raises NothingPrinted: where no released order of a contest waits.
    """
    desk = desk_of(actor, reference, lock=True)
    packets = packets_of_day(desk)
    if not packets:
        raise NothingPrinted
    wanted = [
        (one, kind, first, last)
        for one in packets
        for kind, first, last in (
            (PaperKind.ORDINARY, one.first, one.last),
            (PaperKind.TENDERED, one.tendered_first, one.tendered_last),
        )
        if first is not None and last is not None
    ]
    references = next_references(actor.authority_id, SERIES, len(wanted))
    PaperRange.objects.bulk_create(
        (
            PaperRange(
                authority_id=actor.authority_id,
                reference=given,
                desk=desk,
                station_id=one.station_id,
                contest_id=one.contest_id,
                kind=kind,
                first=first,
                last=last,
                extra=False,
                issued_at=at,
                issued_by=actor.name,
            )
            for given, (one, kind, first, last) in zip(references, wanted, strict=True)
        ),
        batch_size=2000,
    )
    orders = len({one.order for one in packets})
    record(events.RangesFromOrders(orders, len(wanted)), actor=actor, subjects=[desk])
    return len(wanted)


@operation(Permission.POLLING_DAY_LOG)
def issue_range(
    *,
    actor: Actor,
    reference: str,
    station: str,
    contest: str,
    kind: PaperKind,
    first: int,
    last: int,
    extra: bool,
    at: datetime,
) -> PaperRange:
    """Issue ballot papers to a station; no number is issued twice in a contest.

    :param reference: of the desk.
    :param extra: they are issued on the day, besides those it was given; the account is given the range (B-10).
    :raises NumbersIssued: where a number is in another range.
    :raises NotOfTheDay: where the contest is not taken at the station.
    """
    if first < 1 or last < first:
        raise NumbersBackwards(first=first, last=last)
    desk = desk_of(actor, reference)
    where = station_of(desk, station)
    held = _contest(actor, desk, contest)
    if where.key not in {one.key for one in stations_of_contest(desk, held.pk)}:
        raise NotOfTheDay(station=f"{station} of contest {contest}")
    there = (
        PaperRange.objects.select_related("station__scheme")
        .filter(contest=held, kind=kind, taken_back_at__isnull=True, first__lte=last, last__gte=first)
        .order_by("first")
        .first()
    )
    if there is not None:
        raise NumbersIssued(
            first=first,
            last=last,
            reference=there.reference,
            there_first=there.first,
            there_last=there.last,
            station=key_of(there.station),
        )
    made = PaperRange.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        desk=desk,
        station_id=where.id,
        contest=held,
        kind=kind,
        first=first,
        last=last,
        extra=extra,
        issued_at=at,
        issued_by=actor.name,
    )
    record(
        events.RangeIssued(made.reference, where.key, kind.value, first, last, contest),
        actor=actor,
        subjects=[desk, made],
    )
    return made


@operation(Permission.POLLING_DAY_LOG)
def take_back_range(*, actor: Actor, reference: str, version: int, reason: str, at: datetime) -> PaperRange:
    """Take a range back: it was entered wrongly, or the papers were never handed over.

    :raises RangeGone: where it was taken back before.
    """
    held = PaperRange.objects.select_for_update(of=("self",)).select_related("station__scheme")
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="range of ballot papers", reference=reference)
    if found.taken_back_at is not None:
        raise RangeGone(reference=reference)
    if found.version != version:
        raise DeskChanged(what=f"Range {reference}")
    found.taken_back_at, found.taken_back_reason = at, reason
    found.version += 1
    found.save()
    record(
        events.RangeTakenBack(reference, key_of(found.station), found.first, found.last),
        actor=actor,
        subjects=[found],
        reason=reason,
    )
    return found


def _contest(actor: Actor, desk: Desk, reference: str) -> Contest:
    """Return a contest of the day, locked, so that two officers can't issue the same numbers."""
    held = Contest.objects.select_for_update(of=("self",)).filter(
        authority=actor.authority_id,
        reference=reference,
        state__in=TAKEN,
        poll__day=desk.day,
        poll__rehearsal=desk.rehearsal,
    )
    found = held.first()
    if found is None:
        raise NotFound(kind="contest", reference=reference)
    return found
