"""Publishing the register: everything due takes effect, every entry gets its number, every edition is frozen.

As with notices, preparing does the whole act in a rehearsal and keeps what came out; issuing does it again and goes
through only where the outcome is the same. A crash in either leaves only files that nothing names, which are swept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record, record_many
from pollwright.authorities.references import next_reference
from pollwright.files.store import workspace
from pollwright.law.notices import NoticeDates
from pollwright.law.open_register import open_register_with
from pollwright.places.operations.district_changes import make_effective
from pollwright.places.queries.changes_due import changes_due
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.papers import (
    PublicationApproved,
    PublicationDrafted,
    PublicationIssued,
    PublicationPrepared,
    PublicationWithdrawn,
)
from pollwright.register.models import DistrictProof, Publication
from pollwright.register.operations.altering import pending, withdraw_pending
from pollwright.register.operations.misplacements import propose_district_change
from pollwright.register.operations.notices import (
    PROOF_COUNTS,
    NeedsSecondPerson,
    NotOnItsDay,
    SamePerson,
    current_numbers,
    lock_register,
)
from pollwright.register.operations.numbering import number_register
from pollwright.register.operations.papers import keep_files
from pollwright.register.operations.renumbering import numbered_anew
from pollwright.register.operations.searching import refresh_search
from pollwright.register.operations.taking_effect import Paper, apply, list_lines, stage
from pollwright.register.papers.editions import Editions, make_editions
from pollwright.register.papers.prepared import PreparedFile, put
from pollwright.register.proofs import (
    SINCE_A_PUBLICATION,
    DistrictCount,
    DoesNotReconcile,
    as_json,
    in_force_by_district,
    reconcile_districts,
    totals,
)
from pollwright.register.queries.numbers import numbers_digest
from pollwright.register.queries.options import register_needs_second_person
from pollwright.register.states import AlterationReason, PaperState


class PublicationHasState(Refused):
    """The publication is not in a state where this can be done."""

    code = "register.R030"
    problem = "Publication {reference} is {state}, so this can't be done."
    remedy = "Open the publication to see what can be done with it."


class PublicationChanged(Refused):
    """What it would carry is no longer what was prepared."""

    code = "register.R031"
    problem = "What publication {reference} carries has changed since it was prepared."
    remedy = "Prepare it again, look at the new counts, and have it approved again."


class AlreadyPublished(Refused):
    """There is a publication of that kind for that day."""

    code = "register.R032"
    problem = "There is already a {kind} register for {published_on}: {reference}."
    remedy = "Open that one, or withdraw it first."


class OutOfOrder(Refused):
    """A register can't be published before the last one."""

    code = "register.R033"
    problem = "The last register was published on {last}, so another can't be dated {published_on}."
    remedy = "Choose a later day."


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a rehearsal of a publication gave.

    :param digest: of the alterations carried and of every number given; the issue must come to the same.
    """

    digest: str
    counts: tuple[DistrictCount, ...]
    by_district: list[dict[str, Any]]
    files: list[PreparedFile]

    def summary(self) -> dict[str, Any]:
        """Return the totals that stand in the row and are shown."""
        kept = ("electors", "others", "anonymous", "attainers", "open", "parliamentary", "local")
        sums = {name: sum(row[name] for row in self.by_district) for name in kept}
        return {**sums, "districts": {row["code"]: row["electors"] for row in self.by_district}}


@operation(Permission.REGISTER_PUBLISH)
def draft_publication(*, actor: Actor, dates: NoticeDates, reason: str = "") -> Publication:
    """Plan a revised register on the days that the law gives.

    :raises AlreadyPublished: where one of that day is there already.
    :raises OutOfOrder: where a later register has been published.
    """
    authority = actor.authority_id
    same_day = Publication.objects.filter(authority=authority, kind="revised", published_on=dates.published_on)
    if other := same_day.exclude(state=PaperState.WITHDRAWN).first():
        raise AlreadyPublished(kind="revised", published_on=dates.published_on, reference=other.reference)
    previous = Publication.objects.filter(pk=current_numbers(authority) or 0).first()
    if previous is not None and previous.published_on > dates.published_on:
        raise OutOfOrder(last=previous.published_on, published_on=dates.published_on)
    publication = Publication.objects.create(
        authority_id=authority,
        reference=next_reference(authority, "R"),
        kind="revised",
        published_on=dates.published_on,
        determined_by=dates.determined_by,
        received_by=dates.received_by,
        previous=previous,
        reason=reason,
    )
    record(
        PublicationDrafted(publication.reference, publication.kind, publication.published_on),
        actor=actor,
        subjects=[publication],
        basis=dates.source.describe(),
        reason=reason,
    )
    return publication


def propose_changes_of_districts(actor: Actor, reference: str, at: datetime) -> None:
    """Amend the entries of every change of districts that takes effect with this register, before it is prepared."""
    with scope(authority=actor.authority_id):
        publication = Publication.objects.filter(authority=actor.authority_id, reference=reference).first()
        if publication is None:
            raise NotFound(kind="publication", reference=reference)
        for change in changes_due(actor.authority_id, publication.published_on):
            propose_district_change(
                actor=actor,
                reference=change,
                determined_by=publication.determined_by or publication.published_on,
                at=at,
            )


def rehearse_publication(actor: Actor, reference: str, progress: Any = None) -> Prepared:
    """Do the whole publication in a rehearsal, and return what came out; its files are in the store.

    :param progress: called with a step, done and total.
    :raises DoesNotReconcile: where the editions, the entries and the lines do not agree.
    """
    say = progress or (lambda *_: None)
    with rehearsal(actor, "register.rehearse_publication", Permission.REGISTER_PUBLISH), workspace() as folder:
        publication = _held(actor, reference, PaperState.DRAFT, PaperState.PREPARED, PaperState.APPROVED)
        say("Alterations and numbers", 0, 4)
        digest, counts = _carry_out(actor, publication)
        say("Editions", 1, 4)
        dates = open_register_with(publication.published_on)
        made = make_editions(actor.authority_id, publication.pk, publication.previous_id, dates, folder)
        say("Proof", 2, 4)
        _prove(counts, made)
        say("Keeping the files", 3, 4)
        files = _files(publication, made)
    return Prepared(digest, tuple(counts), made.by_district, files)


@operation(Permission.REGISTER_PUBLISH)
def record_prepared_publication(
    *,
    actor: Actor,
    reference: str,
    prepared: Prepared,
    conclude: Callable[[Publication], object] | None = None,
) -> Publication:
    """Record what a rehearsal gave: counts, proof and files to look at. An earlier approval lapses.

    :param conclude: called last, to end the work that prepared it in the same transaction.
    """
    publication = _held(actor, reference, PaperState.DRAFT, PaperState.PREPARED, PaperState.APPROVED)
    publication.state = PaperState.PREPARED
    publication.alterations_digest = prepared.digest
    publication.counts = prepared.summary()
    publication.proof = {"districts": as_json(list(prepared.counts)), "totals": totals(list(prepared.counts))}
    publication.prepared_by, publication.prepared_by_id = actor.name, actor.person_id
    publication.approved_by, publication.approved_at = "", None
    publication.save()
    keep_files(actor, prepared.files, publication=publication)
    record(
        PublicationPrepared(reference, publication.counts["electors"], len(prepared.by_district), prepared.digest),
        actor=actor,
        subjects=[publication],
    )
    if conclude is not None:
        conclude(publication)
    return publication


@operation(Permission.NOTICES_APPROVE)
def approve_publication(*, actor: Actor, reference: str, at: datetime) -> Publication:
    """Approve a prepared register, as the second person.

    :raises SamePerson: where the actor prepared it.
    """
    publication = _held(actor, reference, PaperState.PREPARED)
    if publication.prepared_by_id is not None and publication.prepared_by_id == actor.person_id:
        raise SamePerson(reference=reference)
    publication.state, publication.approved_by, publication.approved_at = PaperState.APPROVED, actor.name, at
    publication.save(update_fields=["state", "approved_by", "approved_at"])
    record(PublicationApproved(reference, publication.prepared_by), actor=actor, subjects=[publication])
    return publication


@operation(Permission.REGISTER_PUBLISH)
def issue_publication(
    *,
    actor: Actor,
    reference: str,
    on: date,
    at: datetime,
    conclude: Callable[[Publication], object] | None = None,
) -> Publication:
    """Publish the register on its day: what is due takes effect, and the new numbers are in force.

    :param conclude: called last, to end the work that published it in the same transaction.
    :raises NotOnItsDay: before or after its day.
    :raises NeedsSecondPerson: without the approval of a second person, where the authority asks for it.
    :raises PublicationChanged: where the outcome is no longer what was prepared; nothing is changed.
    """
    lock_register(actor.authority_id)
    publication = _held(actor, reference, PaperState.PREPARED, PaperState.APPROVED)
    if publication.published_on != on:
        raise NotOnItsDay(reference=reference, published_on=publication.published_on, today=on)
    if publication.state != PaperState.APPROVED and register_needs_second_person(actor.authority_id, on=on):
        raise NeedsSecondPerson(reference=reference)
    digest, counts = _carry_out(actor, publication)
    if digest != publication.alterations_digest:
        raise PublicationChanged(reference=reference)
    _conclude(actor, publication, counts, at)
    numbered_anew(actor, on)
    if conclude is not None:
        conclude(publication)
    return publication


@operation(Permission.REGISTER_PUBLISH)
def withdraw_publication(*, actor: Actor, reference: str, reason: str, at: datetime) -> Publication:
    """Withdraw a register that has not been issued; amendments made for a change of districts go with it."""
    publication = _held(actor, reference, PaperState.DRAFT, PaperState.PREPARED, PaperState.APPROVED)
    publication.state = PaperState.WITHDRAWN
    publication.save(update_fields=["state"])
    proposed = pending(actor.authority_id).filter(reason=AlterationReason.DISTRICT)
    withdraw_pending(alterations=list(proposed), reason=f"Register {reference} was withdrawn", at=at)
    record(PublicationWithdrawn(reference), actor=actor, subjects=[publication], reason=reason)
    return publication


def _held(actor: Actor, reference: str, *states: PaperState) -> Publication:
    found = Publication.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="publication", reference=reference)
    if found.state not in states:
        raise PublicationHasState(reference=reference, state=PaperState(found.state).label.lower())
    return found


def _carry_out(actor: Actor, publication: Publication) -> tuple[str, list[DistrictCount]]:
    """Let everything due take effect, number the register, and prove the districts; in the open transaction."""
    authority = publication.authority_id
    for change in changes_due(authority, publication.published_on):
        make_effective(actor=actor, reference=change, on=publication.published_on)
    paper = Paper(
        authority_id=authority,
        effective_on=publication.published_on,
        determined_by=publication.determined_by or publication.published_on,
        publication_id=publication.pk,
        numbers_of=publication.pk,
    )
    before = _before(publication)
    staged = stage(paper)
    apply(paper)
    numbered = number_register(authority, publication.pk)
    list_lines(paper)
    after = in_force_by_district(authority)
    if numbered != sum(after.values()):
        raise DoesNotReconcile(what="The numbering", expected=sum(after.values()), found=numbered)
    papers = {"publication": publication.pk, "previous": publication.previous_id}
    counts = reconcile_districts(authority, before, after, SINCE_A_PUBLICATION, papers)
    outcome = f"{staged.digest}:{numbers_digest(publication.pk)}"
    return hashlib.sha256(outcome.encode()).hexdigest(), counts


def _before(publication: Publication) -> dict[int, int]:
    """Return the electors by district of the register before, as it was counted when it was published."""
    if publication.previous is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.id, (value)::int FROM jsonb_each_text(%s::jsonb) JOIN places_pollingdistrict d"
            " ON d.code = key AND d.authority_id = %s",
            [json.dumps(publication.previous.counts.get("districts", {})), publication.authority_id],
        )
        return dict(cursor.fetchall())


def _prove(counts: list[DistrictCount], made: Editions) -> None:
    """Compare the snapshot with the entries by district, and each edition with the snapshot."""
    expected = {count.code: count.after for count in counts if count.after}
    found = {row["code"]: row["electors"] for row in made.by_district}
    for code in sorted(expected.keys() | found.keys()):
        if expected.get(code, 0) != found.get(code, 0):
            raise DoesNotReconcile(
                what=f"District {code} of the full edition", expected=expected.get(code, 0), found=found.get(code, 0)
            )
    rows = {"full": sum(found.values()), "open": sum(row["open"] for row in made.by_district)}
    for edition in made.editions:
        wanted = rows.get(edition.name, edition.csv.rows)
        for written in (edition.csv.rows, edition.parquet.rows):
            if written != wanted:
                raise DoesNotReconcile(what=f"The {edition.name} edition", expected=wanted, found=written)


def _files(publication: Publication, made: Editions) -> list[PreparedFile]:
    name = f"register-{publication.reference}-{publication.published_on}"
    files = [
        put(
            made.snapshot.path,
            edition="snapshot",
            format="parquet",
            name=f"{name}-snapshot.parquet",
            rows=made.snapshot.rows,
            restricted=True,
        )
    ]
    for edition in made.editions:
        for format_, written in (("csv", edition.csv), ("parquet", edition.parquet)):
            files.append(
                put(
                    written.path,
                    edition=edition.name,
                    format=format_,
                    name=f"{name}-{edition.name}.{format_}",
                    rows=written.rows,
                )
            )
    mapped = made.number_map
    files.append(put(mapped.path, edition="number-map", format="csv", name=f"{name}-number-map.csv", rows=mapped.rows))
    return files


def _conclude(actor: Actor, publication: Publication, counts: list[DistrictCount], at: datetime) -> None:
    DistrictProof.objects.bulk_create(
        DistrictProof(
            authority_id=publication.authority_id,
            publication=publication,
            district_id=count.district_id,
            **{name: getattr(count, name) for name in PROOF_COUNTS},
        )
        for count in counts
    )
    publication.state, publication.issued_at = PaperState.ISSUED, at
    publication.save(update_fields=["state", "issued_at"])
    changed = "SELECT DISTINCT elector_id FROM staged_due"
    refresh_search(publication.authority_id, changed)
    sums = totals(counts)
    record_many(
        PublicationIssued(
            publication.reference,
            publication.published_on,
            sums["after"],
            sums["added"] + sums["moved_in"],
            sums["deleted"] + sums["moved_out"],
            sums["amended"],
        ),
        actor=actor,
        subjects_sql=f"SELECT 'elector', elector_id FROM ({changed}) AS e UNION ALL SELECT 'publication', %s::bigint",
        parameters=[publication.pk],
    )
