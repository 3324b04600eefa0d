"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.oversight.web import kept, retention, trail

app_name = "audit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", trail.events, name="events"),
    path("event/<int:number>/", trail.event, name="event"),
    path("seals/", trail.seals, name="seals"),
    path("seals/verify/", trail.verify, name="verify"),
    path("retention/", retention.retention, name="retention"),
    path("retention/due/", kept.due, name="due"),
    path("retention/held/", kept.held, name="held"),
    path("retention/removed/", kept.removed, name="removed"),
    path("retention/remove/", retention.remove, name="remove"),
    path("retention/holds/", retention.place_hold, name="place-hold"),
    path("retention/holds/<str:reference>/", retention.lift_hold, name="lift-hold"),
]
