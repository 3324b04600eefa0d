"""The notices that a council has published: never a draft, never a rehearsal, nothing of the register.

They are read from the views of what is public, so that the role of the public site suffices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import connection
from django.http import Http404
from django.utils.translation import gettext as _

from pollwright.files.store import content
from pollwright.printing.states import Kind, State

FORMS = ("pdf", "json")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in the list of its poll.

    :cvar overtaken: it is out, and no longer says what holds; another has not taken its place yet.
    """

    reference: str
    title: str
    area: str
    published_at: datetime
    withdrawn: bool
    overtaken: bool


@dataclass(frozen=True, slots=True)
class PollNotices:
    """The notices of a poll, newest first; or those of vacancies, which have no day."""

    title: str
    day: date | None
    notices: tuple[NoticeRow, ...]


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """One notice as anybody may read it.

    :cvar html: the notice itself, as our own renderer wrote it; its text is escaped.
    :cvar withdrawn_because: why it holds no more; "" while it does.
    :cvar overtaken: it is out, and no longer says what holds; another has not taken its place yet.
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
    overtaken: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """One form of a notice, to be handed out."""

    name: str
    media_type: str
    opened: BinaryIO


def polls_with_notices(authority_id: int) -> list[PollNotices]:
    """Return the polls of which notices are out, in one statement: vacancies first, then the latest day."""
    gathered: dict[int | None, tuple[str, date | None, list[NoticeRow]]] = {}
    for poll, title, day, reference, kind, area, published_at, state, overtaken in _rows(
        "SELECT poll_id, poll_title, poll_day, reference, kind, contest_name, published_at, state, overtaken"
        " FROM public_notice WHERE authority_id = %s ORDER BY poll_day DESC NULLS FIRST, poll_id, published_at DESC, id DESC",
        authority_id,
    ):
        where = area if poll else ", ".join(dict.fromkeys((title, area)))
        row = NoticeRow(reference, str(Kind(kind).label), where, published_at, state == State.WITHDRAWN, overtaken)
        gathered.setdefault(poll, (title if poll else _("Vacancies"), day, []))[2].append(row)
    return [PollNotices(title, day, tuple(rows)) for title, day, rows in gathered.values()]


def notice(authority_id: int, reference: str) -> PublicNotice:
    """Return one notice.

    :raises Http404: where none of that reference is out.
    """
    found = _rows(
        "SELECT id, title, poll_title, published_at, late_reason, state, ended_at, because, overtaken"
        " FROM public_notice WHERE authority_id = %s AND reference = %s",
        authority_id,
        reference,
    )
    if not found:
        raise Http404
    number, title, poll, published_at, late_reason, state, ended_at, because, overtaken = found[0]
    files = dict(_rows("SELECT form, sha256 FROM public_notice_file WHERE notice_id = %s", number))
    amended = _rows("SELECT reference FROM public_notice WHERE amends_id = %s AND state = 'published'", number)
    with content().open(files["html"], verify=True) as opened:
        html = opened.read().decode()
    return PublicNotice(
        reference,
        title,
        poll,
        html,
        published_at,
        late_reason,
        ended_at if state == State.WITHDRAWN else None,
        because,
        amended[0][0] if amended else "",
        overtaken,
        files["pdf"],
    )


def notice_file(authority_id: int, reference: str, form: str) -> NoticeFile:
    """Return the PDF or the data of a notice.

    :raises Http404: where none is out, or it has no such form for the public.
    """
    found = _rows(
        "SELECT f.name, f.media_type, f.sha256 FROM public_notice_file f JOIN public_notice n ON n.id = f.notice_id"
        " WHERE n.authority_id = %s AND n.reference = %s AND f.form = %s",
        authority_id,
        reference,
        form,
    )
    if form not in FORMS or not found:
        raise Http404
    [(name, media_type, sha256)] = found
    return NoticeFile(name, media_type, content().open(sha256, verify=True))


def _rows(statement: str, *given: int | str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()
