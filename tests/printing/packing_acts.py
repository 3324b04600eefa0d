"""Packs of stations in tests: a small poll with its final electorate and ballot papers, and faults put into packs."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO

from pollwright.acting import Actor
from pollwright.elections.models import Contest, Poll
from pollwright.elections.states import Stage
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of, place
from pollwright.printing.models import Document, PrintOrder, PrintPacket, StationPacks
from pollwright.printing.operations.packs import prepare_packs, record_packs
from pollwright.printing.operations.packs_releasing import release_packs
from pollwright.printing.papers.packs_made import MANIFEST, PackFile, manifest_of, read_manifest
from pollwright.printing.queries import crews as printing_crews
from pollwright.printing.queries.crews import CrewMember
from tests.elections.electorate_acts import Ballot, freeze
from tests.fixtures.arranging import arranged

# handbook 2.3: the final notice for a poll of Thursday 6 May 2027 is on 28 April, the fifth working day before
FINAL = date(2027, 4, 28)
AT = datetime(2027, 4, 28, 12, tzinfo=UTC)
Files = dict[str, bytes]


@contextmanager
def crews(found: Mapping[str, tuple[CrewMember, ...]]) -> Iterator[None]:
    """Let these people work at the stations for a while, as the room of staffing would say."""
    before = list(printing_crews._DECLARED)
    printing_crews.declare_crews(lambda authority_id, poll_ids: found)
    try:
        yield
    finally:
        printing_crews._DECLARED[:] = before


def final(head: Actor, ballot: Ballot, poll: Poll, stations: int = 2) -> None:
    """Freeze the electorate at the final notice, and have ballot papers ordered for every station."""
    freeze(head, poll.reference, Stage.FINAL, FINAL)
    with arranged():
        stored = StoredFile.objects.create(
            authority=ballot.authority,
            token="o" * 43,
            name="o",
            media_type="o",
            kind="print-order",
            sha256="0" * 64,
            bytes=1,
        )
        for contest in Contest.objects.filter(poll=poll):
            proof = Document.objects.create(
                authority=ballot.authority, poll=poll, contest=contest, kind="ballot_paper", number=1, state="approved",
                reference=f"DN{contest.pk}", title="Proof", facts={}, digest="0" * 64, prepared_by="A", prepared_at=AT,
            )  # fmt: skip
            order = PrintOrder.objects.create(
                authority=ballot.authority, contest=contest, proof=proof, reference=f"PR{contest.pk}", digest="0" * 64,
                book=25, electors=4, total=25 * stations, tendered_total=5 * stations, pdf=stored, xlsx=stored,
                prepared_by="A", prepared_at=AT,
            )  # fmt: skip
            for number in range(1, stations + 1):
                PrintPacket.objects.create(
                    authority=ballot.authority, order=order, station=number, place=f"Station {number}", series="station",
                    prefix="BPS", first=25 * number - 24, last=25 * number, books=1, tendered_first=5 * number - 4,
                    tendered_last=5 * number,
                )  # fmt: skip


def packs_of(actor: Actor, target: str, *, per_page: int = 10) -> StationPacks:
    """Prepare packs and record them."""
    prepared = prepare_packs(actor, "SK0000001", target, per_page, FINAL)
    return record_packs(actor=actor, target=target, prepared=prepared, at=AT)


def release(actor: Actor, packs: StationPacks) -> StationPacks:
    """Release packs."""
    return release_packs(actor=actor, reference=packs.reference, version=packs.version, on=FINAL, at=AT)


def inside(packs: StationPacks) -> tuple[list[PackFile], Files]:
    """Return the manifest of packs, and every file in them by name."""
    with zipfile.ZipFile(path_of(packs.file)) as whole:
        return read_manifest(whole), {name: whole.read(name) for name in whole.namelist()}


def spoil(packs: StationPacks, change: Callable[[list[PackFile], Files], tuple[list[PackFile], Files]]) -> None:
    """Put other files into packs, as a fault of the program or a bad hand would: the rows are made to fit."""
    listed, files = change(*inside(packs))
    files[MANIFEST] = manifest_of(listed).encode()
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as whole:
        for name, data in files.items():
            whole.writestr(name, data)
    placed = place(held.getvalue())
    with arranged():
        packs.file.sha256, packs.file.bytes, packs.sha256 = placed.sha256, placed.bytes, placed.sha256
        packs.file.save()
        packs.save()
