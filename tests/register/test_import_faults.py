"""An import that is killed, cut off, cancelled or has no room: nothing half, and the next one completes."""

import csv
import resource
import signal
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django_scopes import scope, scopes_disabled

from pollwright.acting import Actor
from pollwright.jobs.context import Cancelled
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.jobs.stalled import put_back_stalled
from pollwright.jobs.states import WorkState
from pollwright.register.models import Elector, ElectorSearch, Publication, RegisterEntry, RegisterNumber
from pollwright.register.operations.importing import WRITING, Given, ImportOptions, ask_for_import
from pollwright.synth.generation import generate
from pollwright.synth.loading import Folder, load_all_places
from tests.jobs.workers import ended, kill_at, killed, wait_until, worker

DAY = date(2026, 11, 22)
ELECTORS = 1_000
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def electors(head: Actor, settings: Any, tmp_path: Path) -> Path:
    """A register of 1,000 whose places are loaded."""
    settings.FILES_ROOT = tmp_path / "home" / "files"
    generate(ELECTORS, 1, DAY, tmp_path / "council")
    with scope(authority=head.authority_id):
        load_all_places(head, Folder(tmp_path / "council"), on=DAY)
    return tmp_path / "council" / "electors.csv"


def ask(actor: Actor, electors: Path, *, background: bool = False) -> Work:
    return ask_for_import(
        actor=actor, given=Given(electors, "electors.csv"), options=ImportOptions(DAY), background=background
    )


def written() -> list[int]:
    with scopes_disabled():
        return [model.objects.count() for model in (Elector, RegisterEntry, RegisterNumber, ElectorSearch, Publication)]


def whole(anonymous: int = 0) -> list[int]:
    return [ELECTORS, ELECTORS, ELECTORS, ELECTORS - anonymous, 1]


def anonymous_in(electors: Path) -> int:
    with electors.open(encoding="utf-8") as file:
        return sum(row["anonymous"] == "yes" for row in csv.DictReader(file))


def test_a_worker_killed_while_writing_leaves_nothing_and_the_next_completes_it_once(
    head: Actor, electors: Path, database_url: str, tmp_path: Path
) -> None:
    work = ask(head, electors, background=True)
    kill_at(database_url, "register_registernumber", lambda: worker(database_url, tmp_path / "home"))
    left = written()

    second = worker(database_url, tmp_path / "home")
    try:
        done = wait_until(ended, head, work.reference)
    finally:
        killed(second)

    assert left == [0, 0, 0, 0, 0]
    assert written() == whole(anonymous_in(electors))
    assert (done.state, done.attempts, done.outcome["entered"]) == (WorkState.DONE, 2, ELECTORS)


def test_a_database_that_goes_away_while_writing_leaves_nothing_and_the_work_waits(
    head: Actor, electors: Path, database_url: str
) -> None:
    work = ask(head, electors)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]

    def cut_off(step: str, done: int, total: int) -> None:
        if step == WRITING and done == 2:
            with psycopg.connect(database_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [pid])

    with pytest.raises(OperationalError):
        perform(head.authority_id, work.reference, on_progress=cut_off)
    connection.close()
    left = written()
    put_back_stalled()
    done = perform(head.authority_id, work.reference)

    assert left == [0, 0, 0, 0, 0]
    assert (done.state, written()) == (WorkState.DONE, whole(anonymous_in(electors)))


def test_an_import_that_is_cancelled_while_writing_leaves_nothing(head: Actor, electors: Path) -> None:
    work = ask(head, electors)

    def cancel(step: str, done: int, total: int) -> None:
        if step == WRITING and done == 4:
            raise Cancelled

    ended = perform(head.authority_id, work.reference, on_progress=cancel)

    assert (ended.state, written()) == (WorkState.CANCELLED, [0, 0, 0, 0, 0])


def test_a_full_disk_refuses_the_import_and_leaves_nothing(head: Actor, electors: Path, tmp_path: Path) -> None:
    work = ask(head, electors)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, before[1]))
    try:
        ended = perform(head.authority_id, work.reference)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, previous)

    assert (ended.state, ended.outcome["code"]) == (WorkState.REFUSED, "files.R001")
    assert written() == [0, 0, 0, 0, 0]
    assert [path for path in (tmp_path / "home" / "files" / "making").rglob("*") if path.is_file()] == []
