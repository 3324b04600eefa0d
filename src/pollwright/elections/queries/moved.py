"""Which steps of open polls another calendar moves (T-07): shown before a list of bank holidays is accepted."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pollwright.acting import Actor
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.counting import MovedDate
from pollwright.elections.models import PollStep
from pollwright.elections.states import ENDED, PollState
from pollwright.law.calendars import BeyondTheCalendar, Calendar

OVER = (*ENDED, PollState.POLL_CLOSED)


class PollsCounted:
    """What polls have counted by the calendar: their steps that are not done. An officer accepts the recount of each poll.

    A step that was moved by hand, or that is counted by the bank holidays of all nations, does not agree with the
    calendar in use, so that nothing is said of it here.
    """

    def moved(self, authority_id: int, after: Calendar) -> Sequence[MovedDate]:
        """Return the steps that `after` moves, by polling day."""
        now = calendar_of(authority_id)
        held = PollStep.objects.filter(
            authority=authority_id, done_at__isnull=True, working_days__gt=0, on__isnull=False, moved_reason=""
        ).exclude(poll__state__in=OVER)
        rows = held.order_by("poll__day", "poll__reference", "on", "pk").values_list(
            "poll__reference", "poll__title", "poll__day", "title", "on", "working_days"
        )
        found = []
        for reference, poll, day, step, on, days in rows:
            if days is None:
                continue
            try:
                before, moved = now.working_days_before(day, days), after.working_days_before(day, days)
            except BeyondTheCalendar:
                continue
            if before == on and moved != on:
                what = _("%(poll)s (%(reference)s): %(step)s") % {"poll": poll, "reference": reference, "step": _(step)}
                found.append(MovedDate(what, on, moved, 1, anew=False))
        return found

    def count_anew(self, *, actor: Actor, after: Calendar) -> int:
        """Return nought: the recount of a timetable is looked at and accepted on the page of each poll."""
        return 0
