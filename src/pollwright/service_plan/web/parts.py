"""Pages of the parts of a plan: tables, rows and paragraphs, and of links."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment, today
from pollwright.formats.plan_kinds import TableKind, names_of
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.service_plan.live import WHOLE
from pollwright.service_plan.queries import live_tables as live
from pollwright.service_plan.queries import plans as queries
from pollwright.service_plan.queries.plans import TableRecord
from pollwright.service_plan.states import PlanState
from pollwright.service_plan.web import live_acts, plans_acts, tables, terms
from pollwright.service_plan.web.spreadsheets import FORMS, table_file

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def table(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show a table: each cell as typed beside what was understood of it."""
    actor = actor_of(request)
    found = queries.table_record(actor.authority_id, reference)
    title = terms.kind_name(found.kind)
    shown = live.live_table(actor.authority_id, reference)
    if shown is not None:
        return render(request, "pages/standard/record.jinja", {"page": _live_page(actor, found, shown)})
    listing = Listing(
        tables.rows_table(found, _page_of_rows(actor, found)),
        lambda asked: queries.rows_of_table(actor.authority_id, reference, asked),
        None,
        name=f"plan-table-{reference}",
        caption=title,
        empty=_("No row matches."),
    )
    page = partial(
        ListPage,
        title,
        links=(*_acts(actor, found), *_offers(actor, found)),
        note=_note(found),
        crumbs=plans_acts.crumbs_of(found)[:2],
        caption=f"{found.section} · {reference}",
    )
    return list_response(request, LIST, listing, page)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def table_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a table needs; told, do it."""
    actor = actor_of(request)
    found = queries.table_record(actor.authority_id, reference)
    return answered(request, plans_acts.table_asked(actor, found, name, at=moment(actor.authority_id)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def table_live(request: HttpRequest, reference: str, source: str, of: str) -> HttpResponse:
    """Show how a table differs from a live register, and ask whether it shows that from now on; told, bind it."""
    actor = actor_of(request)
    found = queries.table_record(actor.authority_id, reference)
    asked = live_acts.live_asked(actor, found, source, of, at=moment(actor.authority_id))
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def table_typed(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a table shows again what was typed; told, let it."""
    actor = actor_of(request)
    return answered(request, live_acts.typed_asked(actor, queries.table_record(actor.authority_id, reference)))


@require_safe
@permission_required(Permission.PLAN_VIEW)
def table_download(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """Hand out a table as typed, in the form that it can be sent back in."""
    if form not in FORMS:
        raise Http404
    actor = actor_of(request)
    queries.table_record(actor.authority_id, reference)
    shown = live.live_table(actor.authority_id, reference)
    cells = (
        queries.cells_of_table(actor.authority_id, reference) if shown is None else [list(row) for row in shown.rows]
    )
    return table_file(f"table-{reference}", cells, form)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def row(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Show the cells of a row to be changed; sent, change them."""
    actor = actor_of(request)
    found = queries.table_record(actor.authority_id, reference)
    held = queries.row_record(actor.authority_id, reference, position)
    asked = plans_acts.row_asked(actor, found, held, finance=actor.may(Permission.FINANCE_ENTER))
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def row_amounts(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Ask finance for the amounts of a row of a budget; told, enter them."""
    actor = actor_of(request)
    found = queries.table_record(actor.authority_id, reference)
    held = queries.row_record(actor.authority_id, reference, position)
    if found.kind != TableKind.BUDGETS or position < found.heads:
        raise Http404
    return answered(request, plans_acts.amounts_asked(actor, found, held))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def table_unlock(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask finance why a table is none of budgets; told, unlock it."""
    actor = actor_of(request)
    found = queries.table_record(actor.authority_id, reference)
    if found.kind != TableKind.BUDGETS:
        raise Http404
    return answered(request, plans_acts.unlock_asked(actor, found))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def row_remove(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Ask why a row is taken out; told, take it out."""
    actor = actor_of(request)
    found = queries.table_record(actor.authority_id, reference)
    held = queries.row_record(actor.authority_id, reference, position)
    return answered(request, plans_acts.removal_asked(actor, found, held))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def text(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a paragraph to be changed; sent, change it."""
    actor = actor_of(request)
    found = queries.paragraph(actor.authority_id, reference)
    asked = plans_acts.text_asked(actor, reference, found.plan.reference, found.text, found.version)
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def links(request: HttpRequest) -> HttpResponseBase:
    """Show where the links of plans lead."""
    actor = actor_of(request)
    listing = Listing(
        tables.links_table(),
        lambda asked: queries.links(actor.authority_id, asked),
        None,
        name="plan-links",
        caption=_("Links"),
        empty=_("No link matches. Links are noted when a plan is imported."),
    )
    unset = queries.unset_links(actor.authority_id)
    note = (
        ngettext("%(count)s link leads nowhere yet.", "%(count)s links lead nowhere yet.", unset) % {"count": unset}
        if unset
        else ""
    )
    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")),)
    check = NavItem(_("Ask for every page"), reverse("service-plan:links-check"))
    acts = (check,) if actor.may(Permission.PLAN_EDIT) else ()
    return list_response(request, LIST, listing, partial(ListPage, _("Links"), links=acts, note=note, crumbs=crumbs))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def links_check(request: HttpRequest) -> HttpResponse:
    """Ask whether the pages of all links be asked for; told, let long work do it."""
    return answered(request, plans_acts.check_asked(actor_of(request)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def link(request: HttpRequest, link: int) -> HttpResponse:
    """Ask where a link leads; told, keep it."""
    actor = actor_of(request)
    found = queries.link_record(actor.authority_id, link)
    return answered(request, plans_acts.link_asked(actor, found, on=today(actor.authority_id)))


def _page_of_rows(actor: Actor, found: TableRecord) -> str:
    """Return the name of the page of a row, for whom there is one."""
    if actor.may(Permission.PLAN_EDIT):
        return "service-plan:row"
    enters = found.kind == TableKind.BUDGETS and actor.may(Permission.FINANCE_ENTER)
    return "service-plan:row-amounts" if enters else ""


def _acts(actor: Actor, found: TableRecord) -> tuple[NavItem, ...]:
    labels = {"csv": _("As typed, CSV"), "xlsx": _("As typed, XLSX")}
    files = [
        NavItem(label, reverse("service-plan:table-file", args=[found.reference, form]))
        for form, label in labels.items()
    ]
    draft = found.plan_state == PlanState.DRAFT
    if draft and found.kind == TableKind.BUDGETS and actor.may(Permission.FINANCE_ENTER):
        address = reverse("service-plan:table-unlock", args=[found.reference])
        files.append(NavItem(_("This is no table of budgets"), address))
    if not draft or not actor.may(Permission.PLAN_EDIT):
        return tuple(files)
    if live.live_table(actor.authority_id, found.reference) is not None:
        address = reverse("service-plan:table-typed", args=[found.reference])
        return (NavItem(_("Go back to what was typed"), address), *files)
    acts = (("confirm", _("Confirm this table")), ("add", _("Add a row")), ("replace", _("Replace by a spreadsheet")))
    return (
        *(NavItem(label, reverse("service-plan:table-act", args=[found.reference, name])) for name, label in acts),
        *files,
    )


def _offers(actor: Actor, found: TableRecord) -> tuple[NavItem, ...]:
    """Return the links to the live registers that a table of a draft can show."""
    if not actor.may(Permission.PLAN_EDIT) or found.plan_state != PlanState.DRAFT:
        return ()
    return tuple(
        NavItem(
            _("Compare with live: %(title)s") % {"title": one.title},
            reverse("service-plan:table-live", args=[found.reference, one.source, one.of]),
        )
        for one in live.choices_of(actor.authority_id, found.reference)
    )


def _live_page(actor: Actor, found: TableRecord, shown: live.LiveTable) -> RecordPage:
    """Return the page of a table that shows a live register."""
    heads = min(found.heads, len(shown.rows))
    width = max(map(len, shown.rows), default=1)
    names = names_of(shown.rows, heads, width)
    headings = tuple(name or _("Cell %(n)s") % {"n": at + 1} for at, name in enumerate(names))
    rows = tuple(tuple(Cell(row[at] if at < len(row) else "") for at in range(width)) for row in shown.rows[heads:])
    title = terms.kind_name(found.kind)
    register = f"{shown.title} {shown.of}" if shown.of != WHOLE else shown.title
    words = _("This table shows a live register as it stands: %(register)s. Sending the plan freezes what it shows.")
    if shown.frozen:
        words = _("This table shows a live register as it stood when the plan was sent for approval: %(register)s.")
    return RecordPage(
        title=title,
        caption=f"{found.section} · {found.reference}",
        crumbs=plans_acts.crumbs_of(found)[:2],
        acts=_acts(actor, found),
        sections=(
            Section(
                _("As the register stood") if shown.frozen else _("As the register stands"),
                text=(words % {"register": register},),
                table=PlainTable(title, headings, rows, _("The register has nothing for it.")),
            ),
        ),
    )


def _note(found: TableRecord) -> str:
    """Return what is to be seen before the rows: whether it was confirmed, who enters amounts, what is odd."""
    said = [
        _("Confirmed by %(name)s.") % {"name": found.confirmed_by}
        if found.confirmed_at
        else _("Look at each cell beside what was understood of it, then confirm.")
    ]
    if found.kind == TableKind.BUDGETS:
        said.append(_("Amounts are entered by finance, once Council has agreed the budgets."))
    for oddity in found.oddities[:12]:
        place = "" if oddity.row is None else _("Row %(n)s: ") % {"n": oddity.row + 1}
        said.append(f"{place}{oddity.words}")
    return " ".join(said)
