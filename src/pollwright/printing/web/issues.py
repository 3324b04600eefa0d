"""The list of issue of an order: which paper goes to which voter on a roll."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.files.store import workspace
from pollwright.printing.operations.orders import XLSX
from pollwright.printing.papers.rolls_ordered import issue_workbook
from pollwright.printing.queries.ballots import order_of_roll
from pollwright.refusals import NotPermitted
from pollwright.register.operations.listing_people import record_list_download


@require_GET
@permission_required(Permission.PAPERS_PREPARE)
def order_issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the list of issue of an order for a roll as a workbook.

    :raises NotPermitted: to whoever may not take lists of people away.
    """
    actor = actor_of(request)
    if not actor.may(Permission.REGISTER_EXPORT):
        raise NotPermitted(permission=Permission.REGISTER_EXPORT.value)
    order = order_of_roll(actor.authority_id, reference)
    name = f"issue-{reference}"
    with workspace() as folder:
        path = folder / f"{name}.xlsx"
        rows = issue_workbook(order, path)
        written = path.read_bytes()
    record_list_download(actor=actor, name=name, rows=rows, format="xlsx", narrowed_by=())
    response = HttpResponse(written, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
