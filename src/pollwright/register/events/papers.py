"""Happenings about notices and publications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.law.notices import NoticeKind


@dataclass(frozen=True, slots=True)
class NoticeDrafted:
    """A notice of alteration was planned."""

    code: ClassVar[str] = "register.notice-drafted"
    sentence: ClassVar[str] = "drafted the {kind} notice of alteration {reference} for {published_on}"
    reference: str
    kind: Annotated[str, NoticeKind]
    published_on: date
    determined_by: date


@dataclass(frozen=True, slots=True)
class NoticePrepared:
    """A notice was made up and proved, and waits for release."""

    code: ClassVar[str] = "register.notice-prepared"
    sentence: ClassVar[str] = (
        "prepared notice {reference}: {additions:addition|additions}, {deletions:deletion|deletions}, {amendments:amendment|amendments}"
    )
    reference: str
    additions: int
    deletions: int
    amendments: int
    digest: str


@dataclass(frozen=True, slots=True)
class NoticeApproved:
    """A second person approved a notice."""

    code: ClassVar[str] = "register.notice-approved"
    sentence: ClassVar[str] = "approved notice {reference}, prepared by {prepared_by}"
    reference: str
    prepared_by: str


@dataclass(frozen=True, slots=True)
class NoticeIssued:
    """A notice was issued, and its alterations took effect."""

    code: ClassVar[str] = "register.notice-issued"
    sentence: ClassVar[str] = (
        "issued notice {reference}, effective {published_on}: {additions:addition|additions}, {deletions:deletion|deletions},"
        " {amendments:amendment|amendments}"
    )
    reference: str
    published_on: date
    additions: int
    deletions: int
    amendments: int


@dataclass(frozen=True, slots=True)
class NoticeWithdrawn:
    """A notice was withdrawn before issue."""

    code: ClassVar[str] = "register.notice-withdrawn"
    sentence: ClassVar[str] = "withdrew notice {reference} before issue"
    reference: str


@dataclass(frozen=True, slots=True)
class PublicationDrafted:
    """A publication of the register was planned."""

    code: ClassVar[str] = "register.publication-drafted"
    sentence: ClassVar[str] = "drafted publication {reference} ({kind}) for {published_on}"
    reference: str
    kind: Annotated[str, "revised", "open"]
    published_on: date


@dataclass(frozen=True, slots=True)
class PublicationPrepared:
    """A publication was made up and proved, and waits for release."""

    code: ClassVar[str] = "register.publication-prepared"
    sentence: ClassVar[str] = (
        "prepared publication {reference}: {electors:elector|electors} in {districts:district|districts}"
    )
    reference: str
    electors: int
    districts: int
    digest: str


@dataclass(frozen=True, slots=True)
class PublicationApproved:
    """A second person approved a publication."""

    code: ClassVar[str] = "register.publication-approved"
    sentence: ClassVar[str] = "approved publication {reference}, prepared by {prepared_by}"
    reference: str
    prepared_by: str


@dataclass(frozen=True, slots=True)
class PublicationIssued:
    """A register was published; its entries and numbers are in force."""

    code: ClassVar[str] = "register.publication-issued"
    sentence: ClassVar[str] = (
        "published register {reference} on {published_on}: {electors:elector|electors}, {additions:addition|additions},"
        " {deletions:deletion|deletions}, {amendments:amendment|amendments}"
    )
    reference: str
    published_on: date
    electors: int
    additions: int
    deletions: int
    amendments: int


@dataclass(frozen=True, slots=True)
class PublicationWithdrawn:
    """A publication was withdrawn before issue."""

    code: ClassVar[str] = "register.publication-withdrawn"
    sentence: ClassVar[str] = "withdrew publication {reference} before issue"
    reference: str


@dataclass(frozen=True, slots=True)
class RegisterExported:
    """A copy of a published register left the system."""

    code: ClassVar[str] = "register.exported"
    sentence: ClassVar[str] = "exported the {edition} edition of {reference} as {format}: {rows:row|rows}"
    reference: str
    edition: Annotated[str, "full", "open"]
    format: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RegisterAsAtExported:
    """A copy of the register as it was on a day left the system."""

    code: ClassVar[str] = "register.as-at-exported"
    sentence: ClassVar[str] = "exported the register as at {day} as {format}: {rows:row|rows}"
    day: date
    format: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class NoticeCopied:
    """A copy of a notice was handed out; those who are anonymous now are masked in it."""

    code: ClassVar[str] = "register.notice-copied"
    sentence: ClassVar[str] = (
        "handed out notice {reference} as {format}: {rows:line|lines}, {masked:elector|electors} masked"
    )
    reference: str
    format: str
    rows: int
    masked: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RegisterSenseChecked:
    """A second person looked at a register beside the one before, and said why districts are much smaller."""

    code: ClassVar[str] = "register.publication-sense-checked"
    sentence: ClassVar[str] = (
        "checked register {reference} against the one before: {fallen:district much smaller|districts much smaller}"
    )
    reference: str
    fallen: int
    worst: str = ""
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class NoticeSenseChecked:
    """The removals of a notice were compared with those of the notices before."""

    code: ClassVar[str] = "register.notice-sense-checked"
    sentence: ClassVar[str] = (
        "checked the {deletions:removal|removals} of notice {reference} against those of earlier notices"
    )
    reference: str
    deletions: int
    unusual: bool


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A workbook or print edition was made and kept; nothing left the system."""

    code: ClassVar[str] = "register.copy-made"
    sentence: ClassVar[str] = "made the {edition} edition of {reference} as {format}: {rows:row|rows}"
    reference: str
    edition: Annotated[str, "full", "open"]
    format: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MisplacementCorrected:
    """A misplaced property was corrected, and its entries with it."""

    code: ClassVar[str] = "register.misplacement-corrected"
    sentence: ClassVar[str] = "moved property {reference} to district {district}: {amended:entry|entries} amended"
    reference: str
    district: str
    amended: int
    additions: int


@dataclass(frozen=True, slots=True)
class DistrictChangeProposed:
    """The entries at properties of a change of districts were amended, to take effect with the revised register."""

    code: ClassVar[str] = "register.district-change-proposed"
    sentence: ClassVar[str] = "amended {amended:entry|entries} for change of districts {reference}"
    reference: str
    amended: int
    additions: int
