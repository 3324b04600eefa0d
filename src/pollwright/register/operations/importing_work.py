"""The long work of an import: the file is read and checked, then compared and entered; the report says what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from pollwright.files.content import refusing_when_full
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of, place, workspace
from pollwright.findings import Finding, Level
from pollwright.formats import finding_frames, intake, outgoing, register_layouts
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.register_layouts import Layout
from pollwright.formats.register_mapping import BadMapping, from_mapping
from pollwright.formats.unreadable import UnreadableFile
from pollwright.jobs.context import WorkContext
from pollwright.law.nations import Nation
from pollwright.refusals import Refused
from pollwright.register.operations.importing import (
    ImportOptions,
    Outcome,
    Report,
    RowsRefused,
    import_register,
    keep_report,
    refuse_where_kept_here,
    rehearse_import,
)
from pollwright.register.operations.importing_rows import Reading, Taking, errors_in, read_register
from pollwright.register.queries.imports import district_codes

READING = "Reading the file"
NO_FINDINGS = finding_frames.empty()


class FileCannotBeRead(Refused):
    """The file as a whole is no register that can be read."""

    code = "register.R061"
    problem = "The file can't be imported: {problem}"
    remedy = "{remedy}"


class FileHasErrors(Refused):
    """Rows have errors, and nothing was imported."""

    code = "register.R062"
    problem = "{refused} of {read} rows have errors, so nothing was imported. {first}"
    remedy = "Download the error file, put the rows right and import again; or leave them out: keep good rows."


@dataclass(frozen=True, slots=True)
class _Job:
    """One import being carried out."""

    context: WorkContext
    options: ImportOptions
    stored: StoredFile
    folder: Path
    at: datetime
    read_as: Mapping[str, str]
    tally: finding_frames.Tally


def carry_out_import(context: WorkContext, *, nation: Nation, at: datetime) -> Mapping[str, Any]:
    """Read, compare and enter a register, as `ask_for_import` was told.

    :param at: the moment at which the register is taken over.
    :raises FileCannotBeRead: where it is no table, in no known layout, or its mapping can't be used.
    :raises FileHasErrors: where rows can't come in and all was to come in or nothing.
    :raises RegisterIsKeptHere: where there are new electors after the first notice or revised register; a dry run too.
    """
    actor = context.actor
    options = ImportOptions.of_parameters(context.parameters)
    stored = StoredFile.objects.get(authority=actor.authority_id, token=context.parameters["file"])
    with workspace() as folder, _saying_plainly(), refusing_when_full():
        told = _told_layout(actor.authority_id, options)
        table = intake.open_table(_as_named(stored, folder), is_header=told.fits if told else _is_known)
        layout = _layout(told, table)
        taking = Taking(options.on, nation, district_codes(actor.authority_id))
        reading = read_register(table, layout, taking, folder, lambda done: context.progress(READING, done, 0))
        read_as = {"layout": layout.title, "encoding": table.encoding.upper() if table.encoding else "Excel"}
        job = _Job(context, options, stored, folder, at, read_as, finding_frames.Tally())
        _refuse_whole(job, reading)
        return _dry_run(job, reading) if options.dry_run else _for_good(job, reading)


def _as_named(stored: StoredFile, folder: Path) -> Path:
    """Return the content under a name with the ending that it was handed in with, which the reader compares."""
    named = folder / f"register{Path(stored.name).suffix[:6]}"
    named.symlink_to(path_of(stored).resolve())
    return named


@contextmanager
def _saying_plainly() -> Iterator[None]:
    """Turn what is wrong with a file as a whole into a refusal that says so."""
    try:
        yield
    except UnreadableFile as unreadable:
        raise FileCannotBeRead(problem=unreadable.finding.problem, remedy=unreadable.finding.remedy) from None
    except BadMapping as bad:
        problems = " ".join(finding.problem for finding in bad.findings[:5])
        raise FileCannotBeRead(problem=problems, remedy=bad.findings[0].remedy) from None


def _told_layout(authority_id: int, options: ImportOptions) -> Layout | None:
    """Return the layout that was named or mapped; None where the file is to tell it."""
    if options.mapping:
        return from_mapping(path_of(StoredFile.objects.get(authority=authority_id, token=options.mapping)))
    return register_layouts.named(options.layout) if options.layout else None


def _is_known(cells: Sequence[str]) -> bool:
    return register_layouts.recognise(cells) is not None


def _layout(told: Layout | None, table: intake.Table) -> Layout:
    """Return the layout that was told, or else the one that the file is in."""
    layout = told or register_layouts.recognise(table.headers)
    if layout is None:
        raise UnreadableFile(register_layouts.unrecognised(table.headers))
    if missing := layout.missing(table.headers):
        names = "', '".join(finding.column or "" for finding in missing)
        raise UnreadableFile(kinds.MISSING_COLUMN.at(row=table.header_row, name=names))
    return layout


def _refuse_whole(job: _Job, reading: Reading) -> None:
    """Refuse a file that has an error as a whole: rows of it can't be trusted either."""
    if errors := errors_in(reading.whole):
        _keep_report(job, reading, NO_FINDINGS)
        raise FileCannotBeRead(problem=errors[0].problem, remedy=errors[0].remedy)


def _dry_run(job: _Job, reading: Reading) -> Mapping[str, Any]:
    compared = rehearse_import(job.context.actor, reading, job.options, job.context.progress)
    _keep_report(job, reading, compared.findings)
    refuse_where_kept_here(job.context.actor.authority_id, compared.entering)
    different = compared.findings.filter(pl.col("code") == "register.differs").height
    refused = reading.refused + compared.refused
    outcome = Outcome(reading.read, compared.entering, compared.known, refused, different, homes=compared.homes)
    told = {"reference": job.context.reference, "dry_run": True, "findings": job.tally.told()}
    return {**asdict(outcome), **job.read_as, **told}


def _for_good(job: _Job, reading: Reading) -> Mapping[str, Any]:
    context = job.context
    ended: dict[str, Any] = {}

    def conclude(outcome: Outcome, report: StoredFile | None) -> None:
        if report is not None:
            context.attach(report.token, report.name)
        told = {"reference": context.reference, "dry_run": False, "findings": job.tally.told()}
        ended.update(context.conclude({**asdict(outcome), **job.read_as, **told}))

    try:
        import_register(
            actor=context.actor,
            reading=reading,
            options=job.options,
            work=context.reference,
            sha256=job.stored.sha256,
            at=job.at,
            report=lambda findings: _report(job, reading, findings),
            conclude=conclude,
            on_step=context.progress,
        )
    except RowsRefused as refused:
        _keep_report(job, reading, refused.compared.findings)
        raise FileHasErrors(
            refused=reading.refused + refused.compared.refused, read=reading.read, first=_first_error(job)
        ) from None
    return ended


def _first_error(job: _Job) -> str:
    """Say what is wrong with the first row that has an error, and where; never its value."""
    errors = [found for found in job.tally.told() if found["level"] == Level.ERROR and found["row"] is not None]
    if not errors:
        return ""
    first = min(errors, key=lambda found: int(found["row"]))
    column = f", column {first['column']}" if first["column"] else ""
    return f"The first: row {first['row']}{column}: {first['problem']}"


def _keep_report(job: _Job, reading: Reading, compared: pl.DataFrame) -> None:
    """Keep the report of what was found, where there is anything to report, and show it with the work."""
    report = _report(job, reading, compared)
    if report is not None:
        actor, context = job.context.actor, job.context
        stored = keep_report(actor=actor, work=context.reference, read=reading.read, report=report)
        context.attach(stored.token, stored.name)


def _report(job: _Job, reading: Reading, compared: pl.DataFrame) -> Report | None:
    """Write the error file: row, column, value, what is wrong, how to mend it; in the order of the rows."""
    errors = 0

    def counted() -> Iterator[pl.DataFrame]:
        nonlocal errors
        for frame in _in_order(reading.whole, reading.found(), compared):
            errors += frame.filter(pl.col("level") == Level.ERROR).height
            job.tally.add(_without_postcodes(frame))
            yield frame.select(
                "row",
                "column",
                "value",
                "level",
                pl.col("problem").alias("what is wrong"),
                pl.col("remedy").alias("how to mend it"),
                "code",
            )

    path = job.folder / "report.csv"
    written = outgoing.write_csv(counted(), path, reader="person", mark=True)
    if not written.rows:
        return None
    stem = re.sub(r"\.[^.]{1,5}$", "", job.stored.name)
    return Report(place(path, take=True), f"{stem} - what was found.csv", written.rows, errors)


def _without_postcodes(findings: pl.DataFrame) -> pl.DataFrame:
    """Return findings that may be shown outside the error file: those of a slip in a postcode say what was meant."""
    telling = pl.col("code") == kinds.LIKELY_POSTCODE.code
    plain = {name: getattr(kinds.BAD_POSTCODE, name) for name in ("code", "problem", "remedy")}
    return findings.with_columns(
        pl.when(telling).then(pl.lit(words)).otherwise(pl.col(name)).alias(name) for name, words in plain.items()
    )


def _in_order(
    whole: Iterable[Finding], parts: Iterable[pl.DataFrame], compared: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Yield findings about the file, then those about rows in order of row, from both sources."""
    yield finding_frames.of(list(whole))
    waiting = compared.sort("row", maintain_order=True)
    for part in parts:
        last = part["row"].max()
        yield pl.concat([part, waiting.filter(pl.col("row") <= last)]).sort("row", "column", maintain_order=True)
        waiting = waiting.filter(pl.col("row") > last)
    yield waiting
