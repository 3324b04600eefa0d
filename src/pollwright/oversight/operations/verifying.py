"""Verifying the sealed trail as long work, with its findings as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.events import TrailVerified
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep
from pollwright.findings import Finding
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work

WORK = "audit.verify"
FINDINGS = declare("audit-findings", "What was found in the trail", Permission.AUDIT_VIEW)
Conclude = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@operation(Permission.AUDIT_VIEW, name="audit.ask_for_verification")
def ask_for_verification(*, actor: Actor) -> Work:
    """Ask that all sealed events of the authority be verified.

    :raises AlreadyUnderWay: while it is being done.
    """
    return ask_for_work(actor=actor, kind=WORK, lock=WORK, title="Verification of the audit trail")


@operation(Permission.AUDIT_VIEW, name="audit.record_verification")
def record_verification(
    *, actor: Actor, seals: int, findings: Sequence[Finding], conclude: Conclude
) -> Mapping[str, Any]:
    """Record that the trail was verified, and keep the findings as a file where there are any."""
    files = []
    if findings:
        kept = keep_findings(actor, findings)
        files.append({"token": kept.token, "name": kept.name})
    record(TrailVerified(seals, len(findings)), actor=actor)
    return conclude({"seals": seals, "findings": len(findings), "files": files})


def keep_findings(actor: Actor, findings: Sequence[Finding]) -> StoredFile:
    """Store findings as CSV; must be called inside an operation."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(["code", "problem", "remedy"])
    lines.writerows([finding.code, finding.problem, finding.remedy] for finding in findings)
    return keep(
        actor=actor,
        source=text.getvalue().encode(),
        name="audit-findings.csv",
        media_type="text/csv",
        kind=FINDINGS.name,
        rows=len(findings),
    )
