"""What a staff file shows: its facts, what somebody should look at, and its parts as tables."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from pollwright.pages import wording
from pollwright.pages.standard import Cell, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.people.hours import written
from pollwright.people.queries.files import WholeFile, year_of
from pollwright.people.states import Basis, CheckKind, DevelopmentKind, HoursKind, HoursState, Level, Outcome
from pollwright.people.web.terms import label, table


def facts(found: WholeFile) -> tuple[SummaryRow, ...]:
    """Return the particulars and what is counted."""
    row = found.row
    return (
        SummaryRow(_("Payroll number"), row.number or _("Not said")),
        SummaryRow(_("Signs in"), _("Yes") if found.account else _("No")),
        SummaryRow(_("First day"), wording.day(row.started_on)),
        SummaryRow(_("Last day"), wording.day(row.left_on) or _("Not said")),
        SummaryRow(_("Contract hours in a week"), written(row.weekly_minutes)),
        SummaryRow(
            _("Development this year"),
            _("%(done)s of %(wanted)s hours") % {"done": written(row.learnt), "wanted": written(row.cpd_minutes)},
        ),
        SummaryRow(_("Time owed"), written(found.ledger.balance), note=_lapsing(found)),
    )


def warnings(found: WholeFile, on: date) -> tuple[str, ...]:
    """Return what somebody should look at; none of it blocks anything."""
    said = []
    _first, last = year_of(on)
    short = found.row.cpd_minutes - found.row.learnt
    if short > 0 and found.row.left_on is None:
        words = _("%(hours)s hours of development are still wanted by %(day)s.")
        said.append(words % {"hours": written(short), "day": wording.plain_day(last)})
    if lapsed := found.ledger.lapsed(on):
        said.append(
            _("%(hours)s hours were not taken in time, and are to be written off.") % {"hours": written(lapsed)}
        )
    out = [name for _reference, name, _level, _since, until, _evidence in found.skills if until and until < on]
    said += [_("%(skill)s has run out.") % {"skill": name} for name in out]
    waiting = sum(1 for one in found.hours if one.state == HoursState.ASKED)
    if waiting:
        said.append(_("Entries of hours that wait to be agreed: %(many)s.") % {"many": waiting})
    late = [due for _number, due, held in found.appraisals if held is None and due < on]
    said += [_("The appraisal due on %(day)s was not held.") % {"day": wording.plain_day(due)} for due in late]
    return tuple(said)


def sections(found: WholeFile, on: date) -> tuple[Section, ...]:
    """Return the parts of a file."""
    return (
        _holdings(found, on),
        _skills(found, on),
        _development(found),
        _hours(found),
        _checks(found),
        _appraisals(found),
    )


def _holdings(found: WholeFile, on: date) -> Section:
    rows = tuple(
        (
            Cell(one.title),
            Cell(label(Basis, one.basis)),
            Cell(str(one.percent), numeric=True),
            Cell(f"{one.ours}% / {100 - one.ours}% {one.partner}" if one.partner else ""),
            Cell(wording.short_day(one.starts_on)),
            Cell(wording.short_day(one.ends_on)),
            Cell(wording.short_day(one.told_on)),
        )
        for one in found.holdings
    )
    headings = (
        _("Post"), _("How"), _("% of full time"), _("Shared"), _("From"), _("To"), _("Told of the restriction"),
    )  # fmt: skip
    return table(_("Posts held"), headings, rows)


def _skills(found: WholeFile, on: date) -> Section:
    rows = tuple(
        (
            Cell(name),
            Cell(label(Level, level)),
            Cell(wording.short_day(since)),
            Cell(
                _("Ran out on %(day)s") % {"day": wording.short_day(until)}
                if until and until < on
                else wording.short_day(until)
            ),
            Cell(evidence),
        )
        for _reference, name, level, since, until, evidence in found.skills
    )
    return table(_("Skills and training"), (_("Skill"), _("Level"), _("Since"), _("Until"), _("Evidence")), rows)


def _development(found: WholeFile) -> Section:
    rows = tuple(
        (
            Cell(wording.short_day(one.on)),
            Cell(one.title),
            Cell(label(DevelopmentKind, one.kind)),
            Cell(one.provider),
            Cell(_("Struck out") if one.struck else written(one.minutes), numeric=True),
            Cell(one.reflection),
        )
        for one in found.development
    )
    headings = (_("Day"), _("What it was"), _("Kind"), _("Provider"), _("Hours"), _("What came of it"))
    return table(_("Development"), headings, rows)


def _hours(found: WholeFile) -> Section:
    rows = tuple(
        (
            Cell(wording.short_day(one.on)),
            Cell(label(HoursKind, one.kind)),
            Cell(written(one.minutes), numeric=True),
            Cell(wording.short_day(one.expires_on)),
            Cell(label(HoursState, one.state)),
            Cell(one.decided_by or one.entered_by),
            Cell(one.note),
        )
        for one in found.hours
    )
    headings = (_("Day"), _("Entry"), _("Hours"), _("May be taken until"), _("State"), _("By"), _("Note"))
    return table(_("Hours"), headings, rows)


def _checks(found: WholeFile) -> Section:
    rows = tuple(
        (
            Cell(label(CheckKind, one.kind)),
            Cell(wording.short_day(one.done_on)),
            Cell(label(Outcome, one.outcome)),
            Cell(wording.short_day(one.due_on)),
            Cell(one.note),
        )
        for one in found.checks
    )
    return table(_("Checks"), (_("Check"), _("Done"), _("Outcome"), _("Due again"), _("Note")), rows)


def _appraisals(found: WholeFile) -> Section:
    rows = tuple(
        (Cell(wording.short_day(due)), Cell(wording.short_day(held) or _("Not yet")))
        for _number, due, held in found.appraisals
    )
    return table(_("Appraisals"), (_("Due on"), _("Held on")), rows)


def _lapsing(found: WholeFile) -> str:
    if not found.ledger.lapsing:
        return ""
    last, minutes = found.ledger.lapsing[0]
    return _("%(hours)s of it may be taken until %(day)s") % {"hours": written(minutes), "day": wording.plain_day(last)}
