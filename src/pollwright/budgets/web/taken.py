"""Tables of orders and virements of a budget that are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.budgets.operations.changes_taken import COLUMNS, import_changes
from pollwright.budgets.operations.tables_taken import TABLES, import_table
from pollwright.budgets.queries import lists as queries
from pollwright.budgets.states import BudgetState
from pollwright.budgets.web import forms, terms
from pollwright.pages.forms import Form
from pollwright.pages.shell import NavItem

TABLE = Form(forms.FILE)
LABELS = {"orders": _t("Take orders over from a table"), "virements": _t("Ask for virements by a table")}


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_EDIT)
def take(request: HttpRequest, reference: str, table: str) -> HttpResponse:
    """Ask for a table; handed in, take its rows over."""
    if table not in LABELS:
        raise Http404
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        content, on = given["file"].read(), today(actor.authority_id)
        many = import_table(actor=actor, reference=reference, table=table, content=content, on=on)
        return Done(_("Rows that are new: %(many)s.") % {"many": many})

    label, back = LABELS[table], reverse(f"budgets:{table}", args=[reference])
    lead = _(
        "Columns: %(columns)s. A heading is named by its reference, its title or its code. A row with a reference of ours stays"
        " as it is."
    ) % {"columns": ", ".join(TABLES[table].columns)}
    crumbs = terms.crumbs(reference, budget.service.name)
    return answered(request, Asked(label, TABLE, label, perform, back, {}, crumbs, lead))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def take_changes(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a table of changes of estimates; handed in, make them."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        content, on = given["file"].read(), today(actor.authority_id)
        many = import_changes(actor=actor, reference=reference, content=content, on=on)
        return Done(_("Rows that are new: %(many)s.") % {"many": many})

    label, back = _("Take changes over from a table"), reverse("budgets:changes", args=[reference])
    lead = _(
        "Columns: %(columns)s. A heading is named by its reference, its title or its code. An amount below nought lowers what"
        " the heading costs. A change that is there already is left as it is."
    ) % {"columns": ", ".join(COLUMNS)}
    crumbs = terms.crumbs(reference, budget.service.name)
    return answered(request, Asked(label, TABLE, label, perform, back, {}, crumbs, lead))


def way_in_of_changes(actor: Actor, budget: queries.HeldBudget) -> tuple[NavItem, ...]:
    """Return the link to where changes are handed in, for finance, while the budget is open for them."""
    if not actor.may(Permission.FINANCE_ENTER) or budget.state != BudgetState.AGREED:
        return ()
    return (NavItem(_("Take changes over from a table"), reverse("budgets:changes-take", args=[budget.reference])),)


def way_in(actor: Actor, budget: queries.HeldBudget, table: str) -> tuple[NavItem, ...]:
    """Return the link to where a table is handed in, for whoever may, while the budget is open for it."""
    if not actor.may(Permission.BUDGETS_EDIT) or budget.state != BudgetState.AGREED:
        return ()
    return (NavItem(str(LABELS[table]), reverse("budgets:table-take", args=[budget.reference, table])),)
