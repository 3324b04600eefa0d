"""Notices of alteration: drafted, prepared and proved, approved by a second person, issued on their day.

Preparing does the whole act in a rehearsal, keeps what came out as files and counts, and leaves no trace in the
register. Issuing does it again under the register's lock and goes through only where the outcome is the same.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record, record_many
from pollwright.authorities.references import next_reference
from pollwright.law.notices import NoticeDates
from pollwright.places.queries.extent import districts_in_areas
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.papers import (
    NoticeApproved,
    NoticeDrafted,
    NoticeIssued,
    NoticePrepared,
    NoticeWithdrawn,
)
from pollwright.register.models import DistrictProof, Notice, Publication
from pollwright.register.operations.papers import keep_files
from pollwright.register.operations.searching import refresh_search
from pollwright.register.operations.taking_effect import Paper, apply, stage
from pollwright.register.papers.notices import notice_files
from pollwright.register.papers.prepared import PreparedFile
from pollwright.register.proofs import (
    OF_A_NOTICE,
    DistrictCount,
    as_json,
    in_force_by_district,
    reconcile_districts,
    totals,
)
from pollwright.register.queries.options import needs_second_person
from pollwright.register.queries.paper_lines import PaperLine, paper_lines
from pollwright.register.states import PaperState


class NoticeHasState(Refused):
    """The notice is not in a state where this can be done."""

    code = "register.R020"
    problem = "Notice {reference} is {state}, so this can't be done."
    remedy = "Open the notice to see what can be done with it."


class NotOnItsDay(Refused):
    """A notice takes effect on the day it is published, and that day is not today."""

    code = "register.R021"
    problem = "{reference} is dated {published_on}, and today is {today}. Effective dates are never backdated."
    remedy = "Issue it on its day. If the day has passed, withdraw it and draft one for today."


class NeedsSecondPerson(Refused):
    """A second person must approve before this can be issued."""

    code = "register.R022"
    problem = "{reference} must be approved by a second person before it is issued."
    remedy = "Ask a colleague who may approve notices to look at its counts and approve it."


class SamePerson(Refused):
    """The person who prepared it can't be the one who approves it."""

    code = "register.R023"
    problem = "You prepared {reference}, so you can't be the second person."
    remedy = "Ask a colleague who may approve notices."


class ChangedSincePrepared(Refused):
    """Something that it carries was determined or taken back after it was prepared."""

    code = "register.R024"
    problem = "What {reference} carries has changed since it was prepared."
    remedy = "Prepare it again, look at the new counts, and have it approved again."


class AlreadyDrafted(Refused):
    """There is a notice of this kind for this day."""

    code = "register.R025"
    problem = "There is already a {kind} notice for {published_on}: {reference}."
    remedy = "Open that one, or withdraw it first."


class BeforeTheLast(Refused):
    """Something was published later already, so nothing can take effect on that day any more."""

    code = "register.R026"
    problem = "The last notice or register came out on {last}, so no notice can be dated {published_on}."
    remedy = "Choose a later day. Effective dates are never backdated."


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a rehearsal of a notice gave."""

    alterations_digest: str
    lines_digest: str
    lines: tuple[PaperLine, ...]
    counts: tuple[DistrictCount, ...]

    def by_action(self) -> dict[str, int]:
        """Return the number of additions, deletions and amendments that are printed."""
        found = Counter(line.action for line in self.lines)
        return {"additions": found["add"], "deletions": found["delete"], "amendments": found["amend"]}


@operation(Permission.NOTICES_PREPARE)
def draft_notice(
    *,
    actor: Actor,
    dates: NoticeDates,
    title: str,
    poll_on: date | None = None,
    poll_type: str = "",
    areas: tuple[int, ...] = (),
    registers: str = "both",
) -> Notice:
    """Plan a notice on the days that the law gives.

    :param areas: ids of the areas an election notice is limited to; empty is the whole authority.
    :param registers: both, local or parliamentary (REG-332).
    :raises AlreadyDrafted: where one of that kind, day and area is there already.
    :raises BeforeTheLast: where the day lies before that of the last notice or register.
    """
    held = Notice.objects.filter(
        authority=actor.authority_id, kind=dates.kind, published_on=dates.published_on, areas=list(areas)
    ).exclude(state=PaperState.WITHDRAWN)
    if other := held.first():
        raise AlreadyDrafted(kind=dates.kind, published_on=dates.published_on, reference=other.reference)
    last = last_published(actor.authority_id)
    if last is not None and dates.published_on < last:
        raise BeforeTheLast(last=last, published_on=dates.published_on)
    notice = Notice.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "N"),
        kind=dates.kind,
        title=title,
        published_on=dates.published_on,
        determined_by=dates.determined_by,
        received_by=dates.received_by,
        poll_on=poll_on,
        poll_type=poll_type,
        areas=list(areas),
        registers=registers,
    )
    record(
        NoticeDrafted(notice.reference, notice.kind, notice.published_on, notice.determined_by),
        actor=actor,
        subjects=[notice],
        basis=dates.source.describe(),
    )
    return notice


def rehearse_notice(actor: Actor, reference: str) -> tuple[Prepared, list[PreparedFile]]:
    """Do the whole notice in a rehearsal; return what came out and its files, which are in the store under their hashes.

    :raises DoesNotReconcile: where its totals do not agree.
    """
    with rehearsal(actor, "register.rehearse_notice", Permission.NOTICES_PREPARE):
        notice = _held(actor, reference, PaperState.DRAFT, PaperState.PREPARED, PaperState.APPROVED)
        prepared = _carry_out(notice)
        files = notice_files(notice, prepared.lines, prepared.by_action())
    return prepared, files


@operation(Permission.NOTICES_PREPARE)
def record_prepared_notice(
    *,
    actor: Actor,
    reference: str,
    prepared: Prepared,
    files: list[PreparedFile],
    conclude: Callable[[Notice], object] | None = None,
) -> Notice:
    """Record what a rehearsal gave: counts, proof and files to look at. An earlier approval lapses.

    :param conclude: called last, to end the work that prepared it in the same transaction.
    """
    notice = _held(actor, reference, PaperState.DRAFT, PaperState.PREPARED, PaperState.APPROVED)
    counts = prepared.by_action()
    notice.state = PaperState.PREPARED
    notice.alterations_digest = prepared.lines_digest
    notice.counts = counts
    notice.proof = {"districts": as_json(list(prepared.counts)), "totals": totals(list(prepared.counts))}
    notice.prepared_by, notice.prepared_by_id = actor.name, actor.person_id
    notice.approved_by, notice.approved_at = "", None
    notice.save()
    keep_files(actor, files, notice=notice)
    record(NoticePrepared(reference, digest=prepared.lines_digest, **counts), actor=actor, subjects=[notice])
    if conclude is not None:
        conclude(notice)
    return notice


@operation(Permission.NOTICES_APPROVE)
def approve_notice(*, actor: Actor, reference: str, at: datetime) -> Notice:
    """Approve a prepared notice, as the second person.

    :raises SamePerson: where the actor prepared it.
    """
    notice = _held(actor, reference, PaperState.PREPARED)
    if notice.prepared_by_id is not None and notice.prepared_by_id == actor.person_id:
        raise SamePerson(reference=reference)
    notice.state, notice.approved_by, notice.approved_at = PaperState.APPROVED, actor.name, at
    notice.save(update_fields=["state", "approved_by", "approved_at"])
    record(NoticeApproved(reference, notice.prepared_by), actor=actor, subjects=[notice])
    return notice


@operation(Permission.NOTICES_PREPARE)
def issue_notice(*, actor: Actor, reference: str, on: date, at: datetime) -> Notice:
    """Issue a notice on its day: its alterations take effect, and what was prepared is what goes out.

    :raises NotOnItsDay: before or after its day.
    :raises NeedsSecondPerson: where its size asks for approval and it has none.
    :raises ChangedSincePrepared: where what it carries is no longer the same; nothing is changed.
    """
    lock_register(actor.authority_id)
    notice = _held(actor, reference, PaperState.PREPARED, PaperState.APPROVED)
    if notice.published_on != on:
        raise NotOnItsDay(reference=reference, published_on=notice.published_on, today=on)
    if notice.state != PaperState.APPROVED and needs_second_person(actor.authority_id, notice.counts, on=on):
        raise NeedsSecondPerson(reference=reference)
    prepared = _carry_out(notice)
    if prepared.lines_digest != notice.alterations_digest:
        raise ChangedSincePrepared(reference=reference)
    _conclude(actor, notice, prepared, at)
    return notice


@operation(Permission.NOTICES_PREPARE)
def withdraw_notice(*, actor: Actor, reference: str, reason: str) -> Notice:
    """Withdraw a notice that has not been issued; its alterations wait for the next."""
    notice = _held(actor, reference, PaperState.DRAFT, PaperState.PREPARED, PaperState.APPROVED)
    notice.state = PaperState.WITHDRAWN
    notice.save(update_fields=["state"])
    record(NoticeWithdrawn(reference), actor=actor, subjects=[notice], reason=reason)
    return notice


def lock_register(authority_id: int) -> None:
    """Wait for the lock under which one paper at a time takes effect in an authority; held to the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('pollwright.register', %s))", [authority_id])


def current_numbers(authority_id: int) -> int | None:
    """Return the publication whose numbers are in force, or None before the first."""
    return (
        Publication.objects.filter(authority=authority_id, state=PaperState.ISSUED, kind__in=["revised", "imported"])
        .order_by("-issued_at", "-pk")
        .values_list("pk", flat=True)
        .first()
    )


def last_published(authority_id: int) -> date | None:
    """Return the day of the last notice or register that was issued, or None before the first."""
    issued = {"authority": authority_id, "state": PaperState.ISSUED}
    papers = (Notice.objects.filter(**issued), Publication.objects.filter(**issued))
    days = [paper.aggregate(last=Max("published_on"))["last"] for paper in papers]
    return max((day for day in days if day is not None), default=None)


def _held(actor: Actor, reference: str, *states: PaperState) -> Notice:
    notice = Notice.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if notice is None:
        raise NotFound(kind="notice", reference=reference)
    if notice.state not in states:
        raise NoticeHasState(reference=reference, state=PaperState(notice.state).label.lower())
    return notice


def carry_out_correction(actor: Actor, notice: Notice, alterations: list[int], at: datetime) -> None:
    """Let a correction take effect at once with its files; called inside the operation that issues it."""
    prepared = _carry_out(notice, alterations)
    notice.counts = prepared.by_action()
    notice.alterations_digest = prepared.lines_digest
    notice.proof = {"districts": as_json(list(prepared.counts)), "totals": totals(list(prepared.counts))}
    notice.prepared_by, notice.prepared_by_id = actor.name, actor.person_id
    notice.save()
    keep_files(actor, notice_files(notice, prepared.lines, notice.counts), notice=notice)
    _conclude(actor, notice, prepared, at)


def _carry_out(notice: Notice, alterations: list[int] | None = None) -> Prepared:
    """Let the notice take effect in the open transaction, prove it, and return what came out."""
    before = in_force_by_district(notice.authority_id)
    paper = Paper(
        authority_id=notice.authority_id,
        effective_on=notice.published_on,
        determined_by=notice.determined_by,
        parliamentary=notice.registers != "local",
        local=notice.registers != "parliamentary",
        districts=districts_in_areas(notice.authority_id, notice.areas) if notice.areas else None,
        alterations=alterations,
        notice_id=notice.pk,
        numbers_of=current_numbers(notice.authority_id),
    )
    staged = stage(paper)
    apply(paper)
    lines = tuple(paper_lines(notice.authority_id, notice_id=notice.pk))
    after = in_force_by_district(notice.authority_id)
    counts = reconcile_districts(notice.authority_id, before, after, OF_A_NOTICE, {"notice": notice.pk})
    return Prepared(staged.digest, _digest(staged.digest, lines), lines, tuple(counts))


def _digest(alterations: str, lines: tuple[PaperLine, ...]) -> str:
    text = "\n".join(f"{line.elector_reference}|{line.action}|{line.elector_number}|{line.marker}" for line in lines)
    return hashlib.sha256(f"{alterations}\n{text}".encode()).hexdigest()


def _conclude(actor: Actor, notice: Notice, prepared: Prepared, at: datetime) -> None:
    DistrictProof.objects.bulk_create(
        DistrictProof(
            authority_id=notice.authority_id,
            notice=notice,
            district_id=count.district_id,
            **{name: getattr(count, name) for name in PROOF_COUNTS},
        )
        for count in prepared.counts
    )
    notice.state, notice.issued_at = PaperState.ISSUED, at
    notice.save(update_fields=["state", "issued_at"])
    electors = "SELECT DISTINCT elector_id FROM staged_due"
    refresh_search(notice.authority_id, electors)
    record_many(
        NoticeIssued(notice.reference, notice.published_on, **prepared.by_action()),
        actor=actor,
        subjects_sql=f"SELECT 'elector', elector_id FROM ({electors}) AS e UNION ALL SELECT 'notice', %s::bigint",
        parameters=[notice.pk],
    )


PROOF_COUNTS = ("before", "added", "deleted", "moved_in", "moved_out", "amended", "after")
