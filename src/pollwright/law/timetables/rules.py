"""What a rule of a timetable and a dated set of rules are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from pollwright.law.nations import Nation
from pollwright.law.sources import Source
from pollwright.law.timetables.days import Days
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.moments import When
from pollwright.law.timetables.steps import TITLES, Step


class Counted(StrEnum):
    """By whose definition of a day a step is counted."""

    CONDUCT = "conduct"
    ABSENT_VOTING = "absent-voting"
    REGISTRATION = "registration"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Rule:
    """One step of a timetable.

    `by` is the time of day, None where the whole day serves. A rule holds for polls from `polls_from` and before
    `polls_before`, where they are given.
    """

    step: Step
    when: When
    source: Source
    by: time | None = None
    counted: Counted = Counted.CONDUCT
    says: str = ""
    polls_from: date = date.min
    polls_before: date = date.max

    @property
    def title(self) -> str:
        """The step in words."""
        return self.says or TITLES[self.step]

    def holds_for(self, poll: date) -> bool:
        """Return whether the rule is in force for a poll on that day."""
        return self.polls_from <= poll < self.polls_before


@dataclass(frozen=True, slots=True)
class Trigger:
    """What sets a poll off and so bounds its day.

    `called` is what it is, in words; `poll` the lawful range of the poll, counted from it.
    """

    called: str
    poll: When
    source: Source


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one kind of poll in some nations, for polls from a day and before another.

    `by_election` says whether it is the set of by-elections. `days` gives each definition of a day.
    """

    code: str
    kind: Kind
    nations: tuple[Nation, ...]
    by_election: bool
    polls_from: date
    polls_before: date
    days: Mapping[Counted, Days]
    rules: tuple[Rule, ...]
    trigger: Trigger | None = None

    def holds_for(self, kind: Kind, nation: Nation, by_election: bool, poll: date) -> bool:
        """Return whether a poll goes by this set."""
        return (
            (self.kind, self.by_election) == (kind, by_election)
            and nation in self.nations
            and self.polls_from <= poll < self.polls_before
        )


def by_election_of(ordinary: RuleSet, trigger: Trigger, extra: Iterable[Rule] = ()) -> RuleSet:
    """Return the set of by-elections that go by the same rules as the ordinary election."""
    return replace(
        ordinary,
        code=f"{ordinary.code}-by-election",
        by_election=True,
        trigger=trigger,
        rules=(*extra, *ordinary.rules),
    )
