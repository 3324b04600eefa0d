"""Workers as processes: killed, told to stop, two at once. Real processes, a real queue."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection, transaction

from pollwright.acting import Actor
from pollwright.authorities.models import NonWorkingDay
from pollwright.jobs.models import Work
from pollwright.jobs.operations import life
from pollwright.jobs.operations.asking import defer
from pollwright.jobs.queries.works import WorkFacts, work_of
from pollwright.jobs.stalled import put_back_stalled
from pollwright.jobs.states import WorkState
from pollwright.jobs.worker import BackgroundWorker
from tests.fixtures.arranging import arranged
from tests.jobs import workers
from tests.jobs.handlers import ask
from tests.jobs.workers import PATIENCE, ended, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def worker(database_url: str) -> Iterator[Start]:
    """Return a starter of workers; what a test leaves running is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(workers.worker(database_url))
        return started[-1]

    yield start
    for process in started:
        workers.killed(process)


def half_way(facts: WorkFacts) -> bool:
    return facts.state is WorkState.RUNNING and facts.total == 600 and facts.done > 0


def test_a_worker_that_is_killed_leaves_nothing_and_the_next_completes_the_work_once(
    senior: Actor, worker: Start
) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)
    first = worker()
    wait_until(half_way, senior, work.reference)
    first.send_signal(signal.SIGKILL)
    first.wait()
    left = NonWorkingDay.objects.count()

    worker()
    facts = wait_until(ended, senior, work.reference)

    assert left == 0
    assert (facts.state, facts.attempts, NonWorkingDay.objects.count()) == (WorkState.DONE, 2, 1)


def test_a_worker_killed_in_the_middle_of_the_commit_leaves_nothing_of_it(senior: Actor, worker: Start) -> None:
    work = ask(actor=senior, kind="testing.commit", linger=3)
    first = worker()
    wait_until(lambda facts: facts.step == "Prepare", senior, work.reference)
    time.sleep(1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    left = (NonWorkingDay.objects.count(), work_of(senior.authority_id, work.reference).state)

    worker()
    facts = wait_until(ended, senior, work.reference)

    assert left == (0, WorkState.RUNNING)
    assert (facts.state, NonWorkingDay.objects.count()) == (WorkState.DONE, 1)


def test_a_worker_told_to_stop_puts_its_work_back_and_exits_cleanly(senior: Actor, worker: Start) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)
    first = worker()
    wait_until(half_way, senior, work.reference)

    first.send_signal(signal.SIGTERM)

    assert first.wait(PATIENCE) == 0
    assert work_of(senior.authority_id, work.reference).state is WorkState.WAITING


def test_two_workers_with_the_same_job_do_the_work_once(senior: Actor, worker: Start) -> None:
    worker()
    worker()
    work = ask(actor=senior, kind="testing.commit", linger=2)
    with transaction.atomic():
        defer(senior.authority_id, work.reference)

    facts = wait_until(ended, senior, work.reference)

    assert (facts.attempts, NonWorkingDay.objects.count()) == (1, 1)


def test_a_worker_that_loses_the_database_puts_its_work_back_and_completes_it_once(
    senior: Actor, worker: Start, database_url: str
) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)
    worker()
    wait_until(half_way, senior, work.reference)
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), %s)",
            [connection.connection.info.backend_pid],
        )

    facts = wait_until(ended, senior, work.reference)

    assert (facts.state, facts.attempts, NonWorkingDay.objects.count()) == (WorkState.DONE, 2, 1)


def test_waiting_work_whose_command_died_is_given_a_job(senior: Actor, worker: Start) -> None:
    work = ask(actor=senior, kind="testing.commit", background=False)
    with arranged():
        Work.objects.filter(pk=work.pk).update(requested_at="2026-01-01T00:00:00Z")
    worker()

    facts = wait_until(ended, senior, work.reference)

    assert (facts.state, NonWorkingDay.objects.count()) == (WorkState.DONE, 1)


def test_cancelling_stops_a_running_worker_half_way(senior: Actor, worker: Start) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)
    worker()
    wait_until(half_way, senior, work.reference)

    life.cancel_work(actor=senior, reference=work.reference)
    facts = wait_until(ended, senior, work.reference)

    assert (facts.state, NonWorkingDay.objects.count()) == (WorkState.CANCELLED, 0)


def test_work_that_runs_is_not_taken_for_dead(senior: Actor, worker: Start) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)
    worker()
    wait_until(half_way, senior, work.reference)

    assert put_back_stalled() == 0


def test_a_worker_that_hangs_is_found_by_its_heartbeat(senior: Actor, worker: Start) -> None:
    work = ask(actor=senior, kind="testing.commit", slow_attempts=1)
    process = worker()
    wait_until(half_way, senior, work.reference)
    process.send_signal(signal.SIGSTOP)
    with arranged():
        Work.objects.filter(pk=work.pk).update(heartbeat_at="2026-01-01T00:00:00Z")

    assert put_back_stalled() == 1
    assert work_of(senior.authority_id, work.reference).state is WorkState.WAITING


def test_a_worker_in_a_thread_does_the_work_and_stops(senior: Actor) -> None:
    worker = BackgroundWorker(concurrency=1)
    worker.start()
    work = ask(actor=senior, kind="testing.quick")

    facts = wait_until(ended, senior, work.reference)

    assert (facts.state, worker.stop()) == (WorkState.DONE, True)
