"""`pollwright migrate`: bring the database up to date, as its owner."""

from __future__ import annotations

from typing import Annotated

import typer
from django.core.management import call_command

from pollwright.cli.installation import aim, database
from pollwright.postgres import ensure_privileges, ensure_roles
from pollwright.terminal import say


def migrate(
    plan: Annotated[bool, typer.Option("--plan", help="Only show what would be done.")] = False,
) -> None:
    """Make or change the tables so that they are what this version needs. Safe to repeat.

    The login of DATABASE_URL must own the database; pages, work and commands use the role pollwright_app.
    """
    with database() as url:
        ensure_roles(url)
        ensure_privileges(url)
        aim(role="")
        try:
            call_command("migrate", plan=plan, interactive=False, verbosity=1 if plan else 0)
        finally:
            aim()
    if not plan:
        say("The database is up to date.")
