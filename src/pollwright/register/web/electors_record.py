"""The page of one elector, and the reveal of protected values."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages.forms import Form, TextField
from pollwright.pages.forms.dates import day_asked
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import day
from pollwright.refusals import NotPermitted, Refused
from pollwright.register.operations.revealing import Revealed, reveal_protected
from pollwright.register.queries.application_placing import carriers
from pollwright.register.queries.elector_record import ElectorRecord, elector_record
from pollwright.register.web.electors_record_shown import RevealPage, elector_page, name_of

REASON = Form(TextField("reason", _("Why do you need to see this?"), noun=_("a reason"), longest=300))


def visible_record(actor: Actor, reference: str) -> ElectorRecord:
    """Return the record of an elector whom the actor may see at all.

    :raises NotPermitted: for an anonymous elector, where the actor may not see those.
    """
    record = elector_record(actor.authority_id, reference)
    if record.anonymous and not actor.may(Permission.ANONYMOUS_VIEW):
        raise NotPermitted(permission=Permission.ANONYMOUS_VIEW.value)
    return record


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def elector(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one elector."""
    actor = cast(OfficerRequest, request).actor
    record, on = visible_record(actor, reference), today(actor.authority_id)
    acts = timeline(actor.authority_id, "elector", record.elector_id)
    page = elector_page(
        record,
        told(acts, linked=actor.may(Permission.AUDIT_VIEW)),
        actor,
        carriers(actor.authority_id, on=on) if record.pending else [],
        on=on,
        at=day_asked(request.GET.get("at", "")),
    )
    return render(request, "register/electors/elector.jinja", {"page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.PROTECTED_REVEAL)
def reveal(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why protected values are wanted; once said, show them, this once."""
    actor = cast(OfficerRequest, request).actor
    record = visible_record(actor, reference)
    form = REASON.bind(request.POST) if request.method == "POST" else REASON.blank()
    rows: tuple[SummaryRow, ...] = ()
    if form.valid and request.method == "POST":
        try:
            found = reveal_protected(actor=actor, reference=reference, reason=form.values["reason"])
            rows = _revealed(found)
        except NotPermitted:
            raise
        except Refused as refusal:
            form = form.with_problem("reason", f"{refusal.said} {refusal.advice}")
    back = reverse("register:elector", args=[reference])
    page = RevealPage(
        title=gettext("Protected particulars"),
        caption=name_of(record),
        crumbs=(Crumb(gettext("Electors"), reverse("register:electors")), Crumb(name_of(record), back)),
        form=form,
        action=request.path,
        back=back,
        revealed=rows,
    )
    return render(request, "register/electors/reveal.jinja", {"page": page})


def _revealed(found: Revealed) -> tuple[SummaryRow, ...]:
    born = day(found.date_of_birth) or found.no_birth_reason or gettext("Not held")
    sealed = [(name.replace("_", " ").capitalize(), str(value)) for name, value in found.particulars.items() if value]
    return (SummaryRow(gettext("Date of birth"), born), *(SummaryRow(key, value) for key, value in sealed))
