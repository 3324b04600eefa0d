"""Our electors of a part whose Returning Officer is another authority's: made into a file, proved, released, given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.authorities.references import next_reference
from pollwright.elections.events.boundary import (
    PartFileHandedOut,
    PartFilePrepared,
    PartFileReleased,
    PartFileWithdrawn,
)
from pollwright.elections.models import BoundaryFile, BoundaryPart, Electorate
from pollwright.elections.operations.boundary_parts import PartChanged, file_in_hand, part_in_hand
from pollwright.elections.operations.cards_preparing import NothingFrozen
from pollwright.elections.papers.boundary_lines import counts_given, give_lines
from pollwright.elections.queries.boundary_giving import alterations_between, stations_given
from pollwright.elections.queries.cards_held import anonymous_since
from pollwright.elections.queries.cards_runs import latest_electorate
from pollwright.elections.queries.cards_stations import own_stations
from pollwright.elections.queries.electorate_target import Target, stage_days, target_of
from pollwright.elections.states import BoundaryFileState, BoundarySide
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.store import keep, path_of, place, whole_path_of, workspace
from pollwright.formats.boundary_layout import Count, Heading, PartFile
from pollwright.formats.boundary_reading import FaultyPart, read_part
from pollwright.formats.boundary_writing import write_part
from pollwright.refusals import Refused

SERIES = "AF"
FILE_KIND = declare("boundary", "Electors across a boundary", Permission.REGISTER_EXPORT, by_its_room=True)
SAID = 4


class PartDoesNotReconcile(Refused):
    """The file read back is not what the electorate has."""

    code = "elections.R250"
    problem = "The electors of part {reference} do not reconcile: {where}."
    remedy = "Nothing is given. Withdraw the file and prepare it again; if it says the same, tell your supplier."


class NotOurRegister(Refused):
    """Files are made of parts on our register, and taken of parts on theirs."""

    code = "elections.R251"
    problem = "The electors of part {reference} do not go this way."
    remedy = "Look at the part: it says on whose register its electors are."


class SamePersonReleasesPart(Refused):
    """A file leaves when somebody else has looked at it."""

    code = "elections.R252"
    problem = "You prepared file {reference}, so somebody else must release it."
    remedy = "Ask another officer who may export the register."


class PartNamesAnonymous(Refused):
    """Somebody in the file has been given anonymity since the electorate was frozen."""

    code = "elections.R253"
    problem = "{count} electors whom file {reference} names have been made anonymous since."
    remedy = "Withdraw the file, freeze the electorate again and prepare another. Tell the other side at once."


@operation(Permission.ELECTORATE_FREEZE)
def prepare_part_file(
    *,
    actor: Actor,
    reference: str,
    at: datetime,
    progress: Callable[[int], object] | None = None,
    conclude: Callable[[BoundaryFile], object] | None = None,
) -> BoundaryFile:
    """Make a file of our electors of a part from the latest frozen electorate, and prove it by reading it back.

    :param progress: told how many of three steps are done; what it raises ends the act.
    :param conclude: called last, to end the work that made it in the same transaction.
    :raises NotOurRegister: where the electors of the part are on the other register.
    :raises NothingFrozen: before any stage of the electorate was frozen.
    :raises PartDoesNotReconcile: naming what is not as it was frozen.
    """
    part = part_in_hand(actor, reference)
    if part.side != BoundarySide.OUT:
        raise NotOurRegister(reference=reference)
    target = target_of(actor.authority_id, part.contest.poll.reference)
    electorate = latest_electorate(actor.authority_id, target)
    if electorate is None:
        raise NothingFrozen(reference=target.reference)
    number = 1 + BoundaryFile.objects.filter(authority=actor.authority_id, part=part).count()
    say = progress or (lambda _done: None)
    with workspace() as folder:
        say(0)
        heading = _heading(actor, part, target, electorate, number)
        path = _written(actor, part, target, electorate, heading, folder)
        say(1)
        held = _proved(part, electorate, path, folder)
        say(2)
        placed = place(path, take=True)
    file = _kept(actor, part, electorate, held, placed, at)
    record(
        PartFilePrepared(file.reference, part.reference, electorate.reference, file.electors, number, file.sha256),
        actor=actor,
        subjects=[file, part, part.contest.poll],
    )
    if conclude is not None:
        conclude(file)
    return file


@operation(Permission.REGISTER_EXPORT)
def release_part_file(*, actor: Actor, reference: str, version: int, at: datetime) -> BoundaryFile:
    """Release a file to the other side, as the second person, after its proof.

    :raises SamePersonReleasesPart: where the actor prepared it.
    :raises PartChanged: where it was released or changed since, or a later electorate was frozen.
    :raises PartNamesAnonymous: where somebody in it is anonymous now.
    :raises PartDoesNotReconcile: where it is not what was frozen.
    """
    file = file_in_hand(actor, reference, version, BoundaryFileState.PREPARED)
    if file.made_by_id is not None and file.made_by_id == actor.person_id:
        raise SamePersonReleasesPart(reference=reference)
    electorate = _drawn(file)
    latest = latest_electorate(actor.authority_id, target_of(actor.authority_id, file.part.contest.poll.reference))
    if latest is None or latest.pk != electorate.pk:
        raise PartChanged(reference=reference, why="a later electorate has been frozen")
    _nobody_anonymous(actor, file)
    with workspace() as folder:
        _proved(file.part, electorate, path_of(file.file), folder)
    earlier = BoundaryFile.objects.filter(
        part=file.part, state__in=(BoundaryFileState.RELEASED, BoundaryFileState.AGREED)
    )
    for each in earlier.select_for_update():
        each.state = BoundaryFileState.REPLACED
        each.save(update_fields=["state"])
    file.state, file.released_by, file.released_at = BoundaryFileState.RELEASED, actor.name, at
    file.version += 1
    file.save(update_fields=["state", "released_by", "released_at", "version"])
    record(
        PartFileReleased(reference, file.electors, file.part.other_name, file.made_by),
        actor=actor,
        subjects=[file, file.part],
    )
    return file


@operation(Permission.REGISTER_EXPORT)
def hand_out_part_file(*, actor: Actor, reference: str) -> Path:
    """Return where a released file lies, for the download by which it goes to the other side; counted and recorded.

    :raises PartChanged: where it is not released.
    :raises PartNamesAnonymous: where somebody in it is anonymous now.
    """
    version = BoundaryFile.objects.filter(authority=actor.authority_id, reference=reference).values_list("version")
    seen = version.first()
    file = file_in_hand(actor, reference, seen[0] if seen else 0, BoundaryFileState.RELEASED, BoundaryFileState.AGREED)
    if file.part.side != BoundarySide.OUT:
        raise NotOurRegister(reference=file.part.reference)
    _nobody_anonymous(actor, file)
    path = whole_path_of(file.file)
    file.handed_out += 1
    file.save(update_fields=["handed_out"])
    record(
        PartFileHandedOut(reference, file.electors, file.part.other_name, file.sha256),
        actor=actor,
        subjects=[file, file.part],
    )
    return path


@operation(Permission.ELECTORATE_FREEZE)
def withdraw_part_file(*, actor: Actor, reference: str, version: int, reason: str) -> BoundaryFile:
    """Withdraw a file, on either side, that is not to be used.

    :raises PartChanged: where it was replaced or withdrawn, or changed since.
    """
    file = file_in_hand(
        actor, reference, version, BoundaryFileState.PREPARED, BoundaryFileState.RELEASED, BoundaryFileState.RECEIVED,
        BoundaryFileState.AGREED,
    )  # fmt: skip
    file.state = BoundaryFileState.WITHDRAWN
    file.version += 1
    file.save(update_fields=["state", "version"])
    record(PartFileWithdrawn(reference, file.part.reference), actor=actor, subjects=[file, file.part], reason=reason)
    return file


def _heading(actor: Actor, part: BoundaryPart, target: Target, electorate: Electorate, number: int) -> Heading:
    own = Authority.objects.get(pk=actor.authority_id)
    return Heading(
        sender_code=own.gss,
        sender=own.name,
        receiver=part.other_code,
        contest=part.contest.ballot_id or part.contest.reference,
        poll_day=electorate.poll_day,
        stage=electorate.stage,
        as_at=electorate.as_at,
        number=number,
        days={str(stage): day for stage, day in stage_days(actor.authority_id, target).items()},
    )


def _written(
    actor: Actor, part: BoundaryPart, target: Target, electorate: Electorate, heading: Heading, folder: Path
) -> Path:
    scheme = own_stations(actor.authority_id, target.poll_ids)
    lines = give_lines(path_of(electorate.file), part.contest.reference, heading.sender_code, folder)
    stations = stations_given(lines, scheme.ranges if scheme and scheme.adopted else (), folder)
    altered = alterations_between(actor.authority_id, electorate.pk)
    path = folder / "boundary.zip"
    write_part(lines, heading, stations, altered, path)
    return path


def _proved(part: BoundaryPart, electorate: Electorate, path: Path, folder: Path) -> PartFile:
    """Return a file read back, having compared it with the frozen lines."""
    inside = folder / "read"
    inside.mkdir()
    try:
        held = read_part(path, inside)
    except FaultyPart as faulty:
        said = "; ".join(f"{one.code}, {one.where}" for one in faulty.faults[:SAID])
        raise PartDoesNotReconcile(reference=part.reference, where=said) from None
    due = counts_given(path_of(electorate.file), part.contest.reference, folder)
    found = {(one.district, one.marker, one.section, one.absent): one.electors for one in held.counts}
    for key in sorted(due.keys() | found.keys()):
        if due.get(key, 0) != found.get(key, 0):
            said = f"district {key[0]}: {due.get(key, 0)} frozen, {found.get(key, 0)} in the file"
            raise PartDoesNotReconcile(reference=part.reference, where=said)
    return held


def _kept(
    actor: Actor, part: BoundaryPart, electorate: Electorate, held: PartFile, placed: Placed, at: datetime
) -> BoundaryFile:
    reference = next_reference(actor.authority_id, SERIES)
    stored = keep(
        actor=actor,
        source=placed,
        name=f"electors-{part.other_code}-{reference}.zip",
        media_type="application/zip",
        kind=FILE_KIND.name,
        restricted=True,
        rows=held.electors,
    )
    return BoundaryFile.objects.create(
        authority_id=actor.authority_id,
        part=part,
        reference=reference,
        number=held.heading.number,
        stage=held.heading.stage,
        as_at=held.heading.as_at,
        state=BoundaryFileState.PREPARED,
        electors=held.electors,
        counts=counts_as_json(held.counts),
        stated=counts_as_json(held.stated),
        stations=[dict(one) for one in held.stations],
        days={stage: day.isoformat() for stage, day in held.heading.days.items()},
        alterations=held.alterations,
        electorate=electorate,
        file=stored,
        sha256=placed.sha256,
        made_by=actor.name,
        made_by_id=actor.person_id,
        made_at=at,
    )


def counts_as_json(counts: tuple[Count, ...]) -> list[dict[str, Any]]:
    """Return counts as JSON values."""
    return [
        {
            "district": one.district, "marker": one.marker, "section": one.section, "absent": one.absent,
            "electors": one.electors,
        }
        for one in counts
    ]  # fmt: skip


def _drawn(file: BoundaryFile) -> Electorate:
    if file.electorate is None:
        raise NotOurRegister(reference=file.part.reference)
    return file.electorate


def _nobody_anonymous(actor: Actor, file: BoundaryFile) -> None:
    found = anonymous_since(actor.authority_id, path_of(_drawn(file).file))
    if found:
        raise PartNamesAnonymous(count=found, reference=file.reference)
