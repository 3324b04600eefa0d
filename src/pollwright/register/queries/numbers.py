"""The numbers of a publication, as one value to compare."""

from __future__ import annotations

from django.db import connection

_DIGEST = """
SELECT count(*), coalesce(sum(hashtextextended(concat_ws(':', n.district_id, n.number, n.suffix,
           e.elector_id, coalesce(e.property_id, 0)), 0)::numeric), 0)
FROM register_registernumber n JOIN register_registerentry e ON e.id = n.entry_id
WHERE n.publication_id = %s
"""


def numbers_digest(publication_id: int) -> str:
    """Return one value for which elector has which number where, the same whatever the order of the rows."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, [publication_id])
        count, total = cursor.fetchone()
    return f"{count}:{total}"
