"""The office's side of the portal: who is invited, what is answered, and a draft made a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pollwright.access.tokens import new_token, sha256_of_token
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.elections.models import Poll
from pollwright.nominations.events.inviting import (
    DraftAnswered,
    DraftTakenOver,
    InvitationRenewed,
    InvitationRevoked,
    Invited,
    SlotsOffered,
)
from pollwright.nominations.models import Appointment, DraftMessage, Invitation, NominationPaper
from pollwright.nominations.operations.diary import SERIES as APPOINTMENTS
from pollwright.nominations.operations.diary import SlotTaken
from pollwright.nominations.operations.entering import PaperMoved, contest_open, enter_candidate
from pollwright.nominations.operations.given import given_from, home_of, paper_of, person_of, signatures_of
from pollwright.nominations.states import DraftState, InvitedAs
from pollwright.refusals import NotFound, Refused

SERIES = "IN"
MOST_DAYS = 90


class ExpiresWrongly(Refused):
    """A link works for some days, never for ever."""

    code = "nominations.R050"
    problem = "The link would expire at {until}, which is past, or more than {days} days ahead."
    remedy = "Choose a day in the next weeks, such as the last day for nominations."


class NothingFilledIn(Refused):
    """Nothing was filled in that could be a paper."""

    code = "nominations.R051"
    problem = "The draft of {reference} has no surname and no home address yet."
    remedy = "Write what is missing, and wait until it is sent."


class NoSlotsInThat(Refused):
    """The hours hold no slot."""

    code = "nominations.R052"
    problem = "Between {opens} and {closes} there is no slot of {minutes} minutes still to come."
    remedy = "Choose later hours, or shorter slots."


@dataclass(frozen=True, slots=True)
class Linked:
    """An invitation with the token of its link, which is shown once and kept nowhere."""

    invitation: Invitation
    token: str


@operation(Permission.NOMINATIONS_ENTER)
def invite(
    *, actor: Actor, reference: str, name: str, email: str, invited_as: InvitedAs, expires_at: datetime, at: datetime
) -> Linked:
    """Invite a candidate of a contest, or the candidate's agent, to fill in a draft; return the link's token.

    :raises NominationsClosed: where the contest takes no nominations.
    :raises ExpiresWrongly: where the link would expire in the past, or far ahead.
    """
    contest = contest_open(actor, reference)
    _check_expiry(expires_at, at)
    token = new_token()
    made = Invitation.objects.create(
        authority_id=actor.authority_id,
        contest=contest,
        reference=next_reference(actor.authority_id, SERIES),
        name=name,
        email=email,
        invited_as=invited_as,
        token_sha256=sha256_of_token(token),
        made_at=at,
        expires_at=expires_at,
    )
    record(
        Invited(made.reference, reference, expires_at.isoformat(timespec="minutes")),
        actor=actor,
        subjects=[made, contest],
    )
    return Linked(made, token)


@operation(Permission.NOMINATIONS_ENTER)
def renew_invitation(*, actor: Actor, reference: str, version: int, expires_at: datetime, at: datetime) -> Linked:
    """Give an invitation a new link; the old one is void at once, also for whoever is in the portal by it."""
    found = in_hand(actor, reference, version)
    _check_expiry(expires_at, at)
    token = new_token()
    found.token_sha256, found.expires_at = sha256_of_token(token), expires_at
    save(found, "token_sha256", "expires_at")
    record(InvitationRenewed(reference, expires_at.isoformat(timespec="minutes")), actor=actor, subjects=[found])
    return Linked(found, token)


@operation(Permission.NOMINATIONS_ENTER)
def revoke_invitation(*, actor: Actor, reference: str, version: int, at: datetime) -> Invitation:
    """Revoke an invitation: its link is void at once, and what was filled in is removed."""
    found = in_hand(actor, reference, version)
    found.revoked_at, found.typed = at, {}
    save(found, "revoked_at", "typed")
    record(InvitationRevoked(reference), actor=actor, subjects=[found])
    return found


@operation(Permission.NOMINATIONS_ENTER)
def answer_draft(
    *, actor: Actor, reference: str, version: int, text: str, returned: bool, at: datetime
) -> DraftMessage:
    """Write to whoever was invited what the informal check showed; `returned` gives a draft that was sent back to them."""
    found = in_hand(actor, reference, version)
    if returned and found.state == DraftState.SENT:
        found.state = DraftState.RETURNED
    save(found, "state")
    made = DraftMessage.objects.create(
        authority_id=actor.authority_id, invitation=found, at=at, from_office=True, by=actor.name, text=text
    )
    record(DraftAnswered(reference), actor=actor, subjects=[found])
    return made


@operation(Permission.NOMINATIONS_ENTER)
def take_draft_over(*, actor: Actor, reference: str, version: int) -> NominationPaper:
    """Make a draft a nomination paper that is not delivered, where every check of the law is shown.

    :raises NothingFilledIn: where it has no surname or no home address.
    :raises NominationsClosed: where the contest takes no nominations any more.
    """
    found = in_hand(actor, reference, version)
    if found.state == DraftState.TAKEN:
        raise PaperMoved(reference=reference)
    if not (found.typed.get("surname") and found.typed.get("address")):
        raise NothingFilledIn(reference=reference)
    given = given_from(found.typed)
    paper = enter_candidate(
        actor=actor,
        reference=found.contest.reference,
        person=person_of(given),
        home=home_of(given),
        paper=paper_of(given),
        signatures=signatures_of(given),
    )
    found.state, found.paper, found.typed = DraftState.TAKEN, paper, {}
    save(found, "state", "paper", "typed")
    record(DraftTakenOver(reference, paper.reference), actor=actor, subjects=[found, paper])
    return paper


@operation(Permission.NOMINATIONS_ENTER)
def offer_slots(
    *, actor: Actor, reference: str, opens: datetime, closes: datetime, minutes: int, desk: str, at: datetime
) -> int:
    """Offer the slots of some hours at a desk in the portal; return how many.

    :raises NoSlotsInThat: where the hours hold none to come.
    :raises SlotTaken: where the desk has an appointment in them.
    """
    poll = Poll.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    starts = list(_starts(max(opens, at), closes, minutes))
    if not starts:
        raise NoSlotsInThat(opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}", minutes=minutes)
    around = Appointment.objects.filter(poll=poll, desk=desk, cancelled=False, at__lt=closes)
    for one in around.filter(at__gt=opens - timedelta(days=1)):
        if one.at + timedelta(minutes=one.minutes) > starts[0]:
            raise SlotTaken(at=f"{one.at:%H:%M, %-d %B %Y}")
    references = next_references(actor.authority_id, APPOINTMENTS, len(starts))
    Appointment.objects.bulk_create(
        Appointment(
            authority_id=actor.authority_id, poll=poll, at=start, minutes=minutes, desk=desk, who="", offered=True,
            reference=one,
        )
        for start, one in zip(starts, references, strict=True)
    )  # fmt: skip
    record(SlotsOffered(reference, len(starts)), actor=actor, subjects=[poll])
    return len(starts)


def in_hand(actor: Actor, reference: str, version: int) -> Invitation:
    """Return an invitation that was not revoked, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PaperMoved: where it was changed since, or revoked.
    """
    held = Invitation.objects.select_related("contest__poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="invitation", reference=reference)
    if found.version != version or found.revoked_at is not None:
        raise PaperMoved(reference=reference)
    return found


def save(invitation: Invitation, *fields: str) -> None:
    """Save some fields of an invitation, as its next version."""
    invitation.version += 1
    invitation.save(update_fields=[*fields, "version"])


def _check_expiry(expires_at: datetime, at: datetime) -> None:
    if not at < expires_at <= at + timedelta(days=MOST_DAYS):
        raise ExpiresWrongly(until=f"{expires_at:%H:%M, %-d %B %Y}", days=MOST_DAYS)


def _starts(opens: datetime, closes: datetime, minutes: int) -> Iterator[datetime]:
    start = opens
    while start + timedelta(minutes=minutes) <= closes:
        yield start
        start += timedelta(minutes=minutes)
