"""An import of places that is killed, cut off, cancelled or has no room: nothing half, and the next one completes."""

import resource
import signal
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection
from django_scopes import scopes_disabled

from pollwright.acting import Actor
from pollwright.jobs.context import Cancelled
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.jobs.stalled import put_back_stalled
from pollwright.jobs.states import WorkState
from pollwright.places.jobs import CHECK
from pollwright.places.models import Area, PollingDistrict, PollingPlace, Property
from pollwright.places.operations.import_work import Received, ask_to_import
from tests.jobs.workers import ended, kill_at, killed, wait_until, worker
from tests.places.place_files import areas, districts, home, polling_places, properties

ON = date(2026, 11, 23)
HOMES = 2_000
WHOLE, NOTHING = [4, 1, 2, HOMES], [0, 0, 0, 0]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def files_root(settings: object, tmp_path: Path) -> Path:
    """The folder of the store, where a worker of its own looks for it too."""
    settings.FILES_ROOT = tmp_path / "home" / "files"  # type: ignore[attr-defined]
    return tmp_path / "home" / "files"


def ask(actor: Actor, *, background: bool = False, bad: bool = False) -> Work:
    lines = [home(f"P{number}", building_number=str(number)) for number in range(1, HOMES + 1)]
    texts = {
        "areas.csv": areas(),
        "districts.csv": districts(),
        "polling_places.csv": polling_places(),
        "properties.csv": properties(*lines, *([home("P0", district="ZZ9")] if bad else [])),
    }
    return ask_to_import(
        actor=actor,
        files=[Received(name, f"{text}\n".encode()) for name, text in texts.items()],
        on=ON,
        dry_run=False,
        background=background,
    )


def written() -> list[int]:
    with scopes_disabled():
        return [model.objects.count() for model in (Area, PollingPlace, PollingDistrict, Property)]


def test_a_worker_killed_while_merging_leaves_nothing_and_the_next_completes_it_once(
    senior: Actor, database_url: str, files_root: Path
) -> None:
    work = ask(senior, background=True)
    kill_at(database_url, "places_property", lambda: worker(database_url, files_root.parent))
    left = written()

    second = worker(database_url, files_root.parent)
    try:
        done = wait_until(ended, senior, work.reference)
    finally:
        killed(second)

    assert (left, written()) == (NOTHING, WHOLE)
    assert (done.state, done.attempts, done.outcome["new"]) == (WorkState.DONE, 2, sum(WHOLE))


def test_a_database_that_goes_away_while_merging_leaves_nothing_and_the_work_waits(
    senior: Actor, database_url: str
) -> None:
    work = ask(senior)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]

    def cut_off(step: str, done: int, total: int) -> None:
        if step == CHECK and done == 3:
            with psycopg.connect(database_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [pid])

    with pytest.raises(OperationalError):
        perform(senior.authority_id, work.reference, on_progress=cut_off)
    connection.close()
    left = written()
    put_back_stalled()
    done = perform(senior.authority_id, work.reference)

    assert (left, done.state, written()) == (NOTHING, WorkState.DONE, WHOLE)


def test_an_import_that_is_cancelled_while_merging_leaves_nothing(senior: Actor) -> None:
    work = ask(senior)

    def cancel(step: str, done: int, total: int) -> None:
        if step == CHECK and done == 3:
            raise Cancelled

    ended = perform(senior.authority_id, work.reference, on_progress=cancel)

    assert (ended.state, written()) == (WorkState.CANCELLED, NOTHING)


def test_a_disk_too_full_for_the_findings_refuses_the_import_and_leaves_nothing(
    senior: Actor, files_root: Path
) -> None:
    work = ask(senior, bad=True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        ended = perform(senior.authority_id, work.reference)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, previous)

    assert (ended.state, ended.outcome["code"], written()) == (WorkState.REFUSED, "files.R001", NOTHING)
    assert [path for path in (files_root / "making").rglob("*") if path.is_file()] == []
