"""Acts on registers: opening, changing and closing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.refusals import NotFound, Refused
from pollwright.risks import events
from pollwright.risks.models import Risk, RiskMeasure, RiskRegister
from pollwright.risks.states import MeasureKind, SchemeKind, SubjectKind
from pollwright.risks.topics import TOPICS

REGISTERS, RISKS, MEASURES = "RR", "RK", "RM"
"""Series of references of registers, risks and measures."""


class RegisterChanged(Refused):
    """Another officer changed the register."""

    code = "risks.R001"
    problem = "Risk register {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class RegisterReadOnly(Refused):
    """A closed register, and one that another scheme replaced, are only read."""

    code = "risks.R002"
    problem = "Risk register {reference} is closed, or was moved to another scheme."
    remedy = "It stays as it was. Change the register that took its place."


class SubjectHasRegister(Refused):
    """A poll, project, contract or step has one register."""

    code = "risks.R003"
    problem = "There is a risk register of this already: {reference}."
    remedy = "Open that one, and record the risk there."


class NamedTwice(Refused):
    """Two registers in use of one service, or of one poll, have one title: most likely a second click."""

    code = "risks.R004"
    problem = "There is a register with this title already: {reference}."
    remedy = "Open that one, or give this one another title, such as one with its period."


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What is known of a register. `guidance` is the address of the council's risk strategy."""

    title: str
    scheme: SchemeKind = SchemeKind.NUMERIC
    service: str = ""
    period: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a register is kept for, as the room above names it."""

    kind: SubjectKind = SubjectKind.SERVICE
    id: int | None = None
    reference: str = ""
    rehearsal: bool = False


@operation(Permission.RISKS_EDIT)
def open_register(
    *,
    actor: Actor,
    facts: RegisterFacts,
    subject: Subject | None = None,
    topics: Sequence[tuple[str, str, str]] = (),
) -> RiskRegister:
    """Open a register; `topics` are the risks that it starts with: topic, risk and control, not yet scored.

    :raises SubjectHasRegister: where what it is kept for has one that is open.
    :raises NamedTwice: where one of that title is in use for the same.
    """
    subject = subject or Subject()
    reference = next_reference(actor.authority_id, REGISTERS)  # locks the series, so that two go one after the other
    if subject.id is not None and (held := register_of(actor.authority_id, subject.kind, subject.id)):
        raise SubjectHasRegister(reference=held.reference)
    refuse_named_twice(actor.authority_id, facts, subject)
    register = RiskRegister.objects.create(
        authority_id=actor.authority_id,
        reference=reference,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_reference=subject.reference,
        rehearsal=subject.rehearsal,
        **asdict(facts),
    )
    _start(register, topics)
    record(events.RegisterOpened(register.reference, register.title, len(topics)), actor=actor, subjects=[register])
    return register


def open_for_poll(*, actor: Actor, title: str, poll_id: int, poll: str, rehearsal: bool) -> RiskRegister:
    """Open the register of a poll with the statutory topics (MM-I17, MM-I18)."""
    subject = Subject(SubjectKind.POLL, poll_id, poll, rehearsal)
    return open_register(actor=actor, facts=RegisterFacts(title), subject=subject, topics=TOPICS)


@operation(Permission.RISKS_EDIT)
def change_register(*, actor: Actor, reference: str, version: int, facts: RegisterFacts) -> RiskRegister:
    """Change the particulars of a register; its scheme stays, since scores are never turned into others silently.

    :raises RegisterChanged: where another officer was first.
    :raises NamedTwice: where another register in use has that title, period and service.
    """
    register = register_in_hand(actor, reference, version)
    subject = Subject(SubjectKind(register.subject_kind), register.subject_id)
    refuse_named_twice(actor.authority_id, facts, subject, besides=register.pk)
    wanted = {name: value for name, value in asdict(facts).items() if name != "scheme"}
    changes = {
        name: (getattr(register, name), value) for name, value in wanted.items() if getattr(register, name) != value
    }
    for name, value in wanted.items():
        setattr(register, name, value)
    register.version += 1
    try:
        with transaction.atomic():
            register.save(update_fields=[*wanted, "version"])
    except IntegrityError as there:
        if "register_in_use_named_once" not in str(there):
            raise
        refuse_named_twice(actor.authority_id, facts, subject, besides=register.pk)
        raise
    record(events.RegisterChanged(reference), actor=actor, subjects=[register], changes=changes)
    return register


@operation(Permission.RISKS_EDIT)
def close_register(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> RiskRegister:
    """Close a register, for example when the papers of its poll are sealed; it is only read from then on."""
    register = register_in_hand(actor, reference, version)
    register.closed_on, register.version = on, register.version + 1
    register.save(update_fields=["closed_on", "version"])
    record(events.RegisterClosed(reference), actor=actor, subjects=[register], reason=reason)
    return register


def register_of(authority_id: int, kind: SubjectKind, subject_id: int) -> RiskRegister | None:
    """Return the register in use of what a room above names, or None."""
    return RiskRegister.objects.filter(
        authority=authority_id,
        subject_kind=kind,
        subject_id=subject_id,
        closed_on__isnull=True,
        succeeded_by__isnull=True,
    ).first()


def register_in_hand(actor: Actor, reference: str, version: int | None = None) -> RiskRegister:
    """Return a register that may be changed, locked.

    :raises RegisterChanged: where it was changed since `version`; None is not compared.
    :raises RegisterReadOnly: where it is closed or replaced.
    """
    held = RiskRegister.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="risk register", reference=reference)
    if version is not None and held.version != version:
        raise RegisterChanged(reference=reference)
    if held.closed_on is not None or held.succeeded_by_id is not None:
        raise RegisterReadOnly(reference=reference)
    return held


def refuse_named_twice(
    authority_id: int, facts: RegisterFacts, subject: Subject, *, besides: int | None = None
) -> None:
    """Refuse what a register would be called where another in use is: title, period, service and subject.

    :param besides: the register that is to be called so, or that it takes the place of.
    :raises NamedTwice: naming the other.
    """
    held = RiskRegister.objects.filter(
        authority=authority_id, title__iexact=facts.title, period__iexact=facts.period, service__iexact=facts.service,
        subject_kind=subject.kind, subject_id=subject.id, closed_on__isnull=True, succeeded_by__isnull=True,
    )  # fmt: skip
    others = held if besides is None else held.exclude(pk=besides)
    if twin := others.values_list("reference", flat=True).first():
        raise NamedTwice(reference=twin)


def _start(register: RiskRegister, topics: Sequence[tuple[str, str, str]]) -> None:
    references = next_references(register.authority_id, RISKS, len(topics))
    risks = Risk.objects.bulk_create(
        Risk(
            authority_id=register.authority_id, register=register, reference=reference, ref=str(place), topic=topic,
            title=title, position=place,
        )
        for place, (reference, (topic, title, _)) in enumerate(zip(references, topics, strict=True), start=1)
    )  # fmt: skip
    RiskMeasure.objects.bulk_create(
        RiskMeasure(
            authority_id=register.authority_id,
            risk=risk,
            reference=reference,
            kind=MeasureKind.CONTROL,
            text=control,
        )
        for risk, reference, (_, _, control) in zip(
            risks, next_references(register.authority_id, MEASURES, len(topics)), topics, strict=True
        )
    )
