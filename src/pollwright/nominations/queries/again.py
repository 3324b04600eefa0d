"""What an election that is held again takes over from the one before (E-15, E-18, E-19)."""

from __future__ import annotations

from pollwright.elections.models import Contest
from pollwright.elections.states import ENDED, ContestState
from pollwright.law.poll_ids import Cancellation
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Candidate, NominationPaper
from pollwright.nominations.states import CandidateState, PaperState

STOPPED = (ContestState.COUNTERMANDED, ContestState.ABANDONED)
SHORT = (Cancellation.UNDER_CONTESTED, Cancellation.NO_CANDIDATES)


def seats_unfilled(contest: Contest) -> int:
    """Return how many seats nobody was nominated for, once that is settled and while no election for them is called."""
    if contest.state != ContestState.UNCONTESTED or contest.cancellation not in SHORT:
        return 0
    if Contest.objects.filter(replaces=contest).exclude(poll__state__in=ENDED).exists():
        return 0
    return contest.seats - Candidate.objects.filter(contest=contest, state=CandidateState.STANDING).count()


def to_carry_over(contest: Contest) -> list[Candidate]:
    """Return the candidates of the contest that this one is held in place of, who need no new nomination (E-18).

    None where nominations were carried over before, or candidates were entered.
    """
    before = contest.replaces
    if before is None or before.state not in STOPPED or Candidate.objects.filter(contest=contest).exists():
        return []
    held = Candidate.objects.filter(contest=before, state=CandidateState.STANDING).select_related("home")
    return list(held.order_by("pk"))


def of_a_party(candidate: Candidate) -> bool:
    """Return whether a candidate stands for a registered party."""
    papers = NominationPaper.objects.filter(candidate=candidate, state=PaperState.VALID)
    return papers.exclude(party_reference="").exists()


def stays_on_the_paper(candidate: Candidate, contest: Contest) -> bool:
    """Return whether a candidate who died is named on the statement and the ballot paper all the same (E-19).

    At a UK Parliamentary election the poll goes on where an independent has died; if the dead candidate leads it, there
    is a new election.
    """
    return (
        candidate.state == CandidateState.DIED
        and contest.state not in STOPPED
        and Kind(contest.poll.kind) is Kind.UK_PARLIAMENT
        and not of_a_party(candidate)
    )


def named_on_the_paper(contest: Contest) -> list[Candidate]:
    """Return the candidates whom the statement and the ballot paper name as standing, in the order of their entry."""
    held = Candidate.objects.filter(contest=contest, state__in=(CandidateState.STANDING, CandidateState.DIED))
    return [
        one for one in held.order_by("pk") if one.state == CandidateState.STANDING or stays_on_the_paper(one, contest)
    ]


def only_party_again(contest: Contest) -> frozenset[str]:
    """Return the parties that alone may nominate afresh after a party's candidate died at a UK Parliamentary election.

    Empty where anybody may.
    """
    if contest.replaces_id is None or Kind(contest.poll.kind) is not Kind.UK_PARLIAMENT:
        return frozenset()
    died = NominationPaper.objects.filter(
        candidate__contest=contest.replaces_id, candidate__state=CandidateState.DIED, state=PaperState.VALID
    )
    return frozenset(died.exclude(party_reference="").values_list("party_reference", flat=True))
