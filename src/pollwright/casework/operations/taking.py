"""Taking a case in hand: who may see it, whether it was changed, and whether the act is open as it stands."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor
from pollwright.casework.models import Case, CaseNote
from pollwright.casework.queries.cases import visible
from pollwright.casework.states import ALLEGATION_ACTS, OPEN_ACTS, CaseKind, CaseState, NoteKind
from pollwright.refusals import NotFound, Refused

CASES, CAMPAIGNS, ACTIVITIES, STANDARD_ANSWERS = "CA", "EC", "EA", "SA"
"""Series of references of cases, campaigns and their activities, and standard answers."""


class CaseChanged(Refused):
    """Another officer changed the case."""

    code = "casework.R010"
    problem = "Case {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class NotThenOpen(Refused):
    """The act is not open as the case stands."""

    code = "casework.R011"
    problem = "This can't be done with case {reference} as it stands: {state}."
    remedy = "Open the case: what can be done now stands above it."
    words = frozenset({"state"})


def act_on(actor: Actor, reference: str, version: int | None, act: str) -> Case:
    """Return a case locked for an act.

    :raises NotFound: where there is none that the actor may see.
    :raises CaseChanged: where it was changed since `version`; None is not compared.
    :raises NotThenOpen: where the act is not open as it stands.
    """
    case = visible(actor).select_for_update(of=("self",)).filter(reference=reference, removed_on__isnull=True).first()
    if case is None:
        raise NotFound(kind="case", reference=reference)
    if version is not None and case.version != version:
        raise CaseChanged(reference=reference)
    if act not in acts_open(case):
        raise NotThenOpen(reference=reference, state=CaseState(case.state).label)
    return case


def acts_open(case: Case) -> tuple[str, ...]:
    """Return the names of what may be done about a case as it stands."""
    acts = OPEN_ACTS[case.state]
    besides = case.kind == CaseKind.ALLEGATION and case.state != CaseState.CLOSED
    return (*acts, *ALLEGATION_ACTS) if besides else acts


def save_case(case: Case, **values: object) -> None:
    """Save a case with the values given, as the next version."""
    for name, value in values.items():
        setattr(case, name, value)
    case.version += 1
    case.save()


def note_on(actor: Actor, case: Case, kind: NoteKind, text: str, at: datetime) -> None:
    """Keep a note with a case; nothing where there are no words."""
    if text:
        CaseNote.objects.create(
            authority_id=actor.authority_id, case=case, kind=kind, at=at, by_name=actor.name, text=text
        )
