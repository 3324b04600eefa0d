"""The worker: takes jobs from the queue until it is told to stop.

`run_worker` is the process behind `pollwright worker`; `BackgroundWorker` is the same in a thread, for `serve`. Both
finish or put back what they are doing when told to stop, and survive a restart of the database.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading

import psycopg
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg_pool import PoolTimeout

from pollwright.jobs.context import stopping
from pollwright.jobs.jobs import UPKEEP
from pollwright.jobs.line import connection_parameters
from pollwright.jobs.operations.asking import QUEUE
from pollwright.jobs.stalled import defer_forgotten, put_back_stalled

log = logging.getLogger(__name__)

GRACE_SECONDS = 30
RETRY_SECONDS = 2.0
POLLING_SECONDS = 5.0
UNREACHABLE = (ConnectorException, psycopg.Error, PoolTimeout, OSError)


def run_worker(*, concurrency: int = 2, until_empty: bool = False) -> None:
    """Work until SIGTERM or SIGINT; what runs then stops at its next step and is put back for another worker.

    What does not stop within 30 seconds is left to the process's end: it is found and put back by the next worker.

    :param concurrency: how many pieces of long work may run at once in this process.
    :param until_empty: return when the queue is empty in place of waiting.
    """
    stopping.clear()
    previous = {number: signal.signal(number, _stop_the_process) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        _work_until_stopped(concurrency, until_empty)
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        stopping.clear()


class BackgroundWorker:
    """A worker in a thread of this process, with an event loop of its own and no signal handlers."""

    def __init__(self, *, concurrency: int = 2) -> None:
        self._thread = threading.Thread(
            target=_work_until_stopped, args=(concurrency, False), name="worker", daemon=True
        )

    def start(self) -> None:
        """Begin to take jobs."""
        stopping.clear()
        self._thread.start()

    def stop(self, *, seconds: float = GRACE_SECONDS) -> bool:
        """Tell the worker to stop, wait for it, and return whether it has."""
        stopping.set()
        self._thread.join(seconds)
        ended = not self._thread.is_alive()
        if ended:
            stopping.clear()
        return ended


def _stop_the_process(number: int, frame: object) -> None:
    if stopping.is_set():
        os._exit(1)
    stopping.set()
    late = threading.Timer(GRACE_SECONDS, os._exit, [1])
    late.daemon = True
    late.start()


def _work_until_stopped(concurrency: int, until_empty: bool) -> None:
    """Run the worker, and run it again when the database went away."""
    while not stopping.is_set():
        try:
            asyncio.run(_work(concurrency, until_empty))
        except UNREACHABLE as problem:
            log.warning("the worker lost the database (%s) and tries again", type(problem).__name__)
        else:
            if until_empty:
                return
        stopping.wait(RETRY_SECONDS)


async def _work(concurrency: int, until_empty: bool) -> None:
    await sync_to_async(_begin_anew)()
    queue = app.with_connector(PsycopgConnector(kwargs=connection_parameters(), min_size=1, max_size=6, timeout=10))
    async with queue.open_async():
        workers = [
            asyncio.create_task(_one_worker(queue, name, many, until_empty))
            for name, many in ((QUEUE, concurrency), (UPKEEP, 1))
        ]
        watch = asyncio.create_task(_watch(workers, until_empty))
        try:
            await asyncio.gather(*workers)
        except asyncio.CancelledError:
            log.info("the worker has stopped")
        finally:
            watch.cancel()


async def _one_worker(queue: App, name: str, concurrency: int, until_empty: bool) -> None:
    await queue.run_worker_async(
        queues=[name],
        name=name,
        concurrency=concurrency,
        wait=not until_empty,
        fetch_job_polling_interval=POLLING_SECONDS,
        delete_jobs="successful",
        install_signal_handlers=False,
    )


async def _watch(workers: list[asyncio.Task[None]], until_empty: bool) -> None:
    """Stop all workers when the process is told to stop, or when one has ended that should not have."""
    while not (stopping.is_set() or any(_ended_badly(worker, until_empty) for worker in workers)):
        await asyncio.sleep(0.2)
    for worker in workers:
        worker.cancel()


def _ended_badly(worker: asyncio.Task[None], until_empty: bool) -> bool:
    """Whether a worker has ended by a fault, or at all where it should wait for more."""
    return worker.done() and (not until_empty or worker.cancelled() or worker.exception() is not None)


def _begin_anew() -> None:
    """Drop connections that may be dead, and put back at once what died with the worker before."""
    connections.close_all()
    put_back_stalled()
    defer_forgotten()
