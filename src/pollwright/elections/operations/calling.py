"""Calling a poll: its contests, identifiers and timetable (handbook E-01 to E-14, T-18, D-01 and D-02)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.elections.events.polls import PollCalled
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.operations.calling_rules import PollAsked, Settled, check_areas, check_day, settled
from pollwright.elections.queries.contest_areas import ContestArea, areas_for
from pollwright.elections.queries.timetables import statement_of_others
from pollwright.elections.states import AREAS_OF, ON_A_QUESTION, WITH_BUSINESSES
from pollwright.law.ballot_papers.questions import Governance, Matter, governance_question, neighbourhood_question
from pollwright.law.poll_ids import parse_poll_id, poll_id, slug, told_apart
from pollwright.law.timetables.kinds import NAMES, Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Dated
from pollwright.refusals import Refused

POLLS, CONTESTS = "PL", "CT"
SUBTYPES = {Kind.GLA: "c", Kind.SCOTTISH_PARLIAMENT: "c"}
"""The part of an identifier that says that it is a constituency's."""


class NothingToDecide(Refused):
    """A poll needs a contest."""

    code = "elections.R009"
    problem = "The poll has no contest."
    remedy = "Choose at least one area, and how many seats are to be filled in it."


class AreaNotInForce(Refused):
    """An area does not exist on the day, or is of the wrong kind for the poll."""

    code = "elections.R010"
    problem = "These areas are not in force on {day}, or not of a kind that has such a poll: {areas}."
    remedy = "Check the areas under Places."


class QuestionMissing(Refused):
    """A referendum asks something."""

    code = "elections.R011"
    problem = "This kind of poll is held on a question, and none was given."
    remedy = "Enter the question as it will stand on the ballot paper."


class NothingChanges(Refused):
    """A governance referendum proposes another way of running the council."""

    code = "elections.R019"
    problem = "The proposal is the way in which the council is run now."
    remedy = "Choose how it is run now, and the other way that is proposed."


class NoBusinessReferendum(Refused):
    """Businesses vote only beside the residents, on a plan or an order for a neighbourhood."""

    code = "elections.R024"
    problem = (
        "A business referendum is held only beside that of the residents of the same area, on neighbourhood planning."
    )
    remedy = "Choose a neighbourhood planning referendum, with the referendum of the residents first."


class StatementsTooLate(Refused):
    """The information statements of a business area could not be out in time (T-16)."""

    code = "elections.R025"
    problem = "The information statements of a business area had to be out by {day}, so the poll can't be called for that day."
    remedy = "Choose a later day for the poll: both statements must be out 56 working days before it."


@dataclass(frozen=True, slots=True)
class ContestAsked:
    """A contest as it is asked for: an area by kind and code (`ward.E05000001`), or none and a name.

    :cvar answers: the answers to the question; none where they are Yes and No, or follow from `change`.
    :cvar businesses: the referendum of the businesses of the area, beside that of its residents (E-27).
    :cvar change: of a governance referendum, how the council is run and how it would be run.
    :cvar matter: of a neighbourhood planning referendum, what it is on, from which the question follows (T-16a).
    """

    area: str = ""
    seats: int = 1
    name: str = ""
    question: str = ""
    question_cy: str = ""
    answers: tuple[str, ...] = ()
    businesses: bool = False
    change: tuple[Governance, Governance] | None = None
    matter: Matter | None = None


@operation(Permission.POLLS_MANAGE)
def call_poll(*, actor: Actor, asked: PollAsked, contests: Sequence[ContestAsked], on: date) -> Poll:
    """Call a poll, with its contests and the steps of its timetable.

    :raises Refused: see `calling_rules.settled`, `contests_of_areas` and `counting.counted` for what is refused.
    """
    law = settled(actor.authority_id, asked, on=on)
    check_day(actor.authority_id, asked)
    chosen = contests_of_areas(actor.authority_id, asked, contests)
    check_areas(actor.authority_id, asked, [(area.id, one.question) for one, area in chosen if area])
    if any(one.businesses for one in contests):
        _statements_in_time(asked, law, on)
    poll = new_poll(actor.authority_id, asked, law, next_reference(actor.authority_id, POLLS))
    poll.save(force_insert=True)
    references = next_references(actor.authority_id, CONTESTS, len(chosen))
    made = [new_contest(poll, one, area, ref) for (one, area), ref in zip(chosen, references, strict=True)]
    tell_apart(poll, made)
    Contest.objects.bulk_create(made)
    PollStep.objects.bulk_create(steps_of(poll, law.timetable.steps))
    seats = sum(contest.seats for contest in made)
    record(
        PollCalled(poll.reference, poll.title, poll.day, len(made), seats),
        actor=actor,
        subjects=[poll, *made],
        reason=asked.doubts_reason or asked.system_reason,
        basis=law.timetable.rules,
    )
    return poll


def contests_of_areas(
    authority_id: int, asked: PollAsked, contests: Sequence[ContestAsked]
) -> list[tuple[ContestAsked, ContestArea | None]]:
    """Return each contest asked for with its area.

    :raises NothingToDecide: where there is none.
    :raises AreaNotInForce: where an area is not there on the day, or has no such polls.
    :raises QuestionMissing: where a referendum has no question.
    :raises NoBusinessReferendum: where businesses are to vote without the residents of their area.
    """
    if not contests:
        raise NothingToDecide
    known = (
        {area.key: area for area in areas_for(authority_id, asked.kind, day=asked.day)} if AREAS_OF[asked.kind] else {}
    )
    contests = [_in_full(asked, one, known.get(one.area)) for one in contests]
    if asked.kind in ON_A_QUESTION and asked.kind is not Kind.RECALL and not all(one.question for one in contests):
        raise QuestionMissing
    if not AREAS_OF[asked.kind]:
        return [(one, None) for one in contests]
    missing = [one.area for one in contests if one.area not in known]
    if missing:
        raise AreaNotInForce(day=asked.day, areas=", ".join(missing[:10]))
    residents = {one.area for one in contests if not one.businesses}
    if any(one.businesses and (asked.kind not in WITH_BUSINESSES or one.area not in residents) for one in contests):
        raise NoBusinessReferendum
    return [_of_area(one, known[one.area]) for one in contests]


def _of_area(asked: ContestAsked, area: ContestArea) -> tuple[ContestAsked, ContestArea | None]:
    """Return a contest with the area whose electors vote in it: none where businesses do, which are on no register of ours."""
    if asked.businesses:
        return replace(asked, name=asked.name or f"{area.name} (business referendum)"), None
    return asked, area


def _statements_in_time(asked: PollAsked, law: Settled, on: date) -> None:
    last = next((one.last for one in law.timetable.steps if one.step is Step.INFORMATION_STATEMENT_BUSINESS), None)
    if last is not None and last < on and not asked.rehearsal:
        raise StatementsTooLate(day=last)


def _in_full(poll: PollAsked, asked: ContestAsked, area: ContestArea | None) -> ContestAsked:
    """Return a contest with the question and the answers that follow from what it is on (T-16a, E-26)."""
    if asked.matter is not None and area is not None:
        question = neighbourhood_question(asked.matter, poll.body, area.name)
        return replace(asked, question=asked.question or question.text)
    if asked.change is None:
        return asked
    now, proposed = asked.change
    if now is proposed:
        raise NothingChanges
    law = governance_question(poll.body, now, proposed)
    return replace(asked, question=asked.question or law.text, answers=asked.answers or law.answers)


def new_poll(authority_id: int, asked: PollAsked, law: Settled, reference: str) -> Poll:
    """Return a poll as it is called, not yet saved."""
    return Poll(
        authority_id=authority_id,
        reference=reference,
        kind=asked.kind,
        nation=law.nation,
        title=asked.title or title_of(asked.kind, asked.body, by_election=asked.by_election),
        title_cy=asked.title_cy,
        body=asked.body,
        body_slug=slug(asked.body),
        seats_of=asked.seats_of,
        day=asked.day,
        by_election=asked.by_election,
        trigger_on=asked.trigger,
        voting_system=law.system,
        voting_system_reason=asked.system_reason,
        doubts_reason=asked.doubts_reason,
        rules=law.timetable.rules,
        calendar=law.calendar,
        rehearsal=asked.rehearsal,
    )


def new_contest(poll: Poll, asked: ContestAsked, area: ContestArea | None, reference: str) -> Contest:
    """Return a contest as it is called, not yet saved."""
    name = asked.name or (area.name if area else poll.body)
    identifier = poll_id(
        Kind(poll.kind),
        poll.day,
        organisation=poll.body,
        division=name,
        subtype=SUBTYPES.get(Kind(poll.kind), ""),
        by_election=poll.by_election,
    )
    return Contest(
        authority_id=poll.authority_id,
        poll=poll,
        reference=reference,
        area_id=area.id if area else None,
        name=name,
        name_cy=area.name_cy if area else "",
        slug=slug(name),
        seats=asked.seats,
        question=asked.question,
        question_cy=asked.question_cy,
        answers=list(asked.answers),
        ballot_id=str(identifier),
    )


def tell_apart(poll: Poll, contests: Sequence[Contest]) -> None:
    """Give contests of a poll, not yet saved, open identifiers that no contest of another poll on its day has."""
    others = Contest.objects.filter(authority=poll.authority_id, ballot_id__endswith=f".{poll.day}")
    taken = set(others.exclude(poll=poll).values_list("ballot_id", flat=True))
    for contest in contests:
        contest.ballot_id = str(told_apart(parse_poll_id(contest.ballot_id), taken))
        taken.add(contest.ballot_id)


def steps_of(poll: Poll, steps: Iterable[Dated]) -> Iterator[PollStep]:
    """Yield steps of a poll's timetable, not yet saved; of information statements that of the referendums it has."""
    other = statement_of_others(poll)
    for dated in steps:
        if dated.step is other:
            continue
        yield PollStep(
            authority_id=poll.authority_id,
            poll=poll,
            step=dated.step,
            title=dated.title,
            on=dated.on,
            by=dated.by,
            earliest=dated.earliest,
            latest=dated.latest,
            working_days=dated.working_days,
            source=dated.source.describe()[:300],
        )


def title_of(kind: Kind, body: str, *, by_election: bool) -> str:
    """Return what a poll is called where nobody gave it a name."""
    return f"{NAMES[kind]}, {body}{' (by-election)' if by_election else ''}"
