"""The tray: scans that wait to be keyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.register.models import TrayItem
from pollwright.register.states import TrayState


@dataclass(frozen=True, slots=True)
class TrayRow:
    """One scan."""

    id: int
    reference: str
    channel: str
    received_at: datetime
    token: str


_FIELDS = ("pk", "reference", "channel", "received_at", "file__token")


def tray_items(authority_id: int, asked: TableRequest) -> Page[TrayRow]:
    """Return a page of the scans that wait."""
    held = TrayItem.objects.filter(authority=authority_id, state=TrayState.WAITING)
    held = held.filter(every_word(asked.search, ("reference", "channel")))
    total = Total.of(held.order_by()[:1001].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_FIELDS)[: asked.size + 1]
    return Page.gather(asked, [TrayRow(*row) for row in rows], total)


def tray_item(authority_id: int, reference: str) -> TrayRow:
    """Return a scan that waits.

    :raises NotFound: where it is not there or is closed.
    """
    held = TrayItem.objects.filter(authority=authority_id, reference=reference, state=TrayState.WAITING)
    row = held.values_list(*_FIELDS).first()
    if row is None:
        raise NotFound(kind="scan in the tray", reference=reference)
    return TrayRow(*row)
