"""`pollwright polls`: open data of polls from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.acting import Permission
from pollwright.opendata.operations.releasing import Form, release_open_data
from pollwright.opendata.papers.public_csv import Table

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def polls() -> None:
    """Polls and what is public of them."""


@app.command("export", short_help="Write open data of a poll.")
def export(
    poll: Annotated[str, typer.Argument(metavar="POLL", help="The reference of the poll, such as PL0000001.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", dir_okay=False, metavar="FILE", help="Where the file goes.")
    ],
    form: Annotated[
        Form, typer.Option("--format", help="json, csv (every table in one ZIP), or nist (SP 1500-100).")
    ] = Form.JSON,
    table: Annotated[
        Table | None, typer.Option("--table", help="With csv: one table as a plain CSV in place of the ZIP.")
    ] = None,
    authority: AuthorityOption = "",
    as_: AsOption = "",
) -> None:
    """Write elections, candidates, notices and polling places of a poll; it leaves an event with the file's hash.

    Candidates are in it once their statement of persons nominated is published; home addresses never are.

    Example: pollwright polls export PL0000001 --format nist -o report.json
    """
    if not output.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {output.parent}", param_hint="--output")
    if table and form is not Form.CSV:
        raise typer.BadParameter("only csv has tables", param_hint="--table")
    actor = acting(authority, as_, Permission.POLLS_VIEW)
    with scope(authority=actor.authority_id):
        made = release_open_data(actor=actor, reference=poll, form=form, at=timezone.now(), table=table)
    output.write_bytes(made.content)
    typer.echo(f"{output}: {len(made.content):,} bytes, SHA-256 {made.sha256}")
