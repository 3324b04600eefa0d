"""A command that a demonstration has started, and that does not outlive it.

Its standard input is a pipe that nothing is ever written to. The pipe ends when the demonstration does, even by a kill
that lets it do nothing more; then this process is told to stop, and past its time is ended with all it has started.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from pollwright.cli.main import main

STOP_SECONDS = 20


def _end_with_the_demonstration() -> None:
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_demonstration, name="demonstration", daemon=True).start()
    main()
