"""What the pages of electorates show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pollwright.elections.models import CardRun, Electorate, ElectorateChange
from pollwright.elections.states import CardRunScope, CardRunState, ElectorateState, Stage
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class ElectorateFacts:
    """A frozen electorate as its pages need it; `target` is the poll or combination it is of."""

    id: int
    reference: str
    target: str
    stage: Stage
    as_at: date
    poll_day: date
    state: ElectorateState
    previous: str
    electors: int
    sha256: str
    frozen_by: str
    frozen_at: datetime
    counts: dict[str, Any] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)

    @property
    def doubts(self) -> int:
        """How many lines have a recorded nationality that denies the vote."""
        return sum(self.counts.get("doubts", {}).values())


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run of poll cards in a list."""

    reference: str
    target: str
    scope: CardRunScope
    electorate: str
    cards: int
    prepared_at: datetime
    state: CardRunState


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A difference between a stage and the one before."""

    id: int
    kind: str
    elector: str
    district: str
    number: int | None
    suffix: int
    cause: str


def electorates_of(authority_id: int, poll_id: int | None, combination_id: int | None) -> list[ElectorateFacts]:
    """Return every electorate of a poll or combination, newest first."""
    held = Electorate.objects.filter(authority=authority_id, poll=poll_id, combination=combination_id)
    return [_facts(each) for each in held.select_related("poll", "combination", "previous").order_by("-pk")]


def electorate_facts(authority_id: int, reference: str) -> ElectorateFacts:
    """Return one electorate.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Electorate.objects.select_related("poll", "combination", "previous")
    found = held.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="electorate", reference=reference)
    return _facts(found)


def runs_of(authority_id: int, poll_id: int | None, combination_id: int | None) -> list[RunLine]:
    """Return every run of poll cards of a poll or combination, newest first."""
    held = CardRun.objects.filter(
        authority=authority_id, electorate__poll=poll_id, electorate__combination=combination_id
    )
    return [run_line(run) for run in _with_target(held).order_by("-pk")]


def card_runs(authority_id: int, asked: TableRequest) -> Page[RunLine]:
    """Return a page of all runs of poll cards."""
    held = _with_target(CardRun.objects.filter(authority=authority_id))
    if state := asked.filters.get("state"):
        held = held.filter(state__in=[state] if isinstance(state, str) else list(state))
    rows = keyset_queryset(held, asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, map(run_line, rows), Total.of(held.order_by()[: COUNTED + 1].count()))


def changes_of_electorate(authority_id: int, electorate_id: int, asked: TableRequest) -> Page[ChangeLine]:
    """Return a page of what differs from the stage before."""
    held = ElectorateChange.objects.filter(authority=authority_id, electorate=electorate_id)
    for name in ("kind", "cause"):
        if value := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": [value] if isinstance(value, str) else list(value)})
    names = ("id", "kind", "elector__reference", "district", "number", "suffix", "cause")
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*names)[: asked.size + 1]
    return Page.gather(asked, [ChangeLine(*row) for row in rows], Total.of(held.order_by()[: COUNTED + 1].count()))


def run_line(run: CardRun) -> RunLine:
    """Return a run as it stands in a list."""
    return RunLine(
        run.reference,
        _target(run.electorate),
        CardRunScope(run.scope),
        run.electorate.reference,
        run.cards,
        run.prepared_at,
        CardRunState(run.state),
    )


def _with_target(held: Any) -> Any:
    return held.select_related("electorate__poll", "electorate__combination")


def _target(electorate: Electorate) -> str:
    of = electorate.poll or electorate.combination
    return of.reference if of else ""


def _facts(held: Electorate) -> ElectorateFacts:
    return ElectorateFacts(
        held.pk,
        held.reference,
        _target(held),
        Stage(held.stage),
        held.as_at,
        held.poll_day,
        ElectorateState(held.state),
        held.previous.reference if held.previous else "",
        held.electors,
        held.sha256,
        held.frozen_by,
        held.frozen_at,
        held.counts,
        held.proof,
    )
