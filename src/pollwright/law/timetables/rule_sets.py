"""All the rule-sets, and which of them a poll goes by."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.nations import Nation, NotCovered
from pollwright.law.timetables.kinds import NAMES, NATIONS, Kind
from pollwright.law.timetables.rules import RuleSet
from pollwright.law.timetables.sets_councils import COUNCILS
from pollwright.law.timetables.sets_mayors import MAYORS_AND_COMMISSIONERS
from pollwright.law.timetables.sets_parliaments import PARLIAMENTS
from pollwright.law.timetables.sets_recall import PETITIONS
from pollwright.law.timetables.sets_referendums import REFERENDUMS
from pollwright.messages import Message, joined, plain, spaced

RULE_SETS: Final[tuple[RuleSet, ...]] = (
    *COUNCILS,
    *MAYORS_AND_COMMISSIONERS,
    *PARLIAMENTS,
    *REFERENDUMS,
    *PETITIONS,
)
"""Where two hold for one poll, the first is meant for that poll alone."""


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll to work the timetable of out.

    `on` is polling day (of a petition, the first day of signing). `trigger` is the day of what set the poll off: the
    writ, the vacancy, the request or the notice, as the kind of poll has it.
    """

    kind: Kind
    nation: Nation
    on: date
    by_election: bool = False
    trigger: date | None = None


def rule_set_of(poll: Poll) -> RuleSet:
    """Return the rules that a poll goes by.

    :raises NotCovered: where there is no such poll in that nation, or no rules are held for that day.
    """
    name = plain(NAMES[poll.kind])
    if poll.nation not in NATIONS[poll.kind]:
        held = joined(", ", (_called(nation) for nation in NATIONS[poll.kind]))
        says = Message(
            "{name}: there is none in {nation}, only in {held}", name=name, nation=_called(poll.nation), held=held
        )
        raise NotCovered(says)
    for one in RULE_SETS:
        if one.holds_for(poll.kind, poll.nation, poll.by_election, poll.on):
            return one
    raise NotCovered(_why_not(poll, name))


def _called(nation: Nation) -> Message:
    return plain(spaced(nation).title())


def _why_not(poll: Poll, name: Message) -> Message:
    like = [one for one in RULE_SETS if one.kind is poll.kind and poll.nation in one.nations]
    same = [one for one in like if one.by_election is poll.by_election]
    if not same:
        return Message("{name}: there are no by-elections", name=name)
    first = min(one.polls_from for one in same)
    last = max(one.polls_before for one in same)
    kind = plain("by-elections" if poll.by_election else "polls")
    if poll.on < first:
        return Message("{name}: rules are held for {kind} from {first}", name=name, kind=kind, first=first)
    return Message("{name}: there are no {kind} from {last} on", name=name, kind=kind, last=last)
