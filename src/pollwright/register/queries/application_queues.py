"""The queues of applications: which stand in each, as conditions on applications `a` on the day `d.today`."""

from __future__ import annotations

from typing import Final

OPEN: Final = (
    "a.state IN ('received', 'on_hold', 'listed', 'sent', 'match_pass', 'match_fail', 'no_nino', 'local_match',"
    " 'evidence_asked', 'evidence_in', 'attested', 'ready', 'objected', 'hearing')"
)
UNSETTLED: Final = "a.duplicate_of_id IS NOT NULL AND a.elector_id IS NULL"

QUEUES: Final[dict[str, tuple[str, str]]] = {
    "ready": ("Ready to determine today", "a.state = 'ready' AND a.may_determine_from <= d.today"),
    "incomplete": ("Incomplete", "a.state = 'on_hold'"),
    "to-match": ("To be sent for the identity match", "a.state IN ('listed', 'received')"),
    "match-failed": ("Identity not matched", "a.state IN ('match_fail', 'no_nino')"),
    "evidence": ("Evidence asked for", "a.state = 'evidence_asked'"),
    "evidence-late": ("Evidence overdue", "a.state = 'evidence_asked' AND a.evidence_due < d.today"),
    "to-check": (
        "To be looked at",
        f"a.state IN ('match_pass', 'local_match', 'evidence_in', 'attested') AND NOT ({UNSETTLED})",
    ),
    "duplicates": ("Perhaps registered already", f"{OPEN} AND {UNSETTLED}"),
    "no-property": ("No property found", f"{OPEN} AND a.district_id IS NULL"),
    "open-to-objection": (
        "Open to objection",
        f"{OPEN} AND NOT a.anonymous AND a.may_determine_from > d.today",
    ),
    "hearings": ("Objected to or waiting for a hearing", "a.state IN ('objected', 'hearing')"),
    "waiting": ("Not determined", OPEN),
    "allowed": ("Allowed, waiting for a notice", "a.state IN ('allowed', 'scheduled')"),
    "all": ("All, those that ended too", "TRUE"),
}
"""Every queue by its code: what it is called, and its condition."""
UNDETERMINED: Final = "waiting"
"""The queue that the list begins with: what is still to be done."""
EVERY: Final = "all"
