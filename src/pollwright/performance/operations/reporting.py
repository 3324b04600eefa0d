"""Reports of a quarter, made and frozen; and chasing figures that are late."""

from __future__ import annotations

from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.references import next_reference
from pollwright.files.kinds import declare
from pollwright.files.store import keep
from pollwright.law.notices import LONDON
from pollwright.performance import events
from pollwright.performance.models import LateEntry, PerformanceReport
from pollwright.performance.papers.reports import lines_of, paper_of
from pollwright.performance.queries.figures import indicators_of, late, not_chased
from pollwright.performance.rating import Period
from pollwright.performance.states import ReportKind
from pollwright.refusals import Refused

SERIES = "PR"
COMMITTEE_AFTER = (2, 4)
"""Quarters after which a committee is told (MM-F01)."""
FILE_KIND = declare("performance-report", "Report of performance", Permission.PERFORMANCE_VIEW)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLES = {
    ReportKind.BOARD: "Performance indicators, {period}: return to the Management Board",
    ReportKind.COMMITTEE: "Performance indicators at the end of {period}: report to committee",
}


class NoReportThen(Refused):
    """A committee is told twice a year."""

    code = "performance.R030"
    problem = "A committee report is made at the end of quarters 2 and 4, not of {period}."
    remedy = "Choose another quarter, or make the return to the Management Board."


class QuarterNotOver(Refused):
    """The quarter is not over."""

    code = "performance.R031"
    problem = "{period} ends on {last}."
    remedy = "Make the report after the quarter."


class NothingToReport(Refused):
    """There is no indicator in use."""

    code = "performance.R032"
    problem = "There is no indicator in use to report on."
    remedy = "Define the indicators first."


@operation(Permission.PERFORMANCE_EDIT)
def make_report(*, actor: Actor, kind: ReportKind, period: Period, at: datetime) -> PerformanceReport:
    """Make the report of a quarter as it stands, with its files; it is never changed, another can be made.

    :raises NoReportThen: where a committee is not told of that quarter.
    :raises QuarterNotOver: where the quarter has not ended.
    """
    if not period.quarter or (kind == ReportKind.COMMITTEE and period.quarter not in COMMITTEE_AFTER):
        raise NoReportThen(period=period.label)
    on = at.astimezone(LONDON).date()
    if on <= period.last:
        raise QuarterNotOver(period=period.label, last=period.last)
    rows = indicators_of(actor.authority_id)
    if not rows:
        raise NothingToReport
    reference = next_reference(actor.authority_id, SERIES)
    title = _TITLES[ReportKind(kind)].format(period=period.label)
    lines = lines_of(rows, period)
    missing = late(actor.authority_id, calendar_of(actor.authority_id), on=on)
    pdf, docx = paper_of(actor.authority_id, reference, title, lines, missing, at)
    stored = [
        keep(actor=actor, source=content, name=f"{reference}.{ending}", media_type=media, kind=FILE_KIND.name)
        for content, ending, media in ((pdf, "pdf", "application/pdf"), (docx, "docx", WORD))
    ]
    report = PerformanceReport.objects.create(
        authority_id=actor.authority_id, reference=reference, kind=kind, year=period.year, quarter=period.quarter,
        title=title, rows=lines, pdf=stored[0], docx=stored[1], made_by=actor.name, made_at=at,
    )  # fmt: skip
    happening = events.ReportMade(reference, title, stored[0].sha256)
    record(happening, actor=actor, subjects=[("performancereport", report.pk), *stored])
    return report


@operation(Permission.PERFORMANCE_EDIT)
def chase_late(*, actor: Actor, on: date) -> int:
    """Note for each figure that is late, once, that its owner was chased; return how many are new.

    Nothing is recorded twice: Today names all that are late until they are entered.
    """
    found = not_chased(actor.authority_id, late(actor.authority_id, calendar_of(actor.authority_id), on=on))
    LateEntry.objects.bulk_create(
        LateEntry(
            authority_id=actor.authority_id,
            indicator_id=one.indicator_id,
            year=one.period.year,
            quarter=one.period.quarter,
            chased_on=on,
        )
        for one in found
    )
    subjects = [("indicator", one.indicator_id) for one in found]
    record(events.LateChased(len(found)), actor=actor, subjects=subjects)
    return len(found)
