"""Invitations to the portal: by their link, by their reference, and as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django_scopes import scope

from pollwright.authorities.models import Authority
from pollwright.nominations.models import Appointment, DraftMessage, DraftUpload, Invitation
from pollwright.nominations.queries.lists import page_of
from pollwright.pages.tables import Page, TableRequest
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation in a list."""

    id: int
    reference: str
    name: str
    email: str
    invited_as: str
    contest_name: str
    state: str
    made_at: datetime
    sent_at: datetime | None
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was written about a draft."""

    at: datetime
    from_office: bool
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """One invitation with its draft. `slot` is the moment of the slot that was chosen."""

    id: int
    reference: str
    version: int
    authority_id: int
    authority_code: str
    authority_name: str
    contest: str
    contest_name: str
    poll: str
    poll_title: str
    name: str
    email: str
    invited_as: str
    state: str
    typed: dict[str, Any]
    token_sha256: str
    expires_at: datetime
    revoked_at: datetime | None
    sent_at: datetime | None
    paper: str | None
    paper_comments: str | None
    messages: tuple[Message, ...]
    uploads: tuple[tuple[str, str, int, datetime], ...]
    slot: datetime | None

    def usable(self, at: datetime) -> bool:
        """Return whether the link works at a moment."""
        return self.revoked_at is None and at < self.expires_at


_ROW = (
    "pk", "reference", "name", "email", "invited_as", "contest__name", "state", "made_at", "sent_at", "expires_at",
    "revoked_at",
)  # fmt: skip
_FACTS = (
    "pk", "reference", "version", "authority_id", "authority__code", "authority__name", "contest__reference",
    "contest__name", "contest__poll__reference", "contest__poll__title", "name", "email", "invited_as", "state",
    "typed", "token_sha256", "expires_at", "revoked_at", "sent_at", "paper__reference", "paper__comments",
)  # fmt: skip


def invitations(authority_id: int, asked: TableRequest, poll: str) -> Page[InvitationRow]:
    """Return a page of the invitations of a poll."""
    held = Invitation.objects.filter(authority=authority_id, contest__poll__reference=poll)
    if asked.search:
        words = asked.search
        held = held.filter(Q(name__icontains=words) | Q(contest__name__icontains=words) | Q(reference__iexact=words))
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return page_of(held, asked, _ROW, InvitationRow)


def invitation_facts(authority_id: int, reference: str) -> InvitationFacts:
    """Return one invitation.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Invitation.objects.filter(authority=authority_id, reference=reference).values_list(*_FACTS).first()
    if row is None:
        raise NotFound(kind="invitation", reference=reference)
    messages = DraftMessage.objects.filter(invitation=row[0]).order_by("at", "pk")
    uploads = DraftUpload.objects.filter(invitation=row[0], file__removed_at__isnull=True).order_by("sent_at", "pk")
    slots = Appointment.objects.filter(invitation=row[0], cancelled=False).order_by("-at")
    beside = (
        tuple(Message(*one) for one in messages.values_list("at", "from_office", "by", "text")),
        tuple(uploads.values_list("file__token", "file__name", "file__bytes", "sent_at")),
        slots.values_list("at", flat=True).first(),
    )
    return InvitationFacts(*row, *beside)  # type: ignore[call-arg]


def invited_by(authority_code: str, token_sha256: str) -> tuple[int, str] | None:
    """Return the authority and the reference of the invitation whose link has a token; None where there is none."""
    council = Authority.objects.filter(code=authority_code).values_list("pk", flat=True).first()
    if council is None:
        return None
    with scope(authority=council):
        held = Invitation.objects.filter(authority=council, token_sha256=token_sha256, revoked_at__isnull=True)
        return held.values_list("authority_id", "reference").first()


def offered_slots(authority_id: int, poll: str, *, at: datetime) -> list[tuple[str, datetime, str]]:
    """Return the slots of a poll that can still be chosen: reference, moment and desk."""
    held = Appointment.objects.filter(
        authority=authority_id, poll__reference=poll, offered=True, cancelled=False, at__gt=at
    )
    return list(held.order_by("at", "desk", "pk").values_list("reference", "at", "desk"))
