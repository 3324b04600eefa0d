"""Addresses of the projects of polls."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import projects

urlpatterns: list[URLPattern | URLResolver] = [
    path("tasks/", projects.tasks, name="tasks"),
    path("tasks/<str:reference>/done/", projects.finish, name="task-finish"),
    path("of/<str:reference>/project/", projects.project, name="project"),
    path("of/<str:reference>/project/make/", projects.make, name="project-make"),
    path("of/<str:reference>/project/give/", projects.give, name="project-give"),
    path("of/<str:reference>/project/add/<str:part>/", projects.add, name="project-add"),
    path("project/<str:part>/<str:reference>/", projects.change, name="project-change"),
]
