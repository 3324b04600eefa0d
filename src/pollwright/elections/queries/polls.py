"""The lists of polls and of contests, and the facts of one of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, Min, Q, QuerySet, Sum, When

from pollwright.elections.models import Contest, Poll
from pollwright.elections.states import ENDED, ContestState, PollState
from pollwright.pages.tables import Page, TableRequest, Total, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound

NEAREST = 12
"""How many of the polls to come stand above the list of all."""


@dataclass(frozen=True, slots=True)
class PollRow:
    """One poll in the list."""

    id: int
    reference: str
    title: str
    kind: str
    body: str
    day: date
    by_election: bool
    rehearsal: bool
    state: str
    combination: str | None
    contests: int
    seats: int


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A poll to come, or polls taken together, by which a list begins.

    :cvar combination: its reference; empty where the poll is taken by itself.
    :cvar poll: reference and title of the poll, where there is one.
    """

    day: date
    combination: str
    poll: str
    title: str
    polls: int
    seats: int
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class PollFacts:
    """One poll, as its page shows it."""

    id: int
    reference: str
    title: str
    title_cy: str
    kind: str
    nation: str
    body: str
    body_slug: str
    seats_of: str
    day: date
    by_election: bool
    trigger_on: date | None
    voting_system: str
    voting_system_reason: str
    doubts_reason: str
    state: str
    notice_published_at: datetime | None
    ended_on: date | None
    ended_reason: str
    rules: str
    calendar: str
    rehearsal: bool
    version: int
    combination: str | None
    rehearsal_of: str | None
    replaces: str | None
    replaces_title: str | None


@dataclass(frozen=True, slots=True)
class ContestRow:
    """One contest in the list and on its page."""

    id: int
    reference: str
    name: str
    area_kind: str | None
    area_code: str | None
    seats: int
    state: str
    ballot_id: str
    question: str
    answers: list[str]
    cards_asked_on: date | None
    cancellation: str
    ended_on: date | None
    ended_reason: str
    version: int
    poll: str
    poll_title: str
    poll_kind: str
    poll_state: str
    day: date
    rehearsal: bool
    replaces: str | None


_POLL = (
    "pk", "reference", "title", "kind", "body", "day", "by_election", "rehearsal", "state", "combination__reference",
    "many", "filled",
)  # fmt: skip
_FACTS = (
    "pk", "reference", "title", "title_cy", "kind", "nation", "body", "body_slug", "seats_of", "day", "by_election",
    "trigger_on", "voting_system", "voting_system_reason", "doubts_reason", "state", "notice_published_at", "ended_on",
    "ended_reason", "rules", "calendar", "rehearsal", "version", "combination__reference", "rehearsal_of__reference",
    "replaces__reference", "replaces__title",
)  # fmt: skip
_CONTEST = (
    "pk", "reference", "name", "area__kind", "area__code", "seats", "state", "ballot_id", "question", "answers", "cards_asked_on",
    "cancellation", "ended_on", "ended_reason", "version", "poll__reference", "poll__title", "poll__kind",
    "poll__state", "poll__day", "poll__rehearsal", "replaces__reference",
)  # fmt: skip


def polls(authority_id: int, asked: TableRequest, combination: str = "") -> Page[PollRow]:
    """Return a page of polls, of all or of those taken together; rehearsals that were thrown away are in no list."""
    held = _polls(authority_id, asked, combination)
    rows = keyset_queryset(_counted(held), asked.order, asked.cursor).values_list(*_POLL)[: asked.size + 1]
    return Page.gather(asked, [_poll(row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_poll(authority_id: int, asked: TableRequest, combination: str = "") -> Iterator[PollRow]:
    """Yield all polls of a list, in its order."""
    rows = keyset_queryset(_counted(_polls(authority_id, asked, combination)), asked.order, None).values_list(*_POLL)
    yield from (_poll(row) for row in rows.iterator())


def coming(authority_id: int, on: date) -> list[ComingDay]:
    """Return the nearest polls from a day on, those taken together as one."""
    held = Poll.objects.filter(authority=authority_id, day__gte=on).exclude(state__in=ENDED)
    grouped = (
        held.order_by()
        .values("day", "rehearsal", "combination__reference", alone=Case(When(combination=None, then=F("pk"))))
        .annotate(
            many=Count("pk", distinct=True), filled=Sum("contests__seats"), one=Min("reference"), named=Min("title")
        )
        .order_by("day", "rehearsal", "one")[:NEAREST]
    )
    return [
        ComingDay(
            day=row["day"],
            combination=row["combination__reference"] or "",
            poll=row["one"] if row["many"] == 1 else "",
            title=row["named"] if row["many"] == 1 else "",
            polls=row["many"],
            seats=row["filled"] or 0,
            rehearsal=row["rehearsal"],
        )
        for row in grouped
    ]


def contests(authority_id: int, asked: TableRequest, *, poll: str = "") -> Page[ContestRow]:
    """Return a page of contests, of one poll where it is named."""
    held = _contests(authority_id, asked, poll)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_CONTEST)[: asked.size + 1]
    return Page.gather(asked, [ContestRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_contest(authority_id: int, asked: TableRequest, *, poll: str = "") -> Iterator[ContestRow]:
    """Yield all contests of a list, in its order."""
    rows = keyset_queryset(_contests(authority_id, asked, poll), asked.order, None).values_list(*_CONTEST)
    yield from (ContestRow(*row) for row in rows.iterator())


def poll_facts(authority_id: int, reference: str) -> PollFacts:
    """Return one poll.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Poll.objects.filter(authority=authority_id, reference=reference).values_list(*_FACTS).first()
    if row is None:
        raise NotFound(kind="poll", reference=reference)
    return PollFacts(*row)


def facts_of_polls(authority_id: int, poll_ids: Collection[int]) -> list[PollFacts]:
    """Return several polls, by reference."""
    held = Poll.objects.filter(authority=authority_id, pk__in=poll_ids).order_by("reference")
    return [PollFacts(*row) for row in held.values_list(*_FACTS)]


def contest_facts(authority_id: int, reference: str) -> ContestRow:
    """Return one contest.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Contest.objects.filter(authority=authority_id, reference=reference).values_list(*_CONTEST).first()
    if row is None:
        raise NotFound(kind="contest", reference=reference)
    return ContestRow(*row)


def has_stopped_contests(poll_id: int) -> bool:
    """Return whether a contest of a poll was countermanded or abandoned."""
    stopped = (ContestState.COUNTERMANDED, ContestState.ABANDONED)
    return Contest.objects.filter(poll=poll_id, state__in=stopped).exists()


def contest_figures(authority_id: int, poll_id: int) -> dict[str, tuple[int, int]]:
    """Return the number of contests and of seats of a poll by the state of the contests."""
    rows = (
        Contest.objects.filter(authority=authority_id, poll=poll_id)
        .values("state")
        .annotate(many=Count("pk"), filled=Sum("seats"))
        .order_by("state")
    )
    return {row["state"]: (row["many"], row["filled"]) for row in rows}


def _polls(authority_id: int, asked: TableRequest, combination: str) -> QuerySet[Poll]:
    held = Poll.objects.filter(authority=authority_id).exclude(state=PollState.DISCARDED)
    if combination:
        held = held.filter(combination__reference=combination)
    if asked.search:
        held = held.filter(
            Q(title__icontains=asked.search) | Q(body__icontains=asked.search) | Q(reference__iexact=asked.search)
        )
    for name in ("kind", "state"):
        if chosen := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(chosen)})
    for name in ("by_election", "rehearsal"):
        if (wanted := asked.filters.get(name)) is not None:
            held = held.filter(**{name: wanted})
    return held.filter(in_days("day", asked.filters.get("day")))


def _contests(authority_id: int, asked: TableRequest, poll: str) -> QuerySet[Contest]:
    held = Contest.objects.filter(authority=authority_id).exclude(poll__state=PollState.DISCARDED)
    if poll:
        held = held.filter(poll__reference=poll)
    if asked.search:
        held = held.filter(
            Q(name__icontains=asked.search) | Q(poll__title__icontains=asked.search) | Q(reference__iexact=asked.search)
        )
    if kinds := asked.filters.get("kind"):
        held = held.filter(poll__kind__in=list(kinds))
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return held.filter(in_days("poll__day", asked.filters.get("day")))


def _counted(held: QuerySet[Poll]) -> QuerySet[Poll]:
    return held.annotate(many=Count("contests"), filled=Sum("contests__seats"))


def _poll(row: tuple[object, ...]) -> PollRow:
    return PollRow(*row[:-1], seats=row[-1] or 0)  # type: ignore[arg-type, misc]


def polls_named(authority_id: int, references: list[str]) -> list[tuple[int, str, str]]:
    """Return id, reference and title of some polls, by polling day; those that are not there are left out."""
    held = Poll.objects.filter(authority=authority_id, reference__in=references).order_by("day", "pk")
    return list(held.values_list("pk", "reference", "title"))
