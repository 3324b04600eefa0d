"""Addresses of what is done with polls after they are called: combined, ended, rehearsed."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import combining, endings

urlpatterns: list[URLPattern | URLResolver] = [
    path("contests/<str:reference>/state/", endings.contest_state, name="contest-state"),
    path("of/<str:reference>/notice/", endings.notice, name="poll-notice"),
    path("of/<str:reference>/postpone/", endings.postpone, name="poll-postpone"),
    path("of/<str:reference>/again/", endings.again, name="poll-again"),
    path("of/<str:reference>/rehearse/", endings.rehearse, name="poll-rehearse"),
    path("of/<str:reference>/discard/", endings.discard, name="poll-discard"),
    path("days/<str:on>/<str:mode>/", combining.day, name="combine"),
    path("days/<str:on>/<str:mode>/combine/", combining.combine, name="combine-polls"),
    path("combined/<str:reference>/", combining.combination, name="combination"),
    path("combined/<str:reference>/polls/", combining.combination_polls, name="combination-polls"),
    path("combined/<str:reference>/part/", combining.dissolve, name="combination-dissolve"),
    path("combined/<str:reference>/rehearse/", combining.rehearse_all, name="combination-rehearse"),
    path("combined/<str:reference>/discard/", combining.discard_all, name="combination-discard"),
    path("combined/<str:reference>/file/<str:form>/", combining.combination_file, name="combination-file"),
]
