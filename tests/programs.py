"""Programs that a test starts beside itself, and that never outlive it."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

LAST_WORDS = 30
"""Seconds that a program has to end by itself once it is told to."""


@contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator["subprocess.Popen[str]"]:
    """Start a program and end it with the block, however the block ends: a bare `with Popen` would wait for it for ever.

    :param options: what `subprocess.Popen` takes.
    """
    with subprocess.Popen(command, text=True, **options) as program:
        try:
            yield program
        finally:
            program.terminate()
            try:
                program.wait(LAST_WORDS)
            except subprocess.TimeoutExpired:
                program.kill()
