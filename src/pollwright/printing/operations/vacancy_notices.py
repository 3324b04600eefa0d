"""Preparing the notice of a vacancy: asked for, made by the worker as files, then recorded in one short act.

It is approved, published and posted like every other document. Publishing it is what its dates run from: the vacancy notes
the day in the same act.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Vacancy
from pollwright.elections.states import VacancyState
from pollwright.files.store import workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.events.documents import DocumentsAsked
from pollwright.printing.models import Document
from pollwright.printing.operations.documents import SERIES, STEPS, Prepared, keep_prepared, set_drafts
from pollwright.printing.papers.drafts import draft_of_vacancy
from pollwright.printing.queries.grounds_of_vacancies import VacancyGround, ground_of_vacancy
from pollwright.printing.states import Kind
from pollwright.refusals import NotFound, Refused

WORK = "printing.prepare-vacancy-notice"


class VacancySettled(Refused):
    """A notice of vacancy belongs to a seat of which it is open how it is filled."""

    code = "printing.R017"
    problem = "It is settled how vacancy {reference} is filled, so it needs no notice."
    remedy = "Open the vacancy to see how it is filled."


@operation(Permission.PAPERS_PREPARE)
def ask_to_prepare_vacancy_notice(*, actor: Actor, reference: str, on: date, background: bool = True) -> Work:
    """Ask that the notice of a vacancy be made, dated today.

    :raises VacancySettled: where it is settled how the seat is filled.
    :raises NotReady: naming what is missing.
    """
    ground = _open_ground(actor, reference, on)
    draft_of_vacancy(ground, "", on)
    record(DocumentsAsked(reference, Kind.NOTICE_OF_VACANCY.value, 1), actor=actor, subjects=[ground.vacancy])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"printing.vacancy-notice.{reference}",
        title=f"Prepare the notice of vacancy {reference}",
        parameters={"reference": reference, "document": next_reference(actor.authority_id, SERIES)},
        background=background,
    )


def prepare_vacancy_notice(actor: Actor, reference: str, name: str, on: date, progress: Any = None) -> Prepared:
    """Make the notice of a vacancy and put its files into the store; nothing else stays.

    :param name: the reference that the notice is to have.
    :raises NotReady: naming what is missing.
    """
    say = progress or (lambda *_: None)
    kind = Kind.NOTICE_OF_VACANCY
    with rehearsal(actor, "printing.prepare_vacancy_notice", Permission.PAPERS_PREPARE), workspace() as folder:
        ground = _open_ground(actor, reference, on)
        say(STEPS[0], 0, 1)
        made = set_drafts([draft_of_vacancy(ground, name, on)], folder, say)
        seen = Document.objects.filter(vacancy=ground.vacancy, kind=kind).count()
    return Prepared(ground, kind, made, seen)


@operation(Permission.PAPERS_PREPARE)
def record_vacancy_notice(
    *,
    actor: Actor,
    vacancy: str,
    prepared: Prepared,
    at: datetime,
    conclude: Callable[[int], object] | None = None,
) -> Document:
    """Make a prepared notice one that can be looked at and approved; an earlier version under way becomes void.

    :raises PreparedTwice: where a version was added meanwhile.
    :raises NotFound: where the vacancy is not there.
    """
    held = Vacancy.objects.select_for_update().filter(authority=actor.authority_id, reference=vacancy).first()
    if held is None:
        raise NotFound(kind="vacancy", reference=vacancy)
    [document] = keep_prepared(actor, held, prepared, at, conclude)
    return document


def _open_ground(actor: Actor, reference: str, on: date) -> VacancyGround:
    ground = ground_of_vacancy(actor.authority_id, reference, on=on)
    if ground.vacancy.state != VacancyState.OPEN:
        raise VacancySettled(reference=reference)
    return ground
