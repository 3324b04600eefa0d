"""Happenings about venues and bookings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.stations.states import BookingState, ContactRole


@dataclass(frozen=True, slots=True)
class VenueAdded:
    """A venue was added."""

    code: ClassVar[str] = "stations.venue-added"
    sentence: ClassVar[str] = "added venue {reference}, {name}"
    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class VenueChanged:
    """A venue's particulars were changed."""

    code: ClassVar[str] = "stations.venue-changed"
    sentence: ClassVar[str] = "changed venue {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class VenueAssessed:
    """A venue's accessibility was assessed."""

    code: ClassVar[str] = "stations.venue-assessed"
    sentence: ClassVar[str] = "assessed how accessible venue {reference} is: {access}"
    reference: str
    access: str


@dataclass(frozen=True, slots=True)
class VenueWithdrawn:
    """A venue is used no more."""

    code: ClassVar[str] = "stations.venue-withdrawn"
    sentence: ClassVar[str] = "took venue {reference} out of use from {on}"
    reference: str
    on: date


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """Somebody to ring about a venue was added; who it is stands in the venue, not here."""

    code: ClassVar[str] = "stations.contact-added"
    sentence: ClassVar[str] = "added a contact of venue {reference} ({role})"
    reference: str
    role: Annotated[str, ContactRole]


@dataclass(frozen=True, slots=True)
class ContactEnded:
    """A contact of a venue was ended."""

    code: ClassVar[str] = "stations.contact-ended"
    sentence: ClassVar[str] = "ended a contact of venue {reference} ({role})"
    reference: str
    role: Annotated[str, ContactRole]


@dataclass(frozen=True, slots=True)
class BookingAsked:
    """A venue was asked for."""

    code: ClassVar[str] = "stations.booking-asked"
    sentence: ClassVar[str] = "asked for venue {venue} on {day} ({reference})"
    reference: str
    venue: str
    day: date


@dataclass(frozen=True, slots=True)
class BookingsAsked:
    """The venues of a scheme were asked for, all at once."""

    code: ClassVar[str] = "stations.bookings-asked"
    sentence: ClassVar[str] = "asked for venues of scheme {scheme} on {day} (venues: {venues})"
    scheme: str
    day: date
    venues: int


@dataclass(frozen=True, slots=True)
class BookingsGivenUp:
    """The bookings of a scheme whose poll is not taken were given up."""

    code: ClassVar[str] = "stations.bookings-given-up"
    sentence: ClassVar[str] = "gave up {venues:booking|bookings} of scheme {scheme} on {day}"
    scheme: str
    day: date
    venues: int


@dataclass(frozen=True, slots=True)
class BookingAnswered:
    """A booking was confirmed, refused or cancelled."""

    code: ClassVar[str] = "stations.booking-answered"
    sentence: ClassVar[str] = "booking {reference} of venue {venue} on {day}: {state}"
    reference: str
    venue: str
    day: date
    state: Annotated[str, BookingState]
