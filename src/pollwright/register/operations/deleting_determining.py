"""Determining deletions, one or many; many of them near a poll only with a second person (fault U4 of the lessons)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.queries.settings import number_of, value_of
from pollwright.authorities.references import next_references
from pollwright.law.deletions import DEATH, WITHOUT_REVIEW, Ground
from pollwright.law.sources import COMMISSION_ENGLAND, Source
from pollwright.refusals import Refused
from pollwright.register.events.deletions import (
    DeletionsDetermined,
    DeletionSourceAdded,
    DeletionsProposed,
    ExpiriesOpened,
)
from pollwright.register.models import DeletionCase, Determination, Notice, RegisterEntry
from pollwright.register.operations.altering import Decided, facts_of, pending, propose_deletion, propose_many
from pollwright.register.operations.deleting import LAPSED, OPEN, REASONS, SERIES, CaseClosed
from pollwright.register.states import AlterationKind, AlterationReason, DeletionState, PaperState
from pollwright.register.states import Outcome as Decision

NEAR_A_POLL_DAYS = 35
"""Calendar days before a poll in which many removals are looked at twice; about the 25 working days of a timetable."""
_LAPSE = Source(COMMISSION_ENGLAND, "Special category electors", "REG-152")
_BASIS = {str(Ground.DEATH): DEATH, LAPSED: _LAPSE}


class SecondPersonNeeded(Refused):
    """The person who asked can't be the one who approves."""

    code = "register.R165"
    problem = "You put these deletions forward, so you can't be the second person."
    remedy = "Ask a colleague who may determine deletions."


@dataclass(frozen=True, slots=True)
class DeletionsOutcome:
    """How many were deleted, how many wait for a second person, and how many were left as they were."""

    deleted: int
    waiting: int
    left: int


@operation(Permission.DELETIONS_DETERMINE)
def determine_deletions(*, actor: Actor, references: Sequence[str], at: datetime, on: date) -> DeletionsOutcome:
    """Delete the entries of cases that are ready; they end with the next notice that can carry them.

    Cases that are not ready, whose entry has ended, or that a deletion waits for already, are left. All wait until a
    second person approves where the authority has chosen so; in the weeks before a poll, more than its number at once.
    """
    ready = _held(actor, references, DeletionState.READY)
    if ready and (why := _why_a_second_person(actor.authority_id, len(ready), on)):
        _propose(actor, ready, why)
        return DeletionsOutcome(0, len(ready), len(references) - len(ready))
    deleted = _delete(actor, ready, at=at, on=on, asked=len(references))
    return DeletionsOutcome(deleted, 0, len(references) - deleted)


@operation(Permission.DELETIONS_DETERMINE)
def approve_deletions(*, actor: Actor, references: Sequence[str], at: datetime, on: date) -> DeletionsOutcome:
    """Delete, as the second person, what a colleague put forward.

    :raises SecondPersonNeeded: where the actor put one of them forward.
    """
    waiting = _held(actor, references, DeletionState.APPROVAL)
    if any(case.proposed_by_id == actor.person_id and case.proposed_by == actor.name for case in waiting):
        raise SecondPersonNeeded
    deleted = _delete(actor, waiting, at=at, on=on, asked=len(references))
    return DeletionsOutcome(deleted, 0, len(references) - deleted)


@operation(Permission.DELETIONS_DETERMINE)
def judge_sources(*, actor: Actor, reference: str, version: int, reasons: str) -> DeletionCase:
    """Record that two sources which may not be robust satisfy the officer, so that the case is ready (REG-253).

    :raises CaseClosed: where the sources are not two.
    """
    from_law = DeletionCase.objects.select_for_update().filter(
        authority=actor.authority_id, reference=reference, version=version, state=DeletionState.OPEN
    )
    case = from_law.first()
    if case is None or case.ground != Ground.TWO_SOURCES:
        raise CaseClosed(reference=reference)
    case.state = DeletionState.READY
    case.version += 1
    case.save(update_fields=["state", "version"])
    record(
        DeletionSourceAdded(reference, "the officer is satisfied", "may-delete"),
        actor=actor,
        subjects=[case, case.elector],
        reason=reasons,
        basis=WITHOUT_REVIEW.describe(),
    )
    return case


@operation(Permission.DELETIONS_RECORD)
def open_expiries(*, actor: Actor, on: date) -> int:
    """Open a case for every entry whose declaration has lapsed by a day (REG-152); return how many."""
    lapsed = list(
        RegisterEntry.objects.filter(
            Q(elector__expires_on__lte=on) | Q(elector__anonymous=True, elector__anonymous_until__lte=on),
            authority=actor.authority_id,
            effective_to__isnull=True,
        )
        .exclude(deletioncase__state__in=OPEN)
        .order_by("pk")
    )
    waiting = set(
        pending(actor.authority_id)
        .filter(kind=AlterationKind.DELETE, entry__in=lapsed)
        .values_list("entry_id", flat=True)
    )
    going = [entry for entry in lapsed if entry.pk not in waiting]
    cases = DeletionCase.objects.bulk_create(
        DeletionCase(
            authority_id=actor.authority_id,
            reference=reference,
            elector_id=entry.elector_id,
            entry=entry,
            ground=LAPSED,
            opened_on=on,
            state=DeletionState.READY,
        )
        for entry, reference in zip(going, next_references(actor.authority_id, SERIES, len(going)), strict=True)
    )
    record(ExpiriesOpened(len(cases), on), actor=actor, subjects=cases, basis=_LAPSE.describe())
    return len(cases)


def poll_near(authority_id: int, on: date) -> date | None:
    """Return the day of the next poll for which notices are planned, where it is near."""
    return (
        Notice.objects.filter(
            authority=authority_id, poll_on__gte=on, poll_on__lte=on + timedelta(days=NEAR_A_POLL_DAYS)
        )
        .exclude(state=PaperState.WITHDRAWN)
        .order_by("poll_on")
        .values_list("poll_on", flat=True)
        .first()
    )


def _held(actor: Actor, references: Sequence[str], state: DeletionState) -> list[DeletionCase]:
    cases = (
        DeletionCase.objects.select_for_update(of=("self",))
        .select_related("entry", "elector")
        .filter(authority=actor.authority_id, reference__in=list(references), state=state)
        .filter(entry__effective_to__isnull=True)
        .order_by("pk")
    )
    held = list(cases)
    waiting = set(
        pending(actor.authority_id)
        .filter(kind=AlterationKind.DELETE, entry__in=[case.entry_id for case in held])
        .values_list("entry_id", flat=True)
    )
    return [case for case in held if case.entry_id not in waiting]


def _why_a_second_person(authority_id: int, cases: int, on: date) -> str:
    """Return why so many deletions wait for a second person, or nothing where they need not."""
    if value_of(authority_id, "registration.second_person_for_deletions", on=on):
        return "the authority asks for it with every deletion"
    poll = poll_near(authority_id, on)
    if poll is not None and cases > number_of(authority_id, "deletions.second_person_above", on=on):
        return f"the poll of {poll:%-d %B %Y} is near"
    return ""


def _propose(actor: Actor, cases: list[DeletionCase], why: str) -> None:
    for case in cases:
        case.state, case.proposed_by, case.proposed_by_id = DeletionState.APPROVAL, actor.name, actor.person_id
        case.version += 1
    DeletionCase.objects.bulk_update(cases, ["state", "proposed_by", "proposed_by_id", "version"], batch_size=1_000)
    record(
        DeletionsProposed(len(cases), why),
        actor=actor,
        subjects=cases,
        basis=WITHOUT_REVIEW.describe(),
    )


def _delete(actor: Actor, cases: list[DeletionCase], *, at: datetime, on: date, asked: int) -> int:
    references = next_references(actor.authority_id, "D", len(cases))
    made = Determination.objects.bulk_create(
        Determination(
            authority_id=actor.authority_id,
            reference=reference,
            outcome=Decision.DELETED,
            deletion=case,
            elector_id=case.elector_id,
            ground=case.ground,
            basis=_BASIS.get(case.ground, WITHOUT_REVIEW).describe()[:120],
            determined_at=at,
            determined_on=on,
            determined_by=actor.name,
            capacity=actor.capacity,
        )
        for case, reference in zip(cases, references, strict=True)
    )
    amended = set(
        pending(actor.authority_id)
        .filter(elector__in=[case.elector_id for case in cases])
        .values_list("elector_id", flat=True)
    )
    plain = []
    for case, determination in zip(cases, made, strict=True):
        decided = Decided(_reason(case.ground), at, on, determination)
        if case.elector_id in amended:
            propose_deletion(entry=case.entry, decided=decided)
        else:
            plain.append((AlterationKind.DELETE, case.elector, case.entry, facts_of(case.entry), decided))
        case.state, case.closed_on = DeletionState.DELETED, on
        case.version += 1
    propose_many(plain)
    DeletionCase.objects.bulk_update(cases, ["state", "closed_on", "version"], batch_size=1_000)
    record(
        DeletionsDetermined(on, len(cases), asked - len(cases), tuple(case.reference for case in cases[:100])),
        actor=actor,
        subjects=[*cases, *(("elector", case.elector_id) for case in cases)],
        basis=WITHOUT_REVIEW.describe(),
    )
    return len(cases)


def _reason(ground: str) -> AlterationReason:
    return AlterationReason.EXPIRY if ground == LAPSED else REASONS[Ground(ground)]
