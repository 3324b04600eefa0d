"""Every address of the officers' site, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", include("allauth.urls")),
    path("access/", include("pollwright.access.web.urls")),
    path("audit/", include("pollwright.audit.web.urls")),
    path("work/", include("pollwright.jobs.web.urls")),
    path("files/", include("pollwright.files.web.urls")),
    path("places/", include("pollwright.places.web.urls")),
    path("register/", include("pollwright.register.web.urls")),
    path("", include("pollwright.desk.web.urls")),
]
handler400 = "pollwright.config.faults.bad_request"
handler403 = "pollwright.config.faults.forbidden"
handler404 = "pollwright.config.faults.not_found"
handler500 = "pollwright.config.faults.server_error"
