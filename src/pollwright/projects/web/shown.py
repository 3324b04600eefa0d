"""How a project is shown: its facts, what to look at, and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.formats.plan_contents import MilestoneSaid, ProjectSaid
from pollwright.formats.plan_dates import Days
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.projects.queries.records import MeetingRow, PollWork, ProjectRecord
from pollwright.projects.queries.rows import ActionRow, MilestoneRow
from pollwright.projects.states import SponsorCapacity, Status
from pollwright.projects.web import terms


def drawn(title: str, milestones: tuple[MilestoneRow, ...]) -> ProjectSaid:
    """Return a project as its picture draws it: only milestones that name real days have a place there."""
    said = tuple(
        MilestoneSaid(terms.when(one), one.words, Days(one.first, one.last) if one.first and one.last else None)
        for one in milestones
    )
    return ProjectSaid(title, "", "", "", "", said)


def facts(found: ProjectRecord) -> tuple[SummaryRow, ...]:
    """Return what is known of a project."""
    unsaid = _("Not said")
    sponsor = found.sponsor
    if sponsor and found.capacity:
        sponsor = f"{sponsor}, {SponsorCapacity(found.capacity).label}"
    rows = [
        SummaryRow(_("Status"), terms.status_tag(found.status, closed=found.closed_on is not None)),
        SummaryRow(_("Reason"), found.status_reason or unsaid),
        SummaryRow(_("Service"), found.service),
        SummaryRow(_("Proposed outcome"), found.outcome or unsaid),
        SummaryRow(_("Manager"), found.manager or _("None")),
        SummaryRow(_("Sponsor"), sponsor or _("None")),
        SummaryRow(_("Start"), found.start_typed or unsaid),
        SummaryRow(_("End"), found.end_typed or unsaid),
        SummaryRow(_("Budget"), wording.money(found.budget_pence) or unsaid),
    ]
    rows += [SummaryRow(_("Line of a budget"), words) for words in found.budget_lines]
    rows += [SummaryRow(_("Corporate objective"), words) for words in found.objectives]
    if found.table:
        rows.append(SummaryRow(_("In plan"), found.plan, href=reverse("service-plan:table", args=[found.table])))
    if found.closed_on:
        rows.append(SummaryRow(_("Closed"), wording.day(found.closed_on)))
        rows.append(SummaryRow(_("What came of it"), found.achieved))
    return tuple(rows)


def figures(found: ProjectRecord, on: date) -> tuple[Figure, ...]:
    """Return the numbers that matter."""
    late = sum(one.late(on) for one in found.milestones)
    undone = [one for one in found.actions if one.done_on is None]
    overdue = sum(one.due_on is not None and one.due_on < on for one in undone)
    return (
        Figure(_("Milestones late"), wording.number(late), alarm=late > 0),
        Figure(_("Tasks and actions open"), wording.number(len(undone))),
        Figure(_("Of these overdue"), wording.number(overdue), alarm=overdue > 0),
    )


def notes(found: ProjectRecord) -> tuple[str, ...]:
    """Return what somebody should look at; none of it blocks anything."""
    said = []
    if not found.manager:
        said.append(_("The project has no manager."))
    if not found.sponsor:
        said.append(_("The project has no sponsor."))
    elif not found.capacity:
        said.append(_("In which capacity the sponsor answers for it is not said."))
    undated = sum(one.last is None for one in found.milestones)
    if undated:
        words = ngettext(
            "%(many)s milestone names no day, so it is not in the picture.",
            "%(many)s milestones name no day, so they are not in the picture.",
            undated,
        )
        said.append(words % {"many": undated})
    return tuple(said)


def sections(found: ProjectRecord, on: date, *, editable: bool) -> Iterator[Section]:
    """Yield the parts of a project."""
    yield Section(_("Milestones"), table=_milestones(found.milestones, on, editable=editable))
    yield Section(_("Tasks"), table=_actions(_("Tasks"), [one for one in found.actions if not one.meeting], editable))
    for poll in found.polls:
        yield _poll(poll)
    yield from _board(found, editable=editable)
    yield _risks(found)
    yield Section(_("Lessons"), table=_lessons(found, editable=editable))
    headings = (_("Day"), _("Highlight"), _("Status"), _("By"))
    rows = tuple(
        (
            Cell(wording.short_day(one.said_on)),
            Cell(one.text),
            Cell(tag=terms.status_tag(one.status)) if one.status else Cell(),
            Cell(one.said_by),
        )
        for one in found.log
    )
    yield Section(_("Highlights"), table=PlainTable(_("Highlights"), headings, rows, _("Nothing was logged yet.")))


def _milestones(held: tuple[MilestoneRow, ...], on: date, *, editable: bool) -> PlainTable:
    rows = tuple(
        (
            Cell(terms.when(one)),
            Cell(one.words, href=terms.part_href(one.reference) if editable else ""),
            Cell(_day(one)),
            Cell(one.owner or ""),
            Cell(tag=terms.milestone_tag(one, on)),
            Cell(one.evidence),
        )
        for one in held
    )
    headings = (_("When"), _("Milestone"), _("Date"), _("Owner"), _("Status"), _("Evidence, or a note"))
    return PlainTable(_("Milestones"), headings, rows, _("No milestone is recorded."))


def _day(one: MilestoneRow) -> str:
    if one.date_typed or one.first is None or one.last is None:
        return one.date_typed
    first, last = wording.day(one.first), wording.day(one.last)
    return first if one.first == one.last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _actions(caption: str, held: list[ActionRow], editable: bool) -> PlainTable:
    rows = tuple(
        (
            Cell(one.title, href=terms.part_href(one.reference) if editable else ""),
            Cell(one.owned_by or _("Nobody")),
            Cell(wording.short_day(one.due_on)),
            _done(one, editable=editable),
        )
        for one in held
    )
    return PlainTable(caption, (_("What"), _("Owner"), _("Due"), _("Done")), rows, _("There is nothing to do."))


def _done(one: ActionRow, *, editable: bool) -> Cell:
    if one.done_on is not None:
        return Cell(wording.short_day(one.done_on))
    return Cell(_("Mark as done"), href=reverse("projects:action-done", args=[one.reference])) if editable else Cell()


def _poll(poll: PollWork) -> Section:
    rows = tuple(
        (
            Cell(one.title),
            Cell(one.owner or _("Nobody")),
            Cell(wording.short_day(one.due_on)),
            Cell(_("Done") if one.done_at else ""),
        )
        for one in poll.tasks
    )
    title = _("Tasks of poll %(title)s") % {"title": poll.title}
    headings = (_("What"), _("Owner"), _("Due"), _("Done"))
    links = (NavItem(_("Project of the poll"), reverse("elections:project", args=[poll.reference])),)
    table = PlainTable(title, headings, rows, _("The project of the poll is not made yet."))
    return Section(title, table=table, links=links)


def _board(found: ProjectRecord, *, editable: bool) -> Iterator[Section]:
    for one in found.meetings:
        links = [NavItem(title, reverse("files:download", args=[token])) for title, token in one.papers]
        if editable:
            links += [
                NavItem(_("Change the meeting"), terms.part_href(one.reference)),
                NavItem(_("Add a paper"), reverse("projects:paper", args=[one.reference])),
            ]
        title = _("Board of %(day)s") % {"day": wording.day(one.held_on)}
        actions = [each for each in found.actions if each.meeting == one.reference]
        table = _actions(_("Actions of the board of %(day)s") % {"day": wording.day(one.held_on)}, actions, editable)
        yield Section(title, text=tuple(_said(one)), table=table, links=tuple(links))


def _said(one: MeetingRow) -> Iterator[str]:
    if one.present:
        yield _("Who is there: %(names)s") % {"names": one.present}
    yield from (line for line in one.notes.splitlines() if line.strip())


def _risks(found: ProjectRecord) -> Section:
    rows = tuple(
        (
            Cell(one.ref or one.reference),
            Cell(one.title, href=reverse("risks:risk", args=[one.reference])),
            Cell(one.register_title),
            Cell(f"{one.likelihood}-{one.impact}" if one.likelihood else _("Not scored")),
            Cell(one.owned_by or _("Nobody")),
        )
        for one in found.risks
    )
    headings = (_("Ref"), _("Risk"), _("Register"), _("Score"), _("Owner"))
    href = reverse("risks:register", args=[found.register]) if found.register else ""
    links = (NavItem(_("Risk register of the project"), href),) if href else ()
    return Section(_("Risks"), table=PlainTable(_("Risks"), headings, rows, _("No risk is linked.")), links=links)


def _lessons(found: ProjectRecord, *, editable: bool) -> PlainTable:
    rows = tuple(
        (
            Cell(one.heading, href=terms.part_href(one.reference) if editable else ""),
            Cell(one.text),
            Cell(one.carried_from),
            Cell(_("Settled") if one.settled else _("Open")),
        )
        for one in found.lessons
    )
    headings = (_("Lesson"), _("What is done about it"), _("Carried from"), _("State"))
    return PlainTable(_("Lessons"), headings, rows, _("No lesson is noted yet."))


def statuses() -> tuple[tuple[str, str], ...]:
    """Return how a project can stand, to choose from."""
    return tuple((one.value, str(one.label)) for one in Status)
