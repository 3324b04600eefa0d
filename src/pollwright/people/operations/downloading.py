"""Lists of people that leave as files: never without an event."""

from __future__ import annotations

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.pages.lists import Leaving
from pollwright.people.events import ListDownloaded


@operation(Permission.TEAM_KEEP)
def record_download(*, actor: Actor, name: str, rows: int, format: str) -> None:  # noqa: A002
    """Put into the trail that a list is downloaded."""
    record(ListDownloaded(name, rows, format), actor=actor)


def leaving(actor: Actor, name: str) -> Leaving:
    """Return on what terms this person may download a list of people: as whoever keeps their files."""
    return Leaving(
        allowed=actor.may(Permission.TEAM_KEEP),
        permission=Permission.TEAM_KEEP.value,
        recorded=lambda asked, rows: record_download(actor=actor, name=name, rows=rows, format=asked.download),
    )
