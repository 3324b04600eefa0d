"""What happens with backups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class BackupMade:
    """Everything was written to a backup."""

    code: ClassVar[str] = "backups.made"
    sentence: ClassVar[str] = "made a backup of the installation ({files:file|files}, {bytes:byte|bytes})"
    sha256: str
    bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class BackupRestored:
    """The installation was brought back from a backup."""

    code: ClassVar[str] = "backups.restored"
    sentence: ClassVar[str] = "restored the installation from the backup of {made_at}"
    made_at: str
    database_sha256: str
    files: int
