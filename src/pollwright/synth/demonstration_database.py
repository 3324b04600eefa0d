"""The database of a demonstration: whether a whole one is there, and emptying it before it is made anew."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from pollwright.terminal import CommandFailed

MARK = "Pollwright demonstration "


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a demonstration that is whole."""

    electors: int
    seed: int
    on: str
    mark: str


class Note:
    """The note of a demonstration, in a file of the installation; there only while it is whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Made | None:
        """Return what was noted."""
        return Made(**json.loads(self._path.read_text(encoding="utf-8"))) if self._path.exists() else None

    def write(self, made: Made) -> None:
        """Note that the demonstration is whole."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps({name: getattr(made, name) for name in Made.__slots__}), encoding="utf-8")
        fresh.rename(self._path)

    def forget(self) -> None:
        """Forget it, before it is made anew."""
        self._path.unlink(missing_ok=True)


def is_there(url: str, made: Made | None) -> bool:
    """Return whether the database of a URL is the one that was noted as whole."""
    if made is None:
        return False
    with psycopg.connect(url) as owner:
        row = owner.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return row is not None and row[0] == f"{MARK}{made.mark}"


def mark(url: str) -> str:
    """Mark the database as holding a demonstration that is whole, and return the mark."""
    made = secrets.token_hex(8)
    with psycopg.connect(url) as owner:
        owner.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(owner.info.dbname), sql.Literal(MARK + made))
        )
    return made


def make_room(url: str) -> None:
    """Empty the database for a demonstration to be made.

    :raises CommandFailed: where it holds an authority that is no demonstration; nothing is touched.
    """
    with psycopg.connect(url) as owner:
        found = owner.execute("SELECT to_regclass('public.authorities_authority')").fetchone()
        if found is None or found[0] is None:
            return
        real = owner.execute("SELECT count(*) FROM authorities_authority WHERE NOT demonstration").fetchone()
        if real and real[0]:
            raise CommandFailed(
                "This database holds an authority that is no demonstration, so it is not emptied.",
                "Use another database for the demonstration: another DATABASE_URL, or another POLLWRIGHT_HOME.",
            )
        owner.execute("DROP SCHEMA public CASCADE")
        owner.execute("CREATE SCHEMA public")
        owner.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def take_measure(url: str) -> None:
    """Let the database take the measure of tables that have just been filled, which it would do by itself in a while."""
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")
