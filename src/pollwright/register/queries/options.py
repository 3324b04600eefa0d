"""The authority's own choices about notices and publications, as dated settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pollwright.authorities.models import Setting

SECOND_PERSON_ABOVE = 500
"""Changes in a notice above which a second person approves it, where the authority has chosen no other number."""


def option(authority_id: int, name: str, default: Any, *, on: date) -> Any:
    """Return an authority's setting as it stands on a day."""
    held = (
        Setting.objects.filter(authority=authority_id, name=name, valid_from__lte=on)
        .order_by("-valid_from", "-pk")
        .values_list("value", flat=True)
        .first()
    )
    return default if held is None else held


def needs_second_person(authority_id: int, counts: Mapping[str, int], *, on: date) -> bool:
    """Return whether a notice with so many changes must be approved by a second person."""
    changes = sum(counts.get(name, 0) for name in ("additions", "deletions", "amendments"))
    return changes > int(option(authority_id, "notices.second_person_above", SECOND_PERSON_ABOVE, on=on))
