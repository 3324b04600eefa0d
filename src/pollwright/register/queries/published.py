"""Published registers, reopened from their frozen snapshots, with electors who are anonymous now masked.

A snapshot is read through DuckDB and never changed. Whoever has become anonymous since keeps the number and gets the
letter N; name, address and attainer's date are gone from what is read (REG-174). A register that is no longer the
newest needs the archive permission.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.utils.translation import gettext as _

from pollwright.acting import Actor, Permission
from pollwright.files.store import whole_path_of
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    Kind,
    Page,
    SortColumn,
    TableRequest,
    TableSpec,
    Total,
    capped_count,
    keyset_clause,
)
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Elector, Publication, PublicationFile
from pollwright.register.states import PaperState, Section

MEMORY = "600MB"
NUMBERED = ("revised", "imported")
"""Kinds of publication that give numbers; the monthly open edition does not."""

_TEXT = ("marker", "surname", "forenames", "address", "postcode", "property_reference")
_BLANKS = ", ".join(f"coalesce({name}, '') AS {name}" for name in _TEXT)
"""Blank text is read as blank, whether it was frozen as such or as nothing."""

_LATER = {"qualifying_address": "''", "present_address": "''", "anonymous_until": "NULL::DATE"}
"""Columns that snapshots frozen by the first versions have not, with what stands for them."""

_MASKED = """
CREATE VIEW snapshot AS
SELECT * EXCLUDE (hidden) REPLACE (
    CASE WHEN hidden THEN '3-anonymous' ELSE section END AS section,
    CASE WHEN hidden AND NOT contains(marker, 'N') THEN marker || 'N' ELSE marker END AS marker,
    CASE WHEN hidden THEN NULL ELSE attains_on END AS attains_on,
    CASE WHEN hidden THEN '' ELSE surname END AS surname,
    CASE WHEN hidden THEN '' ELSE forenames END AS forenames,
    CASE WHEN hidden THEN '' ELSE address END AS address,
    CASE WHEN hidden THEN '' ELSE postcode END AS postcode,
    CASE WHEN hidden THEN '' ELSE property_reference END AS property_reference,
    CASE WHEN hidden THEN '' ELSE qualifying_address END AS qualifying_address,
    CASE WHEN hidden THEN '' ELSE present_address END AS present_address,
    NOT hidden AND open_register AS open_register
)
FROM (SELECT *, section <> '3-anonymous' AND elector_id IN (SELECT elector_id FROM masked) AS hidden FROM frozen)
ORDER BY district, hidden, number, suffix
"""


@dataclass(frozen=True, slots=True)
class PublishedRegister:
    """A publication as its readers need it. `superseded` says that a newer register is in force."""

    id: int
    authority_id: int
    reference: str
    kind: str
    published_on: date
    state: PaperState
    superseded: bool
    previous_id: int | None

    @property
    def issued(self) -> bool:
        """Whether the register was published."""
        return self.state is PaperState.ISSUED


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """One entry of a published register, as it may be shown today."""

    chain_id: int
    district: str
    number: int
    suffix: int
    section: str
    marker: str
    attains_on: date | None
    surname: str
    forenames: str
    address: str
    postcode: str
    elector_reference: str

    @property
    def elector_number(self) -> str:
        """Return the number with its district, such as `AB1-123/1`."""
        if not self.number:
            return ""
        return f"{self.district}-{self.number}" + (f"/{self.suffix}" if self.suffix else "")

    @property
    def name(self) -> str:
        """Return surname and forenames; empty for an anonymous entry."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)

    @property
    def place(self) -> str:
        """Return address and postcode on one line."""
        return " ".join(part for part in (self.address, self.postcode) if part)


def published_register(authority_id: int, reference: str) -> PublishedRegister:
    """Return a publication of an authority.

    :raises NotFound: where it has none of that reference.
    """
    held = Publication.objects.filter(authority=authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="publication", reference=reference)
    newer = Publication.objects.filter(authority=authority_id, state=PaperState.ISSUED, kind__in=NUMBERED)
    superseded = held.issued_at is not None and newer.filter(issued_at__gt=held.issued_at).exists()
    return PublishedRegister(
        held.pk,
        authority_id,
        held.reference,
        held.kind,
        held.published_on,
        PaperState(held.state),
        superseded,
        held.previous_id,
    )


def refuse_archive(actor: Actor, register: PublishedRegister) -> None:
    """Do nothing where the actor may read the register.

    :raises NotPermitted: where it is superseded and the actor may not read the archive.
    """
    if register.superseded and not actor.may(Permission.ARCHIVE_READ):
        raise NotPermitted(permission=Permission.ARCHIVE_READ.value)


def snapshot_path(register: PublishedRegister) -> Path | None:
    """Return where the snapshot lies, checked against its hash; None for a register that came without one.

    :raises ContentMissing: where retention removed it.
    :raises ContentDamaged: where its bytes are not what was frozen.
    """
    held = (
        PublicationFile.objects.filter(authority=register.authority_id, publication=register.id, edition="snapshot")
        .select_related("file")
        .first()
    )
    if held is None:
        return None
    return whole_path_of(held.file)


def anonymous_now(authority_id: int) -> list[int]:
    """Return the ids of the electors of an authority who are anonymous now, in order."""
    return list(
        Elector.objects.filter(authority=authority_id, anonymous=True).order_by("pk").values_list("pk", flat=True)
    )


@contextlib.contextmanager
def reopened(snapshot: Path, masked: list[int], spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a DuckDB connection with the view `snapshot`: the frozen rows in order, with some electors masked.

    :param masked: ids of electors to mask.
    :param spill: a folder for what does not fit into memory.
    """
    config: dict[str, Any] = {"memory_limit": MEMORY, "threads": 2}
    if spill is not None:
        config["temp_directory"] = str(spill)
    with duckdb.connect(config=config) as made:
        quoted = str(snapshot).replace("'", "''")
        held = {row[0] for row in made.execute(f"DESCRIBE SELECT * FROM read_parquet('{quoted}')").fetchall()}
        later = "".join(f", {value} AS {name}" for name, value in _LATER.items() if name not in held)
        made.execute(f"CREATE VIEW frozen AS SELECT * REPLACE ({_BLANKS}){later} FROM read_parquet('{quoted}')")
        made.execute("CREATE TABLE masked (elector_id BIGINT)")
        made.execute("INSERT INTO masked SELECT unnest(?::BIGINT[])", [masked])
        made.execute(_MASKED if hidden_electors(made) else "CREATE VIEW snapshot AS SELECT * FROM frozen")
        yield made


def hidden_electors(made: duckdb.DuckDBPyConnection) -> list[int]:
    """Return the ids, in order, of the electors whom the frozen rows name and who are masked."""
    rows = made.execute(
        "SELECT DISTINCT elector_id FROM frozen JOIN masked USING (elector_id) WHERE section <> '3-anonymous' ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


_NUMBER = (SortColumn("district"), SortColumn("number"), SortColumn("suffix"))


def entries_table(districts: tuple[str, ...], search_label: str) -> TableSpec:
    """Return the table of a published register's entries."""
    return TableSpec(
        name="published",
        columns=(
            Column("elector_number", _("Number"), sort_by=_NUMBER),
            Column("marker", _("Marker")),
            Column("name", _("Name"), sort_by=(SortColumn("surname"), SortColumn("forenames"), *_NUMBER)),
            Column("attains_on", _("Attains"), Kind.DATE),
            Column("place", _("Address")),
            Column("elector_reference", _("Elector"), hidden_by_default=True),
        ),
        default_sort="elector_number",
        filters=(
            ChoiceFilter("district", _("Polling district"), choices=tuple((code, code) for code in districts)),
            ChoiceFilter(
                "section", _("Part"), choices=tuple((str(value), str(label)) for value, label in Section.choices)
            ),
        ),
        search_label=search_label,
        tie=SortColumn("chain_id"),
    )


_COLUMNS = (
    "chain_id, district, number, suffix, section, marker, attains_on, surname, forenames, address, postcode,"
    " elector_reference"
)
_WORDS = "concat_ws(' ', district || '-' || number, surname, forenames, address, postcode)"


def entries_page(made: duckdb.DuckDBPyConnection, asked: TableRequest) -> Page[PublishedEntry]:
    """Return one page of the entries of the view `snapshot`."""
    where, parameters = _narrowed(asked)
    keyset = keyset_clause(asked.order, asked.cursor)
    after = keyset.where.replace("%s", "?")
    rows = made.execute(
        f"SELECT {_COLUMNS} FROM snapshot WHERE {where} AND {after} ORDER BY {keyset.order} LIMIT {asked.size + 1}",
        [*parameters, *keyset.params],
    ).fetchall()
    counted = made.execute(capped_count(f"SELECT 1 FROM snapshot WHERE {where}"), parameters).fetchone()
    return Page.gather(asked, (PublishedEntry(*row) for row in rows), Total.of(counted[0] if counted else 0))


def every_entry(made: duckdb.DuckDBPyConnection, asked: TableRequest) -> Iterator[PublishedEntry]:
    """Yield every entry that matches, in the order asked for."""
    where, parameters = _narrowed(asked)
    order = keyset_clause(asked.order, None).order
    found = made.execute(f"SELECT {_COLUMNS} FROM snapshot WHERE {where} ORDER BY {order}", parameters)
    while rows := found.fetchmany(5_000):
        for row in rows:
            yield PublishedEntry(*row)


def districts_of(made: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the codes of the districts of the view `snapshot`, in order."""
    return tuple(row[0] for row in made.execute("SELECT DISTINCT district FROM snapshot ORDER BY 1").fetchall())


def _narrowed(asked: TableRequest) -> tuple[str, list[Any]]:
    conditions, parameters = ["TRUE"], []
    for key in ("district", "section"):
        if key in asked.filters:
            conditions.append(f"{key} = ?")
            parameters.append(asked.filters[key])
    for word in asked.search.split():
        conditions.append(f"contains(lower(strip_accents({_WORDS})), lower(strip_accents(?)))")
        parameters.append(word)
    return " AND ".join(conditions), parameters
