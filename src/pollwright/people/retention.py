"""How long staff files are kept after somebody left. Who held which post when stays, without the name."""

from __future__ import annotations

from pollwright.oversight.kinds import RetentionKind, declare

_PARTS = ("development", "appraisal", "hoursentry", "check", "skillheld")

declare(
    RetentionKind(
        name="staff-files",
        title="Staff files of people who left the service",
        starts_with="leaving",
        months=72,
        source="local choice",
        due=(
            "SELECT e.id, e.reference::text, e.left_on FROM people_employee e WHERE e.authority_id = %(authority)s"
            " AND e.removed_on IS NULL AND e.left_on <= %(latest)s"
        ),
        remove=(
            *(f"DELETE FROM people_{part} WHERE employee_id IN (SELECT id FROM due)" for part in _PARTS),
            *(f"DELETE FROM people_{part}event WHERE employee_id IN (SELECT id FROM due)" for part in _PARTS),
            "UPDATE people_singlepoint SET deputy_id = NULL WHERE deputy_id IN (SELECT id FROM due)",
            "UPDATE people_employee SET name = '', number = '', account_id = NULL,"
            " removed_on = clock_timestamp()::date WHERE id IN (SELECT id FROM due)",
            "DELETE FROM people_employeeevent WHERE pgh_obj_id IN (SELECT id FROM due)",
        ),
    )
)
