"""Poll cards and registers of rolls as their pages show them, and which card everybody holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.rolls.models import RollCard, RollPapers
from pollwright.rolls.states import PapersState

WENT_OUT = (PapersState.RELEASED, PapersState.REPLACED)


@dataclass(frozen=True, slots=True)
class PapersRow:
    """Papers of a roll in a list."""

    id: int
    reference: str
    votes: int
    in_person: int
    by_post: int
    cards: int
    state: str
    overtaken: str
    prepared_at: datetime
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class PapersFacts:
    """One set of papers of a roll."""

    id: int
    reference: str
    contest: str
    version: int
    state: PapersState
    scheme: str
    votes: int
    in_person: int
    by_post: int
    cards: int
    stations: tuple[dict[str, Any], ...]
    proof: dict[str, int]
    prepared_by: str
    prepared_by_id: int | None
    prepared_at: datetime
    released_by: str
    released_at: datetime | None
    printer_count: int | None
    counted_by: str
    counted_at: datetime | None
    overtaken: str
    because: str
    cards_sha256: str
    registers_sha256: str

    @property
    def miscounted(self) -> bool:
        """Whether the printer made another number of cards than was sent."""
        return self.printer_count is not None and self.printer_count != self.cards


ROW = (
    "pk", "reference", "votes", "in_person", "by_post", "cards", "state", "overtaken", "prepared_at", "released_at",
)  # fmt: skip


def papers_page(authority_id: int, asked: TableRequest, contest: str) -> Page[PapersRow]:
    """Return a page of the papers of a roll."""
    held = RollPapers.objects.filter(authority=authority_id, roll__contest__reference=contest)
    if asked.search:
        held = held.filter(every_word(asked.search, ("reference", "prepared_by", "released_by")))
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*ROW)[: asked.size + 1]
    return Page.gather(asked, [PapersRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def papers_facts(authority_id: int, reference: str) -> PapersFacts:
    """Return one set of papers.

    :raises NotFound: where the authority has none of that reference.
    """
    held = RollPapers.objects.select_related("roll__contest", "cards_file", "registers_file")
    one = held.filter(authority=authority_id, reference=reference).first()
    if one is None:
        raise NotFound(kind="papers of a roll", reference=reference)
    return PapersFacts(
        one.pk, one.reference, one.roll.contest.reference, one.version, PapersState(one.state), one.scheme, one.votes,
        one.in_person, one.by_post, one.cards, tuple(one.stations), one.proof, one.prepared_by, one.prepared_by_id,
        one.prepared_at, one.released_by, one.released_at, one.printer_count, one.counted_by, one.counted_at,
        one.overtaken, one.because, one.cards_file.sha256, one.registers_file.sha256,
    )  # fmt: skip


def cards_held(roll_id: int) -> dict[int, str]:
    """Return what the latest card shows that went out to each vote of a roll, by the number of the vote."""
    sent = RollCard.objects.filter(papers__roll=roll_id, papers__state__in=WENT_OUT)
    return dict(sent.order_by("papers__released_at", "pk").values_list("voter__number", "shows"))


def card_of_vote(authority_id: int, contest: str, number: int) -> list[tuple[str, str, str]]:
    """Return the cards made for a vote, the latest first: number, papers and their state."""
    held = RollCard.objects.filter(
        authority=authority_id, voter__roll__contest__reference=contest, voter__number=number
    )
    return list(held.order_by("-pk").values_list("card", "papers__reference", "papers__state"))
