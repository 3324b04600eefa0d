"""Who a command acts for: `--authority CODE --as EMAIL`, each needed only where there is more than one."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils import timezone

from pollwright.access.actors import Seat, actor_for
from pollwright.access.models import Membership, Person
from pollwright.acting import Actor, Channel, Role
from pollwright.authorities.models import Authority
from pollwright.refusals import NotFound, Refused

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


class NoAuthority(Refused):
    """The installation has no authority yet."""

    code = "access.R004"
    problem = "There is no authority here yet."
    remedy = "Make one: pollwright authority add, or pollwright demo for a demonstration."


class SeveralPeople(Refused):
    """The command must say who acts."""

    code = "access.R005"
    problem = "Several people hold a role in {authority}."
    remedy = "Say who acts: --as EMAIL. List them with: pollwright user list."


class NoSuchSeat(NotFound):
    """Nobody of that address holds a role in the authority."""

    code = "access.R006"
    problem = "Nobody with that email address holds a role in {authority}."
    remedy = "List the people: pollwright user list."


def authority_of(code: str = "") -> Authority:
    """Return the authority of a code, or the only one; where all are demonstrations, the one that was made first.

    :raises NotFound: where there is none of that code.
    :raises SeveralAuthorities: where no code was given and there are several.
    :raises NoAuthority: where there is none at all.
    """
    if code:
        found = Authority.objects.filter(code=code).first()
        if found is None:
            raise NotFound(kind="authority", reference=code)
        return found
    every = list(Authority.objects.order_by("pk")[:20])
    if not every:
        raise NoAuthority
    if len(every) > 1 and not all(one.demonstration for one in every):
        raise SeveralAuthorities(codes=", ".join(sorted(one.code for one in every)))
    return every[0]


def acting(authority: str = "", as_: str = "") -> Actor:
    """Return the person of `as_` acting in `authority` by command; either may be left out where there is only one.

    In a demonstration the head of service acts where nobody is named.

    :raises SeveralPeople: where nobody was named and several hold a role.
    :raises NoSuchSeat: where the person holds no role there.
    """
    council = authority_of(authority)
    today = timezone.localdate()
    person, role = _holder(council, as_)
    seat = Seat(council.pk, council.code, council.name, role)
    return actor_for(person, seat, on=today, channel=Channel.COMMAND)


def _holder(council: Authority, email: str) -> tuple[Person, Role]:
    today = timezone.localdate()
    held = Membership.everywhere.filter(authority=council, valid_from__lte=today, person__is_active=True)
    held = held.exclude(valid_to__lte=today).select_related("person")
    if email:
        held = held.filter(person__email__iexact=email)
    elif council.demonstration:
        held = held.filter(role=Role.HEAD)
    found = list(held.order_by("pk")[:2])
    if not found:
        raise NoSuchSeat(authority=council.code)
    if len(found) > 1:
        raise SeveralPeople(authority=council.code)
    return found[0].person, Role(found[0].role)
