"""What happens to poll cards and registers of a roll when something changes on which they were made."""

from __future__ import annotations

from django.db.models import QuerySet

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.elections.operations.projects import leave_task
from pollwright.elections.operations.underneath import Change, What, declare_follower
from pollwright.elections.states import ENDED
from pollwright.law.notices import LONDON
from pollwright.rolls import events
from pollwright.rolls.models import RollPapers
from pollwright.rolls.operations.papers_preparing import withdraw
from pollwright.rolls.states import PapersState

FOLLOWED = (What.STATIONS, What.POLL, What.CONTEST, What.VOTERS, What.PARTICULARS)
AGAIN = (
    "Prepare papers again: they hold the cards of those who need another, and all registers. Use no register of these."
)


def overtake_papers(actor: Actor, change: Change) -> None:
    """Withdraw papers that wait, and mark released ones as overtaken; called inside the act that changed something."""
    if change.what not in FOLLOWED:
        return
    held = _concerned(actor, change).filter(state__in=(PapersState.PREPARED, PapersState.RELEASED)).order_by("pk")
    for papers in held.select_for_update(of=("self",)).select_related("roll__contest__poll"):
        if papers.state == PapersState.PREPARED:
            withdraw(actor, papers, change.because)
        else:
            _overtake(actor, papers, change.because)


def _overtake(actor: Actor, papers: RollPapers, because: str) -> None:
    """Mark released papers; the first time a task is left to replace them, unless their poll is not held."""
    first, contest = not papers.overtaken, papers.roll.contest
    papers.overtaken = because[:500]
    papers.version += 1
    papers.save(update_fields=["overtaken", "version"])
    event = events.RollPapersOvertaken(papers.reference, contest.reference, because[:200])
    record(event, actor=actor, subjects=[papers, papers.roll])
    if first and contest.poll.state not in ENDED and papers.released_at is not None:
        since = papers.released_at.astimezone(LONDON).date()
        leave_task(actor, contest.poll, f"Replace papers {papers.reference} of the business register", since, AGAIN)


def _concerned(actor: Actor, change: Change) -> QuerySet[RollPapers]:
    held = RollPapers.objects.filter(authority=actor.authority_id)
    if change.contests:
        return held.filter(roll__contest__in=change.contests)
    return held.filter(roll__contest__poll__in=change.polls)


declare_follower(overtake_papers)
