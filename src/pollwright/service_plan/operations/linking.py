"""Where the links of plans lead: set once for the authority, and checked."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import PlanLink


class BadAddress(Refused):
    """The address leads nowhere."""

    code = "plan.R021"
    problem = "This is no address of a page."
    remedy = "Give a whole address that begins with https:// or http://."


class LinkChanged(Refused):
    """Another officer changed the link."""

    code = "plan.R022"
    problem = "Where this link leads was changed by somebody else since you opened it."
    remedy = "Open it again to see how it stands."


@operation(Permission.PLAN_EDIT)
def set_link(*, actor: Actor, link: int, version: int, address: str, on: date) -> PlanLink:
    """Say where a link leads, having looked at the page; `link` is its id as its page names it.

    :raises BadAddress: where it is no whole address of a page. :raises LinkChanged: where somebody was first.
    """
    found = PlanLink.objects.select_for_update().filter(authority=actor.authority_id, pk=link).first()
    if found is None:
        raise NotFound(kind="link of plans", reference=str(link))
    if found.version != version:
        raise LinkChanged
    if not _leads(address):
        raise BadAddress
    before, found.address, found.checked_on = found.address, address, on
    found.reached, found.tried_on = "", None
    found.version += 1
    found.save()
    record(events.LinkSet(found.label), actor=actor, subjects=[found], changes={"address": (before, address)})
    return found


def _leads(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname) and " " not in address
