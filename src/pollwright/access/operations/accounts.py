"""A person's own account: signing in and out, password, second factors. Each act stands in the trail.

These acts are done in one authority; `tell_authorities` records them in every other one where the person has a role.
"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password

from pollwright.access import events
from pollwright.access.actors import actor_for, seats
from pollwright.access.models import Person
from pollwright.acting import Actor, Channel, Permission, system
from pollwright.audit.operations import operation
from pollwright.audit.trail import Happening, record
from pollwright.refusals import Refused


class NotOwnAccount(Refused):
    """The act is one that only the person can do."""

    code = "access.R020"
    problem = "Only the person can change this."
    remedy = "Ask them to do it on their account page."
    status = 403


class NoRole(Refused):
    """The person holds no role in any authority, so that no trail could record the act."""

    code = "access.R021"
    problem = "You hold no role in an authority."
    remedy = "Ask the administrator of your authority to give you one."
    status = 403


@operation(Permission.OWN_ACCOUNT)
def change_own_password(*, actor: Actor, password: str) -> None:
    """Set the actor's own password, which has been checked to be strong enough.

    :raises NotOwnAccount: where the actor is not a person.
    """
    if actor.person_id is None:
        raise NotOwnAccount
    Person.objects.filter(pk=actor.person_id).update(password=make_password(password), password_temporary=False)
    record(events.PasswordChanged(), actor=actor, subjects=[("person", actor.person_id)])


@operation(Permission.OWN_ACCOUNT)
def note_on_account(*, actor: Actor, person_id: int, happening: Happening) -> None:
    """Record what happened to a person's account in the actor's authority."""
    record(happening, actor=actor, subjects=[("person", person_id)])


def tell_authorities(person: Person, happening: Happening, *, on: date, but: int | None = None) -> int:
    """Record what a person did to their own account in every authority where they hold a role; return how many.

    :param but: an authority that knows already.
    """
    told = 0
    for seat in seats(person.pk, on=on):
        if seat.authority_id != but:
            actor = actor_for(person, seat, on=on, channel=Channel.WEB)
            note_on_account(actor=actor, person_id=person.pk, happening=happening)
            told += 1
    return told


def warn_authorities(person: Person, happening: Happening, *, on: date) -> None:
    """Record what somebody unknown tried on a person's account; the actor is Pollwright itself."""
    for seat in seats(person.pk, on=on):
        actor = system(seat.authority_id, seat.authority_code, Channel.WEB)
        note_on_account(actor=actor, person_id=person.pk, happening=happening)
