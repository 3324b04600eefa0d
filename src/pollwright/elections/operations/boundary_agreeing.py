"""The officers of both sides say the same figures; only then are the electors of a part used (U6, U8)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pollwright.acting import Actor, Permission, capacity_under
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.boundary import PartCountsAgreed, PartManifestAgreed
from pollwright.elections.models import BoundaryFile
from pollwright.elections.operations.boundary_parts import file_in_hand
from pollwright.elections.states import BoundaryFileState, FiguresBy
from pollwright.refusals import Refused

SAID = 4
LINE = re.compile(r"\s*([A-Z0-9-]{1,10})[\s,;:]+([0-9]+)[\s,;]+([0-9]+)[\s,;]+([0-9]+)[\s,;]+([0-9]+)\s*")
KINDS = ("", "postal", "proxy", "postal_proxy")


class FiguresNotRead(Refused):
    """The figures that the other side gave are typed a district a line."""

    code = "elections.R260"
    problem = "Line {line} of the figures can't be read."
    remedy = (
        "Type a line for each district: its letters, then how many vote in person, by post, by proxy, and by a proxy who"
        " votes by post, such as AB1 812 164 7 2."
    )


class FiguresDiffer(Refused):
    """The two sides do not have the same figures."""

    code = "elections.R261"
    problem = "The figures are not those of the file: {places}."
    remedy = "Nothing is agreed. Find out with the other side which is right; ask for a newer file where theirs is."


class NoOtherOfficer(Refused):
    """Counts are agreed by a person of the other side, in a capacity, on a day that has come."""

    code = "elections.R262"
    problem = "Who agreed for the other side, in which capacity and when, is not complete."
    remedy = "Enter name, capacity and the day, not later than today."


@dataclass(frozen=True, slots=True)
class TheirSide:
    """Who gave the figures for the other side, and the figures as they were given.

    :param figures: a line for each district: letters, in person, by post, by proxy, by a proxy who votes by post.
    :param manifest: they confirmed the figures that the file itself states, so that none are typed.
    """

    officer: str
    capacity: str
    day: date
    means: FiguresBy
    figures: str = ""
    manifest: bool = False


@operation(Permission.ELECTORATE_FREEZE)
def agree_counts(*, actor: Actor, reference: str, version: int, theirs: TheirSide, at: datetime) -> BoundaryFile:
    """Record that both sides' officers have the same figures of a file. It replaces the file agreed before as a whole.

    What was received is compared under the sender's letters of districts; what we gave under ours.

    :raises NoOtherOfficer: without a person, a capacity or a day.
    :raises FiguresNotRead: naming the line that is not figures.
    :raises FiguresDiffer: naming district and kind.
    :raises PartChanged: where the file is in another state, or was changed since.
    """
    file = file_in_hand(actor, reference, version, BoundaryFileState.RECEIVED, BoundaryFileState.RELEASED)
    if not theirs.officer.strip() or not theirs.capacity.strip() or theirs.day > at.date():
        raise NoOtherOfficer
    figures = figures_of(file.stated) if theirs.manifest else _typed(theirs.figures)
    _same(file, figures)
    BoundaryFile.objects.filter(
        authority=actor.authority_id, part=file.part, state=BoundaryFileState.AGREED
    ).update(state=BoundaryFileState.REPLACED)  # fmt: skip
    file.state = BoundaryFileState.AGREED
    file.their_officer, file.their_capacity = theirs.officer.strip(), theirs.capacity.strip()
    file.their_day, file.their_means = theirs.day, theirs.means
    file.their_figures = [
        {"district": district, "figures": list(values)} for district, values in sorted(figures.items())
    ]
    file.agreed_by, file.agreed_at = actor.name, at
    file.agreed_capacity = capacity_under(Permission.ELECTORATE_FREEZE, actor.capacity)
    file.version += 1
    file.save()
    happened = PartManifestAgreed if theirs.manifest else PartCountsAgreed
    record(
        happened(
            reference, file.their_officer, file.their_capacity, file.part.other_name, theirs.means, file.electors,
            len(figures),
        ),
        actor=actor,
        subjects=[file, file.part, file.part.contest.poll],
    )  # fmt: skip
    return file


def figures_of(counts: list[dict[str, Any]]) -> dict[str, tuple[int, ...]]:
    """Return counts by district: in person, by post, by proxy, by a proxy who votes by post."""
    found: dict[str, Counter[str]] = {}
    for one in counts:
        found.setdefault(one["district"], Counter())[one["absent"]] += one["electors"]
    return {district: tuple(held[kind] for kind in KINDS) for district, held in sorted(found.items())}


def _typed(figures: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(figures.splitlines(), 1):
        if not line.strip():
            continue
        read = LINE.fullmatch(line.upper())
        if read is None or read[1] in found:
            raise FiguresNotRead(line=number)
        found[read[1]] = tuple(int(value) for value in read.groups()[1:])
    if not found:
        raise FiguresNotRead(line=1)
    return found


def _same(file: BoundaryFile, figures: dict[str, tuple[int, ...]]) -> None:
    held = figures_of(file.counts)
    words = ("in person", "by post", "by proxy", "by a proxy who votes by post")
    places = []
    for district in sorted(held.keys() | figures.keys()):
        theirs, ours = figures.get(district), held.get(district)
        if theirs is None or ours is None:
            places.append(f"district {district} is {'not in the figures' if theirs is None else 'not in the file'}")
            continue
        places += [
            f"district {district}, {word}: {said} said, {there} in the file"
            for word, said, there in zip(words, theirs, ours, strict=True)
            if said != there
        ]
    if places:
        raise FiguresDiffer(places="; ".join(places[:SAID]))
