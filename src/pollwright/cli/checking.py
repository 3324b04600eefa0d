"""`pollwright check`: whether this installation is fit for people to rely on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import typer
from django.conf import settings

from pollwright.cli.inspections import database, folders, hosts, people, secrets
from pollwright.findings import Finding, Level, count
from pollwright.terminal import Exit, Format, FormatOption, emit


def check(format_: FormatOption = Format.TEXT) -> None:
    """Check secrets, addresses, the database and its roles, migrations, folders and people; exit 1 where one fails."""
    found = list(_findings())
    counted = count(found)
    text = [f"{one.level}: {one.problem} {one.remedy} ({one.code})" for one in found]
    kind = "a demonstration" if settings.DEMONSTRATION else "an installation for work"
    summary = f"Checked as {kind}: {counted.errors} errors, {counted.warnings} warnings."
    emit({"findings": [asdict(one) for one in found], "errors": counted.errors}, format_, [*text, summary])
    if counted.errors:
        raise typer.Exit(Exit.FAILED)


def _findings() -> Iterator[Finding]:
    for inspect in (secrets, hosts, folders, database, people):
        found = list(inspect())
        yield from found
        if inspect is database and any(one.level is Level.ERROR for one in found):
            return
