"""Copies of a published register for use outside: CSV, Parquet, XLSX, and the print edition as PDF.

CSV and Parquet are the files that were frozen, byte for byte, unless somebody whom they name has become anonymous
since: then a masked copy is made, and nothing else is handed out. Workbooks and print editions are made once and kept.
Each copy that leaves is an event with its hash.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import polars as pl
from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.imprint import DoesNotReconcile as Short
from pollwright.files.content import ContentDamaged, refusing_when_full
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, open_content, place, workspace
from pollwright.formats.outgoing import WrittenFile, digest, write_xlsx
from pollwright.refusals import NotPermitted, Refused
from pollwright.register.events.papers import RegisterExported
from pollwright.register.models import Publication, PublicationFile
from pollwright.register.operations.papers import MEDIA
from pollwright.register.papers.editions import EDITIONS, SNAPSHOT, for_a_sheet
from pollwright.register.papers.print_edition import print_edition
from pollwright.register.papers.print_orders import print_order, streets_to
from pollwright.register.papers.print_overseas import overseas_anonymous, print_overseas
from pollwright.register.proofs import DoesNotReconcile
from pollwright.register.queries.overseas import anonymity_ends
from pollwright.register.queries.published import (
    MEMORY,
    PublishedRegister,
    anonymous_now,
    hidden_electors,
    published_register,
    refuse_archive,
    reopened,
    snapshot_path,
)
from pollwright.register.queries.published_as_at import AsAt, as_at, hidden_as_at, take_out_as_at

FORMATS = ("csv", "xlsx", "parquet", "pdf")
KEPT = ("xlsx", "pdf")
"""Formats that take long to make, so that they are made once and kept with the publication."""
_TEXT = ("marker", "surname", "forenames", *(f"address{line}" for line in range(1, 7)), "postcode")
_BLANK = (*_TEXT, "qualifying_address", "present_address")
"""Text that is left empty where it is blank, as it is in the frozen files."""
CHUNK = 1 << 20
SHEET_CHUNK = 20_000


class NotYetPublished(Refused):
    """Only a register that has been published leaves the system."""

    code = "register.R072"
    problem = "{reference} has not been published, so it can't be exported."
    remedy = "Publish it first; its page shows what it will hold."


class NoSuchEdition(Refused):
    """There is no edition of that name in that format."""

    code = "register.R073"
    problem = "There is no {edition} edition as {format}."
    remedy = "Choose {editions}, as csv, xlsx, parquet or pdf."


class AnonymousMeanwhile(Refused):
    """Somebody became anonymous while the copy was being made; it was thrown away."""

    code = "register.R074"
    problem = "An elector became anonymous while this copy was being made, so it was thrown away."
    remedy = "Export it again."


@dataclass(frozen=True, slots=True)
class Exported:
    """A copy that was handed out. `masked` electors are in it by number and letters only since they became anonymous."""

    reference: str
    edition: str
    format: str
    rows: int
    sha256: str
    bytes: int
    masked: int
    path: Path


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is ready to be handed out: kept already, or made in a workspace."""

    register: PublishedRegister
    edition: str
    format: str
    name: str
    hidden: tuple[int, ...]
    source: StoredFile | WrittenFile

    @property
    def rows(self) -> int:
        return self.source.rows or 0


Progress = Callable[[str, int, int], None]


def export_publication(
    *,
    actor: Actor,
    reference: str,
    edition: str,
    format: str,  # noqa: A002 - what the command's option is called
    output: Path,
    purpose: str = "",
    progress: Progress = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write a copy of a published register to `output`, whole or not at all, and record that it left.

    :param edition: full, open, overseas or other-electors.
    :param format: csv, xlsx, parquet or pdf.
    :param purpose: what it is for, in the officer's words; stands in the event.
    :raises NotPermitted: where the actor may not export, or the register is superseded and they may not read those.
    :raises NotYetPublished: where it has not been issued.
    :raises NoSuchEdition: for an edition or format that there is not.
    :raises AnonymousMeanwhile: where somebody became anonymous meanwhile; nothing was written.
    :raises ContentDamaged: where a frozen file is not what was frozen.
    """
    with scope(authority=actor.authority_id), ExitStack() as stack:
        register = wanted(actor, reference, edition, format)
        found = copy_of(register, edition, format)
        if isinstance(found, Copy):
            copy = found
        else:
            copy = made_into(stack, register, edition, format, found, progress, cancelled)
        partial = output.with_name(f".{output.name}.{secrets.token_hex(4)}.part")
        try:
            with refusing_when_full():
                sha256, size = _written_to(copy, partial)
            record_export(actor=actor, copy=copy, sha256=sha256, purpose=purpose)
            partial.replace(output)
        finally:
            partial.unlink(missing_ok=True)
    return Exported(reference, edition, format, copy.rows, sha256, size, len(copy.hidden), output)


@operation(Permission.REGISTER_EXPORT, name="register.export")
def record_export(*, actor: Actor, copy: Copy, sha256: str, purpose: str) -> None:
    """Record that a copy leaves, and keep it with the publication where it took long to make.

    :raises AnonymousMeanwhile: where those to be masked are no longer the same.
    """
    publication = Publication.objects.get(authority=actor.authority_id, pk=copy.register.id)
    fresh = set(anonymous_now(actor.authority_id))
    if not set(copy.hidden) <= fresh or _hidden(copy.register, sorted(fresh)) != copy.hidden:
        raise AnonymousMeanwhile
    if isinstance(copy.source, WrittenFile) and copy.format in KEPT:
        keep_copy(actor, copy, copy.source, publication)
    record(
        RegisterExported(copy.register.reference, copy.edition, copy.format, copy.rows, sha256),
        actor=actor,
        subjects=[publication],
        reason=purpose,
    )


def wanted(actor: Actor, reference: str, edition: str, format_: str) -> PublishedRegister:
    """Return the register that an actor may have a copy of; refusals as for `export_publication`."""
    if not actor.may(Permission.REGISTER_EXPORT):
        raise NotPermitted(permission=Permission.REGISTER_EXPORT.value)
    if edition not in EDITIONS or format_ not in FORMATS:
        raise NoSuchEdition(edition=edition, format=format_, editions=", ".join(EDITIONS))
    register = published_register(actor.authority_id, reference)
    if not register.issued:
        raise NotYetPublished(reference=reference)
    refuse_archive(actor, register)
    return register


def copy_of(register: PublishedRegister, edition: str, format_: str) -> Copy | tuple[int, ...]:
    """Return the copy that is kept, if it is right for those anonymous now; else whom a new one must mask."""
    hidden = _hidden(register, anonymous_now(register.authority_id))
    name = _name(register, edition, format_, hidden)
    held = (
        PublicationFile.objects.filter(publication=register.id, edition=edition, format=format_, file__name=name)
        .select_related("file")
        .order_by("-pk")
        .first()
    )
    if held is None or held.file.removed_at is not None:
        return hidden
    return Copy(register, edition, format_, name, hidden, held.file)


def made_into(
    stack: ExitStack,
    register: PublishedRegister,
    edition: str,
    format_: str,
    hidden: tuple[int, ...],
    progress: Progress = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Copy:
    """Make a copy in a workspace that lives as long as `stack`."""
    folder = stack.enter_context(workspace())
    made = stack.enter_context(reopened(_snapshot(register, folder), list(hidden), folder))
    written = _made(made, register, edition, format_, folder, (progress, cancelled))
    return Copy(register, edition, format_, _name(register, edition, format_, hidden), hidden, written)


def _name(register: PublishedRegister, edition: str, format_: str, hidden: tuple[int, ...]) -> str:
    return f"register-{register.reference}-{register.published_on}-{edition}{_mark(hidden)}.{format_}"


def _made(
    made: duckdb.DuckDBPyConnection,
    register: PublishedRegister,
    edition: str,
    format_: str,
    folder: Path,
    watching: tuple[Progress, Callable[[], bool]],
) -> WrittenFile:
    progress, _ = watching
    path = folder / f"copy.{format_}"
    if format_ == "pdf":
        return _printed(made, register, edition, folder, watching)
    progress("Making the copy", 0, 1)
    return made_rows(made, edition, format_, path)


def _printed(
    made: duckdb.DuckDBPyConnection,
    register: PublishedRegister,
    edition: str,
    folder: Path,
    watching: tuple[Progress, Callable[[], bool]],
) -> WrittenFile:
    """Print an edition.

    :raises DoesNotReconcile: where a paper is not what it states, or a file is short.
    """
    progress, cancelled = watching
    order = print_order(register, edition, masked=len(hidden_electors(made)))
    try:
        if edition == "overseas":
            ends = anonymity_ends(register.authority_id, overseas_anonymous(made))
            path, rows = print_overseas(made, order, ends, folder)
        else:
            streets_to(register.authority_id, folder / "streets.csv")
            volume = print_edition(made, order, folder / "streets.csv", folder, progress=progress, cancelled=cancelled)
            path, rows = volume.path, volume.rows
    except Short as short:
        raise DoesNotReconcile(what=short.what, expected=short.stated, found=short.printed) from short
    return WrittenFile(path, rows, *digest(path))


def made_rows(made: duckdb.DuckDBPyConnection, edition: str, format_: str, path: Path) -> WrittenFile:
    """Write an edition of the view `snapshot` as CSV that no spreadsheet runs, as a workbook, or as Parquet."""
    select = EDITIONS[edition]
    if format_ == "xlsx":
        return write_xlsx(_frames(made, select), path, sheet=edition.capitalize())
    if format_ == "csv":
        return _copied(made, for_a_sheet(made, select), path, "FORMAT csv, HEADER true")
    return _copied(made, select, path, "FORMAT parquet, COMPRESSION zstd")


def _copied(made: duckdb.DuckDBPyConnection, select: str, path: Path, options: str) -> WrittenFile:
    quoted = str(path).replace("'", "''")
    held = {column[0] for column in made.execute(f"DESCRIBE {select}").fetchall()}
    blanks = ", ".join(f"nullif({name}, '') AS {name}" for name in _BLANK if name in held)
    alike = f"SELECT * REPLACE ({blanks}) FROM ({select})"
    found = made.execute(f"COPY ({alike}) TO '{quoted}' ({options})").fetchone()
    return WrittenFile(path, int(found[0]) if found else 0, *digest(path))


def _snapshot(register: PublishedRegister, folder: Path) -> Path:
    """Return the frozen snapshot; a register that came without one is taken from the entries as at its day."""
    held = snapshot_path(register)
    if held is not None:
        return held
    take_out_as_at(_day(register), folder / "taken.csv")
    return as_parquet(folder)


def as_parquet(folder: Path) -> Path:
    """Turn `taken.csv` of a folder, in the columns of a snapshot, into Parquet."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in SNAPSHOT.items())
    taken, path = (str(folder / name).replace("'", "''") for name in ("taken.csv", "taken.parquet"))
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder), "threads": 2}) as made:
        made.execute(
            f"COPY (SELECT * FROM read_csv('{taken}', header = false, auto_detect = false, allow_quoted_nulls = false,"
            f" delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}})) TO '{path}' (FORMAT parquet)"
        )
    return folder / "taken.parquet"


def _day(register: PublishedRegister) -> AsAt:
    return replace(as_at(register.authority_id, register.published_on), publication_id=register.id)


def _hidden(register: PublishedRegister, masked: list[int]) -> tuple[int, ...]:
    """Return who is anonymous now and was named in the register."""
    held = snapshot_path(register)
    if not masked:
        return ()
    if held is None:
        return tuple(hidden_as_at(_day(register)))
    with reopened(held, masked) as made:
        return tuple(hidden_electors(made))


def _mark(hidden: tuple[int, ...]) -> str:
    """Return what the name of a file says of those masked in it: a digest of who they are, or nothing."""
    if not hidden:
        return ""
    return "-masked-" + hashlib.sha256(" ".join(map(str, hidden)).encode()).hexdigest()[:12]


def _frames(made: duckdb.DuckDBPyConnection, select: str) -> Iterator[pl.DataFrame]:
    found = made.execute(select)
    names = [column[0] for column in found.description or ()]
    types = [_KINDS.get(str(column[1]), pl.String()) for column in found.description or ()]
    schema = dict(zip(names, types, strict=True))
    yield pl.DataFrame(schema=schema)
    while rows := found.fetchmany(SHEET_CHUNK):
        yield pl.DataFrame(rows, schema=schema, orient="row")


_KINDS: dict[str, pl.DataType] = {"INTEGER": pl.Int64(), "BIGINT": pl.Int64(), "DATE": pl.Date()}


def _written_to(copy: Copy, path: Path) -> tuple[str, int]:
    """Copy the content to a new file, hashing it on the way; return hash and size.

    :raises ContentDamaged: where a kept file has another hash than its row.
    """
    source = copy.source
    opened = open_content(source) if isinstance(source, StoredFile) else source.path.open("rb")
    hashed, size = hashlib.sha256(), 0
    with opened as read, path.open("xb") as written:
        while piece := read.read(CHUNK):
            hashed.update(piece)
            size += len(piece)
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    if hashed.hexdigest() != source.sha256:
        raise ContentDamaged
    return hashed.hexdigest(), size


def keep_copy(actor: Actor, copy: Copy, written: WrittenFile, publication: Publication) -> None:
    """Keep a copy with its publication; called inside an operation."""
    stored = keep(
        actor=actor,
        source=place(written.path),
        name=copy.name,
        media_type=MEDIA[copy.format],
        kind="publication",
        rows=written.rows,
    )
    PublicationFile.objects.create(
        authority_id=actor.authority_id,
        publication=publication,
        edition=copy.edition,
        format=copy.format,
        file=stored,
        rows=written.rows,
        sha256=written.sha256,
    )
