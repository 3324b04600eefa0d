"""How electors are counted: from marker and nation, never from a stored flag (REG-802, REG-803).

The sets are for SQL (``marker = ANY(...)``): they hold every printed form, anonymous ones too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.markers import Letter, Marker, letters_on, matrix_row, parse_marker
from pollwright.law.nations import Nation
from pollwright.law.polls import PollType, Register
from pollwright.law.sources import ONS_GUIDANCE, Source

COUNTING: Final = Source(ONS_GUIDANCE, "questions and answers", "REG-803")


@dataclass(frozen=True, slots=True)
class Electorate:
    """Electors of each register, attainers among them."""

    parliamentary: int
    local: int


def counted_letters(register: Register, nation: Nation, on: date) -> frozenset[Letter]:
    """Return the letters counted on a register: for the parliamentary, none and F; for the local, all others allowed.

    Letters that can't be right in the nation that day (such as G in England) are counted on neither.
    """
    return letters_on(register, nation, on)


def counted_markers(register: Register, nation: Nation, on: date) -> frozenset[str]:
    """Return every printed marker counted on a register, such as ``""``, ``N``, ``B`` and ``BN``."""
    return _printed(counted_letters(register, nation, on))


def allowed_markers(poll_type: PollType, nation: Nation, on: date) -> frozenset[str]:
    """Return every printed marker that may vote at a poll, of age.

    :raises NotCovered: where there is no such poll in that nation.
    """
    return _printed(matrix_row(poll_type, nation, on).letters)


def electorate(entries_by_marker: Mapping[str, int], nation: Nation, on: date) -> Electorate:
    """Return the electors of both registers from the number of entries with each printed marker.

    :raises UnreadableMarker: where a marker is not made of the register's letters.
    """
    letters = {marker: parse_marker(marker).letter for marker in entries_by_marker}

    def total(register: Register) -> int:
        counted = counted_letters(register, nation, on)
        return sum(number for marker, number in entries_by_marker.items() if letters[marker] in counted)

    return Electorate(total(Register.PARLIAMENTARY), total(Register.LOCAL))


def _printed(letters: frozenset[Letter]) -> frozenset[str]:
    return frozenset(Marker(letter, anonymous).text for letter in letters for anonymous in (False, True))
