"""One anonymous entry that stands in the wrong polling district, amended by itself (REG-174).

Such an entry does not follow the correction of its property. Nor may it be amended by the same notice as that property's
other entries: who reads the notice would put the two together. What is recorded names the elector's reference and no
district.
"""

from __future__ import annotations

import dataclasses
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.sources import REGULATIONS_2001, Source
from pollwright.places.models import PollingDistrict
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.register.events.electors import AnonymousDistrictCorrected
from pollwright.register.models import Alteration, Elector, RegisterEntry
from pollwright.register.operations.altering import Decided, pending, pending_facts, propose_amendment
from pollwright.register.operations.correcting import NothingToCorrect, elector_in_hand
from pollwright.register.operations.revealing import SHORTEST_REASON, ReasonNeeded
from pollwright.register.states import AlterationKind, AlterationReason, Section

BASIS = Source(REGULATIONS_2001, "reg 45A", "REG-174")


class NotAnAnonymousEntry(Refused):
    """The elector is not anonymous, so the entry follows the property."""

    code = "register.R186"
    problem = "Elector {reference} is not anonymous, so the entry stands in the district of its property."
    remedy = "Open the property, and correct its district there."


class WouldTellTheHome(Refused):
    """Entries of a corrected property go between the same districts by the next notice."""

    code = "register.R187"
    problem = "The next notice moves the entries of a corrected property between the same two districts."
    remedy = "Wait until it has been issued: beside them, this entry would tell where the elector lives."


@operation(Permission.CORRECTIONS_MAKE)
def correct_anonymous_district(
    *, actor: Actor, elector_reference: str, version: int, district: str, reason: str, at: datetime, on: date
) -> Alteration:
    """Put the entry of an anonymous elector into its polling district; the next notice amends it.

    :param reason: the officer's own words; they stand in the trail, so they must not hold what is protected.
    :raises NotPermitted: where the actor may not see anonymous electors.
    :raises ReasonNeeded: without a reason.
    :raises ElectorChanged: where another officer changed the elector meanwhile.
    :raises NotAnAnonymousEntry: where the elector is not anonymous.
    :raises NothingToCorrect: where no single entry is in force, or it stands in the district already, or will.
    :raises WouldTellTheHome: where the next notice moves a corrected property's entries likewise.
    """
    if not actor.may(Permission.ANONYMOUS_VIEW):
        raise NotPermitted(permission=Permission.ANONYMOUS_VIEW.value)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonNeeded
    elector = elector_in_hand(actor, elector_reference, version=version)
    if not elector.anonymous:
        raise NotAnAnonymousEntry(reference=elector_reference)
    entry, goal = _entry_of(elector), _district_of(actor.authority_id, district)
    facts = pending_facts(entry)
    if facts.district_id == goal.pk:
        raise NothingToCorrect(reference=elector_reference)
    if _others_go_likewise(entry, goal):
        raise WouldTellTheHome
    wanted = dataclasses.replace(facts, district_id=goal.pk)
    made = propose_amendment(entry=entry, decided=Decided(AlterationReason.PROPERTY, at, on), facts=wanted)
    elector.version += 1
    elector.save(update_fields=["version"])
    record(
        AnonymousDistrictCorrected(elector_reference),
        actor=actor,
        subjects=[elector],
        reason=reason.strip(),
        basis=BASIS.describe(),
    )
    return made


def _entry_of(elector: Elector) -> RegisterEntry:
    held = RegisterEntry.objects.filter(elector=elector, effective_to__isnull=True, section=Section.ANONYMOUS)
    entries = list(held.order_by("pk")[:2])
    if len(entries) != 1:
        raise NothingToCorrect(reference=elector.reference)
    return entries[0]


def _district_of(authority_id: int, code: str) -> PollingDistrict:
    found = PollingDistrict.objects.filter(authority=authority_id, code=code, valid_to__isnull=True).first()
    if found is None:
        raise NotFound(kind="polling district", reference=code)
    return found


def _others_go_likewise(entry: RegisterEntry, goal: PollingDistrict) -> bool:
    """Return whether a corrected property's entries wait to go between the same districts."""
    waiting = pending(entry.authority_id).filter(
        kind=AlterationKind.AMEND, reason=AlterationReason.PROPERTY, district=goal, entry__district=entry.district_id
    )
    return waiting.exclude(section=Section.ANONYMOUS).exists()
