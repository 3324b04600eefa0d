"""Acts on documents: approving, publishing and withdrawing one, or all of a kind together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import poll_facts
from pollwright.jobs.web.started import started
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb
from pollwright.printing.operations import deciding
from pollwright.printing.operations.deciding_all import ask_to_decide
from pollwright.printing.queries import facts as queries
from pollwright.printing.queries.together import Waiting, documents_waiting
from pollwright.printing.states import BEFORE, Decision, Kind
from pollwright.printing.web import terms

GET_OR_POST = ["GET", "HEAD", "POST"]
ACTS = {
    "approve": (gettext_lazy("Approve this document"), Form(terms.VERSION), deciding.approve_document),
    "publish": (gettext_lazy("Publish this document"), Form(terms.VERSION, terms.LATE), deciding.publish_document),
    "withdraw": (gettext_lazy("Withdraw this document"), Form(terms.VERSION, terms.REASON), deciding.withdraw_document),
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
    """Ask whether all documents of a kind of a poll are approved or published; told, ask the worker for it."""
    poll = poll_facts(actor_of(request).authority_id, reference)
    back = Crumb(_("Documents"), reverse("printing:documents", args=[reference]))
    return decided(request, reference, (kind, name), back, poll.title)


def decided(request: HttpRequest, reference: str, what: tuple[str, str], back: Crumb, caption: str) -> HttpResponse:
    """Ask whether all documents of a kind are approved or published; told, ask the worker for it.

    :param reference: of a poll, or of polls taken together.
    :param what: the kind of document and the decision, as the address names them.
    """
    actor = actor_of(request)
    if what[0] not in Kind.values or what[1] not in Decision.values:
        raise Http404
    kind, decision = Kind(what[0]), Decision(what[1])
    waiting = documents_waiting(actor.authority_id, reference, kind, BEFORE[decision])
    publishing = decision is Decision.PUBLISH

    def perform(given: Mapping[str, Any]) -> Done:
        late = (given["late_reason"] or "") if publishing else ""
        return started(
            lambda: ask_to_decide(
                actor=actor, reference=reference, kind=kind, decision=decision, seen=given["seen"], late_reason=late
            )
        )

    return answered(
        request,
        Asked(
            f"{decision.label}: {kind.label}", Form(terms.SEEN, terms.LATE) if publishing else Form(terms.SEEN),
            decision.label, perform, back.href, {"seen": deciding.mark_of_set((one.reference, one.version) for one in waiting)},
            (back,), lead_of(actor, waiting, own_left=not publishing), caption=caption,
        ),
    )  # fmt: skip


def lead_of(actor: Actor, waiting: Sequence[Waiting], *, own_left: bool) -> str:
    """Return what stands above the question whether all that waits is done: how many, and how it goes."""
    own = sum(one.prepared_by is not None and one.prepared_by == actor.person_id for one in waiting)
    lines = [
        _("Waiting: %(count)s. The worker does it one by one, and nothing begins where one of them was changed since"
          " you opened this page. What is refused is listed with its reason, and the others go on.")
        % {"count": wording.number(len(waiting))}
    ]  # fmt: skip
    if own and own_left:
        lines.append(_("You prepared %(count)s of them: somebody else has to decide those.") % {"count": own})
    return "\n".join(lines)
