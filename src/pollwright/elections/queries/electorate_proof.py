"""The proof of a frozen electorate: its lines against a count of the register made another way, and stage by stage.

The counts here ask the register entry by entry what the law's letters, registers and ages make of it; they share no
table and no statement with the freezing. A difference names its district, and nothing is frozen.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.elections.queries.electorate_target import Target
from pollwright.law.conduct.franchises import poll_type_of
from pollwright.law.markers import matrix_row
from pollwright.refusals import Refused


class ElectorateDoesNotReconcile(Refused):
    """A total of the electorate is not what the register gives; nothing is frozen."""

    code = "elections.R200"
    problem = "{where} of the electorate does not reconcile: {expected} expected, {found} found."
    remedy = "Nothing was frozen. Freeze it again; if it says the same, tell your supplier, with this message."


@dataclass(frozen=True, slots=True)
class DistrictReckoning:
    """How the electors of one district come from its entries in force.

    :param in_force: entries of the district in force on the day.
    :param not_entitled: those whom the franchise of every poll here leaves out.
    :param under_age: those not of age on polling day at any poll that their franchise would let them vote in.
    :param electors: the frozen lines.
    """

    district: str
    in_force: int
    not_entitled: int
    under_age: int
    electors: int


_TESTED = """
    WITH rule AS (
        SELECT * FROM unnest(%(polls)s::bigint[], %(registers)s::text[], %(letters)s::text[], %(ages)s::int[])
        AS r(poll_id, register, letters, age)
    ), held AS (
        SELECT DISTINCT da.district_id, c.poll_id, c.reference
        FROM elections_contest c JOIN places_districtarea da ON da.area_id = c.area_id
        WHERE c.id = ANY(%(contests)s) AND da.valid_from <= %(poll_day)s
          AND (da.valid_to > %(poll_day)s OR da.valid_to IS NULL)
    ), tested AS (
        SELECT e.id, d.code, held.reference,
               position('[' || translate(e.marker, 'NA', '') || ']' IN rule.letters) > 0
                 AND (CASE WHEN rule.register = 'local' THEN e.local ELSE e.parliamentary END) AS franchise,
               e.attains_on IS NULL
                 OR (e.attains_on - make_interval(years => 18 - rule.age))::date <= %(poll_day)s AS of_age
        FROM register_registerentry e
        JOIN held ON held.district_id = e.district_id
        JOIN rule ON rule.poll_id = held.poll_id
        JOIN places_pollingdistrict d ON d.id = e.district_id
        WHERE e.authority_id = %(authority)s
          AND daterange(e.effective_from, e.effective_to) @> %(as_at)s::date
    )
"""
_BY_CONTEST = f"{_TESTED} SELECT code, reference, count(*) FROM tested WHERE franchise AND of_age GROUP BY 1, 2"
_BY_DISTRICT = f"""{_TESTED}
    SELECT code, count(*), count(*) FILTER (WHERE NOT franchise), count(*) FILTER (WHERE franchise AND NOT votes),
           count(*) FILTER (WHERE votes)
    FROM (SELECT id, code, bool_or(franchise) AS franchise, bool_or(franchise AND of_age) AS votes
          FROM tested GROUP BY id, code) AS entries
    GROUP BY code ORDER BY code
"""


def reckon_districts(
    authority_id: int,
    target: Target,
    as_at: date,
    by_district: dict[str, int],
    by_contest: dict[tuple[str, str], int],
) -> list[DistrictReckoning]:
    """Return the reckoning of every district, having compared each district and contest with the frozen lines.

    :param by_district: the frozen lines of each district, counted in the file.
    :param by_contest: the frozen lines of each district that may vote in each contest, counted in the file.
    :raises ElectorateDoesNotReconcile: naming the first district, or district and contest, that does not agree.
    """
    given = _given(authority_id, target, as_at)
    with connection.cursor() as cursor:
        cursor.execute(_BY_DISTRICT, given)
        rows = cursor.fetchall()
        cursor.execute(_BY_CONTEST, given)
        contests = {(code, reference): count for code, reference, count in cursor.fetchall()}
    expected = {row[0]: row[4] for row in rows}
    for code in sorted(expected.keys() | by_district.keys()):
        _same(f"District {code}", expected.get(code, 0), by_district.get(code, 0))
    for code, reference in sorted(contests.keys() | by_contest.keys()):
        where = f"District {code}, contest {reference},"
        _same(where, contests.get((code, reference), 0), by_contest.get((code, reference), 0))
    return [
        DistrictReckoning(code, in_force, out, young, by_district.get(code, 0))
        for code, in_force, out, young, _ in rows
    ]


def reckoning_as_json(found: list[DistrictReckoning]) -> list[dict[str, Any]]:
    """Return the reckonings as JSON values, to stand in the proof."""
    return [asdict(each) for each in found]


def _same(where: str, expected: int, found: int) -> None:
    if expected != found:
        raise ElectorateDoesNotReconcile(where=where, expected=expected, found=found)


def _given(authority_id: int, target: Target, as_at: date) -> dict[str, Any]:
    rows = [
        (poll.id, matrix_row(poll_type_of(poll.kind, poll.nation), poll.nation, target.day)) for poll in target.polls
    ]
    return {
        "authority": authority_id,
        "as_at": as_at,
        "poll_day": target.day,
        "contests": [contest.id for contest in target.contests.values()],
        "polls": [poll_id for poll_id, _ in rows],
        "registers": [str(row.register) for _, row in rows],
        "letters": ["".join(f"[{letter}]" for letter in sorted(row.letters)) for _, row in rows],
        "ages": [row.minimum_age for _, row in rows],
    }
