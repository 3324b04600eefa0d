"""Addresses of parts across the boundary and of their files."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import boundary

urlpatterns: list[URLPattern | URLResolver] = [
    path("across/", boundary.parts, name="boundary-parts"),
    path("of/<str:reference>/across/new/", boundary.part_new, name="boundary-part-new"),
    path("across/<str:reference>/", boundary.part, name="boundary-part"),
    path("across/<str:reference>/receive/", boundary.receive, name="boundary-receive"),
    path("across/<str:reference>/prepare/", boundary.prepare, name="boundary-prepare"),
    path("across/<str:reference>/withdraw/", boundary.withdraw, name="boundary-withdraw"),
    path("across/files/<str:reference>/", boundary.file, name="boundary-file"),
    path("across/files/<str:reference>/release/", boundary.file_release, name="boundary-file-release"),
    path("across/files/<str:reference>/agree/", boundary.file_agree, name="boundary-file-agree"),
    path("across/files/<str:reference>/withdraw/", boundary.file_withdraw, name="boundary-file-withdraw"),
    path("across/files/<str:reference>/download/", boundary.file_download, name="boundary-file-download"),
]
