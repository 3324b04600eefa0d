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

declare(
    RetentionKind(
        name="nino",
        title="National Insurance numbers of applicants",
        starts_with="determination",
        months=_NINO.length or 13,
        source=_NINO.source.describe(),
        due=(
            "SELECT a.id, a.reference::text, a.determined_on FROM register_application a"
            " JOIN register_applicationprivate p ON p.application_id = a.id"
            " WHERE a.authority_id = %(authority)s AND a.determined_on <= %(latest)s"
            " AND (p.nino_sealed IS NOT NULL OR p.nino_mac IS NOT NULL)"
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
        starts_with="determination",
        months=_APPLICATION.length or 12,
        source=_APPLICATION.source.describe(),
        setting="retention.registration-application",
        due=(
            "SELECT a.id, a.reference::text, a.determined_on FROM register_application a"
            " WHERE a.authority_id = %(authority)s AND NOT a.anonymous AND a.determined_on <= %(latest)s"
            f" AND {_HAS_EVIDENCE}"
        ),
        remove=_EVIDENCE_REMOVE,
        hashes=_EVIDENCE_HASHES,
    )
)
declare(
    RetentionKind(
        name="anonymous-evidence",
        title="Evidence given with applications for anonymous registration",
        starts_with="receipt, once determined",
        months=_ANONYMOUS.length or 12,
        source=_ANONYMOUS.source.describe(),
        setting="retention.anonymous-evidence",
        due=(
            "SELECT a.id, a.reference::text, greatest(a.determined_on, (SELECT max(e.received_on)"
            " FROM register_evidenceitem e WHERE e.application_id = a.id)) FROM register_application a"
            " WHERE a.authority_id = %(authority)s AND a.anonymous AND a.determined_on <= %(latest)s"
            f" AND {_HAS_EVIDENCE} AND NOT EXISTS (SELECT FROM register_evidenceitem e"
            " WHERE e.application_id = a.id AND e.received_on > %(latest)s)"
        ),
        remove=_EVIDENCE_REMOVE,
        hashes=_EVIDENCE_HASHES,
    )
)
