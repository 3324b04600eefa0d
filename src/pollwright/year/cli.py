"""`pollwright year`: everything that is owed, as data or as a calendar file."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

import typer
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.acting import Permission
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import moment
from pollwright.terminal import as_json
from pollwright.year.papers.feeds import as_calendar, as_data
from pollwright.year.queries.calendar import dates
from pollwright.year.sending import send_digests

AHEAD = timedelta(days=365)


class YearFormat(StrEnum):
    """How the dates are written."""

    JSON = "json"
    ICS = "ics"
    TEXT = "text"


def year(
    first: Annotated[
        str, typer.Option("--from", metavar="DAY", help="First day, such as 2027-01-01. Today where not given.")
    ] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day. A year later where not given.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue/--no-overdue", help="Add what is overdue.")] = True,
    send_digest: Annotated[
        bool, typer.Option("--send-digest", help="Send the weekly digest to who wants it, and print nothing else.")
    ] = False,
    format_: Annotated[YearFormat, typer.Option("--format", help="How to write it.")] = YearFormat.TEXT,
    authority: AuthorityOption = "",
    as_: AsOption = "",
) -> None:
    """Print everything that the office owes by a day, with the rule that asks for it.

    Example: pollwright year --from 2027-04-01 --to 2028-03-31 --format ics
    """
    actor = acting(authority, as_, Permission.YEAR_VIEW)
    at = moment(actor.authority_id)
    on = at.date()
    if send_digest:
        sent = send_digests(actor.authority_id, actor.authority_code, on=on, channel=actor.channel)
        typer.echo(f"Digests sent: {sent}")
        return
    begin = _day(first, "--from") or on
    end = _day(last, "--to") or begin + AHEAD
    with scope(authority=actor.authority_id):
        rows = dates(actor.authority_id, actor.permissions, first=begin, last=end, on=on, overdue=overdue)
    if end > (known := calendar_of(actor.authority_id).last_day):
        typer.echo(f"Bank holidays are known until {known}: later dates in working days are left out.", err=True)
    if format_ is YearFormat.ICS:
        sys.stdout.write(as_calendar(f"Electoral services: {actor.authority_code}", rows, at).decode())
    elif format_ is YearFormat.JSON:
        typer.echo(as_json(as_data(rows)))
    else:
        for row in rows:
            statutory = " (statutory)" if row.statutory else ""
            typer.echo(f"{row.on}  {row.standing:<9}  {row.what}{statutory}")


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter("must be a day such as 2027-05-06", param_hint=option) from error
