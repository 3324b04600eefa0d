"""How work is shown: its table, its progress, its result."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pollwright import messages
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.registry import KINDS
from pollwright.jobs.states import WorkState
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import Cell, PlainTable
from pollwright.pages.steps import Progress, Step, StepState
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, DateRangeFilter, Kind, MultiChoiceFilter, SortColumn, TableSpec, TableView
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.pages.voice import translated
from pollwright.pages.wording import moment, number
from pollwright.refusals import all_refusals


def states() -> TagSet:
    """Return the tag of each state of work."""
    return TagSet(
        {
            WorkState.WAITING: Tag(_("Waiting"), Colour.GREY),
            WorkState.RUNNING: Tag(_("Running"), Colour.BLUE),
            WorkState.DONE: Tag(_("Done"), Colour.GREEN),
            WorkState.REFUSED: Tag(_("Refused"), Colour.ORANGE),
            WorkState.FAILED: Tag(_("Failed"), Colour.RED),
            WorkState.CANCELLED: Tag(_("Cancelled"), Colour.YELLOW),
        }
    )


def works_table() -> TableSpec:
    """Return the table of work."""
    tags = states()
    return TableSpec(
        name="works",
        columns=(
            Column("reference", _("Reference"), sortable=True, href=_address_of),
            Column("title", _("Work"), sortable=True, value=lambda row: _(row.title)),
            Column("state", _("State"), Kind.TAG, value=lambda row: tags.of(row.state)),
            Column("requested_by", _("Asked for by")),
            Column("requested_at", _("Asked for"), Kind.MOMENT, sortable=True),
            Column("ended_at", _("Ended"), Kind.MOMENT),
            Column("attempts", _("Attempts"), Kind.NUMBER, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), tags.choices),
            DateRangeFilter("requested_at", _("Asked for")),
        ),
        default_sort="-requested_at",
        search_label=_("Search by reference or title"),
        tie=SortColumn("reference"),
    )


PROGRESS_STATES = {
    WorkState.WAITING: StepState.TO_DO,
    WorkState.RUNNING: StepState.RUNNING,
    WorkState.DONE: StepState.DONE,
    WorkState.REFUSED: StepState.FAILED,
    WorkState.FAILED: StepState.FAILED,
    WorkState.CANCELLED: StepState.CANCELLED,
}
NOT_SHOWN = frozenset({"files", "refusals", "reference", "code", "problem", "remedy", "fault"})


@dataclass(frozen=True, slots=True)
class WorksPage:
    """The list of work."""

    title: str
    table: TableView


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file that the work left."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One piece of work."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    progress: Progress
    facts: tuple[SummaryRow, ...]
    totals: tuple[SummaryRow, ...]
    files: tuple[ResultFile, ...]
    left: PlainTable | None
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CancelPage:
    """The question whether work is to be cancelled."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    action: str
    back: str


def work_page(work: WorkFacts, *, may_cancel: bool) -> WorkPage:
    """Return the page of one piece of work."""
    problem, remedy = _trouble(work)
    return WorkPage(
        title=_(work.title),
        caption=_("Work %(reference)s") % {"reference": work.reference},
        crumbs=(Crumb(_("Work"), reverse("jobs:works")),),
        progress=progress_of(work, may_cancel=may_cancel),
        facts=_facts(work),
        totals=tuple(
            SummaryRow(_label(key), _value(value))
            for key, value in work.outcome.items()
            if key not in NOT_SHOWN and not isinstance(value, dict | list)
        ),
        files=tuple(
            ResultFile(file["name"], reverse("files:download", args=[file["token"]]))
            for file in work.outcome.get("files", ())
        ),
        left=_left(work),
        problem=problem,
        remedy=remedy,
    )


def progress_of(work: WorkFacts, *, may_cancel: bool) -> Progress:
    """Return how far the work is, step by step."""
    address = _address_of(work)
    cancel = reverse("jobs:cancel", args=[work.reference]) if may_cancel and not work.cancel_asked else ""
    return Progress(
        title=work.step or states().of(work.state).text,
        state=PROGRESS_STATES[work.state],
        steps=_steps(work),
        done=work.total if work.state is WorkState.DONE else work.done,
        total=work.total or None,
        message=_("Stopping at the next step.") if work.live and work.cancel_asked else "",
        poll=address,
        cancel=cancel,
        result=_result(work),
    )


def _address_of(work: WorkFacts) -> str:
    return reverse("jobs:work", args=[work.reference])


def _steps(work: WorkFacts) -> tuple[Step, ...]:
    kind = KINDS.get(work.kind)
    labels = kind.steps if kind else ()
    here = labels.index(work.step) if work.step in labels else -1
    found = []
    for place, label in enumerate(labels):
        state = StepState.TO_DO
        if work.state is WorkState.DONE or place < here:
            state = StepState.DONE
        elif place == here:
            state = PROGRESS_STATES[work.state]
        found.append(Step(label, state))
    return tuple(found)


def _result(work: WorkFacts) -> str:
    """Return the address of what the work made, where its kind names a page for it."""
    kind = KINDS.get(work.kind)
    if work.state is not WorkState.DONE or not kind:
        return ""
    return _page(kind.result, work.outcome.get("reference"))


def _left(work: WorkFacts) -> PlainTable | None:
    """Return what was refused one by one while the work went on with the others."""
    refusals = work.outcome.get("refusals")
    if not refusals:
        return None
    kind, known = KINDS.get(work.kind), {one.code: one for one in all_refusals()}
    rows = []
    for one in refusals:
        refusal = known.get(one["code"])
        patterns = (refusal.problem, refusal.remedy) if refusal else ("", "")
        told = [_told(one[part], pattern) for part, pattern in zip(("problem", "remedy"), patterns, strict=True)]
        name = Cell(one["what"], _page(kind.each, one["what"]) if kind else "")
        rows.append((name, *map(Cell, told), Cell(one["code"])))
    headings = (_("What"), _("Why"), _("What to do"), _("Code"))
    return PlainTable(_("Refused, and left as it was"), headings, tuple(rows))


def _told(english: str, pattern: str) -> str:
    return translated(messages.recalled(english, pattern) or english)


def _page(name: str, reference: str | None) -> str:
    try:
        return reverse(name, args=[reference]) if name and reference else ""
    except NoReverseMatch:
        return ""


def _facts(work: WorkFacts) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("State"), states().of(work.state)),
        SummaryRow(_("Asked for by"), work.requested_by),
        SummaryRow(_("Asked for"), moment(work.requested_at)),
    ]
    if work.ended_at:
        rows.append(SummaryRow(_("Ended"), moment(work.ended_at)))
    if work.attempts > 1:
        rows.append(SummaryRow(_("Attempts"), number(work.attempts)))
    return tuple(rows)


def _trouble(work: WorkFacts) -> tuple[str, str]:
    if work.state is WorkState.REFUSED:
        return work.outcome.get("problem", ""), work.outcome.get("remedy", "")
    if work.state is WorkState.FAILED:
        return (
            _("The work could not be finished, because of a fault in Pollwright or the machine it runs on."),
            _(
                "What is counted here as done stays done. Ask for the rest again; if it fails again, give your administrator the reference."
            )
            if _has_counts(work)
            else _("Nothing was changed. Ask for it again; if it fails again, give your administrator the reference."),
        )
    return "", ""


def _has_counts(work: WorkFacts) -> bool:
    return any(key not in NOT_SHOWN and value for key, value in work.outcome.items())


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return number(value) if isinstance(value, int | float) else str(value)
