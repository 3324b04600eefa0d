"""The quarter-end exceptions: what was not done, done late or dismissed of the dates of one financial quarter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.pages import downloads, wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, RecordPage, Section
from pollwright.pages.voice import translated
from pollwright.performance.rating import Period, period_of
from pollwright.year.queries import calendar as queries
from pollwright.year.queries.calendar import DateRow
from pollwright.year.states import SortChoice, Standing
from pollwright.year.web import terms

QUARTER = re.compile(r"(20\d\d)Q([1-4])")
HEADER = ("Exception", "Due", "What", "Kind", "Statutory", "Done or dismissed on", "By", "Reason", "Rule or source")
Groups = tuple[tuple[str, list[DateRow]], ...]


@require_safe
@permission_required(Permission.YEAR_VIEW)
def quarter(request: HttpRequest) -> HttpResponseBase:
    """Show the exceptions of a quarter, the last that has begun where none is asked for; as CSV where that is."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    asked, note = _asked(request.GET.get("quarter", ""), on)
    rows = queries.dates(actor.authority_id, actor.permissions, first=asked.first, last=min(asked.last, on), on=on)
    groups = _exceptions(rows)
    if request.GET.get("as") == "csv":
        lines = [_line(title, row) for title, group in groups for row in group]
        return downloads.csv_response(f"exceptions-{asked.year}-q{asked.quarter}", HEADER, lines)
    page = RecordPage(
        title=_("Quarter-end exceptions"),
        caption=asked.label,
        crumbs=(terms.year_crumb(),),
        acts=(
            NavItem(_("Quarter before"), _href(period_of(asked.first - timedelta(days=1)))),
            NavItem(_("Quarter after"), _href(period_of(asked.last + timedelta(days=1)))),
            NavItem(_("Download as CSV"), f"{_href(asked)}&as=csv"),
        ),
        figures=_figures(rows, groups),
        sections=tuple(Section(title, table=_table(title, group)) for title, group in groups),
        notes=(note,) if note else (),
    )
    return render(request, terms.RECORD, {"page": page})


def _exceptions(rows: Sequence[DateRow]) -> Groups:
    undone = [row for row in rows if row.standing == Standing.OVERDUE]
    late = [row for row in rows if row.standing == Standing.DONE and row.settled_on and row.settled_on > row.on]
    dismissed = [row for row in rows if row.standing == Standing.DISMISSED]
    return ((_("Not done"), undone), (_("Done late"), late), (_("Dismissed"), dismissed))


def _figures(rows: Sequence[DateRow], groups: Groups) -> tuple[Figure, ...]:
    (_title, undone), (_title, late), _rest = groups
    in_time = sum(row.standing == Standing.DONE for row in rows) - len(late)
    return (
        Figure(_("Dates so far"), wording.number(len(rows))),
        Figure(_("Done in time"), wording.number(in_time)),
        Figure(_("Not done"), wording.number(len(undone)), alarm=bool(undone)),
    )


def _asked(typed: str, on: date) -> tuple[Period, str]:
    now = period_of(on)
    found = QUARTER.fullmatch(typed)
    if found:
        return Period(int(found[1]), int(found[2])), ""
    said = _("That is no quarter, such as 2026Q3, so this quarter is shown.") if typed else ""
    return Period(now.year, now.quarter), said


def _href(period: Period) -> str:
    return f"{reverse('year:quarter')}?quarter={period.year}Q{period.quarter}"


def _table(title: str, rows: Sequence[DateRow]) -> PlainTable:
    headings = (_("What"), _("Due"), _("Kind"), _("Statutory"), _("Done or dismissed"), _("Why"))
    shown = tuple(
        (
            Cell(translated(row.what), href=terms.date_href(row.key)),
            Cell(wording.short_day(row.on)),
            Cell(str(SortChoice(row.sort).label)),
            Cell(wording.yes_no(row.statutory)),
            Cell(wording.short_day(row.settled_on)),
            Cell(row.reason),
        )
        for row in rows
    )
    return PlainTable(title, headings, shown, _("None."))


def _line(title: str, row: DateRow) -> tuple[str, ...]:
    done = row.settled_on.isoformat() if row.settled_on else ""
    kind, statutory = str(SortChoice(row.sort).label), wording.yes_no(row.statutory)
    return (
        title,
        row.on.isoformat(),
        translated(row.what),
        kind,
        statutory,
        done,
        row.settled_by,
        row.reason,
        row.source,
    )
