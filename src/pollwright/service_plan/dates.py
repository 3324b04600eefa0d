"""The dates of this room for the calendar of the year: contracts, and milestones of projects that name days."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.messages import Message, plain
from pollwright.owing import Owed, Sort, Wanted, told
from pollwright.service_plan.queries.alarms import Due, Term, days_of
from pollwright.service_plan.queries.contracts import contract_terms
from pollwright.service_plan.queries.milestones import milestones

CONTRACT = "{what} of contract {reference}"
MILESTONE = "Milestone of a project in plan {reference}"
WORDS = {
    Due.REVIEW: "Review",
    Due.NOTICE: "Last day to give notice",
    Due.END: "End",
    Due.RENEWAL: "Renewal",
}


@told("contract", Permission.PLAN_VIEW)
def contracts(wanted: Wanted) -> Iterator[Owed]:
    """Tell reviews, last days to give notice, ends and renewals of contracts that have not ended (MM-H03)."""
    for one in contract_terms(wanted.authority_id):
        term = Term(one.start, one.end, one.review, one.extension, one.notice_months, one.renewed_to)
        for due, day in days_of(term, wanted.on):
            if day <= wanted.last:
                yield Owed(
                    f"contract.{one.reference}.{due.value}.{day}",
                    day,
                    Message(CONTRACT, what=plain(WORDS[due]), reference=one.reference),
                    Sort.CONTRACT,
                    about=one.title,
                    owner=one.contact,
                    page=("service-plan:contract", one.reference),
                )


@told("milestone", Permission.PLAN_VIEW)
def projects(wanted: Wanted) -> Iterator[Owed]:
    """Tell the milestones of plans' projects that name days, at their last day (MM-G04)."""
    for one in milestones(wanted.authority_id):
        if wanted.first <= one.on <= wanted.last:
            yield Owed(
                f"milestone.{one.plan}.{one.place}",
                one.on,
                Message(MILESTONE, reference=one.plan),
                Sort.PROJECT,
                about=f"{one.project}: {one.words}" if one.words else one.project,
                owner=one.manager,
                begins=one.begins,
                page=("service-plan:projects", one.plan),
            )
