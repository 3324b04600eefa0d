"""People who stand in more than one ward of a poll of councillors, and about whom an officer has to say who they are (N-18).

People are told apart by name and date of birth. A date is asked for on the consent, so that a paper may be without one:
two of one name then are one person only where an officer says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import OuterRef, Subquery

from pollwright.elections.models import Contest
from pollwright.law.nominations.delivery import closing_moment
from pollwright.law.numbering import folded
from pollwright.law.timetables.steps import Step
from pollwright.nominations.models import Candidate, NominationPaper
from pollwright.nominations.queries.contests import law_of
from pollwright.nominations.states import CandidateState


@dataclass(frozen=True, slots=True)
class Stands:
    """One nomination of a person who may have several."""

    id: int
    reference: str
    contest_id: int
    ward: str
    surname: str
    forenames: str
    born_on: date | None

    @property
    def name(self) -> str:
        """The person, as the paper has them."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


@dataclass(frozen=True, slots=True)
class Several:
    """Nominations in more than one ward that have one name.

    :cvar sure: their dates of birth are one; else one of them has none, and an officer says whether they are one person.
    """

    nominations: tuple[Stands, ...]
    sure: bool

    @property
    def key(self) -> str:
        """How a form names them."""
        return "+".join(one.reference for one in self.nominations)


def in_several_wards(authority_id: int, poll: str) -> tuple[Several, ...]:
    """Return those who stand in more than one ward of a poll, by name: who falls, and who may."""
    born = NominationPaper.objects.filter(candidate=OuterRef("pk"), born_on__isnull=False).order_by("pk")
    held = Candidate.objects.filter(
        authority=authority_id, contest__poll__reference=poll, state=CandidateState.STANDING
    ).annotate(born_on=Subquery(born.values("born_on")[:1]))
    rows = held.values_list(
        "pk", "reference", "contest_id", "contest__name", "surname", "forenames", "born_on"
    )  # fmt: skip
    standing = sorted((Stands(*row) for row in rows), key=lambda one: (*_name(one), one.ward, one.id))
    return tuple(found for _of, same in groupby(standing, _name) for found in _of_one_name(list(same)))


def withdrawals_close(authority_id: int, poll: str) -> datetime | None:
    """Return the last moment for withdrawals at a poll; None where it has no contest."""
    first = Contest.objects.select_related("poll").filter(authority=authority_id, poll__reference=poll).order_by("pk")
    contest = first.first()
    return closing_moment(law_of(contest).timetable, Step.WITHDRAWALS_CLOSE) if contest else None


def _of_one_name(same: Sequence[Stands]) -> Iterator[Several]:
    undated = [one for one in same if one.born_on is None]
    days = sorted({one.born_on for one in same if one.born_on})
    for day in days:
        dated = [one for one in same if one.born_on == day]
        if _wards(dated) > 1:
            yield Several(tuple(dated), sure=True)
        if undated and _wards([*dated, *undated]) > 1:
            yield Several((*dated, *undated), sure=False)
    if not days and _wards(undated) > 1:
        yield Several(tuple(undated), sure=False)


def _wards(nominations: Sequence[Stands]) -> int:
    return len({one.contest_id for one in nominations})


def _name(one: Stands) -> tuple[str, str]:
    return folded(one.surname), folded(one.forenames)
