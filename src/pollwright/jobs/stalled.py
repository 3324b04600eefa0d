"""Finding work whose worker died, and putting it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, transaction
from django_scopes import scope

from pollwright.acting import system
from pollwright.jobs.line import connect, try_lock, unlock
from pollwright.jobs.operations.asking import PERFORM, defer
from pollwright.jobs.operations.life import Superseded, put_back_work

HUNG_SECONDS = 300
FORGOTTEN_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Running:
    work_id: int
    authority_id: int
    authority_code: str
    reference: str
    attempt: int
    hung: bool


def put_back_stalled() -> int:
    """Put back all running work whose worker died or hangs, in every authority; return how much.

    Dead: nobody holds the attempt's lock. Hung: its heartbeat is five minutes old; should that worker wake up, its
    attempt is no longer the current one and commits nothing.
    """
    running = _running()
    if not running:
        return 0
    with connect() as probe:
        return sum(_put_back_if_dead(probe, work) for work in running)


def defer_forgotten() -> int:
    """Put waiting work that has no job back into the queue (asked for on a command line that died); return how much."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.authority_id, w.reference FROM jobs_work w WHERE w.state = 'waiting'"
            " AND w.requested_at < clock_timestamp() - make_interval(secs => %s)"
            " AND NOT EXISTS (SELECT FROM procrastinate_jobs j WHERE j.task_name = %s AND j.status IN ('todo', 'doing')"
            " AND j.args @> jsonb_build_object('authority_id', w.authority_id, 'reference', w.reference))"
            " ORDER BY w.id",
            [FORGOTTEN_SECONDS, PERFORM],
        )
        forgotten = cursor.fetchall()
    for authority_id, reference in forgotten:
        with transaction.atomic():
            defer(authority_id, reference)
    return len(forgotten)


def _running() -> list[_Running]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.id, w.authority_id, a.code, w.reference, w.attempts,"
            " w.heartbeat_at < clock_timestamp() - make_interval(secs => %s)"
            " FROM jobs_work w JOIN authorities_authority a ON a.id = w.authority_id"
            " WHERE w.state = 'running' ORDER BY w.id",
            [HUNG_SECONDS],
        )
        return [_Running(*row) for row in cursor.fetchall()]


def _put_back_if_dead(probe: psycopg.Connection[Any], work: _Running) -> bool:
    dead = try_lock(probe, work.work_id, work.attempt)
    if not dead and not work.hung:
        return False
    try:
        with scope(authority=work.authority_id):
            put_back_work(
                actor=system(work.authority_id, work.authority_code),
                reference=work.reference,
                attempt=work.attempt,
                cause="worker died" if dead else "worker hung",
                limited=True,
            )
    except Superseded:
        return False
    finally:
        if dead:
            unlock(probe, work.work_id, work.attempt)
    return True
