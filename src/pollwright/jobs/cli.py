"""The command that does long work."""

from __future__ import annotations

from typing import Annotated

import typer

from pollwright.jobs.worker import run_worker


def worker(
    at_once: Annotated[int, typer.Option("--at-once", min=1, help="How many pieces of long work run at once.")] = 2,
    until_empty: Annotated[bool, typer.Option("--until-empty", help="End when there is nothing to do.")] = False,
) -> None:
    """Do the long work that pages and commands ask for, and the upkeep, until Ctrl-C.

    Told to stop, it puts what it is doing back for another worker. Work whose worker died is put back within a minute.
    """
    run_worker(concurrency=at_once, until_empty=until_empty)
