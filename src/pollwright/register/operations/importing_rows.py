"""Reading a register of electors from a file into rows ready to be compared with what is here.

The file is read in chunks and leaves Parquet parts in a working folder, so that memory does not grow with it. What
would tell who an anonymous elector is leaves the rows here, and stays in memory until it is sealed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from pollwright.findings import Finding, Level
from pollwright.formats import finding_frames, intake
from pollwright.formats.delimited import ROW
from pollwright.formats.register_layouts import Layout
from pollwright.formats.register_rows import Checker
from pollwright.formats.totals import Totals
from pollwright.law.nations import Nation
from pollwright.postgres.copying import as_array
from pollwright.register.operations import importing_kinds as kinds
from pollwright.register.operations.importing_franchise import FranchiseOfRows
from pollwright.register.operations.sealing import PARTICULARS
from pollwright.register.states import Section

OnRows = Callable[[int], None]

_TEXTS = (
    "title",
    "forenames",
    "surname",
    "previous_forenames",
    "previous_surname",
    "residence_right",
    "email",
    "phone",
    "contact_by",
    "correspondence1",
    "correspondence2",
    "correspondence3",
    "correspondence4",
    "correspondence5",
    "correspondence_postcode",
    "correspondence_country",
)
COLUMNS = {
    "row": "int",
    "reference": "text",
    **dict.fromkeys(_TEXTS, "text"),
    "nationalities": "varchar[]",
    "category": "text",
    "anonymous": "boolean",
    "anonymous_until": "date",
    "inherited_marker": "text",
    "marker": "text",
    "doubt": "text",
    "attains_on": "date",
    "parliamentary": "boolean",
    "local": "boolean",
    "section": "text",
    "district": "text",
    "number": "int",
    "suffix": "int",
    "property_reference": "text",
    "uprn": "bigint",
    "address": "text",
    "postcode": "text",
    "effective_from": "date",
    "declared_on": "date",
    "expires_on": "date",
    "open_register": "boolean",
    "over_76": "boolean",
    "date_of_birth": "date",
}
"""The columns of a part, and their types in the database."""

_LINES = [f"address{at}" for at in range(1, 7)]
# What registers print in place of an address that they leave out.
_NO_ADDRESS = r"(?i)^(?:(?:other|overseas) electors?|(?:address )?(?:withheld|not (?:printed|shown|known)))\b[ ,.]*$"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held: parts of rows that may go on, findings in parts, and counts; read = kept + refused.

    :param anonymous: the particulars of anonymous rows, with `row`; nowhere else.
    :param whole: findings about the file as a whole, which refuse it where they are errors.
    """

    layout: Layout
    rows: tuple[Path, ...]
    findings: tuple[Path, ...]
    anonymous: pl.DataFrame
    whole: tuple[Finding, ...]
    read: int
    kept: int

    @property
    def refused(self) -> int:
        """How many rows had an error of their own."""
        return self.read - self.kept

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the rows that may go on."""
        return (pl.read_parquet(part) for part in self.rows)

    def found(self) -> Iterator[pl.DataFrame]:
        """Yield the findings about rows."""
        return (pl.read_parquet(part) for part in self.findings)


@dataclass(frozen=True, slots=True)
class Taking:
    """How a register is taken in: the day it stands for, the nation, and the letters of the districts."""

    on: date
    nation: Nation
    districts: frozenset[str]


@dataclass(slots=True)
class _Parts:
    """Parquet parts being written into a folder."""

    folder: Path
    name: str
    paths: list[Path] = field(default_factory=list)

    def append(self, frame: pl.DataFrame) -> None:
        if frame.height:
            path = self.folder / f"{self.name}-{len(self.paths):05d}.parquet"
            packed = io.BytesIO()
            frame.write_parquet(packed, compression="lz4")
            path.write_bytes(packed.getbuffer())
            self.paths.append(path)


def read_register(table: intake.Table, layout: Layout, taking: Taking, folder: Path, on_rows: OnRows) -> Reading:
    """Read and check a whole file, as far as that can be done without the database.

    :param folder: where the parts go.
    :param on_rows: told after each chunk how many rows have been read; may raise to stop.
    """
    checker = Checker(layout, on=taking.on, nation=taking.nation, districts=taking.districts)
    franchise = FranchiseOfRows(taking.nation, taking.on, knows_markers=layout.tells("marker", table.headers))
    rows, findings = _Parts(folder, "rows"), _Parts(folder, "findings")
    anonymous: list[pl.DataFrame] = []
    read = kept = 0
    totals = Totals()
    for every in table.chunks():
        chunk, foot = totals.take_out(every)
        checked = checker.check(chunk)
        worked = franchise.add_to(_facts(checked.rows, taking.on))
        wrong = _franchise_findings(worked)
        findings.append(pl.concat([checked.findings, *wrong, foot]))
        good = worked.filter(pl.col("marker").is_not_null() & ~pl.col("too_young"))
        anonymous.append(_particulars(good.filter("anonymous")))
        rows.append(_without_particulars(good).select(*COLUMNS))
        read, kept = read + chunk.height, kept + good.height
        on_rows(read)
    last = checker.finish()
    whole = [Finding(**{**found, "level": Level(found["level"])}) for found in last.iter_rows(named=True)]
    return Reading(
        layout,
        tuple(rows.paths),
        tuple(findings.paths),
        pl.concat(anonymous) if anonymous else _particulars(pl.DataFrame()),
        (*table.findings, *layout.unused(table.headers), *whole),
        read,
        kept,
    )


def _facts(rows: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return checked rows in the terms of the register: no blanks where a fact has a plain default."""
    from_day = pl.min_horizontal(pl.col("entry_from").fill_null(on), pl.lit(on))
    letters = pl.col("marker").str.replace("N", "", literal=True)
    return rows.with_columns(
        pl.col("nationality", *_TEXTS).fill_null(""),
        pl.col("category").fill_null("ordinary"),
        pl.col("anonymous", "address_withheld", "open_register").fill_null(value=False),
        pl.col("suffix").fill_null(0),
        pl.col("elector_reference").alias("reference"),
        letters.alias("inherited"),
        pl.col("marker").fill_null("").alias("inherited_marker"),
        _address().alias("address"),
        pl.col("postcode").fill_null(""),
        from_day.alias("effective_from"),
    ).drop("marker")


def _address() -> pl.Expr:
    """Return the address on one line, empty where none is given, or words that stand in its place."""
    address = pl.concat_str(_LINES, separator=", ", ignore_nulls=True)
    return pl.when(address.str.contains(_NO_ADDRESS)).then(pl.lit("")).otherwise(address)


def _franchise_findings(worked: pl.DataFrame) -> list[pl.DataFrame]:
    rows = worked.rename({"row": ROW})
    value = pl.when(~pl.col("anonymous")).then(pl.col("inherited_marker"))
    voteless = rows.filter(pl.col("marker").is_null())
    young = rows.filter(pl.col("marker").is_not_null() & pl.col("too_young"))
    doubtful = rows.filter(pl.col("marker").is_not_null() & (pl.col("doubt") == "differs"))
    nationality = pl.when(~pl.col("anonymous")).then(pl.col("nationality"))
    found = [
        finding_frames.at_rows(kinds.NO_FRANCHISE, voteless, "nationality", nationality),
        finding_frames.at_rows(kinds.TOO_YOUNG, young, "date_of_birth"),
        finding_frames.at_rows(
            kinds.MARKER_DIFFERS, doubtful, "marker", value, worked_out=pl.col("worked_out").fill_null("")
        ),
    ]
    return [frame for frame in found if frame.height]


def _particulars(anonymous: pl.DataFrame) -> pl.DataFrame:
    """Return what is to be sealed, with the row, its reference and what the digest of the name needs."""
    if anonymous.is_empty():
        return pl.DataFrame(schema={"row": pl.UInt32, **dict.fromkeys(PARTICULARS, pl.String), "born": pl.Date})
    return anonymous.select(
        pl.col("row"),
        pl.col(PARTICULARS).cast(pl.String),
        pl.col("date_of_birth").alias("born"),
    )


def _without_particulars(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows as the database may see them: sections given, anonymous ones without name, address, contact."""
    hidden = pl.col("anonymous")
    section = (
        pl.when(hidden)
        .then(pl.lit(str(Section.ANONYMOUS)))
        .when(pl.col("address_withheld") | (pl.col("category") == "overseas"))
        .then(pl.lit(str(Section.OTHER)))
        .otherwise(pl.lit(str(Section.ORDINARY)))
    )
    blank = [name for name in (*_TEXTS, "address", "postcode") if name not in ("residence_right", "contact_by")]
    return rows.with_columns(
        section.alias("section"),
        as_array(pl.col("nationality").str.split(";")).alias("nationalities"),
        *(pl.when(~hidden).then(pl.col(name)).otherwise(pl.lit("")).alias(name) for name in blank),
        *(pl.when(~hidden).then(pl.col(name)).alias(name) for name in ("property_reference", "uprn")),
    )


def errors_in(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that keep a file out."""
    return tuple(finding for finding in findings if finding.level is Level.ERROR)
