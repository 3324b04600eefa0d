"""Copies of a notice for use outside: the frozen file, or a masked one.

A notice names people. Where one of them has become anonymous since, the frozen files are not handed out any more: a copy
is made from the notice's own lines, in which that elector is a number and letters (REG-174). Each copy that leaves is an
event with its hash.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.store import open_content, whole_path_of
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.register.events.papers import NoticeCopied
from pollwright.register.models import Notice, PublicationFile
from pollwright.register.operations.exporting import AnonymousMeanwhile
from pollwright.register.operations.papers import MEDIA
from pollwright.register.papers.notices import LINES, held_lines, written
from pollwright.register.queries.paper_lines import PaperLine, masked
from pollwright.register.queries.published import anonymous_now


class NothingToCopy(Refused):
    """The notice has no file of that kind."""

    code = "register.R075"
    problem = "Notice {reference} has no such file yet."
    remedy = "Prepare it first; its page lists its files."


@dataclass(frozen=True, slots=True)
class NoticeCopy:
    """A copy that may be handed out.

    :param hidden: ids of the electors who are masked in it.
    """

    name: str
    media_type: str
    rows: int
    content: bytes
    hidden: tuple[int, ...]


def copy_notice(*, actor: Actor, reference: str, format: str) -> NoticeCopy:  # noqa: A002 - what the file is called
    """Return a copy of a notice that was prepared or issued, and record that it was handed out.

    :param format: csv, parquet, pdf or json.
    :raises NotPermitted: where the actor may not let people's names leave.
    :raises NotFound: where there is no such notice.
    :raises NothingToCopy: where it has not been prepared, or has no such format.
    :raises AnonymousMeanwhile: where somebody became anonymous while the copy was made.
    :raises ContentMissing: where retention removed the file.
    :raises ContentDamaged: where a frozen file is not what was frozen.
    """
    if not actor.may(Permission.REGISTER_EXPORT):
        raise NotPermitted(permission=Permission.REGISTER_EXPORT.value)
    with scope(authority=actor.authority_id):
        notice = Notice.objects.filter(authority=actor.authority_id, reference=reference).first()
        if notice is None:
            raise NotFound(kind="notice", reference=reference)
        held = {(one.edition, one.format): one for one in _files(notice)}
        if ("notice", format) not in held or (LINES, "parquet") not in held:
            raise NothingToCopy(reference=reference)
        lines = _lines(held[LINES, "parquet"])
        hidden = _hidden(lines, actor.authority_id)
        copy = _masked(notice, lines, format, hidden) if hidden else _frozen(held["notice", format])
        record_notice_copy(actor=actor, reference=reference, format=format, copy=copy, lines=lines)
    return copy


@operation(Permission.REGISTER_EXPORT, name="register.copy_notice")
def record_notice_copy(
    *,
    actor: Actor,
    reference: str,
    format: str,  # noqa: A002 - what the file is called
    copy: NoticeCopy,
    lines: list[PaperLine],
) -> None:
    """Record that a copy of a notice leaves.

    :raises AnonymousMeanwhile: where those to be masked are no longer the same.
    """
    notice = Notice.objects.get(authority=actor.authority_id, reference=reference)
    if _hidden(lines, actor.authority_id) != copy.hidden:
        raise AnonymousMeanwhile
    sha256 = hashlib.sha256(copy.content).hexdigest()
    record(NoticeCopied(reference, format, copy.rows, len(copy.hidden), sha256), actor=actor, subjects=[notice])


def _files(notice: Notice) -> list[PublicationFile]:
    return list(
        PublicationFile.objects.filter(authority=notice.authority_id, notice=notice)
        .select_related("file")
        .order_by("pk")
    )


def _lines(held: PublicationFile) -> list[PaperLine]:
    return held_lines(whole_path_of(held.file))


def _hidden(lines: list[PaperLine], authority_id: int) -> tuple[int, ...]:
    """Return who is named on the notice and anonymous now."""
    now = set(anonymous_now(authority_id))
    return tuple(sorted({line.elector_id for line in lines if not line.anonymous} & now))


def _frozen(held: PublicationFile) -> NoticeCopy:
    with open_content(held.file, verify=True) as opened:
        return NoticeCopy(held.file.name, MEDIA[held.format], held.rows, opened.read(), ())


def _masked(notice: Notice, lines: list[PaperLine], format_: str, hidden: tuple[int, ...]) -> NoticeCopy:
    shown = [masked(line) if line.elector_id in hidden else line for line in lines]
    ((_, content),) = written(notice, shown, notice.counts, (format_,))
    name = f"notice-{notice.reference}-{notice.published_on}-masked.{format_}"
    return NoticeCopy(name, MEDIA[format_], len(lines), content, hidden)
