"""Rolls as their pages show them, and as papers are made from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum

from pollwright.elections.models import Contest
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.voters_rolls import RollRule, roll_rule
from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.rolls.models import Roll, RollVoter
from pollwright.rolls.states import RollState, VotesBy


@dataclass(frozen=True, slots=True)
class VoterRow:
    """One vote on a roll."""

    id: int
    number: int
    voter: str
    contact: str
    hereditament: str
    rating_reference: str
    rateable_value: int | None
    send_to: str
    proxy: str
    proxy_address: str
    votes_by: str
    station: int | None
    removed_at: datetime | None
    removed_reason: str
    version: int

    @property
    def goes_to(self) -> str:
        """Where its papers go: to the proxy, to the address given, or to the hereditament (Sch 2 para 10(2))."""
        return self.proxy_address or self.send_to or self.hereditament.split("\n", 1)[0]

    @property
    def addressee(self) -> str:
        """To whom its papers go."""
        return self.proxy or self.contact or self.voter


@dataclass(frozen=True, slots=True)
class Totals:
    """The votes that stand on a roll, and what was ever on it."""

    votes: int = 0
    by_post: int = 0
    value: int = 0
    unvalued: int = 0
    without_station: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class RollFacts:
    """The roll of a contest; `id` is 0 of a contest whose roll nobody has begun.

    :cvar list_by: the last day on which the law has the list prepared; None where it names none.
    """

    id: int
    contest: str
    name: str
    poll: str
    poll_title: str
    day: date
    rule: RollRule
    state: RollState
    votes: int | None
    value: int | None
    spare: int
    frozen_at: datetime | None
    frozen_by: str
    late_reason: str
    file: str
    list_by: date | None
    version: int
    totals: Totals
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class FrozenRoll:
    """A frozen roll as papers are made from it, its lines by number."""

    votes: int
    spare: int
    frozen_at: datetime
    in_person: dict[int, int]
    lines: tuple[VoterRow, ...]

    @property
    def by_post(self) -> tuple[VoterRow, ...]:
        """The lines of those who vote by post."""
        return tuple(line for line in self.lines if line.votes_by == VotesBy.POST)


ROW = (
    "pk", "number", "voter", "contact", "hereditament", "rating_reference", "rateable_value", "send_to", "proxy",
    "proxy_address", "votes_by", "station", "removed_at", "removed_reason", "version",
)  # fmt: skip
SEARCHED = ("voter", "contact", "hereditament", "rating_reference", "proxy", "number")


def contest_of(authority_id: int, reference: str) -> tuple[Contest, RollRule]:
    """Return a contest whose voters are on a roll, with what the law says of it.

    :raises NotFound: where the authority has no such contest.
    """
    held = Contest.objects.select_related("poll").filter(authority=authority_id, reference=reference)
    contest = held.first()
    rule = rule_of(contest) if contest is not None else None
    if contest is None or rule is None:
        raise NotFound(kind="roll", reference=reference)
    return contest, rule


def rule_of(contest: Contest) -> RollRule | None:
    """Return what the law says of the roll of a contest; None where electors of the register vote in it."""
    poll = contest.poll
    return roll_rule(Kind(poll.kind), Nation(poll.nation), own_area=contest.area_id is not None)


def rolls_of_poll(authority_id: int, poll: str) -> list[str]:
    """Return the references of the contests of a poll that have a roll."""
    held = Contest.objects.select_related("poll").filter(authority=authority_id, poll__reference=poll)
    return [one.reference for one in held.filter(area__isnull=True).order_by("pk") if rule_of(one)]


def roll_facts(authority_id: int, reference: str) -> RollFacts:
    """Return the roll of a contest.

    :raises NotFound: where the authority has no contest of that reference that has a roll.
    """
    contest, rule = contest_of(authority_id, reference)
    roll = Roll.objects.select_related("file").filter(contest=contest).first()
    step = contest.poll.steps.filter(step=Step.NOTICE_OF_BALLOT).first() if rule.each_property else None
    return RollFacts(
        id=roll.pk if roll else 0,
        contest=contest.reference,
        name=contest.name,
        poll=contest.poll.reference,
        poll_title=contest.poll.title,
        day=contest.poll.day,
        rule=rule,
        state=RollState(roll.state) if roll else RollState.OPEN,
        votes=roll.votes if roll else None,
        value=roll.value if roll else None,
        spare=roll.spare if roll else 0,
        frozen_at=roll.frozen_at if roll else None,
        frozen_by=roll.frozen_by if roll else "",
        late_reason=roll.late_reason if roll else "",
        file=roll.file.token if roll and roll.file else "",
        list_by=(step.on or step.latest) if step is not None else None,
        version=roll.version if roll else 0,
        totals=totals_of(roll.pk) if roll else Totals(),
        rehearsal=contest.poll.rehearsal,
    )


def totals_of(roll_id: int) -> Totals:
    """Return the sums of a roll as it stands."""
    stands = Q(removed_at__isnull=True)
    found = RollVoter.objects.filter(roll=roll_id).aggregate(
        votes=Count("pk", filter=stands),
        by_post=Count("pk", filter=stands & Q(votes_by=VotesBy.POST)),
        value=Sum("rateable_value", filter=stands),
        unvalued=Count("pk", filter=stands & Q(rateable_value__isnull=True)),
        without_station=Count("pk", filter=stands & Q(votes_by=VotesBy.PERSON, station__isnull=True)),
        removed=Count("pk", filter=~stands),
    )
    return Totals(**{name: value or 0 for name, value in found.items()})


def voters(authority_id: int, asked: TableRequest, contest: str) -> Page[VoterRow]:
    """Return a page of the votes on a roll; those removed only where they are asked for."""
    held = _asked(authority_id, asked, contest)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*ROW)[: asked.size + 1]
    return Page.gather(asked, [VoterRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_voter(authority_id: int, asked: TableRequest, contest: str) -> Iterator[VoterRow]:
    """Yield all votes of a list, in its order."""
    rows = keyset_queryset(_asked(authority_id, asked, contest), asked.order, None).values_list(*ROW)
    yield from (VoterRow(*row) for row in rows.iterator())


def standing_lines(roll_id: int) -> list[VoterRow]:
    """Return the votes that stand on a roll, by number."""
    held = RollVoter.objects.filter(roll=roll_id, removed_at__isnull=True)
    return [VoterRow(*row) for row in held.order_by("number").values_list(*ROW)]


def voter_row(authority_id: int, contest: str, number: int) -> VoterRow:
    """Return one vote of a roll.

    :raises NotFound: where the roll has none of that number.
    """
    found = _of_contest(authority_id, contest).filter(number=number).values_list(*ROW).first()
    if found is None:
        raise NotFound(kind="vote", reference=str(number))
    return VoterRow(*found)


def frozen_roll(contest_id: int) -> FrozenRoll | None:
    """Return the frozen roll of a contest; None where it is not frozen."""
    roll = Roll.objects.filter(contest=contest_id, state=RollState.FROZEN).first()
    if roll is None or roll.votes is None or roll.frozen_at is None:
        return None
    lines = tuple(standing_lines(roll.pk))
    in_person: dict[int, int] = {}
    for line in lines:
        if line.votes_by == VotesBy.PERSON and line.station is not None:
            in_person[line.station] = in_person.get(line.station, 0) + 1
    return FrozenRoll(roll.votes, roll.spare, roll.frozen_at, in_person, lines)


def _of_contest(authority_id: int, contest: str) -> QuerySet[RollVoter]:
    return RollVoter.objects.filter(authority=authority_id, roll__contest__reference=contest)


def _asked(authority_id: int, asked: TableRequest, contest: str) -> QuerySet[RollVoter]:
    removed = bool(asked.filters.get("removed"))
    held = _of_contest(authority_id, contest).filter(removed_at__isnull=not removed)
    if asked.search:
        held = held.filter(every_word(asked.search, SEARCHED))
    if chosen := asked.filters.get("votes_by"):
        held = held.filter(votes_by__in=list(chosen))
    if (proxy := asked.filters.get("proxy")) is not None:
        held = held.exclude(proxy="") if proxy else held.filter(proxy="")
    return held
