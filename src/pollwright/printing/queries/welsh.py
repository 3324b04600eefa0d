"""The Welsh of the papers' words that an authority holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pollwright.documents.wording import WelshWords, declare_holder
from pollwright.pages.tables import Page, TableRequest
from pollwright.printing.models import WelshWording
from pollwright.printing.queries.lists import paged
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class WelshRow:
    """One text and its Welsh."""

    id: int
    reference: str
    english: str
    welsh: str
    source: str
    entered_by: str
    entered_at: datetime
    version: int


_FIELDS = ("pk", "reference", "english", "welsh", "source", "entered_by", "entered_at", "version")


def words_held(authority_id: int) -> WelshWords:
    """Return the Welsh that an authority holds, for papers to be said with."""
    held = WelshWording.objects.filter(authority=authority_id)
    return WelshWords(dict(held.values_list("english", "welsh")))


declare_holder(words_held)


def welsh_words(authority_id: int, asked: TableRequest) -> Page[WelshRow]:
    """Return a page of the texts whose Welsh an authority holds."""
    held = WelshWording.objects.filter(authority=authority_id)
    if asked.search:
        words = asked.search
        held = held.filter(Q(english__icontains=words) | Q(welsh__icontains=words) | Q(source__icontains=words))
    return paged(held, asked, _FIELDS, WelshRow)


def welsh_word(authority_id: int, reference: str) -> WelshRow:
    """Return one text and its Welsh.

    :raises NotFound: where the authority has none of that reference.
    """
    found = WelshWording.objects.filter(authority=authority_id, reference=reference).values_list(*_FIELDS).first()
    if found is None:
        raise NotFound(kind="Welsh text", reference=reference)
    return WelshRow(*found)
