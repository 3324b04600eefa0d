"""What indicators are and mean, as a table that goes out as it comes in."""

from __future__ import annotations

from django.db.models import Subquery

from pollwright.performance.models import Indicator, IndicatorDefinition

FACTS = (
    "code", "title", "service", "owner_text", "checker_text", "frequency", "polarity", "unit", "places", "tolerance",
    "computed", "starts_in",
)  # fmt: skip
MEANING = ("meaning", "formula", "source", "route_1_counts", "taken_back_counts")
COLUMNS = ("reference", *FACTS, *MEANING)
"""Headings of the table. The person who owns an indicator is chosen on its page; `owner_text` is the owner as typed."""
BY_HAND = "hand"


def definitions(authority_id: int, *references: str) -> list[dict[str, str]]:
    """Return the indicators in use by their codes, each with the version of its definition that counts, as text.

    :param references: which of them; all where none is named.
    """
    last = IndicatorDefinition.objects.filter(authority=authority_id).order_by("indicator", "-number")
    counting = last.distinct("indicator").values("pk")
    held = IndicatorDefinition.objects.filter(authority=authority_id, pk__in=Subquery(counting))
    held = held.filter(indicator__withdrawn_on__isnull=True).order_by("indicator__code", "indicator__reference")
    if references:
        held = held.filter(indicator__reference__in=references)
    names = ("indicator__reference", *(f"indicator__{name}" for name in FACTS), *MEANING)
    return [dict(zip(COLUMNS, map(_text, row), strict=True)) | _by_hand(row) for row in held.values_list(*names)]


def versions(authority_id: int, references: list[str]) -> dict[str, tuple[int, str]]:
    """Return the version and the owner's handle of indicators, by reference."""
    held = Indicator.objects.filter(authority=authority_id, reference__in=references)
    rows = held.values_list("reference", "version", "owner__handle")
    return {reference: (version, str(handle or "")) for reference, version, handle in rows}


def _by_hand(row: tuple[object, ...]) -> dict[str, str]:
    return {} if row[COLUMNS.index("computed")] else {"computed": BY_HAND}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
