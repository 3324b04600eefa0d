"""The jobs of this room: performing work, and the upkeep of the queue. Job arguments hold identifiers only."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError, connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from pollwright.jobs.line import LineLost
from pollwright.jobs.operations.asking import PERFORM, QUEUE
from pollwright.jobs.runner import WorkBroke, frames_of, perform
from pollwright.jobs.stalled import defer_forgotten, put_back_stalled

log = logging.getLogger(__name__)
UPKEEP = "upkeep"
KEEP_HOURS = 72


@app.task(name=PERFORM, queue=QUEUE)
def perform_work(authority_id: int, reference: str) -> None:
    """Perform one piece of long work; the outcome is in its row, the queue only learns that it was tried."""
    try:
        perform(authority_id, reference)
    except WorkBroke as fault:
        log.error("work %s failed\n%s", reference, frames_of(fault))
    except (OperationalError, InterfaceError, LineLost):
        connection.close()
        put_back_stalled()  # at once where the database is back already, else by the upkeep


@app.periodic(cron="* * * * *")
@app.task(name="pollwright.put_back_stalled", queue=UPKEEP, queueing_lock="put_back_stalled")
def upkeep_of_work(timestamp: int) -> None:
    """Put back work whose worker died, and give waiting work without a job a job."""
    put_back_stalled()
    defer_forgotten()


@app.periodic(cron="*/10 * * * *")
@app.task(name="pollwright.tidy_queue", queue=UPKEEP, queueing_lock="tidy_queue", pass_context=True)
async def tidy_queue(context: JobContext, timestamp: int) -> None:
    """Close jobs of dead workers (their work is put back by itself), and forget jobs that ended days ago."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.finish_job(job, status=Status.FAILED, delete_job=False)
    await manager.delete_old_jobs(nb_hours=KEEP_HOURS, include_failed=True)
