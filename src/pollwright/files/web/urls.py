"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.files.web import views

app_name = "files"
urlpatterns: list[URLPattern | URLResolver] = [path("<str:token>/", views.download, name="download")]
