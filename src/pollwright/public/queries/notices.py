"""The notices that an authority has published: never a draft, never a rehearsal, nothing of the register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import Http404
from django_scopes import scope

from pollwright.authorities.models import Authority
from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.printing.models import Document
from pollwright.printing.states import Kind, State

OUT = (State.PUBLISHED, State.WITHDRAWN)
FORMS = ("pdf", "json")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in the list of its poll."""

    reference: str
    title: str
    area: str
    published_at: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PollNotices:
    """The notices of a poll, newest first."""

    title: str
    day: date
    notices: tuple[NoticeRow, ...]


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """One notice as anybody may read it.

    :cvar html: the notice itself, as our own renderer wrote it; its text is escaped.
    :cvar withdrawn_because: why it holds no more; "" while it does.
    """

    reference: str
    title: str
    poll: str
    html: str
    published_at: datetime
    late_reason: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    amended_by: str
    sha256: str


@contextmanager
def authority_named(code: str) -> Iterator[Authority]:
    """Give the authority of a code, with the scope for reading what is its own.

    :raises Http404: where there is none.
    """
    found = Authority.objects.filter(code=code).first()
    if found is None:
        raise Http404
    with scope(authority=found.pk):
        yield found


def authorities() -> list[tuple[str, str]]:
    """Return code and name of every authority, by name."""
    return list(Authority.objects.order_by("name").values_list("code", "name"))


def polls_with_notices(authority_id: int) -> list[PollNotices]:
    """Return the polls of which notices are out, the latest day first, in one statement."""
    gathered: dict[int, list[Document]] = {}
    for one in _out(authority_id).order_by("-poll__day", "poll__title", "poll_id", "-published_at", "-pk"):
        gathered.setdefault(one.poll_id, []).append(one)
    return [
        PollNotices(rows[0].poll.title, rows[0].poll.day, tuple(_row(row) for row in rows))
        for rows in gathered.values()
    ]


def notice(authority_id: int, reference: str) -> PublicNotice:
    """Return one notice.

    :raises Http404: where none of that reference is out.
    """
    found = _found(authority_id, reference)
    with open_content(found.files.select_related("file").get(form="html").file, verify=True) as content:
        html = content.read().decode()
    amended = found.amended_by.filter(state=State.PUBLISHED).first()
    withdrawn = found.state == State.WITHDRAWN
    return PublicNotice(
        found.reference,
        found.title,
        found.poll.title,
        html,
        _published(found),
        found.late_reason,
        found.ended_at if withdrawn else None,
        found.because if withdrawn else "",
        amended.reference if amended else "",
        found.files.get(form="pdf").sha256,
    )


def notice_file(authority_id: int, reference: str, form: str) -> StoredFile:
    """Return the PDF or the data of a notice.

    :raises Http404: where none is out, or it has no such form for the public.
    """
    if form not in FORMS:
        raise Http404
    return _found(authority_id, reference).files.select_related("file").get(form=form).file


def _out(authority_id: int) -> QuerySet[Document]:
    held = Document.objects.select_related("poll", "contest").filter(authority=authority_id, state__in=OUT)
    return held.filter(published_at__isnull=False, poll__rehearsal=False).exclude(kind=Kind.BALLOT_PAPER)


def _found(authority_id: int, reference: str) -> Document:
    found = _out(authority_id).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _row(one: Document) -> NoticeRow:
    area = one.contest.name if one.contest else ""
    return NoticeRow(one.reference, str(Kind(one.kind).label), area, _published(one), one.state == State.WITHDRAWN)


def _published(one: Document) -> datetime:
    if one.published_at is None:
        raise ValueError("a notice that is out was published at some time")
    return one.published_at
