"""Words, tags and addresses of this room."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.budgets.states import BudgetState, ExtractState, OrderState, VirementState
from pollwright.pages.forms import TextField
from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
POUNDS = re.compile(r"[0-9]{1,9}(\.[0-9]{2})?")
SIGNED = re.compile(r"-?[0-9]{1,9}(\.[0-9]{2})?")
_BUDGETS = {BudgetState.DRAFT: Colour.YELLOW, BudgetState.AGREED: Colour.GREEN, BudgetState.CLOSED: Colour.GREY}
_ORDERS = {OrderState.RAISED: Colour.BLUE, OrderState.RECEIPTED: Colour.GREEN, OrderState.CANCELLED: Colour.GREY}
_EXTRACTS = {ExtractState.READ: Colour.YELLOW, ExtractState.TAKEN: Colour.GREEN, ExtractState.WITHDRAWN: Colour.GREY}
_VIREMENTS = {
    VirementState.ASKED: Colour.YELLOW,
    VirementState.APPROVED: Colour.GREEN,
    VirementState.REFUSED: Colour.RED,
}


def amount_field(name: str, label: Any, *, signed: bool = False, hint: Any = "", required: bool = True) -> TextField:
    """Return the field for an amount in pounds and pence."""
    return TextField(
        name,
        label,
        prefix="£",
        width=10,
        inputmode="decimal",
        hint=hint,
        required=required,
        pattern=SIGNED if signed else POUNDS,
        pattern_message=_t("Enter an amount in pounds, such as 1250 or 1250.50"),
    )


def budget_tag(state: str) -> Tag:
    """Return where a budget stands."""
    return Tag(str(BudgetState(state).label), _BUDGETS[BudgetState(state)])


def order_tag(state: str) -> Tag:
    """Return where an order stands."""
    return Tag(str(OrderState(state).label), _ORDERS[OrderState(state)])


def extract_tag(state: str) -> Tag:
    """Return where an extract of the ledger stands."""
    return Tag(str(ExtractState(state).label), _EXTRACTS[ExtractState(state)])


def virement_tag(state: str) -> Tag:
    """Return where a virement stands."""
    return Tag(str(VirementState(state).label), _VIREMENTS[VirementState(state)])


def budget_href(reference: str) -> str:
    """Return the address of a budget."""
    return reverse("budgets:budget", args=[reference])


def heading_href(reference: str) -> str:
    """Return the address of a heading."""
    return reverse("budgets:heading", args=[reference])


def crumbs(reference: str = "", title: str = "") -> tuple[Crumb, ...]:
    """Return the way back to all budgets, and to one where it is named."""
    whole = (Crumb(_("Budgets"), reverse("budgets:budgets")),)
    return (*whole, Crumb(title, budget_href(reference))) if reference else whole
