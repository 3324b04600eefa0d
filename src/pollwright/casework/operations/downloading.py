"""Lists of cases and contacts that leave as files: never without an event."""

from __future__ import annotations

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework.events import ListDownloaded
from pollwright.pages.lists import Leaving


@operation(Permission.CASE_EDIT)
def record_download(*, actor: Actor, name: str, rows: int, format: str) -> None:  # noqa: A002
    """Put into the trail that a list is downloaded."""
    record(ListDownloaded(name, rows, format), actor=actor)


def leaving(actor: Actor, name: str) -> Leaving:
    """Return on what terms this person may download a list of cases: as whoever works on them."""
    return Leaving(
        allowed=actor.may(Permission.CASE_EDIT),
        permission=Permission.CASE_EDIT.value,
        recorded=lambda asked, rows: record_download(actor=actor, name=name, rows=rows, format=asked.download),
    )
