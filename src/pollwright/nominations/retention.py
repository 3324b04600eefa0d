"""How long drafts of nomination papers are kept; what was delivered is kept by other rules."""

from __future__ import annotations

from pollwright.oversight.kinds import RetentionKind, declare

declare(
    RetentionKind(
        name="nomination-drafts",
        title="Drafts of nomination papers on the portal: what was filled in, scans, messages, who was invited",
        starts_with="the day of the poll",
        months=12,
        source="local choice",
        due=(
            "SELECT i.id, i.reference::text, p.day FROM nominations_invitation i"
            " JOIN elections_contest c ON c.id = i.contest_id JOIN elections_poll p ON p.id = c.poll_id"
            " WHERE i.authority_id = %(authority)s AND i.name <> '' AND p.day <= %(latest)s"
        ),
        remove=(
            "UPDATE files_storedfile SET removed_at = clock_timestamp() WHERE removed_at IS NULL AND id IN"
            " (SELECT u.file_id FROM nominations_draftupload u JOIN due ON due.id = u.invitation_id)",
            "DELETE FROM nominations_draftupload WHERE invitation_id IN (SELECT id FROM due)",
            "DELETE FROM nominations_draftuploadevent WHERE invitation_id IN (SELECT id FROM due)",
            "DELETE FROM nominations_draftmessage WHERE invitation_id IN (SELECT id FROM due)",
            "UPDATE nominations_invitation SET name = '', email = '', typed = '{}' WHERE id IN (SELECT id FROM due)",
            "UPDATE nominations_invitationevent SET name = '', email = '' WHERE pgh_obj_id IN (SELECT id FROM due)",
        ),
        hashes=(
            "SELECT DISTINCT f.sha256 FROM files_storedfile f JOIN nominations_draftupload u ON u.file_id = f.id"
            " JOIN due ON due.id = u.invitation_id"
        ),
    )
)
