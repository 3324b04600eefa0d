"""Tables of orders and virements of a budget that are handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.budgets.operations.changes_taken import CHANGES, import_changes
from pollwright.budgets.operations.tables_taken import TABLES, Take, import_table
from pollwright.budgets.queries import lists as queries
from pollwright.budgets.states import BudgetState
from pollwright.budgets.web import forms, terms
from pollwright.formats.small_tables import TableIn
from pollwright.pages.forms import Form
from pollwright.pages.shell import NavItem

TABLE = Form(forms.FILE)
LABELS = {
    "orders": _t("Take orders over from a table"),
    "virements": _t("Ask for virements by a table"),
    "changes": _t("Take changes over from a table"),
}


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_EDIT)
def take(request: HttpRequest, reference: str, table: str) -> HttpResponse:
    """Ask for a table; handed in, take its rows over."""
    if table not in TABLES:
        raise Http404
    taking = partial(import_table, table=table)
    return _asked(request, reference, table, taking, TABLES[table], _("A row with a reference of ours stays as it is."))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def take_changes(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a table of changes of estimates; handed in, make them."""
    rule = _("An amount below nought lowers what the heading costs. A change that is there already is left as it is.")
    return _asked(request, reference, "changes", import_changes, CHANGES, rule)


def _asked(
    request: HttpRequest, reference: str, name: str, taking: Callable[..., int], table: TableIn[Take], rule: str
) -> HttpResponse:
    """Ask for a table of a budget; handed in, take its rows over.

    :param rule: what becomes of rows, after how headings are named.
    """
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        many = taking(actor=actor, reference=reference, content=given["file"].read(), on=today(actor.authority_id))
        return Done(_("Rows that are new: %(many)s.") % {"many": many})

    label, back = LABELS[name], reverse(f"budgets:{name}", args=[reference])
    lead = _("Columns: %(columns)s. A heading is named by its reference, its title or its code.")
    lead = f"{lead % {'columns': ', '.join(table.columns)}} {rule}"
    crumbs = terms.crumbs(reference, budget.service.name)
    return answered(request, Asked(label, TABLE, label, perform, back, {}, crumbs, lead))


def way_in_of_changes(actor: Actor, budget: queries.HeldBudget) -> tuple[NavItem, ...]:
    """Return the link to where changes are handed in, for finance, while the budget is open for them."""
    address = reverse("budgets:changes-take", args=[budget.reference])
    return _way_in(actor, budget, Permission.FINANCE_ENTER, LABELS["changes"], address)


def way_in(actor: Actor, budget: queries.HeldBudget, table: str) -> tuple[NavItem, ...]:
    """Return the link to where a table is handed in, for whoever may, while the budget is open for it."""
    address = reverse("budgets:table-take", args=[budget.reference, table])
    return _way_in(actor, budget, Permission.BUDGETS_EDIT, LABELS[table], address)


def _way_in(
    actor: Actor, budget: queries.HeldBudget, permission: Permission, label: str | Promise, address: str
) -> tuple[NavItem, ...]:
    return (NavItem(str(label), address),) if actor.may(permission) and budget.state == BudgetState.AGREED else ()
