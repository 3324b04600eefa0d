"""Asking that the worker make, count or adopt a scheme: the register of the whole area is read for it.

What can be refused at once is refused when it is asked, and looked at again when it is done.
"""

from __future__ import annotations

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.stations.events import schemes as events
from pollwright.stations.operations.adopting import refuse_faults
from pollwright.stations.operations.schemes import draft_of, plan_scheme, scheme_of
from pollwright.stations.states import Made

MAKE, COUNT, ADOPT = "stations.make-scheme", "stations.count-electors", "stations.adopt-scheme"
FILLING, COUNTING, COMPARING = "Stations and districts", "Counting electors", "Comparing with the register"


@operation(Permission.STATIONS_EDIT)
def ask_to_make_scheme(*, actor: Actor, of: str, made_from: Made, last: str = "", background: bool = True) -> Work:
    """Ask that the scheme of a poll or combination be made, as `make_scheme` does.

    :param of: reference of the poll, or of the combination.
    :param last: reference of the earlier scheme, where it is copied.
    """
    scheme, _districts, earlier = plan_scheme(actor, of, made_from, last)
    source = earlier.reference if earlier else made_from.value
    polled = [one for one in (scheme.poll, scheme.combination) if one is not None]
    record(events.SchemeAsked(of, source), actor=actor, subjects=polled)
    return ask_for_work(
        actor=actor,
        kind=MAKE,
        lock=f"{MAKE}.{of}",
        title=f"Make the polling scheme of {of}",
        parameters={"of": of, "made_from": made_from.value, "last": last},
        background=background,
    )


@operation(Permission.STATIONS_EDIT)
def ask_to_count_electors(*, actor: Actor, reference: str, background: bool = True) -> Work:
    """Ask that the electors of every station be counted again."""
    scheme = scheme_of(actor, reference)
    record(events.CountAsked(reference), actor=actor, subjects=[scheme])
    return ask_for_work(
        actor=actor,
        kind=COUNT,
        lock=lock_of(reference),
        title=f"Count the electors of {reference}",
        parameters={"reference": reference},
        background=background,
    )


@operation(Permission.STATIONS_EDIT)
def ask_to_adopt_scheme(
    *, actor: Actor, reference: str, version: int, reason: str = "", background: bool = True
) -> Work:
    """Ask that a scheme be adopted, as `adopt_scheme` does.

    :param reason: why it is adopted with its warnings; needed where there are any.
    """
    scheme = draft_of(actor, reference, version)
    warnings = refuse_faults(scheme, reason)
    record(events.AdoptionAsked(reference, warnings), actor=actor, subjects=[scheme], reason=reason)
    return ask_for_work(
        actor=actor,
        kind=ADOPT,
        lock=lock_of(reference),
        title=f"Adopt polling scheme {reference}",
        parameters={"reference": reference, "version": version, "reason": reason},
        background=background,
    )


def lock_of(reference: str) -> str:
    """Return the lock of work on a scheme: its electors are not counted twice at once."""
    return f"stations.scheme.{reference}"
