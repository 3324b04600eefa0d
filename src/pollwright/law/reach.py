"""How far a rule of polls reaches: for which kinds of poll, in which nations, between which polling days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, TypeVar

from pollwright.law.nations import Nation, NotCovered
from pollwright.law.timetables.kinds import NAMES, Kind

BRITAIN: Final = (Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND)


@dataclass(frozen=True, slots=True)
class Reach:
    """The polls for which a rule is law: those of `kinds` in `nations` from `polls_from` and before `polls_before`."""

    kinds: tuple[Kind, ...]
    nations: tuple[Nation, ...]
    polls_from: date = date.min
    polls_before: date = date.max

    def holds_for(self, kind: Kind, nation: Nation, poll: date) -> bool:
        """Return whether the rule is law for a poll."""
        return kind in self.kinds and nation in self.nations and self.polls_from <= poll < self.polls_before


class Reaching(Protocol):
    """A row of a table of rules."""

    @property
    def reach(self) -> Reach:
        """For which polls it is law."""


Row = TypeVar("Row", bound=Reaching)


def rows_for(rows: Iterable[Row], kind: Kind, nation: Nation, poll: date) -> tuple[Row, ...]:
    """Return the rows that are law for a poll, in the order of the table."""
    return tuple(row for row in rows if row.reach.holds_for(kind, nation, poll))


def row_for(rows: Iterable[Row], kind: Kind, nation: Nation, poll: date, what: str) -> Row:
    """Return the first row that is law for a poll.

    :param what: what the table holds, in words, for the message.
    :raises NotCovered: where there is none.
    """
    for row in rows:
        if row.reach.holds_for(kind, nation, poll):
            return row
    raise NotCovered(f"{NAMES[kind]}: no {what} is held for {nation} on {poll}")
