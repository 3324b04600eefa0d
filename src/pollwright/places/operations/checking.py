"""Comparing staged rows with what is known, before they are merged: what is wrong is taken out and said.

Each check is one statement over a staged table. What it returns becomes findings; a check without a kind only makes
the staged rows ready. The order matters: a row that one check deletes is not looked at by the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.findings import Kind, Level
from pollwright.places.operations import import_findings as found
from pollwright.places.operations.property_keys import LONGEST_ADDRESS, SORT_KEY
from pollwright.places.queries.occupancy import occupied_sql


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    :param sql: takes `%(authority)s` and returns the row, the value shown, then the values of `details`, in order.
    :param column: where the value stands; `part` among the details says it instead.
    """

    sql: str
    kind: Kind | None = None
    column: str = ""
    details: tuple[str, ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether the rows found are left out."""
        return self.kind is not None and self.kind.level is Level.ERROR


def too_long(table: str, key: str, limits: dict[str, int]) -> list[Check]:
    """Return the checks that texts fit their columns: one statement for all, which says which column it is."""
    wide = " ".join(f"WHEN char_length({column}) > {most} THEN '{column} {most}'" for column, most in limits.items())
    return [
        Check(
            f"DELETE FROM {table} WHERE CASE {wide} END IS NOT NULL"
            f" RETURNING row, left({key}, 60), split_part(CASE {wide} END, ' ', 1), split_part(CASE {wide} END, ' ', 2)",
            found.TOO_LONG,
            key,
            ("part", "most"),
        )
    ]


def dates_turned(table: str, key: str, *, same_day: bool) -> Check:
    """Return the check that a row does not end before it begins."""
    sign = "<" if same_day else "<="
    return Check(
        f"DELETE FROM {table} WHERE valid_to {sign} valid_from RETURNING row, {key}", found.DATES_TURNED, "valid_to"
    )


def dated(table: str, model: str, match: str, same: tuple[str, ...]) -> list[Check]:
    """Return what gives rows in force the first day of what is in force here, else the day of the load.

    :param same: the columns that only one row may have the same, the key first and the first day last.
    """
    key = same[0]
    ended = (
        f"EXISTS (SELECT FROM {table} o WHERE o.{key} = s.{key} AND o.valid_from = t.valid_from"
        " AND o.valid_to IS NOT NULL)"
    )
    return [
        Check(
            f"UPDATE {table} s SET valid_from = t.valid_from FROM {model} t WHERE t.authority_id = %(authority)s"
            f" AND t.valid_to IS NULL AND s.valid_to IS NULL AND {match} AND NOT {ended}"
        ),
        Check(
            f"UPDATE {table} s SET valid_to = t.valid_to FROM {model} t WHERE t.authority_id = %(authority)s"
            f" AND t.valid_from = s.valid_from AND s.valid_to IS NULL AND {match}"
        ),
        Check(f"UPDATE {table} SET valid_from = %(on)s WHERE valid_from IS NULL"),
        Check(
            f"WITH again AS (SELECT ctid, row_number() OVER (PARTITION BY {', '.join(same)} ORDER BY row) AS at,"
            f" row_number() OVER (PARTITION BY {', '.join(same[:-1])}, valid_to IS NULL ORDER BY row) AS held"
            f" FROM {table})"
            f" DELETE FROM {table} s USING again WHERE s.ctid = again.ctid"
            " AND (again.at > 1 OR again.held > 1 AND s.valid_to IS NULL)"
            f" RETURNING s.row, s.{key}",
            found.SAME_PERIOD,
            "valid_from",
        ),
    ]


ADDRESS_LIMITS = {f"address{at}": 120 for at in range(1, 6)}

AREAS = (
    *too_long("staged_area", "gss", {"gss": 20, "name": 120, "name_cy": 120}),
    *dated("staged_area", "places_area", "t.kind = s.kind AND t.code = s.gss", ("gss", "kind", "valid_from")),
    dates_turned("staged_area", "gss", same_day=False),
)

POLLING_PLACES = (
    *too_long("staged_pollingplace", "reference", {"reference": 110, "name": 200, "postcode": 10, **ADDRESS_LIMITS}),
    Check(
        """
        UPDATE staged_pollingplace s SET uprn = coalesce(s.uprn, t.uprn), easting = coalesce(s.easting, t.easting),
               northing = coalesce(s.northing, t.northing),
               srid = CASE WHEN s.easting IS NULL THEN t.srid ELSE coalesce(s.srid, t.srid) END
        FROM places_pollingplace t WHERE t.authority_id = %(authority)s AND t.reference = s.reference
        """
    ),
    Check("UPDATE staged_pollingplace SET srid = 27700 WHERE srid IS NULL"),
    # A file of properties alone names their stations by no more than the code.
    Check(
        """
        UPDATE staged_pollingplace s SET name = t.name, address1 = t.address1, address2 = t.address2,
               address3 = t.address3, address4 = t.address4, address5 = t.address5, postcode = t.postcode
        FROM places_pollingplace t WHERE t.authority_id = %(authority)s AND t.reference = s.reference
          AND s.name = s.reference AND NOT %(own)s
          AND concat(s.address1, s.address2, s.address3, s.address4, s.address5, s.postcode) = ''
        """
    ),
)

_NAMED = """
    SELECT s.row, s.code AS district, btrim(named.gss) AS gss, a.id AS area_id, a.kind
    FROM staged_pollingdistrict s CROSS JOIN LATERAL unnest(string_to_array(s.areas, ';')) AS named(gss)
    LEFT JOIN places_area a ON a.authority_id = %(authority)s AND a.code = btrim(named.gss) AND a.valid_to IS NULL
    WHERE btrim(named.gss) <> ''
"""

DISTRICTS = (
    *too_long("staged_pollingdistrict", "code", {"code": 10, "name": 120}),
    *dated("staged_pollingdistrict", "places_pollingdistrict", "t.code = s.code", ("code", "valid_from")),
    dates_turned("staged_pollingdistrict", "code", same_day=False),
    Check(
        f"WITH bad AS (SELECT DISTINCT ON (district) district, gss FROM ({_NAMED}) n WHERE area_id IS NULL"
        " ORDER BY district, gss) DELETE FROM staged_pollingdistrict s USING bad WHERE s.code = bad.district"
        " RETURNING s.row, s.code || ': ' || bad.gss",
        found.UNKNOWN_AREA,
        "areas",
    ),
    Check(
        f"WITH twice AS (SELECT DISTINCT ON (district) district, kind FROM ({_NAMED}) n GROUP BY district, kind"
        " HAVING count(DISTINCT area_id) > 1 ORDER BY district, kind)"
        " DELETE FROM staged_pollingdistrict s USING twice WHERE s.code = twice.district RETURNING s.row, s.code, twice.kind",
        found.TWO_AREAS_OF_A_KIND,
        "areas",
        ("sort",),
    ),
    Check(
        """
        DELETE FROM staged_pollingdistrict s USING places_pollingdistrict t
        WHERE t.authority_id = %(authority)s AND t.code = s.code AND t.valid_to IS NULL AND s.valid_to IS NOT NULL
          AND EXISTS (SELECT FROM places_property p WHERE p.district_id = t.id AND p.valid_to IS NULL)
        RETURNING s.row, s.code
        """,
        found.DISTRICT_HAS_PROPERTIES,
        "valid_to",
    ),
    Check(
        """
        DELETE FROM staged_pollingdistrict s WHERE s.polling_place IS NOT NULL AND NOT EXISTS (
            SELECT FROM places_pollingplace p WHERE p.authority_id = %(authority)s AND p.reference = s.polling_place)
        RETURNING s.row, s.code || ': ' || s.polling_place
        """,
        found.UNKNOWN_PLACE,
        "polling_place",
    ),
    Check(
        f"""
        SELECT n.row, n.district, n.kind FROM ({_NAMED}) n
        JOIN places_pollingdistrict d
          ON d.authority_id = %(authority)s AND d.code = n.district AND d.valid_to IS NULL
        JOIN places_districtarea t ON t.district_id = d.id AND t.kind = n.kind AND t.valid_to IS NULL
        WHERE t.area_id <> n.area_id ORDER BY n.district, n.kind
        """,
        found.AREAS_DIFFER,
        "areas",
        ("sort",),
    ),
    Check(
        """
        UPDATE staged_pollingdistrict s SET polling_place = p.reference
        FROM places_pollingdistrict t JOIN places_pollingplace p ON p.id = t.polling_place_id
        WHERE t.authority_id = %(authority)s AND t.code = s.code AND t.valid_to IS NULL AND s.polling_place IS NULL
        """
    ),
)

_TEXTS = ("organisation", "sub_building", "building_name", "street", "locality", "town")
_KNOWN = "t.authority_id = %(authority)s AND t.reference = s.property_reference"


_ONE_ROW_EACH = (
    *too_long(
        "staged_property",
        "property_reference",
        {"property_reference": 40, "building_number": 20, "postcode": 10, **dict.fromkeys(_TEXTS, 120)},
    ),
    Check(
        """
        UPDATE staged_property s SET property_reference = t.reference FROM places_property t
        WHERE t.authority_id = %(authority)s AND t.uprn = s.uprn AND t.valid_to IS NULL AND NOT EXISTS (
            SELECT FROM places_property r
            WHERE r.authority_id = %(authority)s AND r.reference = s.property_reference)
        """
    ),
    Check(
        """
        WITH again AS (SELECT ctid, row_number() OVER (PARTITION BY property_reference ORDER BY ctid) AS at
                       FROM staged_property)
        DELETE FROM staged_property s USING again WHERE s.ctid = again.ctid AND again.at > 1
        RETURNING s.row, s.property_reference
        """,
        found.TWO_ROWS,
        "uprn",
    ),
    Check(
        """
        DELETE FROM staged_property s USING places_property t
        WHERE t.authority_id = %(authority)s AND t.uprn = s.uprn AND t.valid_to IS NULL AND s.valid_to IS NULL
          AND t.reference <> s.property_reference
          AND NOT EXISTS (SELECT FROM staged_property o WHERE o.property_reference = t.reference
                          AND (o.valid_to IS NOT NULL OR o.uprn <> s.uprn))
        RETURNING s.row, s.property_reference
        """,
        found.UPRN_ELSEWHERE,
        "uprn",
    ),
)
"""Each row is of one property, and each property has one row."""

_FILLED = (
    Check(
        f"""
        UPDATE staged_property s SET
            uprn = coalesce(s.uprn, t.uprn), parent_uprn = coalesce(s.parent_uprn, t.parent_uprn),
            usrn = coalesce(s.usrn, t.usrn), walk_order = coalesce(s.walk_order, t.walk_order),
            easting = coalesce(s.easting, t.easting),
            northing = coalesce(s.northing, t.northing),
            srid = CASE WHEN s.easting IS NULL THEN t.srid ELSE coalesce(s.srid, t.srid) END,
            district = coalesce(s.district, (SELECT code FROM places_pollingdistrict d WHERE d.id = t.district_id)),
            kind = CASE WHEN %(own)s THEN s.kind ELSE t.kind END,
            status = CASE WHEN %(own)s THEN s.status ELSE t.status END,
            postcode = CASE WHEN %(own)s OR s.postcode <> '' THEN s.postcode ELSE t.postcode END,
            valid_from = t.valid_from, valid_to = coalesce(s.valid_to, t.valid_to)
        FROM places_property t WHERE {_KNOWN}
        """
    ),
    Check(
        "UPDATE staged_property SET valid_from = coalesce(valid_from, %(on)s), srid = coalesce(srid, 27700),"
        f" sort_key = {SORT_KEY}"
    ),
    # Other systems have no column for an organisation, and their lines do not say which part of an address they are.
    Check(
        f"""
        UPDATE staged_property s SET organisation = t.organisation,
               address = left(concat_ws(', ', t.organisation, s.address), {LONGEST_ADDRESS})
        FROM places_property t
        WHERE {_KNOWN} AND NOT %(own)s AND t.organisation <> '' AND s.organisation = ''
          AND strpos(pollwright_folded(s.address), pollwright_folded(t.organisation)) = 0
        """
    ),
    Check(
        f"""
        UPDATE staged_property s SET address = t.address, sort_key = t.sort_key,
               {", ".join(f"{part} = t.{part}" for part in (*_TEXTS, "building_number"))}
        FROM places_property t
        WHERE {_KNOWN} AND NOT %(own)s AND pollwright_folded(s.address) = pollwright_folded(t.address)
        """
    ),
    dates_turned("staged_property", "property_reference", same_day=True),
    Check(
        "DELETE FROM staged_property WHERE district IS NULL RETURNING row, property_reference",
        found.NO_DISTRICT,
        "district",
    ),
    Check(
        """
        DELETE FROM staged_property s WHERE NOT EXISTS (
            SELECT FROM places_pollingdistrict d WHERE d.authority_id = %(authority)s
            AND d.code = s.district AND d.valid_to IS NULL)
        RETURNING s.row, s.property_reference || ': ' || left(s.district, 10)
        """,
        found.UNKNOWN_DISTRICT,
        "district",
    ),
)
"""What a file leaves out is what the property has; what it must have is there."""


def properties() -> tuple[Check, ...]:
    """Return the checks of properties; made when asked, since rooms above declare which properties are occupied."""
    occupied = f"SELECT property_id FROM ({occupied_sql()}) AS o"
    return (
        *_ONE_ROW_EACH,
        *_FILLED,
        Check(
            f"""
            WITH kept AS (
                UPDATE staged_property s SET valid_to = NULL FROM places_property t
                WHERE {_KNOWN} AND s.valid_to IS NOT NULL AND t.valid_to IS NULL AND t.id IN ({occupied})
                RETURNING t.id, t.reference, s.row)
            INSERT INTO staged_task (property_id, kind, detail, reference, row)
            SELECT id, 'ended', '', reference, row FROM kept
            RETURNING row, reference
            """,
            found.ENDED_WITH_ELECTORS,
            "valid_to",
        ),
        Check(
            f"""
            WITH kept AS (
                SELECT t.id, t.reference, d.code, s.district AS wanted, s.row
                FROM staged_property s JOIN places_property t ON {_KNOWN}
                JOIN places_pollingdistrict d ON d.id = t.district_id
                WHERE d.code <> s.district AND t.id IN ({occupied}))
            INSERT INTO staged_task (property_id, kind, detail, reference, held, row)
            SELECT id, 'district', wanted, reference, code, row FROM kept
            RETURNING row, reference || ': ' || detail, held
            """,
            found.DISTRICT_DIFFERS,
            "district",
            ("district",),
        ),
    )


MISSING = """
    CREATE TEMP TABLE staged_missing ON COMMIT DROP AS
    SELECT t.id, t.reference, t.id IN ({occupied}) AS occupied FROM places_property t
    WHERE t.authority_id = %(authority)s AND t.valid_to IS NULL
      AND NOT EXISTS (SELECT FROM staged_property s WHERE s.property_reference = t.reference)
"""
"""The properties that a file which says that it is whole has not."""
