"""The addresses of the pages of imports."""

from __future__ import annotations

from django.urls import URLPattern, path

from pollwright.register.web import imports

urlpatterns: list[URLPattern] = [
    path("import/", imports.upload, name="imports"),
    path("import/<str:reference>/", imports.report, name="import"),
    path("import/<str:reference>/confirm/", imports.confirm, name="confirm-import"),
]
