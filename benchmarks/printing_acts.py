"""What the benchmark of proofs does first: wards of the prepared authority with candidates and a published statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

from benchmarks.polls_acts import called
from pollwright.acting import Actor
from pollwright.authorities.clock import moment
from pollwright.authorities.models import Setting
from pollwright.elections.models import Contest, Poll
from pollwright.elections.states import ContestState
from pollwright.nominations.models import Candidate, CandidateHome, NominationPaper, Statement
from pollwright.nominations.operations.stating import sha256_of
from pollwright.nominations.queries.stating import draft_statement
from pollwright.nominations.states import CandidateState, PaperState, StatementState

CANDIDATES = 5


def stated(actor: Actor, wards: int) -> tuple[Poll, list[str]]:
    """Call the election of every ward, and give so many of them candidates and a published statement."""
    poll = called(actor)
    contests = list(Contest.objects.select_related("poll").filter(poll=poll).order_by("pk")[:wards])
    with arranged():
        Setting.objects.create(
            authority_id=actor.authority_id, name="papers.address", value="Council House", valid_from=date(2020, 1, 1)
        )
        for contest in contests:
            _nominated(actor, contest)
        Contest.objects.filter(pk__in=[one.pk for one in contests]).update(state=ContestState.CONTESTED)
        for contest in contests:
            body = draft_statement(contest).body()
            Statement.objects.create(
                authority_id=actor.authority_id,
                contest=contest,
                reference=f"SN9{contest.pk:06d}",
                state=StatementState.PUBLISHED,
                body=body,
                sha256=sha256_of(body),
                prepared_by="Benchmark",
                prepared_at=moment(actor.authority_id),
                published_at=moment(actor.authority_id),
            )
    return poll, [one.reference for one in contests]


@contextmanager
def arranged() -> Iterator[None]:
    """Open a transaction in which the write guard lets everything through, as the tests arrange their data."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pollwright.operation', 'arranging', true)")
        yield
        cursor.execute("SELECT set_config('pollwright.operation', '', true)")


def _nominated(actor: Actor, contest: Contest) -> None:
    at = moment(actor.authority_id)
    for number in range(CANDIDATES):
        name = f"{contest.pk}-{number}"
        candidate = Candidate.objects.create(
            authority_id=actor.authority_id,
            contest=contest,
            reference=f"CA{name}",
            surname=f"Sample{number}",
            forenames="Kim Toni",
            state=CandidateState.STANDING,
            state_at=at,
        )
        CandidateHome.objects.create(
            authority_id=actor.authority_id, candidate=candidate, address="12 Sample Terrace", published=True
        )
        NominationPaper.objects.create(
            authority_id=actor.authority_id,
            candidate=candidate,
            reference=f"NP{name}",
            state=PaperState.VALID,
            description="Independent",
            delivered_at=at,
        )
