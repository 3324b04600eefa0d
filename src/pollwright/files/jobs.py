"""Upkeep of the store."""

from __future__ import annotations

from procrastinate.contrib.django import app

from pollwright.files.store import sweep_orphans


@app.periodic(cron="17 * * * *")
@app.task(name="pollwright.sweep_orphans", queue="upkeep", queueing_lock="sweep_orphans")
def sweep(timestamp: int) -> None:
    """Remove, every hour, content older than a day that no row names."""
    sweep_orphans()
