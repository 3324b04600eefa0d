"""The addresses of the pages for misplaced properties and misplaced anonymous electors."""

from __future__ import annotations

from django.urls import URLPattern, path

from pollwright.register.web import misplacements

urlpatterns: list[URLPattern] = [
    path("misplaced/<path:reference>/", misplacements.correct_district, name="correct-district"),
    path("misplaced-anonymous/<path:reference>/", misplacements.correct_anonymous, name="correct-anonymous"),
]
