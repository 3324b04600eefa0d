"""What the benchmarks of electorates and poll cards do first: a poll of every ward of the prepared authority."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor
from pollwright.authorities.clock import moment, today
from pollwright.elections.models import Electorate, Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.operations.electorates import prepare_electorate, record_electorate
from pollwright.elections.queries.cards_stations import PollingScheme, StationRange, declare_stations
from pollwright.elections.queries.contest_areas import areas_for
from pollwright.elections.states import SeatsOf, Stage
from pollwright.law.timetables.kinds import Kind
from pollwright.places.models import PollingDistrict

POLLING_DAY = date(2027, 6, 10)
"""A Thursday on which the demonstration has no polls."""


def called(actor: Actor) -> Poll:
    """Call the ordinary election of every ward."""
    asked = PollAsked(kind=Kind.LOCAL, body="Council", day=POLLING_DAY, seats_of=SeatsOf.WHOLE)
    wards = [
        ContestAsked(area=area.key, seats=2)
        for area in areas_for(actor.authority_id, Kind.LOCAL, day=POLLING_DAY)
        if area.key.startswith("ward.")
    ]
    return call_poll(actor=actor, asked=asked, contests=wards, on=today(actor.authority_id))


def frozen(actor: Actor, poll: Poll) -> Electorate:
    """Freeze the electorate of a poll as at today."""
    on = today(actor.authority_id)
    prepared = prepare_electorate(actor, poll.reference, Stage.CARDS, on, on=on)
    return record_electorate(actor=actor, prepared=prepared, at=moment(actor.authority_id))


def with_a_station_in_each_district(actor: Actor) -> None:
    """Let every district vote at a station of its own."""
    codes = PollingDistrict.objects.filter(authority=actor.authority_id).order_by("code").values_list("code", flat=True)
    ranges = tuple(
        StationRange(code, None, None, str(number), f"Hall {number}", (f"Hall {number}", "High Street"), "TA1 1AA")
        for number, code in enumerate(codes, 1)
    )
    declare_stations(lambda authority_id, poll_ids: PollingScheme("benchmark", True, ranges))
