"""Addresses of applications and of the tray."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.register.web import applications, applications_entry

urlpatterns: list[URLPattern | URLResolver] = [
    path("applications/", applications.applications, name="applications"),
    path("applications/list/", applications.listed, name="applications-list"),
    path("applications/new/", applications_entry.new, name="application-new"),
    path("applications/import/", applications_entry.import_file, name="applications-import"),
    path("applications/results/", applications_entry.import_file, name="applications-results"),
    path("applications/match/", applications_entry.match, name="applications-match"),
    path("applications/confirm/", applications.confirm_all, name="applications-confirm"),
    path("applications/bulk/", applications.bulk, name="applications-bulk"),
    path("applications/<str:reference>/", applications.application, name="application"),
    path("applications/<str:reference>/<str:name>/", applications.act, name="application-act"),
    path("tray/", applications_entry.tray, name="tray"),
    path("tray/add/", applications_entry.tray_add, name="tray-add"),
    path("tray/<str:tray>/", applications_entry.new, name="tray-key"),
    path("tray/<str:reference>/aside/", applications_entry.tray_aside, name="tray-aside"),
]
