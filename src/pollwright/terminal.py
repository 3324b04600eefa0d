"""How commands speak: what they print, how they end, and how they show that long work goes on.

Standard output carries the answer and nothing else, so that `--format json` can be piped; progress and messages go to
standard error. This module knows no room, so every room's `cli.py` may use it.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PATIENCE_SECONDS = 2.0
"""Work that ends sooner shows no bar."""


class Exit(IntEnum):
    """How a command ends, for scripts."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    REFUSED = 3


class Format(StrEnum):
    """How data is printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the answer.")]
"""The option of every command that prints data."""

Report = Callable[..., None]
"""`report(step, done, total)`: what `progress` gives; `total` 0 means that it is not known."""


class CommandFailed(Exception):
    """A command can't do its work (exit 1): not a refusal of the law, but something of this installation.

    :param problem: what is wrong, without personal data.
    :param remedy: what the person at the keyboard can do.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


def read_day(text: str) -> date:
    """Read a day that was typed, for `typer.Option(parser=read_day, metavar="DAY")`.

    :raises BadParameter: where it is none.
    """
    try:
        if len(text) != len("2026-12-01"):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as unreadable:
        raise typer.BadParameter("must be a day such as 2026-12-01") from unreadable


def emit(value: Any, shown: Format, text: Iterable[str]) -> None:
    """Print an answer: `value` as JSON, or `text` line by line."""
    if shown is Format.JSON:
        sys.stdout.write(f"{as_json(value)}\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in text)
    sys.stdout.flush()


def say(text: str) -> None:
    """Tell the person at the keyboard something that is not the answer."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def as_json(value: Any) -> str:
    """Return JSON of dataclasses, mappings, days, moments and the like."""
    return json.dumps(value, default=_plain, ensure_ascii=False, indent=2)


def in_columns(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table as lines of text whose columns stand under one another; None is an empty cell."""
    lines = [[str(cell) for cell in header]]
    lines += [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


@contextmanager
def progress(title: str, *, patience: float = PATIENCE_SECONDS) -> Iterator[Report]:
    """Show a bar on a terminal once the work has taken `patience` seconds; elsewhere show nothing.

    The work calls what this yields with its step, and how much is done of how much.
    """
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(title, total=None)
    began = time.monotonic()

    def report(step: str = "", done: int = 0, total: int = 0) -> None:
        bar.update(task, description=step or title, completed=done, total=total or None)
        if sys.stderr.isatty() and not bar.live.is_started and time.monotonic() - began >= patience:
            bar.start()

    try:
        yield report
    finally:
        if bar.live.is_started:
            bar.stop()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID | Path):
        return str(value)
    if isinstance(value, set | frozenset | tuple | Iterator):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON")
