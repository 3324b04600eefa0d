"""How long particulars of people who work for polls are kept, once nobody needs them."""

from __future__ import annotations

from pollwright.oversight.kinds import RetentionKind, declare

declare(
    RetentionKind(
        name="staff-particulars",
        title="Particulars of applicants who were not taken on, and of staff who left",
        starts_with="the application, where nobody was taken on; else leaving the staff bank",
        months=12,
        source="local choice",
        due=(
            "SELECT m.id, m.reference::text, coalesce(m.left_on, m.applied_on) FROM staffing_staffmember m"
            " WHERE m.authority_id = %(authority)s AND m.removed_on IS NULL AND m.state IN ('applied', 'left')"
            " AND coalesce(m.left_on, m.applied_on) <= %(latest)s"
        ),
        remove=(
            "DELETE FROM staffing_staffapplication WHERE member_id IN (SELECT id FROM due)",
            "DELETE FROM staffing_staffapplicationevent WHERE member_id IN (SELECT id FROM due)",
            "UPDATE staffing_staffapplication SET twin_id = NULL WHERE twin_id IN (SELECT id FROM due)",
            "DELETE FROM staffing_availability WHERE member_id IN (SELECT id FROM due)",
            "DELETE FROM staffing_availabilityevent WHERE member_id IN (SELECT id FROM due)",
            "DELETE FROM staffing_venuewish WHERE member_id IN (SELECT id FROM due)",
            "DELETE FROM staffing_venuewishevent WHERE member_id IN (SELECT id FROM due)",
            "DELETE FROM staffing_staffrecord WHERE member_id IN (SELECT id FROM due)",
            "DELETE FROM staffing_staffrecordevent WHERE member_id IN (SELECT id FROM due)",
            "UPDATE staffing_staffmember SET forenames = '', surname = '', email = '', phone = '', address1 = '',"
            " address2 = '', address3 = '', postcode = '', easting = NULL, northing = NULL, born_on = NULL,"
            " languages = '', notes = '', folded = '', removed_on = clock_timestamp()::date"
            " WHERE id IN (SELECT id FROM due)",
        ),
    )
)
