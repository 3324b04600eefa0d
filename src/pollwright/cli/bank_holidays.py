"""`pollwright bank-holidays`: the table that timetables are counted by, and adding a newer public list to it."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from pollwright.formats.bank_holidays_feed import (
    DIVISIONS,
    NotAHolidayList,
    changes,
    joined,
    read_holiday_list,
)
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import BUILT_IN, HolidayTable
from pollwright.postgres import default_folder
from pollwright.terminal import CommandFailed, Format, FormatOption, emit

app = typer.Typer(help="The table of bank holidays that timetables are counted by.", no_args_is_help=True)

FILE_NAME = "bank-holidays.json"


@app.command()
def update(
    file: Annotated[Path, typer.Argument(help="The public list, saved from https://www.gov.uk/bank-holidays.json.")],
    format_: FormatOption = Format.TEXT,
) -> None:
    """Add a newer public list of bank holidays, and say which days it changes. Needs no network and no database.

    The list counts for the years that it covers whole; other years stay as they were known.
    """
    try:
        newer = read_holiday_list(file.read_bytes())
        known = holidays_in_use()
        table = joined(known, newer)
    except OSError as error:
        raise CommandFailed(f"{file} can't be read.", "Check its name.") from error
    except NotAHolidayList as error:
        raise CommandFailed(f"{file} is not a list of bank holidays: {error}.", "Save the public list anew.") from error
    _keep(table)
    found = changes(known, table)
    emit(
        {
            "first_day": table.first_day,
            "last_day": table.last_day,
            "changes": [{"nation": one.nation, "date": one.on, "added": one.added} for one in found],
        },
        format_,
        [
            *(f"{one.on:%A} {one.on} {'now is' if one.added else 'no longer is'} one in {one.nation}" for one in found),
            f"Bank holidays are known from {table.first_day} to {table.last_day}; {len(found)} changed.",
        ],
    )


@app.command("list")
def show(
    nation: Annotated[Nation, typer.Option("--nation", help="Whose bank holidays.")],
    format_: FormatOption = Format.TEXT,
) -> None:
    """Print the bank holidays of a nation in the table in use."""
    days = sorted(holidays_in_use().of(nation))
    emit({"nation": nation, "days": days}, format_, [f"{day} {day:%A}" for day in days])


def holidays_in_use() -> HolidayTable:
    """Return the table in use: the one that was last added to in this installation, else the one it came with.

    :raises CommandFailed: where the kept table can't be read.
    """
    place = _place()
    if not place.exists():
        return BUILT_IN
    try:
        return joined(BUILT_IN, read_holiday_list(place.read_bytes()))
    except (OSError, NotAHolidayList) as error:
        raise CommandFailed(
            f"The table of bank holidays can't be read: {place}.",
            "Remove it, and run: pollwright bank-holidays update FILE",
        ) from error


def _place() -> Path:
    home = os.environ.get("POLLWRIGHT_HOME")
    return (Path(home) if home else default_folder(os.environ).parent) / FILE_NAME


def _keep(table: HolidayTable) -> None:
    """Write the table as a list of the public form, whole or not at all."""
    listed: dict[str, dict[str, object]] = defaultdict(dict)
    for name, nations in DIVISIONS.items():
        days = sorted(table.of(nations[0]))
        listed[name] = {"division": name, "events": [{"title": "Bank holiday", "date": f"{day}"} for day in days]}
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.write_text(json.dumps(listed, indent=1), encoding="utf-8")
    fresh.replace(place)
