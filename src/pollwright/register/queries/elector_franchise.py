"""Why an elector may vote at a poll: facts, law, and the entry in force for that poll."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pollwright.law.calendars import Calendar
from pollwright.law.citizenship import UnknownNationality
from pollwright.law.facts import Category, Facts, ResidenceRight
from pollwright.law.franchise import Decision, Step, marker_allows, may_vote
from pollwright.law.markers import MATRIX, MatrixRow, UnreadableMarker, matrix_row
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.notices import NoticeKind, takes_effect_for_poll
from pollwright.law.polls import PollType, Register
from pollwright.law.workings import Answer
from pollwright.register.models import ElectorBirth
from pollwright.register.queries.elector_record import ElectorRecord, EntryLine

AGE_RULE = "Aged "
ON_PUBLICATION = frozenset({"", "revised", "imported"})


@dataclass(frozen=True, slots=True)
class PollEntry:
    """An entry in force on polling day, whether it took effect in time, and what its printed marker allows."""

    entry: EntryLine
    in_time: Answer
    on_the_register: bool
    printed: Decision | None

    @property
    def counts(self) -> bool:
        """Whether the entry gives a vote at the poll as far as the register is concerned."""
        return self.in_time.holds and self.on_the_register and (self.printed is None or self.printed.allowed)


@dataclass(frozen=True, slots=True)
class Franchise:
    """The whole answer.

    :param decision: from the facts; None where they can't be read, which `unknown` explains.
    """

    poll: PollType
    poll_day: date
    row: MatrixRow
    matrix: tuple[MatrixRow, ...]
    decision: Decision | None
    unknown: str
    entries: tuple[PollEntry, ...]

    @property
    def may_vote(self) -> bool:
        """Whether facts and register agree that the elector may vote."""
        return self.decision is not None and self.decision.allowed and any(entry.counts for entry in self.entries)


def polls_of(nation: Nation, on: date) -> tuple[PollType, ...]:
    """Return the kinds of poll that may be held in a nation on a day."""
    return tuple(poll for poll in PollType if _row_of(poll, nation, on) is not None)


def facts_of(authority_id: int, record: ElectorRecord) -> Facts:
    """Return what the law needs to know of an elector, the date of birth with it."""
    birth = ElectorBirth.objects.filter(authority=authority_id, elector=record.elector_id).first()
    facts = record.facts
    return Facts(
        nationalities=tuple(facts["nationalities"]),
        residence_right=ResidenceRight(facts["residence_right"]),
        category=Category(facts["category"]),
        anonymous=facts["anonymous"],
        date_of_birth=birth.date_of_birth if birth else None,
        attains_on=next((entry.attains_on for entry in record.present if entry.attains_on), None),
        stated_under_18=bool(birth and birth.age_statement == "under-18"),
        inherited_marker=facts["inherited_marker"] if not facts["nationalities"] else facts["inherited_marker"] or None,
    )


def franchise(
    authority_id: int, record: ElectorRecord, poll: PollType, poll_day: date, calendar: Calendar
) -> Franchise:
    """Return why an elector may, or may not, vote at a poll held on `poll_day`.

    :raises NotCovered: where there is no such poll in the nation.
    """
    nation = calendar.nation
    row = matrix_row(poll, nation, poll_day)
    facts = facts_of(authority_id, record)
    decision, unknown = None, ""
    try:
        decision = _without_birthdays(may_vote(facts, poll, nation, poll_day), record, poll_day)
    except UnknownNationality as problem:
        unknown = str(problem)
    return Franchise(
        poll=poll,
        poll_day=poll_day,
        row=row,
        matrix=tuple(one for one in MATRIX if (one.poll_type, one.nation) == (poll, nation)),
        decision=decision,
        unknown=unknown,
        entries=tuple(
            _for_poll(entry, row, poll_day, calendar) for entry in record.entries if entry.in_force_on(poll_day)
        ),
    )


def _for_poll(entry: EntryLine, row: MatrixRow, poll_day: date, calendar: Calendar) -> PollEntry:
    kind = NoticeKind.REVISED if entry.carried in ON_PUBLICATION else NoticeKind(entry.carried)
    on_the_register = entry.parliamentary if row.register is Register.PARLIAMENTARY else entry.local
    try:
        printed = marker_allows(entry.marker, row.poll_type, row.nation, poll_day)
    except UnreadableMarker:
        printed = None
    return PollEntry(
        entry, takes_effect_for_poll(entry.effective_from, poll_day, calendar, kind), on_the_register, printed
    )


def _without_birthdays(decision: Decision, record: ElectorRecord, poll_day: date) -> Decision:
    """Return the decision without the day of a birthday, save an attainer's, which the register prints."""
    printed = any(entry.attains_on for entry in record.present)
    steps = tuple(
        replace(step, fact="Of age by then" if step.holds else "Not of age by then")
        if step.rule.startswith(AGE_RULE) and not printed
        else step
        for step in decision.steps
    )
    return replace(decision, steps=steps)


def _row_of(poll: PollType, nation: Nation, on: date) -> MatrixRow | None:
    try:
        return matrix_row(poll, nation, on)
    except NotCovered:
        return None


__all__ = ["Franchise", "PollEntry", "Step", "facts_of", "franchise", "polls_of"]
