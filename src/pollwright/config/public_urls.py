"""Every address of the public site. Officers' pages have none here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("pollwright.public.web.urls"))]
handler400 = "pollwright.pages.errors.bad_request"
handler403 = "pollwright.pages.errors.not_allowed"
handler404 = "pollwright.pages.errors.not_found"
handler500 = "pollwright.pages.errors.our_fault"
