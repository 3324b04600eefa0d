"""What stands in the project plan of a poll, or of polls taken together, and its versions.

Polls taken together have each a project; their plan puts what is the same in them in one row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from pollwright.elections.models import BudgetLine, Combination, Contest, Poll, ProjectNote, ProjectPlan, ProjectTask
from pollwright.elections.planning import Phase, phase_of
from pollwright.elections.queries.boundary_pages import PartRow, parts_of
from pollwright.elections.queries.electorate_pages import ElectorateFacts, electorates_of
from pollwright.elections.queries.plan_ports import facts_of_rooms
from pollwright.elections.queries.polls import PollFacts, facts_of_polls
from pollwright.elections.queries.timetables import StepRow, merged, steps_of_polls
from pollwright.elections.states import ENDED, ElectorateState, NoteKind
from pollwright.law.timetables.steps import Step
from pollwright.refusals import NotFound
from pollwright.risks.queries.rows import Measure, RiskRow, measures_of, risks_of_subjects
from pollwright.risks.states import SubjectKind


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """What a plan is of: one poll, or polls taken together under their lead."""

    reference: str
    day: date
    poll_id: int | None
    combination_id: int | None
    lead: PollFacts
    polls: tuple[PollFacts, ...]

    @property
    def ids(self) -> list[int]:
        """The polls."""
        return [poll.id for poll in self.polls]

    @property
    def rehearsal(self) -> bool:
        """Whether it is of a rehearsal."""
        return self.lead.rehearsal


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan with the tokens of its files."""

    reference: str
    number: int
    note: str
    tasks: int
    done: int
    made_by: str
    made_at: datetime
    pdf: str
    docx: str
    xlsx: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the timetable, who does it, and when it was done: of several polls, when the last of them did it."""

    step: StepRow
    owners: tuple[str, ...]
    done: int
    done_on: datetime | None


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task with its phase; `polls` is of how many polls."""

    phase: Phase
    title: str
    owner: str
    due_on: date
    remind_on: date | None
    done_on: datetime | None
    note: str
    polls: int


@dataclass(frozen=True, slots=True)
class PlanRisk:
    """A risk as it stands where it is worst, with what is done about it; `polls` is in how many registers it stands."""

    row: RiskRow
    owners: tuple[str, ...]
    measures: tuple[Measure, ...]
    polls: int


@dataclass(frozen=True, slots=True)
class Money:
    """A heading of the budget, in pence."""

    heading: str
    shared: bool
    estimate: int
    spent: int


@dataclass(frozen=True, slots=True)
class Owner:
    """What somebody answers for; with no name, what nobody does."""

    name: str
    tasks: int
    done: int
    overdue: int
    next_due: date | None
    risks: int


@dataclass(frozen=True, slots=True)
class Note:
    """A section of the count plan, or a lesson; `carried_from` is the poll of which it was learned."""

    heading: str
    text: str
    carried_from: str


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Everything of a plan. `of_rooms` is what stations, nominations and staffing say of the polls."""

    target: PlanTarget
    areas: tuple[tuple[str, int], ...]
    electorate: ElectorateFacts | None
    of_rooms: tuple[tuple[str, str], ...]
    milestones: tuple[Milestone, ...]
    tasks: tuple[PlanTask, ...]
    owners: tuple[Owner, ...]
    risks: tuple[PlanRisk, ...]
    count_plan: tuple[Note, ...]
    budget: tuple[Money, ...]
    lessons: tuple[Note, ...]
    across: tuple[PartRow, ...]
    versions: tuple[PlanVersion, ...]


_VERSION = (
    "reference",
    "number",
    "note",
    "tasks",
    "done",
    "made_by",
    "made_at",
    "pdf__token",
    "docx__token",
    "xlsx__token",
)


def plan_target(authority_id: int, reference: str) -> PlanTarget:
    """Return what a reference stands for: a poll by itself, or all polls that are taken together.

    :raises NotFound: where the authority has neither of that reference.
    """
    poll = Poll.objects.filter(authority=authority_id, reference=reference).first()
    if poll is not None:
        [facts] = facts_of_polls(authority_id, [poll.pk])
        return PlanTarget(reference, poll.day, poll.pk, None, facts, (facts,))
    held = Combination.objects.filter(authority=authority_id, reference=reference).first()
    taken = Poll.objects.filter(authority=authority_id, combination=held).exclude(state__in=ENDED)
    polls = facts_of_polls(authority_id, list(taken.values_list("pk", flat=True))) if held else []
    if held is None or not polls:
        raise NotFound(kind="combination", reference=reference)
    lead = next((one for one in polls if one.id == held.lead_id), polls[0])
    return PlanTarget(reference, held.day, None, held.pk, lead, tuple(polls))


def versions_of(authority_id: int, poll_id: int | None, combination_id: int | None) -> list[PlanVersion]:
    """Return every version of a plan, newest first."""
    held = ProjectPlan.objects.filter(authority=authority_id, poll=poll_id, combination=combination_id)
    return [PlanVersion(*row) for row in held.order_by("-number").values_list(*_VERSION)]


def plan_facts(authority_id: int, target: PlanTarget, *, on: date) -> PlanFacts:
    """Return everything of the plan of a poll or of polls taken together, as it stands on a day."""
    steps = steps_of_polls(authority_id, target.ids, on=on)
    tasks = list(_tasks(authority_id, target.ids))
    risks = _risks(authority_id, target.ids)
    frozen = electorates_of(authority_id, target.poll_id, target.combination_id)
    contests = Contest.objects.filter(authority=authority_id, poll__in=target.ids)
    return PlanFacts(
        target=target,
        areas=tuple(contests.order_by("poll__reference", "name", "pk").values_list("name", "seats")),
        electorate=next((one for one in frozen if one.state == ElectorateState.FROZEN), None),
        of_rooms=tuple(facts_of_rooms(authority_id, target.ids)),
        milestones=tuple(_milestones(steps, tasks)),
        tasks=tuple(_merged(tasks, _last_days(steps, target.lead.reference), target.day)),
        owners=tuple(_owners(tasks, risks, on)),
        risks=tuple(risks),
        count_plan=tuple(_notes(authority_id, target, NoteKind.COUNT_PLAN)),
        budget=tuple(_budget(authority_id, target.ids)),
        lessons=tuple(_notes(authority_id, target, NoteKind.LESSON)),
        across=tuple(parts_of(authority_id, tuple(target.ids))),
        versions=tuple(versions_of(authority_id, target.poll_id, target.combination_id)),
    )


def _tasks(authority_id: int, poll_ids: Sequence[int]) -> Iterable[ProjectTask]:
    held = ProjectTask.objects.filter(authority=authority_id, poll__in=poll_ids)
    return held.select_related("owner", "poll").order_by("due_on", "pk")


def _owner(task: ProjectTask) -> str:
    return task.owner.name if task.owner else ""


def _milestones(steps: Sequence[StepRow], tasks: Iterable[ProjectTask]) -> Iterable[Milestone]:
    """Yield the steps of all polls, those of one day in one row, with the owners of the tasks that they were made into."""
    owners = {(task.poll.reference, task.step): _owner(task) for task in tasks if task.step}
    done = {(row.poll, row.step): row.done_at for row in steps}
    for row in merged(steps):
        here = [(poll, row.step) for poll in row.polls]
        moments = [moment for key in here if (moment := done[key])]
        yield Milestone(
            step=row,
            owners=tuple(sorted({name for key in here if (name := owners.get(key))})),
            done=len(moments),
            done_on=max(moments) if len(moments) == len(here) else None,
        )


def _last_days(steps: Iterable[StepRow], poll: str) -> dict[Step, date]:
    return {Step(row.step): row.last for row in steps if row.poll == poll}


def _merged(tasks: Sequence[ProjectTask], last_days: dict[Step, date], day: date) -> Iterable[PlanTask]:
    """Yield tasks in the order of their days; those that several polls have alike in one row."""
    polls = Counter(_alike(task) for task in tasks)
    first = {_alike(task): task for task in reversed(tasks)}
    for key, task in sorted(first.items(), key=lambda each: (each[1].due_on, each[1].pk)):
        yield PlanTask(
            phase=phase_of(task.due_on, day, last_days),
            title=task.title,
            owner=_owner(task),
            due_on=task.due_on,
            remind_on=task.remind_on,
            done_on=task.done_at,
            note=task.note,
            polls=polls[key],
        )


def _alike(task: ProjectTask) -> tuple[object, ...]:
    return task.title, _owner(task), task.due_on, task.done_at and task.done_at.date(), task.note


def _owners(tasks: Iterable[ProjectTask], risks: Iterable[PlanRisk], on: date) -> Iterable[Owner]:
    """Yield who answers for what, by name; what nobody answers for comes last."""
    of: dict[str, list[ProjectTask]] = defaultdict(list)
    for task in tasks:
        of[_owner(task)].append(task)
    held = Counter(name for risk in risks for name in (risk.owners or ("",)))
    for name in sorted({*of, *held}, key=lambda name: (name == "", name)):
        mine = of[name]
        open_ = [task.due_on for task in mine if task.done_at is None]
        yield Owner(
            name,
            len(mine),
            len(mine) - len(open_),
            sum(due < on for due in open_),
            min(open_, default=None),
            held[name],
        )


def _risks(authority_id: int, poll_ids: Sequence[int]) -> list[PlanRisk]:
    """Return the open risks, the worst first; a risk that several registers have is shown as it is worst."""
    rows = risks_of_subjects(authority_id, SubjectKind.POLL, poll_ids)
    measures = measures_of(authority_id, [row.id for row in rows])
    alike: dict[tuple[str, str], list[RiskRow]] = defaultdict(list)
    for row in rows:
        alike[(row.topic, row.title)].append(row)
    found = [
        PlanRisk(
            row=max(held, key=lambda row: row.score or 0),
            owners=tuple(sorted({row.owned_by for row in held} - {""})),
            measures=tuple(dict.fromkeys(one for row in held for one in measures.get(row.id, ()))),
            polls=len(held),
        )
        for held in alike.values()
    ]
    return sorted(found, key=lambda risk: -(risk.row.score or 0))


def _budget(authority_id: int, poll_ids: Sequence[int]) -> Iterable[Money]:
    """Yield each heading with the sums of all polls, in the order in which the lead's were made."""
    held = BudgetLine.objects.filter(authority=authority_id, poll__in=poll_ids).order_by("pk")
    order = dict.fromkeys(held.values_list("heading", "shared"))
    sums = held.order_by().values_list("heading", "shared").annotate(Sum("estimate"), Sum("actual"))
    amounts = {(heading, shared): (estimate or 0, spent or 0) for heading, shared, estimate, spent in sums}
    for heading, shared in order:
        yield Money(heading, shared, *amounts[(heading, shared)])


def _notes(authority_id: int, target: PlanTarget, kind: NoteKind) -> Iterable[Note]:
    """Yield the notes of a kind, the lead's first; what is empty in one and written in another stands once, as written."""
    held = ProjectNote.objects.filter(authority=authority_id, poll__in=target.ids, kind=kind).order_by("pk")
    rows = list(held.values_list("poll", "heading", "text", "carried_from__poll__title"))
    rows.sort(key=lambda row: row[0] != target.lead.id)
    written = {heading for _poll, heading, text, _from in rows if text.strip()}
    seen = dict.fromkeys((heading, text, source or "") for _poll, heading, text, source in rows)
    empty: set[str] = set()
    for heading, text, source in seen:
        if kind is NoteKind.COUNT_PLAN and not text.strip():
            if heading in written or heading in empty:
                continue
            empty.add(heading)
        yield Note(heading, text, source)
