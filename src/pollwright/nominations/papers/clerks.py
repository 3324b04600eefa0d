"""The contact list of parish clerks as a paper."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.blocks import Column, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render
from pollwright.nominations.queries.clerks import every_clerk


def clerks_pdf(authority_id: int, *, dated: date) -> bytes:
    """Return the contact list as a tagged PDF."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    columns = (
        Column("Council", 3),
        Column("Clerk", 3),
        Column("Telephone", 2),
        Column("Email", 4),
        Column("Address", 5),
    )
    rows = tuple((one.council, one.name, one.phone, one.email, one.address) for one in every_clerk(authority_id))
    imprint = Imprint(name, "Returning Officer", "Contact list", dated)
    version = Version(Language.ENGLISH, "Parish and community clerks", name, (Table(columns, rows),))
    return render(BlockPaper(imprint, (version,), flipped=True, points=9))
