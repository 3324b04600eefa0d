"""`pollwright bank-holidays`: the table that timetables and the register are counted by, and a newer public list."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from pollwright.authorities.holiday_file import FILE_NAME, keep_holidays, kept_holidays
from pollwright.formats.bank_holidays_feed import HolidayChange, NotAHolidayList, changes, joined, read_holiday_list
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import HolidayTable
from pollwright.postgres import default_folder
from pollwright.terminal import CommandFailed, Format, FormatOption, emit

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The bank holidays that timetables and the register are counted by.",
)

ACCEPTING = "pollwright.cli.bank_holidays_accepting"
"""What acts in the database: loaded when it is asked for, since reading a table needs none."""


@app.command()
def update(
    file: Annotated[Path, typer.Argument(help="The public list, saved from https://www.gov.uk/bank-holidays.json.")],
    authority: Annotated[
        str, typer.Option("--authority", metavar="CODE", help="The one authority that accepts it; else every one.")
    ] = "",
    as_: Annotated[
        str, typer.Option("--as", metavar="EMAIL", help="The person who accepts it; else the installation itself.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the audit trail.")] = "A newer public list",
    timetables_only: Annotated[
        bool,
        typer.Option("--timetables-only", help="Only for `pollwright timetable` here; needs no database."),
    ] = False,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Accept a newer public list of bank holidays, and say which days and which counted dates it changes.

    The list counts for the years that it covers whole; other years stay as they were known. Dates of applications are
    counted anew. Notices, registers and timetables already planned keep their days: those that would be others are told.
    """
    content = _content(file)
    known = holidays_in_use()
    try:
        table = joined(known, read_holiday_list(content))
    except NotAHolidayList as error:
        raise CommandFailed(f"{file} is not a list of bank holidays: {error}.", "Save the public list anew.") from error
    accepted = [] if timetables_only else _accepted(content, authority, as_, reason)
    keep_holidays(_home(), table)
    _tell(table, changes(known, table), accepted, format_)


@app.command("list")
def show(
    nation: Annotated[Nation, typer.Option("--nation", help="Whose bank holidays.")],
    format_: FormatOption = Format.TEXT,
) -> None:
    """Print the bank holidays of a nation in the table that this installation keeps. Needs no database."""
    days = sorted(holidays_in_use().of(nation))
    emit({"nation": nation, "days": days}, format_, [f"{day} {day:%A}" for day in days])


def holidays_in_use() -> HolidayTable:
    """Return the table in use: the one that was last added to in this installation, else the one it came with.

    :raises CommandFailed: where the kept table can't be read.
    """
    try:
        return kept_holidays(_home())
    except (OSError, NotAHolidayList) as error:
        raise CommandFailed(
            f"The table of bank holidays can't be read: {_home() / FILE_NAME}.",
            "Remove it, and run: pollwright bank-holidays update FILE",
        ) from error


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandFailed(f"{file} can't be read.", "Check its name.") from error


def _accepted(content: bytes, authority: str, email: str, reason: str) -> Sequence[dict[str, Any]]:
    installation = importlib.import_module("pollwright.cli.installation")
    installation.set_up()
    accept = installation.with_database(importlib.import_module(ACCEPTING).accept)
    accepted: Sequence[dict[str, Any]] = accept(content, authority, email, reason)
    return accepted


def _home() -> Path:
    return default_folder(os.environ).parent


def _tell(
    table: HolidayTable, found: Sequence[HolidayChange], accepted: Sequence[dict[str, Any]], format_: Format
) -> None:
    emit(
        {
            "first_day": table.first_day,
            "last_day": table.last_day,
            "changes": [{"nation": one.nation, "date": one.on, "added": one.added} for one in found],
            "authorities": accepted,
        },
        format_,
        [
            *(f"{one.on:%A} {one.on} {'now is' if one.added else 'no longer is'} one in {one.nation}" for one in found),
            f"Bank holidays are known from {table.first_day} to {table.last_day}; {len(found)} changed.",
            *(line for one in accepted for line in _lines(one)),
        ],
    )


def _lines(one: dict[str, Any]) -> list[str]:
    if not one["list"]:
        return [f"{one['authority']} knew them already."]
    anew = {True: "counted anew", False: "to be planned anew"}
    moved = [
        f"  {date['what']} {date['before']} -> {date['after'] or 'not lawful'} ({date['records']}, {anew[date['anew']]})"
        for date in one["dates"]
    ]
    return [f"{one['authority']} accepted them as list {one['list']}.", *moved]
