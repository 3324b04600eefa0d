"""The letters that the register prints, and which of them may vote at which poll (handbook 1.5 and 1.6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Final

from pollwright.law.nations import Nation, NotCovered
from pollwright.law.polls import PollType, Register
from pollwright.law.sources import (
    COMMISSION_POLLING_STATIONS,
    EU_FRANCHISE_REGULATIONS_1995,
    FRANCHISE_REGULATIONS_2023,
    POLICE_REFORM_ACT_2011,
    RECALL_ACT_2015,
    RPA_1983,
    SCOTTISH_FRANCHISE_ACT_2020,
    SENEDD_ACT_2020,
    VOTING_AGE_ACT_2015,
    WELSH_LOCAL_GOVERNMENT_ACT_2021,
    Source,
)


class Letter(StrEnum):
    """A letter of franchise. ``N`` (anonymous) goes with any of them; ``A`` (absent voter) is not one."""

    NONE = ""
    B = "B"
    E = "E"
    F = "F"
    G = "G"
    K = "K"
    L = "L"
    M = "M"
    U = "U"


class UnreadableMarker(ValueError):
    """What another system printed is not a set of the register's letters."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What the register prints against a name: the letter of franchise, N if anonymous, and an attainer's date."""

    letter: Letter
    anonymous: bool = False
    attains_on: date | None = None

    @property
    def text(self) -> str:
        """The letters as they are printed, such as ``B``, ``N`` or ``BN``; empty for the full franchise."""
        return f"{self.letter}N" if self.anonymous else str(self.letter)


def parse_marker(text: str) -> Marker:
    """Return the marker that another system printed, such as ``B``, ``BN``, ``B+N`` or ``n``.

    ``A`` marks an absent voter on a polling station's register, and is passed over. ``N`` always means anonymous
    (REG-130), never attainer.

    :raises UnreadableMarker: where there is a letter of no register, or two letters of franchise.
    """
    letters = {each for each in text.upper() if each not in " +,/;-"} - {"A"}
    franchise = letters - {"N"}
    if len(franchise) > 1 or not franchise <= set(Letter):
        raise UnreadableMarker("The marker is not one letter of franchise, with N where the entry is anonymous")
    return Marker(Letter("".join(franchise)), "N" in letters)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Which letters may vote at a poll in a nation, and from what age, from a day on."""

    poll_type: PollType
    nation: Nation
    in_force_from: date
    register: Register
    minimum_age: int
    letters: frozenset[Letter]
    source: Source


_START = date(2001, 2, 16)
_EU_CHANGE = date(2024, 5, 7)
_BRITAIN = (Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES)

_PARLIAMENTARY = frozenset({Letter.NONE, Letter.F})
_OLD_LOCAL = frozenset({Letter.NONE, Letter.G, Letter.K, Letter.L})
_TESTED_LOCAL = frozenset({Letter.NONE, Letter.B, Letter.L})
_OLD_WELSH = _OLD_LOCAL | {Letter.M}
_WELSH = frozenset({Letter.NONE, Letter.B, Letter.G, Letter.L, Letter.M})
_SCOTTISH = frozenset({Letter.NONE, Letter.L, Letter.M})

_OLD_EU = Source(EU_FRANCHISE_REGULATIONS_1995, "Sch 2", "REG-101")
_TESTED = Source(RPA_1983, "ss 2 and 203B, Sch 6A", "REG-120")
_TESTED_PCC = Source(FRANCHISE_REGULATIONS_2023, "", "REG-120")
_TESTED_REFERENDUM = Source(FRANCHISE_REGULATIONS_2023, "", "REG-120", confirmed=False)
_PCC = Source(POLICE_REFORM_ACT_2011, "s 52", "REG-110", confirmed=False)
_WELSH_LETTERS = Source(COMMISSION_POLLING_STATIONS, "register markers", "REG-124", confirmed=False)

_ENGLISH_POLLS = (PollType.ENGLAND_LOCAL, PollType.PARISH, PollType.MAYOR, PollType.CA_MAYOR)
_ENGLISH_REFERENDUMS = (
    PollType.NEIGHBOURHOOD_REFERENDUM,
    PollType.COUNCIL_TAX_REFERENDUM,
    PollType.GOVERNANCE_REFERENDUM,
)


def _local(
    poll_type: PollType, nation: Nation, since: date, age: int, letters: frozenset[Letter], source: Source
) -> MatrixRow:
    return MatrixRow(poll_type, nation, since, Register.LOCAL, age, letters, source)


MATRIX: Final = (
    *(
        MatrixRow(
            PollType.UK_PARLIAMENT,
            nation,
            _START,
            Register.PARLIAMENTARY,
            18,
            _PARLIAMENTARY,
            Source(RPA_1983, "s 1", "REG-110"),
        )
        for nation in _BRITAIN
    ),
    *(
        MatrixRow(
            PollType.RECALL,
            nation,
            date(2016, 3, 4),
            Register.PARLIAMENTARY,
            18,
            _PARLIAMENTARY,
            Source(RECALL_ACT_2015, "s 10", "REG-110", confirmed=False),
        )
        for nation in _BRITAIN
    ),
    *(
        _local(poll_type, Nation.ENGLAND, _START, 18, _OLD_LOCAL, _OLD_EU)
        for poll_type in (*_ENGLISH_POLLS, *_ENGLISH_REFERENDUMS)
    ),
    *(_local(poll_type, Nation.ENGLAND, _EU_CHANGE, 18, _TESTED_LOCAL, _TESTED) for poll_type in _ENGLISH_POLLS),
    *(
        _local(poll_type, Nation.ENGLAND, _EU_CHANGE, 18, _TESTED_LOCAL, _TESTED_REFERENDUM)
        for poll_type in _ENGLISH_REFERENDUMS
    ),
    *(
        _local(PollType.PCC, nation, date(2012, 11, 15), 18, _OLD_LOCAL, _PCC)
        for nation in (Nation.ENGLAND, Nation.WALES)
    ),
    *(
        _local(PollType.PCC, nation, _EU_CHANGE, 18, _TESTED_LOCAL, _TESTED_PCC)
        for nation in (Nation.ENGLAND, Nation.WALES)
    ),
    _local(PollType.SENEDD, Nation.WALES, _START, 18, _OLD_LOCAL, _OLD_EU),
    _local(
        PollType.SENEDD,
        Nation.WALES,
        date(2021, 5, 6),
        16,
        _OLD_WELSH,
        Source(SENEDD_ACT_2020, "Part 3", "REG-110", confirmed=False),
    ),
    _local(PollType.SENEDD, Nation.WALES, _EU_CHANGE, 16, _WELSH, _WELSH_LETTERS),
    _local(PollType.WELSH_LOCAL, Nation.WALES, _START, 18, _OLD_LOCAL, _OLD_EU),
    _local(
        PollType.WELSH_LOCAL,
        Nation.WALES,
        date(2022, 5, 5),
        16,
        _OLD_WELSH,
        Source(WELSH_LOCAL_GOVERNMENT_ACT_2021, "Part 1", "REG-110", confirmed=False),
    ),
    _local(PollType.WELSH_LOCAL, Nation.WALES, _EU_CHANGE, 16, _WELSH, _WELSH_LETTERS),
    *(
        row
        for poll_type in (PollType.SCOTTISH_PARLIAMENT, PollType.SCOTTISH_LOCAL)
        for row in (
            _local(poll_type, Nation.SCOTLAND, _START, 18, _OLD_LOCAL, _OLD_EU),
            _local(
                poll_type,
                Nation.SCOTLAND,
                date(2015, 7, 24),
                16,
                _OLD_LOCAL,
                Source(VOTING_AGE_ACT_2015, "s 1", "REG-110", confirmed=False),
            ),
            _local(
                poll_type,
                Nation.SCOTLAND,
                date(2020, 8, 3),
                16,
                _SCOTTISH,
                Source(SCOTTISH_FRANCHISE_ACT_2020, "s 1", "REG-124", confirmed=False),
            ),
        )
    ),
)
"""The franchise matrix. Of the rows for a poll and nation, the last to come into force by polling day is the law."""


@cache
def matrix_row(poll_type: PollType, nation: Nation, on: date) -> MatrixRow:
    """Return the law of a poll held in `nation` on `on`.

    :raises NotCovered: where there is no such poll in that nation, or none is held so long ago.
    """
    rows = [row for row in MATRIX if (row.poll_type, row.nation) == (poll_type, nation) and row.in_force_from <= on]
    if not rows:
        raise NotCovered(f"No franchise is held for a poll of the kind {poll_type} in {nation} on {on}")
    return max(rows, key=lambda row: row.in_force_from)


@cache
def letters_on(register: Register, nation: Nation, on: date) -> frozenset[Letter]:
    """Return every letter that some poll on `register` in `nation` allows on `on`: who belongs on that register."""
    latest: dict[PollType, MatrixRow] = {}
    for row in sorted(MATRIX, key=lambda row: row.in_force_from):
        if (row.register, row.nation) == (register, nation) and row.in_force_from <= on:
            latest[row.poll_type] = row
    return frozenset(chain.from_iterable(row.letters for row in latest.values()))
