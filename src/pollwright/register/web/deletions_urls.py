"""Addresses of deletions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.register.web import deletions, expiring

urlpatterns: list[URLPattern | URLResolver] = [
    path("deletions/", deletions.deletions, name="deletions"),
    path("deletions/new/", deletions.new, name="deletion-new"),
    path("deletions/bulk/", deletions.bulk, name="deletions-bulk"),
    path("deletions/reports/", deletions.reports, name="reports"),
    path("deletions/reports/import/", deletions.reports_import, name="reports-import"),
    path("deletions/reports/<str:kind>/<str:reference>/", deletions.report, name="report"),
    path("deletions/expiring/", expiring.expiring, name="expiring"),
    path("deletions/expiring/reminded/", expiring.reminders, name="reminders"),
    path("deletions/expiring/open/", expiring.expiries, name="expiries"),
    path("deletions/<str:reference>/", deletions.deletion, name="deletion"),
    path("deletions/<str:reference>/<str:name>/", deletions.act, name="deletion-act"),
]
