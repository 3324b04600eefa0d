"""The dates of this room for the calendar of the year; those of allegations only for those who may see them."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.casework.queries.owed import cases_due
from pollwright.casework.queries.standard_answers import answers_to_review
from pollwright.messages import Message
from pollwright.owing import Owed, Sort, Wanted, told

CASE = "Answer case {reference}"
REVIEW = "Review standard answer {reference}"


@told("case", Permission.CASE_VIEW, alarmed=True)
def cases(wanted: Wanted) -> Iterator[Owed]:
    """Tell by when cases are answered; Today raises an alarm of its own for those that are overdue."""
    yield from _cases(wanted, "case", restricted=False)


@told("allegation", Permission.INTEGRITY_VIEW, alarmed=True)
def allegations(wanted: Wanted) -> Iterator[Owed]:
    """Tell the deadlines of allegations."""
    yield from _cases(wanted, "allegation", restricted=True)


@told("standard-answer", Permission.CASE_VIEW)
def reviews(wanted: Wanted) -> Iterator[Owed]:
    """Tell when standard answers are reviewed."""
    for reference, question, on in answers_to_review(wanted.authority_id, wanted.last):
        yield Owed(
            f"standard-answer.{reference}.{on:%Y%m%d}",
            on,
            Message(REVIEW, reference=reference),
            Sort.OFFICE,
            about=question,
            page=("casework:answer", reference),
        )


def _cases(wanted: Wanted, source: str, *, restricted: bool) -> Iterator[Owed]:
    for one in cases_due(wanted.authority_id, restricted=restricted, first=wanted.first, last=wanted.last):
        yield Owed(
            f"{source}.{one.reference}",
            one.on,
            Message(CASE, reference=one.reference),
            Sort.CASE,
            about=one.subject,
            statutory=one.statutory,
            owner=one.owner,
            done_on=one.answered_on,
            page=("casework:case", one.reference),
        )
