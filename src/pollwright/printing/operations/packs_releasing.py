"""Releasing the packs of stations, as the second person and after everything in them was read back (U5, U5b)."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.binding import CannotBind, prove_whole
from pollwright.documents.imprint import DoesNotReconcile
from pollwright.elections.operations.boundary_gate import refuse_outstanding
from pollwright.elections.queries.cards_held import anonymous_since
from pollwright.files.store import open_content, path_of, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.events.packs import PacksHandedOut, PacksReleaseAsked, PacksReleased
from pollwright.printing.models import StationPacks
from pollwright.printing.operations.packs import PacksChanged, Sources, packs_in_hand, sources_of
from pollwright.printing.papers.packs_made import PackFile, packets_of, read_manifest, sha256_of
from pollwright.printing.queries.pack_lines import PlacedStation, StationElectors
from pollwright.printing.queries.placed import placed_stations
from pollwright.printing.states import PackState
from pollwright.refusals import NotFound, Refused

WORK, STEPS = "printing.release-packs", ("Reading back",)
REGISTER = "register"
FAULTS_SAID = 3


class PacksDoNotReconcile(Refused):
    """Something is missing from the packs, or too much in them; nothing is released."""

    code = "printing.R060"
    problem = "Packs {reference} are not released. {faults} faults; the first: {places}."
    remedy = "Nothing was released. Withdraw the packs, mend what is wrong, and prepare them again."


class SamePersonReleasesPacks(Refused):
    """Packs are released by somebody other than who prepared them."""

    code = "printing.R061"
    problem = "You prepared packs {reference}, so somebody else must release them."
    remedy = "Ask another officer who may release station registers."


class PacksNameAnonymous(Refused):
    """Somebody in the registers has been given anonymity since they were made."""

    code = "printing.R062"
    problem = "{count} electors who are anonymous now stand in packs {reference} by name."
    remedy = "Withdraw the packs, freeze the electorate again, and prepare others."


@dataclass(frozen=True, slots=True)
class PackFault:
    """Something wrong with the packs, and where."""

    code: str
    where: str


@operation(Permission.POLL_CARDS_RELEASE)
def ask_to_release_packs(*, actor: Actor, reference: str, version: int, background: bool = True) -> Work:
    """Ask that packs be read back, compared and released: the registers of all stations are read for it.

    :raises SamePersonReleasesPacks: where the actor prepared them.
    :raises PacksChanged: where they are others now, or not to be released.
    """
    packs = packs_in_hand(actor, reference, version, PackState.PREPARED)
    _refuse_own(actor, packs)
    record(PacksReleaseAsked(reference), actor=actor, subjects=[packs])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"printing.release.{reference}",
        title=f"Release station packs {reference}",
        parameters={"reference": reference, "version": version},
        background=background,
    )


@operation(Permission.POLL_CARDS_RELEASE)
def release_packs(
    *,
    actor: Actor,
    reference: str,
    version: int,
    on: date,
    at: datetime,
    conclude: Callable[[StationPacks], object] | None = None,
) -> StationPacks:
    """Read the packs back, compare them with the electorate and the scheme, and release them.

    :param conclude: called last, to end the work in the same transaction.
    :raises SamePersonReleasesPacks: where the actor prepared them.
    :raises PacksChanged: where the electorate or the scheme is another one now.
    :raises PartOutstanding: where a part on another register is not in them as both sides agreed.
    :raises PacksDoNotReconcile: where anything is missing, naming where.
    """
    packs = packs_in_hand(actor, reference, version, PackState.PREPARED)
    _refuse_own(actor, packs)
    found = _as_they_were(actor, packs)
    refuse_outstanding(actor, found.target, found.electorate)
    _nobody_anonymous(actor, packs)
    faults = prove_packs(actor, packs, found)
    if faults:
        places = "; ".join(f"{fault.code}, {fault.where}" for fault in faults[:FAULTS_SAID])
        raise PacksDoNotReconcile(reference=reference, faults=len(faults), places=places)
    packs.state, packs.released_by, packs.released_at = PackState.RELEASED, actor.name, at
    packs.proof = {"stations": packs.stations, "electors": packs.electors, "pages": packs.pages, "read_back": True}
    packs.version += 1
    packs.save(update_fields=["state", "released_by", "released_at", "proof", "version"])
    record(PacksReleased(reference, packs.stations, packs.electors), actor=actor, subjects=[packs, packs.electorate])
    if conclude is not None:
        conclude(packs)
    return packs


def _refuse_own(actor: Actor, packs: StationPacks) -> None:
    if packs.prepared_by_id is not None and packs.prepared_by_id == actor.person_id:
        raise SamePersonReleasesPacks(reference=packs.reference)


@operation(Permission.POLL_CARDS_RELEASE)
def hand_out_packs(*, actor: Actor, reference: str) -> tuple[str, BinaryIO]:
    """Open the file of released packs for download; that it was handed out is recorded.

    :raises PacksChanged: where they are not released.
    :raises PacksNameAnonymous: where somebody in them has become anonymous since.
    """
    held = StationPacks.objects.select_related("file", "electorate__file").filter(authority=actor.authority_id)
    packs = held.filter(reference=reference).first()
    if packs is None:
        raise NotFound(kind="station packs", reference=reference)
    if packs.state != PackState.RELEASED:
        raise PacksChanged(reference=reference, why="they are not released")
    _nobody_anonymous(actor, packs)
    opened = open_content(packs.file, verify=True)
    record(PacksHandedOut(reference, packs.sha256), actor=actor, subjects=[packs])
    return packs.file.name, opened


def prove_packs(actor: Actor, packs: StationPacks, found: Sources) -> list[PackFault]:
    """Return every fault of packs, read back from their file, against the electorate and the scheme, counted anew."""
    with workspace() as folder:
        electors = StationElectors(path_of(found.electorate.file), found.scheme.ranges, folder)
        stations = placed_stations(found.target, found.scheme, electors)
        astray = {one.district: one.astray for one in electors.totals() if one.astray}
        electors.close()
    faults = [PackFault("no-station", f"district {code} ({count})") for code, count in sorted(astray.items())]
    faults += _of_districts(stations, found)
    faults += _of_orders(actor, stations, found)
    faults += _of_file(path_of(packs.file), packs, stations)
    return faults


def _as_they_were(actor: Actor, packs: StationPacks) -> Sources:
    of = packs.electorate.poll or packs.electorate.combination
    if of is None:
        raise NotFound(kind="poll", reference=packs.reference)
    found = sources_of(actor, of.reference)
    if found.electorate.pk != packs.electorate_id or found.scheme.reference != packs.scheme:
        raise PacksChanged(reference=packs.reference, why="the electorate or the scheme is another one now")
    return found


def _nobody_anonymous(actor: Actor, packs: StationPacks) -> None:
    count = anonymous_since(actor.authority_id, path_of(packs.electorate.file))
    if count:
        raise PacksNameAnonymous(count=count, reference=packs.reference)


def _of_districts(stations: list[PlacedStation], found: Sources) -> Iterator[PackFault]:
    """Yield districts whose electors, as they were frozen, are not those on the registers."""
    held: Counter[str] = Counter()
    for station in stations:
        for one in station.totals:
            held[one.district] += one.electors
    frozen: dict[str, int] = found.electorate.counts["districts"]
    for code in sorted({*held, *frozen}):
        if held[code] != frozen.get(code, 0):
            yield PackFault(
                "electors-missing", f"district {code}: {frozen.get(code, 0)} frozen, {held[code]} at stations"
            )


def _of_orders(actor: Actor, stations: list[PlacedStation], found: Sources) -> Iterator[PackFault]:
    """Yield stations that would open without ballot papers of a poll that is taken there."""
    packets = packets_of(actor.authority_id, found.target.poll_ids)
    for station in stations:
        polls = {packet.order.contest.poll_id for packet in packets.get(station.number, [])}
        for poll in station.polls:
            if poll.id not in polls:
                yield PackFault("no-ballot-papers", f"station {station.number}, poll {poll.reference}")


def _of_file(path: Path, packs: StationPacks, stations: list[PlacedStation]) -> Iterator[PackFault]:
    by_number = {station.number: station for station in stations}
    with zipfile.ZipFile(path) as whole:
        listed = read_manifest(whole)
        there = set(whole.namelist())
        yield from _of_manifest(listed, packs, stations)
        for one in listed:
            if one.name in there:
                yield from _of_paper(whole.read(one.name), one, by_number.get(one.station), packs.per_page)
            else:
                yield PackFault("file-missing", f"station {one.station}, {one.paper}")


def _of_manifest(listed: list[PackFile], packs: StationPacks, stations: list[PlacedStation]) -> Iterator[PackFault]:
    """Yield stations without exactly one register, or with another number of papers than were made."""
    registers = Counter(one.station for one in listed if one.paper == REGISTER)
    for station in stations:
        if registers[station.number] != 1:
            yield PackFault("no-register", f"station {station.number}, {station.electors} electors")
    counted = Counter(int(one.station) for one in listed)
    for made in packs.counts:
        if counted[made["number"]] != made["papers"]:
            yield PackFault(
                "papers-missing", f"station {made['number']}: {made['papers']} made, {counted[made['number']]} there"
            )


def _of_paper(data: bytes, one: PackFile, station: PlacedStation | None, per_page: int) -> Iterator[PackFault]:
    if station is None:
        yield PackFault("not-a-station", f"station {one.station}, {one.paper}")
        return
    register = one.paper == REGISTER
    pages, rows = (station.pages(per_page), station.rows(per_page)) if register else (one.pages, None)
    try:
        prove_whole(data, one.paper, pages=pages, rows=rows)
    except DoesNotReconcile as short:
        what = short.what.partition(" ")[0].lower()
        yield PackFault(
            f"{what}-missing", f"station {one.station}, {one.paper}: {short.stated} due, {short.printed} there"
        )
        return
    except CannotBind:
        yield PackFault("damaged", f"station {one.station}, {one.paper}")
        return
    if sha256_of(data) != one.sha256:
        yield PackFault("changed", f"station {one.station}, {one.paper}")
