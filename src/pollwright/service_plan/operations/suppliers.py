"""Contracts as they go on: renewed each year, extended where they may be, and how their suppliers do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import contracts as events
from pollwright.service_plan.models import Contract, ContractStep, SupplierNote
from pollwright.service_plan.operations.contracts import BadContract, ContractChanged, contract_in_hand
from pollwright.service_plan.queries.alarms import WARNED_DAYS, Term, a_year_after, months_before, renewal
from pollwright.service_plan.states import Extension, StepKind, SupplierKind

NOTES = "SPN"


class NotRolling(Refused):
    """The contract does not go on by itself."""

    code = "plan.R060"
    problem = "Contract {reference} does not go on from year to year, or has an end."
    remedy = "Take up its extension, where it has one, or correct the plan's table."


class RenewedAlready(Refused):
    """The next year was confirmed."""

    code = "plan.R061"
    problem = (
        "Contract {reference} is confirmed until {ends}; the year after that is confirmed in the last 180 days before."
    )
    remedy = "Wait until the calendar names it."


class NotExtendable(Refused):
    """There is no option to extend."""

    code = "plan.R062"
    problem = "Contract {reference} may not be extended, as far as its plan says, or it has no end."
    remedy = "Correct the plan's table where it may be."


class ExtensionTooLong(Refused):
    """The new end is outside the option."""

    code = "plan.R063"
    problem = "The new end must come after {ends} and, by its option of {months} months, not after {latest}."
    remedy = "Check the day; a longer term is a new contract."


class NoIssue(Refused):
    """There is nothing to settle."""

    code = "plan.R064"
    problem = "{reference} is no issue, or it is settled."
    remedy = "Open the contract to see how it stands."


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What is noted of a supplier; the score is 1 (poor) to 5 (very good)."""

    kind: SupplierKind
    happened_on: date
    text: str
    score: int | None = None


@operation(Permission.PLAN_EDIT)
def renew_contract(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Contract:
    """Confirm that a contract which goes on from year to year does so once more; its days roll on by a year.

    :raises NotRolling: where it does not. :raises RenewedAlready: where its next year is confirmed and far ahead.
    """
    held = contract_in_hand(actor, reference, version)
    day = renewal(_term(held), on)
    if day is None:
        raise NotRolling(reference=reference)
    if (day - on).days > WARNED_DAYS:
        raise RenewedAlready(reference=reference, ends=day)
    ends = a_year_after(day)
    _step(actor, held, StepKind.RENEWED, day, ends, reason, on)
    _save(held, renewed_to=ends)
    record(events.ContractRenewed(reference, ends), actor=actor, subjects=[held], reason=reason)
    return held


@operation(Permission.PLAN_EDIT)
def extend_contract(*, actor: Actor, reference: str, version: int, ends: date, reason: str, on: date) -> Contract:
    """Take up the option to extend a contract, with its new end; the plan's own end stays as typed.

    :raises NotExtendable: where it may not be extended. :raises ExtensionTooLong: where the end lies outside the option.
    """
    held = contract_in_hand(actor, reference, version)
    now = held.extended_to or held.end_last
    if now is None or held.end_last is None or held.extension != Extension.YES:
        raise NotExtendable(reference=reference)
    months = held.extension_months
    latest = months_before(held.end_last, -months) if months is not None else None
    if ends <= now or (latest is not None and ends > latest):
        raise ExtensionTooLong(ends=now, months=months or "?", latest=latest or "?")
    _step(actor, held, StepKind.EXTENDED, now, ends, reason, on)
    _save(held, extended_to=ends)
    record(events.ContractExtended(reference, ends), actor=actor, subjects=[held], reason=reason)
    return held


@operation(Permission.PLAN_EDIT)
def note_supplier(*, actor: Actor, reference: str, version: int, facts: NoteFacts, on: date) -> SupplierNote:
    """Note how a supplier does under a contract.

    :raises BadContract: where the day is to come, or the score is not 1 to 5.
    """
    held = contract_in_hand(actor, reference, version)
    if facts.happened_on > on:
        raise BadContract(why="The day is still to come.")
    if facts.score is not None and not 1 <= facts.score <= 5:
        raise BadContract(why="The score is not 1 to 5.")
    made = SupplierNote.objects.create(
        authority_id=actor.authority_id, contract=held, reference=next_reference(actor.authority_id, NOTES),
        kind=facts.kind, happened_on=facts.happened_on, text=facts.text, score=facts.score, said_by=actor.name,
    )  # fmt: skip
    _save(held)
    happening = events.SupplierNoted(reference, made.reference, SupplierKind(facts.kind).value)
    record(happening, actor=actor, subjects=[held])
    return made


@operation(Permission.PLAN_EDIT)
def settle_issue(*, actor: Actor, reference: str, version: int, settled: str, on: date) -> SupplierNote:
    """Note how an issue with a supplier was settled.

    :raises NoIssue: where it is none, or is settled.
    """
    found = SupplierNote.objects.select_for_update(of=("self",)).select_related("contract")
    held = found.filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="issue with a supplier", reference=reference)
    if held.kind != SupplierKind.ISSUE or held.settled_on is not None:
        raise NoIssue(reference=reference)
    if held.version != version:
        raise ContractChanged(reference=held.contract.reference)
    held.settled, held.settled_on, held.version = settled, on, held.version + 1
    held.save()
    happening = events.IssueSettled(held.contract.reference, reference)
    record(happening, actor=actor, subjects=[held.contract], reason=settled)
    return held


def _term(held: Contract) -> Term:
    end = held.extended_to or held.end_first
    return Term(held.start_first, end, held.review_first, held.extension, held.notice_months, held.renewed_to)


def _step(actor: Actor, held: Contract, kind: StepKind, ended: date, ends: date, reason: str, on: date) -> None:
    ContractStep.objects.create(
        authority_id=actor.authority_id, contract=held, kind=kind, ended=ended, ends=ends, reason=reason,
        decided_on=on, decided_by=actor.name,
    )  # fmt: skip


def _save(held: Contract, **values: date) -> None:
    for name, value in values.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
