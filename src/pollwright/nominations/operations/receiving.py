"""What is entered beside a paper at the moment of its delivery: the deposit that came with it."""

from __future__ import annotations

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.nominations.events.attending import DepositReceived
from pollwright.nominations.models import Deposit, NominationPaper
from pollwright.nominations.states import DepositState

SERIES = "DP"


def receive_deposit(actor: Actor, paper: NominationPaper) -> Deposit | None:
    """Enter the deposit that came with a paper into the ledger, where one did; called inside an operation.

    A candidate pays once, however many papers there are.
    """
    paid = Deposit.objects.filter(paper__candidate=paper.candidate_id, state=DepositState.HELD).exists()
    if paid or paper.deposit_pence < 1 or paper.delivered_at is None:
        return None
    made = Deposit.objects.create(
        authority_id=actor.authority_id,
        paper=paper,
        reference=next_reference(actor.authority_id, SERIES),
        pence=paper.deposit_pence,
        method=paper.deposit_method,
        receipt=paper.deposit_receipt,
        received_at=paper.delivered_at,
    )
    record(DepositReceived(made.reference, paper.reference, made.pence), actor=actor, subjects=[made, paper])
    return made
