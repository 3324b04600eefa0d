"""What happens to stored files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FileDownloaded:
    """The content of a file was handed out."""

    code: ClassVar[str] = "files.downloaded"
    sentence: ClassVar[str] = "downloaded a file of the kind {kind} ({bytes:byte|bytes}, SHA-256 {sha256})"
    kind: str
    bytes: int
    sha256: str
    rows: int | None
    restricted: bool
