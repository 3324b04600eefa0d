"""Copies that take long to make, made ahead by the worker; and the register as at any day as a copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.files.store import workspace
from pollwright.formats.outgoing import WrittenFile
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import NotPermitted
from pollwright.register.events.papers import CopyMade, RegisterExported
from pollwright.register.models import Publication
from pollwright.register.operations.exporting import (
    KEPT,
    Copy,
    Progress,
    as_parquet,
    copy_of,
    keep_copy,
    made_csv,
    made_into,
    wanted,
)
from pollwright.register.queries.published import reopened
from pollwright.register.queries.published_as_at import as_at, take_out_as_at


def takes_long(actor: Actor, reference: str, edition: str, format_: str) -> bool:
    """Return whether a copy would have to be made first, and is of a kind that takes long.

    :raises Refused: as `export_publication` would.
    """
    with scope(authority=actor.authority_id):
        register = wanted(actor, reference, edition, format_)
        return format_ in KEPT and isinstance(copy_of(register, edition, format_), tuple)


@operation(Permission.REGISTER_EXPORT)
def ask_to_make_copy(*, actor: Actor, reference: str, edition: str, format: str) -> Work:  # noqa: A002
    """Ask the worker to make a copy, so that it can be handed out at once."""
    wanted(actor, reference, edition, format)
    return ask_for_work(
        actor=actor,
        kind="register.make-copy",
        lock=f"register.copy {reference} {edition} {format}",
        title=f"Make the {edition} edition of {reference} as {format.upper()}",
        parameters={"reference": reference, "edition": edition, "format": format},
    )


def make_copy(
    actor: Actor,
    reference: str,
    edition: str,
    format_: str,
    *,
    progress: Progress,
    conclude: Callable[[], object],
) -> Mapping[str, Any]:
    """Make a copy and keep it with its publication."""
    with scope(authority=actor.authority_id), ExitStack() as stack:
        register = wanted(actor, reference, edition, format_)
        found = copy_of(register, edition, format_)
        copy = found if isinstance(found, Copy) else made_into(stack, register, edition, format_, found, progress)
        record_made(actor=actor, copy=copy, conclude=conclude)
    return {"reference": reference, "rows": copy.rows}


@operation(Permission.REGISTER_EXPORT, name="register.make_copy")
def record_made(*, actor: Actor, copy: Copy, conclude: Callable[[], object]) -> None:
    """Keep a copy with its publication and say so."""
    publication = Publication.objects.get(authority=actor.authority_id, pk=copy.register.id)
    if isinstance(copy.source, WrittenFile):
        keep_copy(actor, copy, copy.source, publication)
    record(
        CopyMade(copy.register.reference, copy.edition, copy.format, copy.rows, copy.source.sha256),
        actor=actor,
        subjects=[publication],
    )
    conclude()


def export_as_at(*, actor: Actor, on: date, output: Path, purpose: str) -> int:
    """Write the full register as at a day to `output` as CSV, and record that it left; return its rows.

    :raises NotPermitted: where the actor may not export, or may not read what is superseded.
    """
    for permission in (Permission.REGISTER_EXPORT, Permission.ARCHIVE_READ):
        if not actor.may(permission):
            raise NotPermitted(permission=permission.value)
    with scope(authority=actor.authority_id), workspace() as folder:
        take_out_as_at(as_at(actor.authority_id, on), folder / "taken.csv")
        with reopened(as_parquet(folder), [], folder) as made:
            copy = made_csv(made, output)
        record_as_at(actor=actor, on=on, copy=copy, purpose=purpose)
    return copy.rows


@operation(Permission.REGISTER_EXPORT, name="register.export_as_at")
def record_as_at(*, actor: Actor, on: date, copy: WrittenFile, purpose: str) -> None:
    """Record that the register as at a day left the system."""
    record(
        RegisterExported(f"as at {on.isoformat()}", "full", "csv", copy.rows, copy.sha256),
        actor=actor,
        subjects=[Authority.objects.get(pk=actor.authority_id)],
        reason=purpose,
    )
