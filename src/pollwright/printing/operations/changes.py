"""A station is changed after people were told of another: letters to those affected, and a sign for the old place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.documents.wording import speaking
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.store import keep, open_content, place, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.law.stations import SITUATION
from pollwright.printing.events.changes import LettersAsked, LettersHandedOut, LettersPrepared, LettersReleased
from pollwright.printing.models import ChangeLetters
from pollwright.printing.papers.letters_made import letters_of
from pollwright.printing.queries.grounds import ground_of
from pollwright.printing.queries.welsh import words_held
from pollwright.printing.states import PackState
from pollwright.refusals import NotFound, Refused
from pollwright.register.models import Elector
from pollwright.stations.models import Amendment
from pollwright.stations.operations.amending import list_affected
from pollwright.stations.queries.affected import AffectedElector, affected_electors
from pollwright.stations.queries.polled import day_of_scheme, polls_of

SERIES = "CL"
WORK = "printing.prepare-letters"
STEPS = ("Letters", "Keeping the files")
FILE_KIND = declare("change-letters", "Letters about a changed station", Permission.PAPERS_PREPARE, by_its_room=True)


class LettersChanged(Refused):
    """Another officer was first, or those affected are others now."""

    code = "printing.R070"
    problem = "Letters {reference} can't be acted on like this: {why}."
    remedy = "Open them again to see how they stand. Where others are affected now, prepare letters again."
    words = frozenset({"why"})


class SamePersonReleasesLetters(Refused):
    """Whoever prepared letters does not release them."""

    code = "printing.R071"
    problem = "You prepared letters {reference}, so somebody else has to release them."
    remedy = "Ask another officer who may approve papers."


class NobodyAffected(Refused):
    """The amendment affects nobody who is told by letter."""

    code = "printing.R072"
    problem = "Amendment {amendment} of scheme {scheme} affects nobody."
    remedy = "There is nobody to write to."


@dataclass(frozen=True, slots=True)
class PreparedLetters:
    """Letters whose files lie in the store and that no row names yet."""

    reference: str
    amendment_id: int
    affected: int
    letters: int
    by_hand: int
    pages: int
    digest: str
    csv: Placed
    pdf: Placed
    sign: Placed


@operation(Permission.PAPERS_PREPARE)
def ask_to_prepare_letters(*, actor: Actor, reference: str, amendment: int, on: date, background: bool = True) -> Work:
    """Ask for the letters to those whom an amendment of a scheme affects; that they were listed is recorded.

    :param reference: of the scheme.
    :raises NobodyAffected: where it affects nobody.
    """
    found = _amendment(actor, reference, amendment)
    if not list_affected(actor=actor, reference=reference, amendment=amendment, on=on):
        raise NobodyAffected(scheme=reference, amendment=amendment)
    record(LettersAsked(reference, amendment), actor=actor, subjects=[found.scheme], basis=SITUATION.describe())
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"printing.letters.{reference}.{amendment}",
        title=f"Prepare letters about amendment {amendment} of scheme {reference}",
        parameters={"letters": next_reference(actor.authority_id, SERIES), "scheme": reference, "amendment": amendment},
        background=background,
    )


def prepare_letters(
    actor: Actor, letters: str, scheme: str, amendment: int, on: date, progress: Any = None
) -> PreparedLetters:
    """Make the letters and put their files into the store; nothing else stays.

    :param letters: the reference that they will have.
    :raises DoesNotReconcile: where letters and affected electors differ.
    """
    say = progress or (lambda *_: None)
    with (
        rehearsal(actor, "printing.prepare_letters", Permission.PAPERS_PREPARE),
        workspace() as folder,
        speaking(words_held(actor.authority_id)),
    ):
        found = _amendment(actor, scheme, amendment)
        electors = _affected(found, on)
        ground = ground_of(actor.authority_id, polls_of(found.scheme)[0].reference, on=on)
        made = letters_of(
            ground, found, electors, letters, on, folder, lambda done: say(STEPS[0], done.papers, len(electors))
        )
        say(STEPS[1], 0, 1)
        files = (place(made.csv, take=True), place(made.pdf, take=True), place(made.sign))
    return PreparedLetters(
        letters, found.pk, len(electors), made.letters, made.by_hand, made.pages, _digest(electors), *files
    )


@operation(Permission.PAPERS_PREPARE)
def record_letters(
    *,
    actor: Actor,
    prepared: PreparedLetters,
    at: datetime,
    conclude: Callable[[ChangeLetters], object] | None = None,
) -> ChangeLetters:
    """Make prepared letters ones that can be looked at and released.

    :param conclude: called last, to end the work that prepared them in the same transaction.
    """
    amendment = Amendment.objects.select_related("scheme").get(authority=actor.authority_id, pk=prepared.amendment_id)
    given = (("csv", "text/csv", prepared.csv), ("pdf", "application/pdf", prepared.pdf))
    files = {
        form: keep(
            actor=actor, source=placed, name=f"letters-{prepared.reference}.{form}", media_type=media,
            kind=FILE_KIND.name, rows=prepared.letters,
        )
        for form, media, placed in given
    }  # fmt: skip
    sign = keep(
        actor=actor, source=prepared.sign, name=f"moved-sign-{prepared.reference}.pdf", media_type="application/pdf",
        kind=FILE_KIND.name,
    )  # fmt: skip
    letters = ChangeLetters.objects.create(
        authority_id=actor.authority_id,
        reference=prepared.reference,
        amendment=amendment,
        affected=prepared.affected,
        letters=prepared.letters,
        by_hand=prepared.by_hand,
        pages=prepared.pages,
        digest=prepared.digest,
        csv=files["csv"],
        pdf=files["pdf"],
        sign=sign,
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        prepared_at=at,
    )
    record(
        LettersPrepared(
            letters.reference, amendment.scheme.reference, amendment.number, letters.affected, letters.letters,
            letters.by_hand,
        ),
        actor=actor,
        subjects=[letters, amendment.scheme],
    )  # fmt: skip
    if conclude is not None:
        conclude(letters)
    return letters


@operation(Permission.PAPERS_APPROVE)
def release_letters(*, actor: Actor, reference: str, version: int, on: date, at: datetime) -> ChangeLetters:
    """Release letters, as the second person, their number agreeing with those affected now.

    :raises SamePersonReleasesLetters: where the actor prepared them.
    :raises LettersChanged: where others are affected now, or somebody was first.
    """
    held = ChangeLetters.objects.select_related("amendment__scheme", "amendment__station")
    found = held.select_for_update(of=("self",)).filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="letters", reference=reference)
    if found.version != version or found.state != PackState.PREPARED:
        raise LettersChanged(
            reference=reference, why="they are in another state, or were changed since you opened them"
        )
    if found.prepared_by_id is not None and found.prepared_by_id == actor.person_id:
        raise SamePersonReleasesLetters(reference=reference)
    electors = _affected(found.amendment, on)
    if _digest(electors) != found.digest or found.letters + found.by_hand != len(electors):
        raise LettersChanged(reference=reference, why="others are affected now than when they were prepared")
    found.state, found.released_by, found.released_at = PackState.RELEASED, actor.name, at
    found.version += 1
    found.save(update_fields=["state", "released_by", "released_at", "version"])
    record(LettersReleased(reference, found.letters), actor=actor, subjects=[found, found.amendment.scheme])
    return found


@operation(Permission.PAPERS_APPROVE)
def hand_out_letters(*, actor: Actor, reference: str, form: str) -> tuple[str, str, BinaryIO]:
    """Open a file of released letters, `csv`, `pdf` or `sign`, for download; that it was handed out is recorded.

    :return: its name, its media type, and the open file.
    :raises LettersChanged: where they are not released, or somebody in them has become anonymous since.
    """
    held = ChangeLetters.objects.select_related("csv", "pdf", "sign", "amendment__scheme", "amendment__station")
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None or form not in ("csv", "pdf", "sign"):
        raise NotFound(kind="letters", reference=reference)
    if found.state != PackState.RELEASED:
        raise LettersChanged(reference=reference, why="they are not released")
    references = [one.elector for one in _affected(found.amendment, found.prepared_at.date())]
    anonymous = Elector.objects.filter(authority=actor.authority_id, reference__in=references, anonymous=True).count()
    if form != "sign" and anonymous != found.by_hand:
        raise LettersChanged(reference=reference, why="somebody in them has become anonymous since")
    stored = {"csv": found.csv, "pdf": found.pdf, "sign": found.sign}[form]
    opened = open_content(stored, verify=True)
    record(LettersHandedOut(reference, form), actor=actor, subjects=[found])
    return stored.name, stored.media_type, opened


def _amendment(actor: Actor, scheme: str, number: int) -> Amendment:
    held = Amendment.objects.select_related("scheme__poll", "scheme__combination", "station__venue")
    found = held.filter(authority=actor.authority_id, scheme__reference=scheme, number=number).first()
    if found is None:
        raise NotFound(kind="amendment", reference=number)
    return found


def _affected(amendment: Amendment, on: date) -> list[AffectedElector]:
    return affected_electors(amendment.scheme, amendment.affected, on=on, day=day_of_scheme(amendment.scheme))


def _digest(electors: Sequence[AffectedElector]) -> str:
    """Return a mark of who is affected and under which name: it changes when anybody is added, gone or made anonymous,
    and when somebody votes in another way, of which the letter tells.
    """
    text = "\n".join(
        f"{one.elector}|{one.name}|{one.address}|{one.postcode}|{one.postal}|{one.proxy_for}" for one in electors
    )
    return hashlib.sha256(text.encode()).hexdigest()
