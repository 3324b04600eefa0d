"""The contact list of keyholders and others to ring about venues, as a paper."""

from __future__ import annotations

from datetime import date, time

from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint
from pollwright.stations.queries.contacts import VenueContactRow, every_contact
from pollwright.stations.states import ContactRole

COLUMNS = (("Venue", 3), ("Address", 4), ("For", 2), ("Name", 3), ("Telephone", 2), ("Email", 4), ("When", 2))


def venue_contacts_pdf(authority_id: int, *, dated: date) -> tuple[bytes, int]:
    """Return the contact list as a tagged PDF, with how many people stand in it."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    rows = [_line(one) for one in every_contact(authority_id)]
    imprint = Imprint(name, "Returning Officer", "Contact list", dated)
    return contact_list(imprint, "Keyholders and contacts of venues", name, COLUMNS, rows), len(rows)


def _line(one: VenueContactRow) -> tuple[str, ...]:
    address = ", ".join(part for part in (one.address1, one.address2, one.postcode) if part)
    role = str(ContactRole(one.role).label)
    return (one.venue, address, role, one.name, one.phone, one.email, between(one.from_time, one.to_time))


def between(first: time | None, last: time | None) -> str:
    """Return between which times somebody may be rung, "" where that is not known."""
    if first is None and last is None:
        return ""
    return f"{first:%H:%M}" if last is None else f"{first or time(0):%H:%M} to {last:%H:%M}"
