"""Putting votes on a roll: from a table, all of it or nothing, or one by one; and correcting and removing them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db.models import CharField
from django.db.models.functions import Cast

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.models import Contest
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.states import ENDED
from pollwright.formats.small_tables import take_rows
from pollwright.law.voters_rolls import ALLOTTED, votes_at_a_station
from pollwright.refusals import NotFound, Refused
from pollwright.rolls import events
from pollwright.rolls.models import Roll, RollVoter
from pollwright.rolls.operations.taking import Taking
from pollwright.rolls.operations.votes import NAMES, NEEDED, VoteFacts, VoteFaulty, checked, key_of
from pollwright.rolls.queries.rolls import contest_of
from pollwright.rolls.states import RollState, VotesBy

AFTER_FREEZING = frozenset({"contact", "rateable_value", "send_to", "proxy", "proxy_address", "rating_reference"})
"""What may still be corrected on a frozen roll: nothing that makes, takes or moves a vote (Sch 6 paras 22 to 24; BI-02)."""
PRINTED = frozenset({"contact", "send_to"})
"""What of that poll cards and registers of stations say."""
MOST_TOLD = 20


class RollUnreadable(Refused):
    """The file is no table of a roll, or a row of it has a fault."""

    code = "rolls.R001"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the whole file in again; the page names the columns."
    words = frozenset({"fault"})


class VoteThere(Refused):
    """A voter has one paper for a hereditament, and a business one vote (E-21, E-27)."""

    code = "rolls.R003"
    problem = "That vote is on the roll already, under number {number}."
    remedy = "Correct number {number} instead."


class RollIsFrozen(Refused):
    """A frozen roll takes no votes and loses none."""

    code = "rolls.R004"
    problem = "The roll of {contest} is frozen. Papers are made from it."
    remedy = "Open it again, with the reason; orders made from it become void. Addresses, contacts and values can be corrected as it is."


class VoteChanged(Refused):
    """Another officer was first."""

    code = "rolls.R005"
    problem = "Number {number} was changed or removed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class PollEnded(Refused):
    """Nothing is entered for a poll that is not held."""

    code = "rolls.R006"
    problem = "The poll {poll} is not held any more."
    remedy = "Look at the poll; the roll of one called in its place is entered there."


@operation(Permission.ROLLS_KEEP)
def take_over_roll(*, actor: Actor, reference: str, content: bytes, reason: str) -> tuple[int, int]:
    """Take a CSV file or workbook over into the roll of a contest; return how many votes are new, and how many changed.

    A row with a number, or of a vote that is there, corrects that vote where it differs.

    :param reason: where the list comes from, or why it is corrected.
    :raises RollUnreadable: where the file or a row has a fault; nothing is taken over then.
    :raises RollIsFrozen: where the roll is frozen.
    """
    contest, rule = contest_of(actor.authority_id, reference)
    roll = open_roll(actor, contest)
    there = {one.number: one for one in RollVoter.objects.select_for_update().filter(roll=roll)}
    takes = Taking(actor, roll, rule, there)
    take_rows(content, NEEDED, takes.take, RollUnreadable)
    # votes may change places, and the constraint looks at each row by itself
    RollVoter.objects.filter(pk__in=takes.moved).update(key=Cast("id", CharField()))
    RollVoter.objects.bulk_update(takes.changed.values(), [*NAMES, "key", "version"])
    RollVoter.objects.bulk_create(takes.added)
    roll.last_number += len(takes.added)
    roll.version += 1
    roll.save(update_fields=["last_number", "version"])
    added, changed = len(takes.added), len(takes.changed)
    sha256 = hashlib.sha256(content).hexdigest()
    taken = events.RollTaken(reference, added, changed, sha256)
    record(
        taken,
        actor=actor,
        subjects=[roll, contest, *takes.added, *takes.changed.values()],
        reason=reason,
        basis=rule.source.describe(),
    )
    return added, changed


@operation(Permission.ROLLS_KEEP)
def add_vote(*, actor: Actor, reference: str, facts: VoteFacts, reason: str) -> RollVoter:
    """Add a vote to the roll of a contest.

    :raises VoteThere: where it is there.
    :raises RollIsFrozen: where the roll is frozen.
    """
    contest, rule = contest_of(actor.authority_id, reference)
    roll = open_roll(actor, contest)
    clean = checked(rule, facts)
    key = key_of(rule, clean)
    _refuse_twice(roll, key, None)
    roll.last_number += 1
    made = RollVoter.objects.create(
        authority_id=actor.authority_id, roll=roll, number=roll.last_number, key=key, **asdict(clean)
    )
    _save(roll)
    record(events.VoteAdded(reference, made.number), actor=actor, subjects=[roll, made], reason=reason,
           basis=rule.source.describe())  # fmt: skip
    return made


@operation(Permission.ROLLS_KEEP)
def correct_vote(
    *, actor: Actor, reference: str, number: int, version: int, facts: VoteFacts, reason: str
) -> RollVoter:
    """Correct a vote; on a frozen roll only what makes no vote.

    :raises VoteChanged: where another officer was first.
    :raises VoteThere: where another number has that vote.
    :raises RollIsFrozen: where the correction would make another vote of it.
    """
    contest, rule = contest_of(actor.authority_id, reference)
    roll = locked(actor, contest)
    held = _vote(roll, number, version)
    clean = checked(rule, facts)
    differs = {name: value for name, value in asdict(clean).items() if getattr(held, name) != value}
    if roll.state == RollState.FROZEN and differs.keys() - AFTER_FREEZING:
        raise RollIsFrozen(contest=reference)
    key = key_of(rule, clean)
    _refuse_twice(roll, key, held.pk)
    changes = {name: (getattr(held, name), value) for name, value in differs.items()}
    for name, value in differs.items():
        setattr(held, name, value)
    held.key = key
    held.version += 1
    held.save()
    said = ", ".join(sorted(differs)) or "nothing"
    record(events.VoteCorrected(reference, number, said), actor=actor, subjects=[roll, held], reason=reason,
           changes=changes)  # fmt: skip
    if roll.state == RollState.FROZEN and differs.keys() & PRINTED:
        because = f"number {number} of the roll was corrected after it was frozen"
        changed_underneath(actor, Change(What.PARTICULARS, because, contests=(contest.pk,)))
    return held


@operation(Permission.ROLLS_KEEP)
def allot_votes(*, actor: Actor, reference: str, numbers: Sequence[int], station: int | None, reason: str) -> int:
    """Allot votes of the roll of a contest to a station, at which they vote in person, or to the post; return how many.

    :param station: None for those who vote by post.
    :raises VoteFaulty: where everybody votes by post in this ballot.
    :raises VoteChanged: where one of them is not there any more; none is allotted then.
    :raises RollIsFrozen: where the roll is frozen.
    """
    contest, rule = contest_of(actor.authority_id, reference)
    if not votes_at_a_station(rule):
        raise VoteFaulty(fault="everybody votes by post in this ballot")
    roll = open_roll(actor, contest)
    found = _standing(roll, numbers)
    by = VotesBy.POST if station is None else VotesBy.PERSON
    moved = [one for one in found if (one.votes_by, one.station) != (by, station)]
    for one in moved:
        one.votes_by, one.station = by, station
        one.version += 1
    RollVoter.objects.bulk_update(moved, ["votes_by", "station", "version"])
    _save(roll)
    event = events.VotersAllotted(reference, len(moved), station or 0)
    record(event, actor=actor, subjects=[roll, *moved], reason=reason, basis=ALLOTTED.describe())
    return len(moved)


@operation(Permission.ROLLS_KEEP)
def remove_votes(*, actor: Actor, reference: str, numbers: Sequence[int], reason: str, at: datetime) -> int:
    """Remove votes from the roll of a contest; they stay on record as removed. Return how many.

    :raises VoteChanged: where one of them is not there any more; none is removed then.
    :raises RollIsFrozen: where the roll is frozen.
    """
    contest, _rule = contest_of(actor.authority_id, reference)
    roll = open_roll(actor, contest)
    found = _standing(roll, numbers)
    for one in found:
        one.removed_at, one.removed_reason = at, reason[:500]
        one.version += 1
    RollVoter.objects.bulk_update(found, ["removed_at", "removed_reason", "version"])
    _save(roll)
    told = ", ".join(str(one.number) for one in found[:MOST_TOLD]) + ("…" if len(found) > MOST_TOLD else "")
    record(events.VotesRemoved(reference, len(found), told), actor=actor, subjects=[roll, *found], reason=reason)
    return len(found)


@operation(Permission.ROLLS_KEEP)
def put_back_vote(*, actor: Actor, reference: str, number: int, version: int, reason: str) -> RollVoter:
    """Put a vote back that was removed.

    :raises VoteThere: where the vote stands under another number meanwhile.
    """
    contest, _rule = contest_of(actor.authority_id, reference)
    roll = open_roll(actor, contest)
    held = RollVoter.objects.select_for_update().filter(roll=roll, number=number).first()
    if held is None:
        raise NotFound(kind="vote", reference=str(number))
    if held.version != version or held.removed_at is None:
        raise VoteChanged(number=number)
    _refuse_twice(roll, held.key, held.pk)
    held.removed_at, held.removed_reason = None, ""
    held.version += 1
    held.save(update_fields=["removed_at", "removed_reason", "version"])
    _save(roll)
    record(events.VotePutBack(reference, number), actor=actor, subjects=[roll, held], reason=reason)
    return held


def open_roll(actor: Actor, contest: Contest) -> Roll:
    """Return the roll of a contest, locked, begun where there is none; called inside an operation.

    :raises RollIsFrozen: where it is frozen.
    :raises PollEnded: where the poll is not held.
    """
    if contest.poll.state in ENDED:
        raise PollEnded(poll=contest.poll.reference)
    Roll.objects.get_or_create(authority_id=actor.authority_id, contest=contest)
    roll = locked(actor, contest)
    if roll.state == RollState.FROZEN:
        raise RollIsFrozen(contest=contest.reference)
    return roll


def locked(actor: Actor, contest: Contest) -> Roll:
    """Return the roll of a contest, locked; called inside an operation.

    :raises NotFound: where nobody has begun one.
    """
    roll = Roll.objects.select_for_update().filter(authority=actor.authority_id, contest=contest).first()
    if roll is None:
        raise NotFound(kind="roll", reference=contest.reference)
    return roll


def _vote(roll: Roll, number: int, version: int) -> RollVoter:
    held = RollVoter.objects.select_for_update().filter(roll=roll, number=number).first()
    if held is None:
        raise NotFound(kind="vote", reference=str(number))
    if held.version != version or held.removed_at is not None:
        raise VoteChanged(number=number)
    return held


def _standing(roll: Roll, numbers: Sequence[int]) -> list[RollVoter]:
    """Return votes that stand on a roll, locked.

    :raises VoteChanged: where one of them does not stand there any more.
    """
    held = RollVoter.objects.select_for_update().filter(roll=roll, number__in=numbers, removed_at__isnull=True)
    found = list(held.order_by("number"))
    if missing := set(numbers) - {one.number for one in found}:
        raise VoteChanged(number=min(missing))
    return found


def _refuse_twice(roll: Roll, key: str, besides: int | None) -> None:
    there = RollVoter.objects.filter(roll=roll, key=key, removed_at__isnull=True).first()
    if there is not None and there.pk != besides:
        raise VoteThere(number=there.number)


def _save(roll: Roll) -> None:
    roll.version += 1
    roll.save(update_fields=["last_number", "version"])
