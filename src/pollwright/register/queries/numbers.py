"""Numbers of a publication: their digest, and the map from the numbers before (REG-324)."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from pollwright.formats.outgoing import WrittenFile, digest

_DIGEST = """
SELECT count(*), coalesce(sum(hashtextextended(concat_ws(':', n.district_id, n.number, n.suffix,
           e.elector_id, coalesce(e.property_id, 0)), 0)::numeric), 0)
FROM register_registernumber n JOIN register_registerentry e ON e.id = n.entry_id
WHERE n.publication_id = %s
"""

_MAP = """
COPY (
    SELECT el.reference AS elector_reference, od.code AS old_district, o.number AS old_number, o.suffix AS old_suffix,
           nd.code AS new_district, n.number AS new_number, n.suffix AS new_suffix
    FROM register_registernumber n
    JOIN register_registerentry e ON e.id = n.entry_id
    JOIN register_elector el ON el.id = e.elector_id
    JOIN places_pollingdistrict nd ON nd.id = n.district_id
    LEFT JOIN register_registernumber o ON o.entry_id = n.entry_id AND o.publication_id = %(previous)s
    LEFT JOIN places_pollingdistrict od ON od.id = o.district_id
    WHERE n.publication_id = %(publication)s
    ORDER BY nd.code, n.number, n.suffix
) TO STDOUT (FORMAT csv, HEADER true)
"""


def numbers_digest(publication_id: int) -> str:
    """Return one value for which elector has which number where, the same whatever the order of the rows."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, [publication_id])
        count, total = cursor.fetchone()
    return f"{count}:{total}"


def number_map(publication_id: int, previous_id: int | None, path: Path) -> WrittenFile:
    """Write the map from the numbers of the register before to the new ones, as CSV with a header."""
    rows = 0
    with (
        connection.cursor() as cursor,
        path.open("wb") as file,
        cursor.copy(_MAP, {"publication": publication_id, "previous": previous_id}) as copy,
    ):
        for piece in copy:
            rows += bytes(piece).count(b"\n")
            file.write(piece)
    sha256, size = digest(path)
    return WrittenFile(path, max(rows - 1, 0), sha256, size)
