"""Whether a server may listen at a port, asked before anything else is begun."""

from __future__ import annotations

import errno
import socket
import time

from pollwright.terminal import CommandFailed

PAUSE_SECONDS = 0.2


def refuse_taken_port(host: str, port: int, *, patience: float = 0.0) -> None:
    """Say so at once where nobody can be served at a port.

    :param port: 0 is any that is free.
    :param patience: for how many seconds a port that is in use may still become free, as after a server was killed.
    :raises CommandFailed: where another program listens there, where this user may not, or where the host is not here.
    """
    until = time.monotonic() + patience
    while (problem := _problem_of(host, port)) is not None:
        if problem.errno != errno.EADDRINUSE or time.monotonic() >= until:
            raise _in_words(host, port, problem) from problem
        time.sleep(PAUSE_SECONDS)


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _problem_of(host: str, port: int) -> OSError | None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as problem:
            return problem
    return None


def _in_words(host: str, port: int, problem: OSError) -> CommandFailed:
    if problem.errno == errno.EADDRINUSE:
        another = port + 1 if port < 65535 else 8000
        return CommandFailed(
            f"Another program listens at port {port} already.", f"Stop it, or choose another port: --port {another}"
        )
    if problem.errno == errno.EACCES:
        return CommandFailed(f"You may not listen at port {port}.", "Choose a port from 1024 on, such as --port 8000.")
    return CommandFailed(f"Nobody can be served at {host}: {problem.strerror}.", "Check --host.")
