"""What `pollwright check` looks at. Each inspection yields what it found wrong."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_scopes import scope

from pollwright.access.queries.people import every_person_of
from pollwright.access.web.client import loopback
from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.findings import Finding, Level, declare
from pollwright.postgres import APPLICATION

OLDEST = 15
SHORTEST_SECRET = 32

WEAK = declare(
    "check.weak-secret",
    Level.ERROR,
    "{name} is shorter than 32 characters.",
    "Set a random one, such as this prints: python -c 'import secrets; print(secrets.token_urlsafe(48))'.",
)
SHARED = declare(
    "check.one-secret",
    Level.ERROR,
    "The secret key and the key of protected fields are the same.",
    "Set POLLWRIGHT_FIELD_KEY to another value (before the first data, since it opens what it sealed).",
)
READABLE = declare(
    "check.readable-secret",
    Level.ERROR,
    "Others can read {path}.",
    "Run: chmod 600 on it.",
)
ANY_HOST = declare(
    "check.any-host",
    Level.ERROR,
    "Every host name is answered.",
    "Set POLLWRIGHT_HOSTS to the names of this installation.",
)
ONLY_HERE = declare(
    "check.only-this-machine",
    Level.WARNING,
    "Only this machine's own names are answered.",
    "Set POLLWRIGHT_HOSTS to the names that officers use.",
)
DEMONSTRATION_ABROAD = declare(
    "check.demonstration-abroad",
    Level.ERROR,
    "One-click sign-in of a demonstration is on, and {host} is not this machine.",
    "Unset POLLWRIGHT_DEMONSTRATION, or answer only localhost.",
)
DEMONSTRATION_AMONG_US = declare(
    "check.demonstration-authority",
    Level.WARNING,
    "{code} is a demonstration authority, whose clock anybody in charge of it can set.",
    "Keep demonstrations in an installation of their own.",
)
OPEN_COOKIES = declare(
    "check.open-cookies",
    Level.ERROR,
    "Cookies are sent without TLS too.",
    "Unset POLLWRIGHT_INSECURE_COOKIES, and put a proxy with TLS before Pollwright.",
)
OLD_SERVER = declare(
    "check.old-postgresql",
    Level.ERROR,
    "PostgreSQL {version} is too old.",
    "Use PostgreSQL 15 or later.",
)
WRONG_ROLE = declare(
    "check.wrong-role",
    Level.ERROR,
    "Pollwright works in the database as {role}, which may do more than it needs.",
    "Set POLLWRIGHT_DB_ROLE=pollwright_app (and run: pollwright migrate, which makes that role).",
)
TRAIL_OPEN = declare(
    "check.trail-open",
    Level.ERROR,
    "The role {role} may change or empty the audit trail.",
    "Run: pollwright migrate, which takes that right away.",
)
NOT_MIGRATED = declare(
    "check.not-migrated",
    Level.ERROR,
    "The database lacks {count} migrations.",
    "Run: pollwright migrate.",
)
NO_FOLDER = declare(
    "check.no-folder",
    Level.ERROR,
    "The folder of stored files can't be written to: {path}.",
    "Make it, and let the user that runs Pollwright write to it.",
)
OPEN_FOLDER = declare(
    "check.open-folder",
    Level.ERROR,
    "Others can read the folder of stored files: {path}.",
    "Run: chmod 700 on it.",
)
NO_AUTHORITY = declare(
    "check.no-authority",
    Level.WARNING,
    "There is no authority yet.",
    "Run: pollwright authority add.",
)
NO_ADMINISTRATOR = declare(
    "check.no-administrator",
    Level.ERROR,
    "Nobody administers {code}.",
    "Run: pollwright user add EMAIL --role administrator --name NAME --authority {code}",
)
NO_SECOND_FACTOR = declare(
    "check.no-second-factor",
    Level.WARNING,
    "{count} people of {code} have not set up a second factor.",
    "They are asked for it when they next sign in.",
)


def secrets() -> Iterator[Finding]:
    """Look at the two secrets."""
    for name in ("SECRET_KEY", "FIELD_KEY"):
        if len(getattr(settings, name)) < SHORTEST_SECRET:
            yield WEAK.at(name=f"POLLWRIGHT_{name}")
        path = Path(settings.HOME) / "secrets" / f"pollwright_{name.lower()}"
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield READABLE.at(path=path)
    if settings.SECRET_KEY == settings.FIELD_KEY:
        yield SHARED.at()


def hosts() -> Iterator[Finding]:
    """Look at who is answered, and whether a demonstration could be reached from elsewhere."""
    names = [name for name in settings.ALLOWED_HOSTS if name != "testserver"]
    abroad = [name for name in names if not loopback(name)]
    if "*" in names:
        yield ANY_HOST.at()
    if settings.DEMONSTRATION:
        yield from (DEMONSTRATION_ABROAD.at(host=name) for name in abroad)
    elif not abroad:
        yield ONLY_HERE.at()
    if abroad and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield OPEN_COOKIES.at()


def folders() -> Iterator[Finding]:
    """Look at the folder of stored files."""
    path = Path(settings.FILES_ROOT)
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        yield NO_FOLDER.at(path=path)
        return
    if not os.access(path, os.W_OK | os.X_OK):
        yield NO_FOLDER.at(path=path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield OPEN_FOLDER.at(path=path)


def database() -> Iterator[Finding]:
    """Look at the server, the role that Pollwright works in, and the migrations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR rolcreaterole, current_setting('server_version_num')::int"
            " FROM pg_roles WHERE rolname = current_user"
        )
        role, mighty, version = cursor.fetchone()
    if version // 10_000 < OLDEST:
        yield OLD_SERVER.at(version=version // 10_000)
    if mighty or role != APPLICATION:
        yield WRONG_ROLE.at(role=role)
    missing = _missing_migrations()
    if missing:
        yield NOT_MIGRATED.at(count=missing)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('audit_event', 'UPDATE, DELETE, TRUNCATE')")
        if cursor.fetchone()[0]:
            yield TRAIL_OPEN.at(role=role)


def people() -> Iterator[Finding]:
    """Look for demonstrations among real authorities, and for authorities that nobody administers."""
    today = timezone.localdate()
    councils = list(Authority.objects.order_by("code"))
    if not councils:
        yield NO_AUTHORITY.at()
    for council in councils:
        if council.demonstration and not settings.DEMONSTRATION:
            yield DEMONSTRATION_AMONG_US.at(code=council.code)
        with scope(authority=council.pk):
            held = [one for one in every_person_of(council.pk, on=today) if one.active]
        if not any(one.role is Role.ADMINISTRATOR for one in held):
            yield NO_ADMINISTRATOR.at(code=council.code)
        if without := sum(not one.protected for one in held):
            yield NO_SECOND_FACTOR.at(count=without, code=council.code)


def _missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
