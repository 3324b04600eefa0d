"""The notice of election agents or sub-agents, and the lists of agents who may attend (N-24 to N-26)."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.blocks import Column, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import AgentLine, PollFacts
from pollwright.documents.papers.notices.standing import ElectionAgents
from pollwright.documents.papers.notices.twins import paper_of
from pollwright.documents.typesetting import render
from pollwright.elections.models import Contest, Poll
from pollwright.law.nominations.agents import AgentKind
from pollwright.nominations.queries.agents import acting_agents, election_agents
from pollwright.refusals import NotFound

OFFICER = "Returning Officer"
TITLES = {
    AgentKind.SUB: "Sub-agents",
    AgentKind.POLLING: "Polling agents, by station",
    AgentKind.COUNTING: "Counting agents",
    AgentKind.POSTAL: "Postal voting agents",
}


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
    return ElectionAgents(
        imprint=Imprint(name, OFFICER, found.reference, dated, rehearsal=found.poll.rehearsal),
        poll=PollFacts(found.ballot_id, f"{found.poll.title}: {found.name}", found.name, found.poll.day),
        published_by=f"Printed and published by the {OFFICER}, {name}",
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
    rows = [
        (where, row.contest_name, row.candidate_name, row.name, "yes" if row.secrecy_at else "no", "")
        for row in acting_agents(authority_id, poll, kind)
        if row.admitted is not False
        for where in (row.parts or [""])
    ]
    table = Table(
        (Column("Station or part", 2), Column("Contest", 3), Column("Candidate", 3), Column("Agent", 3),
         Column("Secrecy copy", 2), Column("Came", 1)),
        tuple(sorted(rows)),
    )  # fmt: skip
    blocks = (Paragraph("Nobody is admitted before they have the copy of the secrecy requirements."), table)
    imprint = Imprint(name, OFFICER, f"{poll}-{kind.value}", dated, rehearsal=found.rehearsal)
    return render(BlockPaper(imprint, (Version(Language.ENGLISH, TITLES[kind], found.title, blocks),), flipped=True))
