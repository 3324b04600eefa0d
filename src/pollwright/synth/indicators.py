"""The indicators of a demonstration: what they mean, past figures, and the last year worked out from its records.

Figures of years before the demonstration begins are invented, and entered as historic. Those after are worked out by the
same acts as an officer's: ES01 from returns of the canvass, ES02 from alterations, CO03 from requests for information.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.performance.models import Actual
from pollwright.performance.operations.defining import (
    IndicatorFacts,
    Meaning,
    define_indicator,
    set_expected,
    state_quality,
)
from pollwright.performance.operations.entering import (
    Entered,
    NothingToDivideBy,
    compute_actual,
    enter_actual,
    sign_actual,
)
from pollwright.performance.operations.returns import import_returns
from pollwright.performance.queries.canvass import NOT_HOMES, published_on
from pollwright.performance.rating import Period, period_of
from pollwright.performance.states import DIMENSIONS, Computed, ExpectedKind, Frequency
from pollwright.places.models import Property
from pollwright.places.states import PropertyKind
from pollwright.synth.randomness import chance, choose, stream

SEED, TOPIC = 11, "canvass returns"
OUTCOMES = ("responded", "not_needed", "no_response", "undelivered", "void")
BY_ROUTE = {"1": (0.31, 0.66, 0.0, 0.02, 0.01), "2": (0.74, 0.0, 0.19, 0.04, 0.03)}
ROUTE_1 = 0.72
RETURNED = 0.985
IN_A_FILE = 50_000

_CANVASS = IndicatorFacts(
    "Canvass return, register of 1 December", "ES01", "Elections", owner_text="Elections Manager",
    computed=Computed.CANVASS,
)  # fmt: skip
_CHANGES = IndicatorFacts(
    "Changes of the register in time", "ES02", "Elections", owner_text="Elections Manager",
    frequency=Frequency.QUARTERLY, computed=Computed.ALTERATIONS,
)  # fmt: skip
_REQUESTS = IndicatorFacts(
    "Requests for information answered in time", "CO03", "Elections", owner_text="Elections Officer",
    frequency=Frequency.QUARTERLY, places=1, computed=Computed.REQUESTS,
)  # fmt: skip
_CALLS = IndicatorFacts(
    "Calls answered within 60 seconds", "ES07", "Elections", owner_text="Elections Officer",
    frequency=Frequency.QUARTERLY, places=1,
)  # fmt: skip
DEFINED = (
    (
        _CANVASS,
        Meaning("Properties canvassed whose canvass is complete", "complete / canvassable", "Canvass returns"),
        "90%",
        ("93.12%", "91.37%", "92.40%"),
    ),
    (
        _CHANGES,
        Meaning("Changes determined by a month's deadline that stand in its notice", "in time / all", "Alterations"),
        "100%",
        ("100%", "99.92%", "100%"),
    ),
    (
        _REQUESTS,
        Meaning("Requests under the Act answered within 20 working days", "in time / closed or due", "Casework"),
        "85%",
        ("94.4%", "97.1%", "96.0%"),
    ),
    (
        _CALLS,
        Meaning("Calls to the elections line answered within a minute", "answered in time / calls", "Telephone system"),
        "80%",
        ("81.3%", "78.9%", "84.0%"),
    ),
)
"""Each indicator with its target and the figures of three years past."""


def keep_indicators(head: Actor, second: Actor, *, now: datetime) -> None:
    """Define the indicators, enter and work out their figures, and sign off the last of each.

    :param second: somebody else, who signs off what the head enters.
    """
    on = now.date()
    with scope(authority=head.authority_id):
        for facts, meaning, target, past in DEFINED:
            reference = define_indicator(actor=head, facts=facts, meaning=meaning, on=on).reference
            years = range(period_of(on).year - len(past) - 1, period_of(on).year - 1)
            for year, text in zip(years, past, strict=True):
                figure = Entered(text, historic=True, source=f"Service plan of {year + 1}")
                enter_actual(actor=head, reference=reference, period=Period(year), figure=figure, on=on)
            for year in range(years.start, period_of(on).year + 3):
                period = Period(year)
                set_expected(actor=head, reference=reference, kind=ExpectedKind.TARGET, period=period, text=target)
            _last_year(head, second, reference, facts, on)


def _last_year(head: Actor, second: Actor, reference: str, facts: IndicatorFacts, on: date) -> None:
    """Bring an indicator up to date: every period that is over since the past figures end, all but the last signed."""
    this = period_of(on)
    scores = dict.fromkeys(DIMENSIONS, 4) | {"completeness": 3}
    for year in (this.year - 1, this.year):
        said = "Counted from the records of the service; late returns are missing"
        state_quality(actor=head, reference=reference, year=year, scores=scores, statement=said)
    if facts.computed == Computed.CANVASS:
        _take_returns(head, this.year - 1)
    over = [period for period in _periods(facts.frequency, this) if period.last < on]
    for number, period in enumerate(over):
        made = _figure(head, reference, facts, period, on, number)
        if made is not None and period != over[-1]:
            sign_actual(actor=second, reference=reference, period=period, version=made.version, on=on)


def _figure(head: Actor, reference: str, facts: IndicatorFacts, period: Period, on: date, number: int) -> Actual | None:
    if facts.computed == Computed.BY_HAND:
        figure = Entered(numerator=1_630 + 47 * number, denominator=2_010 + 31 * number, commentary="As counted")
        return enter_actual(actor=head, reference=reference, period=period, figure=figure, on=on)
    try:
        return compute_actual(actor=head, reference=reference, period=period, on=on)
    except NothingToDivideBy:  # a quarter in which nobody asked for anything
        return None


def _periods(frequency: Frequency, this: Period) -> Iterator[Period]:
    for year in (this.year - 1, this.year):
        if frequency == Frequency.YEARLY:
            yield Period(year)
        else:
            yield from (Period(year, quarter) for quarter in range(1, 5))


def _take_returns(head: Actor, canvass: int) -> None:
    """Import the files of returns of a canvass, as the canvass's own system gives them."""
    day = published_on(head.authority_id, canvass)
    held = Property.objects.filter(authority=head.authority_id, valid_from__lte=day, valid_to__isnull=True)
    homes = list(
        held.exclude(kind=PropertyKind.COMMERCIAL)
        .exclude(status__in=NOT_HOMES)
        .order_by("pk")
        .values_list("reference", flat=True)
    )
    heading, *rows = _rows(homes, day)
    for start in range(0, len(rows), IN_A_FILE):
        content = "\n".join([heading, *rows[start : start + IN_A_FILE]]).encode()
        import_returns(actor=head, canvass=canvass, content=content)


def _rows(homes: list[str], day: date) -> Iterator[str]:
    yield "property,route,outcome,date"
    draws = stream(SEED, 0, TOPIC)
    first_route, came = chance(draws, len(homes), ROUTE_1), chance(draws, len(homes), RETURNED)
    outcomes = {route: choose(draws, len(homes), weights) for route, weights in BY_ROUTE.items()}
    written = day.replace(day=1, month=11).strftime("%-d/%-m/%Y")
    for number, home in enumerate(homes):
        route = "1" if first_route[number] else "2"
        if came[number]:
            yield f"{home},{route},{OUTCOMES[outcomes[route][number]]},{written}"
