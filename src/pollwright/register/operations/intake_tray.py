"""The tray: scans of what came by post, counter and e-mail, waiting to be keyed beside their image."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.files.content import Placed
from pollwright.files.store import keep
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.applications import TrayItemAdded, TrayItemKeyed
from pollwright.register.models import TrayItem
from pollwright.register.operations.intake import ReceivedInTheFuture
from pollwright.register.states import TrayState

SERIES = "T"
MEDIA = {"%PDF": "application/pdf", "\x89PNG": "image/png", "\xff\xd8\xff": "image/jpeg", "II*\x00": "image/tiff"}
"""The kinds of scan that are taken, by how their content begins."""
_BASIS = "Representation of the People (England and Wales) Regulations 2001 (SI 2001/341), reg 26 [REG-200]"


class NotAScan(Refused):
    """The file is none of the kinds that scanners and e-mail give."""

    code = "register.R155"
    problem = "This file is not a scan that can be shown: it must be a PDF, PNG, JPEG or TIFF."
    remedy = "Scan it again as PDF, or save the e-mail as PDF."


def media_type_of(start: bytes) -> str:
    """Return the media type of a scan by how its content begins.

    :raises NotAScan: where it is none.
    """
    text = start[:4].decode("latin-1")
    for beginning, media_type in MEDIA.items():
        if text.startswith(beginning[:4]):
            return media_type
    raise NotAScan


@operation(Permission.APPLICATIONS_ENTER)
def add_to_tray(
    *, actor: Actor, scan: Placed, media_type: str, channel: str, received_at: datetime, at: datetime
) -> TrayItem:
    """Put a scan into the tray; its moment of receipt will be the application's.

    :raises ReceivedInTheFuture: where the moment of receipt is after now.
    """
    if received_at > at:
        raise ReceivedInTheFuture
    reference = next_reference(actor.authority_id, SERIES)
    stored = keep(
        actor=actor, source=scan, name=f"Scan {reference}", media_type=media_type, kind="evidence", restricted=False
    )
    item = TrayItem.objects.create(
        authority_id=actor.authority_id, reference=reference, channel=channel, received_at=received_at, file=stored
    )
    record(TrayItemAdded(reference, channel, received_at), actor=actor, subjects=[item], basis=_BASIS)
    return item


@operation(Permission.APPLICATIONS_ENTER)
def set_aside(*, actor: Actor, reference: str, reason: str) -> TrayItem:
    """Take a scan out of the tray that is no application, and say why.

    :raises NotFound: where it is not waiting.
    """
    item = (
        TrayItem.objects.select_for_update()
        .filter(authority=actor.authority_id, reference=reference, state=TrayState.WAITING)
        .first()
    )
    if item is None:
        raise NotFound(kind="scan in the tray", reference=reference)
    item.state, item.closed_reason = TrayState.SET_ASIDE, reason[:200]
    item.save(update_fields=["state", "closed_reason"])
    record(TrayItemKeyed(reference, "set aside"), actor=actor, subjects=[item], reason=reason, basis=_BASIS)
    return item
