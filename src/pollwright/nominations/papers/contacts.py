"""The contact list of the candidates of a poll and their election agents, as a paper."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint
from pollwright.elections.models import Poll
from pollwright.nominations.models import Candidate
from pollwright.nominations.states import CandidateState
from pollwright.refusals import NotFound

GONE = (CandidateState.WITHDRAWN, CandidateState.DEEMED_WITHDRAWN, CandidateState.DIED)
COLUMNS = (
    ("Contest", 3), ("Candidate", 3), ("Telephone", 2), ("Email", 4), ("Election agent", 3), ("Agent's telephone", 2),
    ("Agent's office", 4),
)  # fmt: skip


def contacts_pdf(authority_id: int, poll: str, *, dated: date) -> tuple[bytes, int]:
    """Return how to reach those who stand at a poll and their agents, with how many candidates are in the list.

    :raises NotFound: where the authority has no such poll.
    """
    found = Poll.objects.filter(authority=authority_id, reference=poll).first()
    if found is None:
        raise NotFound(kind="poll", reference=poll)
    held = Candidate.objects.filter(contest__poll=found).exclude(state__in=GONE)
    rows = [
        (contest, ", ".join(part for part in (surname, forenames) if part), phone, email, agent, agent_phone, office)
        for contest, surname, forenames, phone, email, agent, agent_phone, office in held.order_by(
            "contest__name", "surname", "forenames", "pk"
        ).values_list(
            "contest__name", "surname", "forenames", "phone", "email", "agent_name", "agent_phone", "agent_office"
        )
    ]
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    imprint = Imprint(name, "Returning Officer", "Contact list", dated, rehearsal=found.rehearsal)
    return contact_list(imprint, "Candidates and agents", found.title, COLUMNS, rows), len(rows)
