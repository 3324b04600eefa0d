"""`pollwright register import`: take a register over from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.files.store import content_of
from pollwright.formats.register_layouts import LAYOUTS
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.runner import perform_asked
from pollwright.jobs.states import WorkState
from pollwright.register.operations.importing import Given, ImportOptions, ask_for_import
from pollwright.terminal import CommandFailed, Exit, Format, FormatOption, emit, in_columns, progress, read_day, say

LEVELS = {"error": "Error", "warning": "Warning", "note": "Note"}
NAMES = ", ".join(layout.name for layout in LAYOUTS)


def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="CSV or Excel, in any common encoding.")
    ],
    layout: Annotated[str, typer.Option("--layout", metavar="NAME", help=f"Recognised if left out. {NAMES}.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--mapping", exists=True, dir_okay=False, help="What the columns mean, in TOML.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Find everything out, change nothing.")] = False,
    keep_good_rows: Annotated[
        bool, typer.Option("--keep-good-rows", help="Leave rows with errors out; else nothing comes in.")
    ] = False,
    add_properties: Annotated[
        bool, typer.Option("--add-properties", help="Make properties of addresses that are not known.")
    ] = False,
    date_: Annotated[
        date | None, typer.Option("--date", parser=read_day, metavar="DAY", help="The day of the register; today.")
    ] = None,
    findings: Annotated[
        Path | None, typer.Option("--findings", help="Write what was found, row by row, to this CSV file.")
    ] = None,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Take a register of electors over: every row is checked, and the counts are proved.

    The same file again changes nothing; what a later one says otherwise of electors who are here is reported. Ends with
    1 where rows have errors and were left out or only checked, and with 3 where the file was refused.
    """
    if layout and mapping:
        raise typer.BadParameter("give a layout or a mapping, not both", param_hint="--mapping")
    if layout and layout not in NAMES.split(", "):
        raise typer.BadParameter(f"one of: {NAMES}", param_hint="--layout")
    actor = acting(authority, as_, Permission.REGISTER_IMPORT)
    with scope(authority=actor.authority_id):
        on = date_ or today(actor.authority_id)
        if on > today(actor.authority_id):
            raise typer.BadParameter("a register is taken over as it is, not as it will be", param_hint="--date")
        with progress("Import of the register") as report:
            ended = perform_asked(
                actor.authority_id,
                lambda: ask_for_import(
                    actor=actor,
                    given=Given(file, file.name),
                    options=ImportOptions(on, layout, "", dry_run, keep_good_rows, add_properties),
                    mapping=None if mapping is None else Given(mapping, mapping.name),
                    background=False,
                ),
                on_progress=report,
            )
        if findings is not None:
            _write_findings(actor, ended, findings)
    _show(ended, format_)


def _show(ended: WorkFacts, format_: Format) -> None:
    """Print what became of the rows; end with 3 where a rule refused the file, and 1 where it has rows with errors."""
    outcome = ended.outcome
    emit({"state": ended.state, "work": ended.reference, **outcome}, format_, _lines(ended.reference, outcome))
    if ended.state is WorkState.REFUSED:
        say(f"{outcome['problem']} {outcome['remedy']} ({outcome['code']})")
        raise typer.Exit(Exit.REFUSED)
    if ended.state is not WorkState.DONE:
        raise CommandFailed(f"The import ended as {ended.state}.", "Nothing was changed; run it again.")
    if outcome["refused"]:
        raise typer.Exit(Exit.FAILED)


def _write_findings(actor: Actor, ended: WorkFacts, path: Path) -> None:
    kept = ended.outcome.get("files", ())
    if not kept:
        if ended.state is WorkState.DONE:
            say("There was nothing to report.")
        return
    path.write_bytes(content_of(actor, kept[0]["token"]).read_bytes())
    say(f"What was found is in {path.name}.")


def _homes(homes: Mapping[str, int]) -> str:
    """Say how the property of those who come in was found; the counts add up to them."""
    words = {
        "reference": "by its reference",
        "uprn": "by UPRN",
        "address": "by address",
        "none": "not found",
        "sealed": "not looked at, being anonymous",
    }
    return "Their property: " + " + ".join(f"{homes[by]:,} {said}" for by, said in words.items())


def _lines(reference: str, outcome: Mapping[str, Any]) -> Iterator[str]:
    if "read" in outcome:
        entered = "would be entered" if outcome["dry_run"] else "entered"
        yield (
            f"{outcome['read']:,} rows read = {outcome['entered']:,} {entered} + {outcome['already']:,} already here"
            f" + {outcome['refused']:,} refused"
        )
        yield f"Read as {outcome['layout']}, {outcome['encoding']}"
        yield _homes(outcome["homes"])
        if outcome["different"]:
            yield f"{outcome['different']:,} electors who are here already differ in the file; nothing was overwritten"
        if outcome["publication"]:
            yield f"The register that was taken over is {outcome['publication']}"
            rows = [(marker or "none", f"{count:,}") for marker, count in sorted(outcome["by_marker"].items())]
            yield from in_columns(("marker", "entered"), rows)
    for found in outcome.get("findings", ()):
        column = f", column {found['column']}" if found["column"] else ""
        first = f" (first: row {found['row']}{column})" if found["row"] else column.replace(", ", " in ")
        often = "once" if found["count"] == 1 else f"{found['count']:,} times"
        yield f"{LEVELS[found['level']]}, {often}{first}: {found['problem']} {found['remedy']}"
    for file in outcome.get("files", ()):
        yield f"What was found: {file['name']} (with {reference} on the page of work)"
