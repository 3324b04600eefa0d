"""What alarms on a polling day: stations that are not heard of, boxes that are late, changes that no station knows of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pollwright.polling_day.models import Desk, LateChange
from pollwright.polling_day.queries.boxes import board
from pollwright.polling_day.states import LateState


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing at a desk (handbook B-34, B-40).

    :param silent: stations, as they are written, that told nothing by `report_due`.
    :param late: stations whose box is late.
    :param unread: how many late changes no station has read back.
    """

    desk: str
    report_due: datetime | None
    silent: tuple[str, ...]
    late: tuple[str, ...]
    unread: int


def missing(authority_id: int, *, at: datetime) -> list[Missing]:
    """Return what is missing at the desks of the day and of the night after it, where anything is.

    Nothing alarms in a rehearsal but its own pages.
    """
    on = at.date()
    held = Desk.objects.filter(authority=authority_id, day__in=(on - timedelta(days=1), on), rehearsal=False)
    found = (_of(desk, at) for desk in held.order_by("day"))
    return [one for one in found if one.silent or one.late or one.unread]


def _of(desk: Desk, at: datetime) -> Missing:
    found = board(desk, at=at)
    unread = LateChange.objects.filter(desk=desk, state=LateState.WAITING).count()
    return Missing(
        desk.reference,
        found.report_due,
        found.silent,
        tuple(dict.fromkeys(row.station for row in found.late)),
        unread,
    )
