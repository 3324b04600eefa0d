"""Moving a register from classes to numbers: Pollwright proposes, an officer decides each risk (MM-I13, MM-I14)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.refusals import Refused
from pollwright.risks import events
from pollwright.risks.models import Risk, RiskMeasure, RiskRegister
from pollwright.risks.operations.recording import risk_in_hand, save_risk
from pollwright.risks.operations.registers import (
    MEASURES,
    REGISTERS,
    RISKS,
    RegisterFacts,
    Subject,
    refuse_named_twice,
    register_in_hand,
)
from pollwright.risks.operations.scoring import keep_score, place_in
from pollwright.risks.schemes import OVERALL, Scheme, proposed
from pollwright.risks.states import RiskState, SchemeKind, ScoreKind, SubjectKind

_CARRIED = (
    "ref", "title", "topic", "reason", "owner_id", "owner_text", "treatment_required", "last_review_on",
    "next_milestone_on", "next_review_on", "position",
)  # fmt: skip


class NothingToMove(Refused):
    """Only a register in classes with open risks is moved."""

    code = "risks.R040"
    problem = "Risk register {reference} is scored in numbers already, or it has no open risk."
    remedy = "There is nothing to move."


@operation(Permission.RISKS_EDIT)
def propose_move(*, actor: Actor, reference: str, version: int, title: str) -> RiskRegister:
    """Open a register in numbers with the open risks of one in classes, and propose the inherent score of each.

    The old register is only read from then on. Nothing counts in the new one until an officer has decided it.

    :raises NothingToMove: where it is in numbers, or has no open risk.
    :raises NamedTwice: where a third register in use has that title.
    """
    old = register_in_hand(actor, reference, version)
    risks = list(Risk.objects.filter(authority=actor.authority_id, register=old, state=RiskState.OPEN).order_by("pk"))
    if old.scheme != SchemeKind.CLASSES or not risks:
        raise NothingToMove(reference=reference)
    subject, named = old.subject_id, next_reference(actor.authority_id, REGISTERS)
    facts = RegisterFacts(title, SchemeKind.NUMERIC, old.service, old.period)
    refuse_named_twice(actor.authority_id, facts, Subject(SubjectKind(old.subject_kind), subject), besides=old.pk)
    new = RiskRegister(
        authority_id=actor.authority_id, reference=named, title=named,
        service=old.service, period=old.period, scheme=SchemeKind.NUMERIC, subject_kind=old.subject_kind,
        subject_reference=old.subject_reference, rehearsal=old.rehearsal, guidance=old.guidance,
    )  # fmt: skip
    new.save(force_insert=True)
    old.succeeded_by, old.version = new, old.version + 1
    old.save(update_fields=["succeeded_by", "version"])
    # what it is kept for, and its title, are free only now
    new.subject_id, new.title = subject, title
    new.save(update_fields=["subject_id", "title"])
    _carry(actor, new, risks)
    record(events.MoveProposed(reference, new.reference, len(risks)), actor=actor, subjects=[old, new])
    return new


@operation(Permission.RISKS_EDIT)
def decide_risk(
    *,
    actor: Actor,
    reference: str,
    version: int,
    inherent: tuple[str, str],
    residual: tuple[str, str],
    reason: str,
    on: date,
) -> Risk:
    """Decide the scores of a risk that was moved: the inherent one that was proposed or another, and the residual one.

    :param inherent: likelihood and impact before what is done about the risk.
    :param residual: likelihood and impact as they are now.
    :raises NotInTheScheme: where a mark is none of the scheme's.
    """
    risk = risk_in_hand(actor, reference, version, RiskState.PROPOSED)
    save_risk(risk, state=RiskState.OPEN)
    for kind, (likelihood, impact) in ((ScoreKind.INHERENT, inherent), (ScoreKind.RESIDUAL, residual)):
        impacts = {OVERALL: impact}
        keep_score(actor, risk, kind, place_in(Scheme.NUMERIC, likelihood, impacts), impacts, reason, on)
    happening = events.MoveDecided(reference, " × ".join(inherent), " × ".join(residual))
    record(happening, actor=actor, subjects=[risk], reason=reason)
    return risk


def _carry(actor: Actor, register: RiskRegister, risks: list[Risk]) -> None:
    references = next_references(actor.authority_id, RISKS, len(risks))
    made = Risk.objects.bulk_create(
        Risk(
            authority_id=actor.authority_id,
            register=register,
            reference=reference,
            state=RiskState.PROPOSED,
            moved_from=old,
            proposal=_proposal(old),
            **{name: getattr(old, name) for name in _CARRIED},
        )
        for reference, old in zip(references, risks, strict=True)
    )
    new_of = {old.pk: new for old, new in zip(risks, made, strict=True)}
    measures = list(RiskMeasure.objects.filter(risk__in=risks, done_on__isnull=True).order_by("pk"))
    for measure, reference in zip(measures, next_references(actor.authority_id, MEASURES, len(measures)), strict=True):
        measure.pk, measure.risk, measure.reference, measure.version = None, new_of[measure.risk_id], reference, 1
    RiskMeasure.objects.bulk_create(measures)


def _proposal(risk: Risk) -> dict[str, str]:
    """Return what the old score comes to; nothing of a risk that was never scored."""
    if not risk.likelihood:
        return {}
    found = proposed(risk.likelihood, risk.impacts)
    return {"likelihood": found.likelihood, "impact": found.impact}
