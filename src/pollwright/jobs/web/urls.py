"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.jobs.web import views

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.works_list, name="works"),
    path("<str:reference>/", views.work, name="work"),
    path("<str:reference>/cancel/", views.cancel, name="cancel"),
]
