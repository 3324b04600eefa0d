"""Who a command acts for: `--authority CODE --as EMAIL`, each needed only where there is more than one."""

from __future__ import annotations

from typing import Annotated

import typer
from django.db.models import QuerySet
from django.utils import timezone

from pollwright.access.actors import Seat, actor_for
from pollwright.access.matrix import MATRIX
from pollwright.access.models import Membership, Person
from pollwright.acting import Actor, Channel, Permission, Role
from pollwright.authorities.models import Authority
from pollwright.refusals import NotFound, NotPermitted, Refused

AuthorityOption = Annotated[
    str, typer.Option("--authority", metavar="CODE", help="The authority to act in. Needed where there are several.")
]
AsOption = Annotated[
    str, typer.Option("--as", metavar="EMAIL", help="The person who acts. Needed where several could.")
]


class SeveralAuthorities(Refused):
    """The command must say which authority it means."""

    code = "access.R003"
    problem = "There are several authorities here: {codes}."
    remedy = "Say which one you mean: --authority CODE."


class NoSuchAuthority(NotFound):
    """The installation has no authority of that code."""

    code = "access.R009"
    problem = "There is no authority {code} here."
    remedy = "List those that there are: pollwright authority list."


class NoAuthority(Refused):
    """The installation has no authority yet."""

    code = "access.R004"
    problem = "There is no authority here yet."
    remedy = "Make one: pollwright authority add, or pollwright demo for a demonstration."


class SeveralPeople(Refused):
    """The command must say who acts."""

    code = "access.R005"
    problem = "Several people of {authority} may do this."
    remedy = "Say who acts: --as EMAIL. List them with: pollwright user list."


class NoSuchSeat(NotFound):
    """Nobody of that address holds a role in the authority."""

    code = "access.R006"
    problem = "Nobody with that email address holds a role in {authority}."
    remedy = "List the people: pollwright user list."


class NobodyMay(Refused):
    """Nobody was named, and nobody there has a role that allows it."""

    code = "access.R008"
    problem = "Nobody in {authority} has a role that allows this ({permission})."
    remedy = "Give somebody such a role: pollwright user add, or pollwright user role."


def authority_of(code: str = "") -> Authority:
    """Return the authority of a code, or the only one; where all are demonstrations, the one that was made first.

    :raises NoSuchAuthority: where there is none of that code.
    :raises SeveralAuthorities: where no code was given and there are several.
    :raises NoAuthority: where there is none at all.
    """
    if code:
        found = Authority.objects.filter(code=code).first()
        if found is None:
            raise NoSuchAuthority(code=code)
        return found
    every = list(Authority.objects.order_by("pk")[:20])
    if not every:
        raise NoAuthority
    if len(every) > 1 and not all(one.demonstration for one in every):
        raise SeveralAuthorities(codes=", ".join(sorted(one.code for one in every)))
    return every[0]


def acting(authority: str = "", as_: str = "", needs: Permission = Permission.OWN_ACCOUNT) -> Actor:
    """Return the person of `as_` acting in `authority` by command; either may be left out where there is only one.

    In a demonstration the head of service acts where nobody is named, or a colleague where the head may not.

    :param needs: what the command needs its actor to be allowed.
    :raises SeveralPeople: where nobody was named and several may do this.
    :raises NobodyMay: where nobody was named and nobody may.
    :raises NoSuchSeat: where the person holds no role there.
    :raises NotPermitted: where the person's role does not allow it.
    """
    council = authority_of(authority)
    today = timezone.localdate()
    person, role = _named(council, as_) if as_ else _only_one(council, needs)
    if needs not in MATRIX[role]:
        raise NotPermitted(permission=needs.value)
    seat = Seat(council.pk, council.code, council.name, role)
    return actor_for(person, seat, on=today, channel=Channel.COMMAND)


def _named(council: Authority, email: str) -> tuple[Person, Role]:
    found = _seats(council).filter(person__email__iexact=email).order_by("pk").first()
    if found is None:
        raise NoSuchSeat(authority=council.code)
    return found.person, Role(found.role)


def _only_one(council: Authority, needs: Permission) -> tuple[Person, Role]:
    held = _seats(council).filter(role__in=[role for role in Role if needs in MATRIX[role]])
    found = sorted(held.order_by("pk")[:50], key=lambda seat: seat.role != Role.HEAD)
    if not found:
        raise NobodyMay(authority=council.code, permission=needs.value)
    if len(found) > 1 and not council.demonstration:
        raise SeveralPeople(authority=council.code)
    return found[0].person, Role(found[0].role)


def _seats(council: Authority) -> QuerySet[Membership]:
    today = timezone.localdate()
    held = Membership.everywhere.filter(authority=council, valid_from__lte=today, person__is_active=True)
    return held.exclude(valid_to__lte=today).select_related("person")
