"""Making poll cards and registers from a frozen roll, to be looked at and released by somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.authorities.references import next_reference
from pollwright.documents.imprint import Imprint
from pollwright.elections.models import Contest
from pollwright.elections.queries.cards_hours import hours_on_cards
from pollwright.elections.queries.cards_stations import StationRange, stations_for
from pollwright.elections.queries.electorate_target import Target, target_of
from pollwright.elections.states import ENDED
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, place, workspace
from pollwright.law.voters_rolls import CARDS, has_card, votes_at_a_station
from pollwright.refusals import NotFound, Refused
from pollwright.rolls import events
from pollwright.rolls.models import Roll, RollCard, RollPapers
from pollwright.rolls.operations.entering import PollEnded, locked
from pollwright.rolls.papers.cards import Card, Said, card_number, card_of, write_cards
from pollwright.rolls.papers.registers import RegisterFile, place_of, write_registers
from pollwright.rolls.queries.papers import cards_held
from pollwright.rolls.queries.rolls import VoterRow, contest_of, standing_lines
from pollwright.rolls.states import PapersState, RollState, VotesBy

SERIES = "RB"
FILE_KIND = declare(
    "roll-papers", "Poll cards and registers of a roll", Permission.POLL_CARDS_RELEASE, by_its_room=True
)
OFFICER = "Counting Officer"
MOST_NAMED = 8


class NoCardsOfRoll(Refused):
    """In a ballot of ratepayers everybody votes by post: the papers themselves go to them."""

    code = "rolls.R020"
    problem = "Everybody votes by post in {contest}, so there are no poll cards and no registers of stations."
    remedy = "Order the ballot papers; the page of the order has the list of issue."


class RollNotFrozen(Refused):
    """Cards and registers are made from a frozen roll."""

    code = "rolls.R021"
    problem = "The roll of {contest} is not frozen."
    remedy = "Freeze it first: only then is it settled who votes, and where."


class PapersWait(Refused):
    """One set of papers is looked at at a time."""

    code = "rolls.R022"
    problem = "Papers of the roll of {contest} wait for their release."
    remedy = "Release or withdraw them first."


class NoSchemeForRoll(Refused):
    """A card must name the right station, so the scheme must be settled (SI 2012/2031 Sch 7 r 43)."""

    code = "rolls.R023"
    problem = "Some on the roll of {contest} vote in person, and no polling scheme of its poll is adopted."
    remedy = "Adopt the scheme of the poll, which serves residents and businesses, then prepare the papers."


class StationsUnknown(Refused):
    """Somebody is allotted to a station that the poll has not."""

    code = "rolls.R024"
    problem = (
        "The adopted polling scheme has no station {stations}, to which some on the roll of {contest} are allotted."
    )
    remedy = "Open the roll again and allot them to stations of the scheme."


class PapersChanged(Refused):
    """The papers were acted on, or what they were made from has changed."""

    code = "rolls.R025"
    problem = "Papers {reference} can't be acted on like this: {why}."
    remedy = "Open them again to see how they stand. Where the roll or the scheme changed, prepare others."
    words = frozenset({"why"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What papers of a roll are made from, and what each card is to say."""

    contest: Contest
    roll: Roll
    frozen_at: datetime
    target: Target
    lines: tuple[VoterRow, ...]
    scheme: str
    stations: Mapping[int, StationRange]
    cards: Mapping[int, Card]
    council: str

    @property
    def kicker(self) -> str:
        """What the papers are of."""
        return f"{self.contest.poll.title}: {self.contest.name}"


@operation(Permission.POLL_CARDS_PREPARE)
def prepare_papers(*, actor: Actor, reference: str, on: date, at: datetime) -> RollPapers:
    """Make the poll cards of those on a roll who have no right card yet, all registers of stations, and the postal list.

    :raises NoCardsOfRoll: where everybody votes by post.
    :raises RollNotFrozen: before the roll is frozen.
    :raises PapersWait: where others wait for their release.
    :raises NoSchemeForRoll: where somebody votes in person, and no scheme is adopted.
    :raises StationsUnknown: where the scheme has not the station of somebody.
    :raises DoesNotReconcile: where what was written does not hold the votes of the roll.
    """
    found = sources_of(actor, reference)
    if RollPapers.objects.filter(roll=found.roll, state=PapersState.PREPARED).exists():
        raise PapersWait(contest=reference)
    held = cards_held(found.roll.pk)
    due = {number: card for number, card in found.cards.items() if held.get(number) != card.shows}
    named = next_reference(actor.authority_id, SERIES)
    with workspace() as folder:
        cards_file = _cards_kept(actor, named, tuple(due.values()), folder)
        files, registers_file = _registers_kept(actor, named, found, on, folder)
    papers = _made(actor, found, named, (cards_file, registers_file), files, len(due), at)
    ids = {line.number: line.id for line in found.lines}
    RollCard.objects.bulk_create(
        RollCard(
            authority_id=actor.authority_id, papers=papers, voter_id=ids[number], card=card_number(named, seq),
            station=int(card.station), shows=card.shows,
        )
        for seq, (number, card) in enumerate(due.items(), start=1)
    )  # fmt: skip
    event = events.RollPapersPrepared(
        named, reference, papers.in_person, papers.by_post, len(papers.stations), papers.cards, cards_file.sha256,
        registers_file.sha256,
    )  # fmt: skip
    record(event, actor=actor, subjects=[papers, found.roll, found.contest], basis=CARDS.describe())
    return papers


@operation(Permission.POLL_CARDS_PREPARE)
def withdraw_papers(*, actor: Actor, reference: str, version: int, reason: str) -> RollPapers:
    """Withdraw papers that were not released: nobody may use them.

    :raises PapersChanged: where they were released, or changed since.
    """
    papers = papers_in_hand(actor, reference, version, PapersState.PREPARED)
    withdraw(actor, papers, reason)
    return papers


def withdraw(actor: Actor, papers: RollPapers, reason: str) -> None:
    """Take papers out of use before their release; called inside an operation."""
    papers.state, papers.because = PapersState.WITHDRAWN, reason[:500]
    papers.version += 1
    papers.save(update_fields=["state", "because", "version"])
    event = events.RollPapersWithdrawn(papers.reference, papers.roll.contest.reference)
    record(event, actor=actor, subjects=[papers, papers.roll], reason=reason)


def papers_in_hand(actor: Actor, reference: str, version: int, *states: PapersState) -> RollPapers:
    """Return papers of a roll, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PapersChanged: where they were changed since, or are in another state.
    """
    found = papers_named(actor, reference, RollPapers.objects.select_for_update(of=("self",)))
    if found.version != version or found.state not in states:
        raise PapersChanged(reference=reference, why="they are in another state, or were changed since you opened them")
    return found


def papers_named(actor: Actor, reference: str, held: QuerySet[RollPapers] | None = None) -> RollPapers:
    """Return papers of a roll with their files and their poll; with `held` from those alone.

    :raises NotFound: where the actor's authority has none of that reference.
    """
    rows = (RollPapers.objects.all() if held is None else held).select_related(
        "roll__contest__poll", "cards_file", "registers_file"
    )
    found = rows.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="papers of a roll", reference=reference)
    return found


def sources_of(actor: Actor, reference: str) -> Sources:
    """Return what papers of the roll of a contest are made from now; called inside an operation.

    :raises PollEnded: where the poll is not held. Else refused as `prepare_papers` is.
    """
    contest, rule = contest_of(actor.authority_id, reference)
    if not votes_at_a_station(rule):
        raise NoCardsOfRoll(contest=reference)
    if contest.poll.state in ENDED:
        raise PollEnded(poll=contest.poll.reference)
    roll = locked(actor, contest)
    if roll.state != RollState.FROZEN or roll.frozen_at is None:
        raise RollNotFrozen(contest=reference)
    lines = tuple(standing_lines(roll.pk))
    target = target_of(actor.authority_id, contest.poll.reference)
    here = [line for line in lines if has_card(rule, in_person=line.votes_by == VotesBy.PERSON)]
    scheme, stations = _stations(actor, target, reference, here)
    council = Authority.objects.values_list("name", flat=True).get(pk=actor.authority_id)
    said = Said(f"{contest.poll.title}: {contest.name}", council, target.day, hours_on_cards(target))
    cards = {line.number: card_of(said, line, stations[line.station or 0]) for line in here}
    return Sources(contest, roll, roll.frozen_at, target, lines, scheme, stations, cards, council)


def _stations(
    actor: Actor, target: Target, contest: str, here: Sequence[VoterRow]
) -> tuple[str, dict[int, StationRange]]:
    """Return the scheme of a poll and its stations by number; nothing where nobody votes in person."""
    if not here:
        return "", {}
    scheme = stations_for(actor.authority_id, target.poll_ids)
    if scheme is None or not scheme.adopted:
        raise NoSchemeForRoll(contest=contest)
    stations = {int(one.number): one for one in scheme.ranges}
    if strange := sorted({line.station or 0 for line in here} - set(stations)):
        raise StationsUnknown(contest=contest, stations=", ".join(map(str, strange[:MOST_NAMED])))
    return scheme.reference, stations


def _cards_kept(actor: Actor, named: str, cards: Sequence[Card], folder: Path) -> StoredFile:
    written = write_cards(named, cards, folder / "cards.csv")
    return keep(
        actor=actor, source=place(written.path, take=True), name=f"poll-cards-{named}.csv", media_type="text/csv",
        kind=FILE_KIND.name, restricted=True, rows=len(cards),
    )  # fmt: skip


def _registers_kept(
    actor: Actor, named: str, found: Sources, on: date, folder: Path
) -> tuple[list[RegisterFile], StoredFile]:
    seal = found.roll.file.sha256 if found.roll.file else ""
    rehearsal = found.target.rehearsal
    imprint = Imprint(found.council, OFFICER, named, on, seal=seal, rehearsal=rehearsal, unchecked_words=True)
    path = folder / "registers.zip"
    files = write_registers(imprint, found.kicker, found.target.day, found.lines, found.stations, path)
    stored = keep(
        actor=actor, source=place(path, take=True), name=f"business-registers-{named}.zip",
        media_type="application/zip", kind=FILE_KIND.name, restricted=True, rows=len(found.lines),
    )  # fmt: skip
    return files, stored


def _made(
    actor: Actor, found: Sources, named: str, stored: tuple[StoredFile, StoredFile], files: Sequence[RegisterFile],
    cards: int, at: datetime,
) -> RollPapers:  # fmt: skip
    at_stations = [
        {"number": one.station, "place": place_of(found.stations[one.station]), "voters": one.lines, "pages": one.pages}
        for one in files
        if one.station
    ]
    try:
        with transaction.atomic():
            return RollPapers.objects.create(
                authority_id=actor.authority_id, reference=named, roll=found.roll, scheme=found.scheme,
                frozen_at=found.frozen_at, votes=len(found.lines), in_person=len(found.cards),
                by_post=len(found.lines) - len(found.cards), cards=cards, stations=at_stations, cards_file=stored[0],
                registers_file=stored[1], prepared_by=actor.name, prepared_by_id=actor.person_id, prepared_at=at,
            )  # fmt: skip
    except IntegrityError as there:
        if "roll_papers_one_of_a_state" not in str(there):
            raise
        raise PapersWait(contest=found.contest.reference) from None
