"""Freezing a roll as the electorate of its poll, once it reconciles, and opening it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.documents.imprint import reconcile
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.states import ENDED
from pollwright.files.kinds import declare
from pollwright.files.store import keep, workspace
from pollwright.formats.outgoing import write_csv
from pollwright.formats.small_tables import records
from pollwright.law.voters_rolls import closes_at, votes_twice
from pollwright.refusals import Refused
from pollwright.rolls import events
from pollwright.rolls.models import Roll
from pollwright.rolls.operations.entering import PollEnded, locked
from pollwright.rolls.operations.votes import COLUMNS
from pollwright.rolls.queries.rolls import RollFacts, VoterRow, contest_of, roll_facts, standing_lines, totals_of
from pollwright.rolls.states import RollState, VotesBy

FILE_KIND = declare("voters-roll", "Frozen roll of voters", Permission.ROLLS_KEEP)
MOST_NAMED = 8


class RollNotWhole(Refused):
    """Something is missing without which nobody can vote by the roll."""

    code = "rolls.R010"
    problem = "The roll of {contest} can't be frozen yet: {fault}."
    remedy = "Put it right on the roll, then freeze it."
    words = frozenset({"fault"})


class RegistrationOpen(Refused):
    """A business voting register is whole only when registration has closed (SI 2012/2031 Sch 6 para 11(1))."""

    code = "rolls.R011"
    problem = "Businesses may register for {contest} until 5pm on {on}."
    remedy = "Freeze the register after that."


class RollChanged(Refused):
    """Another officer was first, or the roll is not where this can be done."""

    code = "rolls.R012"
    problem = "The roll of {contest} was changed, frozen or opened since you opened its page."
    remedy = "Open it again to see how it stands."


class ListLate(Refused):
    """A ballot's list is prepared by the last day for its notice (SI 2004/2443 Sch 2 para 3)."""

    code = "rolls.R013"
    problem = "The list of {contest} was to be prepared by {on}."
    remedy = "Give the reason why it is frozen later, or postpone the ballot."


@operation(Permission.ELECTORATE_FREEZE)
def freeze_roll(*, actor: Actor, reference: str, version: int, spare: int, late_reason: str, at: datetime) -> Roll:
    """Freeze the roll of a contest: its lines become the electorate, of which papers are made and votes counted.

    The roll of a rehearsal may be frozen before registration has closed, and after the last day for its list.

    :param spare: papers agreed to be printed beyond the votes.
    :raises RollNotWhole: where it is empty, or a vote lacks what it needs.
    :raises RegistrationOpen: before registration closes.
    :raises ListLate: after the last day for the list, without a reason.
    :raises DoesNotReconcile: where the file that was written does not hold the votes that stand on the roll.
    """
    contest, rule = contest_of(actor.authority_id, reference)
    if contest.poll.state in ENDED:
        raise PollEnded(poll=contest.poll.reference)
    roll = locked(actor, contest)
    if roll.version != version or roll.state != RollState.OPEN:
        raise RollChanged(contest=reference)
    facts = roll_facts(actor.authority_id, reference)
    closes = closes_at(rule, facts.day, calendar_of(actor.authority_id))
    in_earnest = not contest.poll.rehearsal
    if in_earnest and closes is not None and at < closes:
        raise RegistrationOpen(contest=reference, on=closes.date())
    if in_earnest and facts.list_by is not None and at.date() > facts.list_by and not late_reason:
        raise ListLate(contest=reference, on=facts.list_by)
    lines = standing_lines(roll.pk)
    _refuse_unready(facts, lines)
    placed = _written(roll, lines)
    roll.file = keep(
        actor=actor, source=placed, name=f"roll-{reference}.csv", media_type="text/csv", kind=FILE_KIND.name,
        rows=len(lines),
    )  # fmt: skip
    roll.state, roll.votes, roll.value = RollState.FROZEN, len(lines), sum(one.rateable_value or 0 for one in lines)
    roll.spare, roll.late_reason = spare, late_reason[:500]
    roll.frozen_at, roll.frozen_by = at, actor.name
    roll.version += 1
    roll.save()
    by_post = sum(one.votes_by == VotesBy.POST for one in lines)
    event = events.RollFrozen(reference, len(lines), by_post, roll.value, spare, roll.file.sha256)
    record(event, actor=actor, subjects=[roll, contest], reason=late_reason, basis=rule.source.describe())
    return roll


@operation(Permission.ELECTORATE_FREEZE)
def open_roll_again(*, actor: Actor, reference: str, version: int, reason: str) -> Roll:
    """Open a frozen roll again; orders of ballot papers that were made from it become void.

    :raises RollChanged: where another officer was first, or it is not frozen.
    """
    contest, _rule = contest_of(actor.authority_id, reference)
    roll = locked(actor, contest)
    if roll.version != version or roll.state != RollState.FROZEN:
        raise RollChanged(contest=reference)
    roll.state, roll.votes, roll.value, roll.file = RollState.OPEN, None, None, None
    roll.frozen_at, roll.frozen_by, roll.late_reason = None, "", ""
    roll.version += 1
    roll.save()
    record(events.RollOpened(reference), actor=actor, subjects=[roll, contest], reason=reason)
    because = f"the roll of {reference} was opened again: {reason}"
    changed_underneath(actor, Change(What.VOTERS, because, contests=(contest.pk,)))
    return roll


def _refuse_unready(facts: RollFacts, lines: Sequence[VoterRow]) -> None:
    """Refuse a roll that is empty, or by which somebody could not vote.

    :raises RollNotWhole: naming the numbers at fault.
    """
    twice = votes_twice(facts.rule, [(one.voter, one.hereditament, one.rateable_value or 0) for one in lines])
    unvalued = [one.number for one in lines if facts.rule.valued and one.rateable_value is None]
    unplaced = [one.number for one in lines if one.votes_by == VotesBy.PERSON and one.station is None]
    fault = ""
    if not lines:
        fault = "no vote stands on it"
    elif twice:
        fault = f"{len(twice)} votes stand on it twice"
    elif unvalued:
        fault = f"the rateable value is missing of number {_named(unvalued)}"
    elif unplaced:
        fault = f"the polling station is missing of number {_named(unplaced)}"
    if fault:
        raise RollNotWhole(contest=facts.contest, fault=fault)


def _written(roll: Roll, lines: Sequence[VoterRow]) -> bytes:
    """Return the lines as the file that is kept, read back and reconciled with the roll."""
    rows = [{name: getattr(line, name) for name in COLUMNS} for line in lines]
    with workspace() as folder:
        path = folder / "roll.csv"
        write_csv(pl.DataFrame(rows, infer_schema_length=None), path, reader="machine")
        content = path.read_bytes()
    back, totals = records(content), totals_of(roll.pk)
    reconcile("Votes on the roll", stated=totals.votes, printed=len(back))
    reconcile("Votes ever entered", stated=roll.last_number, printed=len(back) + totals.removed)
    value = sum(int(cells["rateable_value"] or 0) for _number, cells in back)
    reconcile("Rateable value", stated=totals.value, printed=value)
    return content


def _named(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:MOST_NAMED])) + (" …" if len(numbers) > MOST_NAMED else "")
