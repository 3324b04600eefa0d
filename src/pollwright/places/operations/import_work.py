"""Asking for an import of places, and keeping what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.kinds import PLACES_ERRORS, PLACES_IMPORT
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, workspace
from pollwright.findings import Level
from pollwright.formats import outgoing
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.jobs.states import WorkState
from pollwright.places.events import PlacesChecked, PlacesReceived
from pollwright.places.operations.import_reading import PlaceRows
from pollwright.places.operations.importing import Loaded, place_of
from pollwright.refusals import NotFound, Refused

WORK = "places.import"
MOST_FILES = 4


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came: its name, and its content or where that lies."""

    name: str
    content: bytes | Path


class NoFiles(Refused):
    """There is nothing to import, or too much at once."""

    code = "places.R005"
    problem = "Choose between 1 and 4 files."
    remedy = "Choose the files that belong together."


class NotChecked(Refused):
    """An import is made only of files that were checked first (INT-409)."""

    code = "places.R006"
    problem = "Work {reference} is not a finished check of an import."
    remedy = "Check the files first, look at what would change, then import them."


@operation(Permission.PLACES_IMPORT)
def ask_to_import(
    *,
    actor: Actor,
    files: Sequence[Received],
    on: date,
    kind: PlaceRows = PlaceRows.ALL,
    poll: str = "local",
    whole: bool = False,
    dry_run: bool = True,
    keep_good_rows: bool = False,
    background: bool = True,
) -> Work:
    """Keep the files of an import and ask that they be checked, or with `dry_run=False` checked and loaded.

    :param whole: the files hold every property of the authority.
    :raises NoFiles: where there are none or more than four.
    :raises AlreadyUnderWay: where another import of places is under way.
    """
    if not 1 <= len(files) <= MOST_FILES:
        raise NoFiles
    kept = [_keep(actor, file) for file in files]
    record(PlacesReceived(len(kept), ", ".join(stored.sha256 for stored in kept)), actor=actor, subjects=kept)
    parameters = {
        "files": [{"token": stored.token, "name": stored.name, "sha256": stored.sha256} for stored in kept],
        "on": on.isoformat(),
        "kind": kind.value,
        "poll": poll,
        "whole": whole,
        "dry_run": dry_run,
        "keep_good_rows": keep_good_rows,
    }
    return _ask(actor, parameters, background=background)


@operation(Permission.PLACES_IMPORT)
def import_checked(*, actor: Actor, reference: str, keep_good_rows: bool = False, background: bool = True) -> Work:
    """Import the files of a finished check: the same content, known by its hash (INT-409).

    :raises NotFound: where there is no such work.
    :raises NotChecked: where it is not a finished check.
    """
    work = Work.objects.filter(authority=actor.authority_id, reference=reference, kind=WORK).first()
    if work is None:
        raise NotFound(kind="check of an import", reference=reference)
    if work.state != WorkState.DONE or not work.parameters.get("dry_run"):
        raise NotChecked(reference=reference)
    parameters = {**work.parameters, "dry_run": False, "keep_good_rows": keep_good_rows, "checked": reference}
    return _ask(actor, parameters, background=background)


@operation(Permission.PLACES_IMPORT)
def record_check(*, actor: Actor, reference: str, loaded: Loaded) -> StoredFile | None:
    """Record what a check found, and keep its findings as a file; None where there are none."""
    errors = keep_findings(actor, reference, loaded.findings)
    record(
        PlacesChecked(reference, loaded.layout, loaded.read, loaded.found(Level.ERROR)),
        actor=actor,
        subjects=[errors] if errors else [],
    )
    return errors


def keep_findings(actor: Actor, reference: str, findings: pl.DataFrame) -> StoredFile | None:
    """Keep findings as a CSV for people, inside an operation; None where there are none."""
    if not findings.height:
        return None
    name = f"places-{reference}-findings.csv"
    with workspace() as folder:
        written = outgoing.write_csv([findings], folder / name, reader="person", line_end="\r\n", mark=True)
        return keep(
            actor=actor,
            source=written.path,
            name=name,
            media_type="text/csv",
            kind=PLACES_ERRORS.name,
            rows=written.rows,
        )


def outcome_of(loaded: Loaded, reference: str, *, dry_run: bool) -> dict[str, Any]:
    """Return what the work's page and the command show: totals, and the figures of each kind."""
    return {
        "reference": reference,
        "dry_run": dry_run,
        "layout": loaded.layout,
        "rows_read": loaded.read,
        "rows_skipped": loaded.skipped + loaded.total("refused"),
        "new": loaded.total("new"),
        "changed": loaded.total("changed"),
        "unchanged": loaded.total("unchanged"),
        "missing": loaded.missing,
        "missing_ended": loaded.missing_ended,
        "tasks_opened": loaded.tasks,
        "errors": loaded.found(Level.ERROR),
        "warnings": loaded.found(Level.WARNING),
        "by_kind": loaded.by_kind(),
        "findings": _counted(loaded.findings),
    }


def _counted(findings: pl.DataFrame) -> list[dict[str, Any]]:
    """Return how often each thing was found and where first, errors before all."""
    order = {str(level): at for at, level in enumerate((Level.ERROR, Level.WARNING, Level.NOTE))}
    first = findings.group_by("code", maintain_order=True).agg(
        pl.len().alias("count"), pl.col("level", "problem", "remedy", "file", "row", "column").first()
    )
    told = [{**found, "where": place_of(found).removesuffix(": ")} for found in first.to_dicts()]
    return sorted(told, key=lambda row: (order[row["level"]], row["code"]))


def _keep(actor: Actor, file: Received) -> StoredFile:
    return keep(
        actor=actor,
        source=file.content,
        name=file.name,
        media_type="application/octet-stream",
        kind=PLACES_IMPORT.name,
    )


def _ask(actor: Actor, parameters: Mapping[str, Any], *, background: bool) -> Work:
    title = "Check of places" if parameters["dry_run"] else "Import of places"
    return ask_for_work(actor=actor, kind=WORK, lock=WORK, title=title, parameters=parameters, background=background)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, as lower-case hex."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
