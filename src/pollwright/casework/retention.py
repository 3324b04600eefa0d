"""How long cases are kept once they are closed. What remains counts in the statistics and names nobody."""

from __future__ import annotations

from pollwright.oversight.kinds import RetentionKind, declare


def _removal(*, restricted: bool) -> RetentionKind:
    name, title, months = ("allegations", "Allegations of electoral offences", 84) if restricted else (
        "cases", "Enquiries, complaints and requests for information", 36
    )  # fmt: skip
    return RetentionKind(
        name=name,
        title=title,
        starts_with="closing",
        months=months,
        source="local choice",
        setting=f"retention.{name}",
        due=(
            "SELECT c.id, c.reference::text, c.closed_on FROM casework_case c WHERE c.authority_id = %(authority)s"
            f" AND c.removed_on IS NULL AND {'c.restricted' if restricted else 'NOT c.restricted'}"
            " AND c.closed_on <= %(latest)s"
        ),
        remove=(
            "UPDATE files_storedfile SET removed_at = clock_timestamp() WHERE id IN"
            " (SELECT f.file_id FROM casework_casefile f JOIN due ON due.id = f.case_id)",
            "DELETE FROM casework_casenote WHERE case_id IN (SELECT id FROM due)",
            "DELETE FROM casework_caseevidence WHERE case_id IN (SELECT id FROM due)",
            "UPDATE casework_case SET subject = '', words = '', requester = '', email = '', phone = '', address = '',"
            " folded = '', answer = '', lessons = '', spokesperson = '', police_reference = '', offence = '', satisfaction_words = '',"
            " elector_id = NULL, property_id = NULL, removed_on = clock_timestamp()::date"
            " WHERE id IN (SELECT id FROM due)",
            "DELETE FROM casework_caseevent WHERE pgh_obj_id IN (SELECT id FROM due)",
        ),
        hashes=(
            "SELECT DISTINCT s.sha256 FROM files_storedfile s JOIN casework_casefile f ON f.file_id = s.id"
            " JOIN due ON due.id = f.case_id"
        ),
    )


CASES = declare(_removal(restricted=False))
ALLEGATIONS = declare(_removal(restricted=True))
