"""The databases that benchmarks work on: a demonstration authority of the size asked for, built once and copied."""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from pollwright.postgres import Server, ensure_roles
from pollwright.postgres.databases import database_exists, rename_database

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "pollwright"
DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
SHAPED_BY = ("*/migrations/*.py", "synth/**/*.py", "cli/demo*.py")
STORE = ROOT / ".local" / "bench"


@contextmanager
def database(server: Server, electors: int) -> Iterator[str]:
    """Copy the prepared authority of this size, with its files, and yield the URL of the copy.

    The files are put where this process keeps its own (POLLWRIGHT_HOME). An authority of no electors is a migrated
    database without rows. The first use of a size builds it, which is not part of any measurement.
    """
    ensure_roles(server.maintenance_url)
    template = _template(server, electors)
    name = f"pollwright_bench_{secrets.token_hex(4)}"
    url = server.create_database(name, template)
    files = STORE / template / "files"
    if files.is_dir():
        shutil.copytree(files, Path(os.environ["POLLWRIGHT_HOME"]) / "files", dirs_exist_ok=True)
    try:
        yield url
    finally:
        server.drop_database(name)


@contextmanager
def smaller(server: Server, electors: int, url: str) -> Iterator[None]:
    """Let this process use the prepared authority of another size for a while, and then the database `url` again."""
    with database(server, electors) as other:
        aim(other)
        try:
            yield
        finally:
            aim(url)


def aim(url: str) -> None:
    """Let this process and the programs it starts use this database."""
    connections.close_all()
    parts = conninfo_to_dict(url)
    told = {name: str(parts.get(part) or "") for part, name in DJANGO_NAMES.items()}
    connections.settings["default"].update(told)
    connections["default"].settings_dict.update(told)
    os.environ["DATABASE_URL"] = url


def forget_old(server: Server) -> None:
    """Drop the copies of runs that were killed, and the authorities that older code prepared.

    To be called where no other benchmark runs.
    """
    current = _digest()
    with psycopg.connect(server.maintenance_url) as connection:
        names = connection.execute(
            r"SELECT datname FROM pg_database WHERE datname ~ '^pollwright_(bench|prepared)_[0-9a-f]+'"
        ).fetchall()
    for (name,) in names:
        if not name.endswith(current):
            server.drop_database(name)
            shutil.rmtree(STORE / name, ignore_errors=True)


def _template(server: Server, electors: int) -> str:
    name = f"pollwright_prepared_{electors}_{_digest()}"
    if not database_exists(server.maintenance_url, name):
        building = f"{name}_new"
        server.drop_database(building)
        home = STORE / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        _populate(server.create_database(building), home, electors)
        rename_database(server.maintenance_url, building, name)
    return name


def _populate(url: str, home: Path, electors: int) -> None:
    """Fill an empty database by the command that a user would give."""
    environment = {**os.environ, "DATABASE_URL": url, "POLLWRIGHT_HOME": str(home)}
    if electors:
        sys.stderr.write(f"  preparing an authority of {electors:,} electors\n")
        demo = ["demo", "--electors", str(electors), "--no-serve"]
        command = [sys.executable, "-m", "pollwright.cli.main", *demo]
        environment["POLLWRIGHT_DEMONSTRATION"] = "1"
    else:
        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        environment["POLLWRIGHT_DB_ROLE"] = ""
    subprocess.run(command, env=environment, stdout=sys.stderr, check=True)


def _digest() -> str:
    digest = hashlib.sha256(" ".join(settings.INSTALLED_APPS).encode())
    for path in sorted({path for pattern in SHAPED_BY for path in PACKAGE.glob(pattern)}):
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
