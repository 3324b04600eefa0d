"""Keeping the files of a notice or publication: placed in the store by the preparing, named here."""

from __future__ import annotations

from collections.abc import Iterable

from pollwright.acting import Actor
from pollwright.files.store import keep
from pollwright.register.models import Notice, Publication, PublicationFile
from pollwright.register.papers.prepared import PreparedFile

MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def keep_files(
    actor: Actor,
    files: Iterable[PreparedFile],
    *,
    notice: Notice | None = None,
    publication: Publication | None = None,
) -> None:
    """Give prepared files their rows, in place of those of an earlier preparing. Called inside an operation."""
    PublicationFile.objects.filter(authority=actor.authority_id, notice=notice, publication=publication).delete()
    for file in files:
        stored = keep(
            actor=actor,
            source=file.placed,
            name=file.name,
            media_type=MEDIA[file.format],
            kind="publication" if publication else "notice",
            restricted=file.restricted,
            rows=file.rows,
        )
        PublicationFile.objects.create(
            authority_id=actor.authority_id,
            notice=notice,
            publication=publication,
            edition=file.edition,
            format=file.format,
            file=stored,
            rows=file.rows,
            sha256=file.placed.sha256,
        )
