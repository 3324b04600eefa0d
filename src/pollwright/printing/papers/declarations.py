"""The approved declarations of a companion, of which every station's pack has a copy (B-24)."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pollwright.documents.batches import RenderedFile
from pollwright.files.store import path_of
from pollwright.printing.models import DocumentFile
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.queries.pack_lines import PlacedStation
from pollwright.printing.states import Kind, State

FORM = "pdf"
NAME = "companion-declaration"


def approved_declarations(authority_id: int, poll_ids: Collection[int]) -> dict[int, DocumentFile]:
    """Return the approved declaration of each poll that has one, by the poll's id."""
    held = DocumentFile.objects.select_related("document", "file").filter(
        authority=authority_id, form=FORM, document__poll__in=poll_ids, document__kind=Kind.COMPANION,
        document__state=State.APPROVED,
    )  # fmt: skip
    return {one.document.poll_id: one for one in held.order_by("document__number") if one.document.poll_id}


def declarations_for(
    stations: Sequence[PlacedStation], grounds: Sequence[Ground], approved: Mapping[int, DocumentFile], folder: Path
) -> list[RenderedFile]:
    """Return a copy for each station of the declaration of every poll taken there that has one.

    :param folder: where the copies are laid; they are removed when they are gathered.
    """
    references = {ground.poll.pk: ground.poll.reference for ground in grounds}
    return [
        _copied(approved[poll.id], f"{station.number}_{NAME}-{references[poll.id]}", folder)
        for station in stations
        for poll in station.polls
        if poll.id in approved
    ]


def _copied(held: DocumentFile, name: str, folder: Path) -> RenderedFile:
    path = folder / f"{name}.pdf"
    shutil.copyfile(path_of(held.file), path)
    return RenderedFile(name, path, held.sha256, held.pages or 1, path.stat().st_size)
