"""The long work of this room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.authorities.clock import moment, today
from pollwright.files.models import StoredFile
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.staffing.operations.ending import follow_polls
from pollwright.staffing.operations.papers import STEPS as PAPER_STEPS
from pollwright.staffing.operations.papers import WORK as PAPERS
from pollwright.staffing.operations.papers import keep_papers, prepare_papers
from pollwright.staffing.operations.placing import STEPS, WORK, prepare_placing, record_placing
from pollwright.staffing.papers.kinds import PaperKind
from pollwright.staffing.queries.crews import crews_of
from pollwright.staffing.queries.for_plans import staff_for_plan

__all__ = ["crews_of", "follow_polls", "make_papers", "place_staff", "staff_for_plan"]


@work(WORK, steps=STEPS, result="staffing:plan")
def place_staff(context: WorkContext) -> Mapping[str, Any]:
    """Place people in the free posts of a plan."""
    actor, reference = context.actor, context.parameters["reference"]
    prepared = prepare_placing(actor, reference, context.progress)
    outcome = {
        "reference": reference,
        "placed": len(prepared.placed),
        "unfilled": sum(each.lacking for each in prepared.unfilled),
    }
    record_placing(
        actor=actor,
        reference=reference,
        prepared=prepared,
        at=moment(actor.authority_id),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(PAPERS, steps=PAPER_STEPS, result="staffing:plan")
def make_papers(context: WorkContext) -> Mapping[str, Any]:
    """Make letters, badges or contact sheets of a plan."""
    actor, reference = context.actor, context.parameters["reference"]
    kind = PaperKind(context.parameters["kind"])
    prepared = prepare_papers(
        actor,
        reference,
        kind,
        on=today(actor.authority_id),
        answer_at=context.parameters["answer_at"],
        progress=context.progress,
    )
    outcome = {"reference": reference, "people": prepared.people, "pages": prepared.pages}

    made_at = moment(actor.authority_id)

    def conclude(stored: StoredFile) -> None:
        context.attach(stored.token, stored.name)
        context.conclude(outcome)

    keep_papers(actor=actor, reference=reference, kind=kind, prepared=prepared, at=made_at, conclude=conclude)
    return outcome
