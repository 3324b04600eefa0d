"""Addresses of electorates and of absent voters."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import absent, electorates

urlpatterns: list[URLPattern | URLResolver] = [
    path("absent-voters/", absent.arrangements, name="arrangements"),
    path("absent-voters/import/", absent.take_over, name="arrangements-import"),
    path("of/<str:reference>/electorate/", electorates.electorates, name="electorates"),
    path("of/<str:reference>/electorate/freeze/", electorates.freeze, name="electorate-freeze"),
    path("electorates/<str:reference>/", electorates.electorate, name="electorate"),
    path("electorates/<str:reference>/changes/", electorates.changes, name="electorate-changes"),
]
