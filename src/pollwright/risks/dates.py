"""The dates of this room for the calendar of the year: reviews and milestones of risks, and actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pollwright.acting import Permission
from pollwright.messages import Message
from pollwright.owing import Owed, Sort, Wanted, told
from pollwright.risks.queries.rows import Dated, dated_actions, dated_risks

REVIEW = "Review of risk {reference}"
MILESTONE = "Milestone of risk {reference}"
ACTION = "Action of risk {reference}"


@told("risk", Permission.RISKS_VIEW, alarmed=True)
def risks(wanted: Wanted) -> Iterator[Owed]:
    """Tell the next review and milestone of every open risk, and the actions that are not done."""
    for one in dated_risks(wanted.authority_id):
        if one.review_on is not None and one.review_on <= wanted.last:
            yield _owed(one, REVIEW, one.review_on, "review")
        if one.milestone_on is not None and wanted.first <= one.milestone_on <= wanted.last:
            yield _owed(one, MILESTONE, one.milestone_on, "milestone")
    for one in dated_actions(wanted.authority_id):
        if one.review_on is not None and one.review_on <= wanted.last:
            yield _owed(one, ACTION, one.review_on, f"action.{one.part}")


def _owed(one: Dated, what: str, on: date, name: str) -> Owed:
    return Owed(
        f"risk.{one.reference}.{name}.{on}",
        on,
        Message(what, reference=one.reference),
        Sort.RISK,
        about=one.title,
        owner=one.owner,
        page=("risks:risk", one.reference),
    )
