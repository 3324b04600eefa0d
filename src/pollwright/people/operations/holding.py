"""Posts: their terms, and who is appointed to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.restricted_posts import GROUNDS, Ground
from pollwright.people import events
from pollwright.people.models import Holding, PostTerms
from pollwright.people.operations.files import BadParticulars, file_in_hand, refuse_after_leaving, said, save
from pollwright.people.states import Basis, Restriction
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.models import Post

WHOLE = 100
MOST_ESTABLISHED = 5_000


class TermsChanged(Refused):
    """Another officer changed the terms of the post."""

    code = "people.R005"
    problem = "The terms of post {reference} were changed since you opened it."
    remedy = "Open it again to see how they stand, then repeat what you did."


class NotTold(Refused):
    """The holder of a restricted post is told before they begin."""

    code = "people.R006"
    problem = "Post {reference} is politically restricted, and it is not said when the holder was told."
    remedy = "Tell the holder in writing what the restriction means, and enter the day. It can't be after they begin."


class TooMuch(Refused):
    """Nobody works more than full time here."""

    code = "people.R007"
    problem = "On {day} this person would hold {percent}% of full time."
    remedy = "End another holding first, or appoint to a smaller share."


class NoSuchHolding(Refused):
    """The holding has ended, or is another's."""

    code = "people.R008"
    problem = "Staff file {reference} has no such holding, or it has ended."
    remedy = "Open the file to see what is held."


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a post; `established` in per cent of full time."""

    established: int = WHOLE
    restriction: Restriction = Restriction.NONE
    licence_checked: bool = False
    fluency: bool = False
    interests: bool = False
    fee_paid: bool = False
    unsocial: bool = False


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment: to which post, how much of full time, and how another authority shares it."""

    post: str
    starts_on: date
    basis: Basis = Basis.SUBSTANTIVE
    percent: int = WHOLE
    ours: int = WHOLE
    partner: str = ""
    ends_on: date | None = None
    told_on: date | None = None


@operation(Permission.TEAM_KEEP)
def set_terms(*, actor: Actor, reference: str, version: int, terms: Terms) -> PostTerms:
    """Set the terms of a post; `version` is nought where none were set before.

    :raises TermsChanged: where another officer was first. :raises BadParticulars: where the establishment can't be so.
    """
    post = post_in_hand(actor, reference)
    held = PostTerms.objects.filter(authority=actor.authority_id, post=post).first()
    if (held.version if held else 0) != version:
        raise TermsChanged(reference=reference)
    if not 0 < terms.established <= MOST_ESTABLISHED:
        raise BadParticulars(field="Establishment", why="it is from 1 to 5,000 per cent of full time")
    held = held or PostTerms(authority_id=actor.authority_id, post=post, version=0)
    for name in Terms.__dataclass_fields__:
        setattr(held, name, getattr(terms, name))
    held.version += 1
    held.save()
    ground = GROUNDS.get(Ground(held.restriction))
    happening = events.TermsSet(reference, str(held.restriction))
    record(happening, actor=actor, subjects=[post], basis=ground.describe() if ground else "")
    return held


@operation(Permission.TEAM_KEEP)
def appoint(*, actor: Actor, reference: str, version: int, appointment: Appointment) -> Holding:
    """Appoint somebody to a post or to a share of it; it is no longer vacant then.

    :raises NotTold: where a restricted post's holder was not told in time. :raises TooMuch: where they would hold more
        than full time on a day. :raises BadParticulars: where shares or dates can't be so.
    """
    held = file_in_hand(actor, reference, version)
    post = post_in_hand(actor, appointment.post)
    _refuse_bad(held.started_on, appointment)
    refuse_after_leaving(held, max(appointment.starts_on, appointment.ends_on or appointment.starts_on))
    terms = PostTerms.objects.filter(authority=actor.authority_id, post=post).first()
    told = appointment.told_on
    if terms and terms.restriction != Restriction.NONE and (told is None or told > appointment.starts_on):
        raise NotTold(reference=post.reference)
    made = Holding(
        authority_id=actor.authority_id,
        employee=held,
        post=post,
        basis=appointment.basis,
        percent=appointment.percent,
        ours=appointment.ours,
        partner=appointment.partner.strip()[:150],
        starts_on=appointment.starts_on,
        ends_on=appointment.ends_on or held.left_on,
        told_on=told,
    )
    _refuse_more_than_whole(made)
    made.save()
    save(held)
    happening = events.Appointed(
        reference, post.reference, made.percent, made.starts_on.isoformat(), str(Basis(made.basis))
    )
    record(happening, actor=actor, subjects=[held, post])
    return made


@operation(Permission.TEAM_KEEP)
def end_holding(*, actor: Actor, reference: str, version: int, number: int, on: date, reason: str) -> Holding:
    """Say on which day a holding ends, or ends otherwise than was said, with the reason.

    :raises NoSuchHolding: where it is none of this file. :raises BadParticulars: where it would end before it began.
    """
    held = file_in_hand(actor, reference, version)
    found = (
        Holding.objects.select_related("post").filter(authority=actor.authority_id, employee=held, pk=number).first()
    )
    if found is None:
        raise NoSuchHolding(reference=reference)
    if on < found.starts_on:
        raise BadParticulars(field="Last day", why="it is before the first")
    refuse_after_leaving(held, on)
    found.ends_on = on
    _refuse_more_than_whole(found)
    found.save()
    save(held)
    happening = events.HoldingEnded(reference, found.post.reference, on.isoformat())
    record(happening, actor=actor, subjects=[held, found.post], reason=said(reason))
    return found


def post_in_hand(actor: Actor, reference: str) -> Post:
    """Return a post, locked.

    :raises NotFound: where the authority has none of that reference.
    """
    found = Post.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="post", reference=reference)
    return found


def _refuse_bad(started_on: date, given: Appointment) -> None:
    if not 0 < given.percent <= WHOLE:
        raise BadParticulars(field="Share of full time", why="it is from 1 to 100 per cent")
    if not 0 <= given.ours <= WHOLE:
        raise BadParticulars(field="Share of this authority", why="it is from 0 to 100 per cent")
    if given.ours < WHOLE and not given.partner.strip():
        raise BadParticulars(field="Shared with", why="the other authority is not named")
    if given.starts_on < started_on:
        raise BadParticulars(field="First day", why="it is before the employment began")
    if given.ends_on is not None and given.ends_on < given.starts_on:
        raise BadParticulars(field="Last day", why="it is before the first")


def _refuse_more_than_whole(made: Holding) -> None:
    """Refuse a holding with which somebody would hold more than full time on a day on which one begins."""
    others = Holding.objects.filter(authority=made.authority_id, employee=made.employee).exclude(pk=made.pk)
    held = [*others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=made.starts_on)), made]
    last = made.ends_on or date.max
    for day in sorted({max(one.starts_on, made.starts_on) for one in held}):
        percent = sum(one.percent for one in held if one.starts_on <= day <= (one.ends_on or date.max))
        if day <= last and percent > WHOLE:
            raise TooMuch(day=day, percent=percent)
