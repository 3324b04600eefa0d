"""`pollwright plan`: take service plans over, and write them as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.service_plan.operations.exporting import MEDIA_TYPES, export_plan
from pollwright.service_plan.operations.importing import GivenPlan
from pollwright.service_plan.operations.importing import import_plan as take_over
from pollwright.service_plan.operations.posts import import_post
from pollwright.terminal import Format, FormatOption, emit

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.command("import", short_help="Take a service plan over from a file.")
def import_plan(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="DOCX, or text with tabs between cells.")
    ],
    service: Annotated[str, typer.Option(metavar="NAME", help="The service, where the file does not say.")] = "",
    first_year: Annotated[
        int | None, typer.Option("--first-year", metavar="YEAR", help="2026 for 2026/27, where the file does not say.")
    ] = None,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Take a service plan over as a draft; every cell of its tables is kept as typed.

    Example: pollwright plan import elections-2026.docx --format json
    """
    actor = acting(authority, as_, Permission.PLAN_EDIT)
    made = take_over(
        actor=actor,
        given=GivenPlan(file.name, file.read_bytes()),
        at=moment(actor.authority_id),
        service=service,
        first_year=first_year,
    )
    said = [
        f"{made.plan}: {made.service}, {made.years} years from {made.first_year};"
        f" {made.sections} sections, {made.tables} tables, {made.cells} cells",
        *made.to_look_at,
    ]
    emit(made, format_, said)


@app.command("export", short_help="Write a service plan as a document.")
def export(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The reference of the plan.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", dir_okay=False, metavar="FILE", help="Where the document goes.")
    ],
    format_: Annotated[str, typer.Option("--format", help=f"{', '.join(MEDIA_TYPES)}.")] = "docx",
    version: Annotated[
        str, typer.Option("--version", metavar="NUMBER", help="A published version, in place of the working copy.")
    ] = "",
    authority: AuthorityOption = "",
    as_: AsOption = "",
) -> None:
    """Write a service plan as a Word file, as PDF or as an HTML page.

    Example: pollwright plan export PLN0000001 --format docx -o plan.docx
    """
    if not output.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {output.parent}", param_hint="--output")
    if format_ not in MEDIA_TYPES:
        raise typer.BadParameter(f"one of: {', '.join(MEDIA_TYPES)}", param_hint="--format")
    actor = acting(authority, as_, Permission.PLAN_VIEW)
    made = export_plan(actor=actor, reference=plan, form=format_, at=moment(actor.authority_id), version=version)
    output.write_bytes(made.content)
    proof = made.proof
    typer.echo(
        f"{output}: {len(made.content):,} bytes, SHA-256 {made.sha256};"
        f" {proof.tables} tables, {proof.rows} rows, {proof.cells} cells as in the plan"
    )


@app.command("import-post", short_help="Take a post over from its role description.")
def import_role(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="DOCX, or text with tabs between cells.")
    ],
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Take a post over from its role description; every cell of its tables is kept as typed.

    Example: pollwright plan import-post head-of-elections.docx
    """
    actor = acting(authority, as_, Permission.PLAN_EDIT)
    given = GivenPlan(file.name, file.read_bytes())
    post = import_post(actor=actor, given=given, at=moment(actor.authority_id))
    said = {"post": post.reference, "title": post.title, "grade": post.grade, "reports_to": post.reports_to}
    emit(said, format_, [f"{post.reference}: {post.title}"])
