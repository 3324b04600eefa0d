"""Acts on documents: approving, publishing and withdrawing one, or all of a kind of a poll together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import poll_facts
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb
from pollwright.printing.operations import deciding
from pollwright.printing.queries import facts as queries
from pollwright.printing.states import Kind, State
from pollwright.printing.web import terms

GET_OR_POST = ["GET", "HEAD", "POST"]
ACTS = {
    "approve": (gettext_lazy("Approve this document"), Form(terms.VERSION), deciding.approve_document),
    "publish": (gettext_lazy("Publish this document"), Form(terms.VERSION, terms.LATE), deciding.publish_document),
    "withdraw": (gettext_lazy("Withdraw this document"), Form(terms.VERSION, terms.REASON), deciding.withdraw_document),
}
TOGETHER = {
    "approve": (gettext_lazy("Approve all"), Form(terms.SEEN), deciding.approve_documents, State.PROOFED),
    "publish": (gettext_lazy("Publish all"), Form(terms.SEEN, terms.LATE), deciding.publish_documents, State.APPROVED),
}
LEADS = {
    "approve": gettext_lazy("Look at the document and its checks first. Its data are compared once more."),
    "publish": gettext_lazy("It goes to the public page at once. A version that it amends is withdrawn."),
    "withdraw": gettext_lazy("The public page says that it was withdrawn, and why."),
}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def document_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a document needs; told, do it."""
    actor = actor_of(request)
    found = queries.document_facts(actor.authority_id, reference)
    if name not in ACTS:
        raise Http404
    title, form, act = ACTS[name]
    back = reverse("printing:document", args=[reference])

    def perform(given: Mapping[str, Any]) -> None:
        entered = {key: given[key] or "" for key in ("reason", "late_reason") if key in given}
        act(
            actor=actor, reference=reference, version=terms.whole(given["version"]), at=moment(actor.authority_id),
            **entered,
        )  # type: ignore[operator]  # fmt: skip

    return answered(
        request,
        Asked(
            title=title,
            form=form,
            submit=title,
            perform=perform,
            back=back,
            typed={"version": found.version},
            crumbs=(Crumb(reference, back),),
            lead=LEADS[name],
            caption=found.title,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def bulk(request: HttpRequest, reference: str, kind: str, name: str) -> HttpResponse:
    """Ask whether all documents of a kind of a poll are approved or published together; told, do it."""
    actor = actor_of(request)
    poll = poll_facts(actor.authority_id, reference)
    if name not in TOGETHER or kind not in Kind.values:
        raise Http404
    title, form, act, state = TOGETHER[name]
    waiting = queries.set_waiting(actor.authority_id, reference, Kind(kind), state)
    back = reverse("printing:documents", args=[reference])

    def perform(given: Mapping[str, Any]) -> None:
        entered = {"late_reason": given["late_reason"] or ""} if "late_reason" in given else {}
        act(
            actor=actor, reference=reference, kind=Kind(kind), seen=given["seen"], at=moment(actor.authority_id),
            **entered,
        )  # type: ignore[operator]  # fmt: skip

    lead = _("Documents: %(count)s. None is acted on where one of them was changed since you opened this page.")
    return answered(
        request,
        Asked(
            f"{title}: {Kind(kind).label}", form, title, perform, back, {"seen": deciding.mark_of_set(waiting)},
            (Crumb(_("Documents"), back),), lead % {"count": len(waiting)}, caption=poll.title,
        ),
    )  # fmt: skip
