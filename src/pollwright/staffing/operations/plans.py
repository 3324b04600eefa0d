"""Acts on staff plans: working out who is needed for a scheme, and setting another number with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.staffing import RESERVE_PERCENT
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.queries.posts import needs_of, session_words
from pollwright.staffing.states import BY_HAND, LIVE, PlanState, Role
from pollwright.stations.models import Scheme
from pollwright.stations.queries.polled import day_of_scheme, polls_of

SERIES = "SP"
MOST_WANTED = 500


class PlanThereAlready(Refused):
    """A scheme has one staff plan."""

    code = "staffing.R010"
    problem = "Scheme {scheme} already has staff plan {reference}."
    remedy = "Open that plan."


class PlanWasChanged(Refused):
    """Another officer changed the plan."""

    code = "staffing.R011"
    problem = "Staff plan {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class PlanReleased(Refused):
    """What was released is changed person by person."""

    code = "staffing.R012"
    problem = "The appointments of staff plan {reference} were released."
    remedy = "Change single appointments, or have somebody replaced."


class PlanEnded(Refused):
    """Nobody is appointed to a poll that is not taken."""

    code = "staffing.R017"
    problem = "Staff plan {reference} has ended: no poll is taken."
    remedy = "Make the plan of the poll that is held in its place."


class AnswerTooLate(Refused):
    """Offers must be answered before the day."""

    code = "staffing.R013"
    problem = "Offers to be answered by {answer_by} come too late for {day}, or that day has gone."
    remedy = "Choose a day to come, before the poll."


class HoursTurned(Refused):
    """A day of work begins before it ends."""

    code = "staffing.R014"
    problem = "The hours of work end before they begin."
    remedy = "Check both times."


class MoreAppointedThanWanted(Refused):
    """Places that are taken can't be struck out."""

    code = "staffing.R015"
    problem = "{appointed} people have a place in this post, and {wanted} would be wanted."
    remedy = "Withdraw appointments first."


class NotCountedByHand(Refused):
    """The guidance counts the role by the stations of the scheme."""

    code = "staffing.R018"
    problem = "How many are needed as {role} is worked out from the stations."
    remedy = "Set another number at the post itself, with the reason."


class SessionOver(Refused):
    """Nobody is appointed for a day that has gone."""

    code = "staffing.R019"
    problem = "{day} has gone, so nobody can be appointed for it."
    remedy = "Choose a day to come."


class NotANumberOfPlaces(Refused):
    """A post has none, or a sensible number of places."""

    code = "staffing.R016"
    problem = "A post has between none and {most} places."
    remedy = "Enter another number."


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What holds for everybody of a plan: hours of work, the last day to answer an offer, and what comes first."""

    starts: time
    ends: time
    answer_by: date
    trained_first: bool = True
    reserve_percent: int = RESERVE_PERCENT


@dataclass(frozen=True, slots=True)
class Session:
    """What people are needed for on a day or at hours of its own, such as an opening of postal votes.

    :cvar ends: of the next morning, where it is before `starts`.
    """

    title: str
    day: date
    starts: time
    ends: time
    place: str


@operation(Permission.STAFF_PLACE)
def make_plan(*, actor: Actor, scheme: str, terms: PlanTerms, on: date) -> StaffPlan:
    """Work out who is needed for a polling scheme: presiding officers and clerks by the electors of each station.

    :param scheme: its reference.
    :raises PlanThereAlready: where it has a plan.
    """
    held = Scheme.objects.select_for_update(of=("self",)).select_related("poll", "combination")
    of = held.filter(authority=actor.authority_id, reference=scheme).first()
    if of is None:
        raise NotFound(kind="scheme", reference=scheme)
    there = StaffPlan.objects.filter(authority=actor.authority_id, scheme=of).exclude(state=PlanState.ENDED).first()
    if there is not None:
        raise PlanThereAlready(scheme=scheme, reference=there.reference)
    day = day_of_scheme(of)
    _check(terms, day, on)
    plan = StaffPlan.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        title=of.title,
        scheme=of,
        day=day,
        rehearsal=any(poll.rehearsal for poll in polls_of(of)),
        starts=terms.starts,
        ends=terms.ends,
        answer_by=terms.answer_by,
        trained_first=terms.trained_first,
        reserve_percent=terms.reserve_percent,
        changed_by_id=actor.person_id,
    )
    needs = needs_of(of.pk, actor.authority_id, day, terms.reserve_percent)
    StaffPost.objects.bulk_create(
        StaffPost(
            authority_id=actor.authority_id,
            plan=plan,
            station_id=need.station_id,
            role=need.role,
            by_guidance=need.number,
            wanted=need.number,
        )
        for need in needs
    )
    wanted = sum(need.number for need in needs)
    record(events.PlanMade(plan.reference, scheme, day, wanted), actor=actor, subjects=[plan, ("scheme", of.pk)])
    return plan


@operation(Permission.STAFF_PLACE)
def change_terms(*, actor: Actor, reference: str, version: int, terms: PlanTerms, on: date) -> StaffPlan:
    """Change hours, answering day and rules of a plan, and work its posts out again from the scheme as it stands.

    Numbers that were set by hand stay.
    """
    plan = draft_in_hand(actor, reference, version)
    _check(terms, plan.day, on)
    before = _wanted(plan)
    plan.starts, plan.ends, plan.answer_by = terms.starts, terms.ends, terms.answer_by
    plan.trained_first, plan.reserve_percent = terms.trained_first, terms.reserve_percent
    _recount(plan)
    save_plan(plan, actor)
    record(events.PostsCounted(reference, before, _wanted(plan)), actor=actor, subjects=[plan])
    return plan


@operation(Permission.STAFF_PLACE)
def change_post(*, actor: Actor, reference: str, version: int, post: int, wanted: int, reason: str) -> StaffPost:
    """Set another number for a post than the guidance has, with the reason (B-20).

    :param post: the id of the post, as the plan's page names it.
    :raises MoreAppointedThanWanted: where more people have a place in it.
    """
    plan = draft_in_hand(actor, reference, version)
    of = StaffPost.objects.select_related("station").filter(plan=plan, pk=post).first()
    if of is None:
        raise NotFound(kind="post", reference=post)
    return _set_wanted(actor, plan, of, wanted, reason)


@operation(Permission.STAFF_PLACE)
def need_role(
    *,
    actor: Actor,
    reference: str,
    version: int,
    role: Role,
    wanted: int,
    reason: str,
    on: date,
    session: Session | None = None,
) -> StaffPost:
    """Say how many people a poll needs in a role that no guidance counts by stations, such as at its count (S-01).

    :param role: one of `states.BY_HAND`.
    :param session: what they are needed for on a day or at hours of its own; said again, it has other hours or place.
    :raises NotCountedByHand: for another role.
    :raises SessionOver: where the day of the session has gone.
    :raises MoreAppointedThanWanted: where more people have a place in it.
    """
    plan = draft_in_hand(actor, reference, version)
    if role not in BY_HAND:
        raise NotCountedByHand(role=role.label)
    of: dict[str, Any] = {"authority_id": actor.authority_id, "plan": plan, "station": None, "role": role}
    hours: dict[str, Any] = {}
    if session is not None:
        if session.starts == session.ends:
            raise HoursTurned
        if session.day < on:
            raise SessionOver(day=session.day)
        hours = {"starts": session.starts, "ends": session.ends, "place": session.place}
    title, day = (" ".join(session.title.split()), session.day) if session else ("", None)
    of |= {"session": title, "day": day}
    post, made = StaffPost.objects.get_or_create(**of, defaults={"by_guidance": 0, "wanted": 0, **hours})
    if not made and session is not None:
        post.starts, post.ends, post.place = session.starts, session.ends, session.place
        post.save(update_fields=["starts", "ends", "place"])
    return _set_wanted(actor, plan, post, wanted, reason)


def _set_wanted(actor: Actor, plan: StaffPlan, of: StaffPost, wanted: int, reason: str) -> StaffPost:
    if not 0 <= wanted <= MOST_WANTED:
        raise NotANumberOfPlaces(most=MOST_WANTED)
    appointed = StaffAppointment.objects.filter(post=of, state__in=LIVE).count()
    if appointed > wanted:
        raise MoreAppointedThanWanted(appointed=appointed, wanted=wanted)
    of.wanted, of.reason = wanted, reason
    of.save(update_fields=["wanted", "reason"])
    save_plan(plan, actor)
    happened = events.PostChanged(plan.reference, of.role, where(of), wanted)
    record(happened, actor=actor, subjects=[plan], reason=reason)
    return of


def where(post: StaffPost) -> str:
    """Return where a post is, in words."""
    return f"station {post.station.number}" if post.station else session_words(post) or "the whole poll"


def plan_in_hand(actor: Actor, reference: str, version: int) -> StaffPlan:
    """Return a plan, locked.

    :raises PlanWasChanged: where it was changed since `version`.
    :raises PlanEnded: where no poll is taken.
    """
    held = StaffPlan.objects.select_for_update(of=("self",)).select_related("scheme")
    plan = held.filter(authority=actor.authority_id, reference=reference).first()
    if plan is None:
        raise NotFound(kind="staff plan", reference=reference)
    if plan.version != version:
        raise PlanWasChanged(reference=reference)
    if plan.state == PlanState.ENDED:
        raise PlanEnded(reference=reference)
    return plan


def draft_in_hand(actor: Actor, reference: str, version: int) -> StaffPlan:
    """Return a plan that is being filled, locked.

    :raises PlanReleased: where its appointments were released.
    """
    plan = plan_in_hand(actor, reference, version)
    if plan.state != PlanState.DRAFT:
        raise PlanReleased(reference=reference)
    return plan


def save_plan(plan: StaffPlan, actor: Actor) -> None:
    """Write a plan's row as its next version, last changed by the actor."""
    plan.version += 1
    plan.changed_by_id = actor.person_id
    plan.save()


def _check(terms: PlanTerms, day: date, on: date) -> None:
    if not on <= terms.answer_by < day:
        raise AnswerTooLate(answer_by=terms.answer_by, day=day)
    if terms.starts >= terms.ends:
        raise HoursTurned
    if not 0 <= terms.reserve_percent <= 100:
        raise NotANumberOfPlaces(most=MOST_WANTED)


def _wanted(plan: StaffPlan) -> int:
    return sum(StaffPost.objects.filter(plan=plan).values_list("wanted", flat=True))


def _recount(plan: StaffPlan) -> None:
    """Bring the posts in line with the scheme: stations that are gone lose theirs where nobody has a place in them."""
    held = {(post.station_id, post.role): post for post in StaffPost.objects.filter(plan=plan, session="")}
    needs = needs_of(plan.scheme_id, plan.authority_id, plan.day, plan.reserve_percent)
    for need in needs:
        post = held.pop((need.station_id, need.role.value), None) or StaffPost(
            authority_id=plan.authority_id, plan=plan, station_id=need.station_id, role=need.role
        )
        post.by_guidance = need.number
        post.wanted = post.wanted if post.reason else need.number
        post.save()
    gone = [post.pk for post in held.values() if post.role not in BY_HAND]
    taken = StaffAppointment.objects.filter(post__in=gone).values("post")
    StaffPost.objects.filter(pk__in=gone).exclude(pk__in=taken).delete()
    StaffPost.objects.filter(pk__in=gone).update(wanted=0, by_guidance=0)


def post_named(plan: StaffPlan, station: int | None, role: Role, session: int | None = None) -> StaffPost:
    """Return the post of a role at a station (by number), for the whole poll, or of a session (by id)."""
    held = StaffPost.objects.select_related("station__venue").filter(plan=plan, role=role)
    if session is not None:
        held = held.filter(pk=session).exclude(session="")
    elif station:
        held = held.filter(station__number=station)
    else:
        held = held.filter(station__isnull=True, session="")
    found = held.first()
    if found is None:
        raise NotFound(kind="post", reference=station or role.value)
    return found
