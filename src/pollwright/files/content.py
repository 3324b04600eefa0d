"""Content on disk: each file under its SHA-256, whole or not there at all.

`<root>/objects/ab/cd/<sha256>` holds content, `<root>/making/` what is still being written. Content is written to
`making`, flushed to the disk and renamed, so a crash or a full disk leaves at most something to sweep. Names given by
people never become paths. Everything here works on the disk alone; rows are the business of `store`.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pollwright.refusals import Refused

CHUNK = 1 << 20
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
HASH = re.compile(r"[0-9a-f]{64}")


class StoreFull(Refused):
    """The disk, the quota or the limit of file size is used up (507)."""

    code = "files.R001"
    problem = "There is no room left to store the file. Nothing was changed."
    remedy = "Ask your administrator to free space where Pollwright keeps its files, then try again."
    status = 507


class ContentMissing(Refused):
    """The row is there, its content is not (410)."""

    code = "files.R002"
    problem = "The content of this file is no longer stored."
    remedy = "If it was not removed by retention, ask your administrator to restore it from a backup."
    status = 410


class ContentDamaged(Refused):
    """The content no longer has the hash under which it was stored (500)."""

    code = "files.R003"
    problem = "The stored content of this file was damaged or changed, so it is not given out."
    remedy = "Ask your administrator to restore it from a backup."
    status = 500


@dataclass(frozen=True, slots=True)
class Placed:
    """Content that lies in the store."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Content:
    """The store under one folder."""

    root: Path

    def place(self, source: Path | bytes, *, take: bool = False) -> Placed:
        """Put content into the store and return its hash and size; the same content again takes the old one's place.

        :param take: rename the file into the store in place of copying it (it must be on the same disk, as files made
            in a `workspace` are).
        :raises StoreFull: where there is no room; nothing is left behind.
        """
        with refusing_when_full():
            made = self._made(source, take=take)
            try:
                placed = _measured(made)
                self._settle(made, placed.sha256)
            finally:
                made.unlink(missing_ok=True)
        return placed

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """Give a folder on the store's disk to make files in; it goes at the end, or is swept after a crash."""
        folder = self._making() / secrets.token_hex(16)
        with refusing_when_full():
            folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def path_of(self, sha256: str) -> Path:
        """Return where content of a hash lies.

        :raises ValueError: where the text is no hash, so that nothing else can become a path.
        """
        if not HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256")
        return self.root / "objects" / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str, *, verify: bool = False) -> BinaryIO:
        """Open content for reading, after hashing it again where `verify` says so.

        :raises ContentMissing: where it is not there.
        :raises ContentDamaged: where its hash is another.
        """
        try:
            opened = self.path_of(sha256).open("rb")
        except FileNotFoundError:
            raise ContentMissing from None
        if verify:
            if hashlib.file_digest(opened, "sha256").hexdigest() != sha256:
                opened.close()
                raise ContentDamaged
            opened.seek(0)
        return opened

    def renew(self, sha256: str) -> int:
        """Keep the sweep away from content that a row is about to name, and return its size.

        :raises ContentMissing: where it is not there.
        """
        with self._locked(fcntl.LOCK_SH):
            path = self.path_of(sha256)
            try:
                os.utime(path)
                return path.stat().st_size
            except FileNotFoundError:
                raise ContentMissing from None

    def remove(self, sha256: str, *, untouched_seconds: float) -> bool:
        """Remove content that nobody has placed or renewed for so long; return whether it is gone."""
        with self._locked(fcntl.LOCK_EX):
            path = self.path_of(sha256)
            if not path.exists():
                return True
            if time.time() - path.stat().st_mtime < untouched_seconds:
                return False
            path.unlink()
            return True

    @contextlib.contextmanager
    def kept_whole(self) -> Iterator[None]:
        """Let nothing be removed while the block lasts; placing goes on. A removal waits."""
        with self._locked(fcntl.LOCK_SH):
            yield

    def hashes(self) -> Iterator[str]:
        """Yield the hash of everything in the store, in order."""
        for path in sorted((self.root / "objects").glob("*/*/*")):
            if HASH.fullmatch(path.name):
                yield path.name

    def sweep_making(self, *, untouched_seconds: float) -> int:
        """Remove what crashed makers left; return how many files and folders went."""
        left = [path for path in self._making().iterdir() if time.time() - path.stat().st_mtime >= untouched_seconds]
        for path in left:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return len(left)

    def _making(self) -> Path:
        self._make_root()
        folder = self.root / "making"
        folder.mkdir(exist_ok=True, mode=0o700)
        return folder

    def _make_root(self) -> None:
        """Make the folder for its owner alone; made as the parent of another it would be open to all."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _made(self, source: Path | bytes, *, take: bool) -> Path:
        made = self._making() / secrets.token_hex(16)
        if take and isinstance(source, Path):
            os.rename(source, made)
            return made
        try:
            with made.open("xb") as written:
                if isinstance(source, bytes):
                    written.write(source)
                else:
                    with source.open("rb") as read:
                        shutil.copyfileobj(read, written, CHUNK)
        except OSError:
            made.unlink(missing_ok=True)
            raise
        return made

    def _settle(self, made: Path, sha256: str) -> None:
        """Flush the file, then give it its name; the folder is flushed too, so that the name outlives a power cut."""
        made.chmod(0o400)
        _flush(made)
        place = self.path_of(sha256)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._locked(fcntl.LOCK_SH):
            os.rename(made, place)
        _flush(place.parent)

    @contextlib.contextmanager
    def _locked(self, mode: int) -> Iterator[None]:
        """Hold the store's lock: shared by those who place content, alone by those who remove it."""
        self._make_root()
        with (self.root / "lock").open("a") as lock:
            fcntl.flock(lock, mode)
            yield


@contextlib.contextmanager
def refusing_when_full() -> Iterator[None]:
    """Turn the system's errors of a full disk into a refusal.

    :raises StoreFull: where there is no room.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreFull from error
        raise


def _measured(path: Path) -> Placed:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return Placed(digest, path.stat().st_size)


def _flush(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
