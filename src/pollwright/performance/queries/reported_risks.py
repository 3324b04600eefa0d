"""Risks as a report tells them: with what moved since the report before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pollwright.risks.models import Risk, RiskScore
from pollwright.risks.queries.rows import live
from pollwright.risks.schemes import SCHEMES, Scheme
from pollwright.risks.states import RiskState, ScoreKind


@dataclass(frozen=True, slots=True)
class Scored:
    """A score, as it stands in a report."""

    likelihood: str
    impact: str
    score: int | None
    level: str

    @property
    def text(self) -> str:
        """`6 Medium` in the scheme of numbers, the cell of the matrix in that of classes: `C-III`."""
        return f"{self.likelihood}-{self.impact}" if self.score is None else f"{self.score} {self.level}"


@dataclass(frozen=True, slots=True)
class ReportedRisk:
    """A risk with its scores now, and the residual score that it had when the last report was made."""

    register: str
    register_title: str
    scheme: str
    ref: str
    title: str
    owned_by: str
    next_review_on: date | None
    closed_on: date | None
    inherent: Scored | None
    residual: Scored | None
    before: Scored | None

    @property
    def way(self) -> int | None:
        """1 where the residual score went up since, -1 down, 0 where it is the same; None where it can't be said."""
        if self.before is None or self.residual is None:
            return None
        if self.before.score is not None and self.residual.score is not None:
            return (self.residual.score > self.before.score) - (self.residual.score < self.before.score)
        moves = {now - then for now, then in zip(self._height(self.residual), self._height(self.before), strict=True)}
        if moves == {0}:
            return 0
        return None if min(moves) < 0 < max(moves) else 1 if max(moves) > 0 else -1

    def _height(self, scored: Scored) -> tuple[int, int]:
        scheme = SCHEMES[Scheme(self.scheme)]
        likelihoods = [step.mark for step in reversed(scheme.likelihoods)]
        return likelihoods.index(scored.likelihood), [step.mark for step in scheme.impacts].index(scored.impact)


_RISK = (
    "pk", "register__reference", "register__title", "register__scheme", "ref", "reference", "title", "owner__name",
    "owner_text", "next_review_on", "closed_on",
)  # fmt: skip


def reported_risks(authority_id: int, service: str, *, since: date | None) -> list[ReportedRisk]:
    """Return the risks of registers in use, of a service and of those that name none, and those closed since a day."""
    held = _of(authority_id, service, since).order_by("register", "position", "pk")
    rows = list(held.values_list(*_RISK))
    latest, before = _scores(authority_id, [row[0] for row in rows], since)
    return [
        ReportedRisk(
            register, register_title, scheme, ref or reference, title, owner or owner_text, review_on, closed_on,
            latest.get((pk, ScoreKind.INHERENT)), latest.get((pk, ScoreKind.RESIDUAL)), before.get(pk),
        )
        for pk, register, register_title, scheme, ref, reference, title, owner, owner_text, review_on, closed_on in rows
    ]  # fmt: skip


def risks_counted(authority_id: int, service: str, *, since: date | None) -> int:
    """Return how many risks there are to report, counted by the database."""
    return _of(authority_id, service, since).count()


def _of(authority_id: int, service: str, since: date | None) -> QuerySet[Risk]:
    open_now = ~Q(state=RiskState.CLOSED)
    held = live(authority_id).filter(open_now if since is None else open_now | Q(closed_on__gt=since))
    return held.filter(Q(register__service__iexact=service[:120]) | Q(register__service="")) if service else held


def _scores(
    authority_id: int, risks: Iterable[int], since: date | None
) -> tuple[dict[tuple[int, str], Scored], dict[int, Scored]]:
    """Return the last score of each kind by risk, and the last residual score up to a day by risk."""
    held = RiskScore.objects.filter(authority=authority_id, risk__in=list(risks)).order_by("pk")
    latest: dict[tuple[int, str], Scored] = {}
    before: dict[int, Scored] = {}
    fields = ("risk_id", "kind", "scored_on", "likelihood", "impact", "score", "level")
    for risk, kind, on, likelihood, impact, score, level in held.values_list(*fields):
        scored = latest[risk, kind] = Scored(likelihood, impact, score, level)
        if kind == ScoreKind.RESIDUAL and since is not None and on <= since:
            before[risk] = scored
    return latest, before
