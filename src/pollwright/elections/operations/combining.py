"""Taking polls of one day together, and parting them again (handbook C-01 to C-07)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.events.endings import CombinationDissolved, PollsCombined
from pollwright.elections.models import Combination, Poll
from pollwright.elections.operations.changing import PollChanged
from pollwright.elections.queries.combining import as_the_law_has_them
from pollwright.elections.states import ENDED, PollState
from pollwright.law.combination import (
    FUNCTIONS,
    LEAD,
    CombinedPoll,
    Together,
    functions_of_lead,
    order_of_lead,
    pair,
)
from pollwright.refusals import NotFound, Refused

SERIES = "CB"


class TooFewPolls(Refused):
    """One poll can't be taken together with nothing."""

    code = "elections.R030"
    problem = "At least two polls of one day are combined, all live or all of a rehearsal."
    remedy = "Choose two polls or more that are not combined yet."


class NotTakenTogether(Refused):
    """The law forbids it."""

    code = "elections.R031"
    problem = "{one} and {other} can't be taken together: {rule}."
    remedy = "Leave one of them out."


class SharesNoArea(Refused):
    """A poll has no elector in common with the others."""

    code = "elections.R032"
    problem = "{reference} shares no polling district with any of the others."
    remedy = "Leave it out, or check the areas of its contests under Places."


class LeadNeedsAReason(Refused):
    """Another officer leads than the law's order gives."""

    code = "elections.R033"
    problem = "By the law's order {lawful} leads."
    remedy = "Give the reason for another lead that the officers agreed, or leave it to the law."


@operation(Permission.POLLS_MANAGE)
def combine_polls(
    *,
    actor: Actor,
    day: date,
    references: Sequence[str],
    with_postal: bool,
    lead: str = "",
    lead_reason: str = "",
) -> Combination:
    """Take polls of a day together, under the lead that the law's order gives or that was agreed.

    :raises NotTakenTogether: where the law forbids two of them.
    :raises SharesNoArea: where one has nothing in common with the others.
    :raises LeadNeedsAReason: where another leads without a reason.
    """
    polls = _in_hand(actor, day, references)
    known = as_the_law_has_them(actor.authority_id, polls)
    _check(known)
    lawful = order_of_lead(known)[0][0].reference
    if lead and lead != lawful and not lead_reason:
        raise LeadNeedsAReason(lawful=lawful)
    leading = next((poll for poll in polls if poll.reference == (lead or lawful)), None)
    if leading is None:
        raise NotFound(kind="poll", reference=lead)
    made = Combination.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        day=day,
        lead=leading,
        lead_reason=lead_reason,
        functions=[one.value for one in functions_of_lead(with_postal=with_postal)],
    )
    for poll in polls:
        poll.combination, poll.version = made, poll.version + 1
    Poll.objects.bulk_update(polls, ["combination", "version"])
    record(
        PollsCombined(made.reference, day, len(polls), leading.reference),
        actor=actor,
        subjects=[made, *polls],
        reason=lead_reason,
        basis=(LEAD if lead_reason else FUNCTIONS).describe(),
    )
    return made


@operation(Permission.POLLS_MANAGE)
def dissolve_combination(*, actor: Actor, reference: str, version: int, reason: str) -> int:
    """Part polls that were taken together, before any notice is out; return how many they were.

    :raises PollChanged: where another officer changed it, or a notice is out.
    """
    held = Combination.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="combination", reference=reference)
    polls = list(Poll.objects.select_for_update().filter(combination=held))
    if held.version != version or not polls or any(poll.state != PollState.PLANNED for poll in polls):
        raise PollChanged(reference=reference)
    for poll in polls:
        poll.combination, poll.version = None, poll.version + 1
    Poll.objects.bulk_update(polls, ["combination", "version"])
    held.version += 1
    held.save(update_fields=["version"])
    record(CombinationDissolved(reference, len(polls)), actor=actor, subjects=[held, *polls], reason=reason)
    return len(polls)


def _in_hand(actor: Actor, day: date, references: Sequence[str]) -> list[Poll]:
    polls = list(
        Poll.objects.select_for_update()
        .filter(authority=actor.authority_id, day=day, reference__in=list(references), combination__isnull=True)
        .exclude(state__in=ENDED)
        .order_by("reference")
    )
    if len(polls) < 2 or len(polls) != len(set(references)) or len({poll.rehearsal for poll in polls}) > 1:
        raise TooFewPolls
    return polls


def _check(polls: Sequence[CombinedPoll]) -> None:
    related: set[str] = set()
    for one, other in combinations(polls, 2):
        found = pair(one, other)
        if found.together is Together.FORBIDDEN:
            raise NotTakenTogether(one=one.reference, other=other.reference, rule=found.workings[0].says)
        if found.related:
            related |= {one.reference, other.reference}
    for poll in polls:
        if poll.reference not in related:
            raise SharesNoArea(reference=poll.reference)
