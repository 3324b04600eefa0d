"""The long work of documents: what the worker does when it is asked, and who follows changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.authorities.clock import moment, today
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.printing.operations.changes import STEPS as LETTER_STEPS
from pollwright.printing.operations.changes import WORK as LETTERS
from pollwright.printing.operations.changes import prepare_letters, record_letters
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
from pollwright.printing.operations.orders import prepare_order
from pollwright.printing.operations.packs import STEPS as PACK_STEPS
from pollwright.printing.operations.packs import WORK as PACKS
from pollwright.printing.operations.packs import prepare_packs, record_packs
from pollwright.printing.operations.together import WORK as TOGETHER
from pollwright.printing.operations.together import record_together
from pollwright.printing.operations.vacancy_notices import WORK as VACANCIES
from pollwright.printing.operations.vacancy_notices import prepare_vacancy_notice, record_vacancy_notice
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.together import ordered_of
from pollwright.printing.states import Kind

__all__ = [
    "make_documents",
    "make_letters",
    "make_of_all",
    "make_orders",
    "make_orders_of_all",
    "make_packs",
    "make_vacancy_notice",
    "void_what_was_made",
]

ORDER_STEPS = ("Orders",)


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


@work(TOGETHER, steps=STEPS, result="printing:together")
def make_of_all(context: WorkContext) -> Mapping[str, Any]:
    """Make documents of all polls that are taken together, set in one go."""
    given, authority = context.parameters, context.actor.authority_id
    prepared = prepare_of_polls(
        context.actor, given["documents"], Kind(given["kind"]), today(authority), progress=context.progress
    )
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
    for done, contest in enumerate(given["contests"]):
        context.progress(ORDER_STEPS[0], done, len(given["contests"]))
        if contest not in there:
            prepare_order(
                actor=context.actor, reference=contest, book=given["book"], on=today(authority), at=moment(authority)
            )
    return {"reference": given["reference"], "orders": len(given["contests"])}


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
