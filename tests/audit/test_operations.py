"""The write guard, the trail and what an operation promises."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest
from django.db import ProgrammingError, connection
from psycopg.errors import InsufficientPrivilege

from pollwright.acting import Actor, Permission, Role
from pollwright.audit.models import Event, EventPayload, EventSubject
from pollwright.audit.operations import NothingRecorded, operation
from pollwright.audit.trail import header_digest, record, record_many
from pollwright.authorities.models import Authority, NonWorkingDay
from pollwright.refusals import NotPermitted
from tests.fixtures.people import TODAY


@dataclass(frozen=True, slots=True)
class DayAdded:
    """A day was added, for these tests."""

    code: ClassVar[str] = "testing.day-added"
    sentence: ClassVar[str] = "added {name}"
    name: str


@operation(Permission.AUTHORITY_CONFIGURE, name="testing.add_day")
def add_day(*, actor: Actor, name: str) -> NonWorkingDay:
    day = NonWorkingDay.objects.create(authority_id=actor.authority_id, day=TODAY, name=name)
    record(DayAdded(name), actor=actor, subjects=[day], reason="mourning")
    return day


@operation(Permission.AUTHORITY_CONFIGURE, name="testing.add_day_on")
def add_day_on(*, actor: Actor, day: int) -> NonWorkingDay:
    added = NonWorkingDay.objects.create(authority_id=actor.authority_id, day=date(2027, 1, day), name=f"Day {day}")
    record(DayAdded(added.name), actor=actor, subjects=[added], changes={"name": ("", added.name)})
    return added


@operation(Permission.AUTHORITY_CONFIGURE, name="testing.add_day_in_silence")
def add_day_in_silence(*, actor: Actor) -> None:
    NonWorkingDay.objects.create(authority_id=actor.authority_id, day=TODAY, name="Silence")


@operation(Permission.AUTHORITY_CONFIGURE, name="testing.add_day_by_another")
def add_day_by_another(*, actor: Actor) -> None:
    add_day(actor=actor, name="Inner")
    record(DayAdded("outer"), actor=actor)
    NonWorkingDay.objects.filter(day=TODAY).update(name="Outer")


def test_an_operation_writes_and_leaves_an_event_with_its_actor(head: Actor) -> None:
    add_day(actor=head, name="Day of mourning")

    event = Event.objects.get()
    assert (event.summary, event.actor_name, event.capacity, event.reason) == (
        "added Day of mourning",
        head.name,
        "Electoral Registration Officer",
        "mourning",
    )
    assert header_digest(event) == event.digest
    assert EventPayload.objects.get().body == {"facts": {"name": "Day of mourning"}}
    assert EventSubject.objects.get().kind == "nonworkingday"


def test_a_write_outside_an_operation_is_refused_by_the_database(authority: Authority) -> None:
    with pytest.raises(ProgrammingError, match="outside an operation"):
        NonWorkingDay.objects.create(authority=authority, day=TODAY, name="Guarded")


def test_the_guard_holds_raw_sql_too(authority: Authority) -> None:
    with pytest.raises(ProgrammingError, match="outside an operation"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM authorities_nonworkingday")


def test_the_guard_holds_copy_too(authority: Authority) -> None:
    columns = "authority_id, day, name"

    with (
        pytest.raises(InsufficientPrivilege, match="outside an operation"),
        connection.cursor() as cursor,
        cursor.copy(f"COPY authorities_nonworkingday ({columns}) FROM STDIN") as copy,
    ):
        copy.write_row((authority.pk, TODAY, "Guarded"))


def test_the_guard_is_shut_again_after_an_operation(head: Actor, authority: Authority) -> None:
    add_day(actor=head, name="Day of mourning")

    with pytest.raises(ProgrammingError, match="outside an operation"):
        NonWorkingDay.objects.update(name="Changed")


def test_an_operation_without_an_event_is_rolled_back(head: Actor) -> None:
    with pytest.raises(NothingRecorded):
        add_day_in_silence(actor=head)

    assert NonWorkingDay.objects.count() == 0


def test_an_operation_needs_its_permission(actor_as: Callable[[Role], Actor]) -> None:
    with pytest.raises(NotPermitted):
        add_day(actor=actor_as(Role.OFFICER), name="Day of mourning")

    assert (NonWorkingDay.objects.count(), Event.objects.count()) == (0, 0)


def test_an_inner_operation_joins_and_the_outer_goes_on_writing(head: Actor) -> None:
    add_day_by_another(actor=head)

    assert NonWorkingDay.objects.get().name == "Outer"
    assert [event.operation for event in Event.objects.order_by("id")] == [
        "testing.add_day",
        "testing.add_day_by_another",
    ]


def test_row_history_is_tied_to_the_operation(head: Actor) -> None:
    day = add_day(actor=head, name="Day of mourning")

    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_label, pgh_context_id FROM authorities_nonworkingdayevent WHERE id = %s", [day.pk])
        assert cursor.fetchall() == [("insert", Event.objects.get().operation_id)]


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET summary = ''", "DELETE FROM audit_event"])
def test_the_trail_can_be_neither_changed_nor_deleted(
    head: Actor, arranging: Callable[[], AbstractContextManager[None]], statement: str
) -> None:
    add_day(actor=head, name="Day of mourning")

    with pytest.raises(ProgrammingError), arranging(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_many_subjects_are_digested_the_same_in_sql_and_in_python(head: Actor) -> None:
    @operation(Permission.AUTHORITY_CONFIGURE, name="testing.add_many")
    def add_many(*, actor: Actor) -> tuple[Event, Event]:
        pairs = [("elector", number) for number in (9, 10, 100)] + [("area", 7)]
        listed = record(DayAdded("listed"), actor=actor, subjects=pairs)
        queried = record_many(
            DayAdded("queried"),
            actor=actor,
            subjects_sql="SELECT * FROM (VALUES ('elector', 9), ('elector', 10), ('elector', 100), ('area', 7)) AS v",
        )
        return listed, queried

    listed, queried = add_many(actor=head)

    assert (queried.subject_count, queried.subjects_digest) == (4, listed.subjects_digest)
    assert EventSubject.objects.filter(event_id=queried.pk).count() == 4
