"""The page of a poll's open data, and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import poll_facts
from pollwright.elections.web.polls import RECORD, poll_crumb
from pollwright.opendata.operations.releasing import Form, release_open_data
from pollwright.opendata.papers.public_csv import Table
from pollwright.opendata.queries.polls import PollData, poll_data
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow


@require_GET
@permission_required(Permission.POLLS_VIEW)
def open_data(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what is public of a poll, and its files."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    data = poll_data(actor.authority_id, reference)
    page = RecordPage(
        title=_("Open data"),
        caption=facts.title,
        crumbs=(poll_crumb(facts),),
        facts=(
            SummaryRow(_("Identifier of the group"), data.group or _("None")),
            SummaryRow(_("Organisation"), data.organisation.name, data.organisation.gss),
        ),
        figures=(
            Figure(_("Contests"), wording.number(len(data.contests))),
            Figure(_("Candidates"), wording.number(len(data.candidates))),
            Figure(_("Notices"), wording.number(len(data.notices))),
            Figure(_("Polling places"), wording.number(len(data.stations))),
        ),
        sections=(_files(reference), _ballots(data)),
        notes=(
            _("Candidates are in it once their statement of persons nominated is published. Home addresses never are."),
        ),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if data.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_GET
@permission_required(Permission.POLLS_VIEW)
def open_data_file(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Give a file of open data: json, csv, nist, or one table of the CSV by its name."""
    actor = actor_of(request)
    table = Table(form) if form in set(Table) else None
    if table is None and form not in set(Form):
        raise Http404
    made = release_open_data(
        actor=actor,
        reference=reference,
        form=Form.CSV if table else Form(form),
        at=moment(actor.authority_id),
        table=table,
    )
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _files(reference: str) -> Section:
    titles = {
        Form.JSON.value: _("Everything, as JSON"),
        Form.CSV.value: _("Every table, as CSV in a ZIP"),
        Form.NIST.value: _("Pre-election report, NIST SP 1500-100"),
        Table.ELECTIONS.value: _("Elections, CSV"),
        Table.CANDIDATES.value: _("Candidates, CSV"),
        Table.COUNCIL_CANDIDATES.value: _("Candidates as councils send them, CSV"),
        Table.NOTICES.value: _("Notices, CSV"),
        Table.STATIONS.value: _("Polling places, CSV"),
    }
    return Section(
        _("Files"),
        links=tuple(NavItem(title, reverse("opendata:file", args=[reference, form])) for form, title in titles.items()),
    )


def _ballots(data: PollData) -> Section:
    standing = {one.id: 0 for one in data.contests}
    for each in data.candidates:
        standing[each.ballot_id] += 1
    rows = tuple(
        (
            Cell(one.name, href=reverse("elections:contest", args=[one.reference])),
            Cell(one.id),
            Cell(one.gss or _("None")),
            Cell(wording.number(one.seats), numeric=True),
            Cell(wording.number(standing[one.id]), numeric=True),
        )
        for one in data.contests
    )
    headings = (_("Contest"), _("Identifier"), _("GSS code"), _("Seats"), _("Candidates"))
    return Section(_("Contests"), table=PlainTable(_("Contests"), headings, rows, _("There is none.")))
