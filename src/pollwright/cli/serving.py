"""`pollwright serve`: the web server, of the officers' pages or of the public site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from pollwright.access.web.entrance.demonstration import loopback
from pollwright.cli.ports import refuse_taken_port
from pollwright.config.public_site import PUBLIC
from pollwright.terminal import CommandFailed, say


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where to listen.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes.")] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, help="How many threads in each.")] = 4,
    public: Annotated[
        bool, typer.Option("--public", help="Serve residents' pages alone, by a role that reads.")
    ] = False,
) -> None:
    """Serve the officers' pages until Ctrl-C. Put a proxy with TLS before it where others than you use it.

    With --public, processes of their own serve the pages for residents under POLLWRIGHT_PUBLIC_HOSTS, and nothing else.
    """
    if settings.DEMONSTRATION and not loopback(host):
        raise CommandFailed(
            "A demonstration lets anybody sign in, so it is served on this machine only.",
            "Use --host 127.0.0.1, or unset POLLWRIGHT_DEMONSTRATION.",
        )
    refuse_taken_port(host, port)
    os.environ["POLLWRIGHT_POOL"] = "1"
    os.environ["POLLWRIGHT_POOL_SIZE"] = str(threads)
    if public:
        os.environ["POLLWRIGHT_SITE"] = PUBLIC
    connections.close_all()
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
