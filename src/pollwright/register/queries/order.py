"""The statutory order of the register (REG-400, 401, 404), in SQL; it stands here alone.

Within a district: the main body by walk order of properties (or by name, in a part where street order is
impracticable), then Other electors by name, then anonymous entries. A person with one name only is filed under it.
"""

from __future__ import annotations

ORDER = """
    e.district_id, e.section,
    CASE WHEN e.section = '1-ordinary' AND d."order" = 'street' THEN coalesce(p.sort_key, '') ELSE '' END,
    pollwright_folded(coalesce(nullif(e.surname, ''), e.forenames)), pollwright_folded(e.forenames), e.id
"""
"""Order of the entries `e`, with their district `d` and property `p`."""

ENTRIES = """
    FROM register_registerentry e
    JOIN places_pollingdistrict d ON d.id = e.district_id
    LEFT JOIN places_property p ON p.id = e.property_id
"""

IN_FORCE = "WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL"
