"""Releasing poll cards, as the second person and after their proof; what the printer counted; what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.cards import (
    BatchHandedOut,
    CardReturned,
    CardsReleaseAsked,
    CardsReleased,
)
from pollwright.elections.models import CardBatch, CardRun, ReturnedCard
from pollwright.elections.operations.boundary_gate import refuse_outstanding
from pollwright.elections.operations.cards_preparing import RunChanged, run_in_hand
from pollwright.elections.papers.cards_made import check_digits_hold
from pollwright.elections.queries.cards_held import card_holder, made_anonymous_since
from pollwright.elections.queries.cards_proof import SAYS, CardProof, Fault, Stated, StatedBatch, prove_cards
from pollwright.elections.queries.cards_rules import card_rules, carded_contests, cards_from
from pollwright.elections.queries.cards_runs import GONE_OUT, latest_electorate, runs_gone_out
from pollwright.elections.queries.cards_stations import stations_for
from pollwright.elections.queries.electorate_target import Target, target_of
from pollwright.elections.states import CardRunState, ReturnReason
from pollwright.files.content import ContentMissing
from pollwright.files.store import path_of, whole_path_of, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import NotFound, Refused

RELEASE = "elections.release-cards"
READING, KEPT = "Reading the batches back", "Recording the release"
FAULTS_SAID = 3


class CardsDoNotReconcile(Refused):
    """The proof found cards that must not go out, or people without one; nothing is released."""

    code = "elections.R220"
    problem = "Run {reference} is not released. {faults} faults; the first: {places}."
    remedy = "Nothing was released. Withdraw the run, mend what is wrong, and prepare it again."

    def __init__(self, *, reference: str, found: Sequence[Fault]) -> None:
        """Keep every fault, and say the first."""
        places = "; ".join(f"{fault.code}, {fault.where} ({fault.count})" for fault in found[:FAULTS_SAID])
        super().__init__(reference=reference, faults=len(found), places=places)
        self.found = found


class CardFault(Refused):
    """One of the faults for which a run is not released."""

    code = "elections.R228"
    problem = "{says} ({fault}: {count})."
    remedy = "Mend it where it is named, then prepare the run again."
    words = frozenset({"says"})

    def __init__(self, *, fault: Fault) -> None:
        """Say it in words."""
        super().__init__(says=SAYS[fault.code].capitalize(), fault=fault.code, count=fault.count)


class SamePersonReleases(Refused):
    """Cards are released by somebody other than who prepared them."""

    code = "elections.R221"
    problem = "You prepared run {reference}, so somebody else must release it."
    remedy = "Ask another officer who may release poll cards."


class NoticeOutstanding(Refused):
    """No card goes out before every notice of election is published (K-02, C-09)."""

    code = "elections.R222"
    problem = "A notice of election of {reference} has not been published, so no poll card may go out."
    remedy = "Publish every notice of the polls on the card first."


class NoSchemeAdopted(Refused):
    """A card must name the right station, so the scheme must be settled."""

    code = "elections.R223"
    problem = "There is no adopted polling scheme for {reference}, or it changed after the cards were made."
    remedy = "Adopt the scheme, withdraw the run and prepare it again, so that each card has its station."


class HoldsAnonymous(Refused):
    """Somebody in the files has been given anonymity since they were made."""

    code = "elections.R224"
    problem = "{count} electors in run {reference} have been made anonymous since it was prepared."
    remedy = "Nothing was handed out. Withdraw the run, freeze the electorate again and prepare another."


class NotACard(Refused):
    """The number is not on any card that went out."""

    code = "elections.R225"
    problem = "{card} is not the number of a poll card that was sent."
    remedy = "Scan it again, or type the 16 digits below the barcode."


class CardLoggedBefore(Refused):
    """The card was logged before, by this officer or another."""

    code = "elections.R229"
    problem = "Card {card} is logged already: it came back on {on}, and {by} logged it."
    remedy = "Nothing was added. Put it with the cards that came back, and scan the next."


class CardOfAnotherPart(Refused):
    """The elector is on another authority's register."""

    code = "elections.R226"
    problem = "The card is of an elector of district {district}, which is on another authority's register."
    remedy = "Send the card to that authority: it is evidence for their register."


def prove_run(actor: Actor, run: CardRun, target: Target, folder: Path) -> CardProof:
    """Return what the print files of a run come to, read back from the store."""
    scheme = stations_for(actor.authority_id, target.poll_ids)
    batches = CardBatch.objects.select_related("file").filter(authority=actor.authority_id, run=run)
    return prove_cards(
        Stated(
            electorate=path_of(run.electorate.file),
            batches=[
                StatedBatch(batch.number, batch.cards, batch.sha256, _path(batch))
                for batch in batches.order_by("number")
            ],
            earlier=[path_of(each.file) for each in runs_gone_out(actor.authority_id, target)],
            rules=card_rules(),
            contests=[contest.reference for contest in carded_contests(target)],
            stations=scheme.ranges if scheme else (),
        ),
        folder,
    )


@operation(Permission.POLL_CARDS_RELEASE)
def ask_to_release_cards(*, actor: Actor, reference: str, version: int, at: datetime, background: bool = True) -> Work:
    """Ask that a run be read back, compared and released: every card is read for it. Refused as `release_cards` is."""
    run, _ = _to_release(actor, reference, version, at)
    record(CardsReleaseAsked(reference), actor=actor, subjects=[run])
    return ask_for_work(
        actor=actor,
        kind=RELEASE,
        lock=f"{RELEASE}.{reference}",
        title=f"Release poll cards {reference}",
        parameters={"reference": reference, "version": version},
        background=background,
    )


@operation(Permission.POLL_CARDS_RELEASE)
def release_cards(
    *,
    actor: Actor,
    reference: str,
    version: int,
    at: datetime,
    proved: Callable[[], object] | None = None,
    conclude: Callable[[CardRun], object] | None = None,
) -> CardRun:
    """Release a run to the printer, as the second person: every total must agree with the electorate.

    :param proved: told when every card is compared, before the release is recorded.
    :param conclude: called last, to end the work in the same transaction.
    :raises SamePersonReleases: where the actor prepared it.
    :raises NoticeOutstanding: before every notice of election is published.
    :raises NoSchemeAdopted: without a settled scheme, or where it changed since.
    :raises HoldsAnonymous: where somebody in it is anonymous now.
    :raises PartOutstanding: where a part on another register is not in it as both sides agreed.
    :raises CardsDoNotReconcile: naming batch, district, contest or station of the first faults.
    """
    run, target = _to_release(actor, reference, version, at)
    with workspace() as folder:
        proof = prove_run(actor, run, target, folder)
    if proof.faults:
        raise CardsDoNotReconcile(reference=reference, found=proof.faults)
    if proved is not None:
        proved()
    run.state, run.released_by, run.released_at = CardRunState.RELEASED, actor.name, at
    run.proof = {"totals": _summed(proof), "compared": len(proof.totals)}
    run.version += 1
    run.save(update_fields=["state", "released_by", "released_at", "proof", "version"])
    record(CardsReleased(reference, run.cards, run.prepared_by, len(proof.totals)), actor=actor, subjects=[run])
    if conclude is not None:
        conclude(run)
    return run


@operation(Permission.POLL_CARDS_RELEASE)
def hand_out_batch(*, actor: Actor, reference: str, number: int) -> Path:
    """Return where the print file of a batch lies, for the download by which it goes to the printer.

    :raises RunChanged: where the run is not released.
    :raises HoldsAnonymous: where somebody in it is anonymous now.
    """
    run = CardRun.objects.filter(authority=actor.authority_id, reference=reference).first()
    batch = CardBatch.objects.select_related("file").filter(run=run, number=number).first() if run else None
    if run is None or batch is None:
        raise NotFound(kind="batch of poll cards", reference=f"{reference}, {number}")
    if run.state not in GONE_OUT:
        raise RunChanged(reference=reference, why="it has not been released")
    _nobody_anonymous(actor, run)
    path = whole_path_of(batch.file)
    record(BatchHandedOut(reference, number, batch.cards, batch.sha256), actor=actor, subjects=[run])
    return path


@operation(Permission.POLL_CARDS_PREPARE)
def log_returned_card(*, actor: Actor, card: str, reason: ReturnReason, note: str, on: date) -> ReturnedCard:
    """Log a poll card that came back, by the number that is scanned from it (K-09).

    :raises NotACard: where no card of that number went out.
    :raises CardLoggedBefore: where it was logged before; the second scan adds nothing.
    """
    scanned = "".join(card.split())
    run = (
        CardRun.objects.select_for_update(of=("self",))
        .select_related("file")
        .filter(authority=actor.authority_id, reference=f"K{scanned[:7]}", state__in=GONE_OUT)
        .first()
        if check_digits_hold(scanned)
        else None
    )
    holder = card_holder(path_of(run.file), scanned) if run else None
    elector = holder.elector_id if holder else None
    if holder is not None and elector is None:
        raise CardOfAnotherPart(district=holder.district)
    if run is None or elector is None:
        raise NotACard(card=scanned[:20])
    if before := ReturnedCard.objects.filter(run=run, card=scanned).first():
        raise CardLoggedBefore(card=scanned, on=before.returned_on, by=before.logged_by)
    returned = ReturnedCard.objects.create(
        authority_id=actor.authority_id,
        run=run,
        card=scanned,
        elector_id=elector,
        reason=reason,
        note=note,
        returned_on=on,
        logged_by=actor.name,
    )
    record(
        CardReturned(run.reference, scanned, reason, on),
        actor=actor,
        subjects=[run, ("elector", elector)],
        reason=note,
    )
    return returned


def _to_release(actor: Actor, reference: str, version: int, at: datetime) -> tuple[CardRun, Target]:
    run = run_in_hand(actor, reference, version, CardRunState.PREPARED)
    if run.prepared_by_id is not None and run.prepared_by_id == actor.person_id:
        raise SamePersonReleases(reference=reference)
    target = _target(actor, run)
    _may_go_out(actor, run, target, at)
    return run, target


def _target(actor: Actor, run: CardRun) -> Target:
    of = run.electorate.poll or run.electorate.combination
    if of is None:
        raise NotFound(kind="poll", reference=run.reference)
    return target_of(actor.authority_id, of.reference)


def _may_go_out(actor: Actor, run: CardRun, target: Target, at: datetime) -> None:
    if not carded_contests(target):
        raise RunChanged(reference=run.reference, why="no poll is taken that it is for")
    first = cards_from(target)
    if first is None or first > at.date():
        raise NoticeOutstanding(reference=target.reference)
    latest = latest_electorate(actor.authority_id, target)
    if latest is None or latest.pk != run.electorate_id:
        raise RunChanged(reference=run.reference, why="a later electorate has been frozen")
    refuse_outstanding(actor, target, latest)
    scheme = stations_for(actor.authority_id, target.poll_ids)
    if scheme is None or not scheme.adopted or scheme.reference != run.scheme:
        raise NoSchemeAdopted(reference=target.reference)
    _nobody_anonymous(actor, run)


def _nobody_anonymous(actor: Actor, run: CardRun) -> None:
    found = made_anonymous_since(actor.authority_id, path_of(run.file))
    if found:
        raise HoldsAnonymous(count=found, reference=run.reference)


def _path(batch: CardBatch) -> Path | None:
    try:
        return path_of(batch.file)
    except ContentMissing:
        return None


def _summed(proof: CardProof) -> list[dict[str, Any]]:
    """Return the totals by contest and kind, as JSON values."""
    due: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for each in proof.totals:
        due[each.contest, each.kind] += each.due
        held[each.contest, each.kind] += each.held
    return [
        {"contest": contest, "kind": kind, "due": due[contest, kind], "held": held[contest, kind]}
        for contest, kind in sorted(due)
    ]
