"""Declarations that lapse: in the queue, on the list with the windows of their reminders, and as cases when they lapse."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.law.facts import Category
from pollwright.law.special_categories import Reminder, term_ending
from pollwright.register.models import ContactNote, DeletionCase, Elector
from pollwright.register.operations.deleting_determining import open_expiries
from pollwright.register.operations.reminding import NoReminderDue, record_reminders
from pollwright.register.queries.expiring import ExpiringRow, expiring_by_reference
from pollwright.register.queries.queues import queues
from tests.desk.browsing import client_of, page
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

ENDS = date(2025, 12, 1)
"""Handbook REG-153: a Crown servant effective 1 December 2024 is registered to the end of 30 November 2025; the first
reminder goes out from 1 September to 1 October 2025; if sent on 10 September, the second from 1 to 8 October."""


def crown(ledger: Ledger, *, ends: date = ENDS, category: str = "crown_servant", **given: object) -> Elector:
    elector = ledger.elector(category=category, expires_on=ends, **given)
    ledger.entry(elector)
    return elector


def hidden(ledger: Ledger, ends: date) -> Elector:
    elector = ledger.elector(forenames="", surname="", anonymous=True, anonymous_until=ends)
    facts = {"property": None, "section": "3-anonymous", "marker": "N", "surname": "", "forenames": ""}
    ledger.entry(elector, **facts)
    return elector


def row(elector: Elector, on: date) -> ExpiringRow:
    (found,) = expiring_by_reference(elector.authority_id, [elector.reference], on=on)
    return found


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


# The second example of REG-153: HM Forces effective 1 December 2024 to the end of 30 November 2029.
@pytest.mark.parametrize(
    ("category", "ends", "window"),
    [
        (Category.CROWN_SERVANT, date(2025, 12, 1), (date(2025, 9, 1), date(2025, 10, 1))),
        (Category.FORCES, date(2029, 12, 1), (date(2029, 9, 1), date(2029, 10, 1))),
        (Category.OVERSEAS, date(2026, 11, 1), (None, None)),
    ],
)
def test_the_window_is_worked_out_from_the_day_on_which_an_entry_lapses(
    category: Category, ends: date, window: tuple[date | None, date | None]
) -> None:
    term = term_ending(category, ends)

    assert (term.remind_from, term.remind_to, term.ends_on) == (*window, ends)


@pytest.mark.parametrize(
    ("on", "due"),
    [(date(2025, 8, 31), None), (date(2025, 9, 1), Reminder.FIRST), (date(2025, 11, 30), Reminder.FIRST)],
)
def test_the_first_reminder_is_due_from_its_window_on(ledger: Ledger, on: date, due: Reminder | None) -> None:
    assert row(crown(ledger), on).due is due


def test_the_second_reminder_follows_three_weeks_after_the_first(ledger: Ledger, officer: Actor) -> None:
    elector = crown(ledger)
    first = date(2025, 9, 10)

    sent = record_reminders(actor=officer, references=[elector.reference], at=at(first), on=first)

    found = [row(elector, day) for day in (date(2025, 9, 30), date(2025, 10, 1))]
    assert sent == 1
    assert [one.due for one in found] == [None, Reminder.SECOND]
    assert (found[0].remind_from, found[0].remind_to) == (date(2025, 10, 1), date(2025, 10, 8))
    assert ContactNote.objects.get().note == "First reminder that the declaration lapses on 1 December 2025"


def test_after_two_reminders_none_is_due_and_an_earlier_declarations_do_not_count(
    ledger: Ledger, officer: Actor
) -> None:
    elector = crown(ledger)
    for day in (date(2024, 9, 10), date(2025, 9, 10), date(2025, 10, 1)):
        with arranged():
            ContactNote.objects.create(
                authority_id=officer.authority_id, elector=elector, at=at(day), channel="reminder", note="", by_name=""
            )

    found = row(elector, date(2025, 11, 1))

    assert (found.sent, found.due) == ((date(2025, 9, 10), date(2025, 10, 1)), None)


def test_whoever_is_leaving_the_register_is_not_reminded(ledger: Ledger, officer: Actor) -> None:
    # REG-150.
    elector = crown(ledger)
    on = date(2025, 9, 10)
    with arranged():
        DeletionCase.objects.create(
            authority_id=officer.authority_id, reference="C1", elector=elector, entry=elector.registerentry_set.get(),
            ground="death", state="ready", opened_on=on,
        )  # fmt: skip

    assert row(elector, on).due is None
    with pytest.raises(NoReminderDue):
        record_reminders(actor=officer, references=[elector.reference], at=at(on), on=on)


def test_only_those_who_are_due_are_noted_with_one_event(ledger: Ledger, officer: Actor, stranger: Actor) -> None:
    due, early = crown(ledger), crown(ledger, ends=date(2026, 5, 1))
    references = [due.reference, early.reference]
    on = date(2025, 9, 10)

    assert record_reminders(actor=officer, references=references, at=at(on), on=on) == 1
    assert Event.objects.get().summary == "noted that 1 elector was reminded that their declaration lapses"
    with pytest.raises(NoReminderDue):
        record_reminders(actor=stranger, references=references, at=at(on), on=on)


def test_an_anonymous_entry_stands_in_the_queue_and_lapses_like_others(
    ledger: Ledger, authority: Authority, senior: Actor
) -> None:
    # Handbook 1.7: an anonymous entry lasts twelve months.
    hidden(ledger, date(2026, 11, 1))
    hidden(ledger, date(2027, 11, 1))
    crown(ledger, ends=date(2026, 11, 10))
    on = date(2026, 11, 23)

    (queue,) = [one for one in queues(authority.pk, on=on, now=at(on)) if one.code == "expiring"]

    assert (queue.count, queue.oldest_days) == (2, 22)
    assert open_expiries(actor=senior, on=on) == 2
    assert open_expiries(actor=senior, on=on) == 0


def test_the_list_shows_the_windows_and_takes_the_note(ledger: Ledger, authority: Authority, officer: Actor) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2025, 9, 10))
    elector = crown(ledger, surname="Envoy")
    client = client_of(officer)
    shown = page(client, "/register/deletions/expiring/")

    asked = {"selected": elector.reference, "act": "remind"}
    answer = client.post("/register/deletions/expiring/reminded/", asked, follow=True)

    assert [text in shown for text in ("Envoy, Alex", "1 Sep 2025", "1 Oct 2025", "First reminder due")] == [True] * 4
    after = " ".join(answer.content.decode().split())
    assert ["The reminders that were due are noted." in after, "First reminder due" in after] == [True, False]


def test_an_anonymous_elector_is_on_the_list_without_a_name(ledger: Ledger, authority: Authority, head: Actor) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2026, 11, 23))
    hidden(ledger, date(2026, 12, 1))
    crown(ledger, ends=date(2026, 12, 1), surname="Envoy")
    client = client_of(head)

    every = page(client, "/register/deletions/expiring/")
    only = page(client, "/register/deletions/expiring/?category=anonymous")

    assert ["Anonymous entry" in every, "Envoy" in every] == [True, True]
    assert ["Anonymous entry" in only, "Envoy" in only] == [True, False]


def test_the_list_asks_the_database_as_often_for_three_rows_as_for_one(
    ledger: Ledger, authority: Authority, officer: Actor
) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2025, 9, 10))
    client, counts = client_of(officer), []
    client.get("/register/deletions/expiring/")
    for many in (1, 2):
        for _ in range(many):
            crown(ledger)
        with CaptureQueriesContext(connection) as asked:
            client.get("/register/deletions/expiring/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
