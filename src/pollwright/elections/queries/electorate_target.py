"""What an electorate is frozen for: a poll by itself, or all the polls that are taken together with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pollwright.elections.models import Combination, Contest, Poll, PollStep
from pollwright.elections.states import ENDED, ContestState, Stage
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.refusals import NotFound

VOTED_ON = (ContestState.OPEN, ContestState.CONTESTED)
"""States in which a contest still has, or may have, a poll."""
MOST_NAMED = 3
STEPS = {
    Stage.INTERIM_1: Step.FIRST_INTERIM_ALTERATION,
    Stage.INTERIM_2: Step.SECOND_INTERIM_ALTERATION,
    Stage.FINAL: Step.FINAL_ALTERATION,
}
"""The step of the timetable that a stage follows."""


@dataclass(frozen=True, slots=True)
class TargetContest:
    """A contest that electors vote in. `area_id` is null where hereditaments vote in place of electors."""

    id: int
    reference: str
    name: str
    seats: int
    area_id: int | None
    cards_asked_on: date | None


@dataclass(frozen=True, slots=True)
class TargetPoll:
    """A poll of the target, with the contests in which there is something to vote on."""

    id: int
    reference: str
    title: str
    kind: Kind
    nation: Nation
    notice_published_at: datetime | None
    contests: tuple[TargetContest, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A poll or a combination, by which an electorate is known."""

    reference: str
    title: str
    day: date
    poll_id: int | None
    combination_id: int | None
    rehearsal: bool
    polls: tuple[TargetPoll, ...]

    @property
    def contests(self) -> dict[str, TargetContest]:
        """Every contest by its reference."""
        return {contest.reference: contest for poll in self.polls for contest in poll.contests}

    @property
    def poll_ids(self) -> tuple[int, ...]:
        """Return the ids of its polls."""
        return tuple(poll.id for poll in self.polls)


def target_of(authority_id: int, reference: str) -> Target:
    """Return what a poll's or a combination's reference stands for; a combined poll stands for the combination.

    :raises NotFound: where the authority has neither of that reference.
    """
    poll = Poll.objects.select_related("combination").filter(authority=authority_id, reference=reference).first()
    if poll is not None and poll.combination is None:
        return _target(authority_id, poll.reference, poll.title, poll.day, [poll], None)
    combination = (
        poll.combination
        if poll is not None
        else Combination.objects.filter(authority=authority_id, reference=reference).first()
    )
    if combination is None:
        raise NotFound(kind="poll", reference=reference)
    polls = list(Poll.objects.filter(authority=authority_id, combination=combination).order_by("pk"))
    title = title_of_all([each.title for each in sorted(polls, key=lambda each: each.pk != combination.lead_id)])
    return _target(authority_id, combination.reference, title, combination.day, polls, combination.pk)


def title_of_all(titles: Sequence[str], others: str = "and {count} other polls") -> str:
    """Return what polls taken together are called: by the first of them and how many others, where they are many."""
    if len(titles) <= MOST_NAMED:
        return "; ".join(titles)
    return f"{titles[0]} {others.format(count=len(titles) - 1)}"


def stage_days(authority_id: int, target: Target) -> dict[Stage, date]:
    """Return the day that the timetable gives each stage: the latest among its polls."""
    found: dict[Stage, date] = {}
    published = [poll.notice_published_at for poll in target.polls if poll.notice_published_at]
    if published:
        found[Stage.CARDS] = max(published).date()
    steps = PollStep.objects.filter(authority=authority_id, poll__in=target.poll_ids, step__in=STEPS.values())
    for stage, step in STEPS.items():
        days = [held.on or held.latest for held in steps if held.step == step]
        known = [day for day in days if day is not None]
        if known:
            found[stage] = max(known)
    return found


def _target(
    authority_id: int, reference: str, title: str, day: date, polls: list[Poll], combination_id: int | None
) -> Target:
    held = [poll for poll in polls if poll.state not in ENDED]
    contests = Contest.objects.filter(authority=authority_id, poll__in=held, state__in=VOTED_ON).order_by("pk")
    by_poll: dict[int, list[TargetContest]] = {}
    for each in contests:
        by_poll.setdefault(each.poll_id, []).append(
            TargetContest(each.pk, each.reference, each.name, each.seats, each.area_id, each.cards_asked_on)
        )
    return Target(
        reference=reference,
        title=title,
        day=day,
        poll_id=polls[0].pk if combination_id is None else None,
        combination_id=combination_id,
        rehearsal=any(poll.rehearsal for poll in held),
        polls=tuple(
            TargetPoll(
                poll.pk,
                poll.reference,
                poll.title,
                Kind(poll.kind),
                Nation(poll.nation),
                poll.notice_published_at,
                tuple(by_poll.get(poll.pk, ())),
            )
            for poll in held
        ),
    )
