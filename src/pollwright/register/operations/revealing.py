"""Looking at protected values: one elector at a time, with a reason, and never without an event (REG-174, 902)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.sources import REGULATIONS_2001, Source
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.register.events.looking import ProtectedRevealed
from pollwright.register.models import Elector, ElectorBirth, ElectorProtected
from pollwright.register.operations.sealing import opened_particulars

BASIS = Source(REGULATIONS_2001, "reg 45A", "REG-174")
SHORTEST_REASON = 5


class ReasonNeeded(Refused):
    """Protected values are shown only where somebody says why."""

    code = "register.R400"
    problem = "A reason is needed before protected particulars are shown."
    remedy = "Say why you need them; the reason stands in the audit trail."


@dataclass(frozen=True, slots=True)
class Revealed:
    """What was revealed of an elector.

    :param particulars: the sealed values of an anonymous elector by name (name, addresses, contacts); else empty.
    """

    date_of_birth: date | None
    no_birth_reason: str
    particulars: dict[str, Any]


@operation(Permission.PROTECTED_REVEAL)
def reveal_protected(*, actor: Actor, reference: str, reason: str) -> Revealed:
    """Show the protected particulars of one elector: date of birth, and of an anonymous elector all that is sealed.

    :param reason: the officer's own words; stands in the trail, so it must not itself hold what is protected.
    :raises ReasonNeeded: without a reason.
    :raises NotFound: where the authority has no such elector.
    :raises NotPermitted: for an anonymous elector, where the actor may not see those.
    """
    elector = Elector.objects.filter(authority=actor.authority_id, reference=reference).first()
    if elector is None:
        raise NotFound(kind="elector", reference=reference)
    if elector.anonymous and not actor.may(Permission.ANONYMOUS_VIEW):
        raise NotPermitted(permission=Permission.ANONYMOUS_VIEW.value)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonNeeded
    birth = ElectorBirth.objects.filter(authority=actor.authority_id, elector=elector).first()
    what = "the sealed particulars" if elector.anonymous else "the date of birth"
    record(
        ProtectedRevealed(reference, what),
        actor=actor,
        subjects=[elector],
        reason=reason.strip(),
        basis=BASIS.describe() if elector.anonymous else "",
    )
    return Revealed(
        date_of_birth=birth.date_of_birth if birth else None,
        no_birth_reason=birth.no_birth_reason if birth else "",
        particulars=_particulars(elector) if elector.anonymous else {},
    )


def _particulars(elector: Elector) -> dict[str, Any]:
    sealed = ElectorProtected.objects.filter(authority=elector.authority_id, elector=elector).first()
    return opened_particulars(elector.reference, bytes(sealed.sealed)) if sealed else {}
