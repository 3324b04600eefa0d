"""The pages of the programme: the weeks to come with the work that falls in each, and the ordinary elections that fall due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.elections.queries import programme as queries
from pollwright.elections.queries.programme import Meeting, OrdinaryRow, WeekRow
from pollwright.elections.web import terms
from pollwright.elections.web.polls import GET_OR_POST, LIST, polls_crumb
from pollwright.elections.web.polls_shown import poll_href
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.pages import wording
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, Section
from pollwright.pages.tables import Column, Kind, Page, SortColumn, TableRequest, TableSpec, page_of

Row = TypeVar("Row")


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def programme(request: HttpRequest) -> HttpResponseBase:
    """Show the weeks to come with what falls in each, and above them the polls that meet."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    rows = queries.weeks(actor.authority_id, on=on)
    listing = Listing(
        _weeks_table(),
        partial(_listed, rows),
        None,
        name="programme-of-polls",
        caption=_("Weeks"),
        empty=_("Nothing of any poll falls in the next year. Polls that are called show here."),
    )
    above = None if request.GET else _meetings(queries.meetings(actor.authority_id, on=on))
    page = partial(
        ListPage,
        _("Programme of polls"),
        links=(NavItem(_("Ordinary elections"), reverse("elections:ordinary")),),
        crumbs=(polls_crumb(),),
        note=_("Steps are counted once for all polls of one day, and leave the week when they are done."),
        above=above,
    )
    return list_response(request, LIST, listing, page)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def ordinary(request: HttpRequest) -> HttpResponseBase:
    """Show which ordinary elections fall due next, by what was held here and the terms that the law gives."""
    actor = actor_of(request)
    rows = queries.ordinary_elections(actor.authority_id, on=today(actor.authority_id))
    listing = Listing(
        _ordinary_table(calls=actor.may(Permission.POLLS_MANAGE)),
        partial(_listed, rows),
        None,
        name="ordinary-elections",
        caption=_("Ordinary elections that fall due"),
        empty=_("No ordinary election was held or called here yet, so none can be foretold."),
    )
    page = partial(
        ListPage,
        _("Ordinary elections"),
        crumbs=(polls_crumb(),),
        note=_(
            "Worked out from the last elections held here and the terms in law. An order can change a year: look before you "
            "rely on it."
        ),
    )
    return list_response(request, LIST, listing, page)


def _listed(rows: Sequence[Row], asked: TableRequest) -> Page[Row]:
    return page_of(asked, rows)


def _weeks_table() -> TableSpec:
    return TableSpec(
        name="programme",
        columns=(
            Column("begins", _("Week from"), Kind.DATE, sortable=True),
            Column("polling", _("Polling days"), value=_polling_days, href=_polls_of),
            _count("polls", _("Polls")),
            _count("seats", _("Seats")),
            _count("nominations", _("Nominations close for")),
            _count("steps", _("Steps still open")),
            _count("tasks", _("Other tasks")),
            Column("work", _("Steps and tasks"), Kind.NUMBER, sortable=True),
        ),
        default_sort="begins",
        tie=SortColumn("begins"),
    )


def _count(key: str, label: str) -> Column:
    """Return a column of numbers that is blank where there is none."""
    return Column(key, label, Kind.NUMBER, sortable=True, value=lambda row: getattr(row, key) or None)


def _polling_days(row: WeekRow) -> str:
    return ", ".join(wording.day(day) for day in row.polling)


def _polls_of(row: WeekRow) -> str | None:
    """Return the way to the polls of a week, None where it has none."""
    if not row.polling:
        return None
    last = row.begins + timedelta(days=6)
    asked = {"rehearsal": "no", "day-from": row.begins.isoformat(), "day-to": last.isoformat()}
    return f"{reverse('elections:polls')}?{urlencode(asked)}"


def _ordinary_table(*, calls: bool) -> TableSpec:
    return TableSpec(
        name="ordinary",
        columns=(
            Column("due", _("Falls due"), Kind.DATE, sortable=True),
            Column("kind", _("Kind"), sortable=True, value=lambda row: terms.kind(row.kind)),
            Column("body", _("Held for"), value=_body),
            Column("last", _("Last held"), Kind.DATE),
            Column("seats", _("Seats"), Kind.NUMBER, sortable=True),
            Column("called", _("Called"), value=_called, href=_way_to_call if calls else None),
            Column("source", _("Term by"), value=lambda row: row.source.describe()),
        ),
        default_sort="due",
        tie=SortColumn("key"),
    )


def _body(row: OrdinaryRow) -> str:
    words = ngettext("%(count)s council", "%(count)s councils", row.bodies)
    return row.body or words % {"count": wording.number(row.bodies)}


def _called(row: OrdinaryRow) -> str:
    if row.called == row.bodies:
        return _("Yes")
    if row.called:
        return _("%(called)s of %(all)s") % {"called": wording.number(row.called), "all": wording.number(row.bodies)}
    return _("Not yet")


def _way_to_call(row: OrdinaryRow) -> str | None:
    """Return the page on which the poll is called, None where it was."""
    if row.called == row.bodies:
        return None
    if row.kind == PollKind.PARISH:
        return reverse("elections:parishes-new")
    return (
        f"{reverse('elections:poll-new')}?{urlencode({'kind': row.kind, 'body': row.body, 'day': row.due.isoformat()})}"
    )


def _meetings(met: list[Meeting]) -> Section | None:
    """Return the polls that meet; None where none do."""
    if not met:
        return None
    rows = tuple(
        (
            *(_poll_of(one, place) for place in (0, 1)),
            Cell(wording.number(one.districts), numeric=True),
            Cell(_why(one)),
        )
        for one in met
    )
    headings = (_("Poll"), _("Meets"), _("Districts of both"), _("What to look at"))
    return Section(_("Polls that meet"), table=PlainTable(_("Polls that meet"), headings, rows))


def _poll_of(one: Meeting, place: int) -> Cell:
    more = one.polls[place] - 1
    words = ngettext("with %(count)s poll more", "with %(count)s polls more", more) % {"count": wording.number(more)}
    note = f"{wording.day(one.days[place])}{f', {words}' if more else ''}"
    return Cell(one.titles[place], href=poll_href(one.references[place]), note=note)


def _why(one: Meeting) -> str:
    said = []
    if one.districts and one.days[0] == one.days[1]:
        said.append(_("Same electors on one day, not taken together: ask whether they must or may be."))
    elif one.districts:
        said.append(_("The same electors have poll cards and postal votes of both: say clearly which is which."))
    if one.nominations_close:
        said.append(_("Nominations of one close on the polling day of the other: staff both."))
    return " ".join(said)
