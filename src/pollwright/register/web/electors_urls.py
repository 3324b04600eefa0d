"""Addresses of electors, their counts and the quality of their entries.

References may hold a slash where another system gave them, so they are paths; longer addresses come first.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.register.web import (
    electors,
    electors_counts,
    electors_franchise,
    electors_history,
    electors_record,
    quality,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("electors/", electors.electors_list, name="electors"),
    path("electors/<path:reference>/why/", electors_franchise.why, name="franchise"),
    path("electors/<path:reference>/reveal/", electors_record.reveal, name="reveal"),
    path("electors/<path:reference>/history/", electors_history.history, name="elector-history"),
    path("electors/<path:reference>/", electors_record.elector, name="elector"),
    path("counts/", electors_counts.counts, name="stats"),
    path("quality/", quality.quality_list, name="quality"),
    path("quality/search/", quality.search, name="quality-search"),
    path("quality/<str:kind>/<path:key>/", quality.finding, name="finding"),
]
