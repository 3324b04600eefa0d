"""Proofs of ballot papers of a hundred wards: data, checks, five files of each, kept in the store."""

from __future__ import annotations

from collections.abc import Iterator

from django_scopes import scopes_disabled

from benchmarks.papers_acts import officer
from benchmarks.printing_acts import stated
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds
from pollwright.authorities.clock import moment, today
from pollwright.printing.models import Document
from pollwright.printing.operations.documents import prepare_documents, record_documents
from pollwright.printing.states import Kind, State

WARDS = 100


@benchmark("proofs", prepared=True)
def proofs(bench: Bench) -> Iterator[Measurement]:
    """Make and check the ballot papers of a hundred wards with five candidates each."""
    with scopes_disabled():
        actor = officer()
        poll, contests = stated(actor, WARDS)
        names = {contest: f"DN9{number:06d}" for number, contest in enumerate(contests)}

        def make() -> None:
            prepared = prepare_documents(actor, poll.reference, Kind.BALLOT_PAPER, names, today(actor.authority_id))
            record_documents(actor=actor, poll=poll.reference, prepared=prepared, at=moment(actor.authority_id))

        making = seconds(make)
        faulty = Document.objects.filter(poll=poll, kind=Kind.BALLOT_PAPER, state=State.DRAFT).count()
        bench.say(f"{len(contests)} ballot papers, {faulty} with faults")
    yield Measurement("proofs", making * WARDS / len(contests), "s", 60, "clock on the wall, for a hundred wards")
    yield Measurement("proofs faults", faulty, "papers", 0, "papers with a check that failed")
    yield Measurement("proofs memory", peak_megabytes(), "MB", 1200, "most resident in this process")
