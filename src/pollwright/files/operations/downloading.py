"""Handing a stored file out, with an event each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.events import FileDownloaded
from pollwright.files.kinds import file_kind
from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.refusals import NotFound, NotPermitted


@dataclass(frozen=True, slots=True)
class Download:
    """A file that may be handed out: open for reading, checked against its hash."""

    name: str
    media_type: str
    bytes: int
    content: BinaryIO


@operation(Permission.OWN_ACCOUNT, name="files.download")
def download(*, actor: Actor, token: str) -> Download:
    """Open a file of the actor's authority for download, and record that it was handed out.

    The permission asked is that of the file's kind, and for files with anonymous electors another beside it.

    :raises NotFound: where the authority has no such file, or its kind is handed out by its room only.
    :raises NotPermitted: where the actor may not have it.
    :raises ContentMissing: where retention removed it.
    :raises ContentDamaged: where the content was changed.
    """
    stored = StoredFile.objects.filter(authority=actor.authority_id, token=token).first()
    if stored is None or file_kind(stored.kind).by_its_room:
        raise NotFound(kind="file", reference="at this address")
    needed = [file_kind(stored.kind).permission]
    if stored.restricted:
        needed.append(Permission.ANONYMOUS_VIEW)
    for permission in needed:
        if permission not in actor.permissions:
            raise NotPermitted(permission=permission.value)
    opened = open_content(stored, verify=True)
    record(
        FileDownloaded(stored.kind, stored.bytes, stored.sha256, stored.rows, stored.restricted),
        actor=actor,
        subjects=[stored],
    )
    return Download(stored.name, stored.media_type, stored.bytes, opened)
