"""The address of the page for misplaced properties."""

from __future__ import annotations

from django.urls import URLPattern, path

from pollwright.register.web import misplacements

urlpatterns: list[URLPattern] = [
    path("misplaced/<path:reference>/", misplacements.correct_district, name="correct-district"),
]
