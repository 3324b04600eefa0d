"""Posting notices: the places where they hang, and the log that proves it, with photographs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, place
from pollwright.places.models import Area
from pollwright.printing.events.documents import DocumentPosted, PlaceAdded, PlaceWithdrawn
from pollwright.printing.models import Document, Posting, PostingPlace
from pollwright.printing.states import State
from pollwright.refusals import NotFound, Refused

PLACES, POSTINGS = "PB", "PG"
PHOTO_KIND = declare("posting-photo", "Photograph of a posted notice", Permission.POLLS_VIEW)
MOST_BYTES = 8_000_000
PICTURES = {b"\x89PNG\r\n\x1a\n": ("image/png", "png"), b"\xff\xd8\xff": ("image/jpeg", "jpg")}


class NotAPhotograph(Refused):
    """What was sent is no picture that can be kept."""

    code = "printing.R020"
    problem = "The file is no PNG or JPEG picture of at most {most} MB."
    remedy = "Take the photograph again as a JPEG, or send it smaller."


class CannotPost(Refused):
    """The document was not published, or is logged at the place already, or the moment is wrong."""

    code = "printing.R021"
    problem = "{reference} can't be logged as posted at {place}: {why}."
    remedy = "Look at the document's postings."
    words = frozenset({"why"})


class NoSuchArea(Refused):
    """A place is in an area that is there."""

    code = "printing.R022"
    problem = "There is no area with the code {code}."
    remedy = "Enter the code of an area as it stands under Places, or leave it empty."


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph as it was sent."""

    data: bytes


@operation(Permission.PAPERS_PREPARE)
def add_place(*, actor: Actor, name: str, address: str, area: str = "") -> PostingPlace:
    """Add a place where notices are posted.

    :param area: code of the area whose notices hang there; "" for all that the authority publishes.
    :raises NoSuchArea: where there is none of that code.
    """
    held = Area.objects.filter(authority=actor.authority_id, code=area).first() if area else None
    if area and held is None:
        raise NoSuchArea(code=area)
    made = PostingPlace.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, PLACES),
        name=name,
        address=address,
        area=held,
    )
    record(PlaceAdded(made.reference), actor=actor, subjects=[made])
    return made


@operation(Permission.PAPERS_PREPARE)
def withdraw_place(*, actor: Actor, reference: str, on: date) -> PostingPlace:
    """Take a place out of use; what hung there stays logged."""
    held = PostingPlace.objects.select_for_update().filter(authority=actor.authority_id, reference=reference)
    found = held.filter(withdrawn_on__isnull=True).first()
    if found is None:
        raise NotFound(kind="posting place", reference=reference)
    found.withdrawn_on = on
    found.version += 1
    found.save(update_fields=["withdrawn_on", "version"])
    record(PlaceWithdrawn(reference), actor=actor, subjects=[found])
    return found


@operation(Permission.PAPERS_PREPARE)
def log_posting(
    *,
    actor: Actor,
    reference: str,
    place_reference: str,
    posted_at: datetime,
    posted_by: str,
    note: str,
    photo: Photograph | None,
    at: datetime,
) -> Posting:
    """Log that a published document was posted at a place: when, by whom, with a photograph where one was taken.

    :raises CannotPost: where it was not out then, is logged there already, or the moment is still to come.
    :raises NotAPhotograph: where the file is no picture, or too large.
    """
    held = Document.objects.select_for_update().filter(authority=actor.authority_id, reference=reference)
    document = held.first()
    if document is None:
        raise NotFound(kind="document", reference=reference)
    where = PostingPlace.objects.filter(authority=actor.authority_id, reference=place_reference).first()
    if where is None:
        raise NotFound(kind="posting place", reference=place_reference)
    why = _why_not(document, where, posted_at, at)
    if why:
        raise CannotPost(reference=reference, place=place_reference, why=why)
    stored = _kept(actor, document, photo)
    made = Posting.objects.create(
        authority_id=actor.authority_id,
        document=document,
        place=where,
        reference=next_reference(actor.authority_id, POSTINGS),
        posted_at=posted_at,
        posted_by=posted_by,
        note=note,
        photo=stored,
        photo_sha256=stored.sha256 if stored else "",
        logged_by=actor.name,
        logged_at=at,
    )
    on = f"{posted_at:%Y-%m-%d %H:%M}"
    record(
        DocumentPosted(reference, place_reference, on, int(stored is not None)), actor=actor, subjects=[document, where]
    )
    return made


def _why_not(document: Document, where: PostingPlace, posted_at: datetime, at: datetime) -> str:
    if document.state not in (State.PUBLISHED, State.WITHDRAWN) or document.published_at is None:
        return "it has not been published"
    if posted_at < document.approved_at or posted_at > at:  # type: ignore[operator]
        return "the moment lies before its approval, or is still to come"
    if Posting.objects.filter(document=document, place=where).exists():
        return "it is logged there already"
    return ""


def _kept(actor: Actor, document: Document, photo: Photograph | None) -> StoredFile | None:
    if photo is None:
        return None
    found = next((form for start, form in PICTURES.items() if photo.data.startswith(start)), None)
    if found is None or len(photo.data) > MOST_BYTES:
        raise NotAPhotograph(most=MOST_BYTES // 1_000_000)
    media_type, ending = found
    return keep(
        actor=actor,
        source=place(photo.data),
        name=f"posted-{document.reference}.{ending}",
        media_type=media_type,
        kind=PHOTO_KIND.name,
    )
