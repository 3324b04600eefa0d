"""The statements by which staged rows of each kind are merged into their table. Authority explicit in each.

Every merge has the steps `new` and `changed`, whose row counts are reported, and what else must follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pollwright.places.operations.property_keys import SEARCHED


@dataclass(frozen=True, slots=True)
class Merge:
    """How one kind is merged: its temporary table, the frame's columns in it, and the steps in order.

    `checks` are gone through first, in order, and leave in the staged table only what may be merged.
    """

    staged: str
    columns: tuple[str, ...]
    stage: str
    steps: Mapping[str, str]


SUBJECTS = """
SELECT kind, id FROM (
    SELECT 'area', id FROM loaded_area UNION SELECT 'pollingplace', id FROM loaded_pollingplace
    UNION SELECT 'pollingdistrict', id FROM loaded_pollingdistrict UNION SELECT 'property', id FROM loaded_property
) AS every(kind, id) ORDER BY kind, id
"""
"""What a load brought in or changed: every merge leaves it in `loaded_…`."""


def _staging(name: str, columns: str) -> str:
    return (
        f"DROP TABLE IF EXISTS staged_{name}, loaded_{name};"
        f" CREATE TEMP TABLE staged_{name} (row int, {columns}) ON COMMIT DROP;"
        f" CREATE TEMP TABLE loaded_{name} (id bigint) ON COMMIT DROP"
    )


def _keeping(name: str, statement: str) -> str:
    """Return a statement that also notes the rows it wrote."""
    return f"WITH written AS ({statement} RETURNING id) INSERT INTO loaded_{name} SELECT id FROM written"


def _changed(name: str, table: str, columns: tuple[str, ...], match: str, join: str = "") -> str:
    """Return the statement that brings rows up to date where one of `columns` differs."""
    assign = ", ".join(f"{column} = {value}" for column, value in map(_pair, columns))
    differ = " OR ".join(f"t.{column} IS DISTINCT FROM {value}" for column, value in map(_pair, columns))
    return _keeping(
        name,
        f"UPDATE {table} t SET {assign} FROM (SELECT s.* {', ' + join if join else ''} FROM staged_{name} s"
        f"{_JOINS.get(name, '')}) s WHERE t.authority_id = %(authority)s AND {match} AND ({differ})",
    ).replace("RETURNING id", "RETURNING t.id")


def _ended(name: str, match: str) -> str:
    """Return the query of the rows that are in force and that the file ends."""
    return (
        f"SELECT t.id FROM staged_{name} s JOIN places_{name} t ON t.authority_id = %(authority)s AND {match}"
        " WHERE t.valid_to IS NULL AND s.valid_to IS NOT NULL"
    )


def _pair(column: str) -> tuple[str, str]:
    return column, f"s.{column}"


_JOINS = {
    "pollingdistrict": (
        " LEFT JOIN places_pollingplace held ON held.authority_id = %(authority)s AND held.reference = s.polling_place"
    ),
    "property": (
        " JOIN places_pollingdistrict held ON held.authority_id = %(authority)s"
        " AND held.code = s.district AND held.valid_to IS NULL"
        " LEFT JOIN (SELECT k.property_id, p.district_id, p.reference FROM staged_task k"
        " JOIN places_property p ON p.id = k.property_id WHERE k.kind = 'district') kept"
        " ON kept.reference = s.property_reference"
    ),
}

_AREA_MATCH = "t.kind = s.kind AND t.code = s.gss AND t.valid_from = s.valid_from"
AREAS = Merge(
    "staged_area",
    ("kind", "gss", "name", "name_cy", "parent_gss", "valid_from", "valid_to"),
    _staging("area", "kind text, gss text, name text, name_cy text, parent_gss text, valid_from date, valid_to date"),
    {
        "ended": _ended("area", "t.kind = s.kind AND t.code = s.gss AND t.valid_from = s.valid_from"),
        "changed": _changed("area", "places_area", ("name", "name_cy", "valid_to"), _AREA_MATCH),
        "new": _keeping(
            "area",
            "INSERT INTO places_area (authority_id, kind, code, name, name_cy, valid_from, valid_to)"
            " SELECT %(authority)s, kind, gss, name, name_cy, valid_from, valid_to FROM staged_area s"
            " WHERE NOT EXISTS (SELECT FROM places_area t WHERE t.authority_id = %(authority)s"
            f" AND {_AREA_MATCH})",
        ),
        "parents": """
            UPDATE places_area t SET parent_id = p.id
            FROM staged_area s JOIN places_area p
              ON p.authority_id = %(authority)s AND p.code = s.parent_gss AND p.valid_to IS NULL
            WHERE t.authority_id = %(authority)s AND t.kind = s.kind AND t.code = s.gss
              AND t.valid_from = s.valid_from AND t.parent_id IS DISTINCT FROM p.id
        """,
    },
)

_STATION = (
    "name",
    "address1",
    "address2",
    "address3",
    "address4",
    "address5",
    "postcode",
    "uprn",
    "easting",
    "northing",
    "srid",
)
POLLING_PLACES = Merge(
    "staged_pollingplace",
    ("reference", *_STATION),
    _staging(
        "pollingplace",
        "reference text, name text, address1 text, address2 text, address3 text, address4 text, address5 text,"
        " postcode text, uprn bigint, easting numeric(14, 7), northing numeric(14, 7), srid int",
    ),
    {
        "changed": _changed("pollingplace", "places_pollingplace", _STATION, "t.reference = s.reference"),
        "new": _keeping(
            "pollingplace",
            f"INSERT INTO places_pollingplace (authority_id, reference, {', '.join(_STATION)})"
            f" SELECT %(authority)s, reference, {', '.join(_STATION)} FROM staged_pollingplace s"
            " WHERE NOT EXISTS (SELECT FROM places_pollingplace t"
            " WHERE t.authority_id = %(authority)s AND t.reference = s.reference)",
        ),
    },
)

DISTRICTS = Merge(
    "staged_pollingdistrict",
    ("code", "name", "polling_place", "areas", "valid_from", "valid_to"),
    _staging(
        "pollingdistrict",
        "code text, name text, polling_place text, areas text, valid_from date, valid_to date",
    ),
    {
        "ended": _ended("pollingdistrict", "t.code = s.code AND t.valid_from = s.valid_from"),
        "changed": _changed(
            "pollingdistrict",
            "places_pollingdistrict",
            ("name", "polling_place_id", "valid_to"),
            "t.code = s.code AND t.valid_from = s.valid_from",
            "held.id AS polling_place_id",
        ),
        "new": _keeping(
            "pollingdistrict",
            'INSERT INTO places_pollingdistrict (authority_id, code, name, polling_place_id, "order", valid_from,'
            " valid_to) SELECT %(authority)s, s.code, s.name, held.id, 'street', s.valid_from, s.valid_to"
            f" FROM staged_pollingdistrict s{_JOINS['pollingdistrict']}"
            " WHERE NOT EXISTS (SELECT FROM places_pollingdistrict t WHERE t.authority_id = %(authority)s"
            " AND t.code = s.code AND (t.valid_from = s.valid_from OR t.valid_to IS NULL))",
        ),
        # A district is given its areas when it is made; a later change of them is an act of its own.
        "areas": """
            INSERT INTO places_districtarea (authority_id, district_id, area_id, kind, valid_from)
            SELECT %(authority)s, d.id, a.id, a.kind, greatest(d.valid_from, a.valid_from)
            FROM staged_pollingdistrict s
            CROSS JOIN LATERAL unnest(string_to_array(s.areas, ';')) AS named(gss)
            JOIN places_pollingdistrict d
              ON d.authority_id = %(authority)s AND d.code = s.code AND d.valid_from = s.valid_from
            JOIN places_area a
              ON a.authority_id = %(authority)s AND a.code = btrim(named.gss) AND a.valid_to IS NULL
            WHERE NOT EXISTS (SELECT FROM places_districtarea t
                              WHERE t.district_id = d.id AND t.kind = a.kind AND t.valid_to IS NULL)
              AND s.valid_to IS NULL
        """,
    },
)

_PROPERTY = (
    "uprn",
    "parent_uprn",
    "organisation",
    "sub_building",
    "building_name",
    "building_number",
    "street",
    "usrn",
    "locality",
    "town",
    "postcode",
    "address",
    "easting",
    "northing",
    "srid",
    "kind",
    "status",
    "walk_order",
    "sort_key",
    "valid_to",
)
PROPERTIES = Merge(
    "staged_property",
    (
        "property_reference",
        "district",
        "valid_from",
        "street_key",
        "place_key",
        "premises_key",
        *(column for column in _PROPERTY if column != "sort_key"),
    ),
    _staging(
        "property",
        "property_reference text, district text, valid_from date, uprn bigint, parent_uprn bigint, organisation text,"
        " sub_building text, building_name text, building_number text, street text, usrn bigint, locality text,"
        " town text, postcode text, address text, easting numeric(14, 7), northing numeric(14, 7), srid int, kind text,"
        " status text, walk_order int, street_key text, place_key text, premises_key text, sort_key text, valid_to date",
    ),
    {
        "ended": _ended("property", "t.reference = s.property_reference"),
        # Properties may swap their UPRNs, or hand one on; the index that keeps them apart looks at each row at once.
        "released": """
            UPDATE places_property t SET uprn = NULL FROM staged_property s
            WHERE t.authority_id = %(authority)s AND t.reference = s.property_reference AND t.valid_to IS NULL
              AND (t.uprn <> s.uprn OR s.valid_to IS NOT NULL)
              AND EXISTS (SELECT FROM staged_property o WHERE o.uprn = t.uprn AND o.valid_to IS NULL
                          AND o.property_reference <> t.reference)
        """,
        "changed": _changed(
            "property",
            "places_property",
            (*_PROPERTY, "district_id", "search"),
            "t.reference = s.property_reference",
            f"CASE WHEN kept.property_id IS NULL THEN held.id ELSE kept.district_id END AS district_id,"
            f" {SEARCHED} AS search",
        ),
        "new": _keeping(
            "property",
            f"INSERT INTO places_property (authority_id, reference, district_id, valid_from, search,"
            f" {', '.join(_PROPERTY)})"
            " SELECT %(authority)s, s.property_reference, held.id, s.valid_from,"
            f" {SEARCHED},"
            f" {', '.join(f's.{column}' for column in _PROPERTY)}"
            f" FROM staged_property s{_JOINS['property']}"
            " WHERE NOT EXISTS (SELECT FROM places_property t"
            " WHERE t.authority_id = %(authority)s AND t.reference = s.property_reference) ORDER BY held.id, s.sort_key",
        ),
    },
)

STAGE_BOUNDARIES = (
    "DROP TABLE IF EXISTS staged_boundary;"
    " CREATE TEMP TABLE staged_boundary (kind text, gss text, geometry jsonb) ON COMMIT DROP"
)
MERGE_BOUNDARIES = """
    INSERT INTO places_areaboundary (area_id, authority_id, geometry)
    SELECT a.id, a.authority_id, s.geometry FROM staged_boundary s
    JOIN places_area a
      ON a.authority_id = %(authority)s AND a.kind = s.kind AND a.code = s.gss AND a.valid_to IS NULL
    ON CONFLICT (area_id) DO UPDATE SET geometry = excluded.geometry
    WHERE places_areaboundary.geometry <> excluded.geometry
"""
