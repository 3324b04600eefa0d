"""Fixing the sessions at which postal votes are opened; a notice that names others no longer says what holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED
from pollwright.law.notices import LONDON
from pollwright.printing.events.openings import OpeningFixed, OpeningWithdrawn
from pollwright.printing.models import Document, OpeningSession
from pollwright.printing.operations.following import overtake
from pollwright.printing.states import UNDER_WAY, Kind, State
from pollwright.refusals import NotFound, Refused

SERIES = "PO"


class ImpossibleSession(Refused):
    """A session is still to come, on a day up to the poll, and stands once."""

    code = "printing.R080"
    problem = "Postal votes can't be opened at {starts}: {why}."
    remedy = "Check day and time, and the sessions that are fixed already."
    words = frozenset({"why"})


class SessionChanged(Refused):
    """Another officer was first."""

    code = "printing.R081"
    problem = "Session {reference} was changed or withdrawn since you opened it."
    remedy = "Look at the sessions again."


@dataclass(frozen=True, slots=True)
class SessionAsked:
    """A session as it is fixed: when it begins, where, and how many agents of each candidate may attend."""

    starts_at: datetime
    place: str
    agents: int = 1


@operation(Permission.PAPERS_PREPARE)
def fix_opening(*, actor: Actor, reference: str, asked: SessionAsked, at: datetime) -> OpeningSession:
    """Fix a session at which the postal votes of a poll are opened.

    :param reference: that of the poll.
    :raises ImpossibleSession: where it is over, after the day of the poll, or fixed already.
    """
    held = Poll.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="poll", reference=reference)
    why = _why_not(held, asked, at)
    if why:
        raise ImpossibleSession(starts=_said(asked.starts_at), why=why)
    made = OpeningSession.objects.create(
        authority_id=actor.authority_id,
        poll=held,
        reference=next_reference(actor.authority_id, SERIES),
        starts_at=asked.starts_at,
        place=asked.place,
        agents=asked.agents,
    )
    record(OpeningFixed(made.reference, reference, _said(made.starts_at)), actor=actor, subjects=[held, made])
    _overtake(actor, held, f"a session of opening postal votes was fixed for {_said(made.starts_at)}")
    return made


@operation(Permission.PAPERS_PREPARE)
def withdraw_opening(*, actor: Actor, reference: str, version: int, reason: str) -> OpeningSession:
    """Withdraw a session, with the reason; agents who were told of it must be told again.

    :raises SessionChanged: where it was changed since, or is withdrawn already.
    """
    held = OpeningSession.objects.select_related("poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="opening session", reference=reference)
    if found.version != version or found.because:
        raise SessionChanged(reference=reference)
    found.because = reason[:500]
    found.version += 1
    found.save(update_fields=["because", "version"])
    said = _said(found.starts_at)
    record(OpeningWithdrawn(reference, found.poll.reference, said), actor=actor, subjects=[found.poll, found],
           reason=reason)  # fmt: skip
    _overtake(actor, found.poll, f"the session of opening postal votes of {said} was withdrawn")
    return found


def _why_not(poll: Poll, asked: SessionAsked, at: datetime) -> str:
    if poll.state in ENDED:
        return "the poll is not held"
    if asked.starts_at <= at:
        return "that is over"
    if asked.starts_at.astimezone(LONDON).date() > poll.day:
        return "that is after the day of the poll"
    same = OpeningSession.objects.filter(poll=poll, starts_at=asked.starts_at, place=asked.place, because="")
    return "the same session is fixed already" if same.exists() else ""


def _overtake(actor: Actor, poll: Poll, because: str) -> None:
    concerned = Document.objects.filter(poll=poll, kind=Kind.OPENING, state__in=(*UNDER_WAY, State.PUBLISHED))
    overtake(actor, concerned, because)


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%-d %B %Y, %H:%M}"
