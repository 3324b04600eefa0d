"""What can be done to a plan, its tables, rows and paragraphs: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.access.web.acts import Asked
from pollwright.acting import Actor, Permission
from pollwright.formats.plan_kinds import TableKind
from pollwright.pages.forms import Choice, FileField, Form, HiddenField, NumberField, Select, TextArea, TextField
from pollwright.pages.shell import Crumb
from pollwright.service_plan.operations import editing, importing, linking, publishing, rolling
from pollwright.service_plan.operations.checking import ask_to_check_links
from pollwright.service_plan.operations.importing import GivenPlan
from pollwright.service_plan.operations.publishing import VersionSaid
from pollwright.service_plan.operations.unlocking import unlock_table
from pollwright.service_plan.queries.plans import LinkListed, PlanRecord, RowListed, TableRecord
from pollwright.service_plan.states import PlanAct, PlanState, after
from pollwright.service_plan.web import terms
from pollwright.service_plan.web.spreadsheets import rows_of_upload

Typed = Mapping[str, Any]
_VERSION = HiddenField("version")
_REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=1000)
IMPORT = Form(
    FileField(
        "file",
        gettext_lazy("File of the plan"),
        hint=gettext_lazy("A Word file (DOCX), or text with tabs between the cells."),
        endings=(".docx", ".txt", ".tsv"),
        most_bytes=20_000_000,
    ),
    TextField("service", gettext_lazy("Service"), required=False, hint=gettext_lazy("Where the file does not say it.")),
    NumberField(
        "first_year",
        gettext_lazy("First year"),
        required=False,
        least=1990,
        most=2200,
        hint=gettext_lazy("2026 for 2026/27, where the file does not say it."),
    ),
)
PUBLISH = Form(
    _VERSION,
    TextField("number", gettext_lazy("Number of the version"), width=5),
    TextArea("reason", gettext_lazy("Reason for update, or significant changes"), rows=3, longest=1000),
    TextField("initials", gettext_lazy("Made by"), width=10, longest=40, hint=gettext_lazy("As it stands in the log.")),
)
CONFIRM = Form(
    _VERSION,
    Select(
        "kind",
        gettext_lazy("This table is about"),
        choices=tuple(Choice(kind.value, words) for kind, words in terms.KINDS.items()),
    ),
)
REPLACE = Form(
    _VERSION,
    FileField(
        "file",
        gettext_lazy("Spreadsheet"),
        hint=gettext_lazy("Excel or CSV, with the rows of the head as in the table."),
        endings=(".xlsx", ".csv"),
        most_bytes=5_000_000,
    ),
)
TEXT = Form(_VERSION, TextArea("text", gettext_lazy("Paragraph"), rows=8, longest=20_000, required=False))
LINK = Form(
    _VERSION,
    TextField(
        "address", gettext_lazy("Address of the page"), longest=500, hint=gettext_lazy("It begins with https://")
    ),
)
REMOVE = Form(_VERSION, _REASON)


def importing_asked(actor: Actor, *, at: datetime) -> Asked:
    """Return how a plan is imported."""

    def perform(values: Typed) -> str:
        file = values["file"]
        made = importing.import_plan(
            actor=actor,
            given=GivenPlan(file.name, file.read()),
            at=at,
            service=values["service"] or "",
            first_year=values["first_year"],
        )
        return reverse("service-plan:plan", args=[made.plan])

    back = reverse("service-plan:plans")
    return Asked(
        _("Import a plan"),
        IMPORT,
        _("Import the plan"),
        perform,
        back,
        crumbs=(Crumb(_("Service plans"), back),),
        lead=_(
            "Every cell is kept as typed. You then look at each table beside what was understood of it, and confirm."
        ),
        said=_("The plan was imported. Look at each table and confirm it."),
    )


def open_acts(actor: Actor, plan: PlanRecord) -> list[tuple[str, str]]:
    """Return the acts on a plan that are open to somebody, with their words."""
    needs = {
        PlanAct.SUBMIT: Permission.PLAN_EDIT,
        PlanAct.APPROVE: Permission.PLAN_APPROVE,
        PlanAct.RETURN: Permission.PLAN_APPROVE,
        PlanAct.PUBLISH: Permission.PLAN_APPROVE,
    }
    found = [
        (act.value, str(act.label))
        for act, permission in needs.items()
        if after(PlanState(plan.state), act) is not None and actor.may(permission)
    ]
    if actor.may(Permission.PLAN_EDIT):
        if plan.state == PlanState.DRAFT:
            found.append(("live", _("Put a live table into a section")))
        found.append(("roll", _("Roll over to the next years")))
    return found


def plan_asked(
    actor: Actor, plan: PlanRecord, name: str, *, suggested: str, on: date, at: datetime, lead: str = ""
) -> Asked:
    """Return how an act on a plan is asked for.

    :param lead: what whoever does it should know before.
    :raises Http404: where there is no such act.
    """
    back = reverse("service-plan:plan", args=[plan.reference])
    makers: dict[str, Callable[[], tuple[str, Form, Callable[[Typed], Any]]]] = {
        "submit": lambda: (
            _("Send for approval"),
            Form(_VERSION),
            partial(_moved, publishing.submit_plan, actor, plan),
        ),
        "approve": lambda: (_("Approve"), Form(_VERSION), partial(_moved, publishing.approve_plan, actor, plan)),
        "return": lambda: (_("Send back to its author"), REMOVE, partial(_returned, actor, plan)),
        "publish": lambda: (_("Publish"), PUBLISH, partial(_published, actor, plan, on)),
        "roll": lambda: (_("Roll over to the next years"), Form(_VERSION), partial(_rolled, actor, plan, at)),
    }
    if name not in makers:
        raise Http404
    title, form, perform = makers[name]()
    typed = {"version": plan.version, "number": suggested}
    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")), Crumb(plan.reference, back))
    return Asked(title, form, title, perform, back, typed=typed, crumbs=crumbs, lead=lead, caption=plan.service)


def table_asked(actor: Actor, table: TableRecord, name: str, *, at: datetime) -> Asked:
    """Return how an act on a table is asked for: confirm, add, replace.

    :raises Http404: where there is no such act.
    """
    back = reverse("service-plan:table", args=[table.reference])
    makers: dict[str, Callable[[], tuple[str, Form, Callable[[Typed], Any]]]] = {
        "confirm": lambda: (_("Confirm this table"), CONFIRM, partial(_confirmed, actor, table, at)),
        "add": lambda: (_("Add a row"), row_form(table.columns), partial(_added, actor, table)),
        "replace": lambda: (_("Replace by a spreadsheet"), REPLACE, partial(_replaced, actor, table)),
    }
    if name not in makers:
        raise Http404
    title, form, perform = makers[name]()
    typed = {"version": table.version, "kind": table.kind}
    return Asked(title, form, title, perform, back, typed=typed, crumbs=crumbs_of(table), caption=table.reference)


def row_form(columns: Sequence[str]) -> Form:
    """Return a form with a box for each cell of a row."""
    return Form(_VERSION, *_boxes(columns))


def row_asked(actor: Actor, table: TableRecord, row: RowListed, *, finance: bool) -> Asked:
    """Return how a row is changed; of a budget only the amounts where finance enters them."""
    names = [table.columns[at] if at < len(table.columns) else "" for at in range(len(row.cells))]
    amounts = finance and table.kind == TableKind.BUDGETS and row.position >= table.heads
    perform = partial(_entered if amounts else _changed, actor, table, row)
    typed = {f"cell{at}": cell for at, cell in enumerate(row.cells)} | {"version": row.version}
    warnings = " ".join(word for word in row.warnings if word)
    back = reverse("service-plan:table", args=[table.reference])
    title = _("Row %(n)s") % {"n": row.position + 1}
    form = row_form(names)
    return Asked(
        title,
        form,
        _("Save"),
        perform,
        back,
        typed=typed,
        crumbs=crumbs_of(table),
        lead=warnings,
        caption=table.reference,
    )


def amounts_asked(actor: Actor, table: TableRecord, row: RowListed) -> Asked:
    """Return how finance enters the amounts of a row of a budget; the words beside them stay."""
    names = [table.columns[at] if at < len(table.columns) else "" for at in range(len(row.cells))]
    title = _("Enter the amounts")
    return Asked(
        title,
        Form(_VERSION, *islice(_boxes(names), 1, None)),
        _("Save"),
        partial(_entered, actor, table, row),
        reverse("service-plan:table", args=[table.reference]),
        typed={f"cell{at}": cell for at, cell in enumerate(row.cells)} | {"version": row.version},
        crumbs=crumbs_of(table),
        lead=row.cells[0],
        caption=table.reference,
    )


def check_asked(actor: Actor) -> Asked:
    """Return how the pages of all links are asked for."""

    def perform(_values: Typed) -> str:
        return reverse("jobs:work", args=[ask_to_check_links(actor=actor).reference])

    title, back = _("Ask for every page"), reverse("service-plan:links")
    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")), Crumb(_("Links"), back))
    lead = _(
        "Each page is asked for as long work, without signing in; the list of links then says which are there. Pages on"
        " the council's inner network are not asked for: look at those yourself."
    )
    return Asked(title, Form(), title, perform, back, {}, crumbs, lead=lead)


def unlock_asked(actor: Actor, table: TableRecord) -> Asked:
    """Return how finance says that a table is none of budgets."""

    def perform(values: Typed) -> None:
        unlock_table(actor=actor, table=table.reference, version=int(values["version"]), reason=values["reason"])

    title, back = _("This is no table of budgets"), reverse("service-plan:table", args=[table.reference])
    lead = _("Whoever writes the plan then confirms what the table is about, and may change its cells.")
    return Asked(title, REMOVE, title, perform, back, {"version": table.version}, crumbs_of(table), lead=lead)


def removal_asked(actor: Actor, table: TableRecord, row: RowListed) -> Asked:
    """Return how a row is taken out."""
    back = reverse("service-plan:table", args=[table.reference])

    def perform(values: Typed) -> None:
        editing.remove_row(
            actor=actor,
            table=table.reference,
            position=row.position,
            version=int(values["version"]),
            reason=values["reason"],
        )

    title = _("Take row %(n)s out") % {"n": row.position + 1}
    lead = " | ".join(cell for cell in row.cells if cell)[:500]
    return Asked(title, REMOVE, _("Take it out"), perform, back, {"version": row.version}, crumbs_of(table), lead=lead)


def text_asked(actor: Actor, reference: str, plan: str, text: str, version: int) -> Asked:
    """Return how a paragraph is changed."""
    back = reverse("service-plan:plan", args=[plan])

    def perform(values: Typed) -> None:
        editing.change_text(
            actor=actor, block=reference, version=int(values["version"]), text=_kept(values["text"], text)
        )

    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")), Crumb(plan, back))
    typed = {"text": text, "version": version}
    return Asked(_("Change a paragraph"), TEXT, _("Save"), perform, back, typed, crumbs, caption=reference)


def link_asked(actor: Actor, link: LinkListed, *, on: date) -> Asked:
    """Return how it is said where a link leads."""
    back = reverse("service-plan:links")

    def perform(values: Typed) -> None:
        linking.set_link(actor=actor, link=link.id, version=int(values["version"]), address=values["address"], on=on)

    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")), Crumb(_("Links"), back))
    typed = {"address": link.address, "version": link.version}
    return Asked(link.label, LINK, _("Save"), perform, back, typed, crumbs)


def crumbs_of(table: TableRecord) -> tuple[Crumb, ...]:
    """Return the way to a table's parts."""
    return (
        Crumb(_("Service plans"), reverse("service-plan:plans")),
        Crumb(table.plan, reverse("service-plan:plan", args=[table.plan])),
        Crumb(table.reference, reverse("service-plan:table", args=[table.reference])),
    )


def _boxes(columns: Sequence[str]) -> Iterator[TextArea]:
    for at, name in enumerate(columns):
        label = name or _("Cell %(n)s") % {"n": at + 1}
        yield TextArea(f"cell{at}", label, rows=2, longest=20_000, required=False)


def _moved(operation: Callable[..., Any], actor: Actor, plan: PlanRecord, values: Typed) -> None:
    operation(actor=actor, reference=plan.reference, version=int(values["version"]))


def _returned(actor: Actor, plan: PlanRecord, values: Typed) -> None:
    publishing.return_plan(
        actor=actor, reference=plan.reference, version=int(values["version"]), reason=values["reason"]
    )


def _published(actor: Actor, plan: PlanRecord, on: date, values: Typed) -> str:
    said = VersionSaid(values["number"], values["reason"], values["initials"])
    work = publishing.ask_to_publish(
        actor=actor, reference=plan.reference, version=int(values["version"]), said=said, on=on
    )
    return reverse("jobs:work", args=[work.reference])


def _rolled(actor: Actor, plan: PlanRecord, at: datetime, values: Typed) -> str:
    made = rolling.roll_over(actor=actor, reference=plan.reference, at=at)
    return reverse("service-plan:plan", args=[made.reference])


def _confirmed(actor: Actor, table: TableRecord, at: datetime, values: Typed) -> str:
    editing.confirm_table(
        actor=actor, table=table.reference, version=int(values["version"]), at=at, kind=TableKind(values["kind"])
    )
    return reverse("service-plan:plan", args=[table.plan])


def _added(actor: Actor, table: TableRecord, values: Typed) -> None:
    cells = [values[f"cell{at}"] or "" for at in range(len(table.columns))]
    editing.add_row(actor=actor, table=table.reference, version=int(values["version"]), cells=cells)


def _replaced(actor: Actor, table: TableRecord, values: Typed) -> None:
    rows = rows_of_upload(values["file"])
    editing.replace_rows(actor=actor, table=table.reference, version=int(values["version"]), rows=rows)


def _changed(actor: Actor, table: TableRecord, row: RowListed, values: Typed) -> None:
    cells = [_kept(values[f"cell{at}"], cell) for at, cell in enumerate(row.cells)]
    editing.change_row(
        actor=actor, table=table.reference, position=row.position, version=int(values["version"]), cells=cells
    )


def _entered(actor: Actor, table: TableRecord, row: RowListed, values: Typed) -> None:
    amounts = [_kept(values[f"cell{at}"], cell) for at, cell in enumerate(row.cells) if at]
    editing.enter_budget(
        actor=actor, table=table.reference, position=row.position, version=int(values["version"]), amounts=amounts
    )


def _kept(typed: str | None, before: str) -> str:
    """Return what was typed; where nothing but the space around it differs, what stood there, to the last space."""
    new = typed or ""
    return before if new == before.strip() else new
