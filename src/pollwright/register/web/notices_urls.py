"""Addresses of notices of alteration, of publications, and of published registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.register.web import notices, open_register, publications, published

urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", notices.notices, name="notices"),
    path("notices/plan/", notices.plan, name="notice-plan"),
    path("notices/<str:reference>/", notices.notice, name="notice"),
    path("notices/<str:reference>/contents/", notices.contents, name="notice-contents"),
    path("notices/<str:reference>/missed/", notices.missed, name="notice-missed"),
    path("notices/<str:reference>/copy/<str:form>/", notices.copy, name="notice-copy"),
    path("notices/<str:reference>/prepare/", notices.prepare, name="notice-prepare"),
    path("notices/<str:reference>/approve/", notices.approve, name="notice-approve"),
    path("notices/<str:reference>/issue/", notices.issue, name="notice-issue"),
    path("notices/<str:reference>/withdraw/", notices.withdraw, name="notice-withdraw"),
    path("publications/", publications.publications, name="publications"),
    path("publications/plan/", publications.plan, name="publication-plan"),
    path("publications/open/", open_register.open_register, name="open-register"),
    path("publications/<str:reference>/", publications.publication, name="publication"),
    path("publications/<str:reference>/entries/", published.published, name="published"),
    path("publications/<str:reference>/prepare/", publications.prepare, name="publication-prepare"),
    path("publications/<str:reference>/approve/", publications.approve, name="publication-approve"),
    path("publications/<str:reference>/issue/", publications.issue, name="publication-issue"),
    path("publications/<str:reference>/withdraw/", publications.withdraw, name="publication-withdraw"),
    path("publications/<str:reference>/export/", publications.export, name="publication-export"),
    path("as-at/", published.choose_day, name="as-at"),
    path("as-at/<str:on>/", published.as_at_day, name="as-at-day"),
    path("as-at/<str:on>/export/", published.export_day, name="as-at-export"),
]
