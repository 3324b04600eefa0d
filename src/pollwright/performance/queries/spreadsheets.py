"""Targets, figures and the quality of data of all indicators in use, as tables that go out as they come in."""

from __future__ import annotations

from collections.abc import Callable

from pollwright.performance.models import Actual, Expected, QualityStatement
from pollwright.performance.queries.definitions import COLUMNS as DEFINED
from pollwright.performance.queries.definitions import definitions
from pollwright.performance.rating import year_label
from pollwright.performance.states import DIMENSIONS

Rows = list[tuple[str, ...]]
_OF = ("indicator__reference", "year")
_BY = ("indicator__code", "indicator__reference", "year")
_IN_USE = {"indicator__withdrawn_on__isnull": True}

TARGETS = ("ref", "year", "quarter", "kind", "target")
FIGURES = ("ref", "year", "quarter", "figure", "source", "state", "commentary")
QUALITY = ("ref", "year", *DIMENSIONS, "statement")


def table_of(name: str, authority_id: int) -> tuple[tuple[str, ...], Rows] | None:
    """Return the headings and the rows of the table of that name; None where there is none."""
    found = _TABLES.get(name)
    return None if found is None else (found[0], found[1](authority_id))


def _defined(authority_id: int) -> Rows:
    return [tuple(row[name] for name in DEFINED) for row in definitions(authority_id)]


def _targets(authority_id: int) -> Rows:
    held = Expected.objects.filter(authority=authority_id, **_IN_USE).order_by(*_BY, "quarter", "kind")
    rows = held.values_list(*_OF, "quarter", "kind", "text")
    return [(ref, year_label(year), _quarter(quarter), kind, text) for ref, year, quarter, kind, text in rows]


def _figures(authority_id: int) -> Rows:
    held = Actual.objects.filter(authority=authority_id, **_IN_USE).order_by(*_BY, "quarter")
    rows = held.values_list(*_OF, "quarter", "text", "source", "state", "commentary")
    return [(ref, year_label(year), _quarter(quarter), *rest) for ref, year, quarter, *rest in rows]


def _quality(authority_id: int) -> Rows:
    held = QualityStatement.objects.filter(authority=authority_id, **_IN_USE).order_by(*_BY)
    rows = held.values_list(*_OF, *DIMENSIONS, "statement")
    return [
        (ref, year_label(year), *("" if score is None else str(score) for score in scores), statement)
        for ref, year, *scores, statement in rows
    ]


def _quarter(quarter: int) -> str:
    return str(quarter) if quarter else ""


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[int], Rows]]] = {
    "definitions": (DEFINED, _defined),
    "targets": (TARGETS, _targets),
    "figures": (FIGURES, _figures),
    "quality": (QUALITY, _quality),
}
