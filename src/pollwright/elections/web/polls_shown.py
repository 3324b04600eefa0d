"""How polls and contests are shown: tables and facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.elections.queries.polls import ComingDay, ContestRow, PollFacts
from pollwright.elections.queries.timetables import StepRow
from pollwright.elections.states import ON_A_QUESTION, ContestState, PollState, SeatsOf
from pollwright.elections.web import terms
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.pages import wording
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryAction, SummaryRow
from pollwright.pages.tables import (
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)

MOST_NAMED = 6
"""How many polls stand on a page that is of more."""


def polls_table(*, together: bool = False) -> TableSpec:
    """Return the table of polls, of all or of those taken together, whose day is one."""
    return TableSpec(
        name="polls-together" if together else "polls",
        columns=(
            Column("title", _("Poll"), sortable=True, href=lambda row: poll_href(row.reference)),
            *(() if together else (Column("day", _("Polling day"), Kind.DATE, sortable=True),)),
            Column("kind", _("Kind"), value=lambda row: terms.kind(row.kind), hidden_by_default=True),
            Column("body", _("Held for"), sortable=True, hidden_by_default=True),
            Column("contests", _("Contests"), Kind.NUMBER),
            Column("seats", _("Seats"), Kind.NUMBER),
            Column("by_election", _("By-election"), Kind.YES_NO, hidden_by_default=True),
            *(
                ()
                if together
                else (
                    Column("rehearsal", _("Rehearsal"), Kind.YES_NO),
                    Column("combination", _("Combined in"), value=lambda row: row.combination),
                )
            ),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.poll_tag(row.state)),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), _kinds()),
            MultiChoiceFilter(
                "state",
                _("State"),
                tuple((one.value, str(one.label)) for one in PollState if one is not PollState.DISCARDED),
            ),
            *(() if together else (DateRangeFilter("day", _("Polling day")),)),
            YesNoFilter("by_election", _("By-election")),
            *(() if together else (YesNoFilter("rehearsal", _("Rehearsal")),)),
        ),
        default_sort="title" if together else "-day",
        search_label=_("Search polls"),
        search_hint=_("A council, a title or a reference"),
        tie=SortColumn("pk", "id"),
    )


def coming_section(days: list[ComingDay]) -> Section | None:
    """Return the polls to come, those taken together in one row; None where none is."""
    rows = tuple(
        (
            Cell(wording.day(one.day)),
            _coming(one),
            Cell(wording.number(one.seats), numeric=True),
            Cell(_("Rehearsal") if one.rehearsal else ""),
        )
        for one in days
    )
    table = PlainTable(_("Polls to come"), (_("Polling day"), _("What"), _("Seats"), _("Note")), rows)
    return Section(_("Polls to come"), table=table) if rows else None


def contests_table(*, with_poll: bool = True) -> TableSpec:
    """Return the table of contests, of all polls or of one."""
    poll = (
        Column(
            "poll_title",
            _("Poll"),
            sort_by=(SortColumn("poll__title", "poll_title"),),
            href=lambda row: poll_href(row.poll),
        ),
        Column("day", _("Polling day"), Kind.DATE, sort_by=(SortColumn("poll__day", "day"),)),
    )
    return TableSpec(
        name="contests",
        columns=(
            Column(
                "name",
                _("Contest"),
                sortable=True,
                href=lambda row: reverse("elections:contest", args=[row.reference]),
            ),
            *(poll if with_poll else ()),
            Column("seats", _("Seats"), Kind.NUMBER, sortable=True),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.contest_tag(row.state)),
            Column("area_code", _("Area code"), value=lambda row: row.area_code, hidden_by_default=True),
            Column("ballot_id", _("Open identifier"), hidden_by_default=True),
            Column("cards_asked_on", _("Poll cards asked for"), Kind.DATE, hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(
            *((MultiChoiceFilter("kind", _("Kind"), _kinds()),) if with_poll else ()),
            MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in ContestState)),
            *((DateRangeFilter("day", _("Polling day")),) if with_poll else ()),
        ),
        default_sort="name",
        search_label=_("Search contests"),
        search_hint=_("An area, a poll or a reference"),
        tie=SortColumn("pk", "id"),
    )


def poll_rows(poll: PollFacts) -> tuple[SummaryRow, ...]:
    """Return the facts of a poll."""
    rows = [
        SummaryRow(_("Kind"), terms.kind(poll.kind)),
        SummaryRow(_("Held for"), poll.body),
        SummaryRow(_("Polling day"), wording.day(poll.day)),
        SummaryRow(_("State"), terms.poll_tag(poll.state)),
        SummaryRow(_("What is filled"), str(SeatsOf(poll.seats_of).label)),
        SummaryRow(_("Voting system"), terms.system(poll.voting_system), note=poll.voting_system_reason),
        SummaryRow(_("Rules"), poll.rules),
    ]
    if poll.trigger_on:
        rows.append(SummaryRow(_("Set off on"), wording.day(poll.trigger_on)))
    if poll.doubts_reason:
        rows.append(SummaryRow(_("Called despite doubts"), poll.doubts_reason))
    if poll.notice_published_at:
        rows.append(SummaryRow(_("Notice published"), wording.moment(poll.notice_published_at)))
    if poll.ended_on:
        rows.append(SummaryRow(_("Ended"), wording.day(poll.ended_on), note=poll.ended_reason))
    if poll.replaces:
        rows.append(SummaryRow(_("In place of"), poll.replaces_title or "", href=poll_href(poll.replaces)))
    if poll.rehearsal_of:
        rows.append(SummaryRow(_("Copy of"), poll.rehearsal_of, href=poll_href(poll.rehearsal_of)))
    return tuple(rows)


def contest_rows(contest: ContestRow) -> tuple[SummaryRow, ...]:
    """Return the facts of a contest."""
    rows = [
        SummaryRow(_("Poll"), contest.poll_title, href=poll_href(contest.poll)),
        SummaryRow(_("Polling day"), wording.day(contest.day)),
        SummaryRow(_("State"), terms.contest_tag(contest.state)),
        SummaryRow(_("Open identifier"), contest.ballot_id),
    ]
    if contest.area_kind and contest.area_code:
        href = reverse("places:area", args=[contest.area_kind, contest.area_code])
        rows.insert(1, SummaryRow(_("Area"), contest.name, note=contest.area_code, href=href))
    if contest.poll_kind in ON_A_QUESTION:
        rows.append(SummaryRow(_("Question"), contest.question))
        if contest.answers:
            rows.append(SummaryRow(_("Answers"), tuple(contest.answers)))
    else:
        rows.append(SummaryRow(_("Seats"), wording.number(contest.seats)))
    if contest.poll_kind == PollKind.PARISH:
        asked = wording.day(contest.cards_asked_on) or _("Not asked for")
        rows.append(SummaryRow(_("Poll cards"), asked))
    if contest.ended_on:
        rows.append(SummaryRow(_("Ended"), wording.day(contest.ended_on), note=contest.ended_reason))
    if contest.replaces:
        href = reverse("elections:contest", args=[contest.replaces])
        rows.append(SummaryRow(_("In place of"), contest.replaces, href=href))
    return tuple(rows)


def steps_table(rows: list[StepRow], caption: str, *, links: str = "", with_polls: bool = False) -> PlainTable:
    """Return steps as a table; `links` is the reference of the poll whose steps can be opened."""
    headings = (_("Step"), _("When"), _("State"), _("Rule"))
    return PlainTable(
        caption,
        (*headings[:1], *((_("Polls"),) if with_polls else ()), *headings[1:]),
        tuple(
            (
                Cell(row.title, href=reverse("elections:step", args=[links, row.step]) if links else ""),
                *((Cell(", ".join(row.polls)),) if with_polls else ()),
                Cell(when(row.on, row.by, row.earliest, row.latest)),
                Cell(tag=terms.step_tag(row.state)),
                Cell(row.source),
            )
            for row in rows
        ),
        _("No step is left."),
    )


def when(on: date | None, by: time | None, earliest: date | None, latest: date | None) -> str:
    """Return when a step is done, in words."""
    if on is not None:
        days = wording.day(on)
    elif earliest is None:
        days = _("until %(day)s") % {"day": wording.day(latest)}
    elif latest is None:
        days = _("from %(day)s") % {"day": wording.day(earliest)}
    else:
        days = _("%(first)s to %(last)s") % {"first": wording.day(earliest), "last": wording.day(latest)}
    return f"{days}, {wording.clock(by)}" if by else days


def poll_href(reference: str) -> str:
    """Return the address of a poll."""
    return reverse("elections:poll", args=[reference])


def polls_row(named: Sequence[str], combination: str) -> SummaryRow:
    """Return the polls that something is of: all where they are few, else the first and the way to all of them.

    :param combination: the reference under which they are taken together; blank where there is one poll.
    """
    more = len(named) - MOST_NAMED
    if more <= 0:
        return SummaryRow(_("Polls"), tuple(named) or (_("None"),))
    href = reverse("elections:combination", args=[combination]) if combination else ""
    actions = (SummaryAction(_("Show all"), href, _("polls")),) if href else ()
    last = _("and %(count)s more") % {"count": wording.number(more)}
    return SummaryRow(_("Polls"), (*named[:MOST_NAMED], last), actions=actions)


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, str(words)) for kind, words in terms.KINDS.items())


def _coming(one: ComingDay) -> Cell:
    if one.poll:
        return Cell(one.title, href=poll_href(one.poll))
    words = ngettext("%(count)s poll taken together", "%(count)s polls taken together", one.polls)
    href = reverse("elections:combination", args=[one.combination])
    return Cell(words % {"count": wording.number(one.polls)}, href=href)
