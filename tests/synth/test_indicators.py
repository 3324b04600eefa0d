"""The indicators of a demonstration."""

from datetime import UTC, date, datetime

import pytest

from pollwright.acting import Actor
from pollwright.performance.models import Actual, IndicatorDefinition
from pollwright.performance.queries.canvass import canvassed
from pollwright.synth.indicators import keep_indicators
from tests.fixtures.ledger import Ledger


@pytest.mark.django_db
def test_the_canvass_is_worked_out_from_its_returns_and_past_figures_are_historic(
    head: Actor, senior: Actor, ledger: Ledger
) -> None:
    district = ledger.district()
    for _ in range(40):
        ledger.property(district, valid_from=date(2020, 1, 1))

    keep_indicators(head, senior, now=datetime(2026, 11, 23, 9, tzinfo=UTC))

    figures = Actual.objects.filter(indicator__code="ES01").order_by("year")
    definition = IndicatorDefinition.objects.get(indicator__code="ES01")
    counted = canvassed(head.authority_id, 2025, definition)
    assert [(one.year, one.historic) for one in figures] == [(2022, True), (2023, True), (2024, True), (2025, False)]
    assert (figures[3].numerator, figures[3].denominator) == (counted.complete, 40)
    assert 0 < counted.without_return + counted.complete <= 40
    assert list(
        Actual.objects.filter(indicator__code="ES07", historic=False)
        .order_by("year", "quarter")
        .values_list("state", flat=True)
    ) == ["signed"] * 5 + ["entered"]
