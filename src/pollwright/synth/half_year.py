"""The committee report of the half-year that ended last in a demonstration, made as an officer makes it."""

from __future__ import annotations

from datetime import datetime

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.performance.operations.reporting import COMMITTEE_AFTER, Report, make_report
from pollwright.performance.papers.reports import Words
from pollwright.performance.rating import Period, period_of
from pollwright.performance.sections import offered
from pollwright.performance.states import Implication, ReportKind

_WORDS = Words(
    "The canvass runs to plan and the indicators of the service are at or near their targets.\n"
    "Postage is dearer than was estimated; the service will manage the difference.",
    ("Note how the indicators, projects and risks of the service stand.", "Note the forecast of its budgets."),
    {
        Implication.FINANCIAL: "The forecast is explained by heading in the section on budgets.",
        Implication.LEGAL: "The report proposes nothing beyond the statutory duties of the officers.",
        Implication.EQUALITY: "Forms are offered in large print and by telephone.",
    },
    ("Returns of the last canvass", "Notices of alteration of the half-year"),
)


def report_half_year(head: Actor, *, now: datetime) -> None:
    """Make the report to the committee, with every section that the head of the service may see."""
    this = period_of(now.date())
    quarters = [Period(year, quarter) for year in (this.year - 1, this.year) for quarter in COMMITTEE_AFTER]
    last = [period for period in quarters if period.last < now.date()][-1]
    names = tuple(one.name for one in offered(head.permissions))
    with scope(authority=head.authority_id):
        wanted = Report(ReportKind.COMMITTEE, last, sections=names, words=_WORDS)
        make_report(actor=head, wanted=wanted, at=now)
