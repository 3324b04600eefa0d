"""The databases of the tests, as a pytest plugin.

One PostgreSQL serves every test run of this checkout: the one that DATABASE_URL names, else a private one that the
first run starts and the last one stops. A template is migrated once for each state of the migrations and kept between
runs; each worker of a run works on a copy of its own. A test that commits (`transaction=True`) gets a fresh copy after
it, since the application's role may not TRUNCATE and the audit trail refuses to be emptied.

Fixtures: `postgres_server`, `database_url`, `another_database`. Tests that use a database are marked `database`.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from psycopg.conninfo import conninfo_to_dict

from pollwright.postgres import Profile, Server, ensure_roles, serving
from pollwright.postgres.binaries import find_binaries
from pollwright.postgres.databases import database_exists, drop_database, rename_database
from pollwright.postgres.placement import FOLDER_CHOSEN_BY

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "pollwright"
TEMPLATES_KEPT = 4
MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 6 * 1024**3
"""Bytes free there, of which a run uses about one in six."""
TEMPLATE_LOCK = 20261122
OWNER_LOCK = 20261123
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "postgres_server", "database_url", "another_database"}
DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class MigrationsFailed(Exception):
    """The migrations did not run through; no test that needs a database can run."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "database: uses PostgreSQL; put there by the tests' database plugin")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server of this test run."""
    with serving(server_folder(), Profile.FAST, {**os.environ, **in_memory()}) as server:
        if server.placement is None:
            ensure_roles(server.maintenance_url)
        yield server


@pytest.fixture(scope="session")
def worker_database(postgres_server: Server, worker_id: str) -> Iterator["WorkerDatabase"]:
    """The migrated database of this worker, dropped at the end of the run."""
    sweep(postgres_server)
    name = f"pollwright_test_{secrets.token_hex(4)}_{worker_id}"
    with psycopg.connect(postgres_server.maintenance_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [OWNER_LOCK, name])
        database = WorkerDatabase(postgres_server, name)
        database.renew()
        yield database
        postgres_server.drop_database(name)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, worker_database: "WorkerDatabase") -> Iterator[None]:
    """Point Django's connection at the worker's database, in place of pytest-django's own set-up."""
    aimed = connections.settings["default"]
    parts = conninfo_to_dict(worker_database.url)
    connections["default"].close()
    with pytest.MonkeyPatch.context() as patch:
        for part, name in DJANGO_NAMES.items():
            patch.setitem(aimed, name, str(parts.get(part) or ""))
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: renew_behind_django(worker_database))
        yield
        connections["default"].close()


@pytest.fixture
def database_url(django_db_setup: None, worker_database: "WorkerDatabase") -> str:
    """The address of the worker's database, for programs that a test starts (with `transaction=True`)."""
    return worker_database.url


@pytest.fixture
def another_database(postgres_server: Server) -> Iterator[Callable[..., str]]:
    """Make a database beside the worker's and return its URL: migrated, or with `migrated=False` empty."""
    made: list[str] = []

    def make(*, migrated: bool = True) -> str:
        name = f"pollwright_test_{secrets.token_hex(4)}_other"
        made.append(name)
        if not migrated:
            return postgres_server.create_database(name)
        with locked(postgres_server, TEMPLATE_LOCK):
            return postgres_server.create_database(name, ensure_template(postgres_server))

    yield make
    for name in made:
        postgres_server.drop_database(name)


@dataclass(frozen=True)
class WorkerDatabase:
    """A copy of the template that one worker of one run has to itself."""

    server: Server
    name: str

    @property
    def url(self) -> str:
        return self.server.url_of(self.name)

    def renew(self) -> None:
        """Make the database anew from the template, ending every connection to it."""
        with locked(self.server, TEMPLATE_LOCK):
            template = ensure_template(self.server)
            self.server.drop_database(self.name)
            self.server.create_database(self.name, template)


def renew_behind_django(database: WorkerDatabase) -> None:
    """Renew the database after a test that committed, and let Django connect again."""
    connection = connections["default"]
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
    database.renew()


def server_folder() -> Path:
    """Return the folder of the tests' private server: one for each major version, so that CI can run two."""
    major = 0 if os.environ.get("DATABASE_URL") else find_binaries(os.environ).major
    return ROOT / ".local" / "test-postgres" / str(major)


def in_memory() -> dict[str, str]:
    """Return the setting that has the server keep its files in memory, where the machine has much of it to spare.

    A database has thousands of files, and a disk takes long to make them again where it has just deleted others.
    """
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < MEMORY_NEEDED:
        return {}
    folder = MEMORY / f"pollwright-tests-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    for left in folder.glob("*/serves"):
        if not Path(left.read_text().strip()).is_dir():
            shutil.rmtree(left.parent, ignore_errors=True)  # of a checkout that was deleted
    return {FOLDER_CHOSEN_BY: str(folder)}


def template_name() -> str:
    """Return the name of the template for the applications and their migrations as they are now."""
    digest = hashlib.sha256(" ".join(settings.INSTALLED_APPS).encode())
    for path in (*sorted(PACKAGE.glob("*/migrations/*.py")), ROOT / "requirements" / "runtime.txt"):
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(path.read_bytes())
    return f"pollwright_template_{digest.hexdigest()[:12]}"


def ensure_template(server: Server) -> str:
    """Return the migrated template, building it where it is missing. To be called under TEMPLATE_LOCK."""
    name = template_name()
    if not database_exists(server.maintenance_url, name):
        building = f"{name}_new"
        server.drop_database(building)
        migrate(server.create_database(building))
        rename_database(server.maintenance_url, building, name)
        forget_old_templates(server)
    return name


def migrate(url: str) -> None:
    """Run the migrations in a process of their own, as the owner of the database, as an installation does."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "DATABASE_URL": url, "POLLWRIGHT_DB_ROLE": "", "PYTHONPATH": path}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise MigrationsFailed(ended.stderr)


def forget_old_templates(server: Server) -> None:
    with psycopg.connect(server.maintenance_url) as connection:
        names = connection.execute(
            r"SELECT datname FROM pg_database WHERE datname LIKE 'pollwright\_template\_%' ORDER BY oid DESC"
        ).fetchall()
    for (name,) in names[TEMPLATES_KEPT:]:
        drop_database(server.maintenance_url, name)


def sweep(server: Server) -> None:
    """Drop the databases of runs that were killed: those whose owner's lock is free."""
    with psycopg.connect(server.maintenance_url, autocommit=True) as connection:
        names = connection.execute(
            r"SELECT datname FROM pg_database WHERE datname ~ '^pollwright_test_[0-9a-f]{8}_(master|gw\d+)$'"
        ).fetchall()
        for (name,) in names:
            row = connection.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [OWNER_LOCK, name]).fetchone()
            if row and row[0]:
                drop_database(server.maintenance_url, name)


@contextmanager
def locked(server: Server, key: int) -> Iterator[None]:
    """Hold an advisory lock of the server while the block runs."""
    with psycopg.connect(server.maintenance_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [key])
        yield
