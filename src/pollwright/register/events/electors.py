"""Happenings about what is held of an elector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class NationalityChanged:
    """An elector's nationality changed."""

    code: ClassVar[str] = "register.nationality-changed"
    sentence: ClassVar[str] = "changed the nationality of elector {elector}: marker {before} becomes {after}"
    elector: str
    before: str
    after: str
    determination: str


@dataclass(frozen=True, slots=True)
class EntryCorrected:
    """A clerical error was put right, or a court's decision carried out."""

    code: ClassVar[str] = "register.entry-corrected"
    sentence: ClassVar[str] = "corrected the entry of elector {elector} ({ground}), determination {determination}"
    elector: str
    ground: str
    determination: str


@dataclass(frozen=True, slots=True)
class OpenRegisterChosen:
    """An elector chose whether to be in the open register."""

    code: ClassVar[str] = "register.open-register-chosen"
    sentence: ClassVar[str] = "noted that elector {elector} {choice} the open register, received {received_on} by {how}"
    elector: str
    choice: str
    received_on: date
    how: str


@dataclass(frozen=True, slots=True)
class ContactsChanged:
    """How to reach an elector changed; what changed is named, not repeated."""

    code: ClassVar[str] = "register.contacts-changed"
    sentence: ClassVar[str] = "changed how to reach elector {elector} ({what})"
    elector: str
    what: str


@dataclass(frozen=True, slots=True)
class ContactLogged:
    """Somebody was in touch."""

    code: ClassVar[str] = "register.contact-logged"
    sentence: ClassVar[str] = "logged a contact by {channel} about {about}"
    channel: str
    about: str


@dataclass(frozen=True, slots=True)
class RemindersSent:
    """Reminders of declarations that will lapse were sent."""

    code: ClassVar[str] = "register.reminders-sent"
    sentence: ClassVar[str] = "noted that {electors} electors were reminded that their declaration lapses"
    electors: int
