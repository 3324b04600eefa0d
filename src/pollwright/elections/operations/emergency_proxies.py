"""Emergency proxies: a proxy for the polls of one day, appointed until 5pm that day (handbook B-34).

Whether there is still time is asked by the room that keeps the day, of the law; here the appointment is written down.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db.models import Q

from pollwright.access.protection import seal
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.electorates import EmergencyProxyAppointed
from pollwright.elections.models import AbsentArrangement
from pollwright.elections.states import AbsentKind
from pollwright.law.sources import Source
from pollwright.refusals import NotFound, Refused
from pollwright.register.models import Elector


class VotesByPost(Refused):
    """Who votes by post has ballot papers at home, so that nobody else is given one for them."""

    code = "elections.R235"
    problem = "Elector {reference} votes by post, or has a proxy who does."
    remedy = "Cancel the postal vote first, if its ballot papers have not come back."


class HasEmergencyProxy(Refused):
    """One proxy for the day is appointed once."""

    code = "elections.R236"
    problem = "Elector {reference} already has a proxy from {day}."
    remedy = "Open the list of late changes to see it."


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who votes for the elector."""

    proxy_name: str
    proxy_address: str = ""
    proxy_postcode: str = ""


@operation(Permission.APPLICATIONS_DETERMINE)
def appoint_emergency_proxy(
    *, actor: Actor, elector_reference: str, proxy: Proxy, day: date, source: str, reason: str, basis: Source
) -> AbsentArrangement:
    """Appoint a proxy for the polls of one day; a proxy who stood before stands again from the next day.

    :param source: reference of the late change that it belongs to.
    :raises VotesByPost: where the elector has a postal vote on that day.
    :raises HasEmergencyProxy: where one was appointed for that day already.
    """
    elector = (
        Elector.objects.select_for_update().filter(authority=actor.authority_id, reference=elector_reference).first()
    )
    if elector is None:
        raise NotFound(kind="elector", reference=elector_reference)
    _make_room(elector, day)
    protected = asdict(proxy)
    hidden = seal(protected, context=f"arrangement:{elector.pk}") if elector.anonymous else None
    made = AbsentArrangement.objects.create(
        authority_id=actor.authority_id,
        elector=elector,
        kind=AbsentKind.PROXY,
        valid_from=day,
        valid_to=day + timedelta(days=1),
        sealed=hidden,
        source=source,
        **(protected if hidden is None else {}),
    )
    record(
        EmergencyProxyAppointed(elector_reference, day, source),
        actor=actor,
        subjects=[elector, made],
        reason=reason,
        basis=basis.describe(),
    )
    return made


def _make_room(elector: Elector, day: date) -> None:
    """End a proxy who stands on the day the day before, to stand again from the next; refuse what is in the way."""
    held = (
        AbsentArrangement.objects.select_for_update()
        .filter(authority=elector.authority_id, elector=elector, valid_from__lte=day)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
        .first()
    )
    if held is None:
        return
    if held.kind != AbsentKind.PROXY:
        raise VotesByPost(reference=elector.reference)
    if held.valid_from == day:
        raise HasEmergencyProxy(reference=elector.reference, day=day)
    until, held.valid_to = held.valid_to, day
    held.save(update_fields=["valid_to"])
    if until is None or until > day + timedelta(days=1):
        held.pk, held.valid_from, held.valid_to = None, day + timedelta(days=1), until
        held.save(force_insert=True)
