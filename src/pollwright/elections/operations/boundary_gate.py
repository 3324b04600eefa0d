"""What keeps poll cards, postal lists and station registers from leaving while a part of the poll is not agreed (U6)."""

from __future__ import annotations

from pollwright.acting import Actor
from pollwright.elections.models import Electorate
from pollwright.elections.queries.boundary_standing import clashing_stations, outstanding, standing_parts
from pollwright.elections.queries.cards_stations import own_stations
from pollwright.elections.queries.electorate_target import Target
from pollwright.refusals import Refused

SAID = 3


class PartOutstanding(Refused):
    """A part of the poll on another authority's register is missing, or is not what both sides agreed."""

    code = "elections.R240"
    problem = "Nothing of {reference} is released. Missing of other authorities' registers: {parts}."
    remedy = "Take their file in, agree its counts with their officer, and freeze this stage again."


class StationsClash(Refused):
    """Two stations of the poll have one number."""

    code = "elections.R241"
    problem = "Nothing of {reference} is released. Stations with one number: {stations}."
    remedy = "Give one of them another number: amend the scheme, or enter the part with another number to add."


def refuse_outstanding(actor: Actor, target: Target, electorate: Electorate) -> None:
    """Refuse where an electorate must not leave for the sake of a part that is not ours.

    :raises PartOutstanding: naming each part and what is missing of it.
    :raises StationsClash: naming the stations of two parts, or of a part and ours, that have one number.
    """
    parts = standing_parts(actor.authority_id, target.poll_ids)
    missing = outstanding(parts, electorate.stage, electorate.counts.get("parts", {}))
    if missing:
        raise PartOutstanding(reference=target.reference, parts="; ".join(missing[:SAID]))
    scheme = own_stations(actor.authority_id, target.poll_ids)
    clashes = clashing_stations(parts, sorted({one.number for one in scheme.ranges}) if scheme else ())
    if clashes:
        raise StationsClash(reference=target.reference, stations="; ".join(clashes[:SAID]))
