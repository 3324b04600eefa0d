"""Taking a register of electors over from a file: asked for as work, then entered whole or not at all.

The register changes only by alterations once it is kept here. So an import enters electors who are not here yet, as the
register that is taken over, and until the first notice or revised register; of those who are here already it reports
what the file says otherwise, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record, record_many
from pollwright.authorities.references import next_reference
from pollwright.files.content import Placed
from pollwright.files.models import StoredFile
from pollwright.files.store import keep
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.postgres.copying import whole_sets
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.imports import ImportAsked, ImportReported, RegisterImported
from pollwright.register.models import DistrictProof, Notice, Publication
from pollwright.register.operations.importing_entering import Entered, choose, enter
from pollwright.register.operations.importing_homes import add_missing_properties
from pollwright.register.operations.importing_rows import Reading
from pollwright.register.operations.importing_staging import Compared, compare, stage
from pollwright.register.operations.notices import lock_register
from pollwright.register.proofs import DoesNotReconcile
from pollwright.register.queries.imports import register_summary
from pollwright.register.states import PaperState

KIND = "register.import"
COMPARING, WRITING = "Comparing with the register", "Writing the register"
OnStep = Callable[[str, int, int], None]
CSV = "text/csv"


class RegisterIsKeptHere(Refused):
    """Notices or revised registers have been issued: new electors come by applications."""

    code = "register.R060"
    problem = "The register has been altered here since it was taken over, and the file has {entering} new electors."
    remedy = "Enter them as applications. An import of electors who are all here already only reports differences."


class RowsRefused(Exception):
    """Rows can't come in and all was to come in or nothing; carries what was found, and rolls the act back."""

    def __init__(self, compared: Compared) -> None:
        super().__init__(f"{compared.refused} rows refused")
        self.compared = compared


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be imported.

    :param on: the day of the register that is taken over.
    :param layout: the name of a known layout; blank to recognise it.
    :param mapping: the token of a stored mapping file, in place of a layout.
    :param dry_run: find everything out, change nothing.
    :param keep_good_rows: leave rows with errors out in place of refusing the file.
    :param add_properties: make properties of addresses that are not known here.
    """

    on: date
    layout: str = ""
    mapping: str = ""
    dry_run: bool = False
    keep_good_rows: bool = False
    add_properties: bool = False

    def as_parameters(self) -> dict[str, Any]:
        """Return the options as JSON values."""
        return {**asdict(self), "on": self.on.isoformat()}

    @classmethod
    def of_parameters(cls, parameters: Mapping[str, Any]) -> ImportOptions:
        """Return the options from JSON values that may hold more."""
        known = {name: parameters[name] for name in cls.__slots__ if name in parameters}
        return cls(**{**known, "on": date.fromisoformat(known["on"])})


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was handed in, and its name as the officer knows it."""

    source: Path | bytes
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file, as a file of its own in the store, with its counts."""

    placed: Placed
    name: str
    rows: int
    errors: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of every row: read = entered + already + refused.

    `homes` says how the property of each elector who was entered was found, and adds up to `entered`.
    """

    read: int
    entered: int
    already: int
    refused: int
    different: int
    publication: str = ""
    by_marker: dict[str, int] = field(default_factory=dict)
    by_district: dict[str, int] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)


@operation(Permission.REGISTER_IMPORT)
def ask_for_import(
    *, actor: Actor, given: Given, options: ImportOptions, mapping: Given | None = None, background: bool = True
) -> Work:
    """Keep a register as it was received, and ask that it be imported.

    :param mapping: a mapping file that says what its columns mean.
    :param background: False where the caller performs the work itself at once.
    :raises AlreadyUnderWay: where an import of this authority is under way.
    :raises StoreFull: where there is no room for the file.
    """
    stored = keep(actor=actor, source=given.source, name=given.name, media_type=CSV, kind="import", restricted=True)
    told = ""
    if mapping is not None:
        told = keep(
            actor=actor, source=mapping.source, name=mapping.name, media_type="application/toml", kind="import"
        ).token
    parameters = {**options.as_parameters(), "file": stored.token, "mapping": told}
    title = "Dry run of an import of the register" if options.dry_run else "Import of the register"
    work = ask_for_work(actor=actor, kind=KIND, lock=KIND, title=title, parameters=parameters, background=background)
    record(
        ImportAsked(work.reference, stored.sha256, stored.bytes, options.dry_run, options.keep_good_rows),
        actor=actor,
        subjects=[stored],
    )
    return work


@operation(Permission.REGISTER_IMPORT)
def import_checked(*, actor: Actor, reference: str, keep_good_rows: bool, background: bool = True) -> Work:
    """Ask that the very file of a dry run be imported, as it was checked.

    :raises NotFound: where the authority has no such dry run.
    :raises AlreadyUnderWay: where an import of this authority is under way.
    """
    checked = Work.objects.filter(authority=actor.authority_id, reference=reference, kind=KIND).first()
    if checked is None or not checked.parameters["dry_run"]:
        raise NotFound(kind="dry run", reference=reference)
    stored = StoredFile.objects.get(authority=actor.authority_id, token=checked.parameters["file"])
    parameters = {**checked.parameters, "dry_run": False, "keep_good_rows": keep_good_rows}
    title = "Import of the register"
    work = ask_for_work(actor=actor, kind=KIND, lock=KIND, title=title, parameters=parameters, background=background)
    record(
        ImportAsked(work.reference, stored.sha256, stored.bytes, dry_run=False, keep_good_rows=keep_good_rows),
        actor=actor,
        subjects=[stored],
    )
    return work


@operation(Permission.REGISTER_IMPORT)
def keep_report(*, actor: Actor, work: str, read: int, report: Report) -> StoredFile:
    """Keep what was found in a file that was not imported."""
    kept = _kept(actor, report)
    record(ImportReported(work, read, report.rows, report.errors), actor=actor, subjects=[kept])
    return kept


def rehearse_import(actor: Actor, reading: Reading, options: ImportOptions, on_step: OnStep) -> Compared:
    """Return how the rows of a file stand to the register, leaving no trace.

    Whether the register takes any new electors is told by `refuse_where_kept_here`, once the rows have been reported.
    """
    with rehearsal(actor, "register.rehearse_import", Permission.REGISTER_IMPORT):
        return _compared(actor, reading, options, on_step)


@operation(Permission.REGISTER_IMPORT)
def import_register(
    *,
    actor: Actor,
    reading: Reading,
    options: ImportOptions,
    work: str,
    sha256: str,
    at: datetime,
    report: Callable[[pl.DataFrame], Report | None],
    conclude: Callable[[Outcome, StoredFile | None], object],
    on_step: OnStep,
) -> Outcome:
    """Enter everybody in a file who is not here yet in the register that is taken over, and prove the counts.

    :param report: makes the report of what was found, given the findings of the comparison.
    :param conclude: called last, to end the work in the same transaction.
    :param on_step: told how far it is; may raise to stop, and nothing is changed.
    :raises RowsRefused: where a row can't come in, unless good rows are to be kept.
    :raises RegisterIsKeptHere: where there are new electors after the first notice or revised register.
    :raises DoesNotReconcile: where what came in is not what was to come in.
    """
    lock_register(actor.authority_id)
    compared = _compared(actor, reading, options, on_step)
    if (compared.refused or reading.refused) and not options.keep_good_rows:
        raise RowsRefused(compared)
    entering = choose(actor.authority_id)
    publication, entered = None, None
    if entering:
        publication = _publication(actor, entering, options.on, at)
        entered = enter(actor.authority_id, publication.pk, reading.anonymous, _counted(on_step))
        _prove(publication, entered, compared.homes)
    outcome = _outcome(reading, compared, publication, entered)
    made = report(compared.findings)
    stored = _kept(actor, made) if made else None
    _record(actor, reading, options, work, sha256, outcome, publication)
    conclude(outcome, stored)
    return outcome


def refuse_where_kept_here(authority_id: int, entering: int) -> None:
    """Refuse new electors once the register has been altered here.

    :param entering: how many electors of a file are not here yet.
    :raises RegisterIsKeptHere: where there are any, after the first notice or revised register.
    """
    issued = {"authority": authority_id, "state": PaperState.ISSUED}
    altered = Publication.objects.filter(**issued).exclude(kind="imported").exists()
    if entering and (altered or Notice.objects.filter(**issued).exists()):
        raise RegisterIsKeptHere(entering=entering)


def _compared(actor: Actor, reading: Reading, options: ImportOptions, on_step: OnStep) -> Compared:
    stage(reading, lambda done: on_step(COMPARING, done, reading.kept))
    if options.add_properties:
        add_missing_properties(actor, on=options.on)
    return compare(actor.authority_id, _numbers_in_force(actor.authority_id))


def _numbers_in_force(authority_id: int) -> int | None:
    held = Publication.objects.filter(authority=authority_id, kind="imported", state=PaperState.ISSUED)
    return held.values_list("pk", flat=True).first()


def _publication(actor: Actor, entering: int, on: date, at: datetime) -> Publication:
    """Return the register that is taken over: made by the first import, added to by the next ones."""
    refuse_where_kept_here(actor.authority_id, entering)
    issued = {"authority": actor.authority_id, "state": PaperState.ISSUED}
    held = Publication.objects.select_for_update().filter(**issued, kind="imported").first()
    return held or Publication.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "R"),
        kind="imported",
        published_on=on,
        determined_by=on,
        reason="Taken over from another system",
        state=PaperState.ISSUED,
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        issued_at=at,
    )


def _counted(on_step: OnStep) -> Callable[[int, int], None]:
    return lambda done, total: on_step(WRITING, done, total)


def _prove(publication: Publication, entered: Entered, homes: dict[str, int]) -> None:
    """Store the counts with the register: by district now, and what each import added.

    :param homes: how the file's rows were placed, which the register must bear out.
    """
    for what, expected, found in (
        ("The homes", sum(homes.values()), entered.electors),
        ("The electors at a property", sum(homes[by] for by in ("reference", "uprn", "address")), entered.placed),
    ):
        if expected != found:
            raise DoesNotReconcile(what=what, expected=expected, found=found)
    proofs = [
        DistrictProof(
            authority_id=publication.authority_id,
            publication=publication,
            district_id=district,
            before=entered.before.get(district, 0),
            added=after - entered.before.get(district, 0),
            deleted=0,
            moved_in=0,
            moved_out=0,
            amended=0,
            after=after,
        )
        for district, after in sorted(entered.after.items())
        if after != entered.before.get(district, 0)
    ]
    DistrictProof.objects.bulk_create(proofs)
    with connection.cursor() as cursor, whole_sets(cursor):
        publication.counts = register_summary(publication.authority_id)
    added = {"before": sum(entered.before.values()), "added": entered.electors, "after": sum(entered.after.values())}
    told = {**added, "by_marker": entered.by_marker, "homes": homes}
    publication.proof = {"imports": [*publication.proof.get("imports", []), told]}
    publication.save(update_fields=["counts", "proof"])


def _outcome(reading: Reading, compared: Compared, publication: Publication | None, entered: Entered | None) -> Outcome:
    different = compared.findings.filter(pl.col("code") == "register.differs").height
    came = entered.electors if entered else 0
    outcome = Outcome(
        reading.read, came, compared.known, reading.refused + compared.refused, different, homes=compared.homes
    )
    if entered is None or publication is None:
        return outcome
    return replace(
        outcome,
        publication=publication.reference,
        by_marker=entered.by_marker,
        by_district=publication.counts["districts"],
    )


def _kept(actor: Actor, report: Report) -> StoredFile:
    return keep(
        actor=actor, source=report.placed, name=report.name, media_type=CSV, kind="import-errors", rows=report.rows
    )


def _record(
    actor: Actor,
    reading: Reading,
    options: ImportOptions,
    work: str,
    sha256: str,
    outcome: Outcome,
    publication: Publication | None,
) -> None:
    happening = RegisterImported(
        outcome.publication,
        work,
        reading.layout.name,
        sha256,
        options.on,
        outcome.read,
        outcome.entered,
        outcome.already,
        outcome.refused,
        outcome.different,
        outcome.by_marker,
        outcome.homes,
    )
    if publication is None:
        record(happening, actor=actor)
        return
    electors = "SELECT 'elector', elector_id FROM staged_entering UNION ALL SELECT 'publication', %s::bigint"
    record_many(happening, actor=actor, subjects_sql=electors, parameters=[publication.pk])
