"""The ledger of deposits of a poll."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from pollwright.nominations.models import Deposit
from pollwright.nominations.queries.lists import page_of
from pollwright.pages.tables import Page, TableRequest
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class DepositRow:
    """One deposit. Sums are in pence."""

    id: int
    reference: str
    paper: str
    surname: str
    forenames: str
    contest_name: str
    pence: int
    method: str
    receipt: str
    received_at: datetime
    state: str
    votes: int | None
    valid_votes: int | None
    ended_at: datetime | None
    ended_how: str
    version: int
    poll: str

    @property
    def name(self) -> str:
        """The candidate who paid it."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


_ROW = (
    "pk", "reference", "paper__reference", "paper__candidate__surname", "paper__candidate__forenames",
    "paper__candidate__contest__name", "pence", "method", "receipt", "received_at", "state", "votes", "valid_votes",
    "ended_at", "ended_how", "version", "paper__candidate__contest__poll__reference",
)  # fmt: skip


def deposits(authority_id: int, asked: TableRequest, poll: str) -> Page[DepositRow]:
    """Return a page of the deposits of a poll."""
    held = Deposit.objects.filter(authority=authority_id, paper__candidate__contest__poll__reference=poll)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(paper__candidate__surname__icontains=words) | Q(receipt__icontains=words)
            | Q(paper__candidate__contest__name__icontains=words) | Q(reference__iexact=words)
        )  # fmt: skip
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return page_of(held, asked, _ROW, DepositRow)


def deposit_row(authority_id: int, reference: str) -> DepositRow:
    """Return one deposit.

    :raises NotFound: where the authority has none of that reference.
    """
    found = Deposit.objects.filter(authority=authority_id, reference=reference).values_list(*_ROW).first()
    if found is None:
        raise NotFound(kind="deposit", reference=reference)
    return DepositRow(*found)


def deposit_of_paper(authority_id: int, paper: str) -> str:
    """Return the reference of the deposit that came with a paper, "" where none did."""
    held = Deposit.objects.filter(authority=authority_id, paper__reference=paper)
    return held.values_list("reference", flat=True).first() or ""


def deposit_totals(authority_id: int, poll: str) -> dict[str, int]:
    """Return the pence of a poll's deposits by state."""
    held = Deposit.objects.filter(authority=authority_id, paper__candidate__contest__poll__reference=poll)
    return dict(held.values_list("state").annotate(total=Sum("pence")).order_by("state"))
