"""One document as its page shows it, and where it was and is to be posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pollwright.files.models import StoredFile
from pollwright.printing.models import Document, DocumentFile, Posting, PostingPlace
from pollwright.printing.states import Kind, State
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class FileRow:
    """One form of a document."""

    form: str
    sha256: str
    bytes: int
    pages: int | None


@dataclass(frozen=True, slots=True)
class PostingRow:
    """That a document was posted."""

    place: str
    posted_at: datetime
    posted_by: str
    note: str
    photo: str
    photo_sha256: str
    logged_by: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One version of a document.

    :cvar poll: reference of its poll; "" where it is of a vacancy, which `vacancy` names then.
    :cvar poll_title: what the poll or the council with the vacancy is called.
    """

    id: int
    reference: str
    version: int
    number: int
    kind: Kind
    state: State
    title: str
    poll: str
    vacancy: str
    poll_title: str
    contest: str
    contest_name: str
    rehearsal: bool
    digest: str
    checks: tuple[tuple[str, str, str], ...]
    files: tuple[FileRow, ...]
    due_from: datetime | None
    due_by: datetime | None
    prepared_by: str
    prepared_by_id: int | None
    prepared_at: datetime
    approved_by: str
    approved_at: datetime | None
    published_by: str
    published_at: datetime | None
    late_reason: str
    amends: str
    amended_by: str
    overtaken: str
    because: str
    welsh_needed: tuple[str, ...]
    postings: tuple[PostingRow, ...]
    to_post: tuple[tuple[str, str], ...]


def document_facts(authority_id: int, reference: str) -> DocumentFacts:
    """Return one document.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Document.objects.select_related("poll", "vacancy", "contest", "amends").filter(authority=authority_id)
    found = held.filter(reference=reference).first()
    if found is None:
        raise NotFound(kind="document", reference=reference)
    amended = found.amended_by.exclude(state=State.VOID).order_by("-pk").first()
    return DocumentFacts(
        id=found.pk,
        reference=found.reference,
        version=found.version,
        number=found.number,
        kind=Kind(found.kind),
        state=State(found.state),
        title=found.title,
        poll=found.poll.reference if found.poll else "",
        vacancy=found.vacancy.reference if found.vacancy else "",
        poll_title=found.poll.title if found.poll else found.of.body,
        contest=found.contest.reference if found.contest else "",
        contest_name=found.contest.name if found.contest else "",
        rehearsal=found.rehearsal,
        digest=found.digest,
        checks=tuple((one["what"], one["expected"], one["found"]) for one in found.checks),
        files=_files(found),
        due_from=found.due_from,
        due_by=found.due_by,
        prepared_by=found.prepared_by,
        prepared_by_id=found.prepared_by_id,
        prepared_at=found.prepared_at,
        approved_by=found.approved_by,
        approved_at=found.approved_at,
        published_by=found.published_by,
        published_at=found.published_at,
        late_reason=found.late_reason,
        amends=found.amends.reference if found.amends else "",
        amended_by=amended.reference if amended else "",
        overtaken=found.overtaken,
        because=found.because,
        welsh_needed=tuple(found.welsh_needed),
        postings=_postings(found),
        to_post=_to_post(found),
    )


def file_of(authority_id: int, reference: str, form: str) -> StoredFile:
    """Return one form of a document as it is stored.

    :raises NotFound: where there is none.
    """
    held = DocumentFile.objects.select_related("file").filter(
        authority=authority_id, document__reference=reference, form=form
    )
    found = held.first()
    if found is None:
        raise NotFound(kind="document", reference=reference)
    return found.file


def _files(found: Document) -> tuple[FileRow, ...]:
    rows = found.files.order_by("pk").values_list("form", "sha256", "file__bytes", "pages")
    return tuple(FileRow(*row) for row in rows)


def _postings(found: Document) -> tuple[PostingRow, ...]:
    rows = Posting.objects.filter(document=found).select_related("place", "photo").order_by("posted_at", "pk")
    return tuple(
        PostingRow(
            ", ".join(part for part in (row.place.name, row.place.address) if part), row.posted_at, row.posted_by,
            row.note, row.photo.token if row.photo else "", row.photo_sha256, row.logged_by,
        )
        for row in rows
    )  # fmt: skip


def _to_post(found: Document) -> tuple[tuple[str, str], ...]:
    """Return reference and words of the places where it must still be posted: those for all notices, and of its area."""
    areas = Q(area__isnull=True)
    if found.vacancy is not None:
        areas |= Q(area=found.vacancy.area_id)
    elif found.contest is not None and found.contest.area_id is not None:
        areas |= Q(area=found.contest.area_id)
    elif found.poll is not None:
        areas |= Q(area__in=found.poll.contests.values("area"))
    held = PostingPlace.objects.filter(areas, authority=found.authority_id, withdrawn_on__isnull=True)
    held = held.exclude(postings__document=found).order_by("name", "pk")
    rows = held.values_list("reference", "name", "address")
    return tuple((reference, ", ".join(part for part in (name, address) if part)) for reference, name, address in rows)
