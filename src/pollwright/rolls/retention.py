"""How long rolls are kept: the sums and the events stay, who was on them goes."""

from __future__ import annotations

from pollwright.oversight.kinds import RetentionKind, declare

FILES = (
    "FROM files_storedfile f JOIN rolls_roll r ON r.authority_id = f.authority_id JOIN due ON due.id = r.id"
    " JOIN elections_contest c ON c.id = r.contest_id"
    " WHERE f.kind = 'voters-roll' AND f.name = 'roll-' || c.reference || '.csv'"
    " OR EXISTS (SELECT 1 FROM rolls_rollpapers p WHERE p.roll_id = r.id AND f.id IN (p.cards_file_id, p.registers_file_id))"
)
"""The files of a roll: as it is frozen now, as it was before it was opened again, and its poll cards and registers."""
CARDS = "SELECT p.id FROM rolls_rollpapers p JOIN due ON due.id = p.roll_id"

declare(
    RetentionKind(
        name="voters-rolls",
        title="Rolls of ratepayers and businesses who could vote at a poll",
        starts_with="the day of the poll",
        months=12,
        source="local choice; ballot papers are kept six months (SI 2004/2443 Sch 2)",
        due=(
            "SELECT r.id, c.reference::text, p.day FROM rolls_roll r JOIN elections_contest c ON c.id = r.contest_id"
            " JOIN elections_poll p ON p.id = c.poll_id WHERE r.authority_id = %(authority)s AND p.day <= %(latest)s"
            " AND EXISTS (SELECT 1 FROM rolls_rollvoter v WHERE v.roll_id = r.id)"
        ),
        remove=(
            f"UPDATE files_storedfile SET removed_at = clock_timestamp() WHERE removed_at IS NULL AND id IN (SELECT f.id {FILES})",
            f"DELETE FROM rolls_rollcard WHERE papers_id IN ({CARDS})",
            "DELETE FROM rolls_rollvoter WHERE roll_id IN (SELECT id FROM due)",
            "DELETE FROM rolls_rollvoterevent WHERE roll_id IN (SELECT id FROM due)",
        ),
        hashes=f"SELECT DISTINCT f.sha256 {FILES}",
    )
)
