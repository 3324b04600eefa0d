"""Acts on how a person is told of dates: the private address of a calendar feed, and the weekly digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pollwright.access.tokens import new_token, sha256_of_token
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.refusals import Refused
from pollwright.year import events
from pollwright.year.models import CalendarFeed, DigestChoice


class NoFeed(Refused):
    """There is no address to revoke, or nobody in person asks for one."""

    code = "year.R010"
    problem = "You have no address for a calendar program."
    remedy = "Make one on this page; only people who sign in have one."


@dataclass(frozen=True, slots=True)
class Addressed:
    """A feed with the token of its address, which is shown once and kept nowhere."""

    feed: CalendarFeed
    token: str


@operation(Permission.YEAR_VIEW)
def make_feed(*, actor: Actor, on: date) -> Addressed:
    """Make a private address at which the actor's calendar program reads the dates; an earlier one stops working."""
    if actor.person_id is None:
        raise NoFeed
    replaced = _live(actor).update(revoked_on=on)
    token = new_token()
    made = CalendarFeed.objects.create(
        authority_id=actor.authority_id,
        person_id=actor.person_id,
        token_sha256=sha256_of_token(token),
        made_on=on,
    )
    record(events.FeedMade(bool(replaced)), actor=actor, subjects=[made])
    return Addressed(made, token)


@operation(Permission.YEAR_VIEW)
def revoke_feed(*, actor: Actor, on: date) -> CalendarFeed:
    """Revoke the actor's address at once.

    :raises NoFeed: where there is none.
    """
    held = _live(actor).select_for_update().first()
    if held is None:
        raise NoFeed
    held.revoked_on = on
    held.save(update_fields=["revoked_on"])
    record(events.FeedRevoked(), actor=actor, subjects=[held])
    return held


@operation(Permission.YEAR_VIEW)
def choose_digest(*, actor: Actor, wanted: bool) -> DigestChoice:
    """Choose whether the actor is sent the weekly digest."""
    if actor.person_id is None:
        raise NoFeed
    made, _new = DigestChoice.objects.update_or_create(
        authority_id=actor.authority_id, person_id=actor.person_id, defaults={"wanted": wanted}
    )
    record(events.DigestChosen(wanted), actor=actor, subjects=[made])
    return made


@operation(Permission.YEAR_VIEW)
def note_digests(*, actor: Actor, people: Sequence[int], on: date) -> int:
    """Note to whom the weekly digest was sent, so that nobody gets it twice, and return how many they are."""
    many = DigestChoice.objects.filter(authority=actor.authority_id, person__in=list(people)).update(sent_on=on)
    record(events.DigestsSent(many), actor=actor, subjects=[])
    return many


def _live(actor: Actor) -> QuerySet[CalendarFeed]:
    held = CalendarFeed.objects.filter(authority=actor.authority_id, person=actor.person_id)
    return held.filter(revoked_on__isnull=True)
