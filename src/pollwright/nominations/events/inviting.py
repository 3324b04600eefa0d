"""Happenings of the portal for drafts. References only: neither names nor what was filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody was invited to fill in a draft."""

    code: ClassVar[str] = "nominations.invited"
    sentence: ClassVar[str] = "made invitation {reference} to fill in a draft in contest {contest}, until {until}"
    reference: str
    contest: str
    until: str


@dataclass(frozen=True, slots=True)
class InvitationRenewed:
    """An invitation got a new link."""

    code: ClassVar[str] = "nominations.invitation-renewed"
    sentence: ClassVar[str] = "gave invitation {reference} a new link, until {until}; the old one is void"
    reference: str
    until: str


@dataclass(frozen=True, slots=True)
class InvitationRevoked:
    """An invitation was revoked."""

    code: ClassVar[str] = "nominations.invitation-revoked"
    sentence: ClassVar[str] = "revoked invitation {reference}, and removed what was filled in"
    reference: str


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """A draft was filled in."""

    code: ClassVar[str] = "nominations.draft-saved"
    sentence: ClassVar[str] = "filled in the draft of invitation {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class DraftSent:
    """A draft was sent for an informal check."""

    code: ClassVar[str] = "nominations.draft-sent"
    sentence: ClassVar[str] = "sent the draft of invitation {reference} for an informal check; it is no delivery"
    reference: str


@dataclass(frozen=True, slots=True)
class ScanUploaded:
    """A scan was sent with a draft."""

    code: ClassVar[str] = "nominations.scan-uploaded"
    sentence: ClassVar[str] = (
        "sent a scan with the draft of invitation {reference}: {bytes:byte|bytes}, SHA-256 {sha256}"
    )
    reference: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DraftAnswered:
    """An officer wrote about a draft."""

    code: ClassVar[str] = "nominations.draft-answered"
    sentence: ClassVar[str] = "wrote about the draft of invitation {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class OfficeWrittenTo:
    """Whoever was invited wrote to the office."""

    code: ClassVar[str] = "nominations.office-written-to"
    sentence: ClassVar[str] = "wrote to the office about the draft of invitation {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class DraftTakenOver:
    """An officer made a draft a paper, to be checked informally."""

    code: ClassVar[str] = "nominations.draft-taken"
    sentence: ClassVar[str] = "took the draft of invitation {reference} over as nomination paper {paper}, not delivered"
    reference: str
    paper: str


@dataclass(frozen=True, slots=True)
class SlotsOffered:
    """Slots were offered in the portal."""

    code: ClassVar[str] = "nominations.slots-offered"
    sentence: ClassVar[str] = "offered slots at poll {poll} in the portal: {slots}"
    poll: str
    slots: int


@dataclass(frozen=True, slots=True)
class SlotChosen:
    """An offered slot was chosen."""

    code: ClassVar[str] = "nominations.slot-chosen"
    sentence: ClassVar[str] = "chose appointment {appointment} by invitation {reference}"
    reference: str
    appointment: str
