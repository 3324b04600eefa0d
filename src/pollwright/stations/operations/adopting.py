"""Adopting a scheme: from then on it is only amended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.findings import Finding, Level
from pollwright.refusals import Refused
from pollwright.stations.events import schemes as events
from pollwright.stations.models import Scheme
from pollwright.stations.operations.divided import keep_divided_homes
from pollwright.stations.operations.schemes import draft_of, recount
from pollwright.stations.proofs import reconcile
from pollwright.stations.queries.checks import checked
from pollwright.stations.queries.electors import at_stations, in_register
from pollwright.stations.states import SchemeState


class FaultsFound(Refused):
    """A scheme with faults can't be adopted."""

    code = "stations.R040"
    problem = "Scheme {reference} has {faults} faults. The first: {first}"
    remedy = "Put every fault right; the page of the scheme lists them."


class WarningsNotExplained(Refused):
    """Warnings need a reason."""

    code = "stations.R041"
    problem = "There are {warnings} warnings about scheme {reference}."
    remedy = "Look at each, and say why it is adopted all the same."


@operation(Permission.STATIONS_EDIT)
def adopt_scheme(
    *,
    actor: Actor,
    reference: str,
    version: int,
    at: datetime,
    on: date,
    reason: str = "",
    counted: Callable[[], object] | None = None,
    conclude: Callable[[Scheme], object] | None = None,
) -> Scheme:
    """Adopt a scheme: its electors are counted anew, the totals must agree, and from now on it is only amended.

    :param reason: why it is adopted with its warnings; needed where there are any.
    :param counted: told when the electors are counted, before they are held against the register.
    :param conclude: called last, to end the work in the same transaction.
    :raises FaultsFound: where a district has no station, a range a gap, a station no district or no usable venue.
    :raises WarningsNotExplained: where there are warnings and no reason.
    :raises DoesNotReconcile: where the stations' electors are not the register's.
    """
    scheme = draft_of(actor, reference, version)
    recount(scheme, on)
    if counted is not None:
        counted()
    warnings = refuse_faults(scheme, reason)
    scheme.proof = reconcile(in_register(scheme, on), at_stations(scheme)) | {
        "on": on.isoformat(),
        "stations": scheme.stations.count(),
        "warnings": warnings,
    }
    scheme.state, scheme.adopted_at = SchemeState.ADOPTED, at
    scheme.save(update_fields=["state", "adopted_at", "proof"])
    keep_divided_homes(scheme, on)
    record(
        events.SchemeAdopted(reference, scheme.proof["stations"], scheme.proof["electors"], warnings),
        actor=actor,
        subjects=[scheme],
        reason=reason,
    )
    if conclude is not None:
        conclude(scheme)
    return scheme


def refuse_faults(scheme: Scheme, reason: str) -> int:
    """Return how many warnings there are about a scheme.

    :raises FaultsFound: where there are faults.
    :raises WarningsNotExplained: where there are warnings and no reason.
    """
    found = checked(scheme)
    faults, warnings = _of(found, Level.ERROR), _of(found, Level.WARNING)
    if faults:
        raise FaultsFound(reference=scheme.reference, faults=len(faults), first=faults[0].problem)
    if warnings and not reason.strip():
        raise WarningsNotExplained(reference=scheme.reference, warnings=len(warnings))
    return len(warnings)


def _of(found: list[Finding], level: Level) -> list[Finding]:
    return [finding for finding in found if finding.level is level]
