"""How long the register's records are kept (handbook section 9)."""

from __future__ import annotations

from pollwright.law.retention import LIVES, RecordKind
from pollwright.oversight.kinds import RetentionKind, declare

_LIVES = {life.kind: life for life in LIVES}
_NINO = _LIVES[RecordKind.NINO]
_APPLICATION = _LIVES[RecordKind.REGISTRATION_APPLICATION]
_ANONYMOUS = _LIVES[RecordKind.ANONYMOUS_EVIDENCE]

_EVIDENCE_REMOVE = (
    "UPDATE files_storedfile SET removed_at = clock_timestamp() WHERE removed_at IS NULL AND id IN"
    " (SELECT e.file_id FROM register_evidenceitem e JOIN due ON due.id = e.application_id)",
    "DELETE FROM register_evidenceitem WHERE application_id IN (SELECT id FROM due)",
    "DELETE FROM register_attestation WHERE application_id IN (SELECT id FROM due)",
    "DELETE FROM register_evidenceitemevent WHERE application_id IN (SELECT id FROM due)",
    "DELETE FROM register_attestationevent WHERE application_id IN (SELECT id FROM due)",
)
_EVIDENCE_HASHES = (
    "SELECT DISTINCT f.sha256 FROM files_storedfile f JOIN register_evidenceitem e ON e.file_id = f.id"
    " JOIN due ON due.id = e.application_id"
)
_HAS_EVIDENCE = (
    "(EXISTS (SELECT FROM register_evidenceitem e WHERE e.application_id = a.id)"
    " OR EXISTS (SELECT FROM register_attestation t WHERE t.application_id = a.id))"
)

_CLOSED = (
    "SELECT h.pgh_obj_id AS id, max(h.pgh_created_at AT TIME ZONE 'Europe/London')::date AS closed_on"
    " FROM register_applicationevent h JOIN register_application c ON c.id = h.pgh_obj_id"
    " WHERE c.authority_id = %(authority)s AND c.determined_on IS NULL AND c.state IN ('withdrawn', 'duplicate')"
    " AND h.state <> c.state GROUP BY h.pgh_obj_id"
)
"""When applications that nobody determined left the states in which they could be: were withdrawn or found double."""
_ENDED = (
    "(SELECT e.id, e.reference, e.anonymous, coalesce(e.determined_on, closed.closed_on, e.lists_on) AS ended_on"
    f" FROM register_application e LEFT JOIN ({_CLOSED}) closed ON closed.id = e.id"
    " WHERE e.authority_id = %(authority)s"
    " AND (e.determined_on IS NOT NULL OR e.state IN ('withdrawn', 'duplicate'))) a"
)
"""Applications that have ended, with the day: determined, withdrawn, or closed as the double of another."""

declare(
    RetentionKind(
        name="nino",
        title="National Insurance numbers of applicants",
        starts_with="determination, or withdrawal",
        months=_NINO.length or 13,
        source=_NINO.source.describe(),
        due=(
            f"SELECT a.id, a.reference::text, a.ended_on FROM {_ENDED}"
            " JOIN register_applicationprivate p ON p.application_id = a.id"
            " WHERE a.ended_on <= %(latest)s AND (p.nino_sealed IS NOT NULL OR p.nino_mac IS NOT NULL)"
        ),
        remove=(
            "UPDATE register_applicationprivate SET nino_sealed = NULL, nino_mac = NULL"
            " WHERE application_id IN (SELECT id FROM due)",
        ),
    )
)
declare(
    RetentionKind(
        name="registration-application",
        title="Evidence and attestations given with applications",
        starts_with="determination, or withdrawal",
        months=_APPLICATION.length or 12,
        source=_APPLICATION.source.describe(),
        setting="retention.registration-application",
        due=(
            f"SELECT a.id, a.reference::text, a.ended_on FROM {_ENDED}"
            f" WHERE NOT a.anonymous AND a.ended_on <= %(latest)s AND {_HAS_EVIDENCE}"
        ),
        remove=_EVIDENCE_REMOVE,
        hashes=_EVIDENCE_HASHES,
    )
)
declare(
    RetentionKind(
        name="anonymous-evidence",
        title="Evidence given with applications for anonymous registration",
        starts_with="receipt, once determined or withdrawn",
        months=_ANONYMOUS.length or 12,
        source=_ANONYMOUS.source.describe(),
        setting="retention.anonymous-evidence",
        due=(
            "SELECT a.id, a.reference::text, greatest(a.ended_on, (SELECT max(e.received_on)"
            f" FROM register_evidenceitem e WHERE e.application_id = a.id)) FROM {_ENDED}"
            f" WHERE a.anonymous AND a.ended_on <= %(latest)s AND {_HAS_EVIDENCE} AND NOT EXISTS (SELECT FROM register_evidenceitem e"
            " WHERE e.application_id = a.id AND e.received_on > %(latest)s)"
        ),
        remove=_EVIDENCE_REMOVE,
        hashes=_EVIDENCE_HASHES,
    )
)

declare(
    RetentionKind(
        name="applicant-contacts",
        title="E-mail addresses and telephone numbers of applicants",
        starts_with="determination, or withdrawal",
        months=_APPLICATION.length or 12,
        source=_APPLICATION.source.describe(),
        setting="retention.registration-application",
        due=(
            f"SELECT a.id, a.reference::text, a.ended_on FROM {_ENDED}"
            " JOIN register_application r ON r.id = a.id"
            " WHERE a.ended_on <= %(latest)s AND (r.email <> '' OR r.phone <> '')"
        ),
        remove=(
            "UPDATE register_application SET email = '', phone = '' WHERE id IN (SELECT id FROM due)",
            "UPDATE register_applicationevent SET email = '', phone = '' WHERE pgh_obj_id IN (SELECT id FROM due)",
        ),
    )
)
declare(
    RetentionKind(
        name="anonymous-particulars",
        title="Sealed particulars on applications for anonymous registration",
        starts_with="determination, or withdrawal",
        months=_ANONYMOUS.length or 12,
        source=_ANONYMOUS.source.describe(),
        setting="retention.anonymous-evidence",
        due=(
            f"SELECT a.id, a.reference::text, a.ended_on FROM {_ENDED}"
            " JOIN register_applicationprivate p ON p.application_id = a.id"
            " WHERE a.anonymous AND a.ended_on <= %(latest)s AND p.sealed IS NOT NULL"
        ),
        remove=("UPDATE register_applicationprivate SET sealed = NULL WHERE application_id IN (SELECT id FROM due)",),
    )
)
declare(
    RetentionKind(
        name="application-scans",
        title="Scans of applications, and what was set aside in the tray",
        starts_with="determination or withdrawal; receipt, for what was set aside",
        months=_APPLICATION.length or 12,
        source=_APPLICATION.source.describe(),
        setting="retention.registration-application",
        due=(
            "SELECT t.id, t.reference::text,"
            " coalesce(a.ended_on, (t.received_at AT TIME ZONE 'Europe/London')::date) FROM register_trayitem t"
            f" JOIN files_storedfile f ON f.id = t.file_id AND f.removed_at IS NULL LEFT JOIN {_ENDED}"
            " ON a.id = t.application_id WHERE t.authority_id = %(authority)s"
            " AND (t.state = 'set_aside' OR a.ended_on IS NOT NULL)"
            " AND coalesce(a.ended_on, (t.received_at AT TIME ZONE 'Europe/London')::date) <= %(latest)s"
        ),
        remove=(
            "UPDATE files_storedfile SET removed_at = clock_timestamp() WHERE id IN"
            " (SELECT t.file_id FROM register_trayitem t JOIN due ON due.id = t.id)",
        ),
        hashes=(
            "SELECT DISTINCT f.sha256 FROM files_storedfile f JOIN register_trayitem t ON t.file_id = f.id"
            " JOIN due ON due.id = t.id"
        ),
    )
)
