"""Deletion cases: their sources, what the sources allow, and their determination (REG-252 to 257)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.deletions import WITHOUT_REVIEW, DeletionDecision, Ground, Origin, Outcome, Shows, deletion_ground
from pollwright.law.deletions import DeletionSource as LawSource
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.deletions import DeletionClosed, DeletionOpened, DeletionSourceAdded, DeletionUndone
from pollwright.register.models import Alteration, DeletionCase, DeletionSource, Elector, RegisterEntry
from pollwright.register.operations.altering import withdraw_pending
from pollwright.register.states import AlterationKind, AlterationReason, DeletionState

SERIES = "X"
OPEN: Final = (DeletionState.OPEN, DeletionState.READY, DeletionState.REVIEW, DeletionState.APPROVAL)
REASONS: Final = {
    Ground.DEATH: AlterationReason.DEATH,
    Ground.ELSEWHERE: AlterationReason.ELSEWHERE,
    Ground.TWO_SOURCES: AlterationReason.TWO_SOURCES,
}
LAPSED: Final = "lapsed"
"""The ground of a case whose declaration lapsed (REG-152); it needs no source but the date."""


class CaseIsOpen(Refused):
    """The entry has a case already."""

    code = "register.R160"
    problem = "There is a deletion case of this entry already: {reference}."
    remedy = "Open that case and add your source to it."


class NoEntry(Refused):
    """There is nothing to delete."""

    code = "register.R161"
    problem = "Elector {reference} has no entry in force, or several: say which."
    remedy = "Open the elector and start the case from the entry."


class CaseChanged(Refused):
    """Another officer changed the case."""

    code = "register.R162"
    problem = "Somebody else has changed deletion case {reference} since you opened it. Nothing of yours was saved."
    remedy = "Open it again to see what was changed."


class CaseClosed(Refused):
    """The case is not open."""

    code = "register.R163"
    problem = "Deletion case {reference} is closed."
    remedy = "Open it to see how it ended."


class NothingToUndo(Refused):
    """No deletion of the case waits for a notice."""

    code = "register.R164"
    problem = "Deletion case {reference} has no deletion that could be taken back."
    remedy = "If a notice has carried it and it was wrong, make a correction."


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGiven:
    """One piece of information. `name` is the body or record that it came from, such as a council's own name.

    `particulars` says that the prescribed details and the statement of penalty are there (REG-252).
    """

    origin: Origin
    shows: Shows
    received_on: date
    name: str = ""
    particulars: bool = False
    note: str = ""
    outside_reference: str = ""


@operation(Permission.DELETIONS_RECORD)
def open_deletion(
    *, actor: Actor, elector_reference: str, source: SourceGiven, on: date, entry_id: int | None = None
) -> DeletionCase:
    """Open a case for deleting an elector's entry, with its first source.

    :param entry_id: which entry, where the elector has several.
    :raises NoEntry: where it is not clear which entry, or none is in force.
    :raises CaseIsOpen: where the entry has a case already.
    """
    elector = Elector.objects.select_for_update().filter(authority=actor.authority_id, reference=elector_reference)
    held = elector.first()
    if held is None:
        raise NotFound(kind="elector", reference=elector_reference)
    entries = RegisterEntry.objects.filter(elector=held, effective_to__isnull=True)
    found = list(entries.filter(pk=entry_id) if entry_id is not None else entries)
    if len(found) != 1:
        raise NoEntry(reference=elector_reference)
    if other := DeletionCase.objects.filter(entry=found[0], state__in=OPEN).first():
        raise CaseIsOpen(reference=other.reference)
    case = DeletionCase.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        elector=held,
        entry=found[0],
        ground="",
        opened_on=on,
    )
    _add(case, source)
    settle(case)
    record(
        DeletionOpened(case.reference, elector_reference, f"{source.origin}, {source.shows}"),
        actor=actor,
        subjects=[case, held],
        reason=source.note,
        basis=WITHOUT_REVIEW.describe(),
    )
    return case


@operation(Permission.DELETIONS_RECORD)
def add_source(*, actor: Actor, reference: str, version: int, source: SourceGiven) -> DeletionCase:
    """Add a source to a case; what the sources now allow decides its state.

    :raises CaseChanged: where another officer changed it meanwhile.
    """
    case = case_in_hand(actor, reference, version=version)
    _add(case, source)
    decision = settle(case)
    record(
        DeletionSourceAdded(reference, f"{source.origin}, {source.shows}", decision.outcome),
        actor=actor,
        subjects=[case, case.elector],
        reason=source.note,
        basis=decision.workings[-1].source.describe(),
    )
    return case


@operation(Permission.DELETIONS_RECORD)
def keep_entry(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> DeletionCase:
    """Close a case: the entry stays."""
    case = case_in_hand(actor, reference, version=version)
    case.state, case.closed_on = DeletionState.KEPT, on
    case.version += 1
    case.save(update_fields=["state", "closed_on", "version"])
    record(
        DeletionClosed(reference),
        actor=actor,
        subjects=[case, case.elector],
        reason=reason,
        basis=WITHOUT_REVIEW.describe(),
    )
    return case


@operation(Permission.DELETIONS_DETERMINE)
def undo_deletion(*, actor: Actor, reference: str, version: int, reason: str, at: datetime) -> DeletionCase:
    """Take back a determined deletion that no notice has carried yet; the case is open again.

    :raises NothingToUndo: where none of it waits.
    :raises AlreadyCarried: where a notice has carried it.
    """
    case = case_in_hand(actor, reference, version=version, states=(DeletionState.DELETED,))
    waiting = list(
        Alteration.objects.filter(
            determination__deletion=case, kind=AlterationKind.DELETE, alterationwithdrawal__isnull=True
        )
    )
    if not waiting:
        raise NothingToUndo(reference=reference)
    withdraw_pending(alterations=waiting, reason=reason, at=at)
    case.state, case.closed_on = DeletionState.OPEN, None
    settle(case)
    record(
        DeletionUndone(reference),
        actor=actor,
        subjects=[case, case.elector],
        reason=reason,
        basis=WITHOUT_REVIEW.describe(),
    )
    return case


def case_in_hand(
    actor: Actor, reference: str, *, version: int | None, states: Sequence[DeletionState] = OPEN
) -> DeletionCase:
    """Return a case locked for this act.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises CaseChanged: where it was changed since the officer looked.
    :raises CaseClosed: where it is in none of the states.
    """
    case = (
        DeletionCase.objects.select_for_update(of=("self",))
        .select_related("elector", "entry")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if case is None:
        raise NotFound(kind="deletion case", reference=reference)
    if version is not None and case.version != version:
        raise CaseChanged(reference=reference)
    if case.state not in states:
        raise CaseClosed(reference=reference)
    return case


def settle(case: DeletionCase) -> DeletionDecision:
    """Set the state and ground of a case by what the law makes of its sources, and save it."""
    decision = decision_of(case)
    states = {
        Outcome.MAY_DELETE: DeletionState.READY,
        Outcome.TO_BE_JUDGED: DeletionState.OPEN,
        Outcome.NEEDS_REVIEW: DeletionState.OPEN,
        Outcome.NO_GROUND: DeletionState.OPEN,
    }
    if case.ground != LAPSED:
        case.state = states[decision.outcome]
        case.ground = str(decision.ground or "")
    else:
        case.state = DeletionState.READY
    case.version += 1
    case.save(update_fields=["state", "ground", "closed_on", "version"])
    return decision


def decision_of(case: DeletionCase) -> DeletionDecision:
    """Return what the law makes of the sources of a case."""
    sources = DeletionSource.objects.filter(case=case).order_by("pk").values_list("kind", "origin")
    return deletion_ground([law_source(kind, origin) for kind, origin in sources])


def law_source(kind: str, origin: str) -> LawSource:
    """Return a source as the law takes it, from how it is kept: `origin[|name]` and `shows[+particulars]`."""
    shows, _, particulars = kind.partition("+")
    return LawSource(Origin(origin.partition("|")[0]), Shows(shows), particulars=particulars == "particulars")


def _add(case: DeletionCase, source: SourceGiven) -> None:
    DeletionSource.objects.create(
        authority_id=case.authority_id,
        case=case,
        kind=f"{source.shows}+particulars" if source.particulars else str(source.shows),
        origin=f"{source.origin}|{source.name}"[:150] if source.name else str(source.origin),
        received_on=source.received_on,
        note=source.note[:300],
        outside_reference=source.outside_reference,
    )
