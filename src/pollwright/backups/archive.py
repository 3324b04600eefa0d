"""The file of a backup: a tar archive of the database's dump, the stored files and a manifest.

The manifest comes last and gives the SHA-256 and size of every member; after it stands its own SHA-256. Nothing is
restored before the whole file has been read and agrees. Members have names of ours only, so nothing in an archive
becomes a path. Keys are never in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from pollwright.files.content import refusing_when_full
from pollwright.refusals import Refused

VERSION = 1
DUMP, MANIFEST, SEAL = "database.dump", "manifest.json", "manifest.sha256"
FILE = re.compile(r"files/([0-9a-f]{64})")
LONGEST_MANIFEST = 512 * 1024 * 1024
CHUNK = 1 << 20

Report = Callable[[str, int, int], None]


class Damaged(Refused):
    """The file is not a backup of Pollwright, or not whole."""

    code = "backups.R001"
    problem = "This file is not a whole backup of Pollwright: {what}. Nothing was changed."
    remedy = "Use another copy of the backup."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    :param made_at: the moment of the snapshot, ISO 8601.
    :param migrations: every migration of the database, as `app.name`, in order.
    :param key_check: a keyed digest that tells whether the installation's key is the one that sealed its values.
    :param members: SHA-256 and size of each member but the manifest, by name.
    """

    version: int
    made_at: str
    server: str
    migrations: tuple[str, ...]
    key_check: str
    members: Mapping[str, tuple[str, int]]

    @property
    def files(self) -> list[str]:
        """The hashes of the stored files, in order."""
        return sorted(name.removeprefix("files/") for name in self.members if name != DUMP)


class Writer:
    """Writes the members of a backup one after another."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._members: dict[str, tuple[str, int]] = {}

    def add(self, name: str, source: Path) -> None:
        """Add a file under a name, hashing it as it is read."""
        size = source.stat().st_size
        with source.open("rb") as opened:
            hashing = _Hashing(opened)
            self._archive.addfile(_member(name, size), hashing)
        self._members[name] = (hashing.digest, size)

    def finish(self, **facts: Any) -> Manifest:
        """Write the manifest and its seal."""
        manifest = Manifest(version=VERSION, members=self._members, **facts)
        text = json.dumps(asdict(manifest), sort_keys=True).encode()
        for name, content in ((MANIFEST, text), (SEAL, hashlib.sha256(text).hexdigest().encode())):
            self._archive.addfile(_member(name, len(content)), io.BytesIO(content))
        return manifest


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a backup to `path`: it appears there whole and flushed at the end, or not at all.

    :raises StoreFull: where there is no room; nothing is left behind.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with refusing_when_full():
            number = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(number, "wb") as opened:
                with tarfile.open(fileobj=opened, mode="w", format=tarfile.PAX_FORMAT) as archive:
                    yield Writer(archive)
                opened.flush()
                os.fsync(opened.fileno())
            os.rename(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup for reading.

    :raises Damaged: where it is no tar archive.
    """
    try:
        archive = tarfile.open(path, "r:")  # noqa: SIM115 (closed below)
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(what="it can't be read") from error
    with archive:
        yield archive


def verified(archive: tarfile.TarFile, report: Report = lambda step, done, total: None) -> Manifest:
    """Read a whole backup, check every byte against the manifest, and return the manifest.

    :raises Damaged: where anything is missing, added or changed.
    """
    try:
        found = _hashes(archive, report)
        manifest = _manifest(archive)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Damaged(what="it is cut off or unreadable") from error
    if manifest.version != VERSION:
        raise Damaged(what=f"its form is {manifest.version}, this version reads {VERSION}")
    for name in sorted(found.keys() | manifest.members.keys()):
        if found.get(name) != manifest.members.get(name):
            raise Damaged(what=f"{name} is not as it was written")
    for name, (digest, _size) in manifest.members.items():
        stored = FILE.fullmatch(name)
        if stored and stored[1] != digest:
            raise Damaged(what=f"{name} does not have its own hash")
    return manifest


def opened(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    """Open a member for reading.

    :raises Damaged: where there is none of that name.
    """
    try:
        content = archive.extractfile(name)
    except KeyError:
        content = None
    if content is None:
        raise Damaged(what=f"{name} is missing")
    return content


def _hashes(archive: tarfile.TarFile, report: Report) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    members = archive.getmembers()
    for place, member in enumerate(members):
        report("Checking the backup", place, len(members))
        ours = member.name in {DUMP, MANIFEST, SEAL} or FILE.fullmatch(member.name)
        if not member.isreg() or not ours or member.name in found:
            raise Damaged(what="it holds something that no backup holds")
        if member.name not in {MANIFEST, SEAL}:
            content = opened(archive, member.name)
            found[member.name] = (hashlib.file_digest(content, "sha256").hexdigest(), member.size)  # type: ignore[arg-type]
    return found


def _manifest(archive: tarfile.TarFile) -> Manifest:
    text = opened(archive, MANIFEST).read(LONGEST_MANIFEST)
    seal = opened(archive, SEAL).read(100)
    if hashlib.sha256(text).hexdigest().encode() != seal:
        raise Damaged(what="its manifest was changed")
    try:
        facts = json.loads(text)
        members = {name: (digest, size) for name, (digest, size) in facts.pop("members").items()}
        return Manifest(**{**facts, "migrations": tuple(facts["migrations"])}, members=members)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(what="its manifest can't be read") from error


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member


class _Hashing:
    """A file that hashes what is read from it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read and hash."""
        data = self._source.read(size)
        self._hash.update(data)
        return data

    @property
    def digest(self) -> str:
        """The SHA-256 of what was read."""
        return self._hash.hexdigest()
