"""Changes of adopted schemes and the letters about them, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from pollwright.law.stations import ChangeDuty, duties_on_change
from pollwright.pages.tables import Page, TableRequest
from pollwright.printing.models import ChangeLetters, Document
from pollwright.printing.queries.lists import paged
from pollwright.printing.states import Kind, PackState, State
from pollwright.refusals import NotFound
from pollwright.stations.models import Amendment
from pollwright.stations.queries.polled import polls_of


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An amendment of a scheme, with the letters about it."""

    id: int
    scheme: str
    title: str
    number: int
    station: int
    before: str
    after: str
    electors: int
    made_at: datetime
    letters: str | None
    letters_state: str | None


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """One amendment: what was changed, what the law has done about it, and its letters."""

    id: int
    scheme: str
    title: str
    number: int
    station: int
    before: str
    after: str
    reason: str
    electors: int
    made_at: datetime
    duties: tuple[ChangeDuty, ...]
    notices: tuple[tuple[str, str, str], ...]
    letters: LettersFacts | None


@dataclass(frozen=True, slots=True)
class LettersFacts:
    """Letters about an amendment."""

    reference: str
    version: int
    state: PackState
    affected: int
    letters: int
    by_hand: int
    pages: int
    prepared_by: str
    prepared_at: datetime
    released_by: str
    released_at: datetime | None
    scheme: str
    amendment: int


_CHANGE = (
    "pk", "scheme__reference", "scheme__title", "number", "station__number", "before", "after", "electors", "made_at",
    "letters_ref", "letters_state",
)  # fmt: skip


def changes(authority_id: int, asked: TableRequest) -> Page[ChangeRow]:
    """Return a page of the amendments of adopted schemes."""
    latest = ChangeLetters.objects.filter(amendment=OuterRef("pk")).order_by("-pk")
    held = Amendment.objects.filter(authority=authority_id).annotate(
        letters_ref=Subquery(latest.values("reference")[:1]), letters_state=Subquery(latest.values("state")[:1])
    )
    if asked.search:
        words = asked.search
        held = held.filter(Q(before__icontains=words) | Q(after__icontains=words) | Q(scheme__title__icontains=words))
    return paged(held, asked, _CHANGE, ChangeRow)


def change_facts(authority_id: int, scheme: str, number: int) -> ChangeFacts:
    """Return one amendment.

    :raises NotFound: where the authority has none of that number in that scheme.
    """
    held = Amendment.objects.select_related("scheme__poll", "scheme__combination", "station")
    found = held.filter(authority=authority_id, scheme__reference=scheme, number=number).first()
    if found is None:
        raise NotFound(kind="amendment", reference=number)
    notices = Document.objects.filter(poll__in=polls_of(found.scheme), kind=Kind.SITUATION)
    standing = notices.exclude(state__in=(State.VOID, State.WITHDRAWN)).order_by("poll", "-number")
    out = notices.filter(state__in=(State.PUBLISHED, State.WITHDRAWN), published_at__lte=found.made_at).exists()
    return ChangeFacts(
        found.pk, scheme, found.scheme.title, number, found.station.number, found.before, found.after, found.reason,
        found.electors, found.made_at, duties_on_change(notice_published=out, cards_sent=True),
        tuple(standing.values_list("reference", "state", "overtaken")),
        _latest(authority_id, found),
    )  # fmt: skip


def letters_facts(authority_id: int, reference: str) -> LettersFacts:
    """Return letters.

    :raises NotFound: where the authority has none of that reference.
    """
    held = ChangeLetters.objects.select_related("amendment__scheme").filter(authority=authority_id)
    found = held.filter(reference=reference).first()
    if found is None:
        raise NotFound(kind="letters", reference=reference)
    return _letters(found)


def _latest(authority_id: int, amendment: Amendment) -> LettersFacts | None:
    held = ChangeLetters.objects.select_related("amendment__scheme").filter(authority=authority_id, amendment=amendment)
    found = held.order_by("-pk").first()
    return _letters(found) if found else None


def _letters(found: ChangeLetters) -> LettersFacts:
    return LettersFacts(
        found.reference, found.version, PackState(found.state), found.affected, found.letters, found.by_hand,
        found.pages, found.prepared_by, found.prepared_at, found.released_by, found.released_at,
        found.amendment.scheme.reference, found.amendment.number,
    )  # fmt: skip
