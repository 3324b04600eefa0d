"""Elections held again: for seats that nobody was nominated for, and with the nominations of one that was stopped."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.references import next_references
from pollwright.elections.models import Contest, Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import DoubtsNotAccepted, PollAsked
from pollwright.elections.operations.changing import contest_in_hand
from pollwright.elections.states import SeatsOf
from pollwright.law.nominations.outcomes import NEW_POLL, UNFILLED, new_poll_by
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.events.attending import FreshElectionOrdered, NominationsCarriedOver
from pollwright.nominations.models import Candidate, CandidateHome, NominationPaper, Subscriber
from pollwright.nominations.operations.entering import CANDIDATES, PAPERS, contest_open
from pollwright.nominations.queries.again import seats_unfilled, to_carry_over
from pollwright.nominations.states import PaperState
from pollwright.refusals import Refused


class NothingUnfilled(Refused):
    """Every seat is filled, or an election for those left is called already."""

    code = "nominations.R065"
    problem = "No seat of contest {reference} is left to be filled by a fresh election."
    remedy = "Settle whether a poll is taken first. An election that was called stands among the polls."


class NothingToCarryOver(Refused):
    """The contest is not held in place of one that was stopped, or candidates were entered in it."""

    code = "nominations.R066"
    problem = "There are no nominations to carry over into contest {reference}."
    remedy = "Nominations are carried over once, before any other is entered."


@operation(Permission.POLLS_MANAGE)
def order_fresh_election(
    *, actor: Actor, reference: str, version: int, day: date, doubts_reason: str, on: date
) -> Poll:
    """Call the fresh election for the seats of a contest that nobody was nominated for (E-15).

    :raises NothingUnfilled: where none is left.
    :raises DoubtsNotAccepted: where the day is later than the law has it, without a reason.
    """
    contest = contest_in_hand(actor, reference, version)
    seats, old = seats_unfilled(contest), contest.poll
    if seats < 1:
        raise NothingUnfilled(reference=reference)
    last = new_poll_by(old.day, calendar_of(actor.authority_id))
    if last.on is not None and day > last.on and not doubts_reason:
        raise DoubtsNotAccepted(doubts=f"{last.says}: {last.on} ({last.source.describe()})")
    asked = PollAsked(
        Kind(old.kind), old.body, day, SeatsOf(old.seats_of), by_election=old.by_election, title=old.title,
        title_cy=old.title_cy, system=old.voting_system, system_reason=old.voting_system_reason,
        doubts_reason=doubts_reason, rehearsal=old.rehearsal,
    )  # fmt: skip
    area = f"{contest.area.kind}.{contest.area.code}" if contest.area else ""
    made = call_poll(actor=actor, asked=asked, contests=[ContestAsked(area, seats, contest.name)], on=on)
    made.replaces = old
    made.save(update_fields=["replaces"])
    fresh = Contest.objects.get(poll=made)
    fresh.replaces = contest
    fresh.save(update_fields=["replaces"])
    record(
        FreshElectionOrdered(made.reference, reference, seats),
        actor=actor,
        subjects=[made, fresh, contest],
        reason=doubts_reason,
        basis=UNFILLED.describe(),
    )
    return made


@operation(Permission.NOMINATIONS_DETERMINE)
def carry_nominations_over(*, actor: Actor, reference: str) -> int:
    """Take the candidates who still stood when an election was stopped over into the one held in its place (E-18).

    Their papers stay valid as they were held; return how many candidates.

    :raises NothingToCarryOver: where there are none, or candidates were entered already.
    """
    contest = contest_open(actor, reference)
    standing = to_carry_over(contest)
    if not standing:
        raise NothingToCarryOver(reference=reference)
    numbers = next_references(actor.authority_id, CANDIDATES, len(standing))
    made = [_carried(one, contest, number) for one, number in zip(standing, numbers, strict=True)]
    record(
        NominationsCarriedOver(reference, len(made)), actor=actor, subjects=[contest, *made], basis=NEW_POLL.describe()
    )
    return len(made)


def _carried(candidate: Candidate, contest: Contest, reference: str) -> Candidate:
    home = candidate.home
    papers = list(NominationPaper.objects.filter(candidate=candidate, state=PaperState.VALID).order_by("pk"))
    references = next_references(candidate.authority_id, PAPERS, len(papers))
    chosen = candidate.chosen_paper
    candidate.pk, candidate.contest, candidate.reference, candidate.version = None, contest, reference, 1
    candidate.chosen_paper = ""
    candidate.save(force_insert=True)
    CandidateHome.objects.create(
        candidate=candidate, authority_id=candidate.authority_id, address=home.address, postcode=home.postcode,
        published=home.published, area=home.area, constituency=home.constituency, country=home.country,
    )  # fmt: skip
    for paper, number in zip(papers, references, strict=True):
        rows = list(Subscriber.objects.filter(paper=paper).order_by("place"))
        if paper.reference == chosen:
            candidate.chosen_paper = number
            candidate.save(update_fields=["chosen_paper"])
        paper.pk, paper.candidate, paper.reference, paper.version = None, candidate, number, 1
        paper.save(force_insert=True)
        for row in rows:
            row.pk, row.paper = None, paper
        Subscriber.objects.bulk_create(rows)
    return candidate
