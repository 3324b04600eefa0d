"""Addresses of budgets, headings, orders, virements, the ledger, and what goes into plans."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.budgets.web import budgets, ledger, orders, taken

app_name = "budgets"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", budgets.budgets, name="budgets"),
    path("new/", budgets.budget_new, name="budget-new"),
    path("headings/<str:reference>/", budgets.heading, name="heading"),
    path("headings/<str:reference>/do/<str:name>/", budgets.heading_act, name="heading-act"),
    path("orders/<str:reference>/", orders.order, name="order"),
    path("orders/<str:reference>/do/<str:name>/", orders.order_act, name="order-act"),
    path("virements/<str:reference>/", orders.virement, name="virement"),
    path("virements/<str:reference>/do/<str:name>/", orders.virement_act, name="virement-act"),
    path("extracts/<str:reference>/", ledger.extract, name="extract"),
    path("extracts/<str:reference>/do/<str:name>/", ledger.extract_act, name="extract-act"),
    path("<str:reference>/", budgets.budget, name="budget"),
    path("<str:reference>/do/<str:name>/", budgets.budget_act, name="budget-act"),
    path("<str:reference>/headings/", budgets.headings, name="headings"),
    path("<str:reference>/orders/", orders.orders, name="orders"),
    path("<str:reference>/orders/elsewhere/", orders.proposals, name="proposals"),
    path("<str:reference>/orders/elsewhere/<str:source>/<str:origin>/", orders.take_order, name="take-order"),
    path("<str:reference>/tables/<slug:table>/", taken.take, name="table-take"),
    path("<str:reference>/changes/", orders.changes, name="changes"),
    path("<str:reference>/changes/take/", taken.take_changes, name="changes-take"),
    path("<str:reference>/virements/", orders.virements, name="virements"),
    path("<str:reference>/ledger/", ledger.ledger, name="ledger"),
    path("<str:reference>/ledger/read/", ledger.extract_new, name="extract-new"),
    path("<str:reference>/ledger/assign/", ledger.assign, name="assign"),
    path("<str:reference>/plans/", ledger.plans, name="plans"),
    path("<str:reference>/plans/<str:table>/<int:position>/", ledger.plan_take, name="plan-take"),
]
