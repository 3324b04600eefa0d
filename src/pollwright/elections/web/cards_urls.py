"""Addresses of poll cards."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import cards, printer_counts

urlpatterns: list[URLPattern | URLResolver] = [
    path("cards/", cards.runs, name="card-runs"),
    path("cards/returned/", cards.returned, name="cards-returned"),
    path("cards/returned/log/", cards.card_return, name="card-return"),
    path("cards/<str:reference>/", cards.run, name="card-run"),
    path("cards/<str:reference>/release/", cards.release, name="card-run-release"),
    path("cards/<str:reference>/withdraw/", cards.withdraw, name="card-run-withdraw"),
    path("cards/<str:reference>/manifest/", cards.manifest, name="card-manifest"),
    path("cards/<str:reference>/counts/", printer_counts.card_counts, name="card-counts"),
    path("cards/<str:reference>/batches/<int:number>/", cards.batch, name="card-batch"),
    path("cards/<str:reference>/batches/<int:number>/count/", cards.count, name="card-batch-count"),
    path("of/<str:reference>/cards/", cards.prepare, name="cards-prepare"),
]
