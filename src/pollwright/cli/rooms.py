"""Which commands there are, and where each comes from.

A room offers its commands in its `cli.py`, as a `typer.Typer` or as a function. They are imported only when they are
asked for, after Django has been set up, so that `pollwright --help` stays quick.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from pollwright.cli.installation import set_up, with_database
from pollwright.config.environment import PUBLIC

PACKAGE = Path(__file__).resolve().parent.parent


class Needs(Enum):
    """What must be ready before a command runs."""

    NOTHING = 0
    SETTINGS = 1
    DATABASE = 2


@dataclass(frozen=True, slots=True)
class Mount:
    """A command or a group of commands.

    :param place: `module:attribute` of a Typer or a function.
    :param needs: what it needs before it runs; a private server is started where the environment names none.
    :param site: which site's settings it runs with, where they are not the officers'.
    """

    name: str
    place: str
    help: str
    needs: Needs = Needs.DATABASE
    site: str = ""

    @property
    def there(self) -> bool:
        """Whether its module is part of this installation."""
        module = self.place.partition(":")[0].removeprefix("pollwright.")
        place = PACKAGE / module.replace(".", "/")
        return place.with_suffix(".py").exists() or (place / "__init__.py").exists()


ROOMS = (
    Mount("demo", "pollwright.synth.demonstration:demo", "Make and serve a demonstration authority.", Needs.SETTINGS),
    Mount("serve", "pollwright.cli.serving:serve", "Serve the officers' pages."),
    Mount("serve-public", "pollwright.cli.serving:serve_public", "Serve residents' pages alone.", site=PUBLIC),
    Mount("worker", "pollwright.jobs.cli:worker", "Do the work that pages and commands ask for."),
    Mount("migrate", "pollwright.cli.migrating:migrate", "Bring the database up to date.", Needs.SETTINGS),
    Mount("check", "pollwright.cli.checking:check", "Check this installation before people rely on it."),
    Mount("authority", "pollwright.access.cli:authorities", "Authorities of this installation."),
    Mount("user", "pollwright.access.cli:people", "People who sign in, and their roles."),
    Mount("permissions", "pollwright.access.cli:permissions", "Print the permission matrix.", Needs.SETTINGS),
    Mount("places", "pollwright.places.cli:app", "Areas, polling districts and properties."),
    Mount("register", "pollwright.register.cli:app", "The register of electors."),
    Mount("polls", "pollwright.opendata.cli:app", "Polls and what is public of them."),
    Mount("plan", "pollwright.service_plan.cli:app", "Service plans: take them over, write them as documents."),
    Mount("year", "pollwright.year.cli:year", "Everything that the office owes by a day."),
    Mount("timetable", "pollwright.cli.timetable:timetable", "The statutory timetable of a poll.", Needs.NOTHING),
    Mount(
        "bank-holidays",
        "pollwright.cli.bank_holidays:app",
        "The bank holidays that dates are counted by.",
        Needs.NOTHING,
    ),
    Mount("audit", "pollwright.oversight.cli:audit", "The audit trail and its seals."),
    Mount("retention", "pollwright.oversight.cli:retention", "What the law says must go."),
    Mount("synth", "pollwright.synth.cli:synth", "Make a realistic, fictitious authority as files.", Needs.NOTHING),
    Mount("backup", "pollwright.backups.cli:backup", "Write everything to one verified file."),
    Mount("restore", "pollwright.backups.cli:restore", "Bring everything back from a backup."),
)
"""Every command, in the order of the help."""


class Rooms(TyperGroup):
    """The group of all commands: knows their names, and imports one when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands that are installed."""
        return [mount.name for mount in ROOMS if mount.there]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, imported and ready to run, or None where there is none of that name."""
        mount = next((mount for mount in ROOMS if mount.name == cmd_name and mount.there), None)
        return None if mount is None else _loaded(mount)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the list of commands without importing them."""
        typer.echo("Usage: pollwright COMMAND [OPTIONS] ...\n\nThe electoral management system for UK councils.\n")
        width = max(len(mount.name) for mount in ROOMS)
        for mount in ROOMS:
            if mount.there:
                typer.echo(f"  {mount.name.ljust(width)}  {mount.help}")
        typer.echo("\nEvery command explains itself: pollwright COMMAND --help")


def _loaded(mount: Mount) -> Any:
    if mount.site:
        os.environ["POLLWRIGHT_SITE"] = mount.site
    if mount.needs is not Needs.NOTHING:
        set_up()
    module, _, attribute = mount.place.partition(":")
    offered = getattr(importlib.import_module(module), attribute)
    command = typer.main.get_command(offered if isinstance(offered, typer.Typer) else _alone(mount, offered))
    command.name = mount.name
    if mount.needs is Needs.DATABASE:
        for leaf in _leaves(command):
            leaf.callback = with_database(leaf.callback)
    return command


def _alone(mount: Mount, function: Callable[..., Any]) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(mount.name)(function)
    return app


def _leaves(command: Any) -> Iterator[Any]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield command
        return
    for one in inner.values():
        yield from _leaves(one)
