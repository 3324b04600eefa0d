"""Addresses of the calendar of the year."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.year.web import calendar, quarter, single, ways

app_name = "year"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", calendar.month, name="calendar"),
    path("list/", calendar.dates, name="dates"),
    path("settled/", single.settled, name="settled"),
    path("quarter/", quarter.quarter, name="quarter"),
    path("ways/", ways.ways, name="ways"),
    path("ways/<slug:name>/", ways.way, name="way"),
    path("feed/<slug:code>/<str:token>/year.ics", ways.feed, name="feed"),
    path("dates/<str:key>/", single.single, name="date"),
    path("dates/<str:key>/<slug:name>/", single.act, name="date-act"),
]
