"""The kinds of record that the rooms below this one keep: the trail, stored files, work, sign-ins."""

from __future__ import annotations

from pollwright.oversight.kinds import RetentionKind, declare

LOCAL = "REG-900, local choice"
EVENT_DETAILS = "event-details"

declare(
    RetentionKind(
        name=EVENT_DETAILS,
        title="Details of events in the trail",
        starts_with="the act",
        months=120,
        source=LOCAL,
        setting="retention.event-details",
        due=(
            "SELECT e.id, e.id::text, (e.at AT TIME ZONE 'Europe/London')::date FROM audit_event e"
            " JOIN audit_eventpayload p ON p.event_id = e.id WHERE e.authority_id = %(authority)s"
            " AND e.at < (%(latest)s::date + 1) AT TIME ZONE 'Europe/London'"
            " AND e.code NOT LIKE 'retention.%%' AND e.code <> 'audit.trail-sealed'"
        ),
        remove=(
            "INSERT INTO audit_payloadremoval (event_id, authority_id, removed_by_id)"
            " SELECT id, %(authority)s, %(event)s FROM due",
            "DELETE FROM audit_eventpayload WHERE event_id IN (SELECT id FROM due)",
        ),
    )
)

_FILES_DUE = (
    "SELECT f.id, left(f.token, 8), (f.made_at AT TIME ZONE 'Europe/London')::date FROM files_storedfile f"
    " WHERE f.authority_id = %(authority)s AND f.removed_at IS NULL"
    " AND f.made_at < (%(latest)s::date + 1) AT TIME ZONE 'Europe/London' AND f.kind IN ({kinds})"
)
_FILES_REMOVE = "UPDATE files_storedfile SET removed_at = clock_timestamp() WHERE id IN (SELECT id FROM due)"
_FILES_HASHES = "SELECT DISTINCT sha256 FROM files_storedfile WHERE id IN (SELECT id FROM due)"

declare(
    RetentionKind(
        name="received-files",
        title="Files as they were received, and lists of their errors",
        starts_with="receipt",
        months=12,
        source=LOCAL,
        setting="retention.received-files",
        due=_FILES_DUE.format(kinds="'import', 'import-errors', 'places-import', 'places-import-errors'"),
        remove=(_FILES_REMOVE,),
        hashes=_FILES_HASHES,
    )
)
declare(
    RetentionKind(
        name="copies-and-letters",
        title="Copies of the register and letters made for sending",
        starts_with="making",
        months=12,
        source=LOCAL,
        setting="retention.copies-and-letters",
        due=_FILES_DUE.format(kinds="'export', 'electors-list', 'letters', 'audit-findings'"),
        remove=(_FILES_REMOVE,),
        hashes=_FILES_HASHES,
    )
)
declare(
    RetentionKind(
        name="ended-work",
        title="Long work that has ended",
        starts_with="its end",
        months=24,
        source=LOCAL,
        setting="retention.ended-work",
        due=(
            "SELECT w.id, w.reference::text, (w.ended_at AT TIME ZONE 'Europe/London')::date FROM jobs_work w"
            " WHERE w.authority_id = %(authority)s"
            " AND w.ended_at < (%(latest)s::date + 1) AT TIME ZONE 'Europe/London'"
        ),
        remove=("DELETE FROM jobs_work WHERE id IN (SELECT id FROM due)",),
    )
)
declare(
    RetentionKind(
        name="sessions",
        title="Sign-in sessions that have run out",
        starts_with="their end",
        months=1,
        source=LOCAL,
        due=(
            "SELECT row_number() OVER (ORDER BY s.session_key), md5(s.session_key), s.expire_date::date"
            " FROM django_session s WHERE s.expire_date::date <= %(latest)s"
        ),
        remove=("DELETE FROM django_session WHERE md5(session_key) IN (SELECT reference FROM due)",),
        installation=True,
    )
)

_EXPIRATIONS = "DELETE FROM axes_accessattemptexpiration WHERE access_attempt_id IN (SELECT id FROM due)"
for _name, _title, _table, _first in (
    ("sign-ins", "Log of sign-ins", "axes_accesslog", ()),
    ("sign-in-attempts", "Sign-ins that failed", "axes_accessattempt", (_EXPIRATIONS,)),
    ("sign-in-failures", "Log of failed sign-ins", "axes_accessfailurelog", ()),
):
    declare(
        RetentionKind(
            name=_name,
            title=_title,
            starts_with="the sign-in",
            months=3,
            source=LOCAL,
            due=(
                f"SELECT a.id, a.id::text, (a.attempt_time AT TIME ZONE 'Europe/London')::date FROM {_table} a"
                " WHERE a.attempt_time < (%(latest)s::date + 1) AT TIME ZONE 'Europe/London'"
            ),
            remove=(*_first, f"DELETE FROM {_table} WHERE id IN (SELECT id FROM due)"),
            installation=True,
        )
    )
