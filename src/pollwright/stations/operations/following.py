"""What happens to schemes when the register is numbered anew: divided districts are counted again by themselves (G-01)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.register.operations.renumbering import declare_follower
from pollwright.stations.events.schemes import DividedCountedAgain
from pollwright.stations.models import Allotment, DividedHome, Scheme
from pollwright.stations.operations.schemes import recount
from pollwright.stations.queries.polled import day_of_scheme
from pollwright.stations.states import SchemeState


def count_divided_again(actor: Actor, on: date) -> None:
    """Count the divided districts of every adopted scheme to come by the new numbers.

    Called inside the act that published them. Homes that vote at another station now keep the one before, so that the
    scheme warns of them until an officer has counted its electors again.
    """
    held = Scheme.objects.filter(authority=actor.authority_id, state=SchemeState.ADOPTED)
    divided = held.filter(allotments__last_number__isnull=False).distinct()
    for scheme in held.select_for_update().filter(pk__in=divided.values("pk")).order_by("pk"):
        if day_of_scheme(scheme) >= on:
            _follow(actor, scheme, on)


def _follow(actor: Actor, scheme: Scheme, on: date) -> None:
    parts = Allotment.objects.filter(authority=actor.authority_id, scheme=scheme, last_number__isnull=False)
    districts = sorted(set(parts.values_list("district", flat=True)))
    recount(scheme, on, districts, following=True)
    moved = DividedHome.objects.filter(authority=actor.authority_id, scheme=scheme, was__isnull=False).count()
    happened = DividedCountedAgain(scheme.reference, len(districts), moved)
    record(happened, actor=actor, subjects=[scheme])


declare_follower(count_divided_again)
