"""Campaigns and what is done in them: planned, changed, held, closed with what came of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.casework import events
from pollwright.casework.models import Activity, Campaign
from pollwright.casework.operations.taking import ACTIVITIES, CAMPAIGNS
from pollwright.casework.states import ActivityKind, Audience
from pollwright.places.models import Area
from pollwright.refusals import NotFound, Refused


class CampaignChanged(Refused):
    """Another officer changed the campaign or its activity."""

    code = "casework.R060"
    problem = "{reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class CampaignOver(Refused):
    """A closed campaign is only read."""

    code = "casework.R061"
    problem = "Campaign {reference} is closed."
    remedy = "It stays as it was. Plan another one."


class EndsBeforeItStarts(Refused):
    """The campaign ends before it starts."""

    code = "casework.R062"
    problem = "The campaign ends before it starts."
    remedy = "Check both days."


class NegativeCount(Refused):
    """A sum of money or a number of people is below nought."""

    code = "casework.R063"
    problem = "A sum of money or a number of people is below nought."
    remedy = "Enter nought or more; leave it empty where it is not known."


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """What is known of a campaign. `area` is the id of an area, None for the whole authority; `owner` a handle."""

    title: str
    audience: Audience
    starts_on: date
    ends_on: date
    objective: str = ""
    message: str = ""
    partners: str = ""
    area: int | None = None
    owner: str = ""
    budget_pence: int | None = None
    equality: str = ""


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What is known of an activity; attendance and what follows once it was held."""

    kind: ActivityKind
    title: str
    held_on: date
    place: str = ""
    area: int | None = None
    staff: str = ""
    safeguarding: bool | None = None
    attendance: int | None = None
    sign_ups: int | None = None
    cost_pence: int | None = None
    follow_up: str = ""


@operation(Permission.CASE_EDIT)
def plan_campaign(*, actor: Actor, facts: CampaignFacts) -> Campaign:
    """Plan a campaign.

    :raises EndsBeforeItStarts: where its days are the wrong way round.
    """
    reference = next_reference(actor.authority_id, CAMPAIGNS)
    made = Campaign.objects.create(authority_id=actor.authority_id, reference=reference, **_campaign(actor, facts))
    record(events.CampaignPlanned(reference, made.title), actor=actor, subjects=[made])
    return made


@operation(Permission.CASE_EDIT)
def change_campaign(*, actor: Actor, reference: str, version: int, facts: CampaignFacts) -> Campaign:
    """Change a campaign."""
    held, wanted = _in_hand(actor, reference, version), _campaign(actor, facts)
    changes = {name: (getattr(held, name), value) for name, value in wanted.items() if getattr(held, name) != value}
    _save(held, wanted)
    record(events.CampaignChanged(reference), actor=actor, subjects=[held], changes=changes)
    return held


@operation(Permission.CASE_EDIT)
def close_campaign(*, actor: Actor, reference: str, version: int, outcome: str, on: date) -> Campaign:
    """Close a campaign with what came of it."""
    held = _in_hand(actor, reference, version)
    _save(held, {"closed_on": on, "outcome": outcome})
    record(events.CampaignClosed(reference), actor=actor, subjects=[held], reason=outcome)
    return held


@operation(Permission.CASE_EDIT)
def add_activity(*, actor: Actor, reference: str, version: int, facts: ActivityFacts) -> Activity:
    """Add a workshop, stall, mailing or the like to a campaign."""
    held = _in_hand(actor, reference, version)
    made = Activity.objects.create(
        authority_id=actor.authority_id,
        campaign=held,
        reference=next_reference(actor.authority_id, ACTIVITIES),
        **_activity(actor, facts),
    )
    _save(held, {})
    record(events.ActivityAdded(reference, made.reference), actor=actor, subjects=[held])
    return made


@operation(Permission.CASE_EDIT)
def change_activity(*, actor: Actor, reference: str, version: int, facts: ActivityFacts) -> Activity:
    """Change an activity: also how many came, what it cost and what is to follow."""
    held = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if held is None:
        raise NotFound(kind="activity", reference=reference)
    if held.version != version:
        raise CampaignChanged(reference=reference)
    if held.campaign.closed_on is not None:
        raise CampaignOver(reference=held.campaign.reference)
    _save(held, _activity(actor, facts))
    record(events.ActivityChanged(held.campaign.reference, reference), actor=actor, subjects=[held.campaign])
    return held


def _in_hand(actor: Actor, reference: str, version: int) -> Campaign:
    held = Campaign.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="campaign", reference=reference)
    if held.version != version:
        raise CampaignChanged(reference=reference)
    if held.closed_on is not None:
        raise CampaignOver(reference=reference)
    return held


def _campaign(actor: Actor, facts: CampaignFacts) -> dict[str, Any]:
    if facts.ends_on < facts.starts_on:
        raise EndsBeforeItStarts
    values = asdict(facts)
    values["owner_id"] = member_id(actor.authority_id, values.pop("owner"))
    return _checked(actor, values, facts.budget_pence)


def _activity(actor: Actor, facts: ActivityFacts) -> dict[str, Any]:
    return _checked(actor, asdict(facts), facts.attendance, facts.sign_ups, facts.cost_pence)


def _checked(actor: Actor, values: dict[str, Any], *counts: int | None) -> dict[str, Any]:
    if any(count is not None and count < 0 for count in counts):
        raise NegativeCount
    area = values.pop("area")
    if area is not None and not Area.objects.filter(authority=actor.authority_id, pk=area).exists():
        raise NotFound(kind="area", reference=str(area))
    return values | {"area_id": area}


def _save(held: Campaign | Activity, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
