"""Addresses of objections, reviews and changes of what is held of an elector."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.register.web import corrections, objections

urlpatterns: list[URLPattern | URLResolver] = [
    path("objections/", objections.objections, name="objections"),
    path("objections/new/", objections.objection_new, name="objection-new"),
    path("objections/<str:reference>/", objections.objection, name="objection"),
    path("objections/<str:reference>/<str:name>/", objections.objection_act, name="objection-act"),
    path("reviews/", objections.reviews, name="reviews"),
    path("reviews/new/", objections.review_new, name="review-new"),
    path("reviews/<str:reference>/", objections.review, name="review"),
    path("reviews/<str:reference>/<str:name>/", objections.review_act, name="review-act"),
    path("changes/of/<path:reference>/", corrections.changes, name="elector-changes"),
    path("changes/<str:name>/<path:reference>/", corrections.change, name="elector-change"),
]
