"""Making alterations: the only way by which a determination reaches the register.

These functions are called inside an operation, which records its own event. They write `Alteration` rows and nothing
else; entries change when a notice or a revised register carries them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from pollwright.refusals import Refused
from pollwright.register.models import (
    Alteration,
    AlterationWithdrawal,
    Determination,
    Elector,
    NoticeLine,
    RegisterEntry,
)
from pollwright.register.states import AlterationKind, AlterationReason, Section


class AlreadyOnTheRegister(Refused):
    """The elector has an entry at the address, in force or waiting for a notice."""

    code = "register.R001"
    problem = "Elector {reference} is already on the register at this address, or will be by the next notice."
    remedy = "Open the elector. To change the entry, record a change of name or of facts."


class EntryHasEnded(Refused):
    """The entry is no longer in force."""

    code = "register.R002"
    problem = "This entry of elector {reference} has already ended."
    remedy = "Open the elector to see which entries are in force."


class AlreadyPending(Refused):
    """The entry is about to be deleted by an alteration that no notice has carried yet."""

    code = "register.R003"
    problem = "A deletion of this entry of elector {reference} has already been determined."
    remedy = "Undo that deletion first, before the notice that will carry it."


class AlreadyCarried(Refused):
    """The alteration has taken effect; it can only be put right by a further alteration."""

    code = "register.R004"
    problem = "This alteration has already taken effect in a notice."
    remedy = "Record a correction or a new determination instead."


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """Everything that an entry holds, as it is or as it will be."""

    district_id: int
    property_id: int | None
    section: str = Section.ORDINARY
    surname: str = ""
    forenames: str = ""
    marker: str = ""
    attains_on: date | None = None
    parliamentary: bool = True
    local: bool = True


NAMES = tuple(field.name for field in dataclasses.fields(EntryFacts))


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision behind an alteration, and its moments. `on` is the legal day of the determination."""

    reason: AlterationReason
    at: datetime
    on: date
    determination: Determination | None = None
    received_at: datetime | None = None


def propose_addition(*, elector: Elector, facts: EntryFacts, decided: Decided) -> Alteration:
    """Add an entry for an elector by the next notice.

    :raises AlreadyOnTheRegister: where an entry of the elector at the address is in force or waiting, and is not about
        to be deleted.
    """
    _refuse_twice_at_an_address(elector, facts)
    return _save(_made(AlterationKind.ADD, elector.authority_id, elector.pk, None, facts, decided))


def propose_deletion(
    *, entry: RegisterEntry, decided: Decided, parliamentary: bool = True, local: bool = True
) -> Alteration:
    """Delete an entry, from both registers or one, by the next notice.

    :raises EntryHasEnded: where it is no longer in force.
    :raises AlreadyPending: where a deletion from the same registers waits already.
    """
    _refuse_ended(entry)
    facts = dataclasses.replace(
        pending_facts(entry),
        parliamentary=parliamentary and entry.parliamentary,
        local=local and entry.local,
    )
    return _save(_made(AlterationKind.DELETE, entry.authority_id, entry.elector_id, entry, facts, decided))


def propose_amendment(*, entry: RegisterEntry, decided: Decided, facts: EntryFacts) -> Alteration:
    """Change an entry by the next notice to `facts`, which start from `pending_facts(entry)`.

    :raises EntryHasEnded: where it is no longer in force.
    :raises AlreadyPending: where its deletion is waiting.
    """
    _refuse_ended(entry)
    return _save(_made(AlterationKind.AMEND, entry.authority_id, entry.elector_id, entry, facts, decided))


def propose_many(proposals: Iterable[tuple[AlterationKind, Elector, RegisterEntry | None, EntryFacts, Decided]]) -> int:
    """Make many alterations in few statements; the caller has checked each of them. Return how many."""
    rows = [
        _made(kind, elector.authority_id, elector.pk, entry, facts, decided)
        for kind, elector, entry, facts, decided in proposals
    ]
    return len(Alteration.objects.bulk_create(rows, batch_size=2_000))


def withdraw_pending(*, alterations: Sequence[Alteration], reason: str, at: datetime) -> None:
    """Take back alterations that no notice has carried; the rows stay, with why they were withdrawn.

    :raises AlreadyCarried: where one of them has taken effect; then none is withdrawn.
    """
    ids = [alteration.pk for alteration in alterations]
    if NoticeLine.objects.filter(alteration__in=ids).exists():
        raise AlreadyCarried
    AlterationWithdrawal.objects.bulk_create(
        AlterationWithdrawal(
            alteration=alteration, authority_id=alteration.authority_id, reason=reason[:200], withdrawn_at=at
        )
        for alteration in alterations
    )


def pending(authority_id: int) -> QuerySet[Alteration]:
    """Return the alterations of an authority that wait for a notice, whole or in part."""
    lines = NoticeLine.objects.filter(alteration=OuterRef("pk"))
    return (
        Alteration.objects.filter(authority=authority_id)
        .exclude(Exists(AlterationWithdrawal.objects.filter(alteration=OuterRef("pk"))))
        .exclude(Exists(lines.filter(parliamentary=True)), parliamentary=True)
        .exclude(Exists(lines.filter(local=True)), local=True, parliamentary=False)
    )


def pending_for(entry: RegisterEntry) -> QuerySet[Alteration]:
    """Return what waits for the chain of an entry, oldest first."""
    root = entry.root_id or entry.pk
    chain = RegisterEntry.objects.filter(authority=entry.authority_id).filter(pk=root) | RegisterEntry.objects.filter(
        authority=entry.authority_id, root=root
    )
    return pending(entry.authority_id).filter(entry__in=chain).order_by("pk")


def pending_facts(entry: RegisterEntry) -> EntryFacts:
    """Return the facts of an entry as they will be when everything that waits has taken effect.

    :raises AlreadyPending: where a deletion waits, so there will be nothing.
    """
    waiting = list(pending_for(entry))
    if any(alteration.kind == AlterationKind.DELETE for alteration in waiting):
        raise AlreadyPending(reference=entry.elector.reference)
    return facts_of(waiting[-1] if waiting else entry)


def facts_of(row: RegisterEntry | Alteration) -> EntryFacts:
    """Return the facts that an entry or an alteration holds."""
    return EntryFacts(**{name: getattr(row, name) for name in NAMES})


def _made(
    kind: AlterationKind,
    authority_id: int,
    elector_id: int,
    entry: RegisterEntry | None,
    facts: EntryFacts,
    decided: Decided,
) -> Alteration:
    return Alteration(
        authority_id=authority_id,
        kind=kind,
        reason=decided.reason,
        elector_id=elector_id,
        entry=entry,
        determination=decided.determination,
        received_at=decided.received_at,
        determined_at=decided.at,
        determined_on=decided.on,
        **dataclasses.asdict(facts),
    )


def _save(alteration: Alteration) -> Alteration:
    alteration.save(force_insert=True)
    return alteration


def _refuse_ended(entry: RegisterEntry) -> None:
    held = RegisterEntry.objects.select_for_update(of=("self",)).select_related("elector").get(pk=entry.pk)
    if held.effective_to is not None:
        raise EntryHasEnded(reference=held.elector.reference)
    pending_facts(held)


def _refuse_twice_at_an_address(elector: Elector, facts: EntryFacts) -> None:
    Elector.objects.select_for_update().get(pk=elector.pk)
    for entry in RegisterEntry.objects.filter(
        elector=elector, property=facts.property_id, effective_to__isnull=True
    ).select_related("elector"):
        if not pending_for(entry).filter(kind=AlterationKind.DELETE).exists():
            raise AlreadyOnTheRegister(reference=elector.reference)
    waiting = pending(elector.authority_id).filter(elector=elector, property=facts.property_id, kind=AlterationKind.ADD)
    if waiting.exists():
        raise AlreadyOnTheRegister(reference=elector.reference)
