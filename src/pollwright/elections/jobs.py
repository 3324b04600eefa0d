"""The long work of polls: what the worker does when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pollwright.authorities.clock import moment, today
from pollwright.elections.models import BoundaryFile, CardRun
from pollwright.elections.operations.boundary_giving import prepare_part_file
from pollwright.elections.operations.boundary_taking import receive_part_file
from pollwright.elections.operations.boundary_work import PREPARE, PREPARE_STEPS, RECEIVE, RECEIVE_STEPS
from pollwright.elections.operations.cards_preparing import STEPS as CARD_STEPS
from pollwright.elections.operations.cards_preparing import WORK as CARDS
from pollwright.elections.operations.cards_preparing import prepare_cards, record_cards
from pollwright.elections.operations.cards_releasing import KEPT, READING, CardFault, CardsDoNotReconcile, release_cards
from pollwright.elections.operations.cards_releasing import RELEASE as RELEASE_CARDS
from pollwright.elections.operations.electorates import STEPS, WORK, prepare_electorate, record_electorate
from pollwright.elections.states import CardRunScope, Stage
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work


@work(WORK, steps=STEPS, result="elections:electorate")
def freeze_electorate(context: WorkContext) -> Mapping[str, Any]:
    """Freeze the electorate of a poll at one stage."""
    authority, given = context.actor.authority_id, context.parameters
    prepared = prepare_electorate(
        context.actor,
        given["reference"],
        Stage(given["stage"]),
        date.fromisoformat(given["as_at"]),
        on=today(authority),
        progress=context.progress,
    )
    outcome: dict[str, Any] = {"electors": prepared.taken.file.rows}
    electorate = record_electorate(
        actor=context.actor,
        prepared=prepared,
        at=moment(authority),
        conclude=lambda made: context.conclude(outcome | {"reference": made.reference}),
    )
    return outcome | {"reference": electorate.reference}


@work(CARDS, steps=CARD_STEPS, result="elections:card-run")
def make_poll_cards(context: WorkContext) -> Mapping[str, Any]:
    """Make a run of poll cards."""
    given = context.parameters
    prepared = prepare_cards(
        context.actor,
        given["run"],
        given["target"],
        CardRunScope(given["scope"]),
        given["batch_size"],
        context.progress,
        date.fromisoformat(given["packs_sent_on"]) if given.get("packs_sent_on") else None,
    )
    outcome = {"reference": prepared.reference, "cards": prepared.made.cards.rows}
    record_cards(
        actor=context.actor,
        target=given["target"],
        prepared=prepared,
        at=moment(context.actor.authority_id),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(RELEASE_CARDS, steps=(READING, KEPT), result="elections:card-run")
def release_poll_cards(context: WorkContext) -> Mapping[str, Any]:
    """Read the cards of a run back, and release them where every total agrees; list every fault where they do not."""
    given = context.parameters
    context.progress(READING)
    outcome: dict[str, Any] = {"reference": given["reference"]}

    def conclude(run: CardRun) -> None:
        outcome.update(cards=run.cards, totals_compared=run.proof["compared"])
        context.conclude(outcome)

    try:
        release_cards(
            actor=context.actor,
            reference=given["reference"],
            version=given["version"],
            at=moment(context.actor.authority_id),
            proved=lambda: context.progress(KEPT),
            conclude=conclude,
        )
    except CardsDoNotReconcile as stopped:
        for fault in stopped.found:
            context.leave(fault.where, CardFault(fault=fault))
        raise
    return outcome


@work(PREPARE, steps=PREPARE_STEPS, result="elections:boundary-file")
def make_part_file(context: WorkContext) -> Mapping[str, Any]:
    """Make a file of our electors of a part across the boundary."""
    authority = context.actor.authority_id
    made = prepare_part_file(
        actor=context.actor,
        reference=context.parameters["part"],
        at=moment(authority),
        progress=lambda done: context.progress(PREPARE_STEPS[done], done, len(PREPARE_STEPS)),
        conclude=lambda file: context.conclude(_outcome(file)),
    )
    return _outcome(made)


@work(RECEIVE, steps=RECEIVE_STEPS, result="elections:boundary-file")
def read_part_file(context: WorkContext) -> Mapping[str, Any]:
    """Read a file of the other side's electors."""
    authority, given = context.actor.authority_id, context.parameters
    stored = StoredFile.objects.get(authority=authority, token=given["file"])
    made = receive_part_file(
        actor=context.actor,
        reference=given["part"],
        source=path_of(stored),
        at=moment(authority),
        progress=lambda done: context.progress(RECEIVE_STEPS[done], done, len(RECEIVE_STEPS)),
        conclude=lambda file: context.conclude(_outcome(file)),
    )
    return _outcome(made)


def _outcome(file: BoundaryFile) -> dict[str, Any]:
    return {"reference": file.reference, "electors": file.electors}
