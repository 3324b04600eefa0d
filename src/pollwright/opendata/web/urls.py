"""Addresses of open data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import declare_poll_link
from pollwright.opendata.web import pages

app_name = "opendata"
urlpatterns: list[URLPattern | URLResolver] = [
    path("polls/<str:reference>/", pages.open_data, name="poll"),
    path("polls/<str:reference>/<str:form>/", pages.open_data_file, name="file"),
]
declare_poll_link(_("Open data"), "opendata:poll", Permission.POLLS_VIEW)
