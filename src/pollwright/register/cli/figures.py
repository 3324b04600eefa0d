"""Copies of published registers, figures and the proof of the trail from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.acting import Permission
from pollwright.audit.queries.events import every_seal, unsealed
from pollwright.audit.verification import verify as verify_trail
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import today
from pollwright.oversight.operations.verifying import record_verification
from pollwright.register.operations.exporting import export_publication
from pollwright.register.operations.exporting_copies import export_as_at
from pollwright.register.proofs import damaged_files
from pollwright.register.queries.electorates import electorates
from pollwright.register.queries.published_as_at import day_asked_for
from pollwright.terminal import Exit, Format, FormatOption, emit, in_columns, progress, read_day


def export(
    output: Annotated[
        Path, typer.Option("-o", "--output", dir_okay=False, metavar="FILE", help="Where the copy goes.")
    ],
    publication: Annotated[str, typer.Option("--publication", metavar="REF", help="The published register.")] = "",
    as_at: Annotated[
        date | None,
        typer.Option(
            "--as-at", parser=read_day, metavar="DAY", help="In place of a publication: as it stood on a day."
        ),
    ] = None,
    edition: Annotated[str, typer.Option(help="full, open, overseas or other-electors.")] = "full",
    format_: Annotated[str, typer.Option("--format", help="csv, xlsx, parquet or pdf.")] = "csv",
    purpose: Annotated[str, typer.Option(help="What the copy is for, in your words; stands in the trail.")] = "",
    authority: AuthorityOption = "",
    as_: AsOption = "",
) -> None:
    """Write a copy of a published register; whoever is anonymous now is masked, and the copy leaves an event.

    The register as it stood on any day is the full edition, as csv, xlsx or parquet.

    Example: pollwright register export --publication R0000003 --edition full --format pdf -o register.pdf
    """
    if not output.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {output.parent}", param_hint="--output")
    if bool(publication) == bool(as_at):
        raise typer.BadParameter("name a published register, or a day", param_hint="--publication or --as-at")
    if as_at and edition != "full":
        raise typer.BadParameter("the register as at a day has the full edition only", param_hint="--edition")
    actor = acting(authority, as_, Permission.REGISTER_EXPORT)
    if as_at:
        on = day_asked_for(as_at, latest=today(actor.authority_id))
        with progress(f"Export of the register as at {as_at}"):
            copy = export_as_at(actor=actor, on=on, format=format_, output=output, purpose=purpose)
        typer.echo(f"{output}: {copy.rows:,} rows, {copy.bytes:,} bytes, SHA-256 {copy.sha256}")
        return
    with progress(f"Export of {publication}") as report:
        made = export_publication(
            actor=actor,
            reference=publication,
            edition=edition,
            format=format_,
            output=output,
            purpose=purpose,
            progress=report,
        )
    typer.echo(f"{made.path}: {made.rows:,} rows, {made.bytes:,} bytes, SHA-256 {made.sha256}")
    if made.masked:
        typer.echo(f"{made.masked:,} electors are in it by number and letters only: they are anonymous now.")


def stats(
    on: Annotated[
        date | None, typer.Option("--date", parser=read_day, metavar="DAY", help="The day; today by default.")
    ] = None,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Count electors and attainers, by franchise, polling district and area, as the register stands on a day.

    Example: pollwright register stats --date 2026-12-01 --format json
    """
    actor = acting(authority, as_, Permission.REGISTER_VIEW)
    with scope(authority=actor.authority_id):
        day = on or today(actor.authority_id)
        found = electorates(actor.authority_id, calendar_of(actor.authority_id).nation, on=day)
    rows = [("all", "", "", *_cells(found.whole))]
    rows += [("district", place.code, place.name, *_cells(place.count)) for place in found.by_district]
    rows += [
        (kind, place.code, place.name, *_cells(place.count)) for kind, held in found.by_area.items() for place in held
    ]
    header = ("kind", "code", "name", "electors", "attainers", "parliamentary", "local")
    emit(found.as_json(), format_, in_columns(header, rows))


def verify(authority: AuthorityOption = "", as_: AsOption = "", format_: FormatOption = Format.TEXT) -> None:
    """Check every sealed event and every file of every published register; exit 1 where anything was changed."""
    actor = acting(authority, as_, Permission.AUDIT_VIEW)
    with scope(authority=actor.authority_id):
        seals = sum(1 for _ in every_seal(actor.authority_id))
        waiting = unsealed(actor.authority_id)
        with progress("Verifying"):
            findings = [*verify_trail(actor.authority_id), *damaged_files(actor.authority_id)]
        record_verification(actor=actor, seals=seals, findings=findings, conclude=lambda outcome: outcome)
    lines = [f"{one.code}: {one.problem} {one.remedy}" for one in findings]
    said = lines or [f"{seals} seals and the files of every publication are as they were made."]
    if waiting:
        said.append(f"{waiting:,} events are not sealed yet. A worker seals every five minutes: pollwright audit seal")
    emit({"seals": seals, "unsealed": waiting, "findings": findings}, format_, said)
    if findings:
        raise typer.Exit(Exit.FAILED)


def _cells(count: object) -> tuple[int, ...]:
    return tuple(getattr(count, name) for name in ("electors", "attainers", "parliamentary", "local"))
