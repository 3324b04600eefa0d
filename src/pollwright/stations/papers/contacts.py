"""The contact list of keyholders and others to ring about venues, as a paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from pollwright.authorities.calendars import nation_of
from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.wording import in_each, speaking, words_of
from pollwright.stations.queries.contacts import VenueContactRow, every_contact
from pollwright.stations.states import ContactRole

TITLE = "Keyholders and contacts of venues"
OFFICER, SERIES = "Returning Officer", "Contact list"
ROLES = tuple(str(role.label) for role in ContactRole)
COLUMNS = (("Venue", 3), ("Address", 4), ("For", 2), ("Name", 3), ("Telephone", 2), ("Email", 4), ("When", 2))


def venue_contacts_pdf(authority_id: int, *, dated: date) -> tuple[bytes, int]:
    """Return the contact list as a tagged PDF, with how many people stand in it; in Wales its labels are in both languages."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    languages = languages_in(nation_of(authority_id))
    with speaking(words_of(authority_id)):
        said = in_each(languages, (OFFICER, SERIES, *ROLES))
        rows = [_line(one, said) for one in every_contact(authority_id)]
        imprint = Imprint(name, said[OFFICER], said[SERIES], dated, languages=languages)
        return contact_list(imprint, TITLE, name, COLUMNS, rows), len(rows)


def _line(one: VenueContactRow, said: Mapping[str, str]) -> tuple[str, ...]:
    address = ", ".join(part for part in (one.address1, one.address2, one.postcode) if part)
    role = said[str(ContactRole(one.role).label)]
    return (one.venue, address, role, one.name, one.phone, one.email, between(one.from_time, one.to_time))


def between(first: time | None, last: time | None) -> str:
    """Return between which times somebody may be rung, "" where that is not known."""
    if first is None and last is None:
        return ""
    return f"{first:%H:%M}" if last is None else f"{first or time(0):%H:%M} to {last:%H:%M}"
