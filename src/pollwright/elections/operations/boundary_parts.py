"""Parts of a contest on another authority's register: entered before files go across, withdrawn where it was wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.authorities.references import next_reference
from pollwright.elections.events.boundary import PartDeclared, PartWithdrawn
from pollwright.elections.models import BoundaryFile, BoundaryPart, Contest
from pollwright.elections.states import ENDED, BoundaryPartState, BoundarySide
from pollwright.refusals import NotFound, Refused

SERIES = "AX"
GSS = re.compile(r"[ENSW][0-9]{8}")
PREFIX = re.compile(r"[A-Z]{0,3}")
MOST_STATIONS = 9000


class NotAnotherAuthority(Refused):
    """The other side must be named by its code, and is not us."""

    code = "elections.R242"
    problem = "{code} is not the GSS code of another authority."
    remedy = "Enter the nine characters of their code, such as E06000049."


class PartEnteredTwice(Refused):
    """One part with one authority in a contest."""

    code = "elections.R243"
    problem = "Contest {contest} has a part with {other} already."
    remedy = "Open that part, or withdraw it first."


class PartDiffers(Refused):
    """One authority's districts have one prefix and its stations one number to add, in all contests of a day."""

    code = "elections.R244"
    problem = "Part {reference} with {other} has prefix {prefix} and adds {first} to the numbers of stations."
    remedy = "Enter the same here: an elector of two contests stands on one line, at one station."


class BadPrefix(Refused):
    """What stands before district letters is up to three letters; numbers to add are not below nought."""

    code = "elections.R245"
    problem = "The prefix of districts or the number to add to stations can't be used."
    remedy = "Enter no letter or up to three capital letters, and a number from 0 to 9,000."


class PartChanged(Refused):
    """Somebody else acted on the part or file, or its state does not allow this."""

    code = "elections.R246"
    problem = "{reference} can't be acted on like this: {why}."
    remedy = "Open it again to see how it stands."
    words = frozenset({"why"})


@dataclass(frozen=True, slots=True)
class PartAsked:
    """A part as an officer enters it; see `BoundaryPart`."""

    contest: str
    side: BoundarySide
    other_code: str
    other_name: str
    officer: str = ""
    prefix: str = ""
    first_station: int = 0


@operation(Permission.ELECTORATE_FREEZE)
def declare_part(*, actor: Actor, asked: PartAsked) -> BoundaryPart:
    """Enter that a part of a contest is on another authority's register, or that its Returning Officer is theirs.

    :raises NotAnotherAuthority: without a code, or with our own.
    :raises PartEnteredTwice: where it is entered already.
    :raises PartDiffers: where the same authority has another prefix in another contest of the day.
    """
    own = Authority.objects.get(pk=actor.authority_id)
    other = asked.other_code.strip().upper()
    if not GSS.fullmatch(other) or other == own.gss or not asked.other_name.strip():
        raise NotAnotherAuthority(code=other[:20])
    if not PREFIX.fullmatch(asked.prefix) or not 0 <= asked.first_station <= MOST_STATIONS:
        raise BadPrefix
    contest = (
        Contest.objects.select_related("poll")
        .filter(authority=actor.authority_id, reference=asked.contest, area__isnull=False)
        .exclude(poll__state__in=ENDED)
        .first()
    )
    if contest is None:
        raise NotFound(kind="contest", reference=asked.contest)
    _same_elsewhere(actor, asked, contest, other)
    try:
        with transaction.atomic():
            part = BoundaryPart.objects.create(
                authority_id=actor.authority_id,
                reference=next_reference(actor.authority_id, SERIES),
                contest=contest,
                side=asked.side,
                other_code=other,
                other_name=asked.other_name.strip(),
                officer=asked.officer.strip(),
                prefix=asked.prefix,
                first_station=asked.first_station,
            )
    except IntegrityError as there:
        if "boundary_part_once" not in str(there):
            raise
        raise PartEnteredTwice(contest=contest.reference, other=asked.other_name.strip()) from None
    record(
        PartDeclared(part.reference, contest.reference, part.other_name, part.side),
        actor=actor,
        subjects=[part, contest.poll],
    )
    return part


@operation(Permission.ELECTORATE_FREEZE)
def withdraw_part(*, actor: Actor, reference: str, version: int, reason: str) -> BoundaryPart:
    """Withdraw a part that was entered wrongly; its files stay, and an electorate frozen with them can't leave.

    :raises PartChanged: where it was withdrawn or changed since.
    """
    part = part_in_hand(actor, reference, version)
    part.state = BoundaryPartState.WITHDRAWN
    part.version += 1
    part.save(update_fields=["state", "version"])
    record(PartWithdrawn(part.reference, part.other_name), actor=actor, subjects=[part], reason=reason)
    return part


def part_in_hand(actor: Actor, reference: str, version: int | None = None) -> BoundaryPart:
    """Return an open part, locked.

    :param version: as the officer saw it; None where another act looks after that.
    :raises NotFound: where the actor's authority has none of that reference.
    :raises PartChanged: where it was withdrawn or changed since.
    """
    part = (
        BoundaryPart.objects.select_for_update(of=("self",))
        .select_related("contest__poll")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if part is None:
        raise NotFound(kind="part across the boundary", reference=reference)
    if part.state != BoundaryPartState.OPEN or version not in (None, part.version):
        raise PartChanged(reference=reference, why="it was withdrawn, or was changed since you opened it")
    return part


def file_in_hand(actor: Actor, reference: str, version: int, *states: str) -> BoundaryFile:
    """Return a file of a part, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PartChanged: where it is in another state, or was changed since.
    """
    file = (
        BoundaryFile.objects.select_for_update(of=("self",))
        .select_related("part__contest__poll", "file", "lines", "electorate__file")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if file is None:
        raise NotFound(kind="file across the boundary", reference=reference)
    if file.version != version or file.state not in states:
        raise PartChanged(reference=reference, why="it is in another state, or was changed since you opened it")
    return file


def _same_elsewhere(actor: Actor, asked: PartAsked, contest: Contest, other: str) -> None:
    held = BoundaryPart.objects.filter(
        authority=actor.authority_id,
        other_code=other,
        side=asked.side,
        state=BoundaryPartState.OPEN,
        contest__poll__day=contest.poll.day,
    )
    for part in held:
        if (part.prefix, part.first_station) != (asked.prefix, asked.first_station):
            raise PartDiffers(
                reference=part.reference, other=part.other_name, prefix=part.prefix or "none", first=part.first_station
            )
