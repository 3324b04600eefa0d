"""Adding people, changing and ending their roles, stopping them, and helping them back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F, Q

from pollwright.access import events
from pollwright.access.models import Membership, Person
from pollwright.access.passwords import temporary_password
from pollwright.acting import Actor, Channel, Permission, Role
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.refusals import NotFound, Refused


class AlreadyHere(Refused):
    """The person has a role in this authority already."""

    code = "access.R010"
    problem = "A person with this email address has a role in this authority already."
    remedy = "Open the person in the list of people to change the role."


class OwnRole(Refused):
    """Nobody changes their own role, or stops themselves."""

    code = "access.R011"
    problem = "You can't change your own role or stop yourself."
    remedy = "Ask another administrator."


class LastAdministrator(Refused):
    """An authority keeps at least one administrator who can sign in."""

    code = "access.R012"
    problem = "This is the last administrator of the authority."
    remedy = "Make somebody else administrator first."


class RoleElsewhere(Refused):
    """The person works for another authority too, which this administrator does not speak for."""

    code = "access.R013"
    problem = "This person also has a role in another authority."
    remedy = "End their role here, or ask whoever runs the installation: pollwright user --help."


class SameRole(Refused):
    """The person holds that role already."""

    code = "access.R014"
    problem = "The person holds this role already."
    remedy = "Choose another role."


class ReasonMissing(Refused):
    """The act asks for a reason."""

    code = "access.R015"
    problem = "This needs a reason."
    remedy = "Say why, in a few words."


class NotAPerson(Refused):
    """An account needs a name and an email address."""

    code = "access.R017"
    problem = "A person needs a name, and an email address such as name@council.example."
    remedy = "Check what was typed."


class Stopped(Refused):
    """The person has been stopped from signing in, in this installation as a whole."""

    code = "access.R016"
    problem = "The person with this email address has been stopped from signing in."
    remedy = "Let the person sign in again first."


@dataclass(frozen=True, slots=True)
class Added:
    """A person who was added. `password` is to be told to them once, and is empty for one who had an account."""

    person: Person
    password: str


@operation(Permission.USERS_MANAGE)
def add_person(*, actor: Actor, email: str, name: str, role: Role, on: date, password: str = "") -> Added:
    """Give a person a role in the actor's authority, with an account where they have none in this installation.

    :param password: what a demonstration sets; otherwise one is made up, and must be changed at the first sign-in.
    :raises NotAPerson: where there is no name, or the address can't be one.
    :raises AlreadyHere: where the person has a role here.
    :raises Stopped: where the person may not sign in any more.
    """
    if not name.strip() or not _can_be_an_address(email.strip()):
        raise NotAPerson
    lock_people(actor)
    person = Person.objects.filter(email__iexact=email.strip()).first()
    given = ""
    if person is None:
        given = password or temporary_password()
        person = Person.objects.create(
            email=email.strip(), name=name.strip(), password=make_password(given), password_temporary=not password
        )
    elif not person.is_active:
        raise Stopped
    elif Membership.objects.filter(in_force(on), authority=actor.authority_id, person=person).exists():
        raise AlreadyHere
    Membership.objects.create(authority_id=actor.authority_id, person=person, role=role, valid_from=on)
    record(events.PersonAdded(person.name, role), actor=actor, subjects=[person])
    return Added(person, given)


def _can_be_an_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


@operation(Permission.USERS_MANAGE)
def change_role(*, actor: Actor, handle: str, role: Role, on: date, reason: str = "") -> Membership:
    """Change a person's role in the actor's authority from `on`.

    :raises OwnRole: where it is the actor's own.
    :raises SameRole: where nothing would change.
    :raises LastAdministrator: where no administrator would remain.
    """
    lock_people(actor)
    held = membership(actor, handle, on)
    if held.person_id == actor.person_id:
        raise OwnRole
    if held.role == role:
        raise SameRole
    _keep_an_administrator(actor, held, on)
    before = held.role
    end(held, on)
    begun = Membership.objects.create(
        authority_id=actor.authority_id, person_id=held.person_id, role=role, valid_from=on
    )
    record(events.RoleChanged(held.person.name, before, role), actor=actor, subjects=[held.person], reason=reason)
    return begun


@operation(Permission.USERS_MANAGE)
def end_membership(*, actor: Actor, handle: str, on: date, reason: str) -> None:
    """End a person's role in the actor's authority from `on`; their account stays.

    :raises OwnRole: where it is the actor's own.
    :raises LastAdministrator: where no administrator would remain.
    """
    _reasoned(reason)
    lock_people(actor)
    held = membership(actor, handle, on)
    if held.person_id == actor.person_id:
        raise OwnRole
    _keep_an_administrator(actor, held, on)
    end(held, on)
    record(events.MembershipEnded(held.person.name, held.role), actor=actor, subjects=[held.person], reason=reason)


@operation(Permission.USERS_MANAGE)
def deactivate_person(*, actor: Actor, handle: str, on: date, reason: str) -> None:
    """Stop a person from signing in anywhere, at once.

    :raises OwnRole: where it is the actor.
    :raises RoleElsewhere: where another authority relies on the person too.
    :raises LastAdministrator: where no administrator would remain.
    """
    _reasoned(reason)
    lock_people(actor)
    held = membership(actor, handle, on)
    if held.person_id == actor.person_id:
        raise OwnRole
    _speaks_for(actor, held.person_id, on)
    _keep_an_administrator(actor, held, on)
    Person.objects.filter(pk=held.person_id).update(is_active=False, session_epoch=F("session_epoch") + 1)
    record(events.PersonDeactivated(held.person.name), actor=actor, subjects=[held.person], reason=reason)


@operation(Permission.USERS_MANAGE)
def reactivate_person(*, actor: Actor, handle: str, on: date, reason: str) -> None:
    """Let a person who was stopped sign in again, with the role they had.

    :raises RoleElsewhere: where another authority relies on the person too.
    """
    _reasoned(reason)
    lock_people(actor)
    held = membership(actor, handle, on)
    _speaks_for(actor, held.person_id, on)
    Person.objects.filter(pk=held.person_id).update(is_active=True)
    record(events.PersonReactivated(held.person.name), actor=actor, subjects=[held.person], reason=reason)


@operation(Permission.USERS_MANAGE)
def reset_password(*, actor: Actor, handle: str, on: date, reason: str) -> str:
    """Give a person a temporary password, which is returned, and end their sessions.

    :raises OwnRole: where it is the actor's own, who changes it on their account page.
    :raises RoleElsewhere: where another authority relies on the person too.
    """
    _reasoned(reason)
    held = membership(actor, handle, on)
    if held.person_id == actor.person_id:
        raise OwnRole
    _speaks_for(actor, held.person_id, on)
    given = temporary_password()
    Person.objects.filter(pk=held.person_id).update(
        password=make_password(given), password_temporary=True, session_epoch=F("session_epoch") + 1
    )
    record(events.PasswordReset(held.person.name), actor=actor, subjects=[held.person], reason=reason)
    return given


@operation(Permission.USERS_MANAGE)
def reset_second_factor(*, actor: Actor, handle: str, on: date, reason: str) -> None:
    """Take every second factor of a person away and end their sessions; the next sign-in sets one up.

    :raises OwnRole: where it is the actor's own.
    :raises RoleElsewhere: where another authority relies on the person too.
    """
    _reasoned(reason)
    held = membership(actor, handle, on)
    if held.person_id == actor.person_id:
        raise OwnRole
    _speaks_for(actor, held.person_id, on)
    Authenticator.objects.filter(user_id=held.person_id).delete()
    Person.objects.filter(pk=held.person_id).update(session_epoch=F("session_epoch") + 1)
    record(events.SecondFactorReset(held.person.name), actor=actor, subjects=[held.person], reason=reason)


def lock_people(actor: Actor) -> None:
    """Let one change of an authority's people go on at a time, so that the last administrator can't be lost."""
    Authority.objects.select_for_update(no_key=True).get(pk=actor.authority_id)


def membership(actor: Actor, handle: str, on: date) -> Membership:
    """Return the role that a person holds in the actor's authority on a day.

    :raises NotFound: where there is none, whether or not another authority knows the person.
    """
    held = (
        Membership.objects.filter(in_force(on), authority=actor.authority_id, person__handle=handle)
        .select_related("person")
        .first()
    )
    if held is None:
        raise NotFound(kind="person", reference="of that address")
    return held


def end(held: Membership, on: date) -> None:
    """End a role from `on`; the day itself is no longer part of it."""
    held.valid_to = on
    held.save(update_fields=["valid_to"])


def in_force(on: date) -> Q:
    """Return what holds of roles in force on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _keep_an_administrator(actor: Actor, leaving: Membership, on: date) -> None:
    if leaving.role != Role.ADMINISTRATOR:
        return
    remaining = Membership.objects.filter(
        in_force(on), authority=actor.authority_id, role=Role.ADMINISTRATOR, person__is_active=True
    )
    if not remaining.exclude(person_id=leaving.person_id).exists():
        raise LastAdministrator


def _speaks_for(actor: Actor, person_id: int, on: date) -> None:
    """Refuse an act on a whole account where another authority relies on it and the actor does not administer that one.

    Whoever runs the installation, at its command line, may do it for all.
    """
    if actor.channel is Channel.COMMAND or actor.person_id is None:
        return
    others = Membership.everywhere.filter(in_force(on), person_id=person_id).exclude(authority=actor.authority_id)
    administered = Membership.everywhere.filter(in_force(on), person_id=actor.person_id, role=Role.ADMINISTRATOR)
    if others.exclude(authority__in=administered.values("authority")).exists():
        raise RoleElsewhere
