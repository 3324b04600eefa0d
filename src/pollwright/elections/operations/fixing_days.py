"""Fixing the day that the law leaves to the Returning Officer: the last day for nominations at a by-election (T-10)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.timetables import DayFixed
from pollwright.elections.models import Poll, PollStep
from pollwright.elections.operations.changing import PollChanged, poll_in_hand, save_poll
from pollwright.elections.operations.keeping_time import days_of, tasks_follow
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.queries.counting import holidays_of
from pollwright.elections.queries.timetables import counted_anew
from pollwright.elections.states import ENDED
from pollwright.law.timetables.rule_sets import rule_set_of
from pollwright.law.timetables.rules import Counted
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Dated, Timetable
from pollwright.messages import Message
from pollwright.refusals import Refused


class NotToBeFixed(Refused):
    """The law gives the day itself, the notice of election has told it, or the day is none of those to choose from."""

    code = "elections.R042"
    problem = "{day} can't be fixed as the last day for nominations in poll {reference}. {why}."
    remedy = "Only at a UK Parliamentary by-election is there a choice, until the notice of election is published."


@operation(Permission.POLLS_MANAGE)
def fix_close_of_nominations(*, actor: Actor, reference: str, version: int, day: date, reason: str) -> Poll:
    """Fix the last day for nominations where the law leaves a choice, and with it every step that falls on that day.

    At a UK Parliamentary by-election withdrawals, election agents, objections, the statement of persons nominated and
    the first interim notice of alteration hang on the day that the Returning Officer chooses (Parliamentary Elections
    Rules, r 1). It may be fixed anew until the notice of election has told it.

    :raises PollChanged: where another officer was first, or the poll will not be held.
    :raises NotToBeFixed: where the day is not the officer's to choose, or the notice of election has told it.
    """
    poll = poll_in_hand(actor, reference, version)
    if poll.state in ENDED:
        raise PollChanged(reference=reference)
    now = counted_anew(poll)
    choice = next((one for one in now.steps if one.step is Step.NOMINATIONS_CLOSE), None)
    why = _against(poll, now, choice, day)
    if why or choice is None:
        raise NotToBeFixed(reference=reference, day=day, why=why)
    before = days_of(poll)
    alike = [
        one.step for one in now.steps if (one.on, one.earliest, one.latest) == (None, choice.earliest, choice.latest)
    ]
    rows = list(PollStep.objects.select_for_update().filter(poll=poll, step__in=alike, done_at__isnull=True))
    for row in rows:
        row.on, row.earliest, row.latest, row.moved_reason = day, None, None, reason[:300]
    PollStep.objects.bulk_update(rows, ["on", "earliest", "latest", "moved_reason"])
    tasks_follow(poll, before)
    save_poll(poll)
    basis = choice.source.describe()
    record(DayFixed(reference, day, len(rows)), actor=actor, subjects=[poll], reason=reason, basis=basis)
    changed_underneath(actor, Change(What.POLL, "the last day for nominations was fixed", polls=(poll.pk,)))
    return poll


def _against(poll: Poll, now: Timetable, choice: Dated | None, day: date) -> str:
    """Return why a day can't be fixed, "" where it can."""
    if choice is None or choice.on is not None or choice.earliest is None or choice.latest is None:
        return "The law gives the day itself"
    told = PollStep.objects.filter(poll=poll, step=Step.NOTICE_OF_ELECTION, done_at__isnull=False).exists()
    if told or poll.notice_published_at is not None:
        return "The notice of election has told the day"
    days = rule_set_of(now.poll).days[Counted.CONDUCT].calendar(now.poll.nation, holidays_of(poll.authority_id))
    if choice.earliest <= day <= choice.latest and days.is_working_day(day):
        return ""
    return Message("The law leaves the working days from {first} to {last}", first=choice.earliest, last=choice.latest)
