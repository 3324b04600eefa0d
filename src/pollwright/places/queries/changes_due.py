"""Which changes of polling districts take effect on a day."""

from __future__ import annotations

from datetime import date

from pollwright.places.models import DistrictChange
from pollwright.places.states import DistrictChangeState


def changes_due(authority_id: int, on: date) -> list[str]:
    """Return the references of the changes noticed for a day, in order (REG-322)."""
    held = DistrictChange.objects.filter(authority=authority_id, state=DistrictChangeState.NOTICED, effective_on=on)
    return list(held.order_by("reference").values_list("reference", flat=True))
