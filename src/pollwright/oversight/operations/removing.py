"""Removing records whose time is up: asked for as long work, done batch by batch, each with an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.store import discard
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.oversight.events import RecordsRemoved, RemovalAsked
from pollwright.oversight.kinds import RetentionKind, chosen_kind, retention_kind
from pollwright.oversight.queries.due import NOT_HELD, months_kept, terms_of
from pollwright.refusals import Refused

BATCH = 20_000
WORK = "retention.remove"
LOCK = "retention"


class NothingChosen(Refused):
    """No kind of record was chosen."""

    code = "oversight.R001"
    problem = "No kind of record was chosen."
    remedy = "Choose the kinds of record that are to be removed."


class NotInFuture(Refused):
    """The day lies ahead."""

    code = "oversight.R002"
    problem = "Records can't be removed before their time is up."
    remedy = "Choose today or an earlier day."


@operation(Permission.RETENTION_RUN, name="retention.run")
def ask_for_removal(*, actor: Actor, kinds: Sequence[str], on: date, today: date, background: bool = True) -> Work:
    """Ask that the records of some kinds whose time was up on a day be removed, as the person saw it before.

    :param on: the day of the preview; what came due since stays for the next time.
    :raises NothingChosen: where no kind is named.
    :raises NotInFuture: where the day lies ahead.
    :raises AlreadyUnderWay: while a removal runs.
    """
    if not kinds:
        raise NothingChosen
    if on > today:
        raise NotInFuture
    names = sorted({chosen_kind(name).name for name in kinds})
    record(RemovalAsked(on, tuple(names)), actor=actor)
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=LOCK,
        title="Removal of records whose time is up",
        parameters={"kinds": names, "on": on.isoformat()},
        background=background,
    )


@operation(Permission.RETENTION_RUN, name="retention.remove_batch")
def remove_batch(*, actor: Actor, kind: str, on: date, most: int = BATCH) -> int:
    """Remove at most `most` records of a kind whose time was up on a day, and return how many were removed.

    Nothing that is held is touched. Where nothing is due, an event says so with the count 0. Stored content goes after
    the commit; what a crash leaves of it is swept.
    """
    chosen = retention_kind(kind)
    months = months_kept(actor.authority_id, chosen, on=on)
    latest = None if months is None else terms_of(actor.authority_id, chosen, months, on=on)
    count, digest = (0, "") if latest is None else _gather(chosen, latest, most)
    happening = RecordsRemoved(kind, count, months or 0, latest["latest"] if latest else on, digest)
    event = record(happening, actor=actor)
    if count:
        _remove(chosen, {"authority": actor.authority_id, "event": event.pk})
    if latest is not None:
        _run("DROP TABLE due", {})
    return count


def _gather(kind: RetentionKind, terms: Mapping[str, Any], most: int) -> tuple[int, str]:
    """Put the batch into the temporary table, and return its size and digest."""
    _run(
        f"CREATE TEMPORARY TABLE due ON COMMIT DROP AS {NOT_HELD.format(due=kind.due)} ORDER BY start, id LIMIT {most:d}",
        terms,
    )
    _run("CREATE INDEX ON due (id)", {})
    _run("ANALYZE due", {})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), encode(sha256(coalesce(string_agg(id::text, E'\\n' ORDER BY id), '')::bytea), 'hex')"
            " FROM due"
        )
        count, digest = cursor.fetchone()
    return count, digest


def _remove(kind: RetentionKind, terms: Mapping[str, Any]) -> None:
    hashes: list[str] = []
    if kind.hashes:
        with connection.cursor() as cursor:
            cursor.execute(kind.hashes, dict(terms))
            hashes = [row[0] for row in cursor.fetchall()]
    for statement in kind.remove:
        _run(statement, terms)
    if hashes:
        transaction.on_commit(lambda: _discard(hashes))


def _discard(hashes: list[str]) -> None:
    discard(hashes)


def _run(statement: str, terms: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(terms) or None)
