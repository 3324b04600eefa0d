"""Asking for long work: row and job together, never twice at once, nothing personal in either."""

import json
from typing import Any

import pytest
from django.db import connection

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.audit.operations import NothingRecorded
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import AlreadyUnderWay, ask_for_work
from pollwright.jobs.operations.life import cancel_work
from pollwright.jobs.states import LIFE, Act, WorkState, after
from tests.jobs.handlers import ask


def jobs_in_queue() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name, task_name, args, lock FROM procrastinate_jobs ORDER BY id")
        return [
            (queue, task, json.loads(args) if isinstance(args, str) else args, lock)
            for queue, task, args, lock in cursor.fetchall()
        ]


def test_asking_makes_a_row_a_job_and_an_event(senior: Actor) -> None:
    work = ask(actor=senior, kind="testing.quick")

    assert (work.reference, work.state) == ("W0000001", "waiting")
    assert jobs_in_queue() == [
        ("work", "pollwright.perform_work", {"authority_id": senior.authority_id, "reference": "W0000001"}, None)
    ]
    assert Event.objects.get().summary == "asked for Test of testing.quick (W0000001)"


def test_work_is_asked_for_only_inside_an_operation(senior: Actor) -> None:
    with pytest.raises(NothingRecorded):
        ask_for_work(actor=senior, kind="testing.quick", lock="x", title="x")

    assert (Work.objects.count(), jobs_in_queue()) == (0, [])


def test_the_same_lock_twice_is_refused_with_the_reference_of_the_first(senior: Actor) -> None:
    ask(actor=senior, kind="testing.quick", lock="register")

    with pytest.raises(AlreadyUnderWay, match="W0000001"):
        ask(actor=senior, kind="testing.commit", lock="register")

    assert (Work.objects.count(), len(jobs_in_queue())) == (1, 1)


def test_another_authority_has_locks_of_its_own(senior: Actor, stranger: Actor) -> None:
    ask(actor=senior, kind="testing.quick", lock="register")

    assert ask(actor=stranger, kind="testing.quick", lock="register").state == "waiting"


def test_ended_work_lets_go_of_its_lock(senior: Actor) -> None:
    first = ask(actor=senior, kind="testing.quick", lock="register")
    cancel_work(actor=senior, reference=first.reference)

    assert ask(actor=senior, kind="testing.quick", lock="register").state == "waiting"


def test_work_in_the_foreground_has_no_job(senior: Actor) -> None:
    ask(actor=senior, kind="testing.quick", background=False)

    assert jobs_in_queue() == []


ENDS = {WorkState.DONE, WorkState.REFUSED, WorkState.FAILED, WorkState.CANCELLED}


@pytest.mark.parametrize("state", WorkState)
@pytest.mark.parametrize("act", Act)
def test_ended_work_stays_ended_and_live_work_goes_only_where_the_table_says(state: WorkState, act: Act) -> None:
    # The life of work as the design has it: begin, then one of four ends, or back to the queue.
    expected = {
        (WorkState.WAITING, Act.BEGIN): WorkState.RUNNING,
        (WorkState.WAITING, Act.CANCEL): WorkState.CANCELLED,
        (WorkState.RUNNING, Act.FINISH): WorkState.DONE,
        (WorkState.RUNNING, Act.REFUSE): WorkState.REFUSED,
        (WorkState.RUNNING, Act.FAIL): WorkState.FAILED,
        (WorkState.RUNNING, Act.CANCEL): WorkState.CANCELLED,
        (WorkState.RUNNING, Act.PUT_BACK): WorkState.WAITING,
    }

    assert after(state, act) == expected.get((state, act))
    assert not [key for key in LIFE if key[0] in ENDS]
