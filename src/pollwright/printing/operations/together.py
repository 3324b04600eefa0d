"""Preparing the documents of all polls that are taken together, set in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from types import MappingProxyType

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.elections.models import Combination, Poll
from pollwright.elections.states import ENDED
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.events.together import AllAsked, AllNamed, AllPrepared
from pollwright.printing.models import Document
from pollwright.printing.operations.documents import (
    SERIES,
    NothingToPrepare,
    Prepared,
    compared_said,
    record_documents,
)
from pollwright.printing.operations.orders import refuse_clash
from pollwright.printing.papers.colours import sort_of, usual_colours
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.grounds import ground_of
from pollwright.printing.queries.needs import ready_for
from pollwright.printing.queries.together import together_facts
from pollwright.printing.states import Kind, State
from pollwright.refusals import NotFound

WORK = "printing.prepare-together"


@operation(Permission.PAPERS_PREPARE)
def ask_to_prepare_together(
    *,
    actor: Actor,
    reference: str,
    kind: Kind,
    given: Given = Given(),  # noqa: B008 - frozen
    colours: Mapping[str, str] = MappingProxyType({}),
    background: bool = True,
) -> Work:
    """Ask that a document be made of every poll and contest of a combination that asks for it and has none yet.

    :param reference: of the combination.
    :param given: what the officer entered for all of them.
    :param colours: of ballot papers, by the sort of papers; those that are not given are chosen.
    :raises NothingToPrepare: where nothing asks for it.
    :raises ColoursClash: where papers of two polls would look alike.
    """
    combination, polls = _together(actor, reference)
    standing = next((one for one in together_facts(actor.authority_id, reference).kinds if one.kind is kind), None)
    if standing is None or standing.wanted <= sum(standing.by_state.values()):
        raise NothingToPrepare(poll=reference)
    every = usual_colours(polls) | dict(colours)
    if kind is Kind.BALLOT_PAPER:
        refuse_clash(every)
    asked = AllAsked(reference, kind.value, len(polls))
    record(asked, actor=actor, subjects=[combination], reason=compared_said(given))
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"printing.together.{reference}.{kind}",
        title=f"Prepare documents of combination {reference}",
        parameters={
            "reference": reference,
            "kind": kind.value,
            "given": {one.reference: asdict(replace(given, colour=every[sort_of(one)])) for one in polls},
        },
        background=background,
    )


@operation(Permission.PAPERS_PREPARE)
def name_together(
    *, actor: Actor, reference: str, kind: Kind, on: date, progress: Callable[[int, int], object] = lambda *_: None
) -> dict[str, dict[str, str]]:
    """Give a reference to each document of a combination that is asked for, can be made, and is not there.

    :return: of each poll the reference of each document, by contest (`""`: the poll).
    :raises NothingToPrepare: where none can be made.
    """
    combination, polls = _together(actor, reference)
    made = set(
        Document.objects.filter(poll__in=polls, kind=kind)
        .exclude(state__in=(State.VOID, State.WITHDRAWN))
        .values_list("poll__reference", "contest__reference")
    )
    wanted: dict[str, list[str]] = {}
    for done, poll in enumerate(polls):
        progress(done, len(polls))
        ground = ground_of(actor.authority_id, poll.reference, on=on)
        ready = ready_for(ground, kind) if kind in ground.rows else []
        if missing := [one for one in ready if (poll.reference, one or None) not in made]:
            wanted[poll.reference] = missing
    count = sum(len(each) for each in wanted.values())
    if not count:
        raise NothingToPrepare(poll=reference)
    names = iter(next_references(actor.authority_id, SERIES, count))
    record(AllNamed(reference, kind.value, count, len(wanted)), actor=actor, subjects=[combination])
    return {poll: {one: next(names) for one in contests} for poll, contests in wanted.items()}


@operation(Permission.PAPERS_PREPARE)
def record_together(
    *,
    actor: Actor,
    reference: str,
    prepared: Mapping[str, Prepared],
    at: datetime,
    conclude: Callable[[int], object] | None = None,
) -> int:
    """Make prepared documents of a combination's polls ones that can be looked at; return how many.

    :param conclude: called last with their number, to end the work in the same transaction.
    :raises PreparedTwice: where versions were added to one of the polls meanwhile; nothing is kept then.
    """
    combination, _polls = _together(actor, reference)
    made = sum(len(record_documents(actor=actor, poll=poll, prepared=one, at=at)) for poll, one in prepared.items())
    record(AllPrepared(reference, made, len(prepared)), actor=actor, subjects=[combination])
    if conclude is not None:
        conclude(made)
    return made


def _together(actor: Actor, reference: str) -> tuple[Combination, list[Poll]]:
    combination = Combination.objects.filter(authority=actor.authority_id, reference=reference).first()
    polls = list(Poll.objects.filter(combination=combination).exclude(state__in=ENDED).order_by("reference"))
    if combination is None or not polls:
        raise NotFound(kind="combination", reference=reference)
    return combination, polls
