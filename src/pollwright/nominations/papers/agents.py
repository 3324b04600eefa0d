"""The notice of election agents or sub-agents, and the lists of agents who may attend (N-24 to N-26)."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.papers.notices.facts import AgentLine, PollFacts
from pollwright.documents.papers.notices.standing import ElectionAgents
from pollwright.documents.papers.notices.twins import paper_of
from pollwright.documents.typesetting import render
from pollwright.documents.wording import in_each, named, speaking, words_of
from pollwright.elections.models import Contest, Poll
from pollwright.law.conduct.officers import answerable_for
from pollwright.law.nations import Nation
from pollwright.law.nominations.agents import AgentKind
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.nominations.queries.agents import acting_agents, election_agents
from pollwright.refusals import NotFound

TITLES = {
    AgentKind.SUB: "Sub-agents",
    AgentKind.POLLING: "Polling agents, by station",
    AgentKind.COUNTING: "Counting agents",
    AgentKind.POSTAL: "Postal voting agents",
}
FIRST = "Nobody is admitted before they have the copy of the secrecy requirements."
COLUMNS = (
    ("Station or part", 2), ("Contest", 3), ("Candidate", 3), ("Agent", 3), ("Secrecy copy", 2), ("Came", 1),
)  # fmt: skip


def agents_notice(authority_id: int, contest: str, *, sub_agents: bool, dated: date) -> ElectionAgents:
    """Return the notice of the election agents of a contest, or of its sub-agents.

    :raises NotFound: where the authority has no such contest.
    """
    found = Contest.objects.select_related("poll").filter(authority=authority_id, reference=contest).first()
    if found is None:
        raise NotFound(kind="contest", reference=contest)
    if sub_agents:
        rows = acting_agents(authority_id, found.poll.reference, AgentKind.SUB)
        of = [row for row in rows if row.contest_name == found.name]
        lines = tuple(AgentLine(row.candidate_name, row.name, row.address, ", ".join(row.parts)) for row in of)
    else:
        lines = tuple(
            AgentLine(one.candidate, one.agent, one.office or "As the candidate")
            for one in election_agents(authority_id, contest)
        )
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    officer = answerable_for(PollKind(found.poll.kind), Nation(found.poll.nation), found.poll.day)
    return ElectionAgents(
        imprint=Imprint(name, officer, found.reference, dated, rehearsal=found.poll.rehearsal),
        poll=PollFacts(found.ballot_id, f"{found.poll.title}: {found.name}", found.name, found.poll.day),
        published_by=f"Printed and published by the {officer}, {name}",
        agents=lines,
        total=len(lines),
        sub_agents=sub_agents,
    )


def agents_notice_pdf(authority_id: int, contest: str, *, sub_agents: bool, dated: date) -> bytes:
    """Return that notice as a tagged PDF."""
    return render(paper_of(agents_notice(authority_id, contest, sub_agents=sub_agents, dated=dated)))


def attendance_pdf(authority_id: int, poll: str, kind: AgentKind, *, dated: date) -> bytes:
    """Return who may attend as an agent of a kind, to be ticked off at the door; for station staff and the count only.

    Polling agents stand under each station that they are named for; those whom the lots kept out are left out.

    :raises NotFound: where the authority has no such poll.
    """
    found = Poll.objects.filter(authority=authority_id, reference=poll).first()
    if found is None:
        raise NotFound(kind="poll", reference=poll)
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    languages = languages_in(Nation(found.nation))
    officer = answerable_for(PollKind(found.kind), Nation(found.nation), found.day)
    with speaking(words_of(authority_id)):
        said = in_each(languages, (officer, "yes", "no"))
        rows = sorted(
            (where, row.contest_name, row.candidate_name, row.name, said["yes" if row.secrecy_at else "no"], "")
            for row in acting_agents(authority_id, poll, kind)
            if row.admitted is not False
            for where in (row.parts or [""])
        )
        imprint = Imprint(
            name, said[officer], f"{poll}-{kind.value}", dated, languages=languages, rehearsal=found.rehearsal
        )
        title = " / ".join(dict.fromkeys(named(one, found.title, found.title_cy) for one in languages))
        return contact_list(imprint, TITLES[kind], title, COLUMNS, rows, first=FIRST, points=10)
