"""Which properties people are registered at: what places ask before a property ends or moves."""

from __future__ import annotations

from pollwright.places.queries.occupancy import Occupancy

OCCUPANCY = Occupancy(
    occupied="""
    SELECT property_id FROM register_registerentry
    WHERE authority_id = %(authority)s AND effective_to IS NULL AND property_id IS NOT NULL
    UNION
    SELECT a.property_id FROM register_alteration a
    WHERE a.authority_id = %(authority)s AND a.kind <> 'delete' AND a.property_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM register_noticeline l WHERE l.alteration_id = a.id)
      AND NOT EXISTS (SELECT FROM register_alterationwithdrawal w WHERE w.alteration_id = a.id)
    """,
    electors="""
    SELECT property_id, count(*) AS electors FROM register_registerentry
    WHERE authority_id = %(authority)s AND effective_to IS NULL AND property_id IS NOT NULL GROUP BY property_id
    """,
)
"""An address that is withheld or protected is on no entry, so it does not count here."""
