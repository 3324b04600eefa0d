"""The pages of deposits, and the slips of nomination day: the receipt for a paper, and the appointment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import poll_facts
from pollwright.elections.web.polls import GET_OR_POST, LIST, poll_crumb, version_of
from pollwright.law.nominations.deposits import DepositEnd
from pollwright.nominations.operations.deposits import end_deposit
from pollwright.nominations.papers.receipts import receipt_pdf
from pollwright.nominations.papers.slips import slip_pdf
from pollwright.nominations.queries import deposits as queries
from pollwright.nominations.states import DepositState
from pollwright.nominations.web import forms, tables
from pollwright.pages.forms import Choice, Form, NumberField, Radios, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.standard import ListPage
from pollwright.pages.wording import money
from pollwright.register.operations.listing_people import leaving

MOST_VOTES = 100_000_000


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def deposits(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the ledger of a poll's deposits, with the sums."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    listing = Listing(
        tables.deposits_table(),
        lambda asked: queries.deposits(actor.authority_id, asked, reference),
        None,
        name=f"deposits-{reference}",
        caption=_("Deposits"),
        empty=_("No deposit was received."),
        leaving=leaving(actor, f"deposits-{reference}"),
    )
    sums = queries.deposit_totals(actor.authority_id, reference)
    note = ". ".join(f"{state.label}: {money(sums.get(state, 0))}" for state in DepositState)
    made = partial(ListPage, _("Deposits"), note=note, crumbs=(poll_crumb(facts),), caption=facts.title)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def deposit_end(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what became of a deposit; told, record it where the law has it."""
    actor = actor_of(request)
    found = queries.deposit_row(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        end_deposit(
            actor=actor,
            reference=reference,
            version=version_of(given["version"]),
            end=DepositEnd(given["end"]),
            how=given["how"],
            votes=given["votes"],
            valid_votes=given["valid_votes"],
            at=moment(actor.authority_id),
        )

    asked = Asked(
        title=_("What became of the deposit"),
        form=_end_form(),
        submit=_("Record it"),
        typed={"version": found.version},
        perform=perform,
        back=reverse("nominations:deposits", args=[found.poll]),
        caption=f"{found.name}, {money(found.pence)}",
        lead=_("Where a poll is taken, it goes back for more than 5% of the valid votes."),
    )
    return answered(request, asked)


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the receipt for a delivered paper as PDF."""
    actor = actor_of(request)
    response = HttpResponse(receipt_pdf(actor.authority_id, reference), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="receipt-{reference}.pdf"'
    return response


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def slip(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the slip of an appointment as PDF."""
    actor = actor_of(request)
    written = slip_pdf(actor.authority_id, reference, dated=moment(actor.authority_id).date())
    response = HttpResponse(written, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="appointment-{reference}.pdf"'
    return response


def _end_form() -> Form:
    ends = (Choice(DepositEnd.RETURNED, _("Returned")), Choice(DepositEnd.FORFEITED, _("Forfeited")))
    return Form(
        forms.VERSION,
        Radios("end", _("What became of it"), choices=ends, noun=_("what became of it")),
        TextField("how", _("To whom it went, and how"), longest=200),
        NumberField("votes", _("Votes of the candidate"), least=0, most=MOST_VOTES, required=False),
        NumberField("valid_votes", _("All valid votes"), least=0, most=MOST_VOTES, required=False),
    )
