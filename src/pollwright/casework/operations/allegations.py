"""Allegations of electoral offences: referral to the police, and evidence with its chain of custody (MM-L10)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework import events
from pollwright.casework.models import Case, CaseEvidence
from pollwright.casework.operations.taking import act_on, note_on, save_case
from pollwright.casework.states import NoteKind
from pollwright.refusals import NotFound, Refused


class ReferredEarlier(Refused):
    """The referral lies before the receipt or in days to come."""

    code = "casework.R040"
    problem = "The day lies before the receipt of case {reference}, or is still to come."
    remedy = "Check the day."


@operation(Permission.INTEGRITY_VIEW)
def refer_allegation(
    *, actor: Actor, reference: str, version: int, on: date, police_reference: str, words: str, at: datetime
) -> Case:
    """Note that an allegation was referred to the police's single point of contact, with their reference."""
    case = act_on(actor, reference, version, "refer")
    if not case.received_on <= on <= at.date():
        raise ReferredEarlier(reference=reference)
    save_case(case, referred_on=on, police_reference=police_reference)
    note_on(actor, case, NoteKind.ACTION, words, at)
    record(events.CaseReferred(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.INTEGRITY_VIEW)
def receive_evidence(
    *, actor: Actor, reference: str, version: int, what: str, holder: str, received_on: date, at: datetime
) -> CaseEvidence:
    """Note a thing that was handed in, and who holds it."""
    case = act_on(actor, reference, version, "evidence")
    if received_on > at.date():
        raise ReferredEarlier(reference=reference)
    last = CaseEvidence.objects.filter(authority=actor.authority_id, case=case).aggregate(last=Max("number"))["last"]
    item = CaseEvidence.objects.create(
        authority_id=actor.authority_id,
        case=case,
        number=(last or 0) + 1,
        what=what,
        holder=holder,
        received_on=received_on,
    )
    save_case(case)
    note_on(actor, case, NoteKind.CUSTODY, f"{item.number}: {what} → {holder}", at)
    record(events.EvidenceReceived(reference, item.number), actor=actor, subjects=[case])
    return item


@operation(Permission.INTEGRITY_VIEW)
def hand_evidence_on(
    *, actor: Actor, reference: str, version: int, number: int, holder: str, words: str, at: datetime
) -> CaseEvidence:
    """Note that a thing changed hands: from whom, to whom, when, and why."""
    case = act_on(actor, reference, version, "custody")
    item = CaseEvidence.objects.filter(authority=actor.authority_id, case=case, number=number).first()
    if item is None:
        raise NotFound(kind="piece of evidence", reference=str(number))
    told = f"{number}: {item.holder} → {holder}. {words}".strip()
    item.holder = holder
    item.save(update_fields=["holder"])
    save_case(case)
    note_on(actor, case, NoteKind.CUSTODY, told, at)
    record(events.EvidenceHanded(reference, number), actor=actor, subjects=[case])
    return item
