"""Stored files: content by hash on disk, and the row that says what it is.

Prepare steps `place` files, before any row; the operation that makes them count calls `keep`. What no row names is
swept after a day. Nothing here records an event: the operation that keeps a file says in its own event why.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django_scopes import scopes_disabled

from pollwright.acting import Actor
from pollwright.audit.operations import running
from pollwright.files.content import Content, ContentMissing, Placed
from pollwright.files.kinds import file_kind
from pollwright.files.models import StoredFile

ORPHAN_SECONDS = 24 * 60 * 60
JUST_PLACED_SECONDS = 10 * 60
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f/\\\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 200


def place(source: Path | bytes, *, take: bool = False) -> Placed:
    """Put content into the store before any row names it, and return its `sha256` and `bytes`.

    :param take: rename the file into the store in place of copying it, for files made in a `workspace`.
    :raises StoreFull: where there is no room; nothing is left behind.
    """
    return content().place(source, take=take)


@contextlib.contextmanager
def workspace() -> Iterator[Path]:
    """Give a folder on the store's disk for a prepare step to make files in; it goes at the end."""
    with content().workspace() as folder:
        yield folder


def keep(
    *,
    actor: Actor,
    source: Path | bytes | Placed,
    name: str,
    media_type: str,
    kind: str,
    restricted: bool = False,
    rows: int | None = None,
) -> StoredFile:
    """Store a file in the actor's authority; must be called inside an operation, which records why.

    :param source: content, a file to copy, or what `place` returned.
    :param name: as a person will see it; folders and unprintable characters in it are dropped.
    :param kind: a kind declared in `files.kinds`: it decides who may download the file and how long it is kept.
    :param restricted: holds anonymous electors, so that a permission of its own is asked.
    :raises StoreFull: where there is no room.
    :raises ContentMissing: where placed content was swept since.
    """
    running()
    placed = source if isinstance(source, Placed) else place(source)
    content().renew(placed.sha256)
    return StoredFile.objects.create(
        authority_id=actor.authority_id,
        token=secrets.token_urlsafe(32),
        name=clean_name(name),
        media_type=media_type,
        kind=file_kind(kind).name,
        sha256=placed.sha256,
        bytes=placed.bytes,
        rows=rows,
        restricted=restricted,
    )


def content_of(actor: Actor, token: str) -> Path:
    """Return where the content of one of the actor's authority's files lies, for reading.

    :raises ContentMissing: where there is no such file, or retention removed it.
    """
    stored = StoredFile.objects.filter(authority=actor.authority_id, token=token).first()
    if stored is None:
        raise ContentMissing
    return path_of(stored)


def open_content(stored: StoredFile, *, verify: bool = False) -> BinaryIO:
    """Open the content of a stored file.

    :param verify: hash it first.
    :raises ContentMissing: where retention removed it, or it is gone.
    :raises ContentDamaged: where its hash is another than the row's.
    """
    if stored.removed_at is not None:
        raise ContentMissing
    return content().open(stored.sha256, verify=verify)


def path_of(stored: StoredFile) -> Path:
    """Return where the content lies, for readers that need a path (DuckDB, Polars). It must not be written to.

    :raises ContentMissing: where retention removed it, or it is gone.
    """
    path = content().path_of(stored.sha256)
    if stored.removed_at is not None or not path.exists():
        raise ContentMissing
    return path


def whole_path_of(stored: StoredFile) -> Path:
    """Return where the content lies, like `path_of`, once its hash is the row's.

    :raises ContentMissing: where retention removed it, or it is gone.
    :raises ContentDamaged: where its hash is another than the row's.
    """
    open_content(stored, verify=True).close()
    return path_of(stored)


def path_at(sha256: str) -> Path:
    """Return where content lies that is known by its SHA-256 alone, for readers that need a path.

    :raises ContentMissing: where it is gone.
    """
    path = content().path_of(sha256)
    if not path.exists():
        raise ContentMissing
    return path


def sweep_orphans(*, untouched_seconds: float = ORPHAN_SECONDS) -> int:
    """Remove content that no row names, and what crashed makers left, if it is older than a day; return how many.

    Rows of every authority are asked, since two of them may hold the same content. Content whose last row was removed
    by retention goes here too.
    """
    held = content()
    gone = held.sweep_making(untouched_seconds=untouched_seconds)
    named = hashes_in_use()
    for sha256 in held.hashes():
        if sha256 not in named and held.remove(sha256, untouched_seconds=untouched_seconds):
            gone += 1
    return gone


def hashes_in_use() -> set[str]:
    """Return the hash of all content that a row of any authority still holds."""
    with scopes_disabled():
        return set(StoredFile.objects.filter(removed_at__isnull=True).values_list("sha256", flat=True).distinct())


def missing_content() -> list[str]:
    """Return the hashes that rows hold and that are not in the store."""
    return sorted(hashes_in_use() - set(content().hashes()))


def discard(hashes: list[str], *, untouched_seconds: float = JUST_PLACED_SECONDS) -> int:
    """Remove content that retention let go, unless another row holds it, and return how much is gone.

    To be called after the commit. What somebody placed in the last minutes stays for the sweep, since the row that is
    about to name it can't be seen yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT sha256 FROM files_storedfile WHERE sha256 = ANY(%s) AND removed_at IS NULL", [hashes]
        )
        held = {row[0] for row in cursor.fetchall()}
    return sum(content().remove(sha256, untouched_seconds=untouched_seconds) for sha256 in set(hashes) - held)


def clean_name(name: str) -> str:
    """Return a name without folders, control characters or turned writing direction, at most 200 characters long."""
    last = re.split(r"[/\\]", name)[-1]
    cleaned = UNPRINTABLE.sub("", last).strip(" .")
    stem, dot, ending = cleaned.rpartition(".")
    if dot and len(cleaned) > LONGEST_NAME and len(ending) < 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return cleaned[:LONGEST_NAME] or "file"


def content() -> Content:
    """Return the store of this installation."""
    return Content(Path(settings.FILES_ROOT))
