"""The budget in a report of performance: the totals of its page at that moment, and none while a variance is unexplained."""

import pytest

from pollwright.acting import Actor
from pollwright.budgets.models import Budget
from pollwright.budgets.operations.explaining import set_forecast
from pollwright.budgets.operations.reporting import NotExplained
from pollwright.budgets.queries.lists import budget_record
from pollwright.budgets.report_section import tell
from pollwright.pages.wording import money
from pollwright.performance.rating import Period
from pollwright.performance.sections import SectionTable, Wanted
from tests.budgets.figures import named, taken
from tests.fixtures.people import TODAY


def told(actor: Actor, service: str = "", year: int = 2026) -> list[SectionTable]:
    return list(tell(Wanted(actor.authority_id, service, Period(year, 2), TODAY)))


def test_the_budget_in_a_report_comes_to_what_its_page_says(budget: Budget, officer: Actor, finance: Actor) -> None:
    rows = "J1,1/6/2026,4100,60000,,\nJ2,1/6/2026,4200,24000,,\nJ3,1/6/2026,9100,-12000,,\nJ4,1/6/2026,5555,100.50,,\n"
    taken(finance, budget, rows, 7_210_050)

    (table,) = told(officer, "elections")

    sums = budget_record(officer.authority_id, budget.reference, on=TODAY).sums
    last = (sums.original, sums.latest, sums.actual, sums.committed, sums.available, sums.forecast, sums.variance)
    assert list(table.rows[-1]) == ["Net cost of service", *map(money, last), ""]
    assert (sums.actual, table.checks[1].here, table.checks[1].there) == (7_200_000, 7_210_050, 7_210_050)
    assert table.notes[-1].startswith("£100.50 in the ledger")
    assert all(check.agrees for check in table.checks)
    assert (told(officer, "Waste"), told(officer, year=2025)) == ([], [])


def test_no_report_holds_a_budget_with_a_variance_that_nobody_explained(budget: Budget, officer: Actor) -> None:
    one = named("Printing")
    said = {"version": one.version, "pence": 7_000_000, "reason": "Dearer"}
    set_forecast(actor=officer, reference=one.reference, **said)  # type: ignore[arg-type]

    with pytest.raises(NotExplained):
        told(officer)
