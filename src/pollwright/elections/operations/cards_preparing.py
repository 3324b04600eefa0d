"""Preparing a run of poll cards: asked for, made by the worker as files, then recorded in one short act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.events.cards import CardsAsked, CardsPrepared, CardsWithdrawn
from pollwright.elections.models import CardBatch, CardRun, Electorate, PollStep
from pollwright.elections.operations.electorates import PARQUET
from pollwright.elections.papers.cards_made import MadeCards, Wanted, make_cards
from pollwright.elections.queries.cards_hours import hours_on_cards, languages_of_cards
from pollwright.elections.queries.cards_rules import card_rules, carded_contests
from pollwright.elections.queries.cards_runs import latest_electorate, runs_gone_out
from pollwright.elections.queries.cards_stations import stations_for
from pollwright.elections.queries.electorate_target import Target, target_of
from pollwright.elections.states import CardRunScope, CardRunState
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.store import keep, path_of, place, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.law.timetables.steps import Step
from pollwright.refusals import NotFound, Refused

SERIES = "K"
WORK = "elections.prepare-cards"
STEPS = ("Cards", "Keeping the files")
FILE_KIND = declare("poll-cards", "Poll cards for the printer", Permission.POLL_CARDS_RELEASE, by_its_room=True)
SMALLEST_BATCH, LARGEST_BATCH = 1, 200_000


class NothingFrozen(Refused):
    """Cards are made from a frozen electorate."""

    code = "elections.R210"
    problem = "No electorate of {reference} has been frozen."
    remedy = "Freeze the electorate at the notice first."


class NoCardsHere(Refused):
    """The law gives no cards at these contests."""

    code = "elections.R211"
    problem = "No poll cards are sent at {reference}."
    remedy = "Parish elections have cards only where the parish council asked in time (K-01); parish polls never do."


class RunOutOfTurn(Refused):
    """The first run is for everybody, and there is one of it."""

    code = "elections.R212"
    problem = "{reference} {why}."
    remedy = "Make the first run for everybody once; later runs are for those without a right card yet."


class RunChanged(Refused):
    """The run was acted on, or what it was made from has changed."""

    code = "elections.R213"
    problem = "Run {reference} can't be acted on like this: {why}."
    remedy = "Open it again to see how it stands. Where its electorate or scheme changed, withdraw it and make another."


class NobodyNeedsACard(Refused):
    """A follow-up run found everybody with the right card."""

    code = "elections.R214"
    problem = "Everybody entitled at {reference} has the right poll card."
    remedy = "There is nothing to print."


class BatchSizeOutOfRange(Refused):
    """A batch is a file that people and printers can handle."""

    code = "elections.R215"
    problem = "A batch holds from {least} to {most} cards."
    remedy = "Enter another size."


class PacksSentOutOfTime(Refused):
    """Ballot papers can't be sent to postal voters before nominations close, or after the poll."""

    code = "elections.R216"
    problem = "Ballot papers of {reference} can't be sent to postal voters on {day}."
    remedy = "Enter a day after nominations close ({first}) and before the day of the poll ({last})."


@dataclass(frozen=True, slots=True)
class PreparedRun:
    """A run whose files lie in the store and that no row names yet."""

    reference: str
    electorate_id: int
    scope: CardRunScope
    batch_size: int
    scheme: str
    made: MadeCards
    cards: Placed
    batches: tuple[Placed, ...]
    packs_sent_on: date | None = None


@operation(Permission.POLL_CARDS_PREPARE)
def ask_to_prepare_cards(
    *,
    actor: Actor,
    reference: str,
    scope: CardRunScope,
    batch_size: int,
    packs_sent_on: date | None = None,
    background: bool = True,
) -> Work:
    """Ask that poll cards be made from the last frozen electorate of a poll, or of the polls combined with it.

    :param reference: of the poll or combination.
    :param packs_sent_on: the day on which ballot papers are sent to postal voters, which their cards say (K-04).
    :raises PacksSentOutOfTime: where that is not between the close of nominations and the poll.
    :raises NothingFrozen: before any stage was frozen.
    :raises NoCardsHere: where no contest has cards.
    :raises RunOutOfTurn: where there is a run for everybody already, or none to follow up.
    """
    target, electorate = _of(actor, reference, scope)
    if not SMALLEST_BATCH <= batch_size <= LARGEST_BATCH:
        raise BatchSizeOutOfRange(least=SMALLEST_BATCH, most=f"{LARGEST_BATCH:,}")
    _refuse_out_of_time(actor, target, packs_sent_on)
    record(CardsAsked(electorate.reference, scope), actor=actor, subjects=[electorate])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"elections.cards.{target.reference}",
        title=f"Prepare poll cards of {target.reference}",
        parameters={
            "run": next_reference(actor.authority_id, SERIES),
            "target": target.reference,
            "scope": scope,
            "batch_size": batch_size,
            "packs_sent_on": packs_sent_on.isoformat() if packs_sent_on else "",
        },
        background=background,
    )


def prepare_cards(
    actor: Actor,
    run: str,
    reference: str,
    scope: CardRunScope,
    batch_size: int,
    progress: Any = None,
    packs_sent_on: date | None = None,
) -> PreparedRun:
    """Make the cards of a run and put their files into the store; nothing else stays.

    :param run: the reference that the run will have.
    :raises NobodyNeedsACard: where everybody has the right card.
    """
    say = progress or (lambda *_: None)
    with rehearsal(actor, "elections.prepare_cards", Permission.POLL_CARDS_PREPARE), workspace() as folder:
        target, electorate = _of(actor, reference, scope)
        scheme = stations_for(actor.authority_id, target.poll_ids)
        say(STEPS[0], 0, 2)
        made = make_cards(
            Wanted(
                electorate=path_of(electorate.file),
                earlier=_earlier(actor, target),
                rules=card_rules(),
                contests=carded_contests(target),
                stations=scheme.ranges if scheme else (),
                run=run,
                poll_day=target.day,
                hours=hours_on_cards(target),
                batch_size=batch_size,
                languages=" ".join(languages_of_cards(target)),
                packs_sent_on=packs_sent_on,
            ),
            folder,
        )
        if made.cards.rows == 0:
            raise NobodyNeedsACard(reference=target.reference)
        say(STEPS[1], 1, 2)
        cards = place(made.cards.path, take=True)
        batches = tuple(place(batch.file.path, take=True) for batch in made.batches)
    named = scheme.reference if scheme else ""
    return PreparedRun(run, electorate.pk, scope, batch_size, named, made, cards, batches, packs_sent_on)


@operation(Permission.POLL_CARDS_PREPARE)
def record_cards(
    *,
    actor: Actor,
    target: str,
    prepared: PreparedRun,
    at: datetime,
    conclude: Callable[[CardRun], object] | None = None,
) -> CardRun:
    """Make a prepared run one that can be looked at and released.

    :param target: reference of the poll or combination.
    :param conclude: called last, to end the work that prepared it in the same transaction.
    :raises RunChanged: where another electorate was frozen meanwhile, or the run is there already.
    """
    _, electorate = _of(actor, target, prepared.scope)
    if electorate.pk != prepared.electorate_id:
        raise RunChanged(reference=prepared.reference, why="another electorate was frozen meanwhile")
    try:
        with transaction.atomic():
            run = _kept(actor, electorate, prepared, at)
    except IntegrityError as there:
        if "card_run_reference" not in str(there):
            raise
        raise RunChanged(reference=prepared.reference, why="it is there already") from None
    record(
        CardsPrepared(
            run.reference, electorate.reference, prepared.scope, run.cards, len(prepared.batches), run.sha256
        ),
        actor=actor,
        subjects=[run, electorate],
    )
    if conclude is not None:
        conclude(run)
    return run


@operation(Permission.POLL_CARDS_PREPARE)
def withdraw_cards(*, actor: Actor, reference: str, version: int, reason: str) -> CardRun:
    """Withdraw a run that has not been released; its files are swept in time.

    :raises RunChanged: where it was released, or changed since.
    """
    run = run_in_hand(actor, reference, version, CardRunState.PREPARED)
    run.state = CardRunState.WITHDRAWN
    run.version += 1
    run.save(update_fields=["state", "version"])
    record(CardsWithdrawn(reference), actor=actor, subjects=[run], reason=reason)
    return run


def run_in_hand(actor: Actor, reference: str, version: int, *states: CardRunState) -> CardRun:
    """Return a run, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises RunChanged: where it was changed since, or is in another state.
    """
    found = (
        CardRun.objects.select_for_update(of=("self",))
        .select_related("electorate__file", "electorate__poll", "electorate__combination")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if found is None:
        raise NotFound(kind="run of poll cards", reference=reference)
    if found.version != version or found.state not in states:
        label = str(CardRunState(found.state).label).lower()
        raise RunChanged(reference=reference, why=f"it is {label}, or was changed since you opened it")
    return found


def _of(actor: Actor, reference: str, scope: CardRunScope) -> tuple[Target, Electorate]:
    authority = actor.authority_id
    target = target_of(authority, reference)
    electorate = latest_electorate(authority, target)
    if electorate is None:
        raise NothingFrozen(reference=target.reference)
    if not carded_contests(target):
        raise NoCardsHere(reference=target.reference)
    runs = CardRun.objects.filter(
        authority=authority, electorate__poll=target.poll_id, electorate__combination=target.combination_id
    ).exclude(state=CardRunState.WITHDRAWN)
    if scope == CardRunScope.ALL and runs.exists():
        raise RunOutOfTurn(reference=target.reference, why="has a run for everybody")
    if scope == CardRunScope.FOLLOW_UP and not runs_gone_out(authority, target):
        raise RunOutOfTurn(reference=target.reference, why="has no released run to follow up")
    if runs.filter(state=CardRunState.PREPARED).exists():
        raise RunOutOfTurn(reference=target.reference, why="has a run that waits for its release")
    return target, electorate


def _refuse_out_of_time(actor: Actor, target: Target, day: date | None) -> None:
    if day is None:
        return
    held = PollStep.objects.filter(
        authority=actor.authority_id, poll__in=target.poll_ids, step=Step.NOMINATIONS_CLOSE, on__isnull=False
    )
    first = held.order_by("on").values_list("on", flat=True).last()
    if day >= target.day or (first is not None and day <= first):
        raise PacksSentOutOfTime(
            reference=target.reference, day=day.isoformat(), first=str(first or ""), last=target.day.isoformat()
        )


def _earlier(actor: Actor, target: Target) -> list[Path]:
    return [path_of(run.file) for run in runs_gone_out(actor.authority_id, target)]


def _kept(actor: Actor, electorate: Electorate, prepared: PreparedRun, at: datetime) -> CardRun:
    name, made = f"poll-cards-{prepared.reference}", prepared.made
    stored = keep(
        actor=actor,
        source=prepared.cards,
        name=f"{name}.parquet",
        media_type=PARQUET,
        kind=FILE_KIND.name,
        restricted=True,
        rows=made.cards.rows,
    )
    run = CardRun.objects.create(
        authority_id=actor.authority_id,
        reference=prepared.reference,
        electorate=electorate,
        scope=prepared.scope,
        batch_size=prepared.batch_size,
        cards=made.cards.rows,
        counts={"kinds": made.by_kind},
        packs_sent_on=prepared.packs_sent_on,
        scheme=prepared.scheme,
        file=stored,
        sha256=made.cards.sha256,
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        prepared_at=at,
    )
    for batch, placed in zip(made.batches, prepared.batches, strict=True):
        file = keep(
            actor=actor,
            source=placed,
            name=f"{name}-batch-{batch.number:03d}.csv",
            media_type="text/csv",
            kind=FILE_KIND.name,
            restricted=True,
            rows=batch.file.rows,
        )
        CardBatch.objects.create(
            authority_id=actor.authority_id,
            run=run,
            number=batch.number,
            kind=batch.kind,
            cards=batch.file.rows,
            file=file,
            sha256=batch.file.sha256,
        )
    return run
