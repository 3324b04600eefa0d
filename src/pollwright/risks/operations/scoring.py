"""Scoring risks. A new score never takes the place of an old one: the history holds both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.refusals import Refused
from pollwright.risks.events import RiskScored
from pollwright.risks.models import Risk, RiskScore
from pollwright.risks.operations.recording import risk_in_hand, save_risk
from pollwright.risks.schemes import NotOfTheScheme, Placed, Scheme, likelihood_of, placed
from pollwright.risks.states import ScoreKind


class NotInTheScheme(Refused):
    """A likelihood or impact is none of the register's scheme."""

    code = "risks.R020"
    problem = "The score is not one of the scheme of this register, or a category has none."
    remedy = "Choose a likelihood, and an impact for every category, from the scales beside the form."


class NotTheProduct(Refused):
    """The score that was typed is another than likelihood times impact."""

    code = "risks.R021"
    problem = (
        "The risk score typed is {typed}, but the matrix has {score} for likelihood {likelihood} and impact {impact}."
    )
    remedy = "Check likelihood and impact against the paper; leave the score out to have it worked out."


@operation(Permission.RISKS_EDIT)
def score_risk(
    *,
    actor: Actor,
    reference: str,
    version: int,
    kind: ScoreKind,
    likelihood: str,
    impacts: Mapping[str, str],
    on: date,
    reason: str = "",
    typed: int | None = None,
    per_cent: Decimal | None = None,
) -> Risk:
    """Score a risk in the scheme of its register; the residual score is the one that stands in the matrix.

    :param impacts: the mark of each category; of the numeric scheme the one impact under `overall`.
    :param typed: the score as somebody typed it, which must be what the matrix has (MM-I01).
    :param per_cent: the chance, which then decides the likelihood.
    :raises NotInTheScheme: where a mark is none of the scheme's.
    :raises NotTheProduct: where `typed` is another score.
    """
    risk = risk_in_hand(actor, reference, version)
    found = place_in(Scheme(risk.register.scheme), likelihood, impacts, per_cent)
    if typed is not None and found.score is not None and typed != found.score:
        raise NotTheProduct(typed=typed, score=found.score, likelihood=found.likelihood, impact=found.impact)
    before = (risk.likelihood, risk.impact)
    keep_score(actor, risk, kind, found, impacts, reason, on)
    record(
        RiskScored(reference, ScoreKind(kind).value, found.likelihood, found.impact),
        actor=actor,
        subjects=[risk],
        reason=reason,
        changes={"score": (" × ".join(before), f"{found.likelihood} × {found.impact}")} if all(before) else None,
    )
    return risk


def place_in(scheme: Scheme, likelihood: str, impacts: Mapping[str, str], per_cent: Decimal | None = None) -> Placed:
    """Return where a score stands in its scheme.

    :raises NotInTheScheme: where a mark is none of it.
    """
    try:
        return placed(scheme, likelihood if per_cent is None else likelihood_of(scheme, per_cent), impacts)
    except NotOfTheScheme:
        raise NotInTheScheme from None


def keep_score(
    actor: Actor, risk: Risk, kind: ScoreKind, found: Placed, impacts: Mapping[str, str], reason: str, on: date
) -> None:
    """Add a score to the history of a risk; a residual one becomes where it stands."""
    where: dict[str, object] = {
        "likelihood": found.likelihood,
        "impact": found.impact,
        "impacts": dict(impacts),
        "score": found.score,
        "level": found.level.value if found.level else "",
    }
    RiskScore.objects.create(
        authority_id=actor.authority_id,
        risk=risk,
        kind=kind,
        scored_on=on,
        reason=reason,
        scored_by=actor.name,
        **where,
    )
    save_risk(risk, **(where if kind == ScoreKind.RESIDUAL else {}))
