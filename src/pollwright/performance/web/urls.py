"""Addresses of indicators, the records behind them, and reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.performance.web import behind, indicators, reports, spreadsheets

app_name = "performance"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", indicators.indicators, name="indicators"),
    path("overview/", indicators.overview, name="overview"),
    path("new/", indicators.indicator_new, name="indicator-new"),
    path("canvass-returns/", indicators.returns, name="returns"),
    path("tables/", spreadsheets.tables, name="tables"),
    path("tables/<slug:table>/", spreadsheets.take, name="table-take"),
    path("tables/<slug:table>/file/", spreadsheets.file, name="table-file"),
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.report_new, name="report-new"),
    path("reports/<str:reference>/", reports.report, name="report"),
    path("alterations/<int:number>/", behind.alteration, name="alteration"),
    path("<str:reference>/", indicators.indicator, name="indicator"),
    path("<str:reference>/do/<str:name>/", indicators.indicator_act, name="indicator-act"),
    path("<str:reference>/<int:year>/<int:quarter>/sign/", indicators.sign, name="sign"),
    path("<str:reference>/<int:year>/<int:quarter>/behind/", behind.behind, name="behind"),
]
