"""Alarms of Today about polls: steps that are late, one's own tasks, and what staff still owe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from pollwright.acting import Actor, Permission
from pollwright.elections.queries.projects import late_steps, tasks_due
from pollwright.pages.wording import number
from pollwright.staffing.queries.reminding import RECORDS, plans_owed

NAMED = 5


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that somebody should see to."""

    text: str
    href: str


def of_polls(actor: Actor, on: date) -> list[Alarm]:
    """Say which steps of polls are late, and which of the person's own tasks are overdue or come next."""
    alarms = []
    if actor.may(Permission.POLLS_MANAGE):
        for reference, title, many in late_steps(actor.authority_id, on=on)[:NAMED]:
            words = ngettext("%(many)s step of %(poll)s is late.", "%(many)s steps of %(poll)s are late.", many)
            href = reverse("elections:timetable", args=[reference])
            alarms.append(Alarm(words % {"many": number(many), "poll": title}, href))
    if not actor.may(Permission.POLLS_VIEW):
        return alarms
    tasks = f"{reverse('elections:tasks')}?done=no&mine=yes"
    overdue, reached = tasks_due(actor.authority_id, actor.person_id, on=on)
    if overdue:
        words = ngettext("%(many)s task of yours is overdue.", "%(many)s tasks of yours are overdue.", overdue)
        alarms.append(Alarm(words % {"many": number(overdue)}, tasks))
    if reached:
        words = ngettext("%(many)s task of yours is due soon.", "%(many)s tasks of yours are due soon.", reached)
        alarms.append(Alarm(words % {"many": number(reached)}, f"{tasks}&reached=yes"))
    return alarms


def of_staff(actor: Actor, on: date) -> list[Alarm]:
    """Say of which polls offers of work are not answered, or who works there has not shown everything."""
    if not actor.may(Permission.STAFF_EDIT):
        return []
    alarms = []
    for plan in plans_owed(actor.authority_id, on=on)[:NAMED]:
        people = reverse("staffing:appointments", args=[plan.reference])
        if plan.unanswered:
            words = ngettext(
                "%(many)s offer of work is not answered: %(poll)s.",
                "%(many)s offers of work are not answered: %(poll)s.",
                plan.unanswered,
            )
            said = words % {"many": number(plan.unanswered), "poll": plan.title}
            alarms.append(Alarm(said, f"{people}?owed=answer"))
        if plan.unshown:
            words = ngettext(
                "%(many)s person with a place has not shown everything: %(poll)s.",
                "%(many)s people with a place have not shown everything: %(poll)s.",
                plan.unshown,
            )
            said = words % {"many": number(plan.unshown), "poll": plan.title}
            alarms.append(Alarm(said, f"{people}?{'&'.join(f'owed={each.value}' for each in RECORDS)}"))
    return alarms
