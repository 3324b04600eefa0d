"""What is due, what is held, what is removed, and what stays: the event, and a trail that verifies."""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventPayload, PayloadRemoval
from pollwright.audit.sealing import seal_events
from pollwright.audit.verification import verify
from pollwright.files.content import ContentMissing
from pollwright.files.models import StoredFile
from pollwright.files.store import content, open_content
from pollwright.jobs.operations.asking import AlreadyUnderWay
from pollwright.jobs.runner import perform
from pollwright.jobs.states import WorkState
from pollwright.law.periods import months_after
from pollwright.oversight.kinds import RETENTION_KINDS, latest_start
from pollwright.oversight.operations.holding import AlreadyLifted, ReasonNeeded, lift_hold, place_hold
from pollwright.oversight.operations.removing import NothingChosen, NotInFuture, ask_for_removal, remove_batch
from pollwright.oversight.queries.due import Due, due_for_removal, hold_of
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Application, ApplicationPrivate
from tests.audit.test_operations import add_day_on
from tests.audit.test_seals import tampering
from tests.files.storing import keep_file
from tests.fixtures.arranging import arranged

TODAY = date(2026, 11, 22)
IN_TEN_YEARS = date(2036, 12, 1)
"""A day by which events of today have been kept for more than the ten years that is the default."""


def due_of(actor: Actor, kind: str, on: date = TODAY) -> Due:
    return next(one for one in due_for_removal(actor.authority_id, on=on) if one.kind == kind)


def run(actor: Actor, *kinds: str, on: date = TODAY) -> dict[str, Any]:
    work = ask_for_removal(actor=actor, kinds=kinds, on=on, today=on)
    ended = perform(actor.authority_id, work.reference)
    assert ended.state is WorkState.DONE
    return ended.outcome


def received(actor: Actor, on: date, source: bytes = b"Elector,Name\n", **given: Any) -> StoredFile:
    """Keep a file as received on a day, untouched since."""
    stored = keep_file(actor=actor, source=source, **given)
    with arranged():
        StoredFile.objects.filter(pk=stored.pk).update(made_at=f"{on.isoformat()}T12:00:00Z")
    long_ago = time.time() - 3600
    os.utime(content().path_of(stored.sha256), (long_ago, long_ago))
    stored.refresh_from_db()
    return stored


# Worked by hand: 13 months from 22 October 2025 are up on 22 November 2026; 31 January and a month is 28 February.
@pytest.mark.parametrize(
    ("on", "months", "latest"),
    [
        (date(2026, 11, 22), 13, date(2025, 10, 22)),
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 2, 28), 1, date(2026, 1, 31)),
        (date(2026, 2, 27), 1, date(2026, 1, 27)),
        (date(2025, 2, 28), 12, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_the_latest_start_that_is_due(on: date, months: int, latest: date) -> None:
    assert latest_start(months, on=on) == latest


@given(st.dates(date(2001, 1, 1), date(2060, 1, 1)), st.integers(1, 600))
def test_a_record_is_due_from_the_day_its_months_are_up_and_not_before(on: date, months: int) -> None:
    latest = latest_start(months, on=on)

    assert months_after(latest, months) <= on < months_after(latest + timedelta(days=1), months)


def test_the_preview_counts_what_is_due_and_removes_nothing(head: Actor) -> None:
    old = received(head, date(2025, 11, 22))
    received(head, date(2025, 11, 23), b"one day too young")

    due = due_of(head, "received-files")

    assert (due.count, due.held, due.oldest, due.examples) == (1, 0, date(2025, 11, 22), (old.token[:8],))
    assert StoredFile.objects.filter(removed_at__isnull=False).count() == 0


def test_removal_takes_what_is_due_and_leaves_row_hash_and_event(
    head: Actor, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    old = received(head, date(2025, 11, 22))
    young = received(head, date(2025, 11, 23), b"one day too young")

    with django_capture_on_commit_callbacks(execute=True):
        outcome = run(head, "received-files")

    old.refresh_from_db()
    with pytest.raises(ContentMissing):
        open_content(old)
    assert (outcome, len(old.sha256), list(content().hashes())) == ({"received-files": 1}, 64, [young.sha256])
    removed = Event.objects.get(code="retention.records-removed")
    assert removed.summary == "removed 1 record of the kind received-files, kept 12 months"


def test_content_that_another_row_holds_stays(
    head: Actor, stranger: Actor, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    received(head, date(2025, 1, 1), b"the same")
    theirs = received(stranger, date(2026, 11, 1), b"the same")

    with django_capture_on_commit_callbacks(execute=True):
        run(head, "received-files")

    assert open_content(theirs).read() == b"the same"


def test_another_authoritys_records_are_left_alone(head: Actor, stranger: Actor) -> None:
    received(stranger, date(2020, 1, 1))

    assert run(head, "received-files") == {"received-files": 0}
    assert StoredFile.objects.filter(authority=stranger.authority_id, removed_at__isnull=False).count() == 0


def test_details_of_old_events_go_and_the_sealed_trail_still_verifies(head: Actor) -> None:
    for day in (1, 2, 3):
        add_day_on(actor=head, day=day)
    seal_events(actor=head)

    outcome = run(head, "event-details", on=IN_TEN_YEARS)

    removed = list(PayloadRemoval.objects.order_by("event_id").values_list("event_id", flat=True))
    kept = list(EventPayload.objects.filter(event_id__in=removed))
    assert (outcome["event-details"] >= 3, len(removed), kept) == (True, outcome["event-details"], [])
    assert verify(head.authority_id) == []


def test_a_removal_that_was_changed_afterwards_is_found(head: Actor) -> None:
    add_day_on(actor=head, day=1)
    seal_events(actor=head)
    run(head, "event-details", on=IN_TEN_YEARS)
    first = PayloadRemoval.objects.order_by("event_id").first()
    assert first is not None
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_payloadremoval WHERE event_id = %s", [first.event_id])

    assert [finding.code for finding in verify(head.authority_id)] == [
        "audit.payload-missing",
        "audit.removals-changed",
    ]


def test_what_retention_recorded_is_kept_for_good(head: Actor) -> None:
    run(head, "received-files")
    run(head, "event-details", on=IN_TEN_YEARS)

    codes = set(Event.objects.filter(pk__in=PayloadRemoval.objects.values("event_id")).values_list("code", flat=True))
    assert {code for code in codes if code.startswith("retention.")} == set()


def test_batches_follow_one_another_until_nothing_is_due(head: Actor) -> None:
    for number in range(5):
        received(head, date(2025, 1, 1), b"%d" % number)

    counts = [remove_batch(actor=head, kind="received-files", on=TODAY, most=2) for _ in range(4)]

    assert counts == [2, 2, 1, 0]


def test_one_held_record_stays_and_the_rest_goes(head: Actor) -> None:
    held, free = received(head, date(2025, 1, 1), b"held"), received(head, date(2025, 1, 1), b"free")
    place_hold(actor=head, kind="received-files", record_reference=held.token[:8], reason="High Court claim 12")

    before = due_of(head, "received-files")
    run(head, "received-files")

    held.refresh_from_db()
    free.refresh_from_db()
    assert (before.count, before.held) == (1, 1)
    assert (held.removed_at is None, free.removed_at is None) == (True, False)


def test_a_hold_on_a_kind_holds_all_of_it_until_it_is_lifted(head: Actor) -> None:
    received(head, date(2025, 1, 1))
    hold = place_hold(actor=head, kind="received-files", record_reference="", reason="Inquiry")
    held = run(head, "received-files")

    lift_hold(actor=head, reference=hold.reference, reason="The inquiry has ended")

    assert (held, run(head, "received-files")) == ({"received-files": 0}, {"received-files": 1})
    assert hold_of(head.authority_id, "H0000001").lifted_at is not None


def test_a_hold_needs_a_reason_and_is_lifted_once(head: Actor) -> None:
    with pytest.raises(ReasonNeeded):
        place_hold(actor=head, kind="received-files", record_reference="", reason="  ")
    hold = place_hold(actor=head, kind="received-files", record_reference="", reason="Inquiry")
    lift_hold(actor=head, reference=hold.reference, reason="Ended")

    with pytest.raises(AlreadyLifted):
        lift_hold(actor=head, reference=hold.reference, reason="Ended")


def test_another_authority_cannot_lift_the_hold(head: Actor, stranger: Actor) -> None:
    hold = place_hold(actor=head, kind="received-files", record_reference="", reason="Inquiry")

    with pytest.raises(NotFound):
        lift_hold(actor=stranger, reference=hold.reference, reason="Ended")


def test_only_the_registration_officer_may_remove_or_hold(actor_as: Callable[[Role], Actor]) -> None:
    auditor = actor_as(Role.AUDITOR)

    with pytest.raises(NotPermitted):
        ask_for_removal(actor=auditor, kinds=["received-files"], on=TODAY, today=TODAY)
    with pytest.raises(NotPermitted):
        place_hold(actor=auditor, kind="received-files", record_reference="", reason="Inquiry")


def test_nothing_is_removed_before_its_time_or_without_a_choice(head: Actor) -> None:
    with pytest.raises(NotInFuture):
        ask_for_removal(actor=head, kinds=["received-files"], on=date(2026, 11, 23), today=TODAY)
    with pytest.raises(NothingChosen):
        ask_for_removal(actor=head, kinds=[], on=TODAY, today=TODAY)


def test_a_kind_that_nobody_keeps_is_not_found(head: Actor) -> None:
    with pytest.raises(NotFound):
        ask_for_removal(actor=head, kinds=["made-up"], on=TODAY, today=TODAY)
    with pytest.raises(NotFound):
        place_hold(actor=head, kind="made-up", record_reference="", reason="Inquiry")


def test_two_removals_at_once_are_refused(head: Actor) -> None:
    ask_for_removal(actor=head, kinds=["received-files"], on=TODAY, today=TODAY)

    with pytest.raises(AlreadyUnderWay):
        ask_for_removal(actor=head, kinds=["ended-work"], on=TODAY, today=TODAY)


@pytest.mark.parametrize("kind", sorted(RETENTION_KINDS))
def test_every_kind_can_be_previewed_and_run(head: Actor, kind: str) -> None:
    before = due_of(head, kind, IN_TEN_YEARS)

    removed = remove_batch(actor=head, kind=kind, on=IN_TEN_YEARS)

    assert (removed, due_of(head, kind, IN_TEN_YEARS).count) == (before.count, 0)


def test_old_sign_ins_and_sessions_go(head: Actor, files_root: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO axes_accesslog (user_agent, username, http_accept, path_info, session_hash, attempt_time)"
            " VALUES ('', 'x', '', '', '', '2026-08-22T10:00:00Z'), ('', 'x', '', '', '', '2026-08-23T10:00:00Z')"
        )
        cursor.execute(
            "INSERT INTO django_session VALUES ('old', '', '2026-10-22T10:00:00Z'), ('new', '', '2026-11-22T10:00:00Z')"
        )

    outcome = run(head, "sign-ins", "sessions")

    assert outcome == {"sign-ins": 1, "sessions": 1}


def test_national_insurance_numbers_go_13_months_after_determination_and_not_a_day_before(
    head: Actor, application: Callable[..., int]
) -> None:
    # 13 months from a determination on 22 October 2025 are up on 22 November 2026 (handbook section 9).
    old, young = application(head, date(2025, 10, 22)), application(head, date(2025, 10, 23))

    outcome = run(head, "nino")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_id, nino_sealed IS NULL AND nino_mac IS NULL, date_of_birth IS NULL"
            " FROM register_applicationprivate ORDER BY application_id"
        )
        assert (outcome, cursor.fetchall()) == ({"nino": 1}, [(old, True, False), (young, False, False)])


def test_evidence_goes_with_its_file_and_its_history(
    head: Actor, application: Callable[..., int], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    identity = application(head, date(2025, 11, 22))
    scan = received(head, date(2025, 11, 1), b"scan", kind="evidence", media_type="image/png", name="scan.png")
    with arranged(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO register_evidenceitem (authority_id, application_id, document, received_on, original, note,"
            " file_id) VALUES (%s, %s, 'passport', '2025-11-01', false, 'seen', %s)",
            [head.authority_id, identity, scan.pk],
        )

    with django_capture_on_commit_callbacks(execute=True):
        outcome = run(head, "registration-application")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM register_evidenceitem), (SELECT count(*) FROM register_evidenceitemevent)"
        )
        left = cursor.fetchone()
    assert (outcome, left, list(content().hashes())) == ({"registration-application": 1}, (0, 0), [])


@pytest.fixture
def application(authority: Any) -> Callable[..., int]:
    """Return a maker of determined applications with a National Insurance number."""

    def make(actor: Actor, determined_on: date) -> int:
        number = Application.objects.filter(authority=actor.authority_id).count() + 1
        with arranged():
            made = Application.objects.create(
                authority_id=actor.authority_id,
                reference=f"A{number:07d}",
                kind="ordinary",
                channel="post",
                state="allowed",
                forenames="Alex",
                surname="Testing",
                received_at="2025-09-01T09:00:00Z",
                lists_on=date(2025, 9, 1),
                may_determine_from=date(2025, 9, 9),
                determined_on=determined_on,
            )
            ApplicationPrivate.objects.create(
                application=made,
                authority_id=actor.authority_id,
                date_of_birth=date(1980, 5, 17),
                nino_sealed=b"sealed",
                nino_mac=b"mac",
            )
        return made.pk

    return make
