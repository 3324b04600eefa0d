"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.desk.web import household, household_people, search, today

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("search/", search.search, name="search"),
    path("households/<path:reference>/people/", household_people.people, name="household-people"),
    path("households/<path:reference>/", household.home, name="household"),
]
