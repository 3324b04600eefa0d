"""Runs of poll cards: which went out, and from which electorate the next is made."""

from __future__ import annotations

from pollwright.elections.models import CardRun, Electorate
from pollwright.elections.queries.electorate_target import Target
from pollwright.elections.states import CardRunState, ElectorateState, Stage

GONE_OUT = (CardRunState.RELEASED, CardRunState.COMPLETE)


def latest_electorate(authority_id: int, target: Target) -> Electorate | None:
    """Return the electorate of the latest stage that is frozen."""
    held = Electorate.objects.select_related("file").filter(
        authority=authority_id,
        poll=target.poll_id,
        combination=target.combination_id,
        state=ElectorateState.FROZEN,
    )
    order = list(Stage)
    return max(held, key=lambda each: order.index(Stage(each.stage)), default=None)


def runs_gone_out(authority_id: int, target: Target) -> list[CardRun]:
    """Return the runs that went to the printer, oldest first."""
    held = CardRun.objects.select_related("file").filter(
        authority=authority_id,
        electorate__poll=target.poll_id,
        electorate__combination=target.combination_id,
        state__in=GONE_OUT,
    )
    return list(held.order_by("pk"))
