"""`pollwright demo`: a working demonstration authority in the browser."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import connections
from django.utils import timezone
from django_scopes import scope

from pollwright.access.operations.founding import Charter
from pollwright.acting import Role
from pollwright.authorities.calendars import calendar_of
from pollwright.cli.installation import database
from pollwright.cli.migrating import migrate
from pollwright.synth.authorities import PROFILES
from pollwright.synth.demonstration_database import Made, Note, is_there, make_room, mark, take_measure
from pollwright.synth.generation import generate
from pollwright.synth.history import History, story_of
from pollwright.synth.loading import Folder, Progress, load_all_places, load_register, receive_applications
from pollwright.synth.officers import Login, Logins, acting_as, delegate, found
from pollwright.terminal import progress, say

SEED = 1
SMALL_ELECTORS = 1_200
LARGE, SMALL = "somerset", "small"
STOP_SECONDS = 20
COMMAND = (sys.executable, "-m", "pollwright.cli.main")


def demo(
    electors: Annotated[int, typer.Option("--electors", min=1, max=4_300_000, help="How large.")] = 43_000,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where to serve it.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it, or only make it.")] = True,
    reset: Annotated[bool, typer.Option("--reset", help="Make it anew, losing what was done in it.")] = False,
) -> None:
    """Make a demonstration authority and serve it until Ctrl-C. A second start goes on with the same data."""
    os.environ["POLLWRIGHT_DEMONSTRATION"] = "1"
    settings.DEMONSTRATION = True
    with database() as url:
        began = time.monotonic()
        made = _make_sure(url, Note(settings.HOME / "demonstration.json"), electors, reset=reset)
        _show(Logins(settings.HOME / "demonstration-logins.json"), made, time.monotonic() - began)
        if serve:
            _serve(port)


def _make_sure(url: str, note: Note, electors: int, *, reset: bool) -> Made:
    """Return the demonstration that is here, made now where there is none that is whole."""
    held = note.read()
    if held is not None and not reset and is_there(url, held):
        migrate()
        if held.electors != electors:
            say(f"The demonstration that is here has {held.electors:,} electors. For another size: --reset")
        return held
    note.forget()
    make_room(url)
    migrate()
    now = timezone.localtime()
    with progress("Making the demonstration") as report:
        _build(url, electors, now, _telling(report))
    made = Made(electors, SEED, now.date().isoformat(), mark(url))
    note.write(made)
    return made


def _telling(report: Progress) -> Progress:
    """Return a progress that also says each new part on a line of its own where nobody sees the bar."""
    said: list[str] = []

    def tell(step: str = "", done: int = 0, total: int = 0) -> None:
        report(step, done, total)
        if step and step not in said and not sys.stderr.isatty():
            said.append(step)
            say(f"  {step}")

    return tell


def _build(url: str, electors: int, now: datetime, report: Progress) -> None:
    logins = Logins(settings.HOME / "demonstration-logins.json")
    folder = Path(settings.HOME) / "demonstration" / secrets.token_hex(4)
    try:
        _large(url, electors, now, logins, folder / LARGE, report)
        _small(now, logins, folder / SMALL, report)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _large(url: str, electors: int, now: datetime, logins: Logins, folder: Path, report: Progress) -> None:
    today = now.date()
    report("Inventing electors", 0, electors)
    generate(electors, SEED, today, folder, lambda done, total: report("Inventing electors", done, total))
    head_login = _found(LARGE, logins, today)
    head = acting_as(head_login, on=today)
    with scope(authority=head.authority_id):
        delegate(head, logins.of(head.authority_code, Role.SENIOR), on=today)
        story = story_of(today, calendar_of(head.authority_id))
    History(head, Folder(folder), story, now=now, settle=lambda: take_measure(url), progress=report).play()


def _small(now: datetime, logins: Logins, folder: Path, report: Progress) -> None:
    """Make the second council: places, a register and applications, so that borders between councils can be seen."""
    today = now.date()
    report("A second council")
    generate(SMALL_ELECTORS, SEED, today, folder, authority=SMALL)
    head = acting_as(_found(SMALL, logins, today), on=today)
    files = Folder(folder)
    with scope(authority=head.authority_id):
        load_all_places(head, files, on=today)
        load_register(head, files, on=today, entered_by=None, progress=report)
        receive_applications(head, files.table("applications.csv"), at=now)


def _found(profile: str, logins: Logins, today: date) -> Login:
    told = PROFILES[profile]()
    found(Charter(told.code, told.name, told.gss, demonstration=True), logins, on=today.replace(year=today.year - 1))
    return logins.of(told.code, Role.HEAD)


def _show(logins: Logins, made: Made, seconds: float) -> None:
    say(f"\nReady after {seconds:.0f} seconds: {made.electors:,} electors, made on {made.on}.")
    say("Sign in as anybody with one click, or with these:\n")
    for login in logins.held.values():
        say(f"  {login.authority:<14} {login.title:<40} {login.email:<44} {login.password}  TOTP {login.totp_secret}")
    say("")


def _serve(port: int) -> None:
    """Run the web server and a worker until Ctrl-C or until one of them ends."""
    port = port or _free_port()
    connections.close_all()
    environment = {**os.environ, "POLLWRIGHT_DEMONSTRATION": "1"}
    children = [
        # A session of its own, so that what a child has started can be ended with it.
        subprocess.Popen([*COMMAND, *arguments], env=environment, start_new_session=True)  # noqa: S603
        for arguments in (["serve", "--port", str(port)], ["worker"])
    ]
    with _until_told(children):
        while all(child.poll() is None for child in children):
            time.sleep(0.2)


@contextmanager
def _until_told(children: list[subprocess.Popen[bytes]]) -> Iterator[None]:
    """Stop every child when this process is told to stop, or when one of them has ended by itself."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        say("\nStopping")
    finally:
        signal.signal(signal.SIGTERM, previous)
        _stop(children)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, until - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
