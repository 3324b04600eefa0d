"""The contact list of parish clerks as a paper."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.calendars import nation_of
from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.wording import in_each, speaking, words_of
from pollwright.nominations.queries.clerks import every_clerk

TITLE = "Parish and community clerks"
OFFICER, SERIES = "Returning Officer", "Contact list"
COLUMNS = (("Council", 3), ("Clerk", 3), ("Telephone", 2), ("Email", 4), ("Address", 5))


def clerks_pdf(authority_id: int, *, dated: date) -> bytes:
    """Return the contact list as a tagged PDF; its labels are in both languages in Wales."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    rows = ((one.council, one.name, one.phone, one.email, one.address) for one in every_clerk(authority_id))
    languages = languages_in(nation_of(authority_id))
    with speaking(words_of(authority_id)):
        said = in_each(languages, (OFFICER, SERIES))
        imprint = Imprint(name, said[OFFICER], said[SERIES], dated, languages=languages)
        return contact_list(imprint, TITLE, name, COLUMNS, rows)
