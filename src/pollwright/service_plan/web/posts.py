"""Pages of posts: their role descriptions, and the organisation chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment
from pollwright.formats.plan_chart import ChartPost, drawn, nested, said_of, svg
from pollwright.formats.plan_kinds import names_of, shape_of
from pollwright.formats.plan_posts import parts
from pollwright.formats.plan_tree import Grid, Paragraph, shown
from pollwright.pages.forms import Choice, Confirmation, FileField, Form, HiddenField, Select, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, Points, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, Kind, SortColumn, TableSpec, YesNoFilter
from pollwright.service_plan.operations.importing import GivenPlan
from pollwright.service_plan.operations.posts import import_post, place_post
from pollwright.service_plan.queries import posts as queries
from pollwright.service_plan.queries.posts import Placed, PostRecord
from pollwright.service_plan.web import terms

GET_OR_POST = ["GET", "HEAD", "POST"]
IMPORT = Form(
    FileField(
        "file",
        gettext_lazy("Role description"),
        hint=gettext_lazy("A Word file (DOCX), or text with tabs between the cells."),
        endings=(".docx", ".txt", ".tsv"),
        most_bytes=20_000_000,
    )
)


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The organisation chart: its pictures with what each shows, and the same as a list."""

    title: str
    crumbs: tuple[Crumb, ...]
    pictures: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, str], ...]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def posts(request: HttpRequest) -> HttpResponseBase:
    """Show the posts."""
    actor = actor_of(request)
    listing = Listing(
        posts_table(),
        lambda asked: queries.posts(actor.authority_id, asked),
        None,
        name="posts",
        caption=_("Posts"),
        empty=_("No post matches. A post is imported from its role description."),
    )
    links = [NavItem(_("Organisation chart"), reverse("service-plan:chart"))]
    if actor.may(Permission.PLAN_EDIT):
        links.insert(0, NavItem(_("Import a role description"), reverse("service-plan:post-import")))
    page = partial(ListPage, _("Posts"), links=tuple(links), crumbs=_crumbs()[:1])
    return list_response(request, "pages/standard/list.jinja", listing, page)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def post_import(request: HttpRequest) -> HttpResponse:
    """Ask for a role description; sent, import the post."""
    actor = actor_of(request)

    def perform(values: Mapping[str, Any]) -> str:
        file = values["file"]
        made = import_post(actor=actor, given=GivenPlan(file.name, file.read()), at=moment(actor.authority_id))
        return reverse("service-plan:post", args=[made.reference])

    title = _("Import a role description")
    return answered(request, Asked(title, IMPORT, title, perform, reverse("service-plan:posts"), crumbs=_crumbs()))


@require_safe
@permission_required(Permission.PLAN_VIEW)
def post(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one post with its role description."""
    actor = actor_of(request)
    found = queries.post_record(actor.authority_id, reference)
    place = NavItem(_("Place in the organisation"), reverse("service-plan:post-place", args=[reference]))
    page = RecordPage(
        title=found.title,
        caption=reference,
        crumbs=_crumbs(),
        acts=(place,) if actor.may(Permission.PLAN_EDIT) else (),
        facts=_facts(found),
        notes=tuple(f"{one.name}: {one.odd}" for one in found.competencies if one.odd),
        sections=tuple(_sections(found)),
        timeline=told(timeline(actor.authority_id, "post", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def post_place(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask where a post stands in the organisation; told, keep it."""
    actor = actor_of(request)
    found = queries.post_record(actor.authority_id, reference)
    choices = tuple(Choice(*one) for one in queries.post_choices(actor.authority_id, but=reference))
    form = Form(
        HiddenField("version"),
        Select("above", _("Post above it"), choices=choices, required=False),
        TextField("shared_with", _("Shared with another authority"), required=False),
        Confirmation("vacant", _("Nobody holds it"), required=False),
    )

    def perform(values: Mapping[str, Any]) -> None:
        place_post(
            actor=actor,
            reference=reference,
            version=int(values["version"]),
            above=values["above"] or "",
            shared_with=values["shared_with"] or "",
            vacant=bool(values["vacant"]),
        )

    typed = {"version": found.version, "above": found.above, "shared_with": found.shared_with, "vacant": found.vacant}
    title = _("Place in the organisation")
    back = reverse("service-plan:post", args=[reference])
    return answered(request, Asked(title, form, _("Save"), perform, back, typed, _crumbs(), caption=found.title))


@require_safe
@permission_required(Permission.PLAN_VIEW)
def chart(request: HttpRequest) -> HttpResponse:
    """Show the organisation as a picture, and as a list."""
    placed = queries.organisation(actor_of(request).authority_id)
    page = chart_page(_("Organisation chart"), _crumbs(), [(one, _("Vacant") if one.vacant else "") for one in placed])
    return render(request, "service_plan/chart.jinja", {"page": page})


def chart_page(title: str, crumbs: tuple[Crumb, ...], placed: Sequence[tuple[Placed, str]]) -> ChartPage:
    """Return the organisation as a picture and as a list; what is said of each post stands in both."""
    posts = [(one.depth, ChartPost(one.title, said, one.vacant)) for one, said in placed]
    pictures = tuple((said_of(one), svg(one, family="inherit")) for one in drawn(nested(posts)))
    return ChartPage(title, crumbs, pictures, tuple((one.title, str(one.depth + 1), said) for one, said in placed))


def posts_table() -> TableSpec:
    """Return the table of posts."""
    return TableSpec(
        name="posts",
        columns=(
            Column(
                "title", _("Post"), sortable=True, href=lambda row: reverse("service-plan:post", args=[row.reference])
            ),
            Column("reference", _("Reference"), sortable=True),
            Column("unit", _("Service"), sortable=True),
            Column("grade", _("Grade")),
            Column("reports_to", _("Reports to, as typed")),
            Column("above", _("Post above it")),
            Column("vacant", _("Vacant"), Kind.YES_NO),
        ),
        filters=(YesNoFilter("vacant", _("Vacant")),),
        default_sort="title",
        search_label=_("Search posts"),
        search_hint=_("Title, service or reference."),
        tie=SortColumn("pk", "id"),
    )


def _facts(found: PostRecord) -> tuple[SummaryRow, ...]:
    rows = [SummaryRow(label, value or _("Not said")) for label, value in found.pairs]
    above = reverse("service-plan:post", args=[found.above]) if found.above else ""
    rows.append(SummaryRow(_("Post above it"), found.above or _("Not said"), href=above))
    if found.shared_with:
        rows.append(SummaryRow(_("Shared with another authority"), found.shared_with))
    rows.append(SummaryRow(_("Vacant"), _("Yes") if found.vacant else _("No")))
    if found.source:
        address = reverse("files:download", args=[found.source])
        rows.append(SummaryRow(_("File"), _("As it was received"), href=address))
    return tuple(rows)


def _sections(found: PostRecord) -> Iterator[Section]:
    if found.criteria:
        used = sum(1 for one in found.criteria if one.shortlisted)
        essential = sum(1 for one in found.criteria if one.essential)
        words = _("%(all)s criteria, %(essential)s of them essential; %(used)s are used for shortlisting.")
        counted = {"all": len(found.criteria), "essential": essential, "used": used}
        yield Section(_("Person specification in short"), text=(words % counted,))
    tables = count(1)
    for part in parts(found.document):
        if part.grid is None:
            yield Section(part.title or _("Further words"), text=tuple(_words(part.paragraphs)))
            continue
        kind = terms.kind_name(shape_of(part.grid.rows).kind)
        caption = _("%(kind)s, table %(n)s") % {"kind": kind, "n": next(tables)}
        yield Section(part.title or kind, table=_table(part.grid, caption))


def _words(paragraphs: Sequence[Paragraph]) -> Iterator[str | Points]:
    """Yield paragraphs as they are read, items that follow one another as one list."""
    for is_list, held in groupby(paragraphs, key=attrgetter("bullet")):
        said = tuple(shown(one.text) for one in held)
        yield from (Points(said),) if is_list else said


def _table(grid: Grid, caption: str) -> PlainTable:
    """Return a table as typed under numbers of its rows, each as wide as the widest."""
    shape = shape_of(grid.rows)
    names = names_of(grid.rows, shape.heads, grid.width)
    rows = tuple(
        (Cell(str(place)), *(Cell(shown(row[at]) if at < len(row) else "") for at in range(grid.width)))
        for place, row in enumerate(grid.rows[shape.heads :], start=shape.heads + 1)
    )
    headings = (_("Row"), *(name or _("Cell %(n)s") % {"n": at + 1} for at, name in enumerate(names)))
    return PlainTable(caption, headings, rows, empty=_("Nothing stands in it."))


def _crumbs() -> tuple[Crumb, ...]:
    return (
        Crumb(_("Service plans"), reverse("service-plan:plans")),
        Crumb(_("Posts"), reverse("service-plan:posts")),
    )
