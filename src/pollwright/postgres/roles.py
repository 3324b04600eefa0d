"""The roles of the database: the owner migrates, the application works, and two only read.

The public site's role is born without any right: a migration gives it the views of what the public may know.
"""

import psycopg
from psycopg import errors, sql

from pollwright.postgres.problems import PostgresProblem

ADMINISTRATOR = "postgres"
OWNER = "pollwright_owner"
APPLICATION = "pollwright_app"
READ_ONLY = "pollwright_read"
PUBLIC_SITE = "pollwright_public"
ROLES = (OWNER, APPLICATION, READ_ONLY, PUBLIC_SITE)

_ATTRIBUTES = {
    OWNER: "LOGIN CREATEDB CREATEROLE",
    APPLICATION: "LOGIN",
    READ_ONLY: "LOGIN",
    PUBLIC_SITE: "LOGIN",
}


def ensure_roles(url: str) -> None:
    """Make the roles that are missing, and let the owner and the login role of `url` act as them.

    Safe to repeat and to run twice at once. The login role needs CREATEROLE only while something is missing.

    :raises PostgresProblem: where a role is missing and the login role may not make it.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            for role in ROLES:
                _ensure_role(connection, role)
            for role in (APPLICATION, READ_ONLY, PUBLIC_SITE):
                _ensure_member(connection, member=OWNER, of=role)
            for role in ROLES:
                _ensure_member(connection, member=connection.info.user, of=role)
        except errors.InsufficientPrivilege as refusal:
            login = connection.info.user
            raise PostgresProblem(
                f"The database role {login} may not make Pollwright's roles: {refusal.diag.message_primary}.",
                f"Ask the server's administrator to create {', '.join(ROLES)} and to grant them to {login}.",
            ) from refusal


def ensure_privileges(url: str) -> None:
    """Let the roles use what the login role of `url` is going to make in this database.

    To be called before the first migration: it sets what later tables grant, and leaves made ones alone, so that
    a migration that takes a privilege away (the audit trail's) is not undone.
    """
    rights = (
        (APPLICATION, "SELECT, INSERT, UPDATE, DELETE", "TABLES"),
        (APPLICATION, "USAGE, SELECT", "SEQUENCES"),
        (READ_ONLY, "SELECT", "TABLES"),
    )
    with psycopg.connect(url, autocommit=True) as connection:
        for role, right, kind in rights:
            connection.execute(
                sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {} ON {} TO {}").format(
                    sql.SQL(right), sql.SQL(kind), sql.Identifier(role)
                )
            )


def _ensure_role(connection: psycopg.Connection, role: str) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        return
    statement = sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(_ATTRIBUTES[role]))
    try:
        connection.execute(statement)
    except (errors.DuplicateObject, errors.UniqueViolation):
        return  # another starter made it between the question and the statement


def _ensure_member(connection: psycopg.Connection, *, member: str, of: str) -> None:
    may_act_as = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    held = connection.execute("SELECT pg_has_role(%s, %s, %s)", [member, of, may_act_as]).fetchone()
    if held and held[0]:
        return
    statement = sql.SQL("GRANT {} TO {}").format(sql.Identifier(of), sql.Identifier(member))
    try:
        connection.execute(statement)
    except (errors.UniqueViolation, errors.InternalError_):
        return  # "tuple concurrently updated": another starter granted it at the same moment
