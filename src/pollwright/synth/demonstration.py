"""`pollwright demo`: a working demonstration authority in the browser."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from django_scopes import scope

from pollwright.access.operations.founding import Charter
from pollwright.acting import Role
from pollwright.audit.sealing import seal_trail
from pollwright.authorities.calendars import calendar_of
from pollwright.cli.installation import database
from pollwright.cli.migrating import migrate
from pollwright.cli.ports import free_port, refuse_taken_port
from pollwright.postgres import default_folder, discard_other_version
from pollwright.synth.authorities import PROFILES
from pollwright.synth.casework import open_cases
from pollwright.synth.demonstration_database import Made, Note, is_there, make_room, mark, take_measure
from pollwright.synth.demonstration_serving import only_one, serve_until_told, told_to_stop
from pollwright.synth.generation import generate
from pollwright.synth.half_year import report_half_year
from pollwright.synth.history import History, story_of
from pollwright.synth.indicators import keep_indicators
from pollwright.synth.loading import Folder, Progress, load_all_places, load_register, receive_applications
from pollwright.synth.money import keep_books
from pollwright.synth.near_poll import run_up
from pollwright.synth.officers import Login, Logins, acting_as, delegate, found
from pollwright.synth.plans import keep_plans, show_team
from pollwright.synth.poll_work import Neighbour, work_on_polls
from pollwright.synth.polls import call_polls
from pollwright.synth.rolls import call_for_ratepayers
from pollwright.synth.team import keep_team
from pollwright.terminal import Format, emit, progress, say

SEED = 1
SMALL_ELECTORS = 1_200
LARGE, SMALL = "somerset", "small"
PORT_SECONDS = 5
"""How long a port may still be in use by a demonstration that was just killed."""


def demo(
    electors: Annotated[int, typer.Option("--electors", min=1, max=4_300_000, help="How large.")] = 43_000,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where to serve it.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it, or only make it.")] = True,
    reset: Annotated[bool, typer.Option("--reset", help="Make it anew, losing what was done in it.")] = False,
) -> None:
    """Make a demonstration authority and serve it until Ctrl-C. A second start goes on with the same data.

    Example: pollwright demo --electors 2000 --port 8001
    """
    os.environ["POLLWRIGHT_DEMONSTRATION"] = "1"
    settings.DEMONSTRATION = True
    home = Path(settings.HOME)
    with told_to_stop(), only_one(home):
        if serve:
            refuse_taken_port("127.0.0.1", port, patience=PORT_SECONDS)
        note = Note(home / "demonstration.json")
        if reset and note.read() is not None and not os.environ.get("DATABASE_URL"):
            discard_other_version(default_folder(os.environ), os.environ)
        with database() as url:
            began = time.monotonic()
            made = _make_sure(url, note, electors, reset=reset)
            _show(Logins(home / "demonstration-logins.json"), made, time.monotonic() - began)
            if serve:
                serve_until_told(port or free_port())
            else:
                say("To serve it, give the same command without --no-serve.")


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
    try:
        with progress("Making the demonstration") as report:
            _build(url, electors, now, _telling(report))
    except KeyboardInterrupt:
        say("\nStopped half way. The next start makes the demonstration anew.")
        raise
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
    folder = Path(settings.HOME) / "demonstration"
    shutil.rmtree(folder, ignore_errors=True)  # one that was killed leaves its files
    try:
        _large(url, electors, now, logins, folder / LARGE, report)
        _small(now, logins, folder / SMALL, report)
        for login in logins.held.values():
            if login.role == Role.HEAD:
                seal_trail(actor=acting_as(login, on=now.date()))
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
    call_polls(head, now=now, progress=report)
    senior, next_door = acting_as(logins.of(head.authority_code, Role.SENIOR), on=today), PROFILES[SMALL]()
    report("Work for the polls")
    run_up(head, senior, now=now)
    work_on_polls(head, senior, Neighbour(next_door.gss, next_door.name), now=now)
    call_for_ratepayers(head, on=today)
    open_cases(head, now=now)
    keep_plans(head, senior, now=now)
    keep_indicators(head, senior, now=now)
    keep_books(head, acting_as(logins.of(head.authority_code, Role.FINANCE), on=today), now=now)
    keep_team(head, now=now)
    show_team(head, now=now)
    report_half_year(head, now=now)


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
    emit(None, Format.TEXT, _told(logins, made, seconds))


def _told(logins: Logins, made: Made, seconds: float) -> Iterator[str]:
    yield f"\nReady after {seconds:.0f} seconds: {made.electors:,} electors, made on {made.on}."
    yield "Sign in as anybody with one click, or with these e-mail addresses, passwords and authenticator secrets:\n"
    for login in logins.held.values():
        yield f"  {login.authority:<14} {login.title:<34} {login.email:<38} {login.password}  {login.totp_secret}"
    yield ""
