"""Inventing the day of a rehearsal: whatever stations would have told and handed in, so that the rest can be tried.

How candidates fared is not invented here: the count is no part of polling day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from random import Random

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.law.ballot_papers.allocation import StationElectors, allocate, allocate_tendered
from pollwright.polling_day.events import desk as events
from pollwright.polling_day.invented import StationDay, Wanted, invent
from pollwright.polling_day.models import Box, Desk, PaperAccount, PaperRange, Turnout
from pollwright.polling_day.operations.boxes import box_code
from pollwright.polling_day.operations.desks import desk_of
from pollwright.polling_day.operations.ranges import SERIES
from pollwright.polling_day.queries.inventing import (
    Open,
    anything_logged,
    last_numbers,
    open_stations,
    papers_of_day,
    place_of,
)
from pollwright.polling_day.queries.stations_of_day import closes_at, hours_of_day, polls_of_day
from pollwright.polling_day.states import PaperKind
from pollwright.refusals import Refused

WORK = "polling_day.invent-votes"
STEPS = ("Inventing the day",)
BOOK = 50
"""Papers in a book, where a rehearsal is given papers that nobody allotted."""


class OnlyInARehearsal(Refused):
    """Nothing is invented for a real poll."""

    code = "polling_day.R080"
    problem = "Desk {reference} is that of a real polling day. Votes are invented only in a rehearsal."
    remedy = "Rehearse the poll from its own page, adopt a scheme for the rehearsal, and open a desk for it."


class NoStationToInventFor(Refused):
    """Votes are cast at stations."""

    code = "polling_day.R081"
    problem = "No station of the rehearsal is known."
    remedy = "Adopt the scheme of the rehearsed poll first."


class LoggedAlready(Refused):
    """What somebody logged is not overwritten unasked."""

    code = "polling_day.R082"
    problem = "Turnout, accounts or receipts of boxes are logged at desk {reference} already."
    remedy = "Tick that they are to be replaced, or leave the day as it is."


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A day to be invented: see `Wanted`.

    :param missing: how many boxes do not come in, for the alarm to be tried.
    :param replace: what is logged already gives way.
    """

    seed: str
    percent: int
    missing: int = 0
    replace: bool = False


@operation(Permission.POLLING_DAY_LOG)
def ask_to_invent(*, actor: Actor, reference: str, asked: DayAsked) -> Work:
    """Ask that the day of a rehearsal be invented.

    :param reference: of the desk.
    :raises OnlyInARehearsal, NoStationToInventFor, LoggedAlready: see `invent_day`.
    """
    desk = desk_of(actor, reference)
    _refuse(desk, asked, open_stations(desk))
    record(events.VotesAsked(reference, asked.seed), actor=actor, subjects=[desk])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"{WORK}.{reference}",
        title=f"Invented votes of {reference}",
        parameters={"reference": reference, "asked": asdict(asked)},
    )


@operation(Permission.POLLING_DAY_LOG)
def invent_day(*, actor: Actor, reference: str, asked: DayAsked, at: datetime, conclude: Callable[..., object]) -> int:
    """Invent turnout, accounts of papers and receipts of boxes at every station of a rehearsal; return the voters.

    Stations without papers are given some, and those without a box a box.

    :param reference: of the desk; `conclude` is told the totals, in the same transaction.
    :raises OnlyInARehearsal: where the polls are real.
    :raises NoStationToInventFor: where no scheme is adopted.
    :raises LoggedAlready: where something is logged and `asked` does not say that it is replaced.
    """
    desk = desk_of(actor, reference, lock=True)
    stations = open_stations(desk)
    _refuse(desk, asked, stations)
    _allot(actor, desk, stations, at)
    polls = polls_of_day(desk.authority_id, desk.day, rehearsal=True)
    papers, hours = papers_of_day(desk), _hours(*hours_of_day(polls))
    wanted = Wanted(asked.seed, asked.percent)
    days = [(one, invent(place_of(one, papers), wanted, hours)) for one in stations]
    Turnout.objects.filter(desk=desk).delete()
    Turnout.objects.bulk_create(_turnout(actor, desk, days, at), batch_size=2000)
    PaperAccount.objects.filter(desk=desk).delete()
    PaperAccount.objects.bulk_create(_accounts(actor, desk, days, at), batch_size=2000)
    _hand_in(actor, desk, days, asked, closes_at(polls, desk.day))
    voters = sum(day.turnout[-1][1] for _station, day in days)
    issued = sum(sheet.issued for _station, day in days for sheet in day.sheets)
    happened = events.VotesInvented(reference, asked.seed, asked.percent, len(days), voters, issued)
    record(happened, actor=actor, subjects=[desk])
    conclude({"reference": reference, "stations": len(days), "voters": voters})
    return voters


def _refuse(desk: Desk, asked: DayAsked, stations: Sequence[Open]) -> None:
    if not desk.rehearsal:
        raise OnlyInARehearsal(reference=desk.reference)
    if not stations:
        raise NoStationToInventFor
    if not asked.replace and anything_logged(desk):
        raise LoggedAlready(reference=desk.reference)


def _hours(opens: time, closes: time) -> list[time]:
    """Return the hours by which turnout is told: each full hour after the opening, and the close."""
    return [*(time(hour) for hour in range(opens.hour + 1, 24) if time(hour) < closes), closes]


def _allot(actor: Actor, desk: Desk, stations: Sequence[Open], at: datetime) -> None:
    """Give papers to each station that has none of a contest, numbered on from those that were issued."""
    there = papers_of_day(desk)
    contests = {contest for one in stations for contest in one.contests}
    last = last_numbers(contests)
    wanted: list[PaperRange] = []
    for contest in sorted(contests):
        for kind in PaperKind:
            lacking = [one for one in stations if contest in one.contests and (one.id, contest, kind) not in there]
            first = last.get((contest, kind), 0) + 1
            wanted += _ranges(desk, contest, kind, lacking, first)
    for one, given in zip(wanted, next_references(actor.authority_id, SERIES, len(wanted)), strict=True):
        one.reference, one.issued_at, one.issued_by = given, at, actor.name
    PaperRange.objects.bulk_create(wanted, batch_size=2000)


def _ranges(desk: Desk, contest: int, kind: PaperKind, stations: Sequence[Open], first: int) -> Iterator[PaperRange]:
    ids = {one.key: one.id for one in stations}
    electors = [StationElectors(one.key, one.in_person(contest)) for one in stations]
    if kind is PaperKind.ORDINARY:
        runs = [run.papers for run in allocate(electors, poll=str(contest), prefix="", first=first, book=BOOK)]
    else:
        runs = list(allocate_tendered(electors, poll=str(contest), prefix="", first=first))
    for run in runs:
        yield PaperRange(
            authority_id=desk.authority_id, desk=desk, station_id=ids[run.station], contest_id=contest, kind=kind,
            first=run.first, last=run.last, extra=False,
        )  # fmt: skip


Days = Sequence[tuple[Open, StationDay]]


def _turnout(actor: Actor, desk: Desk, days: Days, at: datetime) -> Iterator[Turnout]:
    for station, day in days:
        for hour, voters in day.turnout:
            yield Turnout(
                authority_id=actor.authority_id, desk=desk, station_id=station.id, hour=hour, voters=voters,
                logged_at=at, logged_by=actor.name,
            )  # fmt: skip


def _accounts(actor: Actor, desk: Desk, days: Days, at: datetime) -> Iterator[PaperAccount]:
    for station, day in days:
        for sheet in day.sheets:
            yield PaperAccount(
                authority_id=actor.authority_id, desk=desk, station_id=station.id, contest_id=sheet.contest,
                entrusted=sheet.entrusted, issued=sheet.issued, unused=sheet.unused, spoilt=sheet.spoilt,
                tendered=sheet.tendered, invented=True, entered_at=at, entered_by=actor.name,
            )  # fmt: skip


def _hand_in(actor: Actor, desk: Desk, days: Days, asked: DayAsked, closes: datetime) -> None:
    """Receive every box, save those that are to be missed; a station without a box is given one first."""
    having = set(Box.objects.filter(desk=desk).values_list("station", flat=True))
    Box.objects.bulk_create(
        Box(
            authority_id=actor.authority_id, code=box_code(desk.reference, one.scheme, one.number, 1), desk=desk,
            station_id=one.id, number=1,
        )
        for one, _day in days
        if one.id not in having
    )  # fmt: skip
    of_station = {station.id: (station, day) for station, day in days}
    boxes = list(Box.objects.select_for_update().filter(desk=desk, station__in=of_station).order_by("code"))
    chance = Random(f"{asked.seed}/missing")  # noqa: S311 (it invents, it guards nothing)
    missed = set(chance.sample([box.code for box in boxes], min(asked.missing, len(boxes))))
    for box in boxes:
        station, day = of_station[box.station_id]
        _receive(actor, box, station, day, closes)
        if box.code in missed:
            box.received_at, box.received_by, box.brought_by, box.seals_in = None, "", "", ""
            box.account, box.bags, box.postal_packs = False, 0, 0
    fields = ["seals_out", "seals_in", "received_at", "received_by", "brought_by", "account", "bags", "postal_packs"]
    Box.objects.bulk_update(boxes, [*fields, "note", "version"], batch_size=500)


def _receive(actor: Actor, box: Box, station: Open, day: StationDay, closes: datetime) -> None:
    box.seals_out = box.seals_out or day.seals
    box.seals_in, box.received_at = box.seals_out, closes + timedelta(minutes=day.minutes)
    box.received_by, box.brought_by = actor.name, f"Presiding officer of station {station.number}"
    box.account, box.bags, box.postal_packs, box.note = True, day.bags, day.postal_packs, "Invented"
    box.version += 1
