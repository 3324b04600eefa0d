"""Makers of one record of each kind of casework, in the world's authority."""

from datetime import date

from pollwright.casework.models import Activity, Campaign, Case, CaseEvidence, StandardAnswer
from tests.walk.kinds import MOMENT, made
from tests.walk.poll_kinds import held, once
from tests.walk.world import World

DAY = MOMENT.date()


def case(world: World) -> str:
    """A request in hand."""
    facts = {"kind": "foi", "channel": "email", "received_on": DAY, "stage_on": DAY, "counted_from": DAY}
    return str(once(world, Case, "CA0000001", subject="Walk", due_on=DAY, **facts).reference)


def allegation(world: World) -> str:
    """An allegation with a piece of evidence."""
    facts = {"kind": "allegation", "restricted": True, "channel": "email", "received_on": DAY}
    found = once(world, Case, "CA0000002", subject="Walk", stage_on=DAY, counted_from=DAY, **facts)
    if held(world, CaseEvidence, case=found) is None:
        made(world, CaseEvidence, case=found, number=1, what="Walk", holder="Walk", received_on=DAY)
    return str(found.reference)


def proposed(world: World) -> str:
    """A request whose answer waits for a second person."""
    facts = {"kind": "foi", "channel": "email", "received_on": DAY, "stage_on": DAY, "counted_from": DAY}
    facts |= {"state": "proposed", "outcome": "answered", "answer": "Walk"}
    return str(once(world, Case, "CA0000003", subject="Walk", **facts).reference)


def answered(world: World) -> str:
    """A request that was answered."""
    facts = {"kind": "foi", "channel": "email", "received_on": DAY, "stage_on": DAY, "counted_from": DAY}
    facts |= {"state": "closed", "outcome": "answered", "answered_on": DAY, "closed_on": DAY}
    return str(once(world, Case, "CA0000004", subject="Walk", **facts).reference)


def standard_answer(world: World) -> str:
    """A standard answer."""
    facts = {"words": "Walk", "kinds": ["foi"], "review_on": date(2027, 11, 20)}
    return str(once(world, StandardAnswer, "SA0000001", question="Walk", **facts).reference)


def campaign(world: World) -> str:
    """A campaign that runs."""
    days = {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 12, 1)}
    return str(once(world, Campaign, "EC0000001", title="Walk", audience="students", **days).reference)


def activity(world: World) -> str:
    """A workshop of the campaign."""
    of = Campaign.objects.get(authority=world.authority, reference=campaign(world))
    return str(once(world, Activity, "EA0000001", campaign=of, kind="workshop", title="Walk", held_on=DAY).reference)
