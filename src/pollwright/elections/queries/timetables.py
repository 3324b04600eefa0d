"""The timetables of polls as they are kept: each step with how it stands, those of combined polls merged, and changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.queries.counting import counted, holidays_of, mark_of
from pollwright.elections.states import WITH_BUSINESSES
from pollwright.law.sources import Source
from pollwright.law.timetables.days import HolidayTable
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Dated, Timetable
from pollwright.refusals import NotFound

OPEN_RANGES = frozenset({Step.LOST_POSTAL_REPLACEMENT_FROM, Step.NOTICE_OF_ELECTION_EARLIEST})
"""Steps that open something, so that nobody can be late for them."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a poll's timetable. `state` is done, late, due (today or tomorrow) or coming."""

    step: str
    title: str
    on: date | None
    by: time | None
    earliest: date | None
    latest: date | None
    working_days: int | None
    source: str
    moved_reason: str
    done_at: datetime | None
    done_by: str
    evidence: str
    state: str
    poll: str = ""
    polls: tuple[str, ...] = field(default=())

    @property
    def last(self) -> date:
        """The last lawful day."""
        found = self.latest or self.on or self.earliest
        if found is None:
            raise ValueError(f"{self.step} has no day")
        return found

    @property
    def dated(self) -> Dated:
        """The step as the law gives it, with its source as it was written down."""
        return Dated(
            Step(self.step), self.title, self.on, self.by, self.earliest, self.latest, self.working_days,
            Source(self.source),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that would be on another day if the timetable were counted now; None where it is not in one of them."""

    step: str
    title: str
    before: str
    after: str


_FIELDS = (
    "step", "title", "on", "by", "earliest", "latest", "working_days", "source", "moved_reason", "done_at", "done_by",
    "evidence",
)  # fmt: skip


def steps(authority_id: int, poll_id: int, *, on: date) -> list[StepRow]:
    """Return the steps of a poll in order of their days, as they stand on a day."""
    return steps_of_polls(authority_id, [poll_id], on=on)


def steps_of_polls(authority_id: int, poll_ids: Iterable[int], *, on: date) -> list[StepRow]:
    """Return the steps of several polls together in order of their days, as they stand on a day."""
    rows = PollStep.objects.filter(authority=authority_id, poll__in=list(poll_ids)).values_list(
        *_FIELDS, "poll__reference"
    )
    found = [_row(row, on) for row in rows]
    return sorted(found, key=lambda row: (row.on or row.last, _time(row), row.step, row.poll))


def merged(rows: Iterable[StepRow]) -> list[StepRow]:
    """Return the steps of combined polls as one calendar; where all coincide, one row stands for them (T-19).

    Each row names the polls that it is of; steps of one code on different days stay apart.
    """
    together: dict[tuple[object, ...], list[StepRow]] = defaultdict(list)
    for row in rows:
        together[(row.step, row.on, row.by, row.earliest, row.latest)].append(row)
    return [
        replace(alike[0], polls=tuple(dict.fromkeys(row.poll for row in alike)), state=_worst(alike))
        for alike in together.values()
    ]


def changes_since(authority_id: int, reference: str) -> list[StepChange]:
    """Return which steps would be on other days if the timetable were counted now (T-07), in order of the new one.

    Steps that were moved by hand or are done stay as they are. None is named while the bank holidays are the same.

    :raises NotFound: where the authority has no poll of that reference.
    """
    poll = Poll.objects.filter(authority=authority_id, reference=reference).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    if poll.calendar == mark_of(holidays_of(authority_id)):
        return []
    return [change for change in _changes(poll) if change.before != change.after]


def _changes(poll: Poll) -> list[StepChange]:
    now = counted_anew(poll)
    kept = {row.step: row for row in PollStep.objects.filter(poll=poll)}
    found = []
    other = statement_of_others(poll)
    for dated in now.steps:
        if dated.step is other:
            continue
        before = kept.pop(dated.step, None)
        if before is None or not stays(before):
            was = _when(before.on, before.by, before.earliest, before.latest) if before else ""
            found.append(
                StepChange(dated.step, dated.title, was, _when(dated.on, dated.by, dated.earliest, dated.latest))
            )
    gone = [row for row in kept.values() if not stays(row)]
    return found + [
        StepChange(row.step, row.title, _when(row.on, row.by, row.earliest, row.latest), "") for row in gone
    ]


def counted_anew(poll: Poll, *, table: HolidayTable | None = None) -> Timetable:
    """Return the timetable of a poll as the law counts it now, whatever was moved or fixed by hand.

    :param table: the authority's bank holidays, where they are at hand.
    """
    return counted(
        poll.authority_id, Kind(poll.kind), poll.day, by_election=poll.by_election, trigger=poll.trigger_on, table=table
    )


def kept_timetable(poll: Poll, *, table: HolidayTable | None = None) -> Timetable:
    """Return the timetable that a poll goes by: counted, with the days that were accepted, moved or fixed for it.

    Whatever hangs on a deadline hangs on this one: the close of nominations that the officer chose (T-10), the steps
    that a demise of the Crown or a postponement moved (T-21).
    """
    found = counted_anew(poll, table=table)
    rows = PollStep.objects.filter(poll=poll).values_list("step", "on", "by", "earliest", "latest")
    kept = {step: when for step, *when in rows}
    return replace(found, steps=tuple(_kept(one, kept.get(one.step)) for one in found.steps))


def left_to_choose(rows: Iterable[StepRow]) -> bool:
    """Return whether the last day for nominations is the Returning Officer's choice, which nobody has been told (T-10)."""
    held = {row.step: row for row in rows}
    closes, notice = held.get(Step.NOMINATIONS_CLOSE), held.get(Step.NOTICE_OF_ELECTION)
    open_ = closes is not None and (closes.on is None or bool(closes.moved_reason))
    return open_ and (notice is None or notice.done_at is None)


def _kept(dated: Dated, when: list[Any] | None) -> Dated:
    if when is None:
        return dated
    on, by, earliest, latest = when
    return replace(dated, on=on, by=by, earliest=earliest, latest=latest)


def stays(row: PollStep) -> bool:
    """Return whether a step is not counted again: it was moved by hand, or it is done."""
    return bool(row.moved_reason) or row.done_at is not None


def _when(on: date | None, by: time | None, earliest: date | None, latest: date | None) -> str:
    days = f"{on}" if on else f"{earliest or ''} to {latest or ''}".strip()
    return f"{days} {by:%H:%M}" if by else days


def _row(row: tuple[object, ...], on: date) -> StepRow:
    *facts, poll = row
    made = StepRow(**dict(zip(_FIELDS, facts, strict=True)), state="", poll=str(poll))  # type: ignore[arg-type]
    return replace(made, state=_state(made, on))


def _state(row: StepRow, on: date) -> str:
    if row.done_at is not None:
        return "done"
    if row.step in OPEN_RANGES:
        return "coming" if row.last > on else "due"
    if row.last < on:
        return "late"
    return "due" if (row.last - on).days <= 1 else "coming"


def _worst(rows: list[StepRow]) -> str:
    states = {row.state for row in rows}
    return next(state for state in ("late", "due", "coming", "done") if state in states)


def _time(row: StepRow) -> time:
    """Return where a step stands on its day: what may be done all day comes last, save the poll itself."""
    return row.by or (time.min if row.step == Step.POLL else time.max)


def statement_of_others(poll: Poll) -> Step | None:
    """Return the step of the information statements that a poll has not: of a business area, or of no such area (T-16)."""
    if Kind(poll.kind) not in WITH_BUSINESSES:
        return None
    businesses = Contest.objects.filter(poll=poll, area__isnull=True).exists()
    return Step.INFORMATION_STATEMENT if businesses else Step.INFORMATION_STATEMENT_BUSINESS
