"""`pollwright serve`: the web server, of the officers' pages or of the public site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from pollwright.access.web.client import loopback
from pollwright.cli.ports import refuse_taken_port
from pollwright.config.environment import pooled
from pollwright.terminal import CommandFailed, say

Host = Annotated[str, typer.Option("--host", help="The address to listen at.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Where to listen.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="How many processes.")]
Threads = Annotated[int, typer.Option("--threads", min=1, help="How many threads in each.")]


def serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2, threads: Threads = 4) -> None:
    """Serve the officers' pages until Ctrl-C. Put a proxy with TLS before it where others than you use it."""
    _serve(host, port, workers, threads)


def serve_public(host: Host = "127.0.0.1", port: Port = 8001, workers: Workers = 2, threads: Threads = 4) -> None:
    """Serve the pages for residents, and nothing else, until Ctrl-C, under the names of POLLWRIGHT_PUBLIC_HOSTS.

    The processes know no officers' page and use a database role that reads what is public.
    """
    _serve(host, port, workers, threads)


def _serve(host: str, port: int, workers: int, threads: int) -> None:
    if settings.DEMONSTRATION and not loopback(host):
        raise CommandFailed(
            "A demonstration lets anybody sign in, so it is served on this machine only.",
            "Use --host 127.0.0.1, or unset POLLWRIGHT_DEMONSTRATION.",
        )
    refuse_taken_port(host, port)
    connections.close_all()
    pooled(connections.settings["default"], threads)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    say(f"Serving at http://{'localhost' if loopback(host) else host}:{port}/ (Ctrl-C stops it)")
    server = Server(
        "pollwright.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.serve()
