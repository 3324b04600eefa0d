"""Writing a plan as a file: Word, PDF or HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.timezone import localtime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.documents.papers.service_plan import ServicePlanPaper, as_page
from pollwright.documents.pictures import png_of
from pollwright.documents.typesetting import TypesettingFailed, render
from pollwright.formats import plan_chart
from pollwright.formats.plan_tree import Grid, PlanDocument
from pollwright.formats.plan_word_writing import WordPicture, WordPlan, plan_word
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import Plan, PlanVersion
from pollwright.service_plan.papers.plans import plan_paper
from pollwright.service_plan.proofs import Proof, prove
from pollwright.service_plan.queries.trees import from_json, links_of, plan_of, tree
from pollwright.service_plan.states import PlanState

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CM_OF_POINT = 2.54 / 72
MEDIA_TYPES = {"docx": WORD, "pdf": "application/pdf", "html": "text/html; charset=utf-8"}


class NoSuchForm(Refused):
    """A plan is written in three forms."""

    code = "plan.R006"
    problem = "A plan can't be written as {form}."
    remedy = "Choose docx, pdf or html."


class CharacterNotShown(Refused):
    """A character of the plan is in no font that papers are set in."""

    code = "plan.R007"
    problem = "The plan holds a character that no font of a PDF shows: {reason}."
    remedy = "Write it in other characters, or take the Word file."


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a plan, and what was proved of it."""

    name: str
    media_type: str
    content: bytes
    proof: Proof

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a file says besides the plan: whose it is, its reference, which version, and when it was made.

    :param title: what stands above a plan that has no title of its own.
    """

    authority: str
    reference: str
    state: str
    made_at: datetime
    links: dict[str, str]
    title: tuple[str, ...]
    mark: str = ""


@operation(Permission.PLAN_VIEW)
def export_plan(*, actor: Actor, reference: str, form: str, at: datetime, version: str = "") -> MadeFile:
    """Write a plan as a file: its working copy, or a version that was published.

    Each table of the Word file is read back and compared before anything is handed out; the other forms are made from
    the same words.

    :raises NoSuchForm: where `form` is none of docx, pdf and html. :raises NotFound: where there is no such version.
    :raises CharacterNotShown: where a PDF can't show a character.
    """
    plan = plan_of(actor.authority_id, reference)
    document, state, mark = _content(plan, version)
    frame = Frame(
        authority=Authority.objects.values_list("name", flat=True).get(pk=actor.authority_id),
        reference=plan.reference,
        state=state,
        made_at=at,
        links=links_of(actor.authority_id),
        title=title_of(plan),
        mark=mark,
    )
    made = make_file(document, form, frame, name=f"{plan.reference}{f'-{version}' if version else ''}")
    record(
        events.PlanExported(reference, form, made.sha256, made.proof.tables, made.proof.cells),
        actor=actor,
        subjects=[plan],
    )
    return made


def title_of(plan: Plan) -> tuple[str, ...]:
    """Return the lines above a plan whose own document has no title: its service and its years."""
    return (f"{plan.service.name} service plan", f"{plan.first_year} - {plan.first_year + plan.years}")


def make_file(document: PlanDocument, form: str, frame: Frame, *, name: str) -> MadeFile:
    """Return a plan in one form, proved.

    :raises NoSuchForm: where it is none of the three. :raises CharacterNotShown: where a PDF can't show a character.
    """
    maker = MAKERS.get(form)
    if maker is None:
        raise NoSuchForm(form=form)
    content = maker(document if document.title else replace(document, title=frame.title), frame)
    return MadeFile(f"{name}.{form}", MEDIA_TYPES[form], content, _proof(document, content, form, frame))


def _proof(document: PlanDocument, content: bytes, form: str, frame: Frame) -> Proof:
    """Prove the Word file by reading it back; the other forms by that of the same words."""
    return prove(document, content if form == "docx" else plan_word(document, WordPlan(frame.authority, frame.made_at)))


def _docx(document: PlanDocument, frame: Frame) -> bytes:
    pictures = {grid: _pictures(grid) for grid in document.grids if plan_chart.is_chart(grid.rows)}
    about = WordPlan(frame.authority, frame.made_at, frame.links, mark=frame.mark, pictures=pictures)
    return plan_word(document, about)


def _pictures(grid: Grid) -> list[WordPicture]:
    return [
        WordPicture(png_of(plan_chart.svg(one)), one.width * one.scale * CM_OF_POINT, plan_chart.said_of(one))
        for one in plan_chart.drawings(grid.rows)
    ]


def _pdf(document: PlanDocument, frame: Frame) -> bytes:
    try:
        return render(_paper(document, frame))
    except TypesettingFailed as failure:
        raise CharacterNotShown(reason=failure.reason) from failure


def _html(document: PlanDocument, frame: Frame) -> bytes:
    return as_page(_paper(document, frame)).encode()


MAKERS: dict[str, Callable[[PlanDocument, Frame], bytes]] = {"docx": _docx, "pdf": _pdf, "html": _html}


def _paper(document: PlanDocument, frame: Frame) -> ServicePlanPaper:
    return plan_paper(
        document,
        authority=frame.authority,
        reference=frame.reference,
        state=frame.state,
        dated=localtime(frame.made_at).date(),
        links=frame.links,
    )


def _content(plan: Plan, version: str) -> tuple[PlanDocument, str, str]:
    """Return what is written, and what stands under its title and at the head of its pages."""
    if not version:
        state = str(PlanState(plan.state).label)
        return tree(plan), state, f"{state}: not published"
    found = PlanVersion.objects.filter(authority=plan.authority_id, plan=plan, number=version).first()
    if found is None:
        raise NotFound(kind="version of plan", reference=f"{plan.reference} {version}")
    return from_json(found.content), f"Version {version}", ""
