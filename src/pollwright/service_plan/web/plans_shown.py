"""What the page of a plan shows: its sections with their paragraphs and tables, and its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.formats.plan_tree import shown
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.service_plan.queries.plans import BlockListed, PlanRecord, SectionListed
from pollwright.service_plan.states import BlockKind, Origin
from pollwright.service_plan.web import terms

LONGEST_SHOWN = 160
FORMS = (("docx", "Word"), ("pdf", "PDF"), ("html", "HTML"))


def facts(plan: PlanRecord) -> tuple[SummaryRow, ...]:
    """Return the facts of a plan."""
    rows = [
        SummaryRow(_("Service"), plan.service),
        SummaryRow(_("Years"), plan.period),
        SummaryRow(_("State"), terms.state_tag(plan.state)),
        SummaryRow(_("Tables to confirm"), str(plan.waiting)),
        SummaryRow(_("Came from"), str(Origin(plan.origin).label)),
    ]
    if plan.source:
        rows.append(SummaryRow(_("File"), _("As it was received"), href=reverse("files:download", args=[plan.source])))
    if plan.rolled_from:
        address = reverse("service-plan:plan", args=[plan.rolled_from])
        rows.append(SummaryRow(_("Rolled over from"), plan.rolled_from, href=address))
    return tuple(rows)


def moved_on(tables: Sequence[str]) -> tuple[str, ...]:
    """Return what is said of live tables whose registers changed since the plan was sent for approval."""
    if not tables:
        return ()
    words = _(
        "What stood in the registers when the plan was sent for approval is what is approved and published."
        " Since then the registers of these tables have changed: %(tables)s. To have them as they stand now,"
        " send the plan back and have it sent again."
    )
    return (words % {"tables": ", ".join(tables)},)


def sections(plan: PlanRecord, *, editable: bool) -> tuple[Section, ...]:
    """Return the sections of a plan, and its versions behind them."""
    after = [one.level for one in plan.sections[1:]] + [0]
    listed = (
        [
            _section(one, editable=editable, parts=level > one.level)
            for one, level in zip(plan.sections, after, strict=True)
        ]
        if plan.sections
        else []
    )
    return (*listed, _versions(plan))


def _section(section: SectionListed, *, editable: bool, parts: bool) -> Section:
    """Return a section; one that has nothing but sections below it (`parts`) has no table."""
    rows = tuple(_block(block, editable=editable) for block in section.blocks)
    title = section.heading or _("Before the first heading")
    headings = (_("What stands there"), _("Kind"), _("Rows"), _("State"))
    table = PlainTable(title, headings, rows, empty=_("Nothing stands here: it prints “None”."))
    text = (_("It says “None”, and something stands here all the same."),) if _contradicted(section) else ()
    return Section(title, text=text, table=table if rows or not parts else None)


def _contradicted(section: SectionListed) -> bool:
    """Whether a section says "None" beside something else, as one of the councils' own plans does."""
    said = [block for block in section.blocks if not block.hint]
    nothing = [one for one in said if one.kind != BlockKind.TABLE and shown(one.text).rstrip(".").casefold() == "none"]
    return 0 < len(nothing) < len(said)


def _block(block: BlockListed, *, editable: bool) -> tuple[Cell, ...]:
    if block.kind == BlockKind.TABLE:
        address = reverse("service-plan:table", args=[block.reference])
        confirmed = terms.confirmed_tag(block.confirmed_at is not None)
        return (
            Cell(f"{terms.kind_name(block.table_kind)} ({block.reference})", href=address),
            Cell(_("Table")),
            Cell(str(block.rows), numeric=True),
            Cell(tag=confirmed),
        )
    words = block.text if block.hint else shown(block.text)
    words = words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
    address = reverse("service-plan:text", args=[block.reference]) if editable else ""
    kind = _("Words to the author: not printed") if block.hint else str(BlockKind(block.kind).label)
    return (Cell(words or _("Empty paragraph"), href=address), Cell(kind), Cell(), Cell())


def _versions(plan: PlanRecord) -> Section:
    rows = tuple(
        (
            Cell(version.number),
            Cell(wording.day(version.made_on)),
            Cell(version.reason),
            Cell(version.made_by),
            *(Cell(str(label), href=_file(version.files, form)) for form, label in FORMS),
            Cell(_("What changed since"), href=_since(plan, version.number)),
        )
        for version in plan.versions
    )
    headings = (_("Version"), _("Date"), _("Reason"), _("Published by"), _("Word"), "PDF", "HTML", _("Differences"))
    table = PlainTable(_("Published versions"), headings, rows, empty=_("Nothing was published yet."))
    return Section(_("Published versions"), table=table)


def _file(files: dict[str, dict[str, str]], form: str) -> str:
    return reverse("files:download", args=[files[form]["token"]]) if form in files else ""


def _since(plan: PlanRecord, number: str) -> str:
    return f"{reverse('service-plan:differences', args=[plan.reference])}?from={number}"


def views(plan: PlanRecord) -> Iterator[NavItem]:
    """Yield the links to what the plan says in all."""
    yield NavItem(_("What the plan says"), reverse("service-plan:overview", args=[plan.reference]))
    yield NavItem(_("Projects"), reverse("service-plan:projects", args=[plan.reference]))


def exports(plan: PlanRecord) -> Iterator[NavItem]:
    """Yield the links to the working copy in each form."""
    labels = {"docx": _("Write as Word"), "pdf": _("Write as PDF"), "html": _("Write as HTML")}
    for form, label in labels.items():
        yield NavItem(label, reverse("service-plan:export", args=[plan.reference, form]))
