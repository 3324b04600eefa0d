"""How many electors vote at each station, by one statement over the register in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.register.queries.search import CURRENT_NUMBERS
from pollwright.stations.models import Allotment, Scheme
from pollwright.stations.queries.absent import POSTAL
from pollwright.stations.queries.polled import POLLED, franchises, polled, polls_of

BEYOND = 2**31 - 1
"""Stands for the number of an elector who has none yet, behind all others, and for the end of a range without one."""

VOTERS = f"""
polled AS MATERIALIZED ({POLLED}),
franchise AS (SELECT * FROM unnest(%(poll_ids)s::bigint[], %(markers)s::text[], %(parliamentary)s::boolean[],
    %(attains_by)s::date[]) AS f(poll_id, marker, parliamentary, attains_by)),
entitled AS MATERIALIZED (
    SELECT DISTINCT p.district_id, f.marker, f.parliamentary, f.attains_by
    FROM polled p JOIN franchise f ON f.poll_id = p.poll_id),
split AS MATERIALIZED (SELECT DISTINCT district_id FROM stations_allotment
    WHERE authority_id = %(authority)s AND scheme_id = %(scheme)s AND last_number IS NOT NULL),
voters AS (
    SELECT e.id, e.elector_id, e.property_id, e.district_id,
           CASE WHEN s.district_id IS NULL THEN 1 ELSE coalesce(n.number, {BEYOND}) END AS number
    FROM register_registerentry e
    LEFT JOIN split s ON s.district_id = e.district_id
    LEFT JOIN register_registernumber n ON s.district_id IS NOT NULL AND n.publication_id = {CURRENT_NUMBERS}
        AND n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
    WHERE e.authority_id = %(authority)s AND e.effective_from <= %(on)s
      AND (e.effective_to IS NULL OR e.effective_to > %(on)s)
      AND (%(districts)s::bigint[] IS NULL OR e.district_id = ANY(%(districts)s))
      AND EXISTS (SELECT 1 FROM entitled f WHERE f.district_id = e.district_id AND f.marker = e.marker
          AND CASE WHEN f.parliamentary THEN e.parliamentary ELSE e.local END
          AND (e.attains_on IS NULL OR e.attains_on <= f.attains_by)))
"""
"""The entries that may vote at a poll of a scheme, with the number that a range goes by (1 where it does not matter)."""

JOINED = f"""a.authority_id = %(authority)s AND a.scheme_id = %(scheme)s AND a.district_id = v.district_id
    AND v.number BETWEEN a.first_number AND coalesce(a.last_number, {BEYOND})"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Electors of one allotment; `allotment_id` is None for those of a district who have no station."""

    district_id: int
    allotment_id: int | None
    electors: int
    in_person: int


def voters_of(scheme: Scheme, on: date, districts: list[int] | None = None) -> dict[str, Any]:
    """Return the parameters of `VOTERS` for a scheme and the register of a day, in some districts or in all."""
    polls = polls_of(scheme)
    rules = franchises(scheme.authority_id, polls)
    return {
        **polled(scheme.authority_id, polls),
        "scheme": scheme.pk,
        "on": on,
        "districts": districts,
        "poll_ids": [rule.poll_id for rule in rules],
        "markers": [rule.marker for rule in rules],
        "parliamentary": [rule.parliamentary for rule in rules],
        "attains_by": [rule.attains_by for rule in rules],
    }


def counted(scheme: Scheme, on: date, day: date, districts: list[int] | None = None) -> list[Counted]:
    """Return the electors of every allotment of a scheme, and of each district what is not allotted.

    :param districts: ids of the districts that are looked at; None for all.
    :param on: the register in force on that day is counted.
    :param day: the day of the poll, for which postal votes are looked up.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {VOTERS} SELECT v.district_id, a.id, count(*), count(*) FILTER (WHERE x.elector_id IS NULL)"
            f" FROM voters v LEFT JOIN stations_allotment a ON {JOINED}"
            f" LEFT JOIN ({POSTAL}) AS x ON x.elector_id = v.elector_id"
            " GROUP BY 1, 2 ORDER BY 1, 2",
            {**voters_of(scheme, on, districts), "absent_on": day},
        )
        return [Counted(*row) for row in cursor.fetchall()]


def at_stations(scheme: Scheme) -> dict[str, int]:
    """Return the electors that were counted at the stations, by code of district."""
    held = Allotment.objects.filter(authority=scheme.authority_id, scheme=scheme).order_by("district__code")
    found: dict[str, int] = {}
    for code, electors in held.values_list("district__code", "electors"):
        found[code] = found.get(code, 0) + electors
    return found


_REGISTER = f"""
WITH keys AS MATERIALIZED (
    SELECT p.district_id, f.marker, kept.parliamentary, kept.local, max(f.attains_by) AS latest
    FROM ({POLLED}) AS p
    JOIN unnest(%(poll_ids)s::bigint[], %(markers)s::text[], %(parliamentary)s::boolean[], %(attains_by)s::date[])
        AS f(poll_id, marker, parliamentary, attains_by) ON f.poll_id = p.poll_id
    JOIN (VALUES (true, true), (true, false), (false, true)) AS kept(parliamentary, local)
        ON CASE WHEN f.parliamentary THEN kept.parliamentary ELSE kept.local END
    GROUP BY 1, 2, 3, 4)
SELECT d.code, count(*) FROM register_registerentry e
JOIN keys k ON (k.district_id, k.marker, k.parliamentary, k.local) = (e.district_id, e.marker, e.parliamentary, e.local)
JOIN places_pollingdistrict d ON d.id = e.district_id
WHERE e.authority_id = %(authority)s AND daterange(e.effective_from, e.effective_to) @> %(on)s::date
  AND (e.attains_on IS NULL OR e.attains_on <= k.latest)
GROUP BY d.code ORDER BY d.code
"""


def in_register(scheme: Scheme, on: date) -> dict[str, int]:
    """Return the electors of the register who may vote at a poll of the scheme, by code of district.

    Counted without the allotments, so that `at_stations` can be held against it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REGISTER, voters_of(scheme, on))
        return dict(cursor.fetchall())
