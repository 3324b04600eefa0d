"""Addresses of the projects of polls."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import project_plans, projects

urlpatterns: list[URLPattern | URLResolver] = [
    path("tasks/", projects.tasks, name="tasks"),
    path("tasks/<str:reference>/done/", projects.finish, name="task-finish"),
    path("of/<str:reference>/project/", projects.project, name="project"),
    path("of/<str:reference>/project/make/", projects.make, name="project-make"),
    path("of/<str:reference>/project/give/", projects.give, name="project-give"),
    path("of/<str:reference>/project/add/<str:part>/", projects.add, name="project-add"),
    path("of/<str:reference>/project/plan/", project_plans.make, name="project-plan"),
    path("combined/<str:reference>/project/", project_plans.combined, name="combination-project"),
    path("project/<str:part>/<str:reference>/", projects.change, name="project-change"),
]
