"""What happens to the trail itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TrailSealed:
    """Closed events were sealed."""

    code: ClassVar[str] = "audit.trail-sealed"
    sentence: ClassVar[str] = "sealed {events:event|events} of the trail (seal {number})"
    number: int
    first_event: int
    last_event: int
    events: int
    digest: str


@dataclass(frozen=True, slots=True)
class TrailVerified:
    """The sealed trail was checked from beginning to end."""

    code: ClassVar[str] = "audit.trail-verified"
    sentence: ClassVar[str] = "verified {seals:seal|seals} of the trail: {findings:finding|findings}"
    seals: int
    findings: int
