"""Making a backup: a snapshot of the database, and the files that it names."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pollwright.access.protection import mac
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.backups.archive import DUMP, Manifest, Report, reading, verified, writing
from pollwright.backups.dumps import dump, snapshot
from pollwright.backups.events import BackupMade
from pollwright.files.content import Content
from pollwright.refusals import Refused

KEY_CHECK = "pollwright backup"


class AlreadyThere(Refused):
    """A file of that name exists; backups are never written over one another."""

    code = "backups.R003"
    problem = "There is a file of that name already."
    remedy = "Choose another name."


def write_backup(
    target: Path, *, database: str, store: Content, report: Report = lambda step, done, total: None
) -> Manifest:
    """Write the database and the stored files to one file, and return its manifest once the file has been read again.

    Nothing is removed from the store meanwhile. Files that are missing from the store already are left out, and so
    missing after a restore too: `pollwright check` and the restore report them.

    :param database: the address of the database, as its owner.
    :raises AlreadyThere: where the file exists.
    :raises StoreFull: where there is no room; nothing is left behind.
    :raises ProgramFailed: where pg_dump does not succeed.
    :raises Damaged: where the disk did not keep what was written.
    """
    if target.exists():
        raise AlreadyThere
    with store.kept_whole(), snapshot(database) as moment, writing(target) as archive:
        report("Database", 0, len(moment.hashes))
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            dumped = Path(folder) / DUMP
            dump(database, dumped, at=moment.name)
            archive.add(DUMP, dumped)
        for place, sha256 in enumerate(moment.hashes):
            report("Files", place, len(moment.hashes))
            path = store.path_of(sha256)
            if path.exists():
                archive.add(f"files/{sha256}", path)
        archive.finish(
            made_at=moment.made_at,
            server=moment.server,
            migrations=moment.migrations,
            key_check=mac(KEY_CHECK).hex(),
        )
    with reading(target) as archive_again:
        return verified(archive_again, report)


@operation(Permission.BACKUP_MAKE, name="backups.record_backup")
def record_backup(*, actor: Actor, sha256: str, size: int, files: int) -> None:
    """Record that a backup was made.

    :param sha256: the hash of the whole file, to be kept with it.
    """
    record(BackupMade(sha256, size, files), actor=actor)
