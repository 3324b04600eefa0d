"""Acts on risks: recording, changing, reviewing, closing, escalating and linking them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Max

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.refusals import NotFound, Refused
from pollwright.risks import events, subjects
from pollwright.risks.models import Risk, RiskLink
from pollwright.risks.operations.registers import RISKS, RegisterReadOnly, register_in_hand
from pollwright.risks.states import RiskState, SubjectKind


class RiskChanged(Refused):
    """Another officer changed the risk."""

    code = "risks.R010"
    problem = "Risk {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class RiskNotOpen(Refused):
    """The risk is not in a state where this can be done."""

    code = "risks.R011"
    problem = "Risk {reference} is closed, or waits for its scores to be decided."
    remedy = "Open a closed risk again first; decide the scores of one that was moved from the other scheme."


class ReviewBackwards(Refused):
    """The next review lies before the last."""

    code = "risks.R012"
    problem = "The next review is not after the last one."
    remedy = "Check both days."


LINKED = {
    SubjectKind.PROJECT: "project",
    SubjectKind.CONTRACT: "contract",
    SubjectKind.POLL: "poll",
    SubjectKind.STEP: "such step in the timetable of poll",
}
"""What a risk can be linked with, as a refusal calls it."""


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What is known of a risk besides its scores.

    :param ref: as it is typed in the council's own papers; it need not be unique.
    :param owner: handle of a person; blank where nobody is named here. A risk without an owner warns.
    :param owner_text: the owner as typed, where it is a post or somebody without an account.
    :param closed_text: what is typed in place of a day on which it was closed.
    """

    title: str
    ref: str = ""
    topic: str = ""
    reason: str = ""
    owner: str = ""
    owner_text: str = ""
    treatment_required: bool | None = None
    last_review_on: date | None = None
    next_milestone_on: date | None = None
    next_review_on: date | None = None
    closed_text: str = ""


@operation(Permission.RISKS_EDIT)
def record_risk(*, actor: Actor, reference: str, facts: RiskFacts) -> Risk:
    """Put a risk into the register of that reference; it is scored by an act of its own.

    :raises RegisterReadOnly: where the register is closed or was moved.
    """
    register = register_in_hand(actor, reference)
    values = _stored(actor, facts)
    last = Risk.objects.filter(authority=actor.authority_id, register=register).aggregate(last=Max("position"))["last"]
    risk = Risk.objects.create(
        authority_id=actor.authority_id,
        register=register,
        reference=next_reference(actor.authority_id, RISKS),
        position=(last or 0) + 1,
        **values,
    )
    record(events.RiskRecorded(risk.reference, reference), actor=actor, subjects=[risk, register])
    return risk


@operation(Permission.RISKS_EDIT)
def change_risk(*, actor: Actor, reference: str, version: int, facts: RiskFacts) -> Risk:
    """Change what is known of a risk.

    :raises RiskChanged: where another officer was first.
    """
    risk = risk_in_hand(actor, reference, version)
    wanted = _stored(actor, facts)
    changes = {name: (getattr(risk, name), value) for name, value in wanted.items() if getattr(risk, name) != value}
    save_risk(risk, **wanted)
    record(events.RiskChanged(reference), actor=actor, subjects=[risk], changes=changes)
    return risk


@operation(Permission.RISKS_EDIT)
def review_risk(
    *, actor: Actor, reference: str, version: int, note: str, on: date, next_on: date, milestone_on: date | None = None
) -> Risk:
    """Note that a risk was looked at and stands as it does, and when it is looked at next.

    :raises ReviewBackwards: where the next review is not after this one.
    """
    risk = risk_in_hand(actor, reference, version)
    if next_on <= on:
        raise ReviewBackwards
    changes = {"next_review_on": (risk.next_review_on, next_on)}
    save_risk(risk, last_review_on=on, next_review_on=next_on, next_milestone_on=milestone_on or risk.next_milestone_on)
    record(events.RiskReviewed(reference), actor=actor, subjects=[risk], reason=note, changes=changes)
    return risk


@operation(Permission.RISKS_EDIT)
def close_risk(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Risk:
    """Close a risk: it leaves the matrix and stays in the register (MM-I15)."""
    risk = risk_in_hand(actor, reference, version)
    save_risk(risk, state=RiskState.CLOSED, closed_on=on)
    record(events.RiskClosed(reference), actor=actor, subjects=[risk], reason=reason)
    return risk


@operation(Permission.RISKS_EDIT)
def reopen_risk(*, actor: Actor, reference: str, version: int, reason: str) -> Risk:
    """Open a closed risk again."""
    risk = risk_in_hand(actor, reference, version, RiskState.CLOSED)
    save_risk(risk, state=RiskState.OPEN, closed_on=None)
    record(events.RiskReopened(reference), actor=actor, subjects=[risk], reason=reason)
    return risk


@operation(Permission.RISKS_ESCALATE)
def escalate_risk(*, actor: Actor, reference: str, version: int, to: str, reason: str, on: date) -> Risk:
    """Put a risk before somebody higher, such as the Management Board."""
    risk = risk_in_hand(actor, reference, version)
    save_risk(risk, escalated_to=to, escalated_on=on)
    record(events.RiskEscalated(reference, to), actor=actor, subjects=[risk], reason=reason)
    return risk


@operation(Permission.RISKS_EDIT)
def link_risk(*, actor: Actor, reference: str, version: int, kind: SubjectKind, to: str, title: str) -> Risk:
    """Link a risk with a project, a contract or a poll of that reference, or with the step of a poll that has these words.

    :raises NotFound: where the authority has no such thing.
    """
    risk = risk_in_hand(actor, reference, version)
    title = subjects.title_of(actor.authority_id, kind, to, title) or ""
    if not title:
        raise NotFound(kind=LINKED[kind], reference=to)
    RiskLink.objects.update_or_create(
        authority_id=actor.authority_id, risk=risk, kind=kind, subject_reference=to, defaults={"title": title}
    )
    save_risk(risk)
    record(events.RiskLinked(reference, to), actor=actor, subjects=[risk])
    return risk


@operation(Permission.RISKS_EDIT)
def unlink_risk(*, actor: Actor, reference: str, version: int, kind: SubjectKind, to: str, reason: str) -> Risk:
    """Take a link of a risk back, for example one that was made with the wrong project.

    :raises NotFound: where the risk is not linked with it, for example because another officer was first.
    """
    risk = risk_in_hand(actor, reference, version)
    link = RiskLink.objects.filter(authority=actor.authority_id, risk=risk, kind=kind, subject_reference=to).first()
    if link is None:
        raise NotFound(kind="link", reference=to)
    changes = {"link": (link.title, None)}
    link.delete()
    save_risk(risk)
    record(events.RiskUnlinked(reference, to), actor=actor, subjects=[risk], reason=reason, changes=changes)
    return risk


def risk_in_hand(actor: Actor, reference: str, version: int, *states: RiskState) -> Risk:
    """Return a risk locked for an act, with its register.

    :raises RiskChanged: where it was changed since `version`.
    :raises RegisterReadOnly: where its register is closed or was moved.
    :raises RiskNotOpen: where it is in none of the states; open, unless others are given.
    """
    risk = (
        Risk.objects.select_for_update(of=("self",))
        .select_related("register")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if risk is None:
        raise NotFound(kind="risk", reference=reference)
    if risk.version != version:
        raise RiskChanged(reference=reference)
    if risk.register.closed_on is not None or risk.register.succeeded_by_id is not None:
        raise RegisterReadOnly(reference=risk.register.reference)
    if risk.state not in (states or (RiskState.OPEN,)):
        raise RiskNotOpen(reference=reference)
    return risk


def save_risk(risk: Risk, **values: object) -> None:
    """Save the values given, as the next version."""
    for name, value in values.items():
        setattr(risk, name, value)
    risk.version += 1
    risk.save(update_fields=[*values, "version"])


def _stored(actor: Actor, facts: RiskFacts) -> dict[str, object]:
    values = asdict(facts)
    values["owner_id"] = member_id(actor.authority_id, values.pop("owner"))
    return values
