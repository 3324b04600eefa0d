"""Addresses of projects."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.projects.web import lists, projects, taken

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.projects, name="projects"),
    path("new/", lists.new, name="new"),
    path("actions/", lists.actions, name="actions"),
    path("meetings/", lists.meetings, name="meetings"),
    path("lessons/", lists.lessons, name="lessons"),
    path("timeline/", lists.picture, name="picture"),
    path("file/", lists.file, name="file"),
    path("tables/<slug:table>/", taken.take, name="table-take"),
    path("import/", lists.take_over, name="import"),
    path("in-plans/", lists.in_plans, name="planned"),
    path("in-plans/<str:table>/<int:place>/", lists.take, name="take"),
    path("parts/<str:reference>/", projects.part, name="part"),
    path("parts/<str:reference>/done/", projects.action_done, name="action-done"),
    path("parts/<str:reference>/paper/", projects.paper, name="paper"),
    path("<str:reference>/", projects.project, name="project"),
    path("<str:reference>/do/<str:name>/", projects.project_act, name="project-act"),
]
