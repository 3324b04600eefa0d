"""Keeping files in tests: an operation that does nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.content import Placed
from pollwright.files.models import StoredFile
from pollwright.files.store import keep


@dataclass(frozen=True, slots=True)
class FileKept:
    """A file was kept, for these tests."""

    code: ClassVar[str] = "testing.file-kept"
    sentence: ClassVar[str] = "kept a file"


@operation(Permission.OWN_ACCOUNT, name="testing.keep_file")
def keep_file(*, actor: Actor, source: Path | bytes | Placed = b"Elector,Name\n", **given: Any) -> StoredFile:
    """Keep a file as an import would."""
    facts = {"name": "register.csv", "media_type": "text/csv", "kind": "import"} | given
    stored = keep(actor=actor, source=source, **facts)
    record(FileKept(), actor=actor, subjects=[stored])
    return stored
