"""The contact list of the candidates of a poll and their election agents, as a paper."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.wording import in_each, named, speaking, words_of
from pollwright.elections.models import Poll
from pollwright.elections.states import ContestState
from pollwright.law.conduct.officers import answerable_for
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Candidate
from pollwright.nominations.states import CandidateState
from pollwright.refusals import NotFound

GONE = (CandidateState.WITHDRAWN, CandidateState.DEEMED_WITHDRAWN, CandidateState.DIED, CandidateState.INVALID)
TITLE = "Candidates and agents"
SERIES = "Contact list"
COLUMNS = (
    ("Contest", 3), ("Candidate", 3), ("Telephone", 2), ("Email", 4), ("Election agent", 3), ("Agent's telephone", 2),
    ("Agent's office", 4),
)  # fmt: skip


def contacts_pdf(authority_id: int, poll: str, *, dated: date) -> tuple[bytes, int]:
    """Return how to reach those who stand at a poll and their agents, with how many candidates are in the list.

    Until nominations are settled those whose papers are looked at informally are among them. In Wales its labels are in both languages.

    :raises NotFound: where the authority has no such poll.
    """
    found = Poll.objects.filter(authority=authority_id, reference=poll).first()
    if found is None:
        raise NotFound(kind="poll", reference=poll)
    drafts_after = Q(state=CandidateState.DRAFT) & ~Q(contest__state=ContestState.OPEN)
    held = Candidate.objects.filter(contest__poll=found).exclude(state__in=GONE).exclude(drafts_after)
    rows = [
        (contest, ", ".join(part for part in (surname, forenames) if part), phone, email, agent, agent_phone, office)
        for contest, surname, forenames, phone, email, agent, agent_phone, office in held.order_by(
            "contest__name", "surname", "forenames", "pk"
        ).values_list(
            "contest__name", "surname", "forenames", "phone", "email", "agent_name", "agent_phone", "agent_office"
        )
    ]
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    languages = languages_in(Nation(found.nation))
    officer = answerable_for(Kind(found.kind), Nation(found.nation), found.day)
    with speaking(words_of(authority_id)):
        said = in_each(languages, (officer, SERIES))
        imprint = Imprint(name, said[officer], said[SERIES], dated, languages=languages, rehearsal=found.rehearsal)
        title = " / ".join(dict.fromkeys(named(one, found.title, found.title_cy) for one in languages))
        return contact_list(imprint, TITLE, title, COLUMNS, rows), len(rows)
