"""Standard answers: written, changed, retired, and begun with. All who ask the same are told the same (MM-L12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.casework import events
from pollwright.casework.models import StandardAnswer
from pollwright.casework.operations.taking import STANDARD_ANSWERS
from pollwright.casework.states import CaseKind
from pollwright.refusals import NotFound, Refused


class AnswerChanged(Refused):
    """Another officer changed the standard answer."""

    code = "casework.R080"
    problem = "Standard answer {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class AnswerRetired(Refused):
    """A retired answer is only read."""

    code = "casework.R081"
    problem = "Standard answer {reference} is retired."
    remedy = "It stays as it was. Write another one."


class ReviewGone(Refused):
    """The review lies in the past."""

    code = "casework.R082"
    problem = "The day of the review, {on}, has passed."
    remedy = "Choose a day to come, so that somebody reads then whether the answer is still right."


@dataclass(frozen=True, slots=True)
class StandardWords:
    """A standard answer as it is written. `kinds`: of which kinds of cases it serves."""

    question: str
    words: str
    kinds: Sequence[CaseKind]
    review_on: date


@operation(Permission.CASE_RELEASE)
def write_answer(*, actor: Actor, facts: StandardWords, on: date) -> StandardAnswer:
    """Write a standard answer.

    :raises ReviewGone: where it would be reviewed before today.
    """
    _check(facts, on)
    reference = next_reference(actor.authority_id, STANDARD_ANSWERS)
    made = StandardAnswer.objects.create(authority_id=actor.authority_id, reference=reference, **_values(facts))
    record(events.AnswerWritten(reference), actor=actor, subjects=[made])
    return made


@operation(Permission.CASE_RELEASE)
def change_answer(
    *, actor: Actor, reference: str, version: int, facts: StandardWords, reason: str, on: date
) -> StandardAnswer:
    """Change a standard answer; answers that began with it stay as they were given."""
    held = _held(actor, reference, version)
    _check(facts, on)
    wanted = _values(facts)
    changes = {name: (getattr(held, name), value) for name, value in wanted.items() if getattr(held, name) != value}
    for name, value in wanted.items():
        setattr(held, name, value)
    _save(held)
    record(events.StandardAnswerChanged(reference), actor=actor, subjects=[held], changes=changes, reason=reason)
    return held


@operation(Permission.CASE_RELEASE)
def retire_answer(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> StandardAnswer:
    """Retire a standard answer; it is offered to no case any more."""
    held = _held(actor, reference, version)
    held.retired_on = on
    _save(held)
    record(events.StandardAnswerRetired(reference), actor=actor, subjects=[held], reason=reason)
    return held


def _check(facts: StandardWords, on: date) -> None:
    if facts.review_on < on:
        raise ReviewGone(on=facts.review_on)


def _held(actor: Actor, reference: str, version: int) -> StandardAnswer:
    held = StandardAnswer.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="standard answer", reference=reference)
    if held.version != version:
        raise AnswerChanged(reference=reference)
    if held.retired_on is not None:
        raise AnswerRetired(reference=reference)
    return held


def _save(held: StandardAnswer) -> None:
    held.version += 1
    held.save()


def _values(facts: StandardWords) -> dict[str, object]:
    return {
        "question": facts.question,
        "words": facts.words,
        "kinds": [kind.value for kind in facts.kinds],
        "review_on": facts.review_on,
    }
