"""Copies that take long to make, made ahead by the worker; and the register as at any day as a copy."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.files.content import refusing_when_full
from pollwright.files.store import workspace
from pollwright.formats.outgoing import WrittenFile
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import NotPermitted, Refused
from pollwright.register.events.papers import CopyMade, RegisterAsAtExported
from pollwright.register.models import Publication
from pollwright.register.operations.exporting import (
    KEPT,
    AnonymousMeanwhile,
    Copy,
    Progress,
    as_parquet,
    copy_of,
    keep_copy,
    made_into,
    made_rows,
    wanted,
)
from pollwright.register.queries.published import reopened
from pollwright.register.queries.published_as_at import AsAt, as_at, hidden_as_at, take_out_as_at

ON_ANY_DAY = ("csv", "xlsx", "parquet")
"""The formats in which the register as at any day can be had; the print edition is of published registers."""


class NoSuchFormat(Refused):
    """The register as at a day is not made in that format."""

    code = "register.R076"
    problem = "The register as at a day can't be had as {format}."
    remedy = "Choose csv, xlsx or parquet. The print edition is made of registers that were published."


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


def export_as_at(*, actor: Actor, on: date, format: str, output: Path, purpose: str) -> WrittenFile:  # noqa: A002
    """Write the full register as at a day to `output`, whole or not at all, and record that it left.

    Whoever is anonymous now is in it by number and letters only, in whatever format.

    :param format: csv, xlsx or parquet.
    :raises NotPermitted: where the actor may not export, or may not read what is superseded.
    :raises NoSuchFormat: for another format.
    :raises AnonymousMeanwhile: where somebody became anonymous meanwhile; nothing was written.
    """
    for permission in (Permission.REGISTER_EXPORT, Permission.ARCHIVE_READ):
        if not actor.may(permission):
            raise NotPermitted(permission=permission.value)
    if format not in ON_ANY_DAY:
        raise NoSuchFormat(format=format)
    with scope(authority=actor.authority_id), workspace() as folder:
        day = as_at(actor.authority_id, on)
        hidden = hidden_as_at(day)
        take_out_as_at(day, folder / "taken.csv")
        with reopened(as_parquet(folder), [], folder) as made:
            copy = made_rows(made, "full", format, folder / f"copy.{format}")
        partial = output.with_name(f".{output.name}.{secrets.token_hex(4)}.part")
        try:
            with refusing_when_full():
                copyfile(copy.path, partial)
            record_as_at(actor=actor, day=day, hidden=hidden, format=format, copy=copy, purpose=purpose)
            partial.replace(output)
        finally:
            partial.unlink(missing_ok=True)
    return replace(copy, path=output)


@operation(Permission.REGISTER_EXPORT, name="register.export_as_at")
def record_as_at(
    *,
    actor: Actor,
    day: AsAt,
    hidden: list[int],
    format: str,  # noqa: A002
    copy: WrittenFile,
    purpose: str,
) -> None:
    """Record that the register as at a day left the system.

    :raises AnonymousMeanwhile: where those to be masked are no longer the same.
    """
    if hidden_as_at(day) != hidden:
        raise AnonymousMeanwhile
    record(
        RegisterAsAtExported(day.on, format, copy.rows, copy.sha256),
        actor=actor,
        subjects=[Authority.objects.get(pk=actor.authority_id)],
        reason=purpose,
    )
