"""What alarms about polling schemes, in words, for Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from pollwright.pages.wording import number
from pollwright.stations.queries.schemes import schemes_with_homes_moved

NAMED = 3
"""How many schemes are named."""


def homes_moved(authority_id: int, *, on: date) -> Iterator[tuple[str, str]]:
    """Yield in which schemes homes vote elsewhere since the register was published, with the page of each."""
    for reference, title, many in schemes_with_homes_moved(authority_id, on=on)[:NAMED]:
        words = ngettext(
            "%(many)s home votes at another station since the register was published: %(scheme)s.",
            "%(many)s homes vote at another station since the register was published: %(scheme)s.",
            many,
        )
        yield words % {"many": number(many), "scheme": title}, reverse("stations:scheme", args=[reference])
