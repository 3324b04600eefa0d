"""Making letters, badges and contact sheets: for everybody as long work, for one person at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.batches import Progress, render_batch
from pollwright.documents.binding import Leaf, bind
from pollwright.documents.typesetting import Paper, render
from pollwright.documents.word import letter_document
from pollwright.documents.wording import speaking
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, place, workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.queries.welsh import words_held
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.operations.appointing import NotInThatState
from pollwright.staffing.operations.releasing import NotReleased, record_papers
from pollwright.staffing.papers.kinds import BEFORE_RELEASE, PaperKind
from pollwright.staffing.papers.letters import Sender, letter_to, reminder_to, sender_of, stood_down
from pollwright.staffing.papers.sheets import badges, contact_sheets
from pollwright.staffing.queries.plans import of_plan, plan_named, told_to_stay
from pollwright.staffing.queries.reminding import ASKED, owed_by, training_booked
from pollwright.staffing.states import SURE, AppointmentState, PlanState

WORK = "staffing.make-papers"
STEPS = ("Setting the papers", "Binding", "Keeping the file")
FILE_KIND = declare("staff-papers", "Letters, badges and lists of staff", Permission.STAFF_EDIT)
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTERED = (AppointmentState.OFFERED, *SURE)


class NobodyForPaper(Refused):
    """There is nobody whom the paper would be about."""

    code = "staffing.R053"
    problem = "Nobody of staff plan {reference} is to have this paper."
    remedy = "Offer the places, or wait until somebody has accepted."


@dataclass(frozen=True, slots=True)
class PreparedPapers:
    """Papers that lie in the store and that no row names yet."""

    placed: Placed
    people: int
    pages: int
    appointments: tuple[int, ...] = ()


@operation(Permission.STAFF_EDIT)
def ask_for_papers(
    *, actor: Actor, reference: str, kind: PaperKind, answer_at: str = "", background: bool = True
) -> Work:
    """Ask that papers be made for everybody, or every station, of a plan.

    :param answer_at: the address of offers, with `{token}` in place of an offer's own part.
    :raises NotReleased: where the appointments were not released; offers, reminders, and that nobody is needed go out
        before.
    """
    plan = plan_named(actor.authority_id, reference)
    _may_go_out(plan, kind)
    record(events.StaffPapersMade(reference, f"{kind.value} asked for", 0), actor=actor, subjects=[plan])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"staffing.papers.{reference}.{kind.value}",
        title=f"Make {kind.value} of staff plan {reference}",
        parameters={"reference": reference, "kind": kind.value, "answer_at": answer_at},
        background=background,
    )


def prepare_papers(
    actor: Actor,
    reference: str,
    kind: PaperKind,
    *,
    on: date,
    answer_at: str,
    progress: Callable[[str, int, int], None],
) -> PreparedPapers:
    """Set the papers, bind them into one file, and put it into the store; no row names it yet.

    :param answer_at: the address of offers, with `{token}` in place of an offer's own part.
    :raises NobodyForPaper: where nobody is to have one.
    """
    spoken = words_held(actor.authority_id)
    with scope(authority=actor.authority_id), workspace() as folder, speaking(spoken):
        plan = plan_named(actor.authority_id, reference)
        _may_go_out(plan, kind)
        people = _people(plan, kind)
        if not people:
            raise NobodyForPaper(reference=reference)
        keys = tuple(each.pk for each in people)
        sender = sender_of(plan, on=on, answer_at=answer_at)

        def say(done: Progress) -> None:
            progress(STEPS[0], done.papers, len(people))

        made = render_batch(_papers(plan, people, sender, kind), folder, progress=say)
        progress(STEPS[1], 0, len(made))
        if len(made) == 1:
            return PreparedPapers(place(made[0].path, take=True), len(people), made[0].pages, keys)
        bound = folder / "bound.pdf"
        leaves = [Leaf(each.name, each.path, each.pages) for each in made]
        title = f"{kind.label}: {plan.reference}"
        pages = bind(leaves, bound, title=title, author=sender.authority, dated=on)
        return PreparedPapers(place(bound, take=True), len(people), pages, keys)


@operation(Permission.STAFF_EDIT)
def keep_papers(
    *,
    actor: Actor,
    reference: str,
    kind: PaperKind,
    prepared: PreparedPapers,
    at: datetime,
    conclude: Callable[[StoredFile], object] | None = None,
) -> StoredFile:
    """Keep prepared papers, and put into the trail that they were made. Whoever is reminded has the moment noted.

    :param conclude: called last, to end the work that prepared them in the same transaction.
    """
    record_papers(
        actor=actor,
        reference=reference,
        form=kind.value,
        people=prepared.people,
        before_release=kind in BEFORE_RELEASE,
    )
    if kind is PaperKind.REMINDERS:
        _reminded(actor, reference, prepared, at)
    stored = keep(
        actor=actor,
        source=prepared.placed,
        name=f"{kind.value}-{reference}.pdf",
        media_type=PDF,
        kind=FILE_KIND.name,
        rows=prepared.people,
    )
    record(events.StaffPapersMade(reference, kind.value, prepared.people), actor=actor, subjects=[stored])
    if conclude is not None:
        conclude(stored)
    return stored


@operation(Permission.STAFF_EDIT)
def make_letter(*, actor: Actor, reference: str, form: str, on: date, at: datetime, answer_at: str = "") -> StoredFile:
    """Make the letter to one person, as `pdf` or as `docx` to be edited.

    :param reference: of the appointment.
    :raises NotInThatState: where they have neither an offer nor the place.
    :raises NotReleased: where the appointment was accepted and not released yet.
    """
    held = StaffAppointment.objects.select_related("plan__scheme", "member", "post__station__venue")
    appointment = held.filter(authority=actor.authority_id, reference=reference).first()
    if appointment is None:
        raise NotFound(kind="appointment", reference=reference)
    if appointment.state not in LETTERED:
        raise NotInThatState(reference=reference, state=AppointmentState(appointment.state).label)
    offered = appointment.state == AppointmentState.OFFERED
    _may_go_out(appointment.plan, PaperKind.OFFERS if offered else PaperKind.LETTERS)
    sender = sender_of(appointment.plan, on=on, answer_at=answer_at)
    training = training_booked(appointment.plan).get(appointment.member_id, "")
    with speaking(words_held(actor.authority_id)):
        letter = letter_to(appointment.plan, appointment, sender, training=training)
    word = form == "docx"
    stored = keep(
        actor=actor,
        source=letter_document(letter, at) if word else render(letter),
        name=f"letter-{reference}.{'docx' if word else 'pdf'}",
        media_type=WORD if word else PDF,
        kind=FILE_KIND.name,
        rows=1,
    )
    happened = events.StaffPapersMade(appointment.plan.reference, f"letter {reference}", 1)
    record(happened, actor=actor, subjects=[appointment, appointment.member, stored])
    return stored


def _may_go_out(plan: StaffPlan, kind: PaperKind) -> None:
    if kind not in BEFORE_RELEASE and plan.state != PlanState.RELEASED:
        raise NotReleased(reference=plan.reference)


def _people(plan: StaffPlan, kind: PaperKind) -> list[StaffAppointment]:
    """Return who is to have a paper, stations in order."""
    if kind is PaperKind.STOOD_DOWN:
        return list(told_to_stay(plan))
    if kind is PaperKind.REMINDERS:
        owed = owed_by(StaffAppointment.objects.filter(plan=plan))
        return [each for each in of_plan(plan, tuple(state.value for state in ASKED)) if each.pk in owed]
    states = (AppointmentState.OFFERED,) if kind is PaperKind.OFFERS else SURE
    return list(of_plan(plan, tuple(state.value for state in states)))


def _reminded(actor: Actor, reference: str, prepared: PreparedPapers, at: datetime) -> None:
    held = StaffAppointment.objects.filter(authority=actor.authority_id, plan__reference=reference)
    held.filter(pk__in=prepared.appointments).update(reminded_at=at, version=F("version") + 1)


def _papers(
    plan: StaffPlan, people: list[StaffAppointment], sender: Sender, kind: PaperKind
) -> Iterator[tuple[str, Any]]:
    if kind is PaperKind.BADGES:
        yield from badges(plan, people, sender)
    elif kind is PaperKind.CONTACTS:
        yield from contact_sheets(plan, people, sender)
    else:
        yield from _letters(plan, people, sender, kind)


def _letters(
    plan: StaffPlan, people: list[StaffAppointment], sender: Sender, kind: PaperKind
) -> Iterator[tuple[str, Paper]]:
    training = training_booked(plan)
    owed = owed_by(StaffAppointment.objects.filter(plan=plan)) if kind is PaperKind.REMINDERS else {}
    for each in people:
        booked = training.get(each.member_id, "")
        letter: Paper
        if kind is PaperKind.STOOD_DOWN:
            letter = stood_down(plan, each, sender)
        elif kind is PaperKind.REMINDERS:
            letter = reminder_to(plan, each, sender, owed.get(each.pk, ()), training=booked)
        else:
            letter = letter_to(plan, each, sender, training=booked)
        yield each.reference, letter
