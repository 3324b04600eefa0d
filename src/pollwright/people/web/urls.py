"""Addresses of posts and people."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.people.web import file_pages, lists, points, posts, skills

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", posts.posts, name="posts"),
    path("chart/", posts.chart, name="chart"),
    path("posts/<str:reference>/", posts.post, name="post"),
    path("posts/<str:reference>/do/<slug:name>/", posts.post_act, name="post-act"),
    path("mine/", file_pages.mine, name="mine"),
    path("mine/do/<slug:name>/", file_pages.mine_act, name="mine-act"),
    path("staff/", lists.staff, name="staff"),
    path("staff/new/", lists.file_new, name="file-new"),
    path("staff/<str:reference>/", file_pages.file, name="file"),
    path("staff/<str:reference>/do/<slug:name>/", file_pages.file_act, name="file-act"),
    path("development/", lists.development, name="development"),
    path("hours/", lists.hours, name="hours"),
    path("checks/", lists.checks, name="checks"),
    path("import/<slug:kind>/", lists.take_over, name="import"),
    path("skills/", skills.skills, name="skills"),
    path("skills/by-person/", skills.matrix, name="matrix"),
    path("skills/training/", skills.training, name="training"),
    path("skills/new/", skills.skill_new, name="skill-new"),
    path("skills/<str:reference>/", skills.skill, name="skill"),
    path("single-points/", points.points, name="points"),
    path("single-points/new/", points.point_new, name="point-new"),
    path("single-points/plans/", points.plans, name="points-plans"),
    path("single-points/plans/<str:reference>/", points.in_plan, name="points-plan"),
    path("single-points/plans/<str:reference>/adopt/", points.adopt, name="points-adopt"),
    path("single-points/plans/<str:reference>/take/<str:point>/", points.take_into_plan, name="point-print"),
    path("single-points/<str:reference>/", points.point, name="point"),
    path("single-points/<str:reference>/change/", points.point_change, name="point-change"),
]
