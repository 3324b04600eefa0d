"""Pages of tasks: what a file could not decide, and closing one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.places.operations.tasks import resolve_task
from pollwright.places.queries import tasks as queries
from pollwright.places.queries.properties import task_of
from pollwright.places.web import forms, shown
from pollwright.places.web.answers import Asked, Listed, actor_of, crumb, form_response, list_response, this_day

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def tasks(request: HttpRequest) -> HttpResponseBase:
    """Show what a file could not decide."""
    actor = actor_of(request)
    listed = Listed(
        title=_("Tasks"),
        spec=shown.tasks_table(may_close=actor.may(Permission.PLACES_EDIT)),
        page=lambda asked: queries.tasks(actor.authority_id, asked),
        every=None,
        empty=_("Nothing waits for anybody."),
        section="tasks",
    )
    return list_response(request, listed)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def resolve(request: HttpRequest, task: int) -> HttpResponse:
    """Close a task with what was done."""
    task_of(actor_of(request).authority_id, task)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        resolve_task(actor=actor_of(request), task=task, resolution=values["reason"], on=this_day(request))
        return reverse("places:tasks"), _("The task is closed.")

    asked = Asked(
        title=_("Close the task"),
        form=forms.REASON_FORM,
        submit=_("Close it"),
        cancel=reverse("places:tasks"),
        crumbs=(crumb(_("Tasks"), "tasks"),),
    )
    return form_response(request, asked, act)
