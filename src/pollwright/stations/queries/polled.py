"""Where the polls of a scheme are taken, and who may vote at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED, ContestState
from pollwright.law.ages import birthday
from pollwright.law.conduct.franchises import poll_type_of
from pollwright.law.markers import UnreadableMarker, matrix_row, parse_marker
from pollwright.law.nations import Nation
from pollwright.law.polls import Register
from pollwright.law.timetables.kinds import Kind
from pollwright.stations.models import Scheme

TAKEN = (ContestState.OPEN, ContestState.CONTESTED)
"""Contests in which a poll is to be taken, or may yet be."""

POLLED = """
SELECT DISTINCT d.id AS district_id, p.id AS poll_id
FROM elections_poll p
JOIN elections_contest c ON c.poll_id = p.id AND c.state = ANY(%(taken)s)
JOIN places_districtarea l ON l.area_id = c.area_id AND l.valid_from <= p.day
    AND (l.valid_to IS NULL OR l.valid_to > p.day)
JOIN places_pollingdistrict d ON d.id = l.district_id AND d.valid_from <= p.day
    AND (d.valid_to IS NULL OR d.valid_to > p.day)
WHERE p.authority_id = %(authority)s AND p.id = ANY(%(polls)s)
"""
"""The districts in which each poll is taken: parameters `authority`, `polls` and `taken`."""


@dataclass(frozen=True, slots=True)
class Franchise:
    """Which entries may vote at a poll: those of a marker, on a register, who reach 18 by a day at the latest."""

    poll_id: int
    marker: str
    parliamentary: bool
    attains_by: date


@dataclass(frozen=True, slots=True)
class PolledDistrict:
    """A district in which a poll is taken."""

    id: int
    code: str
    name: str
    place_id: int | None


def polls_of(scheme: Scheme) -> list[Poll]:
    """Return the polls that a scheme is for, without those that were given up, in order of reference."""
    held = Poll.objects.filter(authority=scheme.authority_id).exclude(state__in=ENDED)
    held = held.filter(pk=scheme.poll_id) if scheme.poll_id else held.filter(combination=scheme.combination_id)
    return list(held.order_by("reference"))


def day_of_scheme(scheme: Scheme) -> date:
    """Return the day of a scheme's polls."""
    held = scheme.poll or scheme.combination
    if held is None:
        raise ValueError("a scheme is of a poll or of a combination")
    return held.day


def polled(authority_id: int, polls: list[Poll]) -> dict[str, Any]:
    """Return the parameters of `POLLED`."""
    return {"authority": authority_id, "polls": [poll.pk for poll in polls], "taken": [state.value for state in TAKEN]}


def polled_districts(authority_id: int, polls: list[Poll]) -> list[PolledDistrict]:
    """Return the districts in which any of some polls is taken, by code."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id, d.code, d.name, d.polling_place_id FROM places_pollingdistrict d"
            f" WHERE d.id IN (SELECT district_id FROM ({POLLED}) AS polled) ORDER BY d.code, d.id",
            polled(authority_id, polls),
        )
        return [PolledDistrict(*row) for row in cursor.fetchall()]


def overlapping(poll: Poll) -> dict[int, bool]:
    """Return the polls taken together with one that share a district with it, by key, in one statement.

    :return: whether the one poll is also taken in districts in which the other is not.
    """
    others = Poll.objects.filter(authority=poll.authority_id, combination=poll.combination_id)
    if poll.combination_id is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH every AS ({POLLED}), here AS (SELECT district_id FROM every WHERE poll_id = %(poll)s)"
            f" SELECT poll_id, count(*) < (SELECT count(*) FROM here) FROM every JOIN here USING (district_id)"
            f" WHERE poll_id <> %(poll)s GROUP BY poll_id",
            polled(poll.authority_id, list(others)) | {"poll": poll.pk},
        )
        return dict(cursor.fetchall())


def franchises(authority_id: int, polls: list[Poll]) -> list[Franchise]:
    """Return who may vote at each poll, by the markers that the register holds.

    A marker that is not made of the register's letters lets nobody vote.

    :raises NotCovered: where no electors vote at a poll of the kind.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT marker FROM register_registerentry WHERE authority_id = %s AND effective_to IS NULL",
            [authority_id],
        )
        markers = sorted(row[0] for row in cursor.fetchall())
    return [found for poll in polls for marker in markers if (found := franchise_of(poll, marker)) is not None]


def franchise_of(poll: Poll, marker: str) -> Franchise | None:
    """Return which entries of a marker may vote at a poll; None where the marker lets nobody vote there."""
    nation = Nation(poll.nation)
    row = matrix_row(poll_type_of(Kind(poll.kind), nation), nation, poll.day)
    try:
        letter = parse_marker(marker).letter
    except UnreadableMarker:
        return None
    if letter not in row.letters:
        return None
    return Franchise(poll.pk, marker, row.register is Register.PARLIAMENTARY, birthday(poll.day, 18 - row.minimum_age))
