"""A desk as a plain row: what everything else of the day is asked for by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.polling_day.models import Desk
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A desk."""

    pk: int
    authority_id: int
    reference: str
    day: date
    rehearsal: bool
    boxes_due_at: datetime
    opened_at: datetime
    version: int

    @property
    def id(self) -> int:
        """The same as `pk`, as lists have it."""
        return self.pk


AnyDesk = Desk | DeskRow
FIELDS = ("pk", "authority_id", "reference", "day", "rehearsal", "boxes_due_at", "opened_at", "version")


def row_of(desk: Desk) -> DeskRow:
    """Return a desk as a plain row."""
    return DeskRow(*(getattr(desk, name) for name in FIELDS))


def desk_named(authority_id: int, reference: str) -> DeskRow:
    """Return a desk.

    :raises NotFound: where the authority has none of that reference.
    """
    values = Desk.objects.filter(authority=authority_id, reference=reference).values_list(*FIELDS).first()
    if values is None:
        raise NotFound(kind="desk", reference=reference)
    return DeskRow(*values)
