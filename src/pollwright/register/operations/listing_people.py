"""Lists of people besides that of the electors that leave as files: for whoever may export, and never without an event."""

from __future__ import annotations

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.pages.lists import Leaving
from pollwright.pages.tables import TableRequest
from pollwright.register.events.looking import ListDownloaded


@operation(Permission.REGISTER_EXPORT)
def record_list_download(*, actor: Actor, name: str, rows: int, format: str, narrowed_by: tuple[str, ...]) -> None:  # noqa: A002
    """Put into the trail that a list of people is downloaded.

    :param name: of the list; of the list about one notice, home or elector, with its reference.
    :param narrowed_by: names of the filters in use; never the words that were searched for.
    """
    record(ListDownloaded(name, rows, format, ", ".join(narrowed_by) or "nothing"), actor=actor)


def leaving(actor: Actor, name: str) -> Leaving:
    """Return on what terms this person may download a list of people."""
    return Leaving(
        allowed=actor.may(Permission.REGISTER_EXPORT),
        permission=Permission.REGISTER_EXPORT.value,
        recorded=lambda asked, rows: record_list_download(
            actor=actor, name=name, rows=rows, format=asked.download, narrowed_by=narrowed_by(asked)
        ),
    )


def narrowed_by(asked: TableRequest) -> tuple[str, ...]:
    """Return the names of what narrows a list, without the words and values."""
    return (*sorted(asked.filters), *(("search",) if asked.search else ()))
