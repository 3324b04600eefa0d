"""Happenings about applications, their checks and their determination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from pollwright.law.anonymity import Officer, Order
from pollwright.law.registration import ApplicationKind, Item
from pollwright.law.verification import Document
from pollwright.register.states import Disposition


@dataclass(frozen=True, slots=True)
class ApplicationEntered:
    """An officer entered an application."""

    code: ClassVar[str] = "register.application-entered"
    sentence: ClassVar[str] = "entered application {reference} ({kind}), received by {channel} at {received_at}"
    reference: str
    kind: Annotated[str, ApplicationKind]
    channel: Annotated[str, "post", "email", "phone", "counter", "online", "sms", "reminder"]
    received_at: datetime
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationsReceived:
    """A delivery of the national digital service was taken in."""

    code: ClassVar[str] = "register.applications-received"
    sentence: ClassVar[str] = (
        "took in {taken} of {records:application|applications} of the national digital service: {incomplete} incomplete,"
        " {duplicates} from people already registered, {repeated} delivered before, {unreadable} unreadable"
    )
    records: int
    taken: int
    repeated: int
    unreadable: int
    incomplete: int
    duplicates: int
    moves: int
    unplaced: int
    carried: int


@dataclass(frozen=True, slots=True)
class ItemsSupplied:
    """The applicant supplied what was missing."""

    code: ClassVar[str] = "register.application-items-supplied"
    sentence: ClassVar[str] = "noted {items} supplied for application {reference} by {how}"
    reference: str
    items: Annotated[str, Item]
    how: Annotated[str, "post", "email", "phone", "counter", "online", "sms", "reminder"]
    still_missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PropertyChosen:
    """The property of an application was chosen."""

    code: ClassVar[str] = "register.application-property-chosen"
    sentence: ClassVar[str] = "chose property {property} for application {reference}"
    reference: str
    property: str


@dataclass(frozen=True, slots=True)
class SentForMatching:
    """Applications were sent for the identity match."""

    code: ClassVar[str] = "register.applications-sent-for-matching"
    sentence: ClassVar[str] = (
        "sent {sent:application|applications} for the identity match; {without_number:has no number to match|have no number to match}"
    )
    sent: int
    without_number: int


@dataclass(frozen=True, slots=True)
class MatchResultsReceived:
    """Results of an identity match came back."""

    code: ClassVar[str] = "register.match-results-received"
    sentence: ClassVar[str] = "received {results:result|results} from {matcher}: {passed} passed, {failed} failed"
    matcher: str
    results: int
    passed: int
    failed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ChecksConfirmed:
    """Applications whose identity is settled and that raise no question were made ready."""

    code: ClassVar[str] = "register.checks-confirmed"
    sentence: ClassVar[str] = (
        "confirmed the checks of {confirmed:application|applications}; {left:needs a person to look|need a person to look}"
    )
    confirmed: int
    left: int


@dataclass(frozen=True, slots=True)
class ApplicationConfirmed:
    """An officer confirmed age, nationality and residence."""

    code: ClassVar[str] = "register.application-confirmed"
    sentence: ClassVar[str] = "confirmed age, nationality and residence of application {reference}"
    reference: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceAsked:
    """Evidence was asked for."""

    code: ClassVar[str] = "register.evidence-asked"
    sentence: ClassVar[str] = "asked for evidence with application {reference}, due {due}"
    reference: str
    due: date


@dataclass(frozen=True, slots=True)
class EvidenceReceived:
    """A document was received."""

    code: ClassVar[str] = "register.evidence-received"
    sentence: ClassVar[str] = "received {document} with application {reference} ({enough})"
    reference: str
    document: Annotated[str, Document]
    enough: Annotated[str, "enough", "more is needed"]


@dataclass(frozen=True, slots=True)
class ApplicationAttested:
    """An elector attested the applicant."""

    code: ClassVar[str] = "register.application-attested"
    sentence: ClassVar[str] = "accepted the attestation of elector {attestor} for application {reference}"
    reference: str
    attestor: str


@dataclass(frozen=True, slots=True)
class RiskShown:
    """Evidence of a risk to safety was accepted."""

    code: ClassVar[str] = "register.risk-shown"
    sentence: ClassVar[str] = "accepted evidence of risk ({evidence}) with application {reference}"
    reference: str
    evidence: Annotated[str, Order, Officer]


@dataclass(frozen=True, slots=True)
class DuplicateSettled:
    """What an application is to somebody already registered was decided."""

    code: ClassVar[str] = "register.duplicate-settled"
    sentence: ClassVar[str] = "settled application {reference} against elector {elector}: {disposition}"
    reference: str
    elector: str
    disposition: Annotated[str, Disposition, "about this elector"]


@dataclass(frozen=True, slots=True)
class ApplicationsMarkedDuplicate:
    """Applications from people already registered at the address were closed."""

    code: ClassVar[str] = "register.applications-marked-duplicate"
    sentence: ClassVar[str] = "closed {closed:application|applications} as duplicates"
    closed: int


@dataclass(frozen=True, slots=True)
class ApplicationAllowed:
    """An application was allowed."""

    code: ClassVar[str] = "register.application-allowed"
    sentence: ClassVar[str] = "allowed application {reference} (determination {determination})"
    reference: str
    determination: str
    on: date
    alterations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationRejected:
    """An application was rejected."""

    code: ClassVar[str] = "register.application-rejected"
    sentence: ClassVar[str] = "rejected application {reference} (determination {determination}): {ground}"
    reference: str
    determination: str
    on: date
    ground: Annotated[str, "Objection upheld"]


@dataclass(frozen=True, slots=True)
class ApplicationsAllowed:
    """Many applications were allowed at once."""

    code: ClassVar[str] = "register.applications-allowed"
    sentence: ClassVar[str] = (
        "allowed {allowed:application|applications} on {on}: {additions:addition|additions}, {deletions:deletion of a former address|deletions of former addresses},"
        " {amendments:amendment|amendments}; {left:needs a person to look|need a person to look}"
    )
    on: date
    allowed: int
    additions: int
    deletions: int
    amendments: int
    left: int


@dataclass(frozen=True, slots=True)
class ApplicationClosed:
    """An application was withdrawn or taken up again."""

    code: ClassVar[str] = "register.application-closed"
    sentence: ClassVar[str] = "application {reference}: {what}"
    reference: str
    what: Annotated[str, "withdrawn", "taken up again"]


@dataclass(frozen=True, slots=True)
class TrayItemAdded:
    """A scan was put into the tray."""

    code: ClassVar[str] = "register.tray-item-added"
    sentence: ClassVar[str] = "put a scan into the tray ({reference}), received by {channel} at {received_at}"
    reference: str
    channel: Annotated[str, "post", "email", "phone", "counter", "online", "sms", "reminder"]
    received_at: datetime


@dataclass(frozen=True, slots=True)
class TrayItemKeyed:
    """A scan of the tray was keyed, or set aside."""

    code: ClassVar[str] = "register.tray-item-closed"
    sentence: ClassVar[str] = "closed tray item {reference}: {how}"
    reference: str
    how: Annotated[str, "set aside", "application {reference}"]


@dataclass(frozen=True, slots=True)
class ApplicationsCountedAnew:
    """The calendar changed, and with it the first day on which applications may be allowed."""

    code: ClassVar[str] = "register.applications-counted-anew"
    sentence: ClassVar[str] = (
        "counted anew from when {applications:application may be allowed|applications may be allowed}, since the calendar changed"
    )
    applications: int
