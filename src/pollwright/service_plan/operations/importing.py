"""Taking over a plan that a council has in a file, as a draft whose every cell is kept as typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.files.store import keep
from pollwright.formats.plan_dates import financial_year
from pollwright.formats.plan_kinds import Shape, TableKind, shape_of
from pollwright.formats.plan_oddities import Period, facts_of, oddities
from pollwright.formats.plan_text import read_plan_text
from pollwright.formats.plan_tree import Block, Grid, Paragraph, PlanDocument, UnreadablePlan, shown
from pollwright.formats.plan_word import read_plan_word
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import Plan, PlanBlock, PlanLink, PlanRow, PlanSection, Service
from pollwright.service_plan.states import BlockKind, Origin

PLANS, SERVICES, BLOCKS = "PLN", "SVC", "PLB"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 20_000_000
LINK = re.compile(r"\[(?P<label>[^\[\]]+)\]\([^()\s]*\)")
SENDS_ELSEWHERE = re.compile(
    r"see [^\[\]]+ for (further details|your contracts)\.?|link to [^\[\]]+|[^\[\]]+ by using this link\.?"
    r"|risk management strategy and guidance",
    re.IGNORECASE,
)
"""A paragraph with which the plans send their reader to another document (handbook MM-K06)."""
_YEARS = re.compile(r"(?P<first>20\d{2})\s*(?:-|–|to|/)\s*(?P<last>20\d{2})")
_NAMED = re.compile(r"service plan:\s*(?P<name>\D+?)\s+20\d{2}", re.IGNORECASE)


class NotReadable(Refused):
    """The file holds no plan that can be read."""

    code = "plan.R001"
    problem = "This file holds no plan that can be read: {why}"
    remedy = "Save the plan as a Word file (DOCX), or as text with tabs between the cells, and import that."


class NoTables(Refused):
    """Nothing that looks like a plan was found."""

    code = "plan.R002"
    problem = "No section and no table was found in this file."
    remedy = "Check that it is the right file: a Word file, or text with tabs between the cells of its tables."


class YearsUnknown(Refused):
    """The plan does not say for which years it is."""

    code = "plan.R003"
    problem = "For which years the plan is stands neither in its title nor over its budgets."
    remedy = "Say its first year, such as 2026 for 2026/27."


class ServiceUnknown(Refused):
    """The plan does not say of which service it is."""

    code = "plan.R004"
    problem = "Of which service the plan is was not found in it."
    remedy = "Say the name of the service."


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """A file as it came: its name and what it holds."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in, for whoever asked."""

    plan: str
    service: str
    first_year: int
    years: int
    sections: int
    tables: int
    cells: int
    to_look_at: tuple[str, ...]


@operation(Permission.PLAN_EDIT)
def import_plan(
    *, actor: Actor, given: GivenPlan, at: datetime, service: str = "", first_year: int | None = None
) -> Imported:
    """Import a plan as a draft. Each table waits for a person to confirm what was understood of it.

    :param service: the name of its service, where the file does not say or says otherwise.
    :raises NotReadable: where the file is neither Word nor text. :raises NoTables: where nothing of a plan is in it.
    :raises YearsUnknown: where neither the file nor `first_year` says for which years it is.
    :raises ServiceUnknown: where neither the file nor `service` says of which service it is.
    """
    document = read_document(given)
    period = _period(document, first_year)
    name = service.strip() or _service_name(document)
    if not name:
        raise ServiceUnknown
    stored = keep(
        actor=actor, source=given.content, name=given.name, media_type=media_type_of(given), kind="plan-source"
    )
    plan = Plan.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, PLANS),
        service=service_named(actor, name),
        title=list(document.title),
        first_year=period.first,
        years=period.years,
        origin=Origin.IMPORTED,
        source=stored,
        made_at=at,
    )
    found = write_tree(actor, plan, document)
    cells = sum(len(row) for grid in document.grids for row in grid.rows)
    record(
        events.PlanImported(plan.reference, stored.sha256, len(document.grids), cells, len(found)),
        actor=actor,
        subjects=[plan],
    )
    sections = sum(1 for section in document.sections if section.level)
    return Imported(
        plan.reference, plan.service.name, period.first, period.years, sections, len(document.grids), cells, found
    )


def write_tree(actor: Actor, plan: Plan, document: PlanDocument) -> tuple[str, ...]:
    """Write a document as the working copy of a new plan; return what is odd about its tables, in words."""
    authority_id = actor.authority_id
    sections = PlanSection.objects.bulk_create(
        PlanSection(
            authority_id=authority_id,
            plan=plan,
            position=place,
            level=section.level,
            number=section.number,
            title=section.title[:400],
        )
        for place, section in enumerate(document.sections)
    )
    pairs = [(row, block) for row, section in zip(sections, document.sections, strict=True) for block in section.blocks]
    references = next_references(authority_id, BLOCKS, len(pairs))
    places: dict[int, int] = {}
    blocks = []
    for reference, (section_row, block) in zip(references, pairs, strict=True):
        places[section_row.pk] = place = places.get(section_row.pk, -1) + 1
        blocks.append(_block(plan, section_row, reference, place, block))
    PlanBlock.objects.bulk_create(blocks)
    rows, found = _rows(plan, blocks, [block for _, block in pairs])
    PlanRow.objects.bulk_create(rows, batch_size=2000)
    _note_links(actor, document)
    return tuple(found)


def row_of(block: PlanBlock, place: int, cells: Sequence[str], shape: Shape, *, head: bool) -> PlanRow:
    """Return a row with what is understood of each of its cells."""
    facts = facts_of([cells], Shape(shape.kind, 1 if head else 0, shape.columns))[0]
    return PlanRow(
        authority_id=block.authority_id,
        block=block,
        position=place,
        cells=list(cells),
        facts=[asdict(fact) for fact in facts],
        words=" ".join(shown(cell) for cell in cells).casefold(),
    )


def service_named(actor: Actor, name: str) -> Service:
    """Return the service of a name, made where there is none; must be called inside an operation."""
    found = Service.objects.filter(authority=actor.authority_id, name__iexact=name).first()
    if found is None:
        found = Service.objects.create(
            authority_id=actor.authority_id, reference=next_reference(actor.authority_id, SERVICES), name=name[:200]
        )
        record(events.ServiceAdded(found.reference, found.name), actor=actor, subjects=[found])
    return found


def service_of(actor: Actor, reference: str) -> Service:
    """Return a service.

    :raises NotFound: where the authority has none of that reference.
    """
    found = Service.objects.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="service", reference=reference)
    return found


def read_document(given: GivenPlan) -> PlanDocument:
    """Return what a file holds, be it a plan or a role description.

    :raises NotReadable: where it is neither Word nor text. :raises NoTables: where it has neither section nor table.
    """
    if len(given.content) > MOST_BYTES:
        raise NotReadable(why="It is larger than 20 MB.")
    try:
        document = (
            read_plan_word(given.content) if given.content[:2] == b"PK" else read_plan_text(_decoded(given.content))
        )
    except UnreadablePlan as unreadable:
        raise NotReadable(why=str(unreadable)) from unreadable
    if not document.grids and not any(section.level for section in document.sections):
        raise NoTables
    return document


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise UnreadablePlan("It is neither a Word file (DOCX) nor text.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def media_type_of(given: GivenPlan) -> str:
    """Return the media type of a file by what it begins with."""
    return WORD if given.content[:2] == b"PK" else "text/plain"


def _period(document: PlanDocument, first_year: int | None) -> Period:
    """Return the years of a plan: as said, else as its title, its budgets or its text say."""
    titled = _years_in(" ".join(document.title))
    if first_year is not None:
        return Period(first_year, titled.years if titled else 3)
    found = titled or _budget_years(document) or _years_in(_text_of(document))
    if found is None:
        raise YearsUnknown
    return found


def _years_in(text: str) -> Period | None:
    found = _YEARS.search(text)
    if found is None or not 1 <= int(found["last"]) - int(found["first"]) <= 10:
        return None
    return Period(int(found["first"]), int(found["last"]) - int(found["first"]))


def _budget_years(document: PlanDocument) -> Period | None:
    for grid in document.grids:
        shape = shape_of(grid.rows)
        if shape.kind is TableKind.BUDGETS:
            years = [year for row in grid.rows[: shape.heads] for cell in row if (year := financial_year(cell))]
            if years:
                return Period(min(years), 3)
    return None


def _service_name(document: PlanDocument) -> str:
    for line in document.title:
        name = re.sub(r"\bservice plan\b.*", "", line, flags=re.IGNORECASE).strip(" :–-")
        if name and not name[0].isdigit():
            return name.title() if name.isupper() else name
    found = _NAMED.search(_text_of(document))
    return found["name"].strip() if found else ""


def _text_of(document: PlanDocument) -> str:
    texts = [block.text for section in document.sections for block in section.blocks if isinstance(block, Paragraph)]
    return "\n".join([*texts, *(shown(cell) for grid in document.grids for row in grid.rows for cell in row)])


def _block(plan: Plan, section: PlanSection, reference: str, place: int, block: Block) -> PlanBlock:
    facts: dict[str, object] = {"authority_id": plan.authority_id, "plan": plan, "section": section}
    facts |= {"reference": reference, "position": place}
    if isinstance(block, Grid):
        shape = shape_of(block.rows)
        return PlanBlock(kind=BlockKind.TABLE, table_kind=shape.kind, heads=shape.heads, **facts)
    kind = BlockKind.BULLET if block.bullet else BlockKind.PARAGRAPH
    return PlanBlock(kind=kind, text=block.text, hint=block.hint, **facts)


def _rows(plan: Plan, blocks: Sequence[PlanBlock], read: Sequence[Block]) -> tuple[list[PlanRow], list[str]]:
    """Return the rows of every table, and what is odd about them in words."""
    period = Period(plan.first_year, plan.years)
    rows: list[PlanRow] = []
    found: list[str] = []
    for block, grid in zip(blocks, read, strict=True):
        if isinstance(grid, Grid):
            shape = shape_of(grid.rows)
            rows += [
                row_of(block, place, cells, shape, head=place < shape.heads) for place, cells in enumerate(grid.rows)
            ]
            found += [f"{block.reference} ({shape.kind}): {one.words}" for one in oddities(grid.rows, shape, period)]
    return rows, found


def _note_links(actor: Actor, document: PlanDocument) -> None:
    """Keep the words of each link that is new, so that somebody says where it leads.

    A text file has no mark at some of them: a paragraph that sends its reader elsewhere is a link as a whole.
    """
    text = _text_of_links(document)
    labels = {found["label"][:200] for found in LINK.finditer(text)}
    labels |= {line.strip()[:200] for line in text.splitlines() if SENDS_ELSEWHERE.fullmatch(line.strip())}
    PlanLink.objects.bulk_create(
        [PlanLink(authority_id=actor.authority_id, label=label) for label in sorted(labels)], ignore_conflicts=True
    )


def _text_of_links(document: PlanDocument) -> str:
    return "\n".join(
        block.text for section in document.sections for block in section.blocks if isinstance(block, Paragraph)
    )
