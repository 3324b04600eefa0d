"""The colours of the ballot papers of polls that are taken together: no two that a voter may hold look alike (C-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from pollwright.elections.models import Contest, Poll
from pollwright.elections.states import ENDED
from pollwright.law.combination import PaperColour, colours_that_clash
from pollwright.law.nations import Nation
from pollwright.law.poll_documents import documents_of
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.printing.models import Document
from pollwright.printing.papers.ballots_made import COLOURS, TENDERED
from pollwright.printing.queries.grounds import Ground, ground_of
from pollwright.printing.states import Kind, State


def sort_of(poll: Poll) -> str:
    """Return of which sort the papers of a poll are: polls of one sort have no voter in common.

    They are the polls of one kind; those of councillors by council, since a county's and a district's have the same voters.
    """
    return f"{poll.kind}, {poll.body}" if poll.kind == PollKind.LOCAL else str(poll.kind)


def usual_colours(polls: Iterable[Poll]) -> dict[str, str]:
    """Return a colour for each sort of papers, all different while there are enough of them."""
    sorts = dict.fromkeys(sort_of(poll) for poll in polls)
    names = list(COLOURS)
    return {sort: names[place % len(names)] for place, sort in enumerate(sorts)}


def clashing(colours: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return every two sorts of papers that look alike, of those given with their colours."""
    return colours_that_clash([PaperColour(sort, colour, TENDERED.name) for sort, colour in colours.items()])


def colours_beside(contest: Contest) -> dict[str, str]:
    """Return the colours of the approved papers of the polls that are taken together with that of a contest, by sort."""
    combination = contest.poll.combination_id
    if combination is None:
        return {}
    proofs = Document.objects.select_related("poll").filter(
        poll__combination=combination, kind=Kind.BALLOT_PAPER, state=State.APPROVED
    )
    held = proofs.exclude(poll__state__in=ENDED).order_by("pk")
    return {sort_of(one.poll): str(one.facts["colour"]) for one in held if one.poll is not None}


def asked_together(authority_id: int, reference: str, kind: Kind, *, on: date) -> tuple[dict[str, str], Ground | None]:
    """Return the usual colours of the papers of a combination, and the ground of the first poll that asks for a document.

    :param on: the day whose settings count.
    """
    held = Poll.objects.select_related("combination").filter(authority=authority_id, combination__reference=reference)
    polls = sorted(held.exclude(state__in=ENDED), key=lambda one: (not _leads(one), one.reference))
    rows_of = cache(documents_of)
    asking = (
        poll
        for poll in polls
        if any(row.document == kind.value for row in rows_of(PollKind(poll.kind), Nation(poll.nation), poll.day))
    )
    first = next(asking, None)
    return usual_colours(polls), ground_of(authority_id, first.reference, on=on) if first else None


def _leads(poll: Poll) -> bool:
    return poll.combination is not None and poll.combination.lead_id == poll.pk
