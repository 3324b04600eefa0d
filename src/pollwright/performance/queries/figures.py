"""Indicators with their figures as plain rows: for lists, pages, reports, and the service plan above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, QuerySet

from pollwright.authorities.calendars import calendar_of
from pollwright.law.calendars import Calendar
from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.performance.models import (
    Actual,
    Expected,
    Indicator,
    IndicatorDefinition,
    LateEntry,
    QualityStatement,
)
from pollwright.performance.rating import DATA_DAYS, Direction, Period, Rating, direction, period_of, rated
from pollwright.performance.states import DIMENSIONS, ExpectedKind, Frequency, Polarity
from pollwright.refusals import NotFound

QUARTERS_LOOKED_BACK = 8
Definition = IndicatorDefinition
"""A version of what an indicator means, as `definition_now` gives it to pages, which hand it on."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An actual with the target of its period, how it stands to it, and which way it went."""

    period: Period
    text: str
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    parts: dict[str, str]
    historic: bool
    source: str
    commentary: str
    definition: int | None
    state: str
    entered_by: str
    signed_by: str
    version: int
    target: str
    rating: Rating
    direction: Direction


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a list, with its last figure."""

    id: int
    reference: str
    code: str
    title: str
    service: str
    owned_by: str
    frequency: str
    computed: str
    withdrawn_on: date | None
    figures: tuple[Figure, ...]

    @property
    def last(self) -> Figure | None:
        """The latest figure."""
        return self.figures[-1] if self.figures else None


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """A target or forecast as typed."""

    kind: str
    period: Period
    text: str


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A version of what an indicator means."""

    number: int
    meaning: str
    formula: str
    source: str
    route_1_counts: bool
    taken_back_counts: bool
    valid_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class QualityRow:
    """How good the data are in a year; None is not scored."""

    year: int
    scores: dict[str, int | None]
    statement: str


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """Everything of one indicator."""

    row: IndicatorRow
    version: int
    owner_handle: str
    owner_text: str
    checker_text: str
    polarity: str
    unit: str
    places: int
    tolerance: Decimal | None
    starts_in: int | None
    definitions: tuple[DefinitionRow, ...]
    expected: tuple[ExpectedRow, ...]
    quality: tuple[QualityRow, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """A figure that was due."""

    indicator_id: int
    reference: str
    code: str
    title: str
    period: Period
    due_on: date


def indicators(authority_id: int, asked: TableRequest) -> Page[IndicatorRow]:
    """Return a page of indicators; those no longer used only where they are asked for."""
    held = Indicator.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("code", "title", "service", "reference", "owner__name", "owner_text"))
    )
    held = held.filter(withdrawn_on__isnull=asked.filters.get("use") != "out")
    if (worked := asked.filters.get("computed")) is not None:
        held = held.exclude(computed="") if worked else held.filter(computed="")
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = _rows(authority_id, keyset_queryset(held, asked.order, asked.cursor)[: asked.size + 1])
    return Page.gather(asked, rows, total)


def indicators_of(authority_id: int, *, service: str = "") -> list[IndicatorRow]:
    """Return the indicators in use, of one service where it is named, by code: for reports and service plans."""
    held = Indicator.objects.filter(authority=authority_id, withdrawn_on__isnull=True)
    return _rows(authority_id, (held.filter(service=service) if service else held).order_by("code", "pk"))


def targets_of(authority_id: int, indicator_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Return the yearly targets as typed by indicator and financial year, for service plans."""
    held = Expected.objects.filter(
        authority=authority_id, indicator__in=list(indicator_ids), kind=ExpectedKind.TARGET, quarter=0
    )
    return {(one, year): text for one, year, text in held.values_list("indicator", "year", "text")}


def indicator_record(authority_id: int, reference: str) -> IndicatorRecord:
    """Return one indicator with its figures, targets, definitions and the quality of its data.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Indicator.objects.select_related("owner").filter(authority=authority_id, reference=reference)
    row = next(iter(_rows(authority_id, held)), None)
    if row is None:
        raise NotFound(kind="indicator", reference=reference)
    one = held[0]
    of: dict[str, Any] = {"authority": authority_id, "indicator": one}
    definitions = IndicatorDefinition.objects.filter(**of).order_by("-number")
    expected = Expected.objects.filter(**of).order_by("kind", "year", "quarter")
    quality = QualityStatement.objects.filter(**of).order_by("-year").values_list("year", "statement", *DIMENSIONS)
    return IndicatorRecord(
        row=row,
        version=one.version,
        owner_handle=str(one.owner.handle) if one.owner else "",
        owner_text=one.owner_text,
        checker_text=one.checker_text,
        polarity=one.polarity,
        unit=one.unit,
        places=one.places,
        tolerance=one.tolerance,
        starts_in=one.starts_in,
        definitions=tuple(DefinitionRow(*each) for each in definitions.values_list(*DefinitionRow.__slots__)),
        expected=tuple(
            ExpectedRow(kind, Period(year, quarter), text)
            for kind, year, quarter, text in expected.values_list("kind", "year", "quarter", "text")
        ),
        quality=tuple(
            QualityRow(year, dict(zip(DIMENSIONS, scores, strict=True)), statement)
            for year, statement, *scores in quality
        ),
    )


def definition_now(authority_id: int, reference: str) -> tuple[str, IndicatorDefinition]:
    """Return how an indicator is worked out, and the version of its definition that counts now.

    :raises NotFound: where the authority has none of that reference.
    """
    held = IndicatorDefinition.objects.select_related("indicator").filter(
        authority=authority_id, indicator__reference=reference
    )
    found = held.order_by("-number").first()
    if found is None:
        raise NotFound(kind="indicator", reference=reference)
    return found.indicator.computed, found


def late(authority_id: int, calendar: Calendar, *, on: date) -> list[Late]:
    """Return the figures that were to be entered before a day, 15 working days after their period (MM-F01)."""
    held = (
        Indicator.objects.filter(authority=authority_id, withdrawn_on__isnull=True)
        .annotate(since=Min("definitions__valid_from"))
        .order_by("code", "pk")
    )
    entered = set(Actual.objects.filter(authority=authority_id).values_list("indicator", "year", "quarter"))
    found = []
    for one in held:
        for period in _periods(one.frequency, on):
            due_on = calendar.working_days_after(period.last, DATA_DAYS)
            begun = one.since is not None and period.last >= one.since and period.year >= (one.starts_in or 0)
            if begun and due_on < on and (one.pk, period.year, period.quarter) not in entered:
                found.append(Late(one.pk, one.reference, one.code, one.title, period, due_on))
    return found


def late_figures(authority_id: int, *, on: date) -> int:
    """Return how many figures are late on a day; the calendar is asked only where there is an indicator."""
    if not Indicator.objects.filter(authority=authority_id, withdrawn_on__isnull=True).exists():
        return 0
    return len(late(authority_id, calendar_of(authority_id), on=on))


def not_chased(authority_id: int, figures: Iterable[Late]) -> list[Late]:
    """Return those of some late figures that nobody was chased for yet."""
    chased = set(LateEntry.objects.filter(authority=authority_id).values_list("indicator", "year", "quarter"))
    return [one for one in figures if (one.indicator_id, one.period.year, one.period.quarter) not in chased]


def _periods(frequency: str, on: date) -> list[Period]:
    """Return the latest periods that have ended by a day."""
    now = period_of(on)
    if frequency == Frequency.YEARLY:
        return [Period(now.year - back) for back in (2, 1)]
    number = now.year * 4 + now.quarter - 1
    return [Period(each // 4, each % 4 + 1) for each in range(number - QUARTERS_LOOKED_BACK, number)]


def _rows(authority_id: int, held: QuerySet[Indicator]) -> list[IndicatorRow]:
    """Return indicators with all their figures, in three statements however many there are."""
    found = list(held.select_related("owner"))
    ids = [one.pk for one in found]
    targets = {
        (of, year, quarter): (text, value)
        for of, year, quarter, text, value in Expected.objects.filter(
            authority=authority_id, indicator__in=ids, kind=ExpectedKind.TARGET
        ).values_list("indicator", "year", "quarter", "text", "value")
    }
    actuals: dict[int, list[Actual]] = {}
    kept = Actual.objects.select_related("definition").filter(authority=authority_id, indicator__in=ids)
    for actual in kept.order_by("year", "quarter"):
        actuals.setdefault(actual.indicator_id, []).append(actual)
    return [
        IndicatorRow(
            one.pk,
            one.reference,
            one.code,
            one.title,
            one.service,
            one.owner.name if one.owner else one.owner_text,
            one.frequency,
            one.computed,
            one.withdrawn_on,
            tuple(_figures(one, actuals.get(one.pk, []), targets)),
        )
        for one in found
    ]


def _figures(
    indicator: Indicator, actuals: list[Actual], targets: dict[tuple[int, int, int], tuple[str, Decimal | None]]
) -> list[Figure]:
    lower = indicator.polarity == Polarity.LOWER
    before: dict[bool, Decimal | None] = {}
    found = []
    for one in sorted(actuals, key=lambda each: (each.year, each.quarter or 5)):
        key = (indicator.pk, one.year, one.quarter)
        target, wanted = targets.get(key) or targets.get((indicator.pk, one.year, 0)) or ("", None)
        yearly = one.quarter == 0
        found.append(
            Figure(
                Period(one.year, one.quarter),
                one.text,
                one.value,
                one.numerator,
                one.denominator,
                dict(one.parts),
                one.historic,
                one.source,
                one.commentary,
                one.definition.number if one.definition else None,
                one.state,
                one.entered_by,
                one.signed_by,
                one.version,
                target,
                rated(one.value, wanted, lower_is_better=lower, tolerance=indicator.tolerance),
                direction(before.get(yearly), one.value, lower_is_better=lower),
            )
        )
        before[yearly] = one.value
    return found
