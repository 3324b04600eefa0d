"""The long work of documents: what the worker does when it is asked, and who follows changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from pollwright.authorities.clock import moment, today
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.printing.models import StationPacks
from pollwright.printing.operations.changes import STEPS as LETTER_STEPS
from pollwright.printing.operations.changes import WORK as LETTERS
from pollwright.printing.operations.changes import prepare_letters, record_letters
from pollwright.printing.operations.deciding_all import (
    RELEASE,
    RELEASE_STEPS,
    decide_of_poll,
    decided_before,
    released_before,
)
from pollwright.printing.operations.deciding_all import STEPS as DECIDE_STEPS
from pollwright.printing.operations.deciding_all import WORK as DECIDE
from pollwright.printing.operations.deciding_all import WORK_TOGETHER as DECIDE_TOGETHER
from pollwright.printing.operations.documents import (
    STEPS,
    WORK,
    prepare_documents,
    prepare_of_polls,
    record_documents,
)
from pollwright.printing.operations.following import void_what_was_made
from pollwright.printing.operations.orders import WORK as ORDERS
from pollwright.printing.operations.orders import WORK_TOGETHER as ORDERS_TOGETHER
from pollwright.printing.operations.orders import prepare_order, release_order
from pollwright.printing.operations.packs import STEPS as PACK_STEPS
from pollwright.printing.operations.packs import WORK as PACKS
from pollwright.printing.operations.packs import prepare_packs, record_packs
from pollwright.printing.operations.packs_releasing import STEPS as RELEASE_PACKS_STEPS
from pollwright.printing.operations.packs_releasing import WORK as RELEASE_PACKS
from pollwright.printing.operations.packs_releasing import release_packs
from pollwright.printing.operations.together import WORK as TOGETHER
from pollwright.printing.operations.together import name_together, record_together
from pollwright.printing.operations.vacancy_notices import WORK as VACANCIES
from pollwright.printing.operations.vacancy_notices import prepare_vacancy_notice, record_vacancy_notice
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.together import ordered_of
from pollwright.printing.states import Decision, Kind
from pollwright.refusals import Refused

__all__ = [
    "decide_documents",
    "decide_documents_of_all",
    "make_documents",
    "make_letters",
    "make_of_all",
    "make_orders",
    "make_orders_of_all",
    "make_packs",
    "make_vacancy_notice",
    "release_orders_of_all",
    "release_station_packs",
    "void_what_was_made",
]

ORDER_STEPS = ("Orders",)
WANTED = "What is asked for"


@work(WORK, steps=STEPS, result="printing:documents")
def make_documents(context: WorkContext) -> Mapping[str, Any]:
    """Make documents of a poll."""
    given, authority = context.parameters, context.actor.authority_id
    outcome: dict[str, Any] = {"reference": given["reference"], "documents": len(given["documents"])}
    prepared = prepare_documents(
        context.actor,
        given["reference"],
        Kind(given["kind"]),
        given["documents"],
        today(authority),
        Given(**given["given"]),
        context.progress,
    )
    record_documents(
        actor=context.actor,
        poll=given["reference"],
        prepared=prepared,
        at=moment(authority),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(VACANCIES, steps=STEPS, result="printing:vacancy")
def make_vacancy_notice(context: WorkContext) -> Mapping[str, Any]:
    """Make the notice of a vacancy."""
    given, authority = context.parameters, context.actor.authority_id
    outcome: dict[str, Any] = {"reference": given["reference"], "documents": 1}
    prepared = prepare_vacancy_notice(
        context.actor, given["reference"], given["document"], today(authority), context.progress
    )
    record_vacancy_notice(
        actor=context.actor,
        vacancy=given["reference"],
        prepared=prepared,
        at=moment(authority),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(TOGETHER, steps=(WANTED, *STEPS), result="printing:together")
def make_of_all(context: WorkContext) -> Mapping[str, Any]:
    """Make documents of all polls that are taken together, set in one go."""
    given, authority = context.parameters, context.actor.authority_id
    kind, on = Kind(given["kind"]), today(authority)
    wanted = name_together(
        actor=context.actor,
        reference=given["reference"],
        kind=kind,
        on=on,
        progress=partial(context.progress, WANTED),
    )
    entered = {poll: Given(**one) for poll, one in given["given"].items()}
    prepared = prepare_of_polls(context.actor, wanted, kind, on, entered, context.progress)
    outcome: dict[str, Any] = {
        "reference": given["reference"],
        "documents": sum(len(one.made) for one in prepared.values()),
        "polls": len(prepared),
    }
    record_together(
        actor=context.actor,
        reference=given["reference"],
        prepared=prepared,
        at=moment(authority),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(DECIDE, steps=DECIDE_STEPS, result="printing:documents", each="printing:document")
def decide_documents(context: WorkContext) -> Mapping[str, Any]:
    """Approve or publish documents of a poll, as the officer saw them."""
    return _decide(context)


@work(DECIDE_TOGETHER, steps=DECIDE_STEPS, result="printing:together", each="printing:document")
def decide_documents_of_all(context: WorkContext) -> Mapping[str, Any]:
    """Approve or publish documents of all polls that are taken together, as the officer saw them."""
    return _decide(context)


def _decide(context: WorkContext) -> Mapping[str, Any]:
    """Decide poll by poll. Begun again after a crash, what was decided before is left as it is."""
    given, authority = context.parameters, context.actor.authority_id
    decision = Decision(given["decision"])
    asked = {name: version for documents in given["documents"].values() for name, version in documents.items()}
    before = decided_before(context.actor, decision, asked)
    done, name = len(before), "approved" if decision is Decision.APPROVE else "published"
    for poll, documents in given["documents"].items():
        left = {one: version for one, version in documents.items() if one not in before}
        context.progress(DECIDE_STEPS[0], done, len(asked))
        if left:
            done += len(left) - _decide_poll(context, poll, decision, left, moment(authority))
        context.count(**{name: done})
    return {"reference": given["reference"], "documents": len(asked), "refused": len(asked) - done}


def _decide_poll(
    context: WorkContext, poll: str, decision: Decision, documents: Mapping[str, int], at: datetime
) -> int:
    """Decide the documents of one poll, list those that are refused, and return how many they are."""
    try:
        left = decide_of_poll(
            actor=context.actor,
            reference=poll,
            decision=decision,
            documents=documents,
            late_reason=context.parameters["late_reason"],
            at=at,
        )
    except Refused as every:
        left = [(name, every) for name in documents]
    for name, refusal in left:
        context.leave(name, refusal)
    return len(left)


@work(RELEASE, steps=RELEASE_STEPS, result="printing:together", each="printing:order")
def release_orders_of_all(context: WorkContext) -> Mapping[str, Any]:
    """Release orders to the printer, each in an act of its own; one that is refused is listed and left as it is."""
    given, authority = context.parameters, context.actor.authority_id
    orders: Mapping[str, int] = given["orders"]
    before = released_before(context.actor, orders)
    done = len(before)
    for place, (name, version) in enumerate(orders.items()):
        context.progress(RELEASE_STEPS[0], place, len(orders))
        if name in before:
            continue
        try:
            release_order(
                actor=context.actor, reference=name, version=version, on=today(authority), at=moment(authority)
            )
        except Refused as refusal:
            context.leave(name, refusal)
        else:
            done += 1
            context.count(released=done)
    return {"reference": given["reference"], "orders": len(orders), "refused": len(orders) - done}


@work(ORDERS, steps=ORDER_STEPS, result="printing:ballots")
def make_orders(context: WorkContext) -> Mapping[str, Any]:
    """Prepare the orders of every contest of a poll that was asked for, each in an act of its own."""
    return _orders(context)


@work(ORDERS_TOGETHER, steps=ORDER_STEPS, result="printing:together")
def make_orders_of_all(context: WorkContext) -> Mapping[str, Any]:
    """Prepare the orders of every contest of the polls that are taken together, each in an act of its own."""
    return _orders(context)


def _orders(context: WorkContext) -> Mapping[str, Any]:
    """Prepare orders. Begun again after a crash, what was prepared before is left as it is."""
    given, authority = context.parameters, context.actor.authority_id
    there = ordered_of(authority, given["contests"])
    made = len(there)
    for done, contest in enumerate(given["contests"]):
        context.progress(ORDER_STEPS[0], done, len(given["contests"]))
        if contest in there:
            continue
        try:
            prepare_order(
                actor=context.actor, reference=contest, book=given["book"], on=today(authority), at=moment(authority)
            )
        except Refused as refusal:
            context.leave(contest, refusal)
        else:
            made += 1
            context.count(orders=made)
    return {
        "reference": given["reference"],
        "contests": len(given["contests"]),
        "refused": len(given["contests"]) - made,
    }


@work(PACKS, steps=PACK_STEPS, result="printing:pack")
def make_packs(context: WorkContext) -> Mapping[str, Any]:
    """Make the packs of all stations."""
    given, authority = context.parameters, context.actor.authority_id
    prepared = prepare_packs(
        context.actor, given["packs"], given["target"], given["per_page"], today(authority), context.progress
    )
    outcome = {"reference": prepared.reference, "stations": len(prepared.stations)}
    record_packs(
        actor=context.actor,
        target=given["target"],
        prepared=prepared,
        at=moment(authority),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(RELEASE_PACKS, steps=RELEASE_PACKS_STEPS, result="printing:pack")
def release_station_packs(context: WorkContext) -> Mapping[str, Any]:
    """Read the packs of all stations back, and release them where nothing is missing."""
    given, authority = context.parameters, context.actor.authority_id
    context.progress(RELEASE_PACKS_STEPS[0])
    outcome: dict[str, Any] = {"reference": given["reference"]}

    def conclude(packs: StationPacks) -> None:
        outcome.update(stations=packs.stations, electors=packs.electors)
        context.conclude(outcome)

    release_packs(
        actor=context.actor,
        reference=given["reference"],
        version=given["version"],
        on=today(authority),
        at=moment(authority),
        conclude=conclude,
    )
    return outcome


@work(LETTERS, steps=LETTER_STEPS, result="printing:letters")
def make_letters(context: WorkContext) -> Mapping[str, Any]:
    """Make the letters about a changed station."""
    given, authority = context.parameters, context.actor.authority_id
    prepared = prepare_letters(
        context.actor, given["letters"], given["scheme"], given["amendment"], today(authority), context.progress
    )
    outcome = {"reference": prepared.reference, "letters": prepared.letters}
    record_letters(
        actor=context.actor,
        prepared=prepared,
        at=moment(authority),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome
