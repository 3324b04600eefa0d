"""Bringing an installation back from a backup: checked first, whole or not at all."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from django.db.migrations.loader import MigrationLoader

from pollwright.access.protection import mac
from pollwright.acting import Actor, Channel, Permission, system
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.audit.verification import verify
from pollwright.authorities.models import Authority
from pollwright.backups.archive import DUMP, Manifest, Report, opened, reading, verified
from pollwright.backups.dumps import is_empty, restore
from pollwright.backups.events import BackupRestored
from pollwright.backups.operations.making import KEY_CHECK
from pollwright.files.content import Content, refusing_when_full
from pollwright.files.store import missing_content
from pollwright.findings import Finding, Level, declare
from pollwright.postgres import ensure_privileges, ensure_roles
from pollwright.refusals import Refused

FILE_MISSING = declare(
    "backups.file-missing",
    Level.ERROR,
    "The content {sha256} is not in the store, although a row names it.",
    "Look for it in an earlier backup, under files/ in the archive.",
)


class NotEmpty(Refused):
    """There is something in the database already."""

    code = "backups.R004"
    problem = "There is an installation in this database already. Nothing was changed."
    remedy = "Restore into an empty database; or replace this one, which can't be undone, with --replace."


class FromLaterVersion(Refused):
    """The backup knows migrations that this version does not."""

    code = "backups.R005"
    problem = "The backup was made by a later version of Pollwright ({first} is not known here). Nothing was changed."
    remedy = "Install that version, or a later one, and restore there."


class OtherKey(Refused):
    """Protected values of the backup were sealed with another key."""

    code = "backups.R006"
    problem = (
        "The key of this installation is not the one that sealed the protected values of the backup. "
        "Nothing was changed."
    )
    remedy = (
        "Set POLLWRIGHT_FIELD_KEY to the key of the installation that made the backup. To restore without the "
        "protected values, which nobody can open then, use --without-key."
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back.

    :param migrations_to_run: whether the database must be brought up to date with this version.
    """

    manifest: Manifest
    files: int
    migrations_to_run: bool


def restore_backup(
    source: Path,
    *,
    database: str,
    store: Content,
    replace: bool = False,
    without_key: bool = False,
    report: Report = lambda step, done, total: None,
) -> Restored:
    """Check a backup from beginning to end, then bring the files and the database back.

    Files come first, under their hashes: what a failure leaves of them is swept. The database follows in one
    transaction.

    :param database: the address of the database, as its owner.
    :param replace: drop what is in the database.
    :raises Damaged: where the file is not a whole backup.
    :raises NotEmpty: where there are tables and `replace` does not say so.
    :raises FromLaterVersion: where it knows migrations that are not known here.
    :raises OtherKey: where the key is another and `without_key` does not say so.
    :raises StoreFull: where there is no room for the files.
    :raises ProgramFailed: where the database can't be restored.
    """
    with reading(source) as archive:
        manifest = verified(archive, report)
        known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
        _refuse_what_does_not_fit(manifest, known, database, replace=replace, without_key=without_key)
        with store.workspace() as folder:
            for place, sha256 in enumerate(manifest.files):
                report("Files", place, len(manifest.files))
                with opened(archive, f"files/{sha256}") as content:
                    _write(folder / sha256, content)
                store.place(folder / sha256, take=True)
            with tempfile.TemporaryDirectory(dir=folder) as beside:
                dumped = Path(beside) / DUMP
                with opened(archive, DUMP) as content:
                    _write(dumped, content)
                report("Database", 0, 0)
                ensure_roles(database)
                restore(database, dumped, replacing=replace)
        ensure_privileges(database)
    return Restored(manifest, len(manifest.files), bool(known - set(manifest.migrations)))


def after_restore(restored: Restored) -> list[Finding]:
    """Record the restore in every authority's trail, and return what is not as it should be in trail and store."""
    findings = [FILE_MISSING.at(sha256=sha256) for sha256 in missing_content()]
    for authority_id, code in Authority.objects.order_by("id").values_list("id", "code"):
        findings += verify(authority_id)
        record_restore(actor=system(authority_id, code, Channel.COMMAND), restored=restored)
    return findings


@operation(Permission.BACKUP_MAKE, name="backups.record_restore")
def record_restore(*, actor: Actor, restored: Restored) -> None:
    """Record in an authority that it was brought back from a backup."""
    manifest = restored.manifest
    record(BackupRestored(manifest.made_at, manifest.members[DUMP][0], restored.files), actor=actor)


def _refuse_what_does_not_fit(
    manifest: Manifest, known: set[str], database: str, *, replace: bool, without_key: bool
) -> None:
    later = [name for name in manifest.migrations if name not in known]
    if later:
        raise FromLaterVersion(first=later[0])
    if manifest.key_check != mac(KEY_CHECK).hex() and not without_key:
        raise OtherKey
    if not replace and not is_empty(database):
        raise NotEmpty


def _write(target: Path, content: IO[bytes]) -> None:
    with refusing_when_full(), target.open("wb") as written:
        copyfileobj(content, written)
