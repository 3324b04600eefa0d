"""Acts on controls and actions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.refusals import NotFound, Refused
from pollwright.risks import events
from pollwright.risks.models import RiskMeasure
from pollwright.risks.operations.recording import RiskChanged, risk_in_hand, save_risk
from pollwright.risks.operations.registers import MEASURES, RegisterReadOnly
from pollwright.risks.states import Effect, MeasureKind


class NegativeCost(Refused):
    """A cost is below nought."""

    code = "risks.R030"
    problem = "The cost is below nought."
    remedy = "Enter what the action costs, in pounds and pence; nothing where it costs nothing."


class NothingToDo(Refused):
    """The action is done already, or it is a control."""

    code = "risks.R031"
    problem = "{reference} is done already, or it is a control, which is not done once."
    remedy = "Open it to see how it stands."


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A control, or an action with the day by which it is to be done. `owner` is a handle, `owner_text` as typed."""

    kind: MeasureKind
    text: str
    owner: str = ""
    owner_text: str = ""
    due_on: date | None = None
    cost_pence: int | None = None
    effect: Effect = Effect.UNKNOWN


@operation(Permission.RISKS_EDIT)
def add_measure(*, actor: Actor, reference: str, version: int, facts: MeasureFacts) -> RiskMeasure:
    """Add a control or an action to the risk of that reference."""
    risk = risk_in_hand(actor, reference, version)
    measure = RiskMeasure.objects.create(
        authority_id=actor.authority_id,
        risk=risk,
        reference=next_reference(actor.authority_id, MEASURES),
        **_stored(actor, facts),
    )
    save_risk(risk)
    happening = events.MeasureAdded(reference, measure.reference, MeasureKind(facts.kind).value)
    record(happening, actor=actor, subjects=[risk])
    return measure


@operation(Permission.RISKS_EDIT)
def change_measure(*, actor: Actor, reference: str, version: int, facts: MeasureFacts) -> RiskMeasure:
    """Change a control or an action."""
    measure = _measure(actor, reference, version)
    for name, value in _stored(actor, facts).items():
        setattr(measure, name, value)
    measure.version += 1
    measure.save()
    record(events.MeasureChanged(measure.risk.reference, reference), actor=actor, subjects=[measure.risk])
    return measure


@operation(Permission.RISKS_EDIT)
def finish_measure(*, actor: Actor, reference: str, version: int, on: date) -> RiskMeasure:
    """Note that an action is done.

    :raises NothingToDo: where it is done, or is a control.
    """
    measure = _measure(actor, reference, version)
    if measure.done_on is not None or measure.kind != MeasureKind.ACTION:
        raise NothingToDo(reference=reference)
    measure.done_on, measure.version = on, measure.version + 1
    measure.save(update_fields=["done_on", "version"])
    record(events.MeasureDone(measure.risk.reference, reference), actor=actor, subjects=[measure.risk])
    return measure


def _measure(actor: Actor, reference: str, version: int) -> RiskMeasure:
    found = (
        RiskMeasure.objects.select_for_update(of=("self",))
        .select_related("risk__register")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if found is None:
        raise NotFound(kind="control or action", reference=reference)
    if found.version != version:
        raise RiskChanged(reference=reference)
    register = found.risk.register
    if register.closed_on is not None or register.succeeded_by_id is not None:
        raise RegisterReadOnly(reference=register.reference)
    return found


def _stored(actor: Actor, facts: MeasureFacts) -> dict[str, object]:
    if facts.cost_pence is not None and facts.cost_pence < 0:
        raise NegativeCost
    values = asdict(facts)
    values["owner_id"] = member_id(actor.authority_id, values.pop("owner"))
    return values
