"""A backup and back: everything is there, whole or not at all, and damage is found before anything is touched."""

import os
import resource
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.test import override_settings
from django_scopes import scope
from pytest_django import DjangoDbBlocker

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.audit.sealing import seal_events
from pollwright.authorities.models import Authority
from pollwright.backups.archive import DUMP, Damaged, reading, verified
from pollwright.backups.dumps import ProgramFailed
from pollwright.backups.operations.making import AlreadyThere, write_backup
from pollwright.backups.operations.restoring import NotEmpty, OtherKey, after_restore, restore_backup
from pollwright.files.content import Content, StoreFull
from pollwright.files.store import content
from tests.audit.test_operations import add_day_on
from tests.database import WorkerDatabase, renew_behind_django
from tests.files.storing import keep_file
from tests.fixtures.arranging import arranged
from tests.fixtures.people import actor_in

ROOT = Path(__file__).resolve().parent.parent.parent
in_the_database = pytest.mark.django_db(transaction=True)
"""Tests that look at the installation which was backed up; the others have a backup that was made once."""

COUNTS = (
    "SELECT (SELECT count(*) FROM authorities_nonworkingday), (SELECT count(*) FROM audit_event),"
    " (SELECT count(*) FROM audit_seal), (SELECT count(*) FROM files_storedfile), (SELECT count(*) FROM django_session)"
)


def backed_up(head: Actor, database_url: str, target: Path) -> Path:
    """Arrange two days, a seal, a stored file and a session, and back the installation up."""
    for day in (1, 2):
        add_day_on(actor=head, day=day)
    keep_file(actor=head, source=b"the register as it came")
    seal_events(actor=head)
    with psycopg.connect(database_url) as owner:
        owner.execute("INSERT INTO django_session VALUES ('a-session', '', now())")
    write_backup(target, database=database_url, store=content())
    return target


@pytest.fixture
def arranged_backup(head: Actor, database_url: str, tmp_path: Path) -> Path:
    """The backup of the installation that the test itself can look into."""
    return backed_up(head, database_url, tmp_path / "wellbridge.backup")


@pytest.fixture(scope="session")
def kept(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    worker_database: WorkerDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A backup that is made once, of an installation that is gone."""
    folder = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=folder / "files"):
        with arranged():
            council = Authority.objects.create(code="quantock", name="Quantock Council", gss="E06999901")
        with scope(authority=council.pk):
            made = backed_up(actor_in(council, Role.HEAD), worker_database.url, folder / "wellbridge.backup")
        renew_behind_django(worker_database)
    return made


@pytest.fixture
def a_backup(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copy(kept, tmp_path / "copied.backup"))


def counts_in(url: str) -> tuple[int, ...]:
    with psycopg.connect(url) as connection:
        row = connection.execute(COUNTS).fetchone()
    assert row is not None
    return tuple(row)


def tables_in(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row is not None
    return int(row[0])


@contextmanager
def no_file_may_pass(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Copy an archive member by member, as somebody would who tampers with it; None leaves a member out."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            opened = old.extractfile(member)
            assert opened is not None
            data = change(member.name, opened.read())
            if data is None:
                continue
            member.size = len(data)
            with (target.parent / "member").open("w+b") as beside:
                beside.write(data)
                beside.seek(0)
                new.addfile(member, beside)
    return target


@in_the_database
def test_everything_comes_back_into_an_empty_database_and_the_trail_verifies(
    arranged_backup: Path,
    database_url: str,
    another_database: Callable[..., str],
    tmp_path: Path,
) -> None:
    elsewhere, store = another_database(migrated=False), Content(tmp_path / "elsewhere")

    restored = restore_backup(arranged_backup, database=elsewhere, store=store)

    days, events, seals, files, _sessions = counts_in(database_url)
    assert counts_in(elsewhere) == (days, events, seals, files, 0)
    assert (restored.files, restored.migrations_to_run, verified_in(elsewhere)) == (1, False, ["verified"])
    assert [store.open(sha256, verify=True).read() for sha256 in store.hashes()] == [b"the register as it came"]


def test_the_guard_and_the_rights_come_back_too(
    a_backup: Path, another_database: Callable[..., str], tmp_path: Path
) -> None:
    elsewhere = another_database(migrated=False)
    restore_backup(a_backup, database=elsewhere, store=Content(tmp_path / "elsewhere"))

    with psycopg.connect(elsewhere, autocommit=True) as application:
        application.execute("SET ROLE pollwright_app")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="outside an operation"):
            application.execute("DELETE FROM authorities_nonworkingday")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
            application.execute("DELETE FROM audit_event")
        application.execute("SELECT count(*) FROM register_elector")


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="another's server has settings of its own")
@in_the_database
def test_the_private_server_can_hold_the_locks_of_a_replacement_four_times_over(database_url: str) -> None:
    """A replacement locks all that it drops and all that it makes, in one transaction; two of them ran out of locks."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute(
            "SELECT current_setting('max_locks_per_transaction')::int * current_setting('max_connections')::int,"
            " 2 * count(*) FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)"
        ).fetchone()

    assert row is not None
    assert row[0] >= 4 * row[1] > 0


def test_an_installation_that_is_there_is_replaced_only_when_asked(
    a_backup: Path, another_database: Callable[..., str], tmp_path: Path
) -> None:
    elsewhere, store = another_database(), Content(tmp_path / "elsewhere")

    with pytest.raises(NotEmpty):
        restore_backup(a_backup, database=elsewhere, store=store)
    before = counts_in(elsewhere)[0]
    restore_backup(a_backup, database=elsewhere, store=store, replace=True)

    assert (before, counts_in(elsewhere)[0]) == (0, 2)


def test_a_replacement_that_fails_leaves_what_was_there(
    a_backup: Path, another_database: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = another_database()
    monkeypatch.setattr("pollwright.backups.dumps.WAIT_FOR_OTHERS", "200ms")
    with psycopg.connect(elsewhere) as somebody:
        somebody.execute("SELECT count(*) FROM register_elector")
        tables = tables_in(elsewhere)
        with pytest.raises(ProgramFailed):
            restore_backup(a_backup, database=elsewhere, store=Content(tmp_path / "elsewhere"), replace=True)

    assert tables_in(elsewhere) == tables


def test_a_backup_holds_no_key_and_no_session(a_backup: Path, settings: Any) -> None:
    whole = a_backup.read_bytes()

    assert [settings.FIELD_KEY.encode() in whole, settings.SECRET_KEY.encode() in whole] == [False, False]
    assert a_backup.stat().st_mode & 0o777 == 0o600


def test_another_key_is_refused_unless_asked_to_go_without(
    a_backup: Path, another_database: Callable[..., str], tmp_path: Path, settings: Any
) -> None:
    elsewhere, store = another_database(migrated=False), Content(tmp_path / "elsewhere")
    settings.FIELD_KEY = "another key altogether"

    with pytest.raises(OtherKey):
        restore_backup(a_backup, database=elsewhere, store=store)
    before = tables_in(elsewhere)
    restore_backup(a_backup, database=elsewhere, store=store, without_key=True)

    assert (before, counts_in(elsewhere)[0]) == (0, 2)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda data: data[: len(data) // 2], "cut off|can't be read|missing|not as it was written"),
        (
            lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
            "not as it was written|can't be read|cut off",
        ),
        (lambda data: b"not an archive", "can't be read"),
        (lambda data: b"", "can't be read"),
    ],
)
def test_a_damaged_file_is_refused_before_anything_is_touched(
    a_backup: Path,
    another_database: Callable[..., str],
    tmp_path: Path,
    damage: Callable[[bytes], bytes],
    words: str,
) -> None:
    elsewhere, store = another_database(migrated=False), Content(tmp_path / "elsewhere")
    a_backup.write_bytes(damage(a_backup.read_bytes()))

    with pytest.raises(Damaged, match=words):
        restore_backup(a_backup, database=elsewhere, store=store)

    assert (tables_in(elsewhere), list(store.hashes())) == (0, [])


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: data + b"x" if name == DUMP else data,
        lambda name, data: b"another file" if name.startswith("files/") else data,
        lambda name, data: None if name.startswith("files/") else data,
        lambda name, data: data.replace(b'"version": 1', b'"version": 2') if name == "manifest.json" else data,
    ],
)
def test_an_archive_that_was_tampered_with_is_refused(
    a_backup: Path, tmp_path: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    forged = rewritten(a_backup, tmp_path / "forged.backup", change)

    with reading(forged) as archive, pytest.raises(Damaged):
        verified(archive)


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "files/../x", "secrets/key"])
def test_an_archive_with_a_strange_name_is_refused(a_backup: Path, tmp_path: Path, name: str) -> None:
    with tarfile.open(a_backup, "a") as archive:
        archive.add(__file__, arcname=name)

    with reading(a_backup) as archive, pytest.raises(Damaged, match="holds something"):
        verified(archive)


@in_the_database
def test_a_backup_is_never_written_over_another(arranged_backup: Path, database_url: str) -> None:
    with pytest.raises(AlreadyThere):
        write_backup(arranged_backup, database=database_url, store=content())


@in_the_database
def test_a_full_disk_leaves_no_backup_and_no_piece_of_one(
    arranged_backup: Path, database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()

    with no_file_may_pass(20_000), pytest.raises((StoreFull, ProgramFailed)):
        write_backup(folder / "a.backup", database=database_url, store=content())

    assert list(folder.iterdir()) == []


def test_a_restore_without_room_for_the_files_changes_nothing(
    a_backup: Path, another_database: Callable[..., str], tmp_path: Path
) -> None:
    elsewhere, store = another_database(migrated=False), Content(tmp_path / "elsewhere")

    with no_file_may_pass(10), pytest.raises(StoreFull):
        restore_backup(a_backup, database=elsewhere, store=store)

    assert (tables_in(elsewhere), list(store.hashes())) == (0, [])


@in_the_database
def test_content_that_was_removed_by_retention_is_not_in_the_backup(
    head: Actor, database_url: str, tmp_path: Path
) -> None:
    stored = keep_file(actor=head, source=b"gone")
    with psycopg.connect(database_url) as owner:
        owner.execute("SELECT set_config('pollwright.operation', 'arranging', true)")
        owner.execute("UPDATE files_storedfile SET removed_at = now() WHERE id = %s", [stored.pk])

    manifest = write_backup(tmp_path / "a.backup", database=database_url, store=content())

    assert manifest.files == []


@in_the_database
def test_a_restore_says_which_files_are_missing_and_records_itself(
    arranged_backup: Path, database_url: str, head: Actor
) -> None:
    restored = restore_backup(arranged_backup, database=database_url, store=content(), replace=True)
    for sha256 in content().hashes():
        content().path_of(sha256).unlink()

    findings = after_restore(restored)

    assert [finding.code for finding in findings] == ["backups.file-missing"]
    assert Event.objects.filter(code="backups.restored", authority_id=head.authority_id).count() == 1


def verified_in(url: str) -> list[str]:
    """Return what verifying the trail of every authority in another database finds, by a process of its own."""
    program = (
        "import django; django.setup()\n"
        "from pollwright.audit.verification import verify\n"
        "from pollwright.authorities.models import Authority\n"
        "for one in Authority.objects.all():\n"
        "    [print(finding.code) for finding in verify(one.pk)]\n"
        "print('verified')"
    )
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return ended.stdout.split()
