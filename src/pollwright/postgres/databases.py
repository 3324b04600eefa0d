"""Databases of a server: made, copied, dropped. Every function takes the address of the server's maintenance
database as a URL or connection string, and works on a connection of its own."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

COPY_FILES_ABOVE = 256 * 1024 * 1024


def url_of(server: str, database: str) -> str:
    """Return the URL of another database on the server that `server`, a URL, names."""
    parts = urlsplit(server)
    return urlunsplit(parts._replace(path=f"/{database}"))


def database_exists(server: str, name: str) -> bool:
    """Tell whether the server has a database of this name."""
    with psycopg.connect(server) as connection:
        return _exists(connection, name)


def create_database(server: str, name: str, template: str | None = None) -> None:
    """Make a database, empty or as a copy of `template`, whose connections are ended first.

    A large template is copied file by file, a small one through the log: the first costs two checkpoints, which
    cost nothing where the server waits for no disk, the second writes every page twice.
    """
    with psycopg.connect(server, autocommit=True) as connection:
        if template is None:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        else:
            _end_connections(connection, template)
            asked = "SELECT pg_database_size(%s) > %s OR current_setting('fsync') = 'off'"
            row = connection.execute(asked, [template, COPY_FILES_ABOVE]).fetchone()
            by_files = row is not None and row[0]
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.SQL("FILE_COPY" if by_files else "WAL_LOG")
            )
        connection.execute(statement)


def drop_database(server: str, name: str) -> None:
    """Drop a database and end its connections; nothing happens where there is none."""
    with psycopg.connect(server, autocommit=True) as connection:
        _end_connections(connection, name)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def rename_database(server: str, name: str, to: str) -> None:
    """Rename a database that nobody is connected to; its connections are ended first."""
    with psycopg.connect(server, autocommit=True) as connection:
        _end_connections(connection, name)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _end_connections(connection: psycopg.Connection, name: str) -> None:
    # A vacuum of the server's own is not ours to end; the server ends it itself before it copies, renames or drops
    clients = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
    )
    connection.execute(clients, [name])
