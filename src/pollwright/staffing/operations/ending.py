"""What becomes of a staff plan when its polls change: it ends with the last of them, and moves to another day with them.

Where no poll is taken, everybody who had a place is stood down, and can be told (E-17). Where all polls come to another
day, the plan follows, and its people are asked again. Either way, and where one of several polls falls away, a task in the
project of a poll says what is left to do.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.imprint import Language
from pollwright.documents.wording import long_date
from pollwright.elections.models import Poll
from pollwright.elections.operations.projects import leave_task
from pollwright.elections.operations.underneath import Change, What, declare_follower
from pollwright.elections.states import ENDED
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.operations.plans import plan_in_hand, save_plan
from pollwright.staffing.states import LIVE, UNWORKED, AppointmentState, PlanState
from pollwright.stations.queries.polled import day_of_scheme, polls_of

TOLD = "Make the letters that nobody is needed, on the page of the plan."
ASKED = "The polls came to another day. Set the day by which offers are answered, then offer the places again."
FEWER = (
    "Fewer electors may come to its stations: work its posts out again by changing its terms, and tell who is spared."
)
MOVED_STATION = (
    "Ring whoever works there, and make their letters and the contact sheets again, on the page of the plan."
)
_MOVED = [
    "state", "day", "token", "offered_at", "answered_at", "answered_by", "ended_reason", "locked", "locked_reason",
    "version",
]  # fmt: skip


@operation(Permission.STAFF_PLACE)
def end_plan(*, actor: Actor, reference: str, version: int, reason: str) -> StaffPlan:
    """End a plan because no poll is taken: every appointment that was not worked is withdrawn, with the reason.

    :raises PlanEnded: where it ended before.
    """
    plan = plan_in_hand(actor, reference, version)
    _stand_down(actor, plan, reason)
    return plan


def follow_polls(actor: Actor, change: Change) -> None:
    """End the plans of which no poll is left, and bring those to another day whose polls have all come to it.

    Called inside the act that withdrew, postponed, moved or threw away a poll.
    """
    if change.what is not What.POLL:
        return
    because = f"{change.because[:1].upper()}{change.because[1:]}"
    ended = list(_without_polls(actor, change).select_for_update(of=("self",)).order_by("pk"))
    for plan in ended:
        _stand_down(actor, plan, because)
        _leave(actor, plan, change, f"Tell the staff of {plan.reference} that they are not needed", TOLD)
    of_polls = Q(scheme__poll__in=change.polls) | Q(scheme__combination__isnull=False)
    moved = StaffPlan.objects.filter(of_polls, authority=actor.authority_id).exclude(state=PlanState.ENDED)
    moved = moved.exclude(day=Coalesce("scheme__poll__day", "scheme__combination__day"))
    held = moved.select_related("scheme__poll", "scheme__combination").select_for_update(of=("self",))
    for plan in held.order_by("pk"):
        _follow(actor, plan, day_of_scheme(plan.scheme))
        _leave(actor, plan, change, f"Ask the staff of {plan.reference} again", ASKED)
    _one_of_several(actor, change, [plan.pk for plan in ended])


def _follow(actor: Actor, plan: StaffPlan, day: date) -> None:
    """Bring a plan to another day: whoever works on the day of the polls must be asked again, since they said yes to another.

    Whoever has another place on the new day, or should have answered by a day that is no longer before it, is stood down.
    Posts, numbers set by hand, sessions with a day of their own and briefings stay.
    """
    before, plan.day = plan.day, day
    plan.answer_by = min(plan.answer_by, day - timedelta(days=1))
    plan.state, plan.released_at, plan.released_by, plan.proof = PlanState.DRAFT, None, "", {}
    said = long_date(Language.ENGLISH, day)
    mine = StaffAppointment.objects.select_for_update().filter(plan=plan, day=before, post__session="")
    appointments = list(mine.filter(state__in=UNWORKED))
    others = StaffAppointment.objects.filter(day=day, rehearsal=plan.rehearsal, state__in=LIVE).exclude(plan=plan)
    taken = set(others.filter(member__in=[each.member_id for each in appointments]).values_list("member", flat=True))
    for each in appointments:
        each.version += 1
        if each.member_id in taken:
            each.state, each.locked, each.locked_reason = AppointmentState.WITHDRAWN, False, ""
            each.ended_reason = f"The poll was moved to {said}, on which they have another place"
        else:
            each.state, each.day, each.token, each.offered_at = AppointmentState.PLACED, day, None, None
            each.answered_at, each.answered_by = None, ""
    StaffAppointment.objects.bulk_update(appointments, _MOVED, batch_size=500)
    save_plan(plan, actor)
    happened = events.PlanFollowed(plan.reference, day, len(appointments) - len(taken), len(taken))
    record(happened, actor=actor, subjects=[plan, *appointments])


def _one_of_several(actor: Actor, change: Change, ended: list[int]) -> None:
    """Leave the task to look at the numbers of a plan of several polls, of which one has fallen away."""
    gone = Poll.objects.filter(pk__in=change.polls, authority=actor.authority_id, state__in=ENDED)
    for poll in gone:
        others = StaffPlan.objects.filter(authority=actor.authority_id, day=poll.day, scheme__combination__isnull=False)
        others = others.filter(rehearsal=poll.rehearsal).exclude(state=PlanState.ENDED).exclude(pk__in=ended)
        for plan in others.select_related("scheme__combination").order_by("pk"):
            title = f"Look at staff plan {plan.reference}: {poll.reference} is not taken"
            _leave(actor, plan, change, title, FEWER)


def _leave(actor: Actor, plan: StaffPlan, change: Change, title: str, note: str) -> None:
    """Leave a task about a plan in the project of one of its polls, or of the poll that was changed."""
    changed = list(Poll.objects.filter(authority=actor.authority_id, pk__in=change.polls).order_by("pk"))
    polls = polls_of(plan.scheme) or changed
    if polls and not plan.rehearsal:
        due = next((poll.ended_on for poll in changed if poll.ended_on), plan.answer_by)
        leave_task(actor, polls[0], title, due, note)


def _without_polls(actor: Actor, change: Change) -> QuerySet[StaffPlan]:
    """Return the plans of schemes whose polls have all ended, as far as the change may have ended the last of them."""
    held = Poll.objects.filter(authority=actor.authority_id).exclude(state__in=ENDED)
    of_poll = Q(scheme__poll__in=change.polls)
    together = Q(scheme__combination__isnull=False)
    left = Exists(held.filter(pk=OuterRef("scheme__poll"))) | Exists(
        held.filter(combination=OuterRef("scheme__combination"))
    )
    plans = StaffPlan.objects.filter(of_poll | together, authority=actor.authority_id).exclude(state=PlanState.ENDED)
    return plans.exclude(left)


def _stand_down(actor: Actor, plan: StaffPlan, reason: str) -> None:
    appointments = list(StaffAppointment.objects.select_for_update().filter(plan=plan, state__in=UNWORKED))
    for each in appointments:
        each.state, each.ended_reason = AppointmentState.WITHDRAWN, reason[:500]
        each.locked, each.locked_reason = False, ""
        each.version += 1
    StaffAppointment.objects.bulk_update(
        appointments, ["state", "ended_reason", "locked", "locked_reason", "version"], batch_size=500
    )
    plan.state, plan.ended_reason = PlanState.ENDED, reason[:500]
    save_plan(plan, actor)
    happened = events.PlanEnded(plan.reference, len(appointments))
    record(happened, actor=actor, subjects=[plan, *appointments], reason=reason)


def follow_stations(actor: Actor, change: Change) -> None:
    """Leave the task to tell the staff where a station is now, where somebody was asked to work for the scheme already.

    Called inside the act that amended the scheme.
    """
    if change.what is not What.STATIONS:
        return
    of = Q(scheme__poll__in=change.polls) | Q(scheme__combination__polls__in=change.polls)
    asked = StaffAppointment.objects.filter(plan=OuterRef("pk"), state__in=UNWORKED).exclude(state="placed")
    plans = StaffPlan.objects.filter(of, Exists(asked), authority=actor.authority_id).exclude(state=PlanState.ENDED)
    for plan in plans.select_related("scheme__poll", "scheme__combination").distinct().order_by("pk"):
        _leave(actor, plan, change, f"Tell the staff of {plan.reference}: {change.because}", MOVED_STATION)


declare_follower(follow_polls)
declare_follower(follow_stations)
