"""Addresses of vacancies."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import vacancies

urlpatterns: list[URLPattern | URLResolver] = [
    path("vacancies/", vacancies.vacancies, name="vacancies"),
    path("vacancies/new/<str:of>/", vacancies.vacancy_new, name="vacancy-new"),
    path("vacancies/<str:reference>/", vacancies.vacancy, name="vacancy"),
    path("vacancies/<str:reference>/notice/", vacancies.notice, name="vacancy-notice"),
    path("vacancies/<str:reference>/request/", vacancies.election_request, name="vacancy-request"),
    path("vacancies/<str:reference>/settle/", vacancies.settle, name="vacancy-settle"),
    path("vacancies/<str:reference>/call/", vacancies.call, name="vacancy-call"),
]
