"""Getting an installation ready for a command: Django set up, and PostgreSQL reached only where it is needed."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.apps import apps
from django.db import ProgrammingError, connections
from psycopg import errors

from pollwright.config.environment import database_from
from pollwright.postgres import Profile, default_folder, serving
from pollwright.terminal import CommandFailed


def set_up() -> None:
    """Set Django up, once. Connects to nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pollwright.config.settings")
    os.environ.setdefault("POLLWRIGHT_HOME", str(default_folder(os.environ).parent))
    if not apps.ready:
        django.setup()


@contextmanager
def database() -> Iterator[str]:
    """Use the server that DATABASE_URL names, else the private one of this installation; yield its URL.

    The address stands in the environment meanwhile, for the processes that the command starts.
    """
    with serving(default_folder(os.environ), Profile.DURABLE, os.environ) as server:
        if server.placement is None:
            yield server.url
            return
        os.environ["DATABASE_URL"] = server.url
        aim()
        try:
            yield server.url
        finally:
            connections.close_all()
            os.environ.pop("DATABASE_URL", None)


def aim(role: str | None = None) -> None:
    """Point Django's connection at the server that DATABASE_URL names now, as `role` ("" for the owner)."""
    environment = dict(os.environ) if role is None else {**os.environ, "POLLWRIGHT_DB_ROLE": role}
    from_environment = database_from(environment)
    connections["default"].close()
    connections.settings["default"].update(from_environment)
    connections["default"].settings_dict.update(from_environment)


def with_database(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that runs with PostgreSQL within reach and says plainly where the tables are not there yet."""

    @functools.wraps(callback)
    def run(*given: Any, **options: Any) -> Any:
        with database():
            try:
                return callback(*given, **options)
            except ProgrammingError as error:
                if isinstance(error.__cause__, errors.UndefinedTable | errors.UndefinedColumn):
                    raise CommandFailed("The database is not up to date.", "Run: pollwright migrate") from error
                raise

    return run
