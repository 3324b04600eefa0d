"""`pollwright synth`: write a demonstration authority to a folder."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pollwright.synth.authorities import PROFILES
from pollwright.synth.generation import generate
from pollwright.synth.manifest import Manifest

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, help="Make a demonstration authority of invented people."
)


@app.command()
def synth(
    out: Annotated[Path, typer.Option("--out", help="Folder to write the files to; made if it is not there.")],
    electors: Annotated[
        int, typer.Option("--electors", min=1, max=10_000_000, help="Entries in the register.")
    ] = 43_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same authority.")] = 1,
    on: Annotated[str, typer.Option("--on", help="Day it is seen on, as 2026-11-22; today where left out.")] = "",
    authority: Annotated[str, typer.Option("--authority", help=f"One of: {', '.join(PROFILES)}.")] = "somerset",
    form: Annotated[str, typer.Option("--format", help="What to print at the end: text or json.")] = "text",
) -> None:
    """Write a demonstration authority: areas, districts, properties, electors, applications and outside lists.

    Example: pollwright synth --electors 43000 --seed 1 --out council
    """
    if form not in ("text", "json"):
        raise typer.BadParameter("must be text or json", param_hint="--format")
    if authority not in PROFILES:
        raise typer.BadParameter(f"must be one of {', '.join(PROFILES)}", param_hint="--authority")
    manifest = _with_progress(electors, seed, _day(on), out, authority)
    if form == "json":
        typer.echo(json.dumps(asdict(manifest), sort_keys=True, ensure_ascii=False))
    else:
        typer.echo(
            f"{manifest.name}: {manifest.electors:,} electors in {len(manifest.electors_by_district):,} districts"
        )
        for name, rows in manifest.rows.items():
            typer.echo(f"  {name:<32}{rows:>12,}")


def _day(text: str) -> date:
    """Read the day asked for, or today in London."""
    if not text:
        return datetime.now(ZoneInfo("Europe/London")).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter("must be a day such as 2026-11-22", param_hint="--on") from error


def _with_progress(electors: int, seed: int, on: date, out: Path, authority: str) -> Manifest:
    columns = (TextColumn("Making electors"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("electors", total=electors)
        return generate(electors, seed, on, out, lambda done, _: bars.update(task, completed=done), authority=authority)
