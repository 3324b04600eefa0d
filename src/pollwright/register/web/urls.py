"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from pollwright.register.web.applications_urls import urlpatterns as applications
from pollwright.register.web.deletions_urls import urlpatterns as deletions
from pollwright.register.web.electors_urls import urlpatterns as electors
from pollwright.register.web.imports_urls import urlpatterns as imports
from pollwright.register.web.misplacements_urls import urlpatterns as misplacements
from pollwright.register.web.notices_urls import urlpatterns as papers
from pollwright.register.web.objections_urls import urlpatterns as disputes

app_name = "register"
urlpatterns: list[URLPattern | URLResolver] = [
    *applications,
    *deletions,
    *electors,
    *papers,
    *disputes,
    *misplacements,
    *imports,
]
