"""Calling the polls of all parishes at once: from a list of seats, or as they were last time."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record_many
from pollwright.authorities.references import next_references
from pollwright.elections.events.polls import ParishPollsCalled
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.operations.calling import (
    CONTESTS,
    POLLS,
    ContestAsked,
    NothingToDecide,
    new_contest,
    new_poll,
    steps_of,
)
from pollwright.elections.operations.calling_rules import PollAsked, check_areas, check_day, settled
from pollwright.elections.queries.contest_areas import ContestArea, areas_for
from pollwright.elections.queries.contests_before import contests_before
from pollwright.elections.states import SeatsOf
from pollwright.law.timetables.kinds import Kind
from pollwright.refusals import Refused

COLUMNS = ("area_code", "seats")
MOST_SHOWN = 8
_SUBJECTS = """
SELECT 'contest', id FROM elections_contest WHERE authority_id = %s AND poll_id = ANY(%s)
UNION ALL SELECT 'poll', id FROM elections_poll WHERE authority_id = %s AND id = ANY(%s) ORDER BY 1, 2
"""


class SeatsUnreadable(Refused):
    """The list of seats has faults; nothing was called."""

    code = "elections.R012"
    problem = "The list of seats has faults: {faults}."
    remedy = (
        "It needs the columns area_code and seats, one line for each parish or parish ward. Mend it, and send it again."
    )


class NothingLastTime(Refused):
    """No parish polls are held of an earlier day."""

    code = "elections.R013"
    problem = "No parish polls of an earlier ordinary election are held here."
    remedy = "Send a list of seats."


@dataclass(frozen=True, slots=True)
class ParishSeats:
    """How many seats are filled in a parish or parish ward, by its code."""

    code: str
    seats: int


@operation(Permission.POLLS_MANAGE)
def call_parish_polls(*, actor: Actor, day: date, seats: Sequence[ParishSeats], doubts_reason: str, on: date) -> int:
    """Call the ordinary election of every parish that is listed, and return how many polls that is.

    Wards of one parish are contests of one poll. Nothing is called where anything in the list is wrong.

    :raises SeatsUnreadable: where an area is not in force, or stands in the list twice.
    :raises NothingToDecide: where the list is empty.
    """
    if not seats:
        raise NothingToDecide
    asked = PollAsked(Kind.PARISH, "", day, SeatsOf.WHOLE, doubts_reason=doubts_reason)
    law = settled(actor.authority_id, asked, on=on)
    check_day(actor.authority_id, asked)
    chosen = _chosen(areas_for(actor.authority_id, Kind.PARISH, day=day), seats)
    check_areas(actor.authority_id, asked, [(area.id, "") for parish in chosen.values() for area, _ in parish])
    references = next_references(actor.authority_id, POLLS, len(chosen))
    polls = []
    for body, reference in zip(chosen, references, strict=True):
        one = PollAsked(Kind.PARISH, body, day, SeatsOf.WHOLE, doubts_reason=doubts_reason)
        polls.append(new_poll(actor.authority_id, one, law, reference))
    Poll.objects.bulk_create(polls)
    contests = list(_contests(actor.authority_id, polls, chosen))
    Contest.objects.bulk_create(contests)
    PollStep.objects.bulk_create(
        (step for poll in polls for step in steps_of(poll, law.timetable.steps)), batch_size=2000
    )
    ids = [poll.pk for poll in polls]
    record_many(
        ParishPollsCalled(day, len(polls), len(contests), sum(one.seats for one in contests)),
        actor=actor,
        subjects_sql=_SUBJECTS,
        parameters=[actor.authority_id, ids, actor.authority_id, ids],
        reason=doubts_reason,
        basis=law.timetable.rules,
    )
    return len(polls)


def read_seats(content: bytes) -> list[ParishSeats]:
    """Return a list of seats that was sent as CSV.

    :raises SeatsUnreadable: naming the first faults by their lines.
    """
    try:
        lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        rows = list(lines)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SeatsUnreadable(faults="it is not a CSV file in UTF-8") from error
    missing = [name for name in COLUMNS if name not in (lines.fieldnames or ())]
    if missing:
        raise SeatsUnreadable(faults=f"it has no column {' and no column '.join(missing)}")
    faults, found = [], []
    for number, row in enumerate(rows, start=2):
        code, seats = (row["area_code"] or "").strip(), (row["seats"] or "").strip()
        if not code and not seats:
            continue
        if not code or not seats.isdecimal() or not 1 <= int(seats) <= 99:
            faults.append(f"line {number} has no code, or no number of seats from 1 to 99")
        else:
            found.append(ParishSeats(code, int(seats)))
    if faults:
        raise SeatsUnreadable(faults="; ".join(faults[:MOST_SHOWN]))
    return found


def seats_as_last_time(authority_id: int, day: date) -> list[ParishSeats]:
    """Return the seats of the last ordinary parish elections before a day.

    :raises NothingLastTime: where there are none.
    """
    found = [ParishSeats(code, seats) for code, seats in contests_before(authority_id, Kind.PARISH, day=day)]
    if not found:
        raise NothingLastTime
    return found


def _chosen(areas: Sequence[ContestArea], seats: Sequence[ParishSeats]) -> Mapping[str, list[tuple[ContestArea, int]]]:
    """Return the areas with their seats by the parish that they are of.

    :raises SeatsUnreadable: where one is not in force or listed twice, or a parish is listed beside its own wards.
    """
    by_code = {area.code: area for area in areas}
    faults, seen = [], set()
    chosen: dict[str, list[tuple[ContestArea, int]]] = defaultdict(list)
    for one in seats:
        area = by_code.get(one.code)
        if area is None:
            faults.append(f"{one.code} is no parish or parish ward in force on that day")
        elif one.code in seen:
            faults.append(f"{one.code} stands in it twice")
        else:
            seen.add(one.code)
            chosen[area.body].append((area, one.seats))
    for body, listed in chosen.items():
        if len({area.kind for area, _ in listed}) > 1:
            faults.append(f"{body} stands in it both whole and by wards")
    if faults:
        raise SeatsUnreadable(faults="; ".join(faults[:MOST_SHOWN]))
    return chosen


def _contests(
    authority_id: int, polls: Sequence[Poll], chosen: Mapping[str, list[tuple[ContestArea, int]]]
) -> Iterator[Contest]:
    references = iter(next_references(authority_id, CONTESTS, sum(len(one) for one in chosen.values())))
    for poll in polls:
        for area, seats in chosen[poll.body]:
            yield new_contest(poll, ContestAsked(area.key, seats), area, next(references))
