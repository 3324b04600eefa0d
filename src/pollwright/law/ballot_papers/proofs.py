"""Whether a ballot paper agrees with the statement of persons nominated, before it is printed (B-01, B-13)."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pollwright.law.ballot_papers.numbers import NumberRange, check_marks, overlaps
from pollwright.law.ballot_papers.wording import in_words
from pollwright.law.guidance import COMMISSION_PARLIAMENTARY
from pollwright.law.sources import Source

PROOF: Final = Source(COMMISSION_PARLIAMENTARY, "Production of ballot papers", "B-13")
_NUMBER: Final = re.compile(r"no more than (\S+)|only (one)\b")
_BETWEEN: Final = "\x1f"
_ENDS: Final = "\x1e"


class ProofFault(StrEnum):
    """A way in which a ballot paper differs from what it must be."""

    AREA = "other-area"
    SEATS = "other-number-of-seats"
    INSTRUCTION = "instruction-names-another-number"
    MISSING = "candidate-missing"
    NOT_NOMINATED = "candidate-not-on-the-statement"
    TWICE = "candidate-twice"
    ORDER = "other-order"
    NAME = "other-name"
    ADDRESS = "other-address"
    DESCRIPTION = "other-description"
    EMBLEM = "other-emblem"
    OUT_OF_DATE = "statement-has-changed-since"
    NUMBERS = "numbers-overlap"
    MARKS = "identifying-marks"


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate as printed; `emblem` is the reference and version of the emblem, empty where there is none."""

    reference: str
    name: str
    address: str
    description: str = ""
    emblem: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The part of a statement of persons nominated that a ballot paper repeats: who stands, in order."""

    area: str
    seats: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PaperProof:
    """A ballot paper as it is about to be printed.

    `made_from` is the digest of the statement that it was made from; `ranges` and `marks` those of the whole print run.
    """

    area: str
    seats: int
    instruction: str
    lines: tuple[Line, ...]
    made_from: str
    ranges: tuple[NumberRange, ...] = ()
    marks: tuple[str, ...] = ()
    official_mark: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, and whose line it is on (the candidate's reference), empty where it is of the whole paper."""

    what: ProofFault
    reference: str = ""


def digest(statement: Statement) -> str:
    """Return the SHA-256 of what a statement says, so that a proof can name the statement that it was made from."""
    rows = [
        (statement.area, str(statement.seats)),
        *((line.reference, line.name, line.address, line.description, line.emblem) for line in statement.lines),
    ]
    return hashlib.sha256(_ENDS.join(_BETWEEN.join(row) for row in rows).encode()).hexdigest()


def check_proof(paper: PaperProof, statement: Statement) -> tuple[Fault, ...]:
    """Return every fault of a ballot paper against the statement in force; none where it may be printed.

    Every candidate of the statement must stand on it once, in the same order and words, for the right area and seats.
    """
    return (
        *_of_the_whole(paper, statement),
        *_of_the_lines(paper.lines, statement.lines),
        *((Fault(ProofFault.NUMBERS),) if overlaps(paper.ranges) else ()),
        *((Fault(ProofFault.MARKS),) if check_marks(paper.marks, paper.official_mark) else ()),
    )


def _of_the_whole(paper: PaperProof, statement: Statement) -> Iterable[Fault]:
    if paper.area != statement.area:
        yield Fault(ProofFault.AREA)
    if paper.seats != statement.seats:
        yield Fault(ProofFault.SEATS)
    named = _NUMBER.search(paper.instruction)
    if named and (named[1] or named[2]) not in (in_words(statement.seats), str(statement.seats)):
        yield Fault(ProofFault.INSTRUCTION)
    if paper.made_from != digest(statement):
        yield Fault(ProofFault.OUT_OF_DATE)


def _of_the_lines(printed: Sequence[Line], stated: Sequence[Line]) -> Iterable[Fault]:
    expected = {line.reference: line for line in stated}
    counted = Counter(line.reference for line in printed)
    yield from (Fault(ProofFault.MISSING, reference) for reference in expected if not counted[reference])
    for reference, times in counted.items():
        if reference not in expected:
            yield Fault(ProofFault.NOT_NOMINATED, reference)
        if times > 1:
            yield Fault(ProofFault.TWICE, reference)
    order = [line.reference for line in printed if line.reference in expected]
    kept = [line.reference for line in stated if counted[line.reference]]
    yield from (
        Fault(ProofFault.ORDER, reference)
        for reference, due in zip(dict.fromkeys(order), kept, strict=True)
        if reference != due
    )
    for line in printed:
        if line.reference in expected:
            yield from _differences(line, expected[line.reference])


def _differences(line: Line, due: Line) -> Iterable[Fault]:
    tests = (
        (ProofFault.NAME, line.name, due.name),
        (ProofFault.ADDRESS, line.address, due.address),
        (ProofFault.DESCRIPTION, line.description, due.description),
        (ProofFault.EMBLEM, line.emblem, due.emblem),
    )
    return (Fault(what, line.reference) for what, printed, stated in tests if printed != stated)
