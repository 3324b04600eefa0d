"""Opening cases: a contact at the counter or by telephone, and every other kind; and putting right what was taken down."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.casework import events
from pollwright.casework.models import Case
from pollwright.casework.operations.counting import count_days
from pollwright.casework.operations.taking import CASES, act_on, note_on, save_case
from pollwright.casework.states import (
    UNLINKED,
    CaseKind,
    CaseState,
    Channel,
    NoteKind,
    OfficeKind,
    Outcome,
    Requester,
)
from pollwright.elections.models import Poll
from pollwright.places.models import Property
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.register.models import Elector
from pollwright.register.operations.contacts import log_contact

ModelT = TypeVar("ModelT", bound=Model)


class ReceivedLater(Refused):
    """A case can't have been received in days to come."""

    code = "casework.R001"
    problem = "The day of receipt, {on}, is still to come."
    remedy = "Enter the day on which it was received, also where nobody looked at it that day."


class NobodyConcerned(Refused):
    """Requests for information and media enquiries link to nobody's registration."""

    code = "casework.R002"
    problem = "A case of this kind is not linked with an elector or a home: it is answered alike whoever asks."
    remedy = "Leave the links empty. A question about somebody's own registration is an enquiry."


class SealedElector(Refused):
    """An anonymous elector is linked only by those who may see them."""

    code = "casework.R003"
    problem = "Elector {reference} can't be linked with a case by you."
    remedy = "Leave the link empty, and tell a senior officer."


class DaysOutOfOrder(Refused):
    """A deadline or an offence lies on the wrong side of the receipt."""

    code = "casework.R004"
    problem = "The deadline lies before the receipt, or the offence after it."
    remedy = "Check the days."


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case when it is taken down.

    :param owner: handle of the person who has it; blank for nobody.
    :param elector: reference; also `property` and `poll`.
    :param deadline: that the requester named, of media enquiries and allegations.
    """

    kind: CaseKind
    channel: Channel
    received_on: date
    subject: str
    words: str = ""
    office: OfficeKind = OfficeKind.COUNCIL
    requester_kind: Requester = Requester.PUBLIC
    requester: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    elector: str = ""
    property: str = ""
    poll: str = ""
    owner: str = ""
    deadline: date | None = None
    offence: str = ""
    offence_on: date | None = None


@operation(Permission.CASE_EDIT)
def open_case(*, actor: Actor, facts: CaseFacts, at: datetime) -> Case:
    """Open a case of any kind; its clock runs from the receipt.

    :raises NotPermitted: of an allegation, where the actor may not see those.
    :raises NobodyConcerned: where its kind links to nobody and a link was given.
    """
    return _opened(actor, facts, at)


@operation(Permission.CONTACT_LOG)
def take_contact(*, actor: Actor, facts: CaseFacts, answered: bool, at: datetime) -> Case:
    """Log a contact as an enquiry; answered at once, it is closed with that.

    What is said about an elector or a home stands in the register's own record of contacts as well, by its reference.
    """
    if facts.kind not in (CaseKind.ENQUIRY, CaseKind.COMPLIMENT):
        raise NotPermitted(permission=Permission.CASE_EDIT.value)
    case = _opened(actor, facts, at)
    if answered:
        day = at.date()
        save_case(case, state=CaseState.CLOSED, at_once=True, outcome=Outcome.ANSWERED, answered_on=day, closed_on=day)
    record(events.ContactTaken(facts.channel.value, case.reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def correct_case(*, actor: Actor, reference: str, version: int, facts: CaseFacts, reason: str, at: datetime) -> Case:
    """Put right what was taken down of a case; its days are counted anew.

    :raises CaseChanged: where another officer was first.
    """
    case = act_on(actor, reference, version, "change")
    before = case.due_on
    wanted = _stored(actor, facts, at)
    changed = [name for name, value in wanted.items() if getattr(case, name) != value]
    moved = "received_on" in changed and case.counted_from == case.received_on
    for name, value in wanted.items():
        setattr(case, name, value)
    if moved:
        case.counted_from = case.stage_on = facts.received_on
    case.restricted = case.restricted or facts.kind is CaseKind.ALLEGATION
    case.folded = _folded(case)
    if case.state != CaseState.WAITING:
        count_days(case, on=at.date())
    save_case(case)
    note_on(actor, case, NoteKind.REASON, reason, at)
    changes = None if case.restricted else {"due_on": (before, case.due_on)}
    names = ", ".join(name for name in changed if name != "folded") or "nothing"
    told = "particulars" if case.restricted else names
    record(events.CaseCorrected(reference, told), actor=actor, subjects=[case], changes=changes)
    return case


def _opened(actor: Actor, facts: CaseFacts, at: datetime) -> Case:
    values = _stored(actor, facts, at)
    case = Case(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, CASES),
        restricted=facts.kind is CaseKind.ALLEGATION,
        stage_on=facts.received_on,
        counted_from=facts.received_on,
        **values,
    )
    case.folded = _folded(case)
    count_days(case, on=at.date())
    case.save(force_insert=True)
    record(events.CaseOpened(case.reference), actor=actor, subjects=[case])
    if not case.restricted and (facts.elector or facts.property):
        log_contact(
            actor=actor,
            channel=facts.channel.value,
            note=f"{facts.subject} ({case.reference})",
            at=at,
            elector_reference=facts.elector,
            property_reference=facts.property,
        )
    return case


def _stored(actor: Actor, facts: CaseFacts, at: datetime) -> dict[str, object]:
    """Return the columns of what was taken down, once it is lawful."""
    if facts.received_on > at.date():
        raise ReceivedLater(on=facts.received_on)
    if facts.kind is CaseKind.ALLEGATION and not actor.may(Permission.INTEGRITY_VIEW):
        raise NotPermitted(permission=Permission.INTEGRITY_VIEW.value)
    too_early = facts.deadline is not None and facts.deadline < facts.received_on
    if too_early or (facts.offence_on is not None and facts.offence_on > facts.received_on):
        raise DaysOutOfOrder
    if facts.kind in UNLINKED and (facts.elector or facts.property):
        raise NobodyConcerned
    values = asdict(facts)
    values["elector"] = _elector(actor, facts.elector)
    values["property"] = _named(Property.objects.filter(authority=actor.authority_id), "property", facts.property)
    values["poll"] = _named(Poll.objects.filter(authority=actor.authority_id), "poll", facts.poll)
    values["owner_id"] = member_id(actor.authority_id, values.pop("owner"))
    return values


def _elector(actor: Actor, reference: str) -> Elector | None:
    found = _named(Elector.objects.filter(authority=actor.authority_id), "elector", reference)
    if found is not None and found.anonymous and not actor.may(Permission.ANONYMOUS_VIEW):
        raise SealedElector(reference=reference)
    return found


def _named(held: QuerySet[ModelT], kind: str, reference: str) -> ModelT | None:
    """Return the row of that reference, None for no reference.

    :raises NotFound: where the authority has none.
    """
    if not reference:
        return None
    found = held.filter(reference=reference).first()
    if found is None:
        raise NotFound(kind=kind, reference=reference)
    return found


def _folded(case: Case) -> str:
    parts = (case.reference, case.subject, case.requester, case.email, case.phone, case.police_reference)
    return " ".join(part for part in parts if part).casefold()
