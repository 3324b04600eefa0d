"""What the pages of poll cards show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pollwright.elections.models import CardBatch, CardRun, ReturnedCard
from pollwright.elections.states import CardRunScope, CardRunState
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """A batch with what the printer counted."""

    number: int
    kind: str
    cards: int
    sha256: str
    printer_count: int | None
    counted_by: str

    @property
    def wrong(self) -> bool:
        """Whether the printer counted another number."""
        return self.printer_count is not None and self.printer_count != self.cards


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run of poll cards as its page needs it."""

    id: int
    reference: str
    target: str
    electorate: str
    scope: CardRunScope
    state: CardRunState
    batch_size: int
    cards: int
    scheme: str
    prepared_by: str
    prepared_by_id: int | None
    prepared_at: datetime
    released_by: str
    released_at: datetime | None
    completed_at: datetime | None
    version: int
    counts: dict[str, Any] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)
    batches: tuple[BatchFacts, ...] = ()
    returned: int = 0
    packs_sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A card that came back."""

    id: int
    card: str
    run: str
    elector: str
    reason: str
    note: str
    returned_on: date
    logged_by: str


def run_facts(authority_id: int, reference: str) -> RunFacts:
    """Return one run with its batches.

    :raises NotFound: where the authority has none of that reference.
    """
    held = CardRun.objects.select_related("electorate__poll", "electorate__combination")
    run = held.filter(authority=authority_id, reference=reference).first()
    if run is None:
        raise NotFound(kind="run of poll cards", reference=reference)
    names = ("number", "kind", "cards", "sha256", "printer_count", "counted_by")
    batches = CardBatch.objects.filter(authority=authority_id, run=run).order_by("number").values_list(*names)
    of = run.electorate.poll or run.electorate.combination
    return RunFacts(
        run.pk,
        run.reference,
        of.reference if of else "",
        run.electorate.reference,
        CardRunScope(run.scope),
        CardRunState(run.state),
        run.batch_size,
        run.cards,
        run.scheme,
        run.prepared_by,
        run.prepared_by_id,
        run.prepared_at,
        run.released_by,
        run.released_at,
        run.completed_at,
        run.version,
        run.counts,
        run.proof,
        tuple(BatchFacts(*row) for row in batches),
        ReturnedCard.objects.filter(authority=authority_id, run=run).count(),
        run.packs_sent_on,
    )


def batch_of(authority_id: int, reference: str, number: int) -> RunFacts:
    """Return the run that has a batch of this number.

    :raises NotFound: where the authority has no such run, or the run no such batch.
    """
    facts = run_facts(authority_id, reference)
    if number not in {batch.number for batch in facts.batches}:
        raise NotFound(kind="batch of poll cards", reference=f"{reference}, {number}")
    return facts


def returned_cards(authority_id: int, asked: TableRequest) -> Page[ReturnedLine]:
    """Return a page of the cards that came back."""
    held = ReturnedCard.objects.filter(authority=authority_id)
    if reason := asked.filters.get("reason"):
        held = held.filter(reason__in=[reason] if isinstance(reason, str) else list(reason))
    names = ("id", "card", "run__reference", "elector__reference", "reason", "note", "returned_on", "logged_by")
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*names)[: asked.size + 1]
    lines = [ReturnedLine(*row) for row in rows]
    return Page.gather(asked, lines, Total.of(held.order_by()[: COUNTED + 1].count()))
