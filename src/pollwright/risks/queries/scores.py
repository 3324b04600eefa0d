"""The scores that risks were ever given, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.pages.tables import Page, TableRequest, Total, every_word, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.risks.models import RiskScore


@dataclass(frozen=True, slots=True)
class ScoreListed:
    """A score in the list of all of them; `score` is None by the scheme of classes."""

    id: int
    scored_on: date
    risk: str
    risk_title: str
    register_title: str
    kind: str
    likelihood: str
    impact: str
    score: int | None
    level: str
    reason: str
    scored_by: str


_FIELDS = (
    "pk", "scored_on", "risk__reference", "risk__title", "risk__register__title", "kind", "likelihood", "impact",
    "score", "level", "reason", "scored_by",
)  # fmt: skip


def scores(authority_id: int, asked: TableRequest) -> Page[ScoreListed]:
    """Return a page of the scores of all risks, those of closed ones too."""
    held = RiskScore.objects.filter(authority=authority_id)
    held = held.filter(every_word(asked.search, ("risk__title", "risk__reference", "reason", "scored_by")))
    held = held.filter(in_days("scored_on", asked.filters.get("scored_on")))
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_FIELDS)[: asked.size + 1]
    return Page.gather(asked, [ScoreListed(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))
