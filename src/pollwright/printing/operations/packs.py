"""The packs of all stations in one job: from the final electorate and the adopted scheme, proved before their release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.documents.batches import render_batch
from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.papers.station_register import FEWEST_LINES, MOST_LINES, render_registers
from pollwright.documents.wording import speaking
from pollwright.elections.models import Electorate
from pollwright.elections.queries.cards_stations import PollingScheme, stations_for
from pollwright.elections.queries.electorate_target import Target, target_of
from pollwright.elections.states import ElectorateState, Stage
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.store import keep, path_of, place, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.events.packs import PacksAsked, PacksPrepared, PacksWithdrawn
from pollwright.printing.models import StationPacks
from pollwright.printing.papers.declarations import approved_declarations, declarations_for
from pollwright.printing.papers.packs_made import PackFile, as_counts, gathered, packets_of, station_papers
from pollwright.printing.papers.registers_made import Drawn, registers
from pollwright.printing.queries.crews import crews_for
from pollwright.printing.queries.grounds import Ground, ground_of
from pollwright.printing.queries.pack_lines import PlacedStation, StationElectors
from pollwright.printing.queries.placed import placed_stations
from pollwright.printing.queries.welsh import words_held
from pollwright.printing.states import PackState
from pollwright.refusals import NotFound, Refused

SERIES = "SK"
WORK = "printing.prepare-packs"
STEPS = ("Registers", "Lists, forms and signs", "Keeping the file")
FILE_KIND = declare("station-packs", "Packs of polling stations", Permission.POLL_CARDS_RELEASE, by_its_room=True)


class NoFinalElectorate(Refused):
    """Registers of stations are made from the register as it is complete for the poll (REG-352)."""

    code = "printing.R050"
    problem = "The electorate of {reference} has not been frozen at the final notice of alteration."
    remedy = "Freeze it at that stage first: only then is the register for the poll complete (REG-352)."


class NoAdoptedScheme(Refused):
    """Each elector's station must be settled."""

    code = "printing.R051"
    problem = "There is no adopted polling scheme for {reference}."
    remedy = "Adopt the scheme, then prepare the packs."


class ElectorsAstray(Refused):
    """Somebody would stand on no station's register, or on two."""

    code = "printing.R052"
    problem = "Electors without exactly one station: {places}."
    remedy = "Nothing was made. Look at the scheme: each number of a district needs one station."


class LinesOutOfRange(Refused):
    """A page of a register has so many lines."""

    code = "printing.R053"
    problem = "A page of a station's register has {least} to {most} lines."
    remedy = "Enter another number of lines."


class PacksChanged(Refused):
    """The packs were acted on, or what they were made from has changed."""

    code = "printing.R054"
    problem = "Packs {reference} can't be acted on like this: {why}."
    remedy = (
        "Open them again to see how they stand. Where electorate or scheme changed, withdraw them and prepare others."
    )
    words = frozenset({"why"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What packs are made from."""

    target: Target
    electorate: Electorate
    scheme: PollingScheme


@dataclass(frozen=True, slots=True)
class PreparedPacks:
    """Packs whose file lies in the store and that no row names yet."""

    reference: str
    electorate_id: int
    scheme: str
    per_page: int
    stations: tuple[PlacedStation, ...]
    files: tuple[PackFile, ...]
    placed: Placed


@operation(Permission.POLL_CARDS_PREPARE)
def ask_to_prepare_packs(*, actor: Actor, reference: str, per_page: int, background: bool = True) -> Work:
    """Ask for the packs of all stations of a poll, or of the polls taken together with it.

    :param per_page: lines on a page of a register, 10 to 60.
    :raises NoFinalElectorate: before the final stage was frozen.
    :raises NoAdoptedScheme: where none is adopted.
    """
    found = sources_of(actor, reference)
    if not FEWEST_LINES <= per_page <= MOST_LINES:
        raise LinesOutOfRange(least=FEWEST_LINES, most=MOST_LINES)
    record(PacksAsked(found.target.reference), actor=actor, subjects=[found.electorate])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"printing.packs.{found.target.reference}",
        title=f"Prepare station packs of {found.target.reference}",
        parameters={
            "packs": next_reference(actor.authority_id, SERIES),
            "target": found.target.reference,
            "per_page": per_page,
        },
        background=background,
    )


def prepare_packs(
    actor: Actor, packs: str, reference: str, per_page: int, on: date, progress: Any = None
) -> PreparedPacks:
    """Make the packs of all stations and put their file into the store; nothing else stays.

    :param packs: the reference that the packs will have.
    :raises ElectorsAstray: where an elector has no station, or several.
    :raises DoesNotReconcile: where a register has not the lines or the pages that its electors need.
    """
    say = progress or (lambda *_: None)
    with (
        rehearsal(actor, "printing.prepare_packs", Permission.POLL_CARDS_PREPARE),
        workspace() as folder,
        speaking(words_held(actor.authority_id)),
    ):
        found = sources_of(actor, reference)
        grounds = grounds_of(actor, found.target, on)
        electors = StationElectors(path_of(found.electorate.file), found.scheme.ranges, folder)
        stations = placed_stations(found.target, found.scheme, electors)
        refuse_astray(electors)
        office = grounds[0].office
        frame = Imprint(
            office.authority, office.signs_as(office.officer), packs, on, seal=found.electorate.sha256,
            languages=languages_in(*(ground.nation for ground in grounds)), rehearsal=found.target.rehearsal,
        )  # fmt: skip
        held = {one.number: one for one in stations}
        noted: dict[str, Drawn] = {}
        files = render_registers(
            registers(electors.lines(), held, found.target, frame, per_page, noted),
            folder,
            progress=lambda done: say(STEPS[0], done.papers, len(stations)),
        )
        packets = packets_of(actor.authority_id, found.target.poll_ids)
        crews = crews_for(actor.authority_id, found.target.poll_ids)
        papers = (
            paper
            for one in stations
            for paper in station_papers(
                one,
                noted[one.number],
                _of_station(grounds, one),
                packets.get(one.number, []),
                frame,
                crews.get(one.number, ()),
            )
        )
        files += render_batch(papers, folder, progress=lambda done: say(STEPS[1], done.papers, 0))
        approved = approved_declarations(actor.authority_id, found.target.poll_ids)
        files += declarations_for(stations, grounds, approved, folder)
        electors.close()
        say(STEPS[2], 0, 1)
        path = folder / "packs.zip"
        inside = gathered(sorted(files, key=lambda file: (int(file.name.partition("_")[0]), file.name)), path)
        placed = place(path, take=True)
    return PreparedPacks(
        packs, found.electorate.pk, found.scheme.reference, per_page, tuple(stations), tuple(inside), placed
    )


@operation(Permission.POLL_CARDS_PREPARE)
def record_packs(
    *,
    actor: Actor,
    target: str,
    prepared: PreparedPacks,
    at: datetime,
    conclude: Callable[[StationPacks], object] | None = None,
) -> StationPacks:
    """Make prepared packs ones that can be looked at and released.

    :param conclude: called last, to end the work that prepared them in the same transaction.
    :raises PacksChanged: where another electorate was frozen, or the scheme was amended, meanwhile.
    """
    found = sources_of(actor, target)
    if (found.electorate.pk, found.scheme.reference) != (prepared.electorate_id, prepared.scheme):
        raise PacksChanged(reference=prepared.reference, why="the electorate or the scheme changed meanwhile")
    stored = keep(
        actor=actor,
        source=prepared.placed,
        name=f"station-packs-{prepared.reference}.zip",
        media_type="application/zip",
        kind=FILE_KIND.name,
        restricted=True,
    )
    packs = StationPacks.objects.create(
        authority_id=actor.authority_id,
        reference=prepared.reference,
        electorate=found.electorate,
        scheme=prepared.scheme,
        per_page=prepared.per_page,
        stations=len(prepared.stations),
        electors=sum(one.electors for one in prepared.stations),
        pages=sum(one.pages for one in prepared.files),
        counts=as_counts(prepared.stations, prepared.files, prepared.per_page),
        file=stored,
        sha256=prepared.placed.sha256,
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        prepared_at=at,
    )
    record(
        PacksPrepared(
            packs.reference, found.electorate.reference, packs.stations, packs.electors, packs.pages, packs.sha256
        ),
        actor=actor,
        subjects=[packs, found.electorate],
    )
    if conclude is not None:
        conclude(packs)
    return packs


@operation(Permission.POLL_CARDS_PREPARE)
def withdraw_packs(*, actor: Actor, reference: str, version: int, reason: str) -> StationPacks:
    """Withdraw packs, released or not: they are not to be used."""
    packs = packs_in_hand(actor, reference, version, PackState.PREPARED, PackState.RELEASED)
    packs.state, packs.because = PackState.WITHDRAWN, reason[:500]
    packs.version += 1
    packs.save(update_fields=["state", "because", "version"])
    record(PacksWithdrawn(reference), actor=actor, subjects=[packs], reason=reason)
    return packs


def packs_in_hand(actor: Actor, reference: str, version: int, *states: PackState) -> StationPacks:
    """Return packs, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PacksChanged: where they were changed since, or are in another state.
    """
    held = StationPacks.objects.select_related(
        "electorate__file", "electorate__poll", "electorate__combination", "file"
    )
    found = held.select_for_update(of=("self",)).filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="station packs", reference=reference)
    if found.version != version or found.state not in states:
        raise PacksChanged(reference=reference, why="they are in another state, or were changed since you opened them")
    return found


def sources_of(actor: Actor, reference: str) -> Sources:
    """Return what packs of a poll are made from now.

    :raises NotFound: where there is no such poll.
    :raises NoFinalElectorate: before the final stage was frozen.
    :raises NoAdoptedScheme: where none is adopted.
    """
    target = target_of(actor.authority_id, reference)
    electorate = (
        Electorate.objects.select_related("file")
        .filter(
            authority=actor.authority_id, poll=target.poll_id, combination=target.combination_id, stage=Stage.FINAL,
            state=ElectorateState.FROZEN,
        )
        .first()
    )  # fmt: skip
    if electorate is None:
        raise NoFinalElectorate(reference=target.reference)
    scheme = stations_for(actor.authority_id, target.poll_ids)
    if scheme is None or not scheme.adopted:
        raise NoAdoptedScheme(reference=target.reference)
    return Sources(target, electorate, scheme)


def refuse_astray(electors: StationElectors) -> None:
    """Refuse where an elector has not exactly one station.

    :raises ElectorsAstray: naming the districts, with how many.
    """
    astray: dict[str, int] = {}
    for one in electors.totals():
        if one.astray:
            astray[one.district] = astray.get(one.district, 0) + one.astray
    if astray:
        raise ElectorsAstray(places=", ".join(f"district {code} ({count})" for code, count in sorted(astray.items())))


def grounds_of(actor: Actor, target: Target, on: date) -> list[Ground]:
    """Return what the papers of each poll are made from."""
    return [ground_of(actor.authority_id, poll.reference, on=on) for poll in target.polls]


def _of_station(grounds: Sequence[Ground], station: PlacedStation) -> list[Ground]:
    here = {poll.id for poll in station.polls}
    return [ground for ground in grounds if ground.poll.pk in here]
