"""The receipt for a nomination paper that was delivered (T-13)."""

from __future__ import annotations

from pollwright.documents.papers.nomination_pack.slips import NominationReceipt
from pollwright.documents.typesetting import render
from pollwright.documents.wording import speaking, words_of
from pollwright.law.nominations.papers import Paper
from pollwright.law.notices import LONDON
from pollwright.nominations.models import NominationPaper
from pollwright.nominations.papers.packs import facts_of, imprint_of
from pollwright.nominations.states import PaperState
from pollwright.refusals import NotFound, Refused

PAPERS_SAY = {
    Paper.NOMINATION: "Nomination form",
    Paper.HOME_ADDRESS: "Home address form",
    Paper.CONSENT: "Consent to nomination",
    Paper.DEPOSIT: "Deposit",
    Paper.CERTIFICATE: "Certificate of authorisation",
    Paper.EMBLEM_REQUEST: "Request for an emblem",
    Paper.AGENT: "Notice of an election agent",
}


class NotDelivered(Refused):
    """A receipt says that a paper was delivered."""

    code = "nominations.R046"
    problem = "{reference} was not delivered, so there is no receipt for it."
    remedy = "Record the formal delivery first."


def receipt_of(authority_id: int, reference: str) -> NominationReceipt:
    """Return the receipt of a paper, with the second of its delivery.

    :raises NotFound: where the authority has none of that reference.
    :raises NotDelivered: where it is a draft.
    """
    held = NominationPaper.objects.select_related("candidate__contest__poll")
    found = held.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="nomination paper", reference=reference)
    if found.state == PaperState.DRAFT or found.delivered_at is None:
        raise NotDelivered(reference=reference)
    candidate, contest = found.candidate, found.candidate.contest
    received = found.delivered_at.astimezone(LONDON)
    papers = tuple(PAPERS_SAY[Paper(one)] for one in found.papers)
    return NominationReceipt(
        imprint=imprint_of(contest.poll, reference, received.date()),
        poll=facts_of(contest),
        candidate=", ".join(part for part in (candidate.surname, candidate.forenames) if part),
        papers=papers,
        total=len(found.papers),
        received_at=received,
        delivered_by=found.bearer_name,
        received_by=found.received_by,
        deposit=found.deposit_pence,
    )


def receipt_pdf(authority_id: int, reference: str) -> bytes:
    """Return the receipt as a tagged PDF."""
    with speaking(words_of(authority_id)):
        return render(receipt_of(authority_id, reference).paper())
