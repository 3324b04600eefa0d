"""Happenings about what is held of an elector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar


@dataclass(frozen=True, slots=True)
class NationalityChanged:
    """An elector's nationality changed."""

    code: ClassVar[str] = "register.nationality-changed"
    sentence: ClassVar[str] = "changed the nationality of elector {elector}: marker {before} becomes {after}"
    elector: str
    before: Annotated[str, "none"]
    after: Annotated[str, "none"]
    determination: str


@dataclass(frozen=True, slots=True)
class EntryCorrected:
    """A clerical error was put right, or a court's decision carried out."""

    code: ClassVar[str] = "register.entry-corrected"
    sentence: ClassVar[str] = "corrected the entry of elector {elector} ({ground}), determination {determination}"
    elector: str
    ground: Annotated[str, "Decision of a court", "Clerical error"]
    determination: str


@dataclass(frozen=True, slots=True)
class EntryAdded:
    """An entry was added at once: a court decided it, or a clerical error had left it out."""

    code: ClassVar[str] = "register.entry-added"
    sentence: ClassVar[str] = "added the entry of elector {elector} at once ({ground}), determination {determination}"
    elector: str
    ground: Annotated[str, "Decision of a court", "Clerical error"]
    determination: str


@dataclass(frozen=True, slots=True)
class OpenRegisterChosen:
    """An elector chose whether to be in the open register."""

    code: ClassVar[str] = "register.open-register-chosen"
    sentence: ClassVar[str] = "noted that elector {elector} {choice} the open register, received {received_on} by {how}"
    elector: str
    choice: Annotated[str, "may be in", "must be left out of"]
    received_on: date
    how: Annotated[str, "post", "email", "phone", "counter", "online", "sms", "reminder"]


@dataclass(frozen=True, slots=True)
class ContactsChanged:
    """How to reach an elector changed; what changed is named, not repeated."""

    code: ClassVar[str] = "register.contacts-changed"
    sentence: ClassVar[str] = "changed how to reach elector {elector} ({what})"
    elector: str
    what: Annotated[
        str,
        "email",
        "phone",
        "contact by",
        "correspondence1",
        "correspondence2",
        "correspondence3",
        "correspondence4",
        "correspondence5",
        "correspondence postcode",
        "correspondence country",
        "nothing",
    ]


@dataclass(frozen=True, slots=True)
class ContactLogged:
    """Somebody was in touch."""

    code: ClassVar[str] = "register.contact-logged"
    sentence: ClassVar[str] = "logged a contact by {channel} about {about}"
    channel: Annotated[str, "post", "email", "phone", "counter", "online", "sms", "reminder"]
    about: Annotated[str, "elector {elector}", "property {property}"]


@dataclass(frozen=True, slots=True)
class RemindersSent:
    """Reminders of declarations that will lapse were sent."""

    code: ClassVar[str] = "register.reminders-sent"
    sentence: ClassVar[str] = (
        "noted that {electors:elector was reminded that their declaration lapses|electors were reminded that their declaration lapses}"
    )
    electors: int


@dataclass(frozen=True, slots=True)
class CorrectionIssued:
    """A correction took effect at once, and goes to the presiding officer."""

    code: ClassVar[str] = "register.correction-issued"
    sentence: ClassVar[str] = "issued correction {reference} of the register for the poll of {poll_on}"
    reference: str
    poll_on: date
    alterations: int


@dataclass(frozen=True, slots=True)
class AnonymousDistrictCorrected:
    """An anonymous entry was amended to stand in another polling district; which ones is not said."""

    code: ClassVar[str] = "register.anonymous-district-corrected"
    sentence: ClassVar[str] = "corrected the polling district of anonymous elector {reference}"
    reference: str
