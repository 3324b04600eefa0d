"""Today: what the law asks for next, what waits, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import moment
from pollwright.budgets.queries.lists import waiting as budgets_waiting
from pollwright.casework.queries.cases import waiting as cases_waiting
from pollwright.desk.queries.alarms import Watch, watch
from pollwright.desk.queries.deadlines import Deadline, deadlines
from pollwright.desk.web.poll_alarms import Alarm, of_polls, of_staff
from pollwright.elections.queries.projects import NextStep, next_steps
from pollwright.law.calendars import Calendar
from pollwright.pages.shell import NavItem
from pollwright.pages.wording import day, number, short_day
from pollwright.performance.queries.figures import late_figures
from pollwright.polling_day.queries.missing import missing
from pollwright.polling_day.web.alarms import said
from pollwright.register.queries.options import choices_of
from pollwright.register.queries.papers_due import Overdue, Papers, papers_on
from pollwright.register.queries.queues import Queue, queues
from pollwright.risks.queries.rows import due
from pollwright.service_plan.queries.contracts import contracts_due
from pollwright.stations.web.alarms import homes_moved
from pollwright.year.queries.calendar import alarms as overdue_dates

SEAL_WITHIN = timedelta(days=1)
BACKUP_WITHIN = timedelta(days=7)
STEPS_SHOWN = 8
URGENT_DAYS = 2
CONTRACT_DAYS = 30
_ISSUES = {True: Permission.NOTICES_PREPARE, False: Permission.REGISTER_PUBLISH}
"""Who can issue a notice (True) and a register (False)."""
_PUBLICATIONS = ("register:publications", "register:publication")


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """One deadline."""

    day: str
    left: str
    what: str
    source: str
    note: str
    urgent: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class QueueShown:
    """One queue as a figure, with its age."""

    label: str
    value: str
    href: str
    note: str
    alarm: bool


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The first page of the day. `queues` are those with work in them, `empty` the names of the others."""

    title: str
    caption: str
    alarms: tuple[Alarm, ...]
    queues: tuple[QueueShown, ...]
    empty: str
    deadlines: tuple[DeadlineShown, ...]
    steps: tuple[DeadlineShown, ...]
    sees_register: bool
    links: tuple[NavItem, ...] = ()


@require_GET
@permission_required(Permission.OWN_ACCOUNT)
def today(request: HttpRequest) -> HttpResponse:
    """Show deadlines, queues and alarms of the authority."""
    actor = cast(OfficerRequest, request).actor
    now = moment(actor.authority_id)
    on, calendar = now.date(), calendar_of(actor.authority_id)
    sees, choices = actor.may(Permission.REGISTER_VIEW), choices_of(actor.authority_id, on=on)
    papers = papers_on(actor.authority_id, calendar, on=on, choices=choices)
    waiting = queues(actor.authority_id, on=on, now=now) if sees else []
    steps = next_steps(actor.authority_id, on=on, many=STEPS_SHOWN) if actor.may(Permission.POLLS_VIEW) else []
    page = TodayPage(
        title=_("Today"),
        caption=day(on),
        alarms=_alarms(actor, papers, calendar, now),
        queues=tuple(_queue(queue) for queue in waiting if queue.count),
        empty=", ".join(_(queue.title).lower() for queue in waiting if not queue.count),
        deadlines=tuple(
            _deadline(one, on)
            for one in deadlines(calendar, on=on, choices=choices, last_register=papers.last_register)
        ),
        steps=tuple(_step(one, on) for one in steps),
        sees_register=sees,
        links=_links(actor),
    )
    return render(request, "desk/today.jinja", {"page": page})


def _links(actor: Actor) -> tuple[NavItem, ...]:
    """Return what is done most often at the counter and on the telephone, one click away."""
    if not actor.may(Permission.CONTACT_LOG):
        return ()
    return (NavItem(_("Log a contact"), reverse("casework:contact-new")),)


def _step(one: NextStep, on: date) -> DeadlineShown:
    return DeadlineShown(
        day=f"{day(one.on)} {one.by:%H:%M}" if one.by else day(one.on),
        left=_left(one.on, on),
        what=_(one.title),
        source=one.source,
        note=one.poll_title,
        urgent=(one.on - on).days <= URGENT_DAYS,
        href=reverse("elections:timetable", args=[one.poll]),
    )


def _left(day_: date, on: date) -> str:
    left = (day_ - on).days
    return _("today") if left == 0 else ngettext("in %(days)s day", "in %(days)s days", left) % {"days": left}


def _deadline(one: Deadline, on: date) -> DeadlineShown:
    return DeadlineShown(
        day=day(one.on),
        left=_left(one.on, on),
        what=_(one.what).format(day=short_day(one.notice_on)),
        source=one.source.describe(),
        note="" if one.compulsory else _("need not be issued so near the revised register"),
        urgent=(one.on - on).days <= URGENT_DAYS and one.compulsory,
    )


def _queue(queue: Queue) -> QueueShown:
    days = queue.oldest_days
    age = ngettext("oldest %(days)s day", "oldest %(days)s days", days) % {"days": days} if days else ""
    address = _address(queue.url_name)
    href = f"{address}?{queue.query}" if address and queue.query else address
    return QueueShown(_(queue.title), number(queue.count), href, age, alarm=False)


def _alarms(actor: Actor, papers: Papers, calendar: Calendar, now: datetime) -> tuple[Alarm, ...]:
    really, on = timezone.now(), now.date()
    seen = watch(actor.authority_id, now=really)
    late = _of_papers(actor, papers.overdue)
    return (
        *late,
        *_of_polling_day(actor, now),
        *of_polls(actor, on),
        *of_staff(actor, on),
        *_of_stations(actor, on),
        *_of_cases(actor, on),
        *_of_risks(actor, on),
        *_of_indicators(actor, on),
        *_of_contracts(actor, on),
        *_of_budgets(actor, on),
        *_of_the_year(actor, calendar, on),
        *_of_the_register(actor, seen),
        *_of_the_system(actor, seen, really),
    )


def _of_papers(actor: Actor, overdue: list[Overdue]) -> list[Alarm]:
    """Say what should be out today or should have been out, to those who can issue it."""
    return [_late(paper) for paper in overdue if actor.may(_ISSUES[paper.notice])]


def _of_polling_day(actor: Actor, now: datetime) -> list[Alarm]:
    """Say which stations were not heard of, which boxes are late, and how many changes were not read back."""
    if not actor.may(Permission.POLLING_DAY_LOG):
        return []
    return [
        Alarm(words, reverse(f"polling_day:{page}", args=[found.desk]) + query)
        for found in missing(actor.authority_id, at=now)
        for words, page, query in said(found)
    ]


def _of_stations(actor: Actor, on: date) -> list[Alarm]:
    if not actor.may(Permission.STATIONS_EDIT):
        return []
    return [Alarm(words, href) for words, href in homes_moved(actor.authority_id, on=on)]


def _of_cases(actor: Actor, on: date) -> list[Alarm]:
    """Say how many cases are overdue, were not acknowledged in time, or wait for this person's release."""
    if not actor.may(Permission.CASE_EDIT):
        return []
    found, address, alarms = cases_waiting(actor, on=on), _address("casework:cases"), []
    if found.overdue:
        words = ngettext("%(many)s case is overdue.", "%(many)s cases are overdue.", found.overdue)
        alarms.append(Alarm(words % {"many": number(found.overdue)}, f"{address}?look=overdue"))
    if found.soon:
        words = ngettext(
            "%(many)s case is due within five days.", "%(many)s cases are due within five days.", found.soon
        )
        alarms.append(Alarm(words % {"many": number(found.soon)}, f"{address}?look=soon"))
    if found.unacknowledged:
        words = ngettext(
            "%(many)s complaint was not acknowledged in time.",
            "%(many)s complaints were not acknowledged in time.",
            found.unacknowledged,
        )
        alarms.append(Alarm(words % {"many": number(found.unacknowledged)}, f"{address}?look=unacknowledged"))
    if found.proposed and actor.may(Permission.CASE_RELEASE):
        words = ngettext(
            "%(many)s answer waits for your release.", "%(many)s answers wait for your release.", found.proposed
        )
        alarms.append(Alarm(words % {"many": number(found.proposed)}, f"{address}?look=proposed"))
    return alarms


def _of_risks(actor: Actor, on: date) -> list[Alarm]:
    """Say how many reviews of risks are overdue, and how many risks have an action that is late."""
    if not actor.may(Permission.RISKS_EDIT):
        return []
    found, alarms = due(actor.authority_id, on=on), []
    if found.reviews:
        words = ngettext(
            "The review of %(many)s risk is overdue.", "The review of %(many)s risks is overdue.", found.reviews
        )
        alarms.append(Alarm(words % {"many": number(found.reviews)}, f"{_address('risks:risks')}?look=overdue"))
    if found.actions:
        words = ngettext("%(many)s risk has a late action.", "%(many)s risks have late actions.", found.actions)
        alarms.append(Alarm(words % {"many": number(found.actions)}, f"{_address('risks:risks')}?look=late"))
    return alarms


def _of_indicators(actor: Actor, on: date) -> list[Alarm]:
    """Say how many figures of the indicators are late."""
    if not actor.may(Permission.PERFORMANCE_EDIT):
        return []
    many = late_figures(actor.authority_id, on=on)
    words = ngettext("%(many)s figure of the indicators is late.", "%(many)s figures of the indicators are late.", many)
    return [Alarm(words % {"many": number(many)}, _address("performance:overview"))] if many else []


def _of_contracts(actor: Actor, on: date) -> list[Alarm]:
    """Say of how many contracts a review, notice, end or renewal is overdue or near."""
    if not actor.may(Permission.PLAN_EDIT):
        return []
    overdue, soon = contracts_due(actor.authority_id, on=on, within=CONTRACT_DAYS)
    alarms, href = [], _address("service-plan:contracts")
    if overdue:
        words = ngettext("A date of %(many)s contract has passed.", "A date of %(many)s contracts has passed.", overdue)
        alarms.append(Alarm(words % {"many": number(overdue)}, href))
    if soon:
        words = ngettext(
            "Something of %(many)s contract is due within 30 days.",
            "Something of %(many)s contracts is due within 30 days.",
            soon,
        )
        alarms.append(Alarm(words % {"many": number(soon)}, href))
    return alarms


def _of_budgets(actor: Actor, on: date) -> list[Alarm]:
    """Say what of the budgets waits: variances for words, codes and virements for finance."""
    if not actor.may(Permission.BUDGETS_EDIT):
        return []
    found, alarms, href = budgets_waiting(actor.authority_id, on=on), [], _address("budgets:budgets")
    if found.variances:
        words = ngettext(
            "%(many)s variance of a budget is to be explained.",
            "%(many)s variances of budgets are to be explained.",
            found.variances,
        )
        alarms.append(Alarm(words % {"many": number(found.variances)}, href))
    if found.unmatched and actor.may(Permission.FINANCE_ENTER):
        words = ngettext(
            "%(many)s code of the ledger belongs to no heading.",
            "%(many)s codes of the ledger belong to no heading.",
            found.unmatched,
        )
        alarms.append(Alarm(words % {"many": number(found.unmatched)}, href))
    if found.virements and actor.may(Permission.FINANCE_ENTER):
        words = ngettext(
            "%(many)s virement waits for approval.", "%(many)s virements wait for approval.", found.virements
        )
        alarms.append(Alarm(words % {"many": number(found.virements)}, href))
    return alarms


def _of_the_year(actor: Actor, calendar: Calendar, on: date) -> list[Alarm]:
    """Say how many dates of the year are overdue of which no other alarm tells."""
    many = overdue_dates(actor, calendar, on=on) if actor.may(Permission.YEAR_VIEW) else 0
    words = ngettext("%(many)s date of the year is overdue.", "%(many)s dates of the year are overdue.", many)
    href = f"{_address('year:dates')}?standing=overdue"
    return [Alarm(words % {"many": number(many)}, href)] if many else []


def _late(paper: Overdue) -> Alarm:
    said = {
        "revised": _("The register of %(day)s has not been published."),
        "open": _("The open register of %(day)s has not been published."),
        "monthly": _("The notice of alteration of %(day)s has not been issued."),
        "clerical": _("The correction of %(day)s has not been issued."),
    }
    words = said.get(paper.kind) or _("The election notice of %(day)s has not been issued.")
    room, one = ("register:notices", "register:notice") if paper.notice else _PUBLICATIONS
    if paper.kind == "open":
        room = "register:open-register"
    href = reverse(one, args=[paper.reference]) if paper.reference else _address(room)
    return Alarm(words % {"day": day(paper.on)}, href)


def _of_the_register(actor: Actor, seen: Watch) -> list[Alarm]:
    if not actor.may(Permission.REGISTER_VIEW):
        return []
    alarms = []
    if seen.papers:
        words = ngettext(
            "%(many)s notice or publication is begun and not issued.",
            "%(many)s notices or publications are begun and not issued.",
            seen.papers,
        )
        alarms.append(Alarm(words % {"many": number(seen.papers)}, _address("register:notices")))
    if seen.findings:
        words = ngettext(
            "%(many)s entry of the register can’t be right or should be looked at.",
            "%(many)s entries of the register can’t be right or should be looked at.",
            seen.findings,
        )
        alarms.append(Alarm(words % {"many": number(seen.findings)}, _address("register:quality")))
    return alarms


def _of_the_system(actor: Actor, seen: Watch, now: datetime) -> list[Alarm]:
    alarms = []
    if seen.failed and actor.may(Permission.JOBS_VIEW):
        words = ngettext(
            "%(many)s piece of work failed in the last seven days.",
            "%(many)s pieces of work failed in the last seven days.",
            seen.failed,
        )
        alarms.append(Alarm(words % {"many": number(seen.failed)}, f"{_address('jobs:works')}?state=failed"))
    if actor.may(Permission.AUDIT_VIEW) and seen.unsealed_since and now - seen.unsealed_since > SEAL_WITHIN:
        words = _("The audit trail has not been sealed since %(day)s.") % {"day": day(seen.unsealed_since)}
        alarms.append(Alarm(words, _address("audit:seals")))
    if actor.may(Permission.BACKUP_MAKE) and (seen.backup_at is None or now - seen.backup_at > BACKUP_WITHIN):
        words = (
            _("The last backup was made on %(day)s.") % {"day": day(seen.backup_at)}
            if seen.backup_at
            else _("No backup has been made lately.")
        )
        alarms.append(Alarm(words, ""))
    return alarms


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
