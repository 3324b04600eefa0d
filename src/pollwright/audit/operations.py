"""`@operation`: one officer's act, whole or not at all.

An operation is keyword-only with `actor` first. The decorator checks the permission, sets the authority's scope, opens
one transaction, tells the database which operation this is (so that the write guard lets it through and the row history
is tied to it), and fails the act if it ends without an event. An operation that calls another joins its transaction;
the inner one checks its own permission and records its own event. Nothing in an operation talks to a network.
"""

from __future__ import annotations

import contextlib
import functools
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from django.db import connection, transaction
from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.refusals import NotPermitted

Given = ParamSpec("Given")
Result = TypeVar("Result")


class NothingRecorded(AssertionError):
    """An operation ended without an event: a fault of ours, and the act is rolled back."""


@dataclass(slots=True)
class Running:
    """The operation now running in this thread, and what it has recorded so far."""

    name: str
    permission: Permission
    actor: Actor
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    recorded: int = 0


_running: ContextVar[Running | None] = ContextVar("pollwright_operation", default=None)


def running() -> Running:
    """Return the operation that is running.

    :raises NothingRecorded: where none is, since events are recorded only inside operations.
    """
    now = _running.get()
    if now is None:
        raise NothingRecorded("no operation is running")
    return now


def operation(
    permission: Permission, *, name: str | None = None
) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Make a function an operation under `permission`.

    The operation's name in the trail is its room and function, such as `register.allow_application`.

    :raises NotPermitted: when called by an actor who does not carry the permission.
    """

    def decorate(act: Callable[Given, Result]) -> Callable[Given, Result]:
        title = name or f"{act.__module__.split('.')[1]}.{act.__name__}"

        @functools.wraps(act)
        def run(*args: Given.args, **given: Given.kwargs) -> Result:
            if args:
                raise TypeError(f"{title} takes keyword arguments only")
            actor = given["actor"]
            if not isinstance(actor, Actor):
                raise TypeError(f"{title} needs an actor")
            if permission not in actor.permissions:
                raise NotPermitted(permission=permission.value)
            with _act(Running(title, permission, actor)):
                return act(**given)  # type: ignore[call-arg]

        run.permission = permission  # type: ignore[attr-defined]
        run.operation_name = title  # type: ignore[attr-defined]
        OPERATIONS[title] = run
        return run

    return decorate


OPERATIONS: dict[str, Callable[..., object]] = {}
"""Every operation that is loaded, by name: for the permission matrix's test and the reference pages."""


@contextlib.contextmanager
def rehearsal(actor: Actor, name: str, permission: Permission) -> Iterator[None]:
    """Open a transaction in which everything may be written and nothing stays: it is always rolled back.

    The prepare part of a long act runs here: it does the whole act, makes its files from what came out, and leaves no
    trace. The commit part does the act again and compares.

    :raises NotPermitted: as an operation would.
    """
    if permission not in actor.permissions:
        raise NotPermitted(permission=permission.value)
    now = Running(name, permission, actor, recorded=1)
    with transaction.atomic(), scope(authority=actor.authority_id):
        outer, token = _running.get(), _running.set(now)
        _tell_database(now)
        try:
            yield
        finally:
            _running.reset(token)
            transaction.set_rollback(True)
    if outer is not None:
        _tell_database(outer)


@contextlib.contextmanager
def _act(now: Running) -> Iterator[None]:
    outer = _running.get()
    with transaction.atomic(), scope(authority=now.actor.authority_id):
        token = _running.set(now)
        _tell_database(now)
        try:
            yield
            if now.recorded == 0:
                raise NothingRecorded(f"{now.name} ended without an event")
        finally:
            _running.reset(token)
        _tell_database(outer)


def _tell_database(now: Running | None) -> None:
    """Set which operation the transaction is in; an empty id shuts the write guard again."""
    this_id, this_name = (str(now.id), now.name) if now else ("", "")
    authority = str(now.actor.authority_id) if now else ""
    metadata = f'{{"operation": "{this_name}"}}' if now else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pollwright.operation', %s, true), set_config('pollwright.operation_name', %s, true),"
            " set_config('pollwright.authority', %s, true),"
            " set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [this_id, this_name, authority, this_id, metadata],
        )
