"""Who can be the second person for a command."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from pollwright.access.actors import Seat, actor_for
from pollwright.access.commands import acting
from pollwright.access.matrix import MATRIX
from pollwright.access.models import Membership
from pollwright.acting import Actor, Channel, Permission, Role
from pollwright.authorities.models import Authority
from pollwright.refusals import Refused


class NoSecondPerson(Refused):
    """Nobody was named as the second person."""

    code = "access.R007"
    problem = "A second person must approve this, and nobody was named."
    remedy = "Say who approves: --approve-as EMAIL. Or approve it on its page."


def another_approver(actor: Actor, email: str, *, on: date) -> Actor:
    """Return the second person: the one named, or in a demonstration any colleague who may approve.

    :raises NoSecondPerson: where nobody is named outside a demonstration, or a demonstration has nobody else.
    """
    if email:
        return acting(actor.authority_code, email)
    council = Authority.objects.get(pk=actor.authority_id)
    roles = [role for role in Role if Permission.NOTICES_APPROVE in MATRIX[role]]
    held = (
        Membership.everywhere.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .filter(authority=council, role__in=roles, person__is_active=True)
        .exclude(person=actor.person_id)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    if held is None or not council.demonstration:
        raise NoSecondPerson
    seat = Seat(council.pk, council.code, council.name, Role(held.role))
    return actor_for(held.person, seat, on=on, channel=Channel.COMMAND)
