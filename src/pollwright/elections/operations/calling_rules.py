"""What the law and the timetable say against a poll before it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pollwright.authorities.calendars import nation_of
from pollwright.elections.models import Poll
from pollwright.elections.queries.contest_areas import already_called
from pollwright.elections.queries.counting import counted, holidays_of, mark_of
from pollwright.elections.states import ENDED, SeatsOf
from pollwright.law.combination import CombinedPoll, Together, pair
from pollwright.law.conduct.voting_systems import Contest as Ballot
from pollwright.law.conduct.voting_systems import VotingSystem, contests_of, voting_system
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.messages import joined
from pollwright.refusals import Refused

NOTICES = (Step.NOTICE_OF_ELECTION, Step.NOTICE_OF_REFERENDUM, Step.NOTICE_OF_BALLOT, Step.SPEAKERS_NOTICE)


class TooLateForTheNotice(Refused):
    """The last lawful day of the notice is past."""

    code = "elections.R004"
    problem = "The notice had to be published by {day}, so the poll can't be called for that day any more."
    remedy = "Choose a later day for the poll."


class DoubtsNotAccepted(Refused):
    """The timetable raises doubts, and nobody said why the poll is called all the same."""

    code = "elections.R005"
    problem = "The timetable raises doubts: {doubts}."
    remedy = "Check the day and what set the poll off. To call it all the same, give the reason."


class NotADayForThisPoll(Refused):
    """Another poll of the day stands in the way."""

    code = "elections.R006"
    problem = "This poll can't be held on the same day as {reference}: {rule}."
    remedy = "Choose another day. To call it all the same, give the reason."


class CalledAlready(Refused):
    """An area has such a poll on that day already."""

    code = "elections.R007"
    problem = "These areas have such a poll on {day} already: {areas}."
    remedy = "Add the seats to that contest, or leave the areas out."


class SystemNeedsAReason(Refused):
    """The voting system is not that of the law."""

    code = "elections.R008"
    problem = "The law gives {lawful} for this poll, not {chosen}."
    remedy = "Give the reason for another voting system, or leave it to the law."


@dataclass(frozen=True, slots=True)
class PollAsked:
    """A poll as it is asked for.

    :param body: the short name of the council, force area or constituency, without the word council.
    :param trigger: the day of the writ, vacancy, request or decision, where one sets the poll off.
    :param system: a voting system other than the law's, with its reason (E-05).
    :param doubts_reason: why it is called though its timetable raises doubts.
    """

    kind: Kind
    body: str
    day: date
    seats_of: SeatsOf
    by_election: bool = False
    trigger: date | None = None
    title: str = ""
    title_cy: str = ""
    system: str = ""
    system_reason: str = ""
    doubts_reason: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What the law settles about a poll: its nation, timetable, voting system, and the mark of its calendar."""

    nation: Nation
    timetable: Timetable
    system: str
    calendar: str


def settled(authority_id: int, asked: PollAsked, *, on: date) -> Settled:
    """Return what the law settles about a poll.

    :raises TooLateForTheNotice: where its notice can't be published in time; a rehearsal has no notice.
    :raises DoubtsNotAccepted: where its timetable raises doubts and no reason is given.
    :raises SystemNeedsAReason: where another voting system is chosen without a reason.
    """
    table = holidays_of(authority_id)
    found = counted(
        authority_id, asked.kind, asked.day, by_election=asked.by_election, trigger=asked.trigger, table=table
    )
    last = last_notice(found)
    if last is not None and last < on and not asked.rehearsal:
        raise TooLateForTheNotice(day=last)
    if found.doubts and not asked.doubts_reason:
        raise DoubtsNotAccepted(doubts=joined("; ", found.doubts))
    nation = nation_of(authority_id)
    return Settled(nation, found, _system(asked, nation), mark_of(table))


def last_notice(found: Timetable) -> date | None:
    """Return the last day for the notice of a poll, None where the timetable has none."""
    days = [dated.last for dated in found.steps if dated.step in NOTICES]
    return min(days) if days else None


def lawful_system(kind: Kind, nation: Nation, day: date) -> VotingSystem:
    """Return the voting system of a poll; of one with several ballots, that of its areas."""
    ballots = contests_of(kind, nation, day)
    ballot = Ballot.ONLY if Ballot.ONLY in ballots or not ballots else Ballot.CONSTITUENCY
    return voting_system(kind, nation, day, ballot).system


def _system(asked: PollAsked, nation: Nation) -> str:
    lawful = lawful_system(asked.kind, nation, asked.day).value
    if asked.system and asked.system != lawful and not asked.system_reason:
        raise SystemNeedsAReason(lawful=lawful, chosen=asked.system)
    return asked.system or lawful


def check_areas(authority_id: int, asked: PollAsked, areas: Sequence[tuple[int, str]]) -> None:
    """Refuse a poll whose areas have one of its kind on the day already; a rehearsal stands in nobody's way.

    :param areas: areas, each with the question put there: two questions make two polls, such as two referendums on
        plans of one neighbourhood area.
    :raises CalledAlready: naming them.
    """
    taken = [] if asked.rehearsal else already_called(authority_id, asked.kind, areas, day=asked.day)
    if taken:
        raise CalledAlready(day=asked.day, areas=", ".join(taken[:10]))


def check_day(authority_id: int, asked: PollAsked) -> None:
    """Refuse a poll that the law keeps apart from another of the day, unless a reason is given (C-04).

    :raises NotADayForThisPoll: naming the other.
    """
    if asked.rehearsal or asked.doubts_reason:
        return
    here = CombinedPoll("", asked.kind, asked.day, frozenset(), ordinary=not asked.by_election)
    others = Poll.objects.filter(authority=authority_id, day=asked.day, rehearsal=False).exclude(state__in=ENDED)
    for reference, kind, by_election in others.order_by("reference").values_list("reference", "kind", "by_election"):
        held = pair(here, CombinedPoll(reference, Kind(kind), asked.day, frozenset(), ordinary=not by_election))
        if held.together is Together.FORBIDDEN:
            raise NotADayForThisPoll(reference=reference, rule=held.workings[0].says)
