"""The portal's side of a draft: what those who were invited fill in, send and choose. None of it is a delivery."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.store import keep
from pollwright.nominations.events.inviting import DraftSaved, DraftSent, OfficeWrittenTo, ScanUploaded, SlotChosen
from pollwright.nominations.models import Appointment, DraftMessage, DraftUpload, Invitation
from pollwright.nominations.operations.diary import SlotTaken
from pollwright.nominations.operations.entering import PaperMoved
from pollwright.nominations.operations.given import stored
from pollwright.nominations.operations.inviting import NothingFilledIn, in_hand, save
from pollwright.nominations.states import DraftState
from pollwright.refusals import Refused

FILE_KIND = declare("nomination-scan", "Scans sent with drafts of nomination papers", Permission.NOMINATIONS_ENTER)
MOST_UPLOADS = 10
MOST_MESSAGES = 50
EDITABLE = (DraftState.OPEN, DraftState.RETURNED)


class EnoughSent(Refused):
    """A draft takes so many scans and messages, and no more."""

    code = "nominations.R053"
    problem = "No more {what} can be sent with this draft: there are {most} already."
    remedy = "Telephone the elections office."


class LinkExpired(Refused):
    """The link is past its time."""

    code = "nominations.R054"
    problem = "The link of {reference} has expired."
    remedy = "Ask the elections office for a new one."


@operation(Permission.NOMINATIONS_DRAFT)
def save_draft(*, actor: Actor, reference: str, version: int, given: Mapping[str, Any], at: datetime) -> Invitation:
    """Keep what was filled in.

    :raises PaperMoved: where the draft was sent or taken over, or changed in another window.
    """
    found = _open(actor, reference, version, at)
    found.typed = stored({name: value for name, value in given.items() if name != "version"})
    save(found, "typed")
    record(DraftSaved(reference), actor=actor, subjects=[found])
    return found


@operation(Permission.NOMINATIONS_DRAFT)
def send_draft(*, actor: Actor, reference: str, version: int, at: datetime) -> Invitation:
    """Send a draft to the office for an informal check. It is no delivery, and says so.

    :raises NothingFilledIn: where it has no surname or no home address.
    """
    found = _open(actor, reference, version, at)
    if not (found.typed.get("surname") and found.typed.get("address")):
        raise NothingFilledIn(reference=reference)
    found.state, found.sent_at = DraftState.SENT, at
    save(found, "state", "sent_at")
    record(DraftSent(reference), actor=actor, subjects=[found])
    return found


@operation(Permission.NOMINATIONS_DRAFT)
def upload_scan(
    *, actor: Actor, reference: str, version: int, scan: Placed, media_type: str, at: datetime
) -> DraftUpload:
    """Keep a scan that was sent with a draft; what its name was is not kept.

    :raises EnoughSent: where there are as many as a draft takes.
    """
    found = in_hand(actor, reference, version)
    _not_expired(found, at)
    many = DraftUpload.objects.filter(invitation=found).count()
    if many >= MOST_UPLOADS:
        raise EnoughSent(what="scans", most=MOST_UPLOADS)
    ending = media_type.rpartition("/")[2]
    file = keep(
        actor=actor, source=scan, name=f"{reference}-{many + 1}.{ending}", media_type=media_type, kind=FILE_KIND.name
    )
    made = DraftUpload.objects.create(authority_id=actor.authority_id, invitation=found, file=file, sent_at=at)
    save(found)
    record(ScanUploaded(reference, scan.bytes, scan.sha256), actor=actor, subjects=[found, file])
    return made


@operation(Permission.NOMINATIONS_DRAFT)
def write_to_office(*, actor: Actor, reference: str, version: int, text: str, at: datetime) -> DraftMessage:
    """Write to the office about a draft.

    :raises EnoughSent: where there are as many messages as a draft takes.
    """
    found = in_hand(actor, reference, version)
    _not_expired(found, at)
    if DraftMessage.objects.filter(invitation=found, from_office=False).count() >= MOST_MESSAGES:
        raise EnoughSent(what="messages", most=MOST_MESSAGES)
    made = DraftMessage.objects.create(
        authority_id=actor.authority_id, invitation=found, at=at, from_office=False, by=found.name, text=text
    )
    save(found)
    record(OfficeWrittenTo(reference), actor=actor, subjects=[found])
    return made


@operation(Permission.NOMINATIONS_DRAFT)
def choose_slot(*, actor: Actor, reference: str, version: int, slot: str, at: datetime) -> Appointment:
    """Choose an offered slot; one that was chosen before is offered again.

    :raises SlotTaken: where somebody else chose it, or it is past.
    """
    found = in_hand(actor, reference, version)
    _not_expired(found, at)
    held = Appointment.objects.select_for_update().filter(authority=actor.authority_id, poll=found.contest.poll_id)
    chosen = held.filter(reference=slot, offered=True, cancelled=False, at__gt=at).first()
    if chosen is None:
        raise SlotTaken(at=slot)
    for before in held.filter(invitation=found, cancelled=False, arrived_at__isnull=True, at__gt=at):
        before.offered, before.invitation, before.who, before.contact, before.contest = True, None, "", "", None
        before.version += 1
        before.save()
    chosen.offered, chosen.invitation, chosen.who, chosen.contact = False, found, found.name, found.email[:200]
    chosen.contest = found.contest
    chosen.version += 1
    chosen.save()
    save(found)
    record(SlotChosen(reference, chosen.reference), actor=actor, subjects=[found, chosen])
    return chosen


def _open(actor: Actor, reference: str, version: int, at: datetime) -> Invitation:
    found = in_hand(actor, reference, version)
    _not_expired(found, at)
    if found.state not in EDITABLE:
        raise PaperMoved(reference=reference)
    return found


def _not_expired(found: Invitation, at: datetime) -> None:
    if at >= found.expires_at:
        raise LinkExpired(reference=found.reference)
