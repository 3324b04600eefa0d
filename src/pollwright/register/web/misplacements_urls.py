"""The addresses of the pages for misplaced properties and electors, and for those who hang on no property."""

from __future__ import annotations

from django.urls import URLPattern, path

from pollwright.register.web import misplacements, placing

urlpatterns: list[URLPattern] = [
    path("misplaced/<path:reference>/", misplacements.correct_district, name="correct-district"),
    path("misplaced-anonymous/<path:reference>/", misplacements.correct_anonymous, name="correct-anonymous"),
    path("unplaced/", placing.unplaced, name="unplaced"),
    path("unplaced-chosen/", placing.place_chosen, name="place-chosen"),
    path("unplaced/<path:reference>/", placing.place, name="place"),
]
