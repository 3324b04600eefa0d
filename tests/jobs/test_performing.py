"""One attempt at long work: how it ends, who acts in it, and what is recorded."""

from collections.abc import Callable

import pytest

from pollwright.acting import Actor, Capacity, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.authorities.models import NonWorkingDay
from pollwright.jobs.context import stopping
from pollwright.jobs.jobs import perform_work
from pollwright.jobs.models import Work
from pollwright.jobs.operations import life
from pollwright.jobs.queries.works import work_of
from pollwright.jobs.runner import WorkBroke, perform
from pollwright.jobs.states import WorkState
from pollwright.refusals import NotFound, NotPermitted
from tests.fixtures.arranging import arranged
from tests.jobs.handlers import ask


def codes() -> list[str]:
    return list(Event.objects.order_by("id").values_list("code", flat=True))


def test_work_runs_to_its_end_with_progress(senior: Actor) -> None:
    seen: list[tuple[str, int, int]] = []
    work = ask(actor=senior, kind="testing.quick")

    ended = perform(senior.authority_id, work.reference, on_progress=lambda *said: seen.append(said))

    assert seen == [("Count", 1, 3), ("Count", 2, 3), ("Count", 3, 3)]
    assert (ended.state, ended.attempts, ended.outcome["counted"]) == (WorkState.DONE, 1, 3)
    assert codes() == ["jobs.work-asked", "jobs.work-begun", "jobs.work-done"]


def test_the_actor_is_who_asked_in_the_capacity_they_asked_in(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.quick")
    with arranged():
        Work.objects.filter(pk=work.pk).update(
            requested_by={**Work.objects.get(pk=work.pk).requested_by, "capacity": Capacity.DEPUTY_ERO}
        )

    ended = perform(senior.authority_id, work.reference)

    assert (ended.outcome["capacity"], ended.outcome["channel"]) == (Capacity.DEPUTY_ERO, "job")


def test_work_that_makes_something_count_ends_in_the_same_transaction(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit")

    ended = perform(senior.authority_id, work.reference)

    assert (ended.state, ended.outcome) == (WorkState.DONE, {"days": 1})
    done = Event.objects.get(code="jobs.work-done")
    assert (done.operation, done.actor_name) == ("testing.count_day", senior.name)
    assert NonWorkingDay.objects.count() == 1


def test_a_refusal_ends_the_work_with_problem_remedy_and_files(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.refuse")

    ended = perform(senior.authority_id, work.reference)

    assert (ended.state, ended.outcome) == (
        WorkState.REFUSED,
        {
            "code": "testing.R001",
            "problem": "There are no days left in 2026.",
            "remedy": "Choose another year.",
            "files": [{"token": "token-of-the-errors", "name": "errors.csv"}],
        },
    )
    assert codes()[-1] == "jobs.work-refused"


def test_a_fault_ends_the_work_without_its_message_in_row_trail_or_log(
    senior: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    work = ask(actor=senior, kind="testing.break")

    perform_work(authority_id=senior.authority_id, reference=work.reference)

    ended = work_of(senior.authority_id, work.reference)
    trail = str(list(EventPayload.objects.values_list("body", flat=True)))
    assert (ended.state, ended.outcome) == (WorkState.FAILED, {"fault": "ZeroDivisionError"})
    assert ("ZeroDivisionError" in caplog.text, "handlers.py" in caplog.text) == (True, True)
    assert ("Carrow" in trail, "Carrow" in caplog.text) == (False, False)


def test_a_fault_is_raised_to_the_command_line(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.break")

    with pytest.raises(WorkBroke):
        perform(senior.authority_id, work.reference)


def test_an_unregistered_kind_fails(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.unheard-of")

    with pytest.raises(WorkBroke):
        perform(senior.authority_id, work.reference)

    assert work_of(senior.authority_id, work.reference).state is WorkState.FAILED


def test_who_lost_their_role_in_the_meantime_acts_no_more(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit")
    with arranged():
        Work.objects.filter(pk=work.pk).update(
            requested_by={**Work.objects.get(pk=work.pk).requested_by, "person_id": 999_999_999}
        )

    ended = perform(senior.authority_id, work.reference)

    assert (ended.state, ended.outcome["code"]) == (WorkState.REFUSED, "jobs.R006")
    assert NonWorkingDay.objects.count() == 0


def test_the_same_job_twice_is_done_once(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit")

    first = perform(senior.authority_id, work.reference)
    second = perform(senior.authority_id, work.reference)

    assert (first, NonWorkingDay.objects.count()) == (second, 1)


def test_waiting_work_is_cancelled_at_once_and_never_begins(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit")

    assert life.cancel_work(actor=senior, reference=work.reference) is WorkState.CANCELLED
    perform(senior.authority_id, work.reference)

    assert (NonWorkingDay.objects.count(), codes()) == (0, ["jobs.work-asked", "jobs.work-cancelled"])


def test_running_work_is_asked_to_stop_and_changes_nothing(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)

    def cancel(step: str, done: int, total: int) -> None:
        if total == 600 and done == 0:
            life.cancel_work(actor=senior, reference=work.reference)

    ended = perform(senior.authority_id, work.reference, on_progress=cancel)

    assert (ended.state, NonWorkingDay.objects.count()) == (WorkState.CANCELLED, 0)
    assert codes()[-2:] == ["jobs.work-cancel-asked", "jobs.work-cancelled"]


def test_ctrl_c_on_the_command_line_cancels_the_work(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1, background=False)

    def press(step: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        perform(senior.authority_id, work.reference, on_progress=press)

    assert (work_of(senior.authority_id, work.reference).state, NonWorkingDay.objects.count()) == (
        WorkState.CANCELLED,
        0,
    )


def test_ended_work_cannot_be_cancelled(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.quick")
    perform(senior.authority_id, work.reference)

    with pytest.raises(life.AlreadyEnded):
        life.cancel_work(actor=senior, reference=work.reference)


def test_another_authority_can_neither_see_nor_cancel_the_work(senior: Actor, stranger: Actor) -> None:
    work = ask(actor=senior, kind="testing.quick")

    with pytest.raises(NotFound):
        work_of(stranger.authority_id, work.reference)
    with pytest.raises(NotFound):
        life.cancel_work(actor=stranger, reference=work.reference)


def test_an_officer_may_not_cancel(senior: Actor, actor_as: Callable[[Role], Actor]) -> None:
    work = ask(actor=senior, kind="testing.quick")

    with pytest.raises(NotPermitted):
        life.cancel_work(actor=actor_as(Role.OFFICER), reference=work.reference)


def test_a_stopping_worker_puts_its_work_back(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit")
    stopping.set()
    try:
        ended = perform(senior.authority_id, work.reference)
    finally:
        stopping.clear()

    assert (ended.state, NonWorkingDay.objects.count(), codes()[-1]) == (WorkState.WAITING, 0, "jobs.work-put-back")


def test_an_attempt_that_was_superseded_commits_nothing(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)

    def declare_dead(step: str, done: int, total: int) -> None:
        if total == 600 and done == 0:
            life.put_back_work(actor=senior, reference=work.reference, attempt=1, cause="worker hung", limited=True)
            life.begin_work(actor=senior, reference=work.reference)

    ended = perform(senior.authority_id, work.reference, on_progress=declare_dead)

    assert (ended.state, ended.attempts, NonWorkingDay.objects.count()) == (WorkState.RUNNING, 2, 0)


def test_a_late_end_of_a_superseded_attempt_is_refused(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit")
    life.begin_work(actor=senior, reference=work.reference)
    life.put_back_work(actor=senior, reference=work.reference, attempt=1, cause="worker hung", limited=True)
    life.begin_work(actor=senior, reference=work.reference)

    with pytest.raises(life.Superseded):
        life.finish_work(actor=senior, reference=work.reference, attempt=1, outcome={})


def test_work_whose_worker_died_three_times_fails(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.commit")

    states = []
    for attempt in (1, 2, 3):
        life.begin_work(actor=senior, reference=work.reference)
        states.append(
            life.put_back_work(
                actor=senior, reference=work.reference, attempt=attempt, cause="worker died", limited=True
            )
        )

    assert states == [WorkState.WAITING, WorkState.WAITING, WorkState.FAILED]
