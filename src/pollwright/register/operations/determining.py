"""Determining one application. The determination takes effect only by a notice (REG-1.1)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.references import next_reference
from pollwright.law.applications import Action
from pollwright.law.listing import may_allow
from pollwright.law.registration import ApplicationKind
from pollwright.law.sources import RPA_1983, Source
from pollwright.law.special_categories import anonymous_term
from pollwright.refusals import Refused
from pollwright.register.events.applications import ApplicationAllowed, ApplicationRejected
from pollwright.register.models import Alteration, Application, Determination, Elector, RegisterEntry
from pollwright.register.operations.altering import (
    Decided,
    EntryFacts,
    pending_facts,
    pending_for,
    propose_addition,
    propose_amendment,
    propose_deletion,
)
from pollwright.register.operations.checks import SomethingUnseen, refuse_unentitled, refuse_unsettled
from pollwright.register.operations.determining_facts import Worked
from pollwright.register.operations.electors import expiry, hidden_of, hide, make_elector
from pollwright.register.operations.intake_holding import in_hand, keep, move
from pollwright.register.operations.intake_linking import link
from pollwright.register.operations.searching import refresh_search
from pollwright.register.states import AlterationKind, AlterationReason, Category, Outcome, Section

SERIES = "D"
BASIS = {
    ApplicationKind.CHANGE_OF_NAME: Source(RPA_1983, "s 10ZD", "REG-251"),
    ApplicationKind.ANONYMOUS: Source(RPA_1983, "s 9B", "REG-170", confirmed=False),
}
ORDINARY_BASIS = Source(RPA_1983, "s 10ZC", "REG-200")
_DETERMINING, _AT_A_PROPERTY = 2_026_112, 2_026_113
STAYS = ("student", "second-home")


class TooEarly(Refused):
    """Objections are still open."""

    code = "register.R147"
    problem = "Application {reference} can't be allowed before {first}: it is open to objection until then."
    remedy = "Allow it from that day. An application may be rejected on any day."


class NoEntryToChange(Refused):
    """The elector has no entry in force."""

    code = "register.R148"
    problem = "The elector of application {reference} has no entry in force to change."
    remedy = "Open the elector. If they are not registered, they need to apply to be registered."


@dataclass(frozen=True, slots=True)
class Deciding:
    """An application being allowed: by whom, when, and what its facts give."""

    actor: Actor
    application: Application
    at: datetime
    on: date
    worked: Worked
    determination: Determination

    def decided(self, reason: AlterationReason) -> Decided:
        """Return the decision as alterations carry it."""
        return Decided(reason, self.at, self.on, self.determination, self.application.received_at)


@operation(Permission.APPLICATIONS_DETERMINE)
def allow_application(
    *, actor: Actor, reference: str, version: int | None, at: datetime, on: date, reasons: str = ""
) -> Determination:
    """Allow an application; the next notice that can carry it makes it take effect.

    :param at: the moment of the determination, and `on` its legal day.
    :raises AlreadyDetermined: where another officer got there first.
    :raises TooEarly: before the sixth working day, unless it is anonymous (REG-231).
    :raises SomethingUnseen: where somebody alike on the register is not settled.
    :raises AlreadyOnTheRegister: where the person has an entry at the address, in force or to come.
    :raises NotEntitled: where the facts do not entitle.
    """
    lock_determining(actor.authority_id, shared=True)
    application = in_hand(actor, reference, version=version)
    move(application, Action.ALLOW)
    answer = may_allow(application.lists_on, on, calendar_of(actor.authority_id), anonymous=application.anonymous)
    if not answer.holds or on < application.may_determine_from:
        raise TooEarly(reference=reference, first=application.may_determine_from)
    _refuse_same_person(application)
    worked = refuse_unentitled(application)
    elector = application.elector or make_elector(application, on=on)
    determination = _determination(
        actor, application, Outcome.ALLOWED, at=at, on=on, elector=elector, ground=_ground(application), reasons=reasons
    )
    deciding = Deciding(actor, application, at, on, worked, determination)
    alterations = _ACTS.get(ApplicationKind(application.kind), _add)(deciding, elector)
    application.elector, application.determined_on = elector, on
    keep(application, ["elector", "determined_on"])
    refresh_search(actor.authority_id, "SELECT %s::bigint", [elector.pk])
    record(
        ApplicationAllowed(reference, determination.reference, on, tuple(str(each.kind) for each in alterations)),
        actor=actor,
        subjects=[application, elector, determination],
        reason=reasons,
        basis=determination.basis,
    )
    return determination


@operation(Permission.APPLICATIONS_DETERMINE)
def reject_application(
    *, actor: Actor, reference: str, version: int | None, at: datetime, on: date, ground: str, reasons: str = ""
) -> Determination:
    """Reject an application, on any day, with the ground that the applicant will be told.

    :raises AlreadyDetermined: where another officer got there first.
    """
    application = in_hand(actor, reference, version=version)
    move(application, Action.REJECT)
    determination = _determination(
        actor, application, Outcome.REJECTED, at=at, on=on, elector=application.elector, ground=ground, reasons=reasons
    )
    application.determined_on = on
    keep(application, ["determined_on"])
    record(
        ApplicationRejected(reference, determination.reference, on, ground),
        actor=actor,
        subjects=[application, determination],
        reason=reasons,
        basis=determination.basis,
    )
    return determination


def lock_determining(authority_id: int, *, shared: bool) -> None:
    """Let single determinations go on side by side, and a bulk one alone."""
    kind = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kind}(%s, %s)", [_DETERMINING, authority_id])


def basis_of(kind: str) -> str:
    """Return the legal basis of a determination of a kind of application."""
    return BASIS.get(ApplicationKind(kind), ORDINARY_BASIS).describe()


def _refuse_same_person(application: Application) -> None:
    """Look once more for somebody alike, one determination at a time for each property.

    :raises SomethingUnseen: where somebody is found whom nobody has settled.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_AT_A_PROPERTY, (application.property_id or 0) % 2**31])
    if application.elector_id is None and application.duplicate_of_id is None:
        link(application.authority_id, [application.reference])
        application.duplicate_of_id = Application.objects.values_list("duplicate_of_id", flat=True).get(
            pk=application.pk
        )
        application.elector_id = Application.objects.values_list("elector_id", flat=True).get(pk=application.pk)
    seen = tuple(application.extra.get("flags", []))
    refuse_unsettled(application, seen)


def _determination(
    actor: Actor,
    application: Application,
    outcome: Outcome,
    *,
    at: datetime,
    on: date,
    elector: Elector | None,
    ground: str,
    reasons: str,
) -> Determination:
    return Determination.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        outcome=outcome,
        application=application,
        elector=elector,
        ground=ground[:200],
        basis=basis_of(application.kind)[:120],
        reasons=reasons,
        determined_at=at,
        determined_on=on,
        determined_by=actor.name,
        capacity=actor.capacity,
    )


def _ground(application: Application) -> str:
    return f"Application of {application.lists_on} allowed"


def facts_of_addition(application: Application, worked: Worked) -> EntryFacts:
    """Return the facts of the entry that an application leads to: where it is printed, and with what."""
    other = application.category in (Category.OVERSEAS, Category.LOCAL_CONNECTION)
    other = other or bool(application.extra.get("address_withheld"))
    section = Section.ANONYMOUS if application.anonymous else Section.OTHER if other else Section.ORDINARY
    if application.district_id is None:
        raise SomethingUnseen(reference=application.reference, what="no property was found for the address.")
    return EntryFacts(
        district_id=application.district_id,
        property_id=application.property_id if section == Section.ORDINARY else None,
        section=section,
        surname=application.surname,
        forenames=application.forenames,
        marker=worked.marker,
        attains_on=worked.attains_on,
        parliamentary=worked.parliamentary,
        local=worked.local,
    )


def _add(deciding: Deciding, elector: Elector) -> list[Alteration]:
    """Add an entry; where the person said they left the address of their other entry, delete that one too."""
    application = deciding.application
    facts = facts_of_addition(application, deciding.worked)
    made = [
        propose_addition(elector=elector, facts=facts, decided=deciding.decided(AlterationReason.APPLICATION)),
        *_left_behind(deciding, elector),
    ]
    if application.duplicate_of_id is not None or application.elector_id is not None:
        _bring_up_to_date(elector, application)
    return made


def _left_behind(deciding: Deciding, elector: Elector) -> list[Alteration]:
    application = deciding.application
    if not application.left_within_a_year or application.other_address in STAYS:
        return []
    entries = RegisterEntry.objects.filter(elector=elector, effective_to__isnull=True).exclude(
        property=application.property_id
    )
    going = [entry for entry in entries if not pending_for(entry).filter(kind=AlterationKind.DELETE).exists()]
    if len(going) != 1:
        return []
    return [propose_deletion(entry=going[0], decided=deciding.decided(AlterationReason.MOVED))]


_STATED_ANEW = ("forenames", "surname", "nationalities", "residence_right", "email", "phone")


def _bring_up_to_date(elector: Elector, application: Application) -> None:
    """Take over from the newest application what the person says of themselves now."""
    for name in _STATED_ANEW:
        if value := getattr(application, name):
            setattr(elector, name, value)
    elector.version += 1
    elector.save(update_fields=[*_STATED_ANEW, "version"])


def _entries_of(deciding: Deciding, elector: Elector) -> list[RegisterEntry]:
    entries = RegisterEntry.objects.filter(elector=elector, effective_to__isnull=True).select_related("elector")
    staying = [entry for entry in entries if not pending_for(entry).filter(kind=AlterationKind.DELETE).exists()]
    if not staying:
        raise NoEntryToChange(reference=deciding.application.reference)
    return staying


def _rename(deciding: Deciding, elector: Elector) -> list[Alteration]:
    application = deciding.application
    made = [
        propose_amendment(
            entry=entry,
            decided=deciding.decided(AlterationReason.NAME),
            facts=dataclasses.replace(
                pending_facts(entry), surname=application.surname, forenames=application.forenames
            ),
        )
        for entry in _entries_of(deciding, elector)
    ]
    elector.previous_surname, elector.previous_forenames = elector.surname, elector.forenames
    elector.surname, elector.forenames = application.surname, application.forenames
    elector.version += 1
    elector.save(update_fields=["previous_surname", "previous_forenames", "surname", "forenames", "version"])
    return made


def _renew(deciding: Deciding, elector: Elector) -> list[Alteration]:
    """Extend the entry; nothing of what is printed changes, so no alteration is made."""
    _entries_of(deciding, elector)
    elector.declared_on = deciding.application.declared_on
    elector.expires_on = expiry(elector.category, deciding.on)
    elector.version += 1
    elector.save(update_fields=["declared_on", "expires_on", "version"])
    return []


def _hide_or_add(deciding: Deciding, elector: Elector) -> list[Alteration]:
    """Make an entry anonymous: the present one by amendment, else a new one."""
    application = deciding.application
    if application.elector_id is None:
        return _add(deciding, elector)
    made = [
        propose_amendment(
            entry=entry,
            decided=deciding.decided(AlterationReason.ANONYMITY),
            facts=dataclasses.replace(
                pending_facts(entry),
                section=Section.ANONYMOUS,
                property_id=None,
                surname="",
                forenames="",
                marker=deciding.worked.marker,
            ),
        )
        for entry in _entries_of(deciding, elector)
    ]
    hide(
        elector,
        until=anonymous_term(deciding.on).ends_on,
        born=application.applicationprivate.date_of_birth,
        particulars=hidden_of(application).values,
    )
    return made


_ACTS = {
    ApplicationKind.CHANGE_OF_NAME: _rename,
    ApplicationKind.RENEWAL: _renew,
    ApplicationKind.ANONYMOUS: _hide_or_add,
}
