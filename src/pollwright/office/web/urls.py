"""Addresses of the lists of the office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.office.web import lists, records

app_name = "office"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.kinds, name="kinds"),
    path("scorecard/", lists.scorecard, name="scorecard"),
    path("lists/<slug:kind>/", lists.records, name="records"),
    path("lists/<slug:kind>/new/", lists.record_new, name="record-new"),
    path("lists/<slug:kind>/import/", lists.take_over, name="import"),
    path("<str:reference>/", records.record, name="record"),
    path("<str:reference>/<slug:name>/", records.record_act, name="record-act"),
]
