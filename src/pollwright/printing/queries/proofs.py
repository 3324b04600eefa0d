"""Which document is the proof of what is printed for the voters of a contest: its ballot paper, or its signing sheet."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from pollwright.elections.models import Contest
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.printing.models import Document
from pollwright.printing.states import Kind, State

PROOFS = (Kind.BALLOT_PAPER, Kind.SIGNING_SHEET)
"""A ballot paper is made of a contest, the signing sheet of a petition, which has one contest."""


def is_proof(contest: Any, poll: Any) -> Q:
    """Return the condition that a document is the proof for a contest.

    :param contest: the contest, or what stands for it in a query; `poll`: its poll.
    """
    return Q(kind=Kind.BALLOT_PAPER, contest=contest) | Q(kind=Kind.SIGNING_SHEET, poll=poll)


def approved_proof(authority_id: int, contest: Contest) -> Document | None:
    """Return the approved proof for a contest; None where none stands."""
    held = Document.objects.select_related("contest").filter(authority=authority_id, state=State.APPROVED)
    return held.filter(is_proof(contest.pk, contest.poll_id)).order_by("-number").first()


def proofed_as(poll_kind: str) -> Kind:
    """Return what is prepared as the proof of what is printed for a poll."""
    return Kind.SIGNING_SHEET if poll_kind == PollKind.RECALL else Kind.BALLOT_PAPER
