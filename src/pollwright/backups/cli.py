"""`pollwright backup` and `pollwright restore`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Annotated

import typer

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.acting import Permission
from pollwright.backups.operations.making import record_backup, write_backup
from pollwright.backups.operations.restoring import after_restore, restore_backup
from pollwright.files.store import content
from pollwright.terminal import Exit, Format, FormatOption, emit, progress, say

WITHOUT_KEY = "Restore although the key is another; protected values stay closed."


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")],
    authority: AuthorityOption = "",
    as_: AsOption = "",
    shown: FormatOption = Format.TEXT,
) -> None:
    """Write the whole installation, every authority's records and files, to one verified file. Keys are not in it.

    Keep the file as safe as the register itself, and the key (POLLWRIGHT_FIELD_KEY) in another place.

    Example: pollwright backup pollwright-2026-11-22.backup
    """
    actor = acting(authority, as_, Permission.BACKUP_MAKE)
    with progress("Backup") as report:
        manifest = write_backup(file, database=os.environ["DATABASE_URL"], store=content(), report=report)
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    size = file.stat().st_size
    record_backup(actor=actor, sha256=sha256, size=size, files=len(manifest.files))
    made = {"file": file, "sha256": sha256, "bytes": size, "files": len(manifest.files), "made_at": manifest.made_at}
    emit(made, shown, [f"{file}: {size:,} bytes, {len(manifest.files):,} stored files", f"SHA-256 {sha256}"])


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="A backup.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Drop the installation that is there. No way back.")
    ] = False,
    without_key: Annotated[bool, typer.Option("--without-key", help=WITHOUT_KEY)] = False,
    shown: FormatOption = Format.TEXT,
) -> None:
    """Bring everything back from a backup, checked first: into an empty database, or in place of what is there.

    Stop the web server and the workers before. Everybody must sign in again afterwards.

    Example: pollwright restore pollwright-2026-11-22.backup
    """
    with progress("Restore") as report:
        restored = restore_backup(
            file,
            database=os.environ["DATABASE_URL"],
            store=content(),
            replace=replace,
            without_key=without_key,
            report=report,
        )
    manifest = restored.manifest
    done = {"made_at": manifest.made_at, "files": restored.files, "migrate": restored.migrations_to_run}
    if restored.migrations_to_run:
        emit(done, shown, [f"Restored the backup of {manifest.made_at}."])
        say("The backup is of an earlier version. Run: pollwright migrate")
        return
    findings = after_restore(restored)
    lines = [f"{finding.problem} {finding.remedy} ({finding.code})" for finding in findings]
    whole = [f"Restored the backup of {manifest.made_at}: the trail and {restored.files:,} stored files are whole."]
    emit({**done, "findings": findings}, shown, lines or whole)
    if findings:
        raise typer.Exit(Exit.FAILED)
