"""The queues of applications: which stand in each, as conditions on applications `a` on the day `d.today`."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OPEN: Final = (
    "a.state IN ('received', 'on_hold', 'listed', 'sent', 'match_pass', 'match_fail', 'no_nino', 'local_match',"
    " 'evidence_asked', 'evidence_in', 'attested', 'ready', 'objected', 'hearing')"
)
UNSETTLED: Final = "a.duplicate_of_id IS NOT NULL AND a.elector_id IS NULL"

QUEUES: Final[dict[str, tuple[str | Promise, str]]] = {
    "ready": (_("Ready to determine today"), "a.state = 'ready' AND a.may_determine_from <= d.today"),
    "incomplete": (_("Incomplete"), "a.state = 'on_hold'"),
    "to-match": (_("To be sent for the identity match"), "a.state IN ('listed', 'received')"),
    "match-failed": (_("Identity not matched"), "a.state IN ('match_fail', 'no_nino')"),
    "evidence": (_("Evidence asked for"), "a.state = 'evidence_asked'"),
    "evidence-late": (_("Evidence overdue"), "a.state = 'evidence_asked' AND a.evidence_due < d.today"),
    "to-check": (
        _("To be looked at"),
        f"a.state IN ('match_pass', 'local_match', 'evidence_in', 'attested') AND NOT ({UNSETTLED})",
    ),
    "duplicates": (_("Perhaps registered already"), f"{OPEN} AND {UNSETTLED}"),
    "no-property": (_("No property found"), f"{OPEN} AND a.district_id IS NULL"),
    "open-to-objection": (
        _("Open to objection"),
        f"{OPEN} AND NOT a.anonymous AND a.may_determine_from > d.today",
    ),
    "hearings": (_("Objected to or waiting for a hearing"), "a.state IN ('objected', 'hearing')"),
    "waiting": (_("Not determined"), OPEN),
    "allowed": (_("Allowed, waiting for a notice"), "a.state IN ('allowed', 'scheduled')"),
    "all": (_("All, those that ended too"), "TRUE"),
}
"""Every queue by its code: what it is called, and its condition."""
UNDETERMINED: Final = "waiting"
"""The queue that the list begins with: what is still to be done."""
EVERY: Final = "all"
