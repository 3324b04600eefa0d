"""The budgets, as a section of a report: as the budget report has them, and no more of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from pollwright.acting import Permission
from pollwright.budgets.operations.reporting import NotExplained
from pollwright.budgets.papers.reports import COLUMNS, RULE, lines_of, titled
from pollwright.budgets.queries.figures import figures_of, unexplained
from pollwright.budgets.queries.reported import reported_budgets
from pollwright.budgets.sums import total
from pollwright.formats.plan_dates import year_name
from pollwright.pages.wording import money
from pollwright.performance.sections import Check, ReportSection, SectionTable, Wanted, declare


def tell(wanted: Wanted) -> Iterator[SectionTable]:
    """Yield the budgets of the year that were agreed, a table each, as they stand on the day.

    :raises NotExplained: where a variance is to be explained first, as for a report on the budget itself.
    """
    for one in reported_budgets(wanted.authority_id, wanted.service, wanted.period.year):
        found = figures_of(wanted.authority_id, [one.id], on=wanted.on)
        missing = unexplained(wanted.authority_id, found, on=wanted.on)
        if missing:
            raise NotExplained(many=len(missing), heading=missing[0].reference)
        sums = total(each.sums for each in found)
        notes = [RULE]
        if one.unmatched:
            notes.append(
                f"{money(one.unmatched)} in the ledger stands under codes of no heading, and is in no line above."
            )
        yield SectionTable(
            titled(one.service, year_name(wanted.period.year), wanted.on),
            COLUMNS,
            tuple(tuple(line) for line in lines_of(found)),
            tuple(notes),
            (
                Check(f"{one.reference}: estimates and their changes, in pence", sums.latest, one.estimated),
                Check(f"{one.reference}: the ledger, in pence", sums.actual + one.unmatched, one.posted),
            ),
        )


declare(ReportSection("budget", "Budget", gettext_lazy("Budget"), Permission.BUDGETS_VIEW, 3, tell))
