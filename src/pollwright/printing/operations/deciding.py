"""Approving documents as the second person, publishing them at the lawful time, and withdrawing them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.wording import speaking
from pollwright.elections.models import Vacancy
from pollwright.elections.operations.ending import publish_notice
from pollwright.elections.operations.keeping_time import mark_step
from pollwright.elections.operations.vacancies import note_vacancy_notice
from pollwright.elections.states import PollState, VacancyState
from pollwright.law.document_rows import Timeliness
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.timetables.steps import Step
from pollwright.nominations.models import Statement
from pollwright.nominations.operations.stating import publish_statement
from pollwright.nominations.states import StatementState
from pollwright.printing.events.documents import DocumentPublished, DocumentsApproved, DocumentWithdrawn
from pollwright.printing.models import Document
from pollwright.printing.operations.documents import void
from pollwright.printing.papers.ballots_made import ballot_digest
from pollwright.printing.papers.drafts import digest_of
from pollwright.printing.papers.notices_made import imprint_of, notice_of
from pollwright.printing.papers.vacancy_made import vacancy_notice
from pollwright.printing.papers.wanted import Given, NotReady, Wanted
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.queries.grounds_of_vacancies import VacancyGround, ground_for
from pollwright.printing.queries.welsh import words_held
from pollwright.printing.states import UNDER_WAY, Kind, State
from pollwright.refusals import NotFound, Refused

Left = list[tuple[str, Refused]]
"""Documents that were refused one by one, by reference, each with its refusal."""

NOTICES_OF_START = (Kind.NOTICE_OF_ELECTION, Kind.NOTICE_OF_REFERENDUM, Kind.NOTICE_OF_BALLOT)
STEP_DONE = {
    Kind.NOTICE_OF_POLL: Step.NOTICE_OF_POLL_LAST,
    Kind.STATEMENT: Step.SOPN_PUBLISHED,
    Kind.NOTICE_OF_PETITION: Step.THRESHOLD_PUBLISHED,
}


class DocumentChanged(Refused):
    """Another officer was first, or the document is not where this can be done."""

    code = "printing.R010"
    problem = "Document {reference} can't be acted on like this: it is {state}, or was changed since you opened it."
    remedy = "Open it again to see how it stands."
    words = frozenset({"state"})


class SamePersonApproves(Refused):
    """Whoever prepared a document does not approve it."""

    code = "printing.R011"
    problem = "You prepared {reference}, so somebody else has to approve it."
    remedy = "Ask another officer who may approve papers."


class NoLongerSays(Refused):
    """The data that a document was made from have changed."""

    code = "printing.R012"
    problem = "{reference} no longer says what the poll's data say."
    remedy = "Prepare it again: the new version is made from the data as they stand, and checked."


class BeforeItsTime(Refused):
    """The law has it out later."""

    code = "printing.R013"
    problem = "{reference} can't be published before {earliest}. {rule}."
    remedy = "Publish it then."


class LateWithoutReason(Refused):
    """What is out late is marked so, with the reason."""

    code = "printing.R014"
    problem = "{reference} had to be out by {latest}. {rule}."
    remedy = "Publish it at once and enter the reason; it is marked as late. Take advice on what follows from it."


class NotDatedToday(Refused):
    """The last day for requests is counted from the day of a notice of vacancy, which stands on it."""

    code = "printing.R016"
    problem = "{reference} is dated {dated}, and the days it names are counted from that day."
    remedy = "Prepare it again today, have it approved, and publish it on the same day."


class NeverPublished(Refused):
    """A document for a printer is not published."""

    code = "printing.R015"
    problem = "{reference} is a proof for the printer, and is never published."
    remedy = "Release an order to the printer instead."


@operation(Permission.PAPERS_APPROVE)
def approve_document(*, actor: Actor, reference: str, version: int, at: datetime) -> Document:
    """Approve a checked document that another person prepared, its data being as it says.

    :raises SamePersonApproves: where the actor prepared it.
    :raises NoLongerSays: where the data have changed.
    """
    document = document_in_hand(actor, reference, version, State.PROOFED)
    _raise_first(approve_of_poll(actor, [document], at))
    return document


@operation(Permission.PAPERS_APPROVE)
def publish_document(*, actor: Actor, reference: str, version: int, late_reason: str, at: datetime) -> Document:
    """Publish an approved document at its lawful time; the version that it amends is withdrawn.

    :raises BeforeItsTime: before the law has it out.
    :raises LateWithoutReason: after its time, without a reason.
    :raises NoLongerSays: where the data have changed since it was approved.
    """
    document = document_in_hand(actor, reference, version, State.APPROVED)
    _raise_first(publish_of_poll(actor, [document], late_reason, at))
    return document


@operation(Permission.PAPERS_APPROVE)
def withdraw_document(*, actor: Actor, reference: str, version: int, reason: str, at: datetime) -> Document:
    """Withdraw a document, published or not, with the reason, which the public is shown beside what was published."""
    document = document_in_hand(actor, reference, version, State.PUBLISHED, *UNDER_WAY)
    _withdraw(document, reason, at)
    record(DocumentWithdrawn(reference, document.kind), actor=actor, subjects=[document], reason=reason)
    return document


def document_in_hand(actor: Actor, reference: str, version: int, *states: State) -> Document:
    """Return a document, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises DocumentChanged: where it was changed since, or is in another state.
    """
    held = Document.objects.select_related("poll", "vacancy", "contest").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="document", reference=reference)
    if found.version != version or found.state not in states:
        raise DocumentChanged(reference=reference, state=str(State(found.state).label).lower())
    return found


def mark_of_set(documents: Iterable[tuple[str, int]]) -> str:
    """Return a mark of the documents (reference and version) that somebody looks at together."""
    text = ";".join(f"{reference}.{version}" for reference, version in sorted(documents))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_changed(document: Document, ground: Ground | VacancyGround) -> None:
    """Refuse a document whose data are not what it says.

    :raises NoLongerSays: where they have changed, or it could not be made any more.
    """
    try:
        with speaking(words_held(document.authority_id)):
            now = _digest_now(document, ground)
    except NotReady:
        now = ""
    if now != document.digest:
        raise NoLongerSays(reference=document.reference)


def _digest_now(document: Document, ground: Ground | VacancyGround) -> str:
    kind, dated = Kind(document.kind), document.prepared_at.astimezone(LONDON).date()
    if isinstance(ground, VacancyGround):
        return digest_of(vacancy_notice(ground, document.reference, dated))
    if kind is Kind.BALLOT_PAPER and document.contest is not None:
        return ballot_digest(ground, document.contest)
    given = Given.said_by(document.facts)
    imprint = imprint_of(ground, kind, document.reference, dated)
    return digest_of(notice_of(Wanted(ground, kind, document.contest, imprint, given)))


def approve_of_poll(actor: Actor, documents: list[Document], at: datetime) -> Left:
    """Approve documents of one poll that are in hand; called inside an operation.

    :return: what was refused, and why.
    """
    ground = _ground(documents[0], at)
    approved: list[Document] = []
    left: Left = []
    for document in documents:
        try:
            _refuse_own(actor, document)
            refuse_changed(document, ground)
        except Refused as refusal:
            left.append((document.reference, refusal))
            continue
        document.state, document.approved_by, document.approved_at = State.APPROVED, actor.name, at
        document.version += 1
        approved.append(document)
    if approved:
        Document.objects.bulk_update(approved, ["state", "approved_by", "approved_at", "version"])
        said = approved[0].reference if len(approved) == 1 else f"{len(approved)} documents"
        record(DocumentsApproved(approved[0].of.reference, said), actor=actor, subjects=[approved[0].of, *approved])
    return left


def publish_of_poll(actor: Actor, documents: list[Document], late_reason: str, at: datetime) -> Left:
    """Publish documents of one kind of one poll that are in hand; called inside an operation.

    :return: what was refused, and why.
    """
    ground = _ground(documents[0], at)
    kind = Kind(documents[0].kind)
    if not ground.rows[kind].published:
        raise NeverPublished(reference=documents[0].reference)
    timeliness, rule = ground.lawful(kind).at(at), ground.rows[kind].source.describe()
    published: list[Document] = []
    left: Left = []
    for document in documents:
        try:
            _refuse_unlawful(document, ground, timeliness, late_reason)
        except Refused as refusal:
            left.append((document.reference, refusal))
            continue
        _publish(actor, document, late_reason if timeliness is Timeliness.LATE else "", at)
        published.append(document)
        sha256 = document.files.get(form="pdf").sha256
        record(
            DocumentPublished(document.reference, document.kind, sha256, timeliness.value),
            actor=actor,
            subjects=[document, document.of],
            reason=late_reason,
            basis=rule,
        )
    if published and isinstance(ground, VacancyGround):
        _tell_the_vacancy(actor, published[0], ground.vacancy, at)
    elif published and isinstance(ground, Ground):
        _tell_the_poll(actor, published, ground, at)
    return left


def _refuse_own(actor: Actor, document: Document) -> None:
    if document.prepared_by_id is not None and document.prepared_by_id == actor.person_id:
        raise SamePersonApproves(reference=document.reference)


def _refuse_unlawful(
    document: Document, ground: Ground | VacancyGround, timeliness: Timeliness, late_reason: str
) -> None:
    """Refuse to publish a document that says other things than its data, before its time, or late without a reason."""
    kind = Kind(document.kind)
    lawful, rule = ground.lawful(kind), ground.rows[kind].source.describe()
    refuse_changed(document, ground)
    if timeliness is Timeliness.TOO_EARLY and not ground.rehearsal:
        raise BeforeItsTime(reference=document.reference, earliest=_said(lawful.earliest), rule=rule)
    if timeliness is Timeliness.LATE and not late_reason and document.amends_id is None:
        raise LateWithoutReason(reference=document.reference, latest=_said(lawful.latest), rule=rule)


def _publish(actor: Actor, document: Document, late_reason: str, at: datetime) -> None:
    if document.amends is not None and document.amends.state == State.PUBLISHED:
        _withdraw(document.amends, f"amended by {document.reference}", at)
    document.state, document.published_at, document.published_by = State.PUBLISHED, at, actor.name
    document.late_reason = late_reason
    document.version += 1
    document.save(update_fields=["state", "published_at", "published_by", "late_reason", "version"])


def _raise_first(left: Left) -> None:
    """Raise the refusal of a document that was to be decided alone, where there is one."""
    for _reference, refusal in left:
        raise refusal


def _tell_the_vacancy(actor: Actor, document: Document, vacancy: Vacancy, at: datetime) -> None:
    """Note the day on which the notice was published, from which requests and poll are counted (E-11)."""
    day = at.astimezone(LONDON).date()
    if document.facts["dated"] != day.isoformat():
        raise NotDatedToday(reference=document.reference, dated=document.facts["dated"])
    if vacancy.state == VacancyState.OPEN and vacancy.notice_on is None:
        note_vacancy_notice(actor=actor, reference=vacancy.reference, version=vacancy.version, notice_on=day, on=day)


def _tell_the_poll(actor: Actor, documents: list[Document], ground: Ground, at: datetime) -> None:
    """Note in the poll's own timetable, and in the nominations, that what the law asks has gone out."""
    kind, evidence, poll = Kind(documents[0].kind), documents[0].reference, ground.poll
    starts = kind in NOTICES_OF_START or (kind is Kind.NOTICE_OF_POLL and ground.kind is PollKind.PARISH_POLL)
    if starts and poll.state == PollState.PLANNED:
        publish_notice(
            actor=actor, reference=poll.reference, version=poll.version, published_at=at, evidence=evidence, at=at
        )
    if kind is Kind.STATEMENT:
        contests = [document.contest_id for document in documents]
        for one in Statement.objects.filter(contest__in=contests, state=StatementState.APPROVED).order_by("pk"):
            publish_statement(actor=actor, reference=one.reference, version=one.version, at=at)
    step = ground.rows[kind].by if kind is Kind.INFORMATION_STATEMENT else STEP_DONE.get(kind)
    if step is None or not poll.steps.filter(step=step, done_at__isnull=True).exists():
        return
    everything = poll.contests.exclude(documents__kind=kind, documents__state=State.PUBLISHED)
    if kind is Kind.NOTICE_OF_POLL:
        everything = everything.filter(state__in=("open", "contested"))
    if ground.rows[kind].of_the_poll or not everything.exists():
        mark_step(actor=actor, reference=poll.reference, step=step, done_at=at, evidence=evidence, at=at)


def _withdraw(document: Document, because: str, at: datetime) -> None:
    if document.state in UNDER_WAY:
        void(document, because, at)
        return
    document.state, document.because, document.ended_at = State.WITHDRAWN, because[:500], at
    document.version += 1
    document.save(update_fields=["state", "because", "ended_at", "version"])


def _ground(document: Document, at: datetime) -> Ground | VacancyGround:
    return ground_for(document, on=at.astimezone(LONDON).date())


def _said(moment: datetime | None) -> str:
    return f"{moment.astimezone(LONDON):%H:%M, %-d %B %Y}" if moment else ""
