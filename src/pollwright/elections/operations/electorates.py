"""Freezing the electorate of a poll, stage by stage: who may vote, as the register in force stands on a day.

Asked for, the worker draws the lines into a file and proves them in a transaction that leaves nothing; recording takes
the register's lock, looks whether register, contests and absent voters are what they were, and makes the file count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection
from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.events.electorates import ElectorateAsked, ElectorateFrozen
from pollwright.elections.models import Electorate, ElectorateChange
from pollwright.elections.papers.boundary_lines import joined
from pollwright.elections.papers.electorate_lines import Taken, take_lines
from pollwright.elections.queries.boundary_standing import StandingPart, standing_parts
from pollwright.elections.queries.electorate_drawn import drawn_from, numbers_at
from pollwright.elections.queries.electorate_proof import DistrictReckoning, reckon_districts, reckoning_as_json
from pollwright.elections.queries.electorate_stages import (
    LineChange,
    different_lines,
    explained,
    reconcile_stages,
)
from pollwright.elections.queries.electorate_target import Target, stage_days, target_of
from pollwright.elections.states import ElectorateState, Stage
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.store import keep, path_at, path_of, place, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.postgres.copying import copy_frame
from pollwright.refusals import Refused
from pollwright.register.operations.notices import lock_register

SERIES = "F"
WORK = "elections.freeze-electorate"
STEPS = ("Lines", "Proof", "Changes since the stage before", "Keeping the file")
FILE_KIND = declare("electorate", "Electorate of a poll", Permission.ELECTORATE_FREEZE, by_its_room=True)
PARQUET = "application/vnd.apache.parquet"
_CHANGES = {
    "kind": pl.String,
    "elector_id": pl.Int64,
    "district": pl.String,
    "number": pl.Int64,
    "suffix": pl.Int64,
    "cause": pl.String,
    "alteration_id": pl.Int64,
}
"""What is written of each difference to the stage before."""


class NobodyVotes(Refused):
    """There is no contest in which electors of the register vote."""

    code = "elections.R203"
    problem = "Nothing in {reference} is voted on by electors of the register."
    remedy = (
        "Add contests with their areas to the poll. Ratepayers and businesses are on the roll of voters of their poll."
    )


class StageNotYet(Refused):
    """A stage can't be frozen before its day."""

    code = "elections.R204"
    problem = "The electorate of this stage can't be frozen as at {as_at}: {why}."
    remedy = "Freeze it on {from_day} or later. Station registers are made only after the final notice (REG-352)."


class StagesOutOfOrder(Refused):
    """A later stage was frozen as at an earlier day, or an earlier one as at a later day."""

    code = "elections.R205"
    problem = "Electorate {reference} ({stage}) is as at {as_at}, so this stage can't be as at the day chosen."
    remedy = "Choose a day that keeps the stages in order."


class RegisterChanged(Refused):
    """What the electorate was drawn from is not what it was."""

    code = "elections.R206"
    problem = "The register, the contests or the absent voters of {reference} changed while its electorate was frozen."
    remedy = "Freeze it again."


class Unnumbered(Refused):
    """Electors without a number can't be looked up at a station."""

    code = "elections.R207"
    problem = "{count} electors of {reference} have no elector number on that day."
    remedy = "Publish the register first: it gives every entry its number."


class TooLateForThePoll(Refused):
    """What takes effect after the final notice of alteration counts for later polls (RPA 1983 s 13B)."""

    code = "elections.R208"
    problem = "Alterations after {final_day} give nobody a vote at {reference}."
    remedy = "Choose that day, the day of the final notice, or an earlier one."


@dataclass(frozen=True, slots=True)
class PreparedElectorate:
    """An electorate that lies in the store and that no row names yet."""

    target: Target
    stage: Stage
    as_at: date
    previous_id: int | None
    drawn_from: str
    taken: Taken
    placed: Placed
    districts: list[DistrictReckoning]
    parts: list[StandingPart]
    stages: list[dict[str, Any]]
    changes: list[LineChange]


@operation(Permission.ELECTORATE_FREEZE)
def ask_to_freeze_electorate(
    *, actor: Actor, reference: str, stage: Stage, as_at: date, on: date, background: bool = True
) -> Work:
    """Ask that the electorate of a poll, or of the polls combined with it, be frozen.

    :param reference: of the poll or combination.
    :raises NobodyVotes: where no contest has electors.
    :raises StageNotYet: before the day of the stage, or for a day to come.
    :raises StagesOutOfOrder: where the day breaks the order of the stages.
    """
    target = _checked(actor, reference, stage, as_at, on)
    record(ElectorateAsked(target.reference, stage, as_at), actor=actor, subjects=_subjects(target))
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"elections.electorate.{target.reference}",
        title=f"Freeze electorate of {target.reference}",
        parameters={"reference": target.reference, "stage": stage, "as_at": as_at.isoformat()},
        background=background,
    )


def prepare_electorate(
    actor: Actor, reference: str, stage: Stage, as_at: date, *, on: date, progress: Any = None
) -> PreparedElectorate:
    """Draw and prove an electorate, and put its file into the store; nothing else stays.

    :param progress: called with a step, done and total.
    :raises ElectorateDoesNotReconcile: where lines and register disagree, naming the district.
    :raises ChangeWithoutAReason: where a line differs from the stage before and nothing says why.
    :raises Unnumbered: where an elector has no number.
    """
    say = progress or (lambda *_: None)
    with rehearsal(actor, "elections.prepare_electorate", Permission.ELECTORATE_FREEZE), workspace() as folder:
        target = _checked(actor, reference, stage, as_at, on)
        authority = actor.authority_id
        drawn = drawn_from(authority, target, as_at)
        say(STEPS[0], 0, 4)
        taken = take_lines(authority, target, as_at, numbers_at(authority, as_at), folder)
        if taken.unnumbered:
            raise Unnumbered(count=taken.unnumbered, reference=target.reference)
        say(STEPS[1], 1, 4)
        districts = reckon_districts(authority, target, as_at, taken.by_district, taken.by_contest)
        say(STEPS[2], 2, 4)
        previous = _previous(actor, target, stage)
        changes, stages = [], []
        if previous is not None:
            before = path_of(previous.file)
            differ = set(previous.counts["contests"]) != set(_contests(taken))
            found = different_lines(before, taken.file.path, folder)
            label = str(Stage(previous.stage).label)
            changes = explained(authority, found, (previous.as_at, as_at), label, contests_differ=differ)
            stages = reconcile_stages(_own_districts(previous), taken.by_district, changes)
        say(STEPS[3], 3, 4)
        parts = [one for one in standing_parts(authority, target.poll_ids) if one.file and one.stage == stage]
        taken = joined(taken, [(one, path_at(one.lines)) for one in parts], folder)
        placed = place(taken.file.path, take=True)
    return PreparedElectorate(
        target, stage, as_at, previous.pk if previous else None, drawn, taken, placed, districts, parts, stages, changes
    )


@operation(Permission.ELECTORATE_FREEZE)
def record_electorate(
    *,
    actor: Actor,
    prepared: PreparedElectorate,
    at: datetime,
    conclude: Callable[[Electorate], object] | None = None,
) -> Electorate:
    """Make a prepared electorate the one that its stage goes by.

    :param conclude: called last, to end the work that prepared it in the same transaction.
    :raises RegisterChanged: where something that it was drawn from has changed since.
    """
    authority, target = actor.authority_id, prepared.target
    lock_register(authority)
    if drawn_from(authority, target_of(authority, target.reference), prepared.as_at) != prepared.drawn_from:
        raise RegisterChanged(reference=target.reference)
    held = _held(actor, target).filter(stage=prepared.stage)
    for earlier in held.select_for_update():
        earlier.state = ElectorateState.SUPERSEDED
        earlier.save(update_fields=["state"])
    electorate = _kept(actor, prepared, at)
    _keep_changes(electorate, prepared.changes)
    record(
        ElectorateFrozen(
            electorate.reference,
            target.reference,
            prepared.stage,
            prepared.as_at,
            electorate.electors,
            len(prepared.taken.by_district),
            len(prepared.changes),
            electorate.sha256,
        ),
        actor=actor,
        subjects=[electorate, *_subjects(target)],
    )
    if conclude is not None:
        conclude(electorate)
    return electorate


def _kept(actor: Actor, prepared: PreparedElectorate, at: datetime) -> Electorate:
    taken, target = prepared.taken, prepared.target
    reference = next_reference(actor.authority_id, SERIES)
    stored = keep(
        actor=actor,
        source=prepared.placed,
        name=f"electorate-{reference}.parquet",
        media_type=PARQUET,
        kind=FILE_KIND.name,
        restricted=True,
        rows=taken.file.rows,
    )
    return Electorate.objects.create(
        authority_id=actor.authority_id,
        reference=reference,
        poll_id=target.poll_id,
        combination_id=target.combination_id,
        stage=prepared.stage,
        as_at=prepared.as_at,
        poll_day=target.day,
        previous_id=prepared.previous_id,
        drawn_from=prepared.drawn_from,
        electors=taken.file.rows,
        counts={
            "districts": taken.by_district,
            "contests": _contests(taken),
            "absent": taken.by_absent,
            "doubts": taken.doubts,
            "parts": {
                one.reference: {"file": one.file, "other": one.other, "districts": one.districts}
                for one in prepared.parts
            },
        },
        proof={"districts": reckoning_as_json(prepared.districts), "stages": prepared.stages},
        file=stored,
        sha256=taken.file.sha256,
        frozen_by=actor.name,
        frozen_at=at,
    )


def _checked(actor: Actor, reference: str, stage: Stage, as_at: date, on: date) -> Target:
    with scope(authority=actor.authority_id):
        target = target_of(actor.authority_id, reference)
        if not any(contest.area_id for contest in target.contests.values()):
            raise NobodyVotes(reference=target.reference)
        days = stage_days(actor.authority_id, target)
        first, last = days.get(stage), days.get(Stage.FINAL)
        if as_at > on:
            raise StageNotYet(as_at=as_at, why="that day has not come", from_day=as_at)
        if first is not None and stage is not Stage.CARDS and as_at < first:
            raise StageNotYet(as_at=as_at, why="its notice of alteration is later", from_day=first)
        if last is not None and as_at > last:
            raise TooLateForThePoll(final_day=last, reference=target.reference)
        _in_order(actor, target, stage, as_at)
        return target


def _in_order(actor: Actor, target: Target, stage: Stage, as_at: date) -> None:
    order = list(Stage)
    for other in _held(actor, target):
        later = order.index(Stage(other.stage)) > order.index(stage)
        if other.stage != stage and (other.as_at < as_at if later else other.as_at > as_at):
            label = Stage(other.stage).label
            raise StagesOutOfOrder(reference=other.reference, stage=label, as_at=other.as_at)


def _held(actor: Actor, target: Target) -> Any:
    return Electorate.objects.filter(
        authority=actor.authority_id,
        poll=target.poll_id,
        combination=target.combination_id,
        state=ElectorateState.FROZEN,
    )


def _previous(actor: Actor, target: Target, stage: Stage) -> Electorate | None:
    order = list(Stage)
    earlier = order[: order.index(stage)]
    held = {each.stage: each for each in _held(actor, target).select_related("file").filter(stage__in=earlier)}
    return next((held[name] for name in reversed(earlier) if name in held), None)


def _own_districts(electorate: Electorate) -> dict[str, int]:
    """Return the electors of our own districts; those of other authorities' parts are theirs to follow."""
    foreign = {code for part in electorate.counts.get("parts", {}).values() for code in part["districts"]}
    return {code: count for code, count in electorate.counts["districts"].items() if code not in foreign}


def _contests(taken: Taken) -> dict[str, int]:
    found: dict[str, int] = {}
    for (_, contest), count in sorted(taken.by_contest.items()):
        found[contest] = found.get(contest, 0) + count
    return found


def _keep_changes(electorate: Electorate, changes: Sequence[LineChange]) -> None:
    """Write what differs from the stage before, by one COPY: a contest that has no poll changes every line of its area."""
    frame = pl.DataFrame(
        [
            (one.kind, one.elector_id, one.district, one.number, one.suffix or 0, one.cause, one.alteration_id)
            for one in changes
        ],
        schema=_CHANGES,
        orient="row",
    )
    frame = frame.with_columns(authority_id=electorate.authority_id, electorate_id=electorate.pk)
    with connection.cursor() as cursor:
        copy_frame(cursor, ElectorateChange._meta.db_table, frame)


def _subjects(target: Target) -> list[tuple[str, int]]:
    found = [("poll", poll.id) for poll in target.polls]
    if target.combination_id is not None:
        found.append(("combination", target.combination_id))
    return found
