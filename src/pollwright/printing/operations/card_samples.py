"""Handing out sample cards of a run, by which two people look at it before it goes to the printer."""

from __future__ import annotations

import hashlib
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.typesetting import render
from pollwright.documents.wording import speaking
from pollwright.elections.models import CardBatch, CardRun
from pollwright.elections.operations.cards_releasing import HoldsAnonymous
from pollwright.elections.queries.cards_held import made_anonymous_since
from pollwright.elections.queries.electorate_target import target_of
from pollwright.files.store import path_of, whole_path_of
from pollwright.printing.events.cards import CardSampleHandedOut
from pollwright.printing.papers.card_samples import sample_cards
from pollwright.printing.queries.card_samples import sample_of
from pollwright.printing.queries.grounds import ground_of
from pollwright.printing.queries.welsh import words_held
from pollwright.refusals import NotFound


@operation(Permission.POLL_CARDS_PREPARE)
def hand_out_card_sample(*, actor: Actor, reference: str, on: date) -> tuple[str, bytes]:
    """Return sample cards of a run as PDF with the name of the file; that they were handed out is recorded.

    They are read back from the files that go to the printer, whose digests are compared first.

    :param on: the day whose settings count.
    :raises NotFound: where the authority has no run of that reference.
    :raises HoldsAnonymous: where somebody in it is anonymous now.
    :raises NotReady: naming what is missing.
    """
    held = CardRun.objects.select_related("electorate__poll", "electorate__combination", "file")
    run = held.filter(authority=actor.authority_id, reference=reference).first()
    of = run and (run.electorate.poll or run.electorate.combination)
    if run is None or of is None:
        raise NotFound(kind="run of poll cards", reference=reference)
    anonymous = made_anonymous_since(actor.authority_id, path_of(run.file))
    if anonymous:
        raise HoldsAnonymous(count=anonymous, reference=reference)
    target = target_of(actor.authority_id, of.reference)
    batches = list(CardBatch.objects.select_related("file").filter(run=run).order_by("number"))
    lines = sample_of([whole_path_of(batch.file) for batch in batches])
    grounds = [ground_of(actor.authority_id, poll.reference, on=on) for poll in target.polls]
    with speaking(words_held(actor.authority_id)):
        pdf = render(sample_cards(run, target, grounds, lines, on))
    record(CardSampleHandedOut(reference, len(lines), hashlib.sha256(pdf).hexdigest()), actor=actor, subjects=[run])
    return f"poll-cards-{reference}-sample.pdf", pdf
