"""What follows when nominations are complete, and when a candidate dies (E-15 to E-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.guidance import COMMISSION_LOCAL
from pollwright.law.nominations.delivery import closing_moment
from pollwright.law.poll_ids import Cancellation
from pollwright.law.sources import ELECTORAL_ADMINISTRATION_ACT_2006, RPA_1983, RPA_1985, Source
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.workings import Working
from pollwright.messages import Message, plain

UNCONTESTED: Final = Source(COMMISSION_LOCAL, "Death of a candidate", "E-15")
UNFILLED: Final = Source(RPA_1985, "s 21", "E-15", confirmed=False)
LOCAL_DEATH: Final = Source(COMMISSION_LOCAL, "Death of a candidate", "E-17")
NEW_POLL: Final = Source(RPA_1983, "s 39", "E-18", confirmed=False)
PARLIAMENTARY_DEATH: Final = Source(ELECTORAL_ADMINISTRATION_ACT_2006, "s 24", "E-19")
NEW_POLL_WITHIN: Final = 35


class Follows(StrEnum):
    """What is done about seats that nobody was nominated for."""

    NOTHING = "nothing"
    FRESH_ELECTION = "fresh-election"
    CO_OPTION_OR_ELECTION = "co-option-or-further-election"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a poll is taken; if not, who is elected without one, and what is done about the seats left."""

    contested: bool
    elected: tuple[str, ...]
    unfilled: int
    cancellation: Cancellation | None
    follows: Follows
    workings: tuple[Working, ...]


class OnDeath(StrEnum):
    """What follows from proof that a candidate has died."""

    ELECTED_UNCONTESTED = "others-elected-uncontested"
    COUNTERMANDED = "countermanded"
    ABANDONED = "abandoned"
    POLL_GOES_ON = "poll-goes-on"
    TOO_LATE = "result-declared"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a death, and why. The trigger is proof reaching the officer, not the death."""

    what: OnDeath
    workings: tuple[Working, ...]


def outcome(candidates: Sequence[str], seats: int, kind: Kind) -> Outcome:
    """Return what follows from the candidates who stand validly nominated once withdrawals have closed (E-15).

    :param candidates: their references, in the order of the statement.
    :raises ValueError: where there is no seat to fill.
    """
    if seats < 1:
        raise ValueError("An election fills at least one seat")
    count = len(candidates)
    if count > seats:
        says = Message("Candidates {count}, seats {seats}: a poll is taken", count=count, seats=seats)
        return Outcome(True, (), 0, None, Follows.NOTHING, (Working(says, None, UNCONTESTED),))
    unfilled = seats - count
    workings = [
        Working(
            Message("Candidates {count}, seats {seats}: no poll, all are declared elected", count=count, seats=seats),
            None,
            UNCONTESTED,
        )
    ]
    follows = Follows.NOTHING
    if unfilled:
        parish = kind is Kind.PARISH
        follows = Follows.CO_OPTION_OR_ELECTION if parish else Follows.FRESH_ELECTION
        then = "the parish council may co-opt, or a further election is held" if parish else "a fresh election is held"
        workings.append(
            Working(Message("Seats left {unfilled}: {says}", unfilled=unfilled, says=plain(then)), None, UNFILLED)
        )
    return Outcome(False, tuple(candidates), unfilled, _cancellation(count, unfilled), follows, tuple(workings))


def on_death(
    kind: Kind,
    timetable: Timetable,
    proof_received_at: datetime,
    *,
    of_a_party: bool,
    remaining: int,
    seats: int = 1,
    declared_at: datetime | None = None,
) -> Consequence:
    """Return what follows when proof of a candidate's death reaches the officer at a moment (E-17, E-19).

    :param of_a_party: the candidate stood for a registered party; it matters at UK Parliamentary elections only.
    :param remaining: validly nominated candidates besides the one who died.
    :param declared_at: when the result was declared, None where it has not been.
    """
    if declared_at is not None and proof_received_at >= declared_at:
        return Consequence(OnDeath.TOO_LATE, (Working("The result was declared before", declared_at, LOCAL_DEATH),))
    if kind is Kind.UK_PARLIAMENT:
        return _parliamentary(of_a_party, remaining)
    if proof_received_at <= closing_moment(timetable, Step.WITHDRAWALS_CLOSE):
        return _before_withdrawals_close(timetable, remaining, seats)
    opens = closing_moment(timetable, Step.POLL)
    if proof_received_at < opens:
        says = "Proof came after withdrawals closed and before the poll opened: the notice of poll is countermanded"
        return Consequence(OnDeath.COUNTERMANDED, (Working(says, opens, LOCAL_DEATH),))
    says = "Proof came after the poll opened: the poll is abandoned, the papers are returned and sealed"
    return Consequence(OnDeath.ABANDONED, (Working(says, opens, LOCAL_DEATH),))


def new_poll_by(countermanded_poll: date, calendar: Calendar) -> Working:
    """Return the last day for the new poll after one was countermanded or abandoned (E-18)."""
    last = calendar.working_days_after(countermanded_poll, NEW_POLL_WITHIN)
    says = Message(
        "The new poll is within {new_poll_within} working days; candidates still standing need no new nomination",
        new_poll_within=NEW_POLL_WITHIN,
    )
    return Working(says, last, NEW_POLL)


def _cancellation(count: int, unfilled: int) -> Cancellation:
    if count == 0:
        return Cancellation.NO_CANDIDATES
    return Cancellation.UNDER_CONTESTED if unfilled else Cancellation.EQUAL_CANDIDATES


def _before_withdrawals_close(timetable: Timetable, remaining: int, seats: int) -> Consequence:
    """Return what follows from proof that came before withdrawals closed: nothing is decided until then."""
    closes = closing_moment(timetable, Step.WITHDRAWALS_CLOSE)
    wait = Working("Wait until withdrawals close; the candidate counts as not standing", closes, LOCAL_DEATH)
    if remaining > seats:
        says = Message(
            "Then, candidates still standing {remaining}, seats {seats}: the poll is countermanded",
            remaining=remaining,
            seats=seats,
        )
        return Consequence(OnDeath.COUNTERMANDED, (wait, Working(says, None, LOCAL_DEATH)))
    says = Message(
        "Then, candidates still standing {remaining}, seats {seats}: elected without a poll",
        remaining=remaining,
        seats=seats,
    )
    return Consequence(OnDeath.ELECTED_UNCONTESTED, (wait, Working(says, None, LOCAL_DEATH)))


def _parliamentary(of_a_party: bool, remaining: int) -> Consequence:
    if of_a_party:
        says = "A party's candidate has died: countermanded, a fresh timetable, and the party may put up another"
        return Consequence(OnDeath.COUNTERMANDED, (Working(says, None, PARLIAMENTARY_DEATH),))
    if remaining <= 1:
        says = "Of two candidates an independent has died: there is no poll, and the other is elected"
        return Consequence(OnDeath.ELECTED_UNCONTESTED, (Working(says, None, PARLIAMENTARY_DEATH),))
    says = "An independent has died: the poll goes on, and if the dead candidate leads it there is a new election"
    return Consequence(OnDeath.POLL_GOES_ON, (Working(says, None, PARLIAMENTARY_DEATH),))
