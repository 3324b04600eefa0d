"""The timeline of one thing: who did what, in which capacity, and why."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.audit.queries.timeline import changes_of, timeline, told
from pollwright.audit.trail import canonical
from tests.audit.test_operations import add_day, add_day_on


def test_a_timeline_tells_who_did_what_and_why(head: Actor) -> None:
    day = add_day(actor=head, name="Day of mourning")

    (act,) = timeline(head.authority_id, "nonworkingday", day.pk)

    assert (act.who, act.capacity, act.what, act.why) == (
        head.name,
        "Electoral Registration Officer",
        "Added Day of mourning",
        "mourning",
    )


def test_changes_stand_with_before_and_after(head: Actor) -> None:
    day = add_day_on(actor=head, day=4)

    assert [act.changes for act in timeline(head.authority_id, "nonworkingday", day.pk)] == [(("Name", "", "Day 4"),)]


def test_days_and_moments_of_changes_are_words() -> None:
    moved = {"due": [datetime(2026, 12, 3, 22, 30, tzinfo=UTC), None], "day": [date(2026, 12, 3), date(2026, 12, 10)]}

    assert changes_of(canonical(moved)) == (
        ("Day", "3 Dec 2026", "10 Dec 2026"), ("Due", "3 Dec 2026, 10:30pm", ""),
    )  # fmt: skip


def test_another_authority_sees_nothing_of_it(head: Actor, stranger: Actor) -> None:
    day = add_day(actor=head, name="Day of mourning")

    assert timeline(stranger.authority_id, "nonworkingday", day.pk) == []


def test_a_timeline_is_paged_by_the_last_event(head: Actor, rename: Any) -> None:
    day = add_day(actor=head, name="One")
    for name in ("Two", "Three"):
        rename(actor=head, day=day, name=name)

    newest = timeline(head.authority_id, "nonworkingday", day.pk, limit=2)
    older = timeline(head.authority_id, "nonworkingday", day.pk, limit=2, before=newest[-1].event_id)

    assert [[act.what for act in page] for page in (newest, older)] == [["Added Three", "Added Two"], ["Added One"]]


def test_a_timeline_takes_one_statement(head: Actor, rename: Any) -> None:
    day = add_day(actor=head, name="One")
    rename(actor=head, day=day, name="Two")

    with CaptureQueriesContext(connection) as asked:
        timeline(head.authority_id, "nonworkingday", day.pk)

    assert len(asked) == 1


def test_a_timeline_is_told_by_days_without_links_to_who_may_not_open_the_trail(head: Actor) -> None:
    day = add_day(actor=head, name="One")

    shown = told(timeline(head.authority_id, "nonworkingday", day.pk), linked=False)

    assert [(entry.what, entry.href) for one in shown.days for entry in one.entries] == [("Added One", "")]


def test_values_of_changes_are_put_in_words() -> None:
    changes = {"open_register": [True, False], "nationalities": [["GB"], ["GB", "FR"]], "left_on": [None, "2026-11-01"]}

    assert changes_of(changes) == (
        ("Open register", "Yes", "No"),
        ("Nationalities", "GB", "GB, FR"),
        ("Left on", "", "1 Nov 2026"),
    )
