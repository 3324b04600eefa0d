"""Dumping and restoring the database with PostgreSQL's own programs."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pollwright.postgres import APPLICATION, READ_ONLY
from pollwright.postgres.binaries import find_binaries
from pollwright.refusals import Refused

NOT_RESTORED = (" DEFAULT ACL ", " COMMENT - EXTENSION ")
"""Entries of a dump that belong to the server it came from: its own set-up makes them anew."""
UNKNOWN_TO_OLDER_SERVERS = b"SET transaction_timeout = 0;\n"
HEAD_LINES = 40
WAIT_FOR_OTHERS = "15s"


class ProgramFailed(Refused):
    """PostgreSQL's program did not do its work (500)."""

    code = "backups.R002"
    problem = "The database could not be {what}: {said} Nothing was changed."
    remedy = (
        "Check that there is room on the disk, that nobody else works in the database, and that it runs. Where its shared"
        " memory ran out, set max_locks_per_transaction = 512 on that server and start it again."
    )
    status = 500


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A moment of the database that a dump can be taken of while the block lasts.

    :param hashes: the content that stored files of every authority still hold.
    """

    name: str
    made_at: str
    server: str
    migrations: tuple[str, ...]
    hashes: tuple[str, ...]


@contextmanager
def snapshot(database: str) -> Iterator[Snapshot]:
    """Hold a moment of the database, so that the dump and the list of files agree."""
    with psycopg.connect(database) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        name, made_at, server = _one(
            connection, "SELECT pg_export_snapshot(), to_char(now(), 'YYYY-MM-DD\"T\"HH24:MI:SSOF'), version()"
        )
        migrations = _column(connection, "SELECT app || '.' || name FROM django_migrations ORDER BY id")
        held = "SELECT DISTINCT sha256 FROM files_storedfile WHERE removed_at IS NULL ORDER BY sha256"
        yield Snapshot(name, made_at, server, migrations, _column(connection, held))


def dump(database: str, target: Path, *, at: str) -> None:
    """Write a dump of the moment `at`; sessions are left out, so that nobody is signed in by a restore.

    :raises ProgramFailed: where pg_dump does not succeed.
    """
    command = ["pg_dump", "--format=custom", f"--snapshot={at}", "--exclude-table-data=django_session"]
    with _errors() as said:
        ended = subprocess.run(  # noqa: S603 - no shell
            [_program(command[0]), *command[1:], f"--file={target}", f"--dbname={_address(database)}"],
            env=_environment(database),
            stderr=said,
            check=False,
        )
        _check(ended.returncode, said, "written")


def is_empty(database: str) -> bool:
    """Return whether the database has no tables of anybody."""
    with psycopg.connect(database) as connection:
        (found,) = _one(connection, "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')")
    return not found


def restore(database: str, source: Path, *, replacing: bool) -> None:
    """Restore a dump in one transaction: the database is as it was dumped, or as it was before.

    :param replacing: first drop everything that is there, in the same transaction.
    :raises ProgramFailed: where the programs do not succeed; nothing was changed.
    """
    with _errors() as said, tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        chosen.write(_entries(source))
        chosen.flush()
        script = subprocess.Popen(  # noqa: S603 - no shell
            [_program("pg_restore"), "--no-owner", f"--use-list={chosen.name}", "--file=-", str(source)],
            stdout=subprocess.PIPE,
            stderr=said,
        )
        loading = subprocess.Popen(  # noqa: S603 - no shell
            [
                _program("psql"),
                "--no-psqlrc",
                "--quiet",
                "--single-transaction",
                "--set=ON_ERROR_STOP=1",
                "--output=/dev/null",
                f"--dbname={_address(database)}",
            ],
            env=_environment(database),
            stdin=subprocess.PIPE,
            stderr=said,
        )
        whole = _feed(script, loading, replacing=replacing)
        _check(0 if whole else 1, said, "restored")


def _feed(script: subprocess.Popen[bytes], loading: subprocess.Popen[bytes], *, replacing: bool) -> bool:
    """Pass the script on, and commit only where all of it came; return whether it was committed."""
    if script.stdout is None or loading.stdin is None:
        raise ValueError("both programs need pipes")
    try:
        loading.stdin.write(_preamble(replacing=replacing).encode())
        for _line in range(HEAD_LINES):
            line = script.stdout.readline()
            if line != UNKNOWN_TO_OLDER_SERVERS:
                loading.stdin.write(line)
        while chunk := script.stdout.read(1 << 20):
            loading.stdin.write(chunk)
        if script.wait() != 0:
            loading.stdin.write(b"\n\\warn 'the dump ended early'\nSELECT 1/0;\n")
        loading.stdin.close()
    except BrokenPipeError:
        script.kill()
    script.stdout.close()
    return loading.wait() == 0 and script.wait() == 0


def _preamble(*, replacing: bool) -> str:
    """Return what comes before the script of a dump.

    A dump grants rights and takes none away, so tables must not be born with rights that they did not have: what the
    target gives to new tables by default is taken back first.
    """
    statements = [f"SET lock_timeout = '{WAIT_FOR_OTHERS}'"]
    if replacing:
        statements += ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO PUBLIC"]
    statements += [
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON {kind} FROM {APPLICATION}, {READ_ONLY}"
        for kind in ("TABLES", "SEQUENCES")
    ]
    return "".join(f"{statement};\n" for statement in statements)


def _entries(source: Path) -> str:
    """Return the table of contents of a dump without what belongs to the server it came from."""
    with _errors() as said:
        listed = subprocess.run(  # noqa: S603 - no shell
            [_program("pg_restore"), "--list", str(source)], stdout=subprocess.PIPE, stderr=said, check=False
        )
        _check(listed.returncode, said, "read")
    lines = listed.stdout.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not any(kind in line for kind in NOT_RESTORED))


def _program(name: str) -> str:
    return find_binaries(os.environ).program(name)


def _address(database: str) -> str:
    """Return the connection string without its password, which must not stand in a list of processes."""
    parts = conninfo_to_dict(database)
    parts.pop("password", None)
    return make_conninfo("", **parts)


def _environment(database: str) -> dict[str, str]:
    password = conninfo_to_dict(database).get("password")
    return {**os.environ, "PGPASSWORD": str(password)} if password else dict(os.environ)


@contextmanager
def _errors() -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as said:
        yield said


def _check(code: int, said: IO[bytes], what: str) -> None:
    """Refuse where a program failed, with the first line of what it said but without values of rows."""
    if code == 0:
        return
    said.seek(0)
    lines = said.read(20_000).decode(errors="replace").splitlines()
    errors = [line for line in lines if "error" in line.lower()] or ["it gave no reason."]
    raise ProgramFailed(what=what, said=errors[0].split("DETAIL")[0][:300])


def _one(connection: psycopg.Connection, statement: str) -> tuple[str, ...]:
    row = connection.execute(statement.encode()).fetchone()
    if row is None:
        raise LookupError("no row")
    return tuple(row)


def _column(connection: psycopg.Connection, statement: str) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(statement.encode()))
