"""The commands of this room: importing places, and counting them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting, authority_of
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.files.store import content_of
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.runner import perform_asked
from pollwright.jobs.states import WorkState
from pollwright.places.operations.import_reading import PlaceRows
from pollwright.places.operations.import_work import Received, ask_to_import
from pollwright.places.operations.importing import KINDS
from pollwright.places.queries.stats import PlacesStats, places_stats
from pollwright.terminal import CommandFailed, Exit, Format, FormatOption, emit, in_columns, progress, say

app = typer.Typer(
    help="Areas, polling districts and properties.", no_args_is_help=True, rich_markup_mode=None, add_completion=False
)
LEVELS = {"error": "Error", "warning": "Warning", "note": "Note"}


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files that belong together.")],
    kind: Annotated[PlaceRows, typer.Option("--kind", help="Take only these rows.")] = PlaceRows.ALL,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only; change nothing.")] = False,
    keep_good_rows: Annotated[
        bool, typer.Option("--keep-good-rows", help="Leave out rows with errors, in place of all or nothing.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="The files have every property: end those that they have not.")
    ] = False,
    poll: Annotated[str, typer.Option("--poll", help="local or westminster, where a file has stations for both.")] = (
        "local"
    ),
    findings: Annotated[Path | None, typer.Option("--findings", help="Write what was found to this CSV file.")] = None,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Import properties, polling districts, polling places or areas, from any layout that Pollwright knows.

    Ends with 1 where rows have errors and were left out or only checked, and with 3 where the files were refused. A
    second import of the same files changes nothing.
    """
    if poll not in ("local", "westminster"):
        raise typer.BadParameter("must be local or westminster", param_hint="--poll")
    actor = acting(authority, as_, Permission.PLACES_IMPORT)
    with progress("Importing places") as report:
        work = perform_asked(
            actor.authority_id,
            lambda: ask_to_import(
                actor=actor,
                files=[_received(path) for path in files],
                on=today(actor.authority_id),
                kind=kind,
                poll=poll,
                whole=whole,
                dry_run=dry_run,
                keep_good_rows=keep_good_rows,
                background=False,
            ),
            on_progress=report,
        )
    if findings is not None:
        _write_findings(actor, work, findings)
    emit(_plain(work), format_, _lines(work))
    if work.state is WorkState.REFUSED:
        raise typer.Exit(Exit.REFUSED)
    if work.state is not WorkState.DONE or work.outcome["errors"]:
        raise typer.Exit(Exit.FAILED)


@app.command()
def stats(authority: AuthorityOption = "", format_: FormatOption = Format.TEXT) -> None:
    """Print how many areas, districts, polling places and properties there are."""
    council = authority_of(authority)
    with scope(authority=council.pk):
        found = places_stats(council.pk, on=today(council.pk))
    emit(found, format_, _stats_lines(found))


def _received(path: Path) -> Received:
    if not path.is_file():
        raise CommandFailed(f"There is no file {path.name}.", "Check the path.")
    return Received(path.name, path)


def _plain(work: WorkFacts) -> dict[str, Any]:
    return {"work": work.reference, "state": work.state, **{k: v for k, v in work.outcome.items() if k != "files"}}


def _lines(work: WorkFacts) -> list[str]:
    outcome = work.outcome
    if work.state is not WorkState.DONE:
        said = f"{outcome.get('problem', 'The import could not be finished.')} {outcome.get('remedy', '')}".strip()
        return [f"Nothing was changed ({work.reference}).", said]
    lines = [
        f"{'Checked' if outcome['dry_run'] else 'Imported'} ({work.reference}, layout {outcome['layout']}):"
        f" {outcome['rows_read']:,} rows read, {outcome['rows_skipped']:,} left out"
    ]
    figures = ("new", "changed", "unchanged", "refused", "ended")
    rows = [[kind.replace("_", " "), *(f"{by[name]:,}" for name in figures)] for kind, by in _by_kind(outcome)]
    lines += in_columns(["", *figures], rows)
    for name in ("missing", "missing_ended", "tasks_opened"):
        if outcome[name]:
            lines.append(f"{name.replace('_', ' ')}: {outcome[name]:,}")
    for one in outcome["findings"]:
        first = f" (first: {one['where']})" if one["where"] else ""
        often = "once" if one["count"] == 1 else f"{one['count']:,} times"
        lines.append(f"{LEVELS[one['level']]}, {often}{first}: {one['problem']} {one['remedy']}")
    if outcome["dry_run"]:
        lines.append("Nothing was changed: this was a check.")
    return lines


def _by_kind(outcome: dict[str, Any]) -> list[tuple[str, dict[str, int]]]:
    return [(kind, outcome["by_kind"][kind]) for kind in KINDS]


def _stats_lines(found: PlacesStats) -> list[str]:
    lines = [
        f"Properties: {found.properties:,}, polling districts: {found.districts:,}, places: {found.polling_places:,}"
    ]
    lines += in_columns(["area", "number"], [[kind, f"{count:,}"] for kind, count in found.areas.items()])
    lines += in_columns(["status", "properties"], [[kind, f"{count:,}"] for kind, count in found.by_status.items()])
    lines += in_columns(["district", "properties"], [[code, f"{count:,}"] for code, count in found.by_district.items()])
    return lines


def _write_findings(actor: Actor, work: WorkFacts, path: Path) -> None:
    kept = work.outcome.get("files", ())
    if not kept:
        say("There were no findings to write.")
        return
    with scope(authority=actor.authority_id):
        path.write_bytes(content_of(actor, kept[0]["token"]).read_bytes())
    say(f"Findings are in {path.name}.")
