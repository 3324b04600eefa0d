"""Lists of electors that leave as files: never without an event, and never with an anonymous elector's particulars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import QueryDict

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, place, workspace
from pollwright.jobs.context import WorkContext
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.pages import downloads
from pollwright.pages.tables import TableRequest
from pollwright.register.events.looking import ElectorsDownloaded, ElectorsListAsked, ElectorsListed
from pollwright.register.operations.electors import LISTS
from pollwright.register.queries.elector_choices import elector_choices
from pollwright.register.queries.elector_table import electors_table
from pollwright.register.queries.electors import ListedElector, every_listed_elector

WORK = "register.list-electors"
REPORT_EVERY = 2000
FILE_KIND = declare(LISTS, "List of electors", Permission.REGISTER_EXPORT)
MEDIA = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@operation(Permission.REGISTER_EXPORT)
def record_download(*, actor: Actor, rows: int, format: str, narrowed_by: tuple[str, ...]) -> None:  # noqa: A002
    """Put into the trail that a short list of electors is downloaded.

    :param narrowed_by: names of the filters in use; never the words that were searched for.
    """
    record(ElectorsDownloaded(rows, format, ", ".join(narrowed_by) or "nothing"), actor=actor)


@operation(Permission.REGISTER_EXPORT)
def ask_for_list(
    *,
    actor: Actor,
    rows: int,
    format: str,  # noqa: A002
    query: str,
    narrowed_by: tuple[str, ...],
) -> Work:
    """Ask that a long list be written as a file.

    :param query: the address query of the table, in which words are sealed.
    """
    record(ElectorsListAsked(rows, format, ", ".join(narrowed_by) or "nothing"), actor=actor)
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"{WORK}.{actor.person_id}",
        title="List of electors",
        parameters={"query": query, "format": format},
    )


def write_list(context: WorkContext, *, on: date) -> dict[str, Any]:
    """Write the list that a table asked for, from the address query in the work's parameters, and keep it.

    It is empty where a choice that it asks for, such as a marker, has gone since.
    """
    authority_id, form = context.actor.authority_id, context.parameters["format"]
    spec = electors_table(elector_choices(authority_id))
    asked = TableRequest.parse(spec, QueryDict(context.parameters["query"]))
    found = () if asked.nothing else every_listed_elector(authority_id, asked, on=on)
    rows = 0

    def counted() -> Iterator[ListedElector]:
        nonlocal rows
        for rows, row in enumerate(found, start=1):
            if rows % REPORT_EVERY == 0:
                context.progress("Writing", rows)
            yield row

    header, records = downloads.header_of(asked.shown), downloads.records_of(asked.shown, counted())
    with workspace() as folder:
        path = folder / f"list.{form}"
        with path.open("wb") as file:
            if form == "xlsx":
                downloads.write_xlsx(file, header, records)
            else:
                file.writelines(downloads.csv_chunks(header, records))
        placed = place(path, take=True)
    keep_list(actor=context.actor, placed=placed, rows=rows, format=form, context=context)
    return {"rows": rows}


@operation(Permission.REGISTER_EXPORT)
def keep_list(*, actor: Actor, placed: Placed, rows: int, format: str, context: WorkContext) -> StoredFile:  # noqa: A002
    """Keep a list that the worker has written, and end the work with it."""
    stored = keep(
        actor=actor,
        source=placed,
        name=f"electors.{format}",
        media_type=MEDIA[format],
        kind=FILE_KIND.name,
        rows=rows,
    )
    record(ElectorsListed(rows, format, placed.sha256), actor=actor, subjects=[stored])
    context.attach(stored.token, stored.name)
    context.conclude({"rows": rows})
    return stored
