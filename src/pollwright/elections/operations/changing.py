"""Changing what was called, while no notice has gone out: seats, and whether it is held at all."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.polls import CardsAskedFor, SeatsChanged
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.states import ON_A_QUESTION, PollState
from pollwright.law.conduct.at_the_poll import CardsSent, cards_sent
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.refusals import NotFound, Refused


class PollChanged(Refused):
    """Another officer changed the record, or it is past the state in which this can be done."""

    code = "elections.R014"
    problem = "{reference} was changed since you opened it, or this can't be done to it any more."
    remedy = "Open it again to see how it stands."


class NoSeats(Refused):
    """A poll on a question fills no seats."""

    code = "elections.R015"
    problem = "{reference} is held on a question, and fills no seats."
    remedy = "Seats belong to elections."


class CardsNotAskedFor(Refused):
    """Only a parish council asks for poll cards, and in time."""

    code = "elections.R016"
    problem = "Poll cards can't be asked for in {reference}: {why}."
    remedy = "At other polls every elector gets a card. A parish council asks by 4pm on the day the law gives."
    words = frozenset({"why"})


@operation(Permission.POLLS_MANAGE)
def change_seats(*, actor: Actor, reference: str, version: int, seats: int, reason: str) -> Contest:
    """Change how many seats a contest fills, before the notice is published.

    :raises PollChanged: where another officer was first, or the notice is out.
    :raises NoSeats: where the poll is on a question.
    """
    contest = contest_in_hand(actor, reference, version)
    poll = Poll.objects.select_for_update().get(pk=contest.poll_id)
    if poll.state != PollState.PLANNED:
        raise PollChanged(reference=reference)
    if poll.kind in ON_A_QUESTION:
        raise NoSeats(reference=reference)
    before = contest.seats
    contest.seats, contest.version = seats, contest.version + 1
    contest.save(update_fields=["seats", "version"])
    record(SeatsChanged(reference, before, seats), actor=actor, subjects=[contest, poll], reason=reason)
    changed_underneath(actor, Change(What.CONTEST, "the number of seats was changed", contests=(contest.pk,)))
    return contest


@operation(Permission.POLLS_MANAGE)
def note_cards_asked(*, actor: Actor, reference: str, version: int, asked_on: date) -> Contest:
    """Note that a parish council asked for poll cards in time (K-01).

    :raises CardsNotAskedFor: where cards go to every elector or nobody, or the day is too late.
    """
    contest = contest_in_hand(actor, reference, version)
    poll = Poll.objects.get(pk=contest.poll_id)
    sent, source = cards_sent(Kind(poll.kind))
    if sent is not CardsSent.WHERE_THE_PARISH_ASKS:
        raise CardsNotAskedFor(reference=reference, why="the law settles whether there are any")
    last = PollStep.objects.filter(poll=poll, step=Step.POLL_CARDS_REQUESTED).values_list("on", flat=True).first()
    if last is not None and asked_on > last:
        raise CardsNotAskedFor(reference=reference, why="the last day for it is past")
    contest.cards_asked_on, contest.version = asked_on, contest.version + 1
    contest.save(update_fields=["cards_asked_on", "version"])
    record(CardsAskedFor(reference, asked_on), actor=actor, subjects=[contest, poll], basis=source.describe())
    return contest


def poll_in_hand(actor: Actor, reference: str, version: int) -> Poll:
    """Return a poll, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PollChanged: where it was changed since.
    """
    found = Poll.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="poll", reference=reference)
    if found.version != version:
        raise PollChanged(reference=reference)
    return found


def contest_in_hand(actor: Actor, reference: str, version: int) -> Contest:
    """Return a contest, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PollChanged: where it was changed since.
    """
    found = Contest.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="contest", reference=reference)
    if found.version != version:
        raise PollChanged(reference=reference)
    return found


def save_poll(poll: Poll, *fields: str) -> None:
    """Save fields of a poll, as its next version."""
    poll.version += 1
    poll.save(update_fields=[*fields, "version"])
