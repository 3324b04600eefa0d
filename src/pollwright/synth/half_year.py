"""The committee report of the half-year that ended last in a demonstration, with the risks of its polls looked at before.

Both are done as an officer does them.
"""

from __future__ import annotations

from datetime import datetime

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.performance.operations.reporting import COMMITTEE_AFTER, Report, make_report
from pollwright.performance.papers.reports import Words
from pollwright.performance.rating import Period, period_of
from pollwright.performance.sections import offered
from pollwright.performance.states import Implication, ReportKind
from pollwright.risks.models import Risk
from pollwright.risks.operations.scoring import score_risk
from pollwright.risks.schemes import OVERALL
from pollwright.risks.states import SchemeKind, ScoreKind

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


_MARKS = (("4", "4", "3", "3"), ("3", "4", "2", "4"), ("4", "3", "3", "2"), ("3", "3", "2", "2"), ("2", "4", "1", "4"),
          ("3", "2", "2", "2"), ("4", "2", "2", "2"), ("2", "3", "1", "3"))  # fmt: skip
"""Likelihood and impact before controls and with them, of the first risks of the first poll."""


def report_half_year(head: Actor, *, now: datetime) -> None:
    """Make the report to the committee, with every section that the head of the service may see."""
    this = period_of(now.date())
    quarters = [Period(year, quarter) for year in (this.year - 1, this.year) for quarter in COMMITTEE_AFTER]
    last = [period for period in quarters if period.last < now.date()][-1]
    names = tuple(one.name for one in offered(head.permissions))
    with scope(authority=head.authority_id):
        _score_risks(head, now=now)
        wanted = Report(ReportKind.COMMITTEE, last, sections=names, words=_WORDS)
        make_report(actor=head, wanted=wanted, at=now)


def _score_risks(head: Actor, *, now: datetime) -> None:
    """Score the first risks of the first register that is numbered by likelihood and impact."""
    held = Risk.objects.filter(authority=head.authority_id, register__scheme=SchemeKind.NUMERIC)
    for risk, (likely, severe, still_likely, still_severe) in zip(held.order_by("pk"), _MARKS, strict=False):
        version = risk.version
        for kind, likelihood, impact in (
            (ScoreKind.INHERENT, likely, severe),
            (ScoreKind.RESIDUAL, still_likely, still_severe),
        ):
            version = score_risk(
                actor=head, reference=risk.reference, version=version, kind=kind, likelihood=likelihood,
                impacts={OVERALL: impact}, reason="Looked at with the team", on=now.date(),
            ).version  # fmt: skip
