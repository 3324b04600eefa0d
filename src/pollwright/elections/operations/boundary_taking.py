"""The other side's electors of a part of our poll: their file read, shown beside the file before, and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.authorities.references import next_reference
from pollwright.elections.events.boundary import PartFileReceived
from pollwright.elections.models import BoundaryFile, BoundaryPart
from pollwright.elections.operations.boundary_giving import FILE_KIND, SERIES, NotOurRegister, counts_as_json
from pollwright.elections.operations.boundary_parts import part_in_hand
from pollwright.elections.operations.electorates import PARQUET
from pollwright.elections.papers.boundary_lines import differences, station_electors, take_part
from pollwright.elections.queries.boundary_standing import standing_parts
from pollwright.elections.queries.electorate_files import quoted
from pollwright.elections.queries.electorate_rules import marker_rules
from pollwright.elections.queries.electorate_target import TargetPoll, target_of
from pollwright.elections.states import BoundaryFileState, BoundarySide, Stage
from pollwright.files.store import keep, path_of, workspace
from pollwright.formats.boundary_layout import Fault, PartFile
from pollwright.formats.boundary_reading import FaultyPart, read_part
from pollwright.law.markers import UnreadableMarker
from pollwright.places.models import PollingDistrict
from pollwright.refusals import Refused

SAID = 6
LONGEST_DISTRICT = 10


class PartFileNotTaken(Refused):
    """The file is not whole, or says what can't be; nothing of it is taken."""

    code = "elections.R255"
    problem = "The file was not taken. {faults} faults; the first: {places}."
    remedy = "Nothing was kept. Tell the other side which batch, column or district it is, and ask for another file."


class AnotherPoll(Refused):
    """The file is from somebody else, for somebody else, of another poll, or older than the one that is here."""

    code = "elections.R256"
    problem = "The file was not taken: {why}."
    remedy = "Look whether it is the right file of the right part. A newer file has a higher number."
    words = frozenset({"why"})


class DistrictsClash(Refused):
    """Two districts of the poll would have the same letters on our papers."""

    code = "elections.R257"
    problem = "Districts of the file have letters that are in use already: {districts}."
    remedy = "Withdraw the part and enter it again with another prefix."


@operation(Permission.ELECTORATE_FREEZE)
def receive_part_file(
    *,
    actor: Actor,
    reference: str,
    source: Path,
    at: datetime,
    progress: Callable[[int], object] | None = None,
    conclude: Callable[[BoundaryFile], object] | None = None,
) -> BoundaryFile:
    """Read the other side's file and keep it, with how it differs from the one before; nobody uses it until agreed.

    :param source: where the file lies.
    :param progress: told how many of three steps are done; what it raises ends the act.
    :param conclude: called last, to end the work that read it in the same transaction.
    :raises NotOurRegister: where the part is one whose electors are on our register.
    :raises PartFileNotTaken: with the batch, line, column or district of each fault.
    :raises AnotherPoll: where it is not for this part, or not newer than the last.
    :raises DistrictsClash: where its districts have the letters of others.
    """
    part = part_in_hand(actor, reference)
    if part.side != BoundarySide.IN:
        raise NotOurRegister(reference=reference)
    say = progress or (lambda _done: None)
    with workspace() as folder:
        say(0)
        inside = folder / "inside"
        inside.mkdir()
        try:
            held = read_part(source, inside)
        except FaultyPart as faulty:
            raise _not_taken(faulty.faults) from None
        say(1)
        _right_one(actor, part, held)
        _entitled(actor, part, held)
        _own_districts(actor, part, held)
        say(2)
        lines = take_part(
            held.lines, code=part.other_code, prefix=part.prefix, contest=part.contest.reference, folder=folder
        )
        file = _kept(actor, part, held, source, lines, at, folder)
    record(
        PartFileReceived(
            file.reference, part.reference, part.other_name, file.electors, Stage(file.stage), file.number, file.sha256
        ),
        actor=actor,
        subjects=[file, part, part.contest.poll],
    )
    if conclude is not None:
        conclude(file)
    return file


def _not_taken(faults: tuple[Fault, ...]) -> PartFileNotTaken:
    places = "; ".join(f"{fault.code}, {fault.where} ({fault.count})" for fault in faults[:SAID])
    return PartFileNotTaken(faults=len(faults), places=places)


def _right_one(actor: Actor, part: BoundaryPart, held: PartFile) -> None:
    heading, contest = held.heading, part.contest
    own = Authority.objects.get(pk=actor.authority_id)
    last = BoundaryFile.objects.filter(authority=actor.authority_id, part=part).exclude(
        state=BoundaryFileState.WITHDRAWN
    )
    why = ""
    if heading.sender_code != part.other_code:
        why = "it comes from another authority"
    elif heading.receiver != own.gss:
        why = "it was made for another authority"
    elif heading.contest != (contest.ballot_id or contest.reference) or heading.poll_day != contest.poll.day:
        why = "it is of another poll"
    elif heading.stage not in Stage.values:
        why = "its stage is not known"
    elif last.filter(number__gte=heading.number).exists():
        why = "it is not newer than the file that is here"
    if why:
        raise AnotherPoll(why=why)


def _entitled(actor: Actor, part: BoundaryPart, held: PartFile) -> None:
    """Refuse a file with somebody whose marker or age gives no vote at the poll: the law is asked here as well (U3).

    :raises PartFileNotTaken: naming district and marker.
    """
    target = target_of(actor.authority_id, part.contest.poll.reference)
    polls = [poll for poll in target.polls if poll.id == part.contest.poll_id]
    rows = _ages(held.lines)
    try:
        rules = {rule.marker: rule for rule in marker_rules(polls, {row[1] for row in rows}, target.day)}
    except UnreadableMarker:
        raise _not_taken(_unreadable(polls, rows, target.day)) from None
    faults = []
    for district, marker, latest, electors in rows:
        rule = rules[marker]
        if not rule.allowed or (latest is not None and latest > rule.attains_by):
            faults.append(Fault("no-vote", f"district {district}, marker {marker or 'none'}", electors))
    if faults:
        raise _not_taken(tuple(faults))


def _unreadable(polls: list[TargetPoll], rows: list[Any], day: Any) -> tuple[Fault, ...]:
    found = []
    for district, marker, _, electors in rows:
        try:
            marker_rules(polls, {marker}, day)
        except UnreadableMarker:
            found.append(Fault("marker", f"district {district}, marker {marker}", electors))
    return tuple(found)


def _ages(lines: Path) -> list[Any]:
    """Return each district and marker with the latest birthday of its attainers, and how many electors it has."""
    with duckdb.connect() as made:
        return made.execute(
            "SELECT district, marker, max(try_cast(nullif(attains_on, '') AS DATE)), count(*)"
            f" FROM read_parquet('{quoted(lines)}') GROUP BY ALL ORDER BY 1, 2"
        ).fetchall()


def _own_districts(actor: Actor, part: BoundaryPart, held: PartFile) -> None:
    codes = {f"{part.prefix}{one.district}" for one in held.counts}
    taken = set(
        PollingDistrict.objects.filter(authority=actor.authority_id, code__in=codes).values_list("code", flat=True)
    )
    target = target_of(actor.authority_id, part.contest.poll.reference)
    for other in standing_parts(actor.authority_id, target.poll_ids):
        if other.other_code != part.other_code:
            taken |= codes & set(other.districts)
    taken |= {code for code in codes if len(code) > LONGEST_DISTRICT}
    if taken:
        raise DistrictsClash(districts=", ".join(sorted(taken)))


def _kept(
    actor: Actor, part: BoundaryPart, held: PartFile, source: Path, lines: Path, at: datetime, folder: Path
) -> BoundaryFile:
    reference = next_reference(actor.authority_id, SERIES)
    last = (
        BoundaryFile.objects.select_related("lines")
        .filter(authority=actor.authority_id, part=part, lines__isnull=False)
        .exclude(state=BoundaryFileState.WITHDRAWN)
        .order_by("-number")
        .first()
    )
    before = path_of(last.lines) if last is not None and last.lines is not None else None
    stations = _stations(part, held)
    in_person = station_electors(lines, stations, folder)
    for one in stations:
        one["in_person"] = in_person.get((str(one["station"]), one["district"]), 0)
    difference = [asdict(one) for one in differences(before, lines, folder)]
    BoundaryFile.objects.filter(
        authority=actor.authority_id, part=part, state=BoundaryFileState.RECEIVED
    ).update(state=BoundaryFileState.REPLACED)  # fmt: skip
    stored = keep(
        actor=actor, source=source, name=f"electors-from-{part.other_code}-{reference}.zip",
        media_type="application/zip", kind=FILE_KIND.name, restricted=True, rows=held.electors,
    )  # fmt: skip
    return BoundaryFile.objects.create(
        authority_id=actor.authority_id,
        part=part,
        reference=reference,
        number=held.heading.number,
        stage=held.heading.stage,
        as_at=held.heading.as_at,
        state=BoundaryFileState.RECEIVED,
        electors=held.electors,
        counts=counts_as_json(held.counts),
        stated=counts_as_json(held.stated),
        stations=stations,
        difference=difference,
        days={stage: day.isoformat() for stage, day in held.heading.days.items()},
        alterations=held.alterations,
        file=stored,
        lines=keep(
            actor=actor, source=lines, name=f"electors-from-{part.other_code}-{reference}.parquet",
            media_type=PARQUET, kind=FILE_KIND.name, restricted=True, rows=held.electors,
        ),
        sha256=stored.sha256,
        made_by=actor.name,
        made_by_id=actor.person_id,
        made_at=at,
    )  # fmt: skip


def _stations(part: BoundaryPart, held: PartFile) -> list[dict[str, Any]]:
    """Return the stations of a file under our numbers and our letters of districts."""
    return [
        {
            "station": part.first_station + int(one["station"]),
            "name": one["name"],
            "address": one["address"],
            "postcode": one["postcode"],
            "district": f"{part.prefix}{one['district']}",
            "first": int(one["first"]) if one["first"] else None,
            "last": int(one["last"]) if one["last"] else None,
            "electors": int(one["electors"]),
        }
        for one in held.stations
    ]
