"""Rows of a table becoming votes of a roll, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from pollwright.acting import Actor
from pollwright.formats.small_tables import RowFault, whole_number
from pollwright.law.voters_rolls import RollRule
from pollwright.rolls.models import Roll, RollVoter
from pollwright.rolls.operations.votes import NAMES, VoteFacts, key_of, read, tidied

MOST_NUMBER = 1_000_000


class Taking:
    """Takes rows over, one after the other, before anything is written."""

    def __init__(self, actor: Actor, roll: Roll, rule: RollRule, there: dict[int, RollVoter]) -> None:
        self.actor, self.roll, self.rule, self.there = actor, roll, rule, there
        self.by_key = {one.key: one for one in there.values() if one.removed_at is None}
        self.added: list[RollVoter] = []
        self.changed: dict[int, RollVoter] = {}
        self.moved: list[int] = []
        self.seen: set[str] = set()

    def take(self, cells: Mapping[str, str]) -> bool:
        """Take one row.

        :raises RowFault: where it has a fault.
        """
        held = self._named(cells)
        before = {name: getattr(held, name) for name in NAMES} if held else {}
        facts = tidied(self.rule, before | read(cells))
        key = key_of(self.rule, facts)
        if key in self.seen:
            raise RowFault("the same vote is in the file twice")
        self.seen.add(key)
        held = held or self.by_key.get(key)
        if held is None:
            number = self.roll.last_number + len(self.added) + 1
            self.added.append(
                RollVoter(authority_id=self.actor.authority_id, roll=self.roll, number=number, key=key, **asdict(facts))
            )
            return True
        return self._change(held, facts, key, cells)

    def _change(self, held: RollVoter, facts: VoteFacts, key: str, cells: Mapping[str, str]) -> bool:
        other = self.by_key.get(key)
        if other is not None and other.pk != held.pk:
            raise RowFault(f"that vote is on the roll already, under number {other.number}")
        wanted = {name: value for name, value in asdict(facts).items() if name in cells}
        differs = {name: value for name, value in wanted.items() if getattr(held, name) != value}
        if not differs:
            return False
        self.by_key.pop(held.key, None)
        for name, value in differs.items():
            setattr(held, name, value)
        if held.key != key:
            self.moved.append(held.pk)
        held.key = key
        held.version += 1
        self.by_key[key] = self.changed[held.number] = held
        return True

    def _named(self, cells: Mapping[str, str]) -> RollVoter | None:
        number = whole_number(cells.get("number", ""), "the number", 1, MOST_NUMBER)
        if number is None:
            return None
        held = self.there.get(number)
        if held is None or held.removed_at is not None:
            raise RowFault("no vote of that number stands on the roll")
        return held
