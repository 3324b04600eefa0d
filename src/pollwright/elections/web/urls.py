"""Addresses of this room, subject by subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from pollwright.elections.web.boundary_urls import urlpatterns as of_boundary
from pollwright.elections.web.cards_urls import urlpatterns as of_cards
from pollwright.elections.web.electorates_urls import urlpatterns as of_electorates
from pollwright.elections.web.endings_urls import urlpatterns as of_endings
from pollwright.elections.web.polls_urls import urlpatterns as of_polls
from pollwright.elections.web.projects_urls import urlpatterns as of_projects
from pollwright.elections.web.vacancies_urls import urlpatterns as of_vacancies

app_name = "elections"
urlpatterns: list[URLPattern | URLResolver] = [
    *of_polls,
    *of_endings,
    *of_projects,
    *of_vacancies,
    *of_electorates,
    *of_cards,
    *of_boundary,
]
