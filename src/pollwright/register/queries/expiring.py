"""Declarations that lapse, and the reminders of them that are due (handbook 1.7, REG-150 to 153)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, When
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext

from pollwright.law.facts import Category
from pollwright.law.nations import NotCovered
from pollwright.law.special_categories import Reminder, Term, reminder_due, second_reminder_range, term_ending
from pollwright.pages.tables import Page, TableRequest, Total, either, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.register.models import Alteration, ContactNote, DeletionCase, Elector, RegisterEntry
from pollwright.register.states import AlterationKind, DeletionState

REMINDER = "reminder"
"""The channel of the contact note that says that a reminder was sent."""
FETCHED = 2_000


@dataclass(frozen=True, slots=True)
class ExpiringRow:
    """An elector whose declaration, or anonymous entry, lapses.

    :param remind_from: the first and last day for the reminder that is next, None where no rule names days.
    :param sent: when reminders of this declaration were sent.
    :param due: the reminder that should go out today.
    """

    id: int
    reference: str
    surname: str
    forenames: str
    category: str
    anonymous: bool
    declared_on: date | None
    lapses_on: date
    remind_from: date | None
    remind_to: date | None
    sent: tuple[date, ...]
    due: Reminder | None

    @property
    def name(self) -> str:
        """The name as lists show it; never that of somebody who is anonymous."""
        if self.anonymous:
            return gettext("Anonymous")
        return ", ".join(part for part in (self.surname, self.forenames) if part) or gettext("Anonymous")


def expiring(authority_id: int, asked: TableRequest, *, on: date, until: date) -> Page[ExpiringRow]:
    """Return a page of electors with an entry in force that lapses by a day."""
    held = _held(authority_id, asked, until)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_FIELDS)[: asked.size + 1]
    return Page.gather(asked, _told(authority_id, list(rows), on), Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_expiring(authority_id: int, asked: TableRequest, *, on: date, until: date) -> Iterator[ExpiringRow]:
    """Yield every elector that the table asks for, for a download."""
    rows = list(keyset_queryset(_held(authority_id, asked, until), asked.order, None).values_list(*_FIELDS))
    for start in range(0, len(rows), FETCHED):
        yield from _told(authority_id, rows[start : start + FETCHED], on)


def expiring_by_reference(authority_id: int, references: Sequence[str], *, on: date) -> list[ExpiringRow]:
    """Return these electors of an authority, as far as their entry lapses at all, by reference."""
    held = _lapsing(authority_id).filter(reference__in=list(references), lapses_on__isnull=False)
    return _told(authority_id, list(held.order_by("reference").values_list(*_FIELDS)), on)


_FIELDS = ("pk", "reference", "surname", "forenames", "category", "anonymous", "declared_on", "lapses_on")
_NAMES = ("id", *_FIELDS[1:])


def _lapsing(authority_id: int) -> Any:
    entries = RegisterEntry.objects.filter(elector=OuterRef("pk"), effective_to__isnull=True)
    anonymity = Case(When(anonymous=True, then=F("anonymous_until")), output_field=DateField())
    return Elector.objects.filter(Exists(entries), authority=authority_id).annotate(
        lapses_on=Least(anonymity, F("expires_on"))
    )


def _held(authority_id: int, asked: TableRequest, until: date) -> Any:
    marked = RegisterEntry.objects.filter(authority=authority_id, effective_to__isnull=True, marker__contains="N")
    soon = Q(expires_on__lte=until) | Q(pk__in=marked.exclude(marker="").values("elector"), anonymous_until__lte=until)
    held = _lapsing(authority_id).filter(soon, every_word(asked.search, ("reference",), _named))
    category = asked.filters.get("category")
    if category == "anonymous":
        return held.filter(anonymous=True)
    return held.filter(category=category) if category else held


def _named(word: str) -> Q:
    """Return the condition that a word is in an elector's name; whoever is anonymous is not found by it."""
    return either(("surname", "forenames"), word) & Q(anonymous=False)


def _told(authority_id: int, rows: list[tuple[Any, ...]], on: date) -> list[ExpiringRow]:
    """Return the rows with what the law says of their reminders; three more statements, however many rows."""
    electors = [row[0] for row in rows]
    sent = _sent(authority_id, electors)
    leaving = _leaving(authority_id, electors)
    return [_row(row, sent.get(row[0], []), row[0] in leaving, on) for row in rows]


def _row(row: tuple[Any, ...], notes: list[date], leaving: bool, on: date) -> ExpiringRow:
    facts = dict(zip(_NAMES, row, strict=True))
    term = _term(facts["category"], facts["anonymous"], facts["lapses_on"])
    if term is None:
        return ExpiringRow(**facts, remind_from=None, remind_to=None, sent=(), due=None)
    sent = tuple(day for day in notes if day >= term.effective_on)
    first = sent[0] if sent else None
    due, _ = reminder_due(term, on, first_sent_on=first, second_sent=len(sent) > 1, no_longer_wanted=leaving)
    opens, closes = term.remind_from, term.remind_to
    if first is not None:
        opens, closes = second_reminder_range(first) if len(sent) == 1 else (None, None)
    return ExpiringRow(**facts, remind_from=opens, remind_to=closes, sent=sent, due=due)


def _term(category: str, anonymous: bool, lapses_on: date) -> Term | None:
    try:
        return term_ending(Category(category), lapses_on, anonymous=anonymous)
    except NotCovered:
        return None


def _sent(authority_id: int, electors: list[int]) -> dict[int, list[date]]:
    notes = ContactNote.objects.filter(authority=authority_id, elector__in=electors, channel=REMINDER)
    found: dict[int, list[date]] = {}
    for elector, at in notes.order_by("at", "pk").values_list("elector", "at"):
        found.setdefault(elector or 0, []).append(timezone.localtime(at).date())
    return found


def _leaving(authority_id: int, electors: list[int]) -> set[int]:
    """Return who is on the way off the register, and so is sent no reminder (REG-150)."""
    cases = DeletionCase.objects.filter(authority=authority_id, elector__in=electors).exclude(
        state__in=(DeletionState.KEPT,)
    )
    waiting = Alteration.objects.filter(
        authority=authority_id, elector__in=electors, kind=AlterationKind.DELETE, entry__effective_to__isnull=True
    ).filter(alterationwithdrawal__isnull=True)
    open_cases = cases.filter(entry__effective_to__isnull=True)
    return {*open_cases.values_list("elector", flat=True), *waiting.values_list("elector", flat=True)}
