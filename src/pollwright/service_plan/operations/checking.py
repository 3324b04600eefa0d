"""Checking that the links of plans lead to pages that are there: asked for, done by long work, kept with each link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import PlanLink
from pollwright.service_plan.reaching import PUBLIC, Limits, reached
from pollwright.service_plan.states import Reached

WORK = "plan.check-links"
STEPS = ("Asking for the pages", "Keeping what came of it")
FAILURES = (Reached.GONE, Reached.FAILED, Reached.SILENT)
"""What says that a link leads nowhere. A page that asks to sign in, or on an inner network, is looked at by a person."""


class NoLinkSet(Refused):
    """There is nothing to ask for."""

    code = "plan.R068"
    problem = "No link of plans leads anywhere yet."
    remedy = "Say first where the links lead."


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking for the page of a link, as its address was then."""

    link: int
    address: str
    found: Reached


@operation(Permission.PLAN_EDIT)
def ask_to_check_links(*, actor: Actor, background: bool = True) -> Work:
    """Ask that the page of every link be asked for.

    :raises NoLinkSet: where none leads anywhere yet.
    """
    if not PlanLink.objects.filter(authority=actor.authority_id).exclude(address="").exists():
        raise NoLinkSet
    return ask_for_work(actor=actor, kind=WORK, lock=WORK, title="Check of the links of plans", background=background)


def ask_for_pages(actor: Actor, progress: Callable[[str, int, int], None], limits: Limits = PUBLIC) -> list[Asked]:
    """Ask for the page of every link that leads somewhere; nothing is locked, and nothing kept yet."""
    held = PlanLink.objects.filter(authority=actor.authority_id).exclude(address="").order_by("pk")
    links = list(held.values_list("pk", "address"))
    found = []
    for number, (link, address) in enumerate(links):
        progress(STEPS[0], number, len(links))
        found.append(Asked(link, address, reached(address, limits)))
    return found


@operation(Permission.PLAN_EDIT)
def keep_what_was_reached(
    *,
    actor: Actor,
    asked: Sequence[Asked],
    on: date,
    conclude: Callable[[Mapping[str, int]], object] = lambda outcome: None,
) -> Mapping[str, int]:
    """Keep with each link what came of it; a link that was changed meanwhile keeps nothing. Return what is told.

    :param conclude: called last, to end the work in the same transaction.
    """
    held = {one.pk: one for one in PlanLink.objects.select_for_update().filter(authority=actor.authority_id)}
    kept = [(held[one.link], one.found) for one in asked if one.link in held and held[one.link].address == one.address]
    for link, found in kept:
        link.reached, link.tried_on, link.version = found, on, link.version + 1
        link.save(update_fields=["reached", "tried_on", "version"])
    failed = sum(found in FAILURES for _link, found in kept)
    record(events.LinksChecked(len(kept), failed), actor=actor, subjects=[link for link, _found in kept])
    outcome = {"links": len(kept), "failed": failed}
    conclude(outcome)
    return outcome
