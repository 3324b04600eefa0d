"""Seals: what they cover, and that every change to a sealed batch is found.

The changes are made as the owner of the database with the triggers taken off, as somebody with the run of the server
could make them.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, Seal
from pollwright.audit.sealing import NothingToSeal, TrailBusy, seal_events, seal_trail
from pollwright.audit.trail import header_digest
from pollwright.audit.verification import verify
from pollwright.refusals import NotPermitted
from tests.audit.test_operations import add_day_on

TABLES = ("audit_event", "audit_eventpayload", "audit_eventsubject", "audit_seal", "audit_payloadremoval")


@contextmanager
def tampering() -> Iterator[Any]:
    """Open a cursor of the owner, before whom no trigger stands."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET ROLE pollwright_app")


@pytest.fixture
def sealed(head: Actor) -> list[int]:
    """Two sealed batches: three events, then two with the event of the first seal before them; then one unsealed."""
    for day in (1, 2, 3):
        add_day_on(actor=head, day=day)
    seal_events(actor=head)
    for day in (4, 5):
        add_day_on(actor=head, day=day)
    seal_events(actor=head)
    add_day_on(actor=head, day=6)
    return list(Event.objects.filter(operation="testing.add_day_on").order_by("id").values_list("id", flat=True))


def codes_of(actor: Actor, **given: Any) -> list[str]:
    return [finding.code for finding in verify(actor.authority_id, **given)]


def test_an_untouched_trail_verifies(head: Actor, sealed: list[int]) -> None:
    assert verify(head.authority_id) == []


def test_seals_are_numbered_chained_and_cover_everything_before_them(head: Actor, sealed: list[int]) -> None:
    first, second = Seal.objects.order_by("number")

    assert [(seal.number, seal.events) for seal in (first, second)] == [(1, 3), (2, 3)]
    assert (first.previous_digest, second.previous_digest) == ("0" * 64, first.digest)
    assert (first.last_event_id, second.last_event_id) == (sealed[2], sealed[4])


def test_sealing_by_itself_is_nothing_to_seal(head: Actor, sealed: list[int]) -> None:
    seal_events(actor=head)

    with pytest.raises(NothingToSeal):
        seal_events(actor=head)


def test_each_authority_has_a_chain_of_its_own(head: Actor, stranger: Actor, sealed: list[int]) -> None:
    add_day_on(actor=stranger, day=1)
    seal_events(actor=stranger)

    assert Seal.objects.get(authority_id=stranger.authority_id).number == 1
    assert (verify(stranger.authority_id), verify(head.authority_id)) == ([], [])


def test_an_officer_may_not_seal(actor_as: Callable[[Role], Actor]) -> None:
    with pytest.raises(NotPermitted):
        seal_events(actor=actor_as(Role.OFFICER))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE audit_event SET summary = 'nothing happened' WHERE id = %s", ["audit.header-changed"]),
        ("UPDATE audit_event SET at = at - interval '1 day' WHERE id = %s", ["audit.header-changed"]),
        ("UPDATE audit_event SET actor_name = 'Somebody Else' WHERE id = %s", ["audit.header-changed"]),
        ("UPDATE audit_event SET reason = 'another' WHERE id = %s", ["audit.header-changed"]),
        (
            "UPDATE audit_event SET digest = repeat('0', 64) WHERE id = %s",
            ["audit.batch-changed", "audit.header-changed"],
        ),
        ("DELETE FROM audit_event WHERE id = %s", ["audit.batch-changed"]),
        (
            "UPDATE audit_event SET authority_id = authority_id + 1 WHERE id = %s",
            ["audit.batch-changed"],
        ),
        ("""UPDATE audit_eventpayload SET body = '{"facts": {}}' WHERE event_id = %s""", ["audit.payload-changed"]),
        ("DELETE FROM audit_eventpayload WHERE event_id = %s", ["audit.payload-missing"]),
        ("DELETE FROM audit_eventsubject WHERE event_id = %s", ["audit.subjects-changed"]),
        ("UPDATE audit_eventsubject SET subject_id = 0 WHERE event_id = %s", ["audit.subjects-changed"]),
        ("UPDATE audit_eventsubject SET kind = 'elector' WHERE event_id = %s", ["audit.subjects-changed"]),
        ("UPDATE audit_eventsubject SET authority_id = 0 WHERE event_id = %s", ["audit.subjects-changed"]),
        (
            "INSERT INTO audit_eventsubject (event_id, authority_id, kind, subject_id)"
            " SELECT id, authority_id, 'elector', 1 FROM audit_event WHERE id = %s",
            ["audit.subjects-changed"],
        ),
        (
            "INSERT INTO audit_payloadremoval (event_id, authority_id, removed_by_id)"
            " SELECT id, authority_id, id FROM audit_event WHERE id = %s",
            ["audit.payload-back"],
        ),
    ],
)
def test_a_change_to_one_event_is_found(head: Actor, sealed: list[int], change: str, found: list[str]) -> None:
    with tampering() as cursor:
        cursor.execute(change, [sealed[1]])

    assert codes_of(head) == found


def test_a_header_forged_with_its_digest_is_found_by_the_seal(head: Actor, sealed: list[int]) -> None:
    forged = Event.objects.get(pk=sealed[1])
    forged.summary = "nothing happened"
    with tampering() as cursor:
        cursor.execute(
            "UPDATE audit_event SET summary = %s, digest = %s WHERE id = %s",
            [forged.summary, header_digest(forged), forged.pk],
        )

    assert codes_of(head) == ["audit.batch-changed"]


def test_a_removal_that_no_retention_made_does_not_hide_a_missing_payload(head: Actor, sealed: list[int]) -> None:
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_eventpayload WHERE event_id = %s", [sealed[1]])
        cursor.execute(
            "INSERT INTO audit_payloadremoval VALUES (%s, %s, %s)", [sealed[1], head.authority_id, sealed[0]]
        )

    assert codes_of(head) == ["audit.payload-missing"]


COPY_OF_AN_EVENT = (
    "INSERT INTO audit_event OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(e, jsonb_build_object('id', %s))).*"
    " FROM audit_event e WHERE id = %s"
)


def test_an_event_slipped_into_a_sealed_batch_is_found(head: Actor, stranger: Actor) -> None:
    add_day_on(actor=head, day=1)
    other = add_day_on(actor=stranger, day=1)
    add_day_on(actor=head, day=2)
    seal_events(actor=head)
    ours = Event.objects.filter(authority_id=head.authority_id).order_by("id").first()
    between = Event.objects.get(authority_id=stranger.authority_id)
    assert (other is not None, ours is not None) == (True, True)
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [between.pk])
        cursor.execute(COPY_OF_AN_EVENT, [between.pk, ours.pk])

    assert "audit.batch-changed" in codes_of(head)


def test_an_event_slipped_in_between_two_seals_is_found(head: Actor, stranger: Actor) -> None:
    add_day_on(actor=head, day=1)
    add_day_on(actor=head, day=2)
    seal_events(actor=head)
    with tampering() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_event', 'id'))")
        gap = cursor.fetchone()[0]
    seal_two(head)
    first = Event.objects.filter(authority_id=head.authority_id).order_by("id").first()
    with tampering() as cursor:
        cursor.execute("UPDATE audit_seal SET first_event_id = %s WHERE number = 2", [gap + 1])
        cursor.execute(COPY_OF_AN_EVENT, [gap, first.pk])

    assert "audit.event-behind-seals" in codes_of(head)


def seal_two(actor: Actor) -> None:
    add_day_on(actor=actor, day=3)
    seal_events(actor=actor)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE audit_seal SET events = events + 1 WHERE number = 1", ["audit.seal-changed", "audit.batch-changed"]),
        ("UPDATE audit_seal SET sealed_at = sealed_at - interval '1 day' WHERE number = 1", ["audit.seal-changed"]),
        (
            "UPDATE audit_seal SET digest = repeat('a', 64) WHERE number = 1",
            ["audit.seal-changed", "audit.chain-broken"],
        ),
        (
            "UPDATE audit_seal SET previous_digest = repeat('a', 64) WHERE number = 2",
            ["audit.seal-changed", "audit.chain-broken"],
        ),
        ("DELETE FROM audit_seal WHERE number = 2", ["audit.seal-missing"]),
        (
            "DELETE FROM audit_seal WHERE number = 1",
            ["audit.chain-broken", "audit.seal-missing", *["audit.event-behind-seals"] * 3],
        ),
    ],
)
def test_a_change_to_a_seal_is_found(head: Actor, sealed: list[int], change: str, found: list[str]) -> None:
    with tampering() as cursor:
        cursor.execute(change)

    assert codes_of(head) == found


def test_a_chain_forged_whole_is_found_by_the_seal_that_was_kept(head: Actor, sealed: list[int]) -> None:
    kept = {seal.number: seal.digest for seal in Seal.objects.all()}
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_seal")
        cursor.execute(
            "DELETE FROM audit_eventpayload WHERE event_id IN (SELECT id FROM audit_event WHERE id > %s)", [0]
        )
        cursor.execute("DELETE FROM audit_eventsubject")
        cursor.execute("DELETE FROM audit_event")
    add_day_on(actor=head, day=20)
    seal_events(actor=head)

    assert codes_of(head) == []
    assert codes_of(head, kept=kept) == ["audit.seal-not-as-kept"] * 2


def test_many_events_are_sealed_in_batches(head: Actor, monkeypatch: pytest.MonkeyPatch, sealed: list[int]) -> None:
    monkeypatch.setattr("pollwright.audit.sealing.MOST_IN_A_SEAL", 2)
    for day in (7, 8, 9):
        add_day_on(actor=head, day=day)

    made = seal_events(actor=head)

    assert [seal.events for seal in made] == [2, 2, 1]
    assert verify(head.authority_id) == []


@pytest.mark.django_db(transaction=True)
def test_an_act_that_commits_late_is_never_left_behind_a_seal(head: Actor) -> None:
    inside, committed = threading.Event(), threading.Event()

    def act_slowly() -> None:
        with scopes_disabled(), transaction.atomic():
            add_day_on(actor=head, day=1)
            inside.set()
            committed.wait(20)
        connection.close()

    slow = threading.Thread(target=act_slowly)
    slow.start()
    inside.wait(20)
    with pytest.raises(TrailBusy):
        seal_trail(actor=head, tries=2, pause=0.05)
    committed.set()
    slow.join()
    add_day_on(actor=head, day=2)

    made = seal_trail(actor=head)

    assert [seal.events for seal in made] == [2]
    assert verify(head.authority_id) == []


@pytest.mark.django_db(transaction=True)
def test_the_servers_vacuum_of_the_trail_holds_up_no_seal(head: Actor) -> None:
    inside, sealed = threading.Event(), threading.Event()

    def vacuum_slowly() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute("LOCK TABLE audit_event IN SHARE UPDATE EXCLUSIVE MODE")  # the lock that a vacuum takes
            inside.set()
            sealed.wait(20)
        connection.close()

    add_day_on(actor=head, day=1)
    slow = threading.Thread(target=vacuum_slowly)
    slow.start()
    inside.wait(20)

    try:
        made = seal_events(actor=head)
    finally:
        sealed.set()
        slow.join()

    assert [seal.events for seal in made] == [1]
