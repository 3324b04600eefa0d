"""What each value of an interchange file must be, as questions to its lines that are answered with places of faults."""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.formats.boundary_layout import ABSENT, ANONYMOUS, NAMING, SECTIONS

POSTCODE = "^([A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2})?$"
DAY = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"


@dataclass(frozen=True, slots=True)
class Check:
    """A question; its rows are a place and how many faults are there."""

    code: str
    query: str


def _value(column: str, wrong: str, code: str = "value") -> Check:
    return Check(
        code,
        f"SELECT file || ', line ' || min(row) || ', column {column}', count(*) FROM line WHERE {wrong}"
        " GROUP BY file ORDER BY file",
    )


def _one_of(column: str, allowed: tuple[str, ...]) -> Check:
    listed = ", ".join(f"'{value}'" for value in allowed)
    return _value(column, f"{column} NOT IN ({listed})")


def _like(column: str, pattern: str) -> Check:
    return _value(column, f"NOT regexp_full_match({column}, '{pattern}')")


VALUE_CHECKS: tuple[Check, ...] = (
    _like("entry", "[!-~]{4,64}"),
    _value("district", "district NOT IN (SELECT district FROM stated_district)"),
    _like("number", "[1-9][0-9]{0,7}"),
    _like("suffix", "[0-9]{1,4}"),
    _one_of("section", SECTIONS),
    _like("marker", "[A-Z]{0,4}"),
    _value("attains_on", f"NOT regexp_full_match(attains_on, '{DAY}') OR attains_on <> ''"
           " AND try_cast(attains_on AS DATE) IS NULL"),
    _value("surname", f"section <> '{ANONYMOUS}' AND (surname = '' OR regexp_matches(surname, '[0-9]'))"),
    _value("forenames", "regexp_matches(forenames, '[0-9]')"),
    _value("address", f"section <> '{ANONYMOUS}' AND address = '' AND correspondence = ''"),
    *(_like(column, POSTCODE) for column in ("postcode",)),
    _like("uprn", "([0-9]{1,12})?"),
    _one_of("absent", ABSENT),
    _value("proxy_name", f"section <> '{ANONYMOUS}' AND (absent IN ('proxy', 'postal_proxy')) <> (proxy_name <> '')"),
    _value("section", f"section = '{ANONYMOUS}' AND concat({', '.join(NAMING)}) <> ''", "anonymous-named"),
    Check("twice", "SELECT 'district ' || district || ', number ' || number || ' in '"
          " || array_to_string(list_sort(list(DISTINCT file)), ' and '), count(*) - 1 FROM line"
          " GROUP BY district, number, suffix HAVING count(*) > 1 ORDER BY 1"),
    Check("twice", "SELECT 'one entry in ' || array_to_string(list_sort(list(DISTINCT file)), ' and '), count(*) - 1"
          " FROM line GROUP BY entry HAVING count(*) > 1 ORDER BY 1"),
)  # fmt: skip
_RANGED = """
    SELECT l.district, l.number, l.suffix, s.station FROM line l LEFT JOIN station s ON s.district = l.district
        AND try_cast(l.number AS INTEGER) >= coalesce(try_cast(s.first AS INTEGER), 0)
        AND try_cast(l.number AS INTEGER) <= coalesce(try_cast(s.last AS INTEGER), 2147483647)
"""
STATION_CHECKS: tuple[Check, ...] = (
    Check("station-number", "SELECT 'station ' || station, count(*) FROM station WHERE NOT"
          " regexp_full_match(station, '[1-9][0-9]{0,5}') OR name = '' GROUP BY station ORDER BY station"),
    Check("station-elsewhere", "SELECT 'station ' || station || ', district ' || district, count(*) FROM station"
          " WHERE district NOT IN (SELECT district FROM stated_district) GROUP BY ALL ORDER BY 1"),
    Check("no-station", "SELECT 'district ' || district, count(*) FROM"
          f" (SELECT district, number, suffix, count(station) AS stations FROM ({_RANGED}) GROUP BY ALL)"
          " WHERE stations <> 1 AND EXISTS (SELECT 1 FROM station) GROUP BY district ORDER BY district"),
    Check("station-electors", "SELECT 'station ' || s.station || ', district ' || s.district || ': ' || s.stated ||"
          " ' stated, ' || coalesce(r.electors, 0) || ' there', 1 FROM (SELECT station, district,"
          " sum(try_cast(electors AS INTEGER)) AS stated FROM station GROUP BY ALL) s LEFT JOIN"
          f" (SELECT station, district, count(*) AS electors FROM ({_RANGED}) GROUP BY ALL) r"
          " ON r.station = s.station AND r.district = s.district"
          " WHERE s.stated IS DISTINCT FROM coalesce(r.electors, 0) ORDER BY 1"),
)  # fmt: skip
