"""The download of sample poll cards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.printing.operations.card_samples import hand_out_card_sample
from pollwright.refusals import NotFound, Refused


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLL_CARDS_PREPARE)
def sample(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out sample cards of a run as PDF; that they were handed out is recorded."""
    actor = actor_of(request)
    try:
        name, pdf = hand_out_card_sample(actor=actor, reference=reference, on=today(actor.authority_id))
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("elections:card-run", reference=reference)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
