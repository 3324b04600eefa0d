"""The contact list of parish clerks as a paper."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint
from pollwright.nominations.queries.clerks import every_clerk

COLUMNS = (("Council", 3), ("Clerk", 3), ("Telephone", 2), ("Email", 4), ("Address", 5))


def clerks_pdf(authority_id: int, *, dated: date) -> bytes:
    """Return the contact list as a tagged PDF."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    rows = ((one.council, one.name, one.phone, one.email, one.address) for one in every_clerk(authority_id))
    imprint = Imprint(name, "Returning Officer", "Contact list", dated)
    return contact_list(imprint, "Parish and community clerks", name, COLUMNS, rows)
