"""Reading the environment: the database address and the secrets."""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from pollwright.postgres import PUBLIC_SITE

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PUBLIC = "public"
"""The site of the processes that serve residents."""
_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database_from(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return Django's settings of the one database from `DATABASE_URL` and `POLLWRIGHT_DB_ROLE`.

    The connection pool is used by the web server and the workers (`POLLWRIGHT_POOL=1`); commands and tests open plain
    connections. An empty role keeps the role of the address, which is the owner (migrations). The public site has a role
    of its own, whatever role is named.
    """
    try:
        parts = dict(conninfo_to_dict(environment.get("DATABASE_URL", "postgresql:///pollwright")))
    except ProgrammingError as unreadable:
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read. It is an address such as postgresql://name:password@host/database."
        ) from unreadable
    settings: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "ATOMIC_REQUESTS": False}
    options: dict[str, Any] = {}
    for name, value in parts.items():
        if name in _NAMES:
            settings[_NAMES[name]] = str(value)
        else:
            options[name] = value
    public = environment.get("POLLWRIGHT_SITE") == PUBLIC
    role = PUBLIC_SITE if public else environment.get("POLLWRIGHT_DB_ROLE", "pollwright_app")
    if role:
        # Said as the connection opens: Django's own option would ask the pool that waits for it (decision 0031).
        options["options"] = f"{options.get('options', '')} -c role={role}".strip()
    settings["OPTIONS"] = options
    if environment.get("POLLWRIGHT_POOL") == "1":
        pooled(settings, int(environment.get("POLLWRIGHT_POOL_SIZE", "8")))
    return settings


def pooled(settings: dict[str, Any], size: int) -> None:
    """Let a database's settings keep up to `size` connections of each process open, in place of one for each request.

    The web server's processes are copies of one that has read its settings, so it says this to the settings themselves.
    Each connection is tried before it is used, as the database may have gone and come back in between.
    """
    settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": size, "timeout": 20}
    settings["CONN_HEALTH_CHECKS"] = True


def secret(name: str, home: Path) -> str:
    """Return a secret from the environment, or from a file of the installation that only its user can read.

    The file is made on first use, so that a first run needs no set-up. Backups never hold it.
    """
    if given := os.environ.get(name):
        return given
    path = home / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = path.with_suffix(f".{os.getpid()}")
        made.write_text(secrets.token_urlsafe(48))
        made.chmod(0o600)
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text().strip()


def networks_from(text: str) -> tuple[Network, ...]:
    """Return the networks of a list with spaces between, such as ``10.0.0.0/8 ::1``.

    :raises ImproperlyConfigured: where one is no address or network.
    """
    try:
        return tuple(ipaddress.ip_network(one) for one in text.split())
    except ValueError as unreadable:
        raise ImproperlyConfigured(
            "POLLWRIGHT_TRUSTED_PROXIES can't be read. It names addresses or networks, such as 10.0.0.5 192.168.0.0/16."
        ) from unreadable
