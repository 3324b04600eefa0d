"""The papers of every station besides its register, and all of them in one file with a manifest."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from pollwright.documents.batches import RenderedFile
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.number_list import CorrespondingNumberList, ListKind, NumberLine
from pollwright.documents.papers.station_forms import BallotPaperAccount, FormKind, StationFacts, StationForm
from pollwright.documents.papers.station_forms.pack import Contact, PresidingOfficersPack, Sundry
from pollwright.documents.papers.station_sign import Arrow, StationSign
from pollwright.documents.typesetting import Paper
from pollwright.documents.wording import say
from pollwright.elections.queries.contest_titles import title_of
from pollwright.law.ballot_papers.numbers import NumberRange, Series
from pollwright.law.stations import items_needed
from pollwright.printing.models import PrintPacket
from pollwright.printing.papers.registers_made import Drawn, lists_of
from pollwright.printing.queries.crews import CrewMember
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.queries.pack_lines import PlacedStation
from pollwright.printing.states import OrderState

MANIFEST = "manifest.csv"
COLUMNS = ("station", "paper", "file", "pages", "sha256")
OFFICE = "Elections office"
EPOCH = (2000, 1, 1, 0, 0, 0)
SIGNS = ((Arrow.NONE, True), (Arrow.LEFT, False), (Arrow.RIGHT, False))


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the packs: of which station, which paper, its name in the whole, pages and SHA-256."""

    station: str
    paper: str
    name: str
    pages: int
    sha256: str


def station_papers(
    station: PlacedStation,
    noted: Drawn,
    grounds: Sequence[Ground],
    packets: Sequence[PrintPacket],
    frame: Imprint,
    crew: Sequence[CrewMember] = (),
) -> Iterator[tuple[str, Paper]]:
    """Yield the papers of a station under their file names.

    :param grounds: the polls taken there, the lead first.
    :param packets: the ballot papers that are packed for it.
    :param crew: who has accepted to work there.
    """
    facts = [_facts(ground) for ground in grounds]
    here = StationFacts(station.number, station.place, ", ".join(code for code, _ in station.districts))
    for name, listed in lists_of(station, noted, facts[0], frame):
        yield f"{station.number}_{name}", listed.paper()
    for packet in packets:
        contest = packet.order.contest
        title, title_cy = title_of(contest)
        of = PollFacts(contest.ballot_id, title, contest.name, contest.poll.day, title_cy=title_cy)
        titles = " / ".join(of.title_in(said) for said in frame.languages)
        ordinary, tendered = runs_of(packet)
        account = BallotPaperAccount(frame, of, here, (ordinary,), tendered, ordinary.papers)
        yield f"{station.number}_account-{contest.reference}", account.paper()
        lines = tuple(NumberLine(ordinary.number(one), "", "") for one in range(ordinary.first, ordinary.last + 1))
        yield (
            f"{station.number}_number-list-{contest.reference}",
            CorrespondingNumberList(frame, ListKind.STATION, titles, station.place, lines, ordinary.papers),
        )
    for form in FormKind:
        yield f"{station.number}_form-{form.value.replace('_', '-')}", StationForm(frame, facts[0], here, form).paper()
    yield f"{station.number}_presiding-officer", _officers_pack(grounds, facts, here, frame, crew).paper()
    for arrow, large in SIGNS:
        words = tuple(say(language, "Polling station") for language in frame.languages)
        opens, closes = min(one.opens for one in facts), max(one.closes for one in facts)
        sign = StationSign(frame, words, station.number, here.districts, opens, closes, arrow, large=large)
        yield f"{station.number}_sign-{arrow.value}", sign


def packets_of(authority_id: int, poll_ids: Sequence[int]) -> dict[str, list[PrintPacket]]:
    """Return what is packed for each station, from the orders that stand; the postal issue is left out."""
    held = PrintPacket.objects.filter(authority=authority_id, order__contest__poll__in=list(poll_ids), station__gt=0)
    held = held.exclude(order__state=OrderState.VOID).select_related("order__contest__poll")
    found: dict[str, list[PrintPacket]] = {}
    for one in held.order_by("station", "order__contest__poll", "order__contest"):
        found.setdefault(str(one.station), []).append(one)
    return found


def runs_of(packet: PrintPacket) -> tuple[NumberRange, NumberRange | None]:
    """Return the run of ordinary papers of a packet, and that of tendered ones."""
    poll = packet.order.contest.ballot_id or packet.order.contest.reference
    station = str(packet.station)
    ordinary = NumberRange(poll, Series(packet.series), packet.prefix, packet.first, packet.last, station)
    if packet.tendered_first is None or packet.tendered_last is None:
        return ordinary, None
    return ordinary, NumberRange(poll, Series.TENDERED, "T", packet.tendered_first, packet.tendered_last, station, 6)


def gathered(files: Sequence[RenderedFile], path: Path) -> list[PackFile]:
    """Put set files into one ZIP with a manifest, a folder for each station, and return what is in it.

    The same files make the same bytes; each is read in turn and removed, so that no second copy of all lies about.
    """
    held = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as whole:
        for file in files:
            station, _, paper = file.name.partition("_")
            name = f"station-{int(station):03d}/{paper}.pdf"
            _write(whole, name, file.path.read_bytes())
            file.path.unlink()
            held.append(PackFile(station, paper, name, file.pages, file.sha256))
        _write(whole, MANIFEST, manifest_of(held).encode())
    return held


def manifest_of(files: Sequence[PackFile]) -> str:
    """Return the manifest as CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((one.station, one.paper, one.name, one.pages, one.sha256) for one in files)
    return text.getvalue()


def read_manifest(whole: zipfile.ZipFile) -> list[PackFile]:
    """Return what the manifest of a ZIP says is in it.

    :raises KeyError: where it has none.
    """
    rows = csv.DictReader(StringIO(whole.read(MANIFEST).decode()))
    return [PackFile(row["station"], row["paper"], row["file"], int(row["pages"]), row["sha256"]) for row in rows]


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def _write(whole: zipfile.ZipFile, name: str, data: bytes) -> None:
    whole.writestr(zipfile.ZipInfo(name, EPOCH), data)


def _facts(ground: Ground) -> PollFacts:
    poll = ground.poll
    return PollFacts(ground.group_id, poll.title, poll.body, poll.day, ground.opens, ground.closes, poll.title_cy)


def _officers_pack(
    grounds: Sequence[Ground],
    facts: Sequence[PollFacts],
    here: StationFacts,
    frame: Imprint,
    crew: Sequence[CrewMember],
) -> PresidingOfficersPack:
    needed: dict[str, Sundry] = {}
    for ground in grounds:
        for item in items_needed(ground.kind, ground.nation, ground.poll.day, by_election=ground.poll.by_election):
            needed.setdefault(item.code, Sundry(item.says, item.number))
    contacts = (Contact(OFFICE, "", grounds[0].office.telephone),) if grounds[0].office.telephone else ()
    sundries = tuple(needed.values())
    return PresidingOfficersPack(
        frame,
        tuple(facts),
        here,
        tuple(Contact(*one) for one in crew),
        contacts,
        sundries,
        sum(one.quantity for one in sundries),
    )


def as_counts(stations: Sequence[PlacedStation], files: Sequence[PackFile], per_page: int) -> list[dict[str, Any]]:
    """Return what is kept of every station: electors, the pages of its register, and how many papers it has."""
    papers: dict[str, list[PackFile]] = {}
    for one in files:
        papers.setdefault(one.station, []).append(one)
    return [
        {
            "number": int(station.number),
            "place": station.place,
            "electors": station.electors,
            "districts": {one.district: one.electors for one in station.totals},
            "register_pages": station.pages(per_page),
            "papers": len(papers.get(station.number, [])),
            "pages": sum(one.pages for one in papers.get(station.number, [])),
        }
        for station in stations
    ]
