"""The dates of this room for the calendar of the year; those of breaches only for those who may see that log."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.messages import Message, plain
from pollwright.office.queries.records import dated
from pollwright.office.states import DateKind
from pollwright.owing import Owed, Sort, Wanted, told

WHAT = "{what}: {reference}"


@told("office", Permission.OFFICE_VIEW)
def office(wanted: Wanted) -> Iterator[Owed]:
    """Tell the dates of the records of every list that is not restricted."""
    yield from _dates(wanted, "office", restricted=False)


@told("breach", Permission.BREACHES_VIEW)
def breaches(wanted: Wanted) -> Iterator[Owed]:
    """Tell the dates of personal data breaches."""
    yield from _dates(wanted, "breach", restricted=True)


def _dates(wanted: Wanted, source: str, *, restricted: bool) -> Iterator[Owed]:
    for one in dated(wanted.authority_id, restricted=restricted, first=wanted.first, last=wanted.last):
        yield Owed(
            f"{source}.{one.reference}.{one.id}",
            one.on,
            Message(WHAT, what=plain(WORDS[one.kind]), reference=one.reference),
            Sort.OFFICE,
            about=one.title,
            statutory=one.statutory,
            source=one.source,
            owner=one.owner,
            done_on=one.done_on,
            page=("office:record", one.reference),
        )


WORDS = {
    DateKind.REVIEW.value: "Review",
    DateKind.DUE.value: "Due",
    DateKind.TEST.value: "Test",
    DateKind.NOTIFY.value: "Notice to the Information Commissioner, where there is a risk to people",
    DateKind.PROOF.value: "Proof checked",
    DateKind.DATA.value: "Data to the supplier",
    DateKind.DISPATCH.value: "Dispatch",
    DateKind.PAYMENT.value: "Invoice paid",
    DateKind.IN_FORCE.value: "In force",
    DateKind.TERM_ENDS.value: "Term ends",
    DateKind.ANSWER.value: "Answer",
}
"""What each kind of date is called; told in the reader's language."""
