"""The long work of this room: importing places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from pollwright.files.content import refusing_when_full
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of, workspace
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.places.operations.import_reading import PlaceRows, read_files
from pollwright.places.operations.import_work import WORK, digest, outcome_of, record_check
from pollwright.places.operations.importing import Loaded, RowsRefused, load_places, try_places
from pollwright.refusals import NotFound, Refused

READ, CHECK, KEEP = "Read the files", "Check and merge", "Keep the findings"


class FileIsAnother(Refused):
    """The content is not the one that was checked (INT-409)."""

    code = "places.R007"
    problem = "A file of this import is not the one that was checked."
    remedy = "Nothing was changed. Upload the file again and check it."


@work(WORK, steps=(READ, CHECK, KEEP), result="places:import-report")
def import_places(context: WorkContext) -> Mapping[str, Any]:
    """Check the files of an import and, where it is no mere check, load them in one operation."""
    with refusing_when_full():
        return _import(context)


def _import(context: WorkContext) -> Mapping[str, Any]:
    given = context.parameters
    context.progress(READ)
    with _files(context) as paths:
        files, boundaries = read_files(paths, kind=PlaceRows(given["kind"]), poll=given["poll"])
    context.progress(CHECK)
    tried = {
        "files": files,
        "boundaries": boundaries,
        "on": date.fromisoformat(given["on"]),
        "whole": given["whole"],
        "say": lambda _, done, total: context.progress(CHECK, done, total),
    }
    if given["dry_run"]:
        loaded = try_places(actor=context.actor, **tried)
        context.progress(KEEP)
        _keep_findings(context, loaded)
        return outcome_of(loaded, context.reference, dry_run=True)
    return _load(context, tried)


def _load(context: WorkContext, tried: Mapping[str, Any]) -> Mapping[str, Any]:
    """Load the files; the work ends in the same transaction."""

    def conclude(loaded: Loaded) -> None:
        _keep_findings(context, loaded)
        outcome.update(context.conclude(outcome_of(loaded, context.reference, dry_run=False)))

    outcome: dict[str, Any] = {}
    try:
        load_places(
            actor=context.actor,
            keep_good_rows=context.parameters["keep_good_rows"],
            source=context.reference,
            then=conclude,
            **tried,
        )
    except RowsRefused as refused:
        _keep_findings(context, refused.loaded)
        raise
    return outcome


def _keep_findings(context: WorkContext, loaded: Loaded) -> None:
    stored = record_check(actor=context.actor, reference=context.reference, loaded=loaded)
    if stored is not None:
        context.attach(stored.token, stored.name)


@contextmanager
def _files(context: WorkContext) -> Iterator[list[Path]]:
    """Give the content of the files under the names that they came with, once their hashes are as they were."""
    with workspace() as folder:
        paths = []
        for at, file in enumerate(context.parameters["files"]):
            stored = StoredFile.objects.filter(authority=context.actor.authority_id, token=file["token"]).first()
            if stored is None:
                raise NotFound(kind="file", reference=file["name"])
            content = path_of(stored)
            if digest(content) != file["sha256"]:
                raise FileIsAnother
            place = folder / str(at)
            place.mkdir()
            (place / stored.name).symlink_to(content)
            paths.append(place / stored.name)
        yield paths
