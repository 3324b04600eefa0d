"""Making and reading files across the boundary as long work, so that no page waits for a hundred thousand electors."""

from __future__ import annotations

from pathlib import Path

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.boundary import PartFileAsked, PartFileHandedIn
from pollwright.elections.operations.boundary_giving import FILE_KIND, NotOurRegister
from pollwright.elections.operations.boundary_parts import part_in_hand
from pollwright.elections.states import BoundarySide
from pollwright.files.store import keep
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work

PREPARE, RECEIVE = "elections.prepare-part-file", "elections.receive-part-file"
PREPARE_STEPS = ("Lines", "Proof", "Keeping the file")
RECEIVE_STEPS = ("Reading", "Franchise and districts", "Comparing and keeping")


@operation(Permission.ELECTORATE_FREEZE)
def ask_to_prepare_part_file(*, actor: Actor, reference: str, background: bool = True) -> Work:
    """Ask that a file of our electors of a part be made.

    :param background: False where the caller performs the work itself at once.
    :raises NotOurRegister: where the electors of the part are on the other register.
    :raises AlreadyUnderWay: where a file of the part is being made or read.
    """
    part = part_in_hand(actor, reference)
    if part.side != BoundarySide.OUT:
        raise NotOurRegister(reference=reference)
    record(PartFileAsked(reference, part.other_name), actor=actor, subjects=[part])
    return ask_for_work(
        actor=actor,
        kind=PREPARE,
        lock=_lock(reference),
        title=f"File of part {reference} for the other authority",
        parameters={"part": reference},
        background=background,
    )


@operation(Permission.ELECTORATE_FREEZE)
def ask_to_receive_part_file(*, actor: Actor, reference: str, content: Path, background: bool = True) -> Work:
    """Keep the other side's file as it came, and ask that it be read.

    :param content: where it lies; it is copied.
    :raises NotOurRegister: where the part is one whose electors are on our register.
    :raises AlreadyUnderWay: where a file of the part is being made or read.
    :raises StoreFull: where there is no room for it.
    """
    part = part_in_hand(actor, reference)
    if part.side != BoundarySide.IN:
        raise NotOurRegister(reference=reference)
    kept = keep(
        actor=actor,
        source=content,
        name=f"as-received-{part.other_code}-{reference}.zip",
        media_type="application/zip",
        kind=FILE_KIND.name,
        restricted=True,
    )
    record(PartFileHandedIn(reference, part.other_name, kept.sha256), actor=actor, subjects=[part, kept])
    return ask_for_work(
        actor=actor,
        kind=RECEIVE,
        lock=_lock(reference),
        title=f"File of part {reference} from the other authority",
        parameters={"part": reference, "file": kept.token},
        background=background,
    )


def _lock(reference: str) -> str:
    return f"elections.part.{reference}"
