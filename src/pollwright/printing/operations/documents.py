"""Preparing documents of a poll: asked for, made by the worker as files, then recorded in one short act.

Every document is made from the data as they stand, with its page and its machine-readable twin, and checked; each time
is a new version, and what was under way before is void.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.documents.batches import RenderedFile, render_batch
from pollwright.elections.models import Contest, Poll, Vacancy
from pollwright.elections.states import ENDED
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.store import keep, place, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.events.documents import DocumentsAsked, DocumentsPrepared
from pollwright.printing.models import Document, DocumentFile
from pollwright.printing.papers.checks import Check, check_paper
from pollwright.printing.papers.drafts import Draft, draft_of
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.grounds import Ground, ground_of
from pollwright.printing.queries.grounds_of_vacancies import VacancyGround
from pollwright.printing.queries.needs import ready_for
from pollwright.printing.states import UNDER_WAY, Kind, State
from pollwright.refusals import NotFound, Refused

SERIES = "DN"
WORK = "printing.prepare-documents"
STEPS = ("Data and checks", "Pages", "Keeping the files")
FILE_KIND = declare("poll-document", "Document of a poll", Permission.POLLS_VIEW, by_its_room=True)
MEDIA = {"pdf": "application/pdf", "html": "text/html", "json": "application/json"}


class NothingToPrepare(Refused):
    """No contest asks for this document now, or the poll will not be held."""

    code = "printing.R002"
    problem = "Nothing of poll {poll} asks for this document now."
    remedy = "Look at the documents of the poll for what each is still waiting for."


class PreparedTwice(Refused):
    """Another officer prepared the same document meanwhile."""

    code = "printing.R003"
    problem = "{reference} was prepared by somebody else in the meantime."
    remedy = "Look at that version first; prepare another only if it is still needed."


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One form of a document, in the store, that no row names yet."""

    form: str
    placed: Placed
    pages: int | None


@dataclass(frozen=True, slots=True)
class Made:
    """A document whose files lie in the store and that no row names yet."""

    reference: str
    contest_id: int | None
    title: str
    facts: dict[str, Any]
    digest: str
    checks: tuple[Check, ...]
    files: tuple[MadeFile, ...]
    welsh_needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The documents of one kind that were made together."""

    ground: Ground | VacancyGround
    kind: Kind
    made: tuple[Made, ...]
    seen: int


@operation(Permission.PAPERS_PREPARE)
def ask_to_prepare_documents(
    *,
    actor: Actor,
    reference: str,
    kind: Kind,
    on: date,
    contests: Sequence[str] = (),
    given: Given = Given(),  # noqa: B008 - frozen
    background: bool = True,
) -> Work:
    """Ask that a document of a poll be made, of some contests or of all that ask for it.

    :param contests: references; none for every contest that is ready.
    :raises NothingToPrepare: where nothing asks for it.
    """
    ground = ground_of(actor.authority_id, reference, on=on)
    wanted = contests_asking(ground, kind, contests)
    asked = DocumentsAsked(reference, kind.value, len(wanted))
    record(asked, actor=actor, subjects=[ground.poll], reason=compared_said(given))
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"printing.documents.{reference}.{kind}",
        title=f"Prepare documents of poll {reference}",
        parameters={
            "reference": reference,
            "kind": kind.value,
            "documents": dict(zip(wanted, next_references(actor.authority_id, SERIES, len(wanted)), strict=True)),
            "given": asdict(given),
        },
        background=background,
    )


def compared_said(given: Given) -> str:
    """Return what the trail says of words that were compared with a form; "" where nobody has compared them."""
    return f"Words compared with: {given.compared}" if given.compared else ""


def contests_asking(ground: Ground, kind: Kind, contests: Sequence[str] = ()) -> list[str]:
    """Return the contests that a document is to be made of, `""` for the poll itself.

    :raises NothingToPrepare: where nothing asks for it, or a contest that was named does not.
    """
    poll = ground.poll
    ready = ready_for(ground, kind) if poll.state not in ENDED and kind in ground.rows else []
    wanted = [one for one in ready if not contests or one in contests]
    if not wanted or (contests and len(wanted) != len(set(contests))):
        raise NothingToPrepare(poll=poll.reference)
    return wanted


def prepare_documents(
    actor: Actor,
    reference: str,
    kind: Kind,
    documents: dict[str, str],
    on: date,
    given: Given = Given(),  # noqa: B008 - frozen
    progress: Any = None,
) -> Prepared:
    """Make documents of a poll and put their files into the store; nothing else stays.

    :param documents: the reference that each is to have, by contest (`""`: the poll).
    :raises NotReady: naming what is missing for one of them.
    """
    return prepare_of_polls(actor, {reference: documents}, kind, on, {reference: given}, progress)[reference]


def prepare_of_polls(
    actor: Actor,
    wanted: Mapping[str, Mapping[str, str]],
    kind: Kind,
    on: date,
    given: Mapping[str, Given],
    progress: Any = None,
) -> dict[str, Prepared]:
    """Make documents of one kind of some polls, all set together; return them by poll.

    :param wanted: of each poll the reference that each document is to have, by contest (`""`: the poll).
    :param given: what an officer entered, by poll.
    :raises NotReady: naming what is missing for one of them.
    """
    say = progress or (lambda *_: None)
    with rehearsal(actor, "printing.prepare_documents", Permission.PAPERS_PREPARE), workspace() as folder:
        drafted: dict[str, tuple[Ground, list[Draft]]] = {}
        for done, (poll, documents) in enumerate(wanted.items()):
            say(STEPS[0], done, len(wanted))
            ground = ground_of(actor.authority_id, poll, on=on)
            here = Contest.objects.select_related("poll", "area").filter(poll=ground.poll)
            held = {one.reference: one for one in here}
            drafts = [
                draft_of(ground, kind, held[contest] if contest else None, name, on, given[poll])
                for contest, name in documents.items()
            ]
            drafted[poll] = (ground, drafts)
        every = [draft for _ground, drafts in drafted.values() for draft in drafts]
        made = {one.reference: one for one in set_drafts(every, folder, say)}
        return {
            poll: Prepared(
                ground,
                kind,
                tuple(made[draft.reference] for draft in drafts),
                Document.objects.filter(poll=ground.poll, kind=kind).count(),
            )
            for poll, (ground, drafts) in drafted.items()
        }


@operation(Permission.PAPERS_PREPARE)
def record_documents(
    *,
    actor: Actor,
    poll: str,
    prepared: Prepared,
    at: datetime,
    conclude: Callable[[int], object] | None = None,
) -> list[Document]:
    """Make prepared documents ones that can be looked at and approved; earlier versions under way become void.

    :param conclude: called last with their number, to end the work in the same transaction.
    :raises PreparedTwice: where versions were added meanwhile.
    :raises NotFound: where the poll is not there.
    """
    held = Poll.objects.select_for_update().filter(authority=actor.authority_id, reference=poll).first()
    if held is None:
        raise NotFound(kind="poll", reference=poll)
    return keep_prepared(actor, held, prepared, at, conclude)


def keep_prepared(
    actor: Actor, of: Poll | Vacancy, prepared: Prepared, at: datetime, conclude: Callable[[int], object] | None
) -> list[Document]:
    """Keep documents of a poll or of a vacancy that is locked; called inside an operation.

    :raises PreparedTwice: where versions were added meanwhile.
    """
    if Document.objects.filter(kind=prepared.kind, **_of(of)).count() != prepared.seen:
        raise PreparedTwice(reference=of.reference)
    rows = [_kept(actor, of, prepared, made, at) for made in prepared.made]
    faulty = sum(row.state == State.DRAFT for row in rows)
    record(
        DocumentsPrepared(of.reference, prepared.kind.value, len(rows), faulty),
        actor=actor,
        subjects=[of, *rows],
        basis=prepared.ground.rows[prepared.kind].source.describe(),
    )
    if conclude is not None:
        conclude(len(rows))
    return rows


def set_drafts(drafts: Sequence[Draft], folder: Path, say: Callable[..., None]) -> tuple[Made, ...]:
    """Set documents, check what was set, and put their files into the store."""
    papers = [(f"{draft.reference}_{form}", paper) for draft in drafts for form, paper in draft.papers.items()]
    files = render_batch(papers, folder, progress=lambda so_far: say(STEPS[1], so_far.papers, len(papers)))
    say(STEPS[2], 0, len(files))
    by_name = {file.name: file for file in files}
    return tuple(_made(draft, by_name) for draft in drafts)


def _made(draft: Draft, set_files: Mapping[str, RenderedFile]) -> Made:
    checks = list(draft.checks)
    main = set_files[f"{draft.reference}_pdf"]
    if draft.rows is not None:
        checks += check_paper(
            main.path.read_bytes(),
            pages=main.pages,
            rows=draft.rows,
            welsh_needed=draft.welsh_needed,
            sides=draft.sides,
        )
    files = [
        MadeFile(form, place(file.path, take=True), file.pages)
        for form in draft.papers
        for file in [set_files[f"{draft.reference}_{form}"]]
    ]
    files += [MadeFile(form, place(text.encode()), None) for form, text in draft.texts.items()]
    contest_id = draft.contest.pk if draft.contest else None
    return Made(
        draft.reference,
        contest_id,
        draft.title,
        draft.facts,
        draft.digest,
        tuple(checks),
        tuple(files),
        draft.welsh_needed,
    )


def _of(of: Poll | Vacancy) -> dict[str, Any]:
    return {"poll": of} if isinstance(of, Poll) else {"vacancy": of}


def _kept(actor: Actor, of: Poll | Vacancy, prepared: Prepared, made: Made, at: datetime) -> Document:
    earlier = Document.objects.filter(contest=made.contest_id, kind=prepared.kind, **_of(of))
    number = earlier.count() + 1
    because = f"it was prepared again as {made.reference}"
    for one in earlier.filter(state__in=UNDER_WAY):
        void(one, because, at)
    lawful = prepared.ground.lawful(prepared.kind)
    row = Document.objects.create(
        authority_id=actor.authority_id,
        **_of(of),
        contest_id=made.contest_id,
        kind=prepared.kind,
        reference=made.reference,
        number=number,
        state=State.PROOFED if all(check.passes for check in made.checks) else State.DRAFT,
        title=made.title,
        facts=made.facts,
        digest=made.digest,
        checks=[check.as_json() for check in made.checks],
        welsh_needed=list(made.welsh_needed),
        due_from=lawful.earliest,
        due_by=lawful.latest,
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        prepared_at=at,
        amends=earlier.filter(state=State.PUBLISHED).first(),
    )
    for file in made.files:
        keep_file(actor, row, file)
    return row


def keep_file(actor: Actor, row: Document, made: MadeFile) -> DocumentFile:
    """Keep one form of a document."""
    form, _dash, ending = made.form.rpartition("-")
    name = "-".join(part for part in (row.kind.replace("_", "-"), row.reference, form) if part)
    stored = keep(
        actor=actor,
        source=made.placed,
        name=f"{name}.{ending}",
        media_type=MEDIA[ending],
        kind=FILE_KIND.name,
    )
    return DocumentFile.objects.create(
        authority_id=actor.authority_id,
        document=row,
        form=made.form,
        file=stored,
        sha256=made.placed.sha256,
        pages=made.pages,
    )


def void(document: Document, because: str, at: datetime | None) -> None:
    """Make a version void; called inside an operation that records it."""
    document.state, document.because, document.ended_at = State.VOID, because[:500], at
    document.version += 1
    document.save(update_fields=["state", "because", "ended_at", "version"])
