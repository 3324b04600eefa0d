"""Addresses of the public site."""

from django.urls import URLPattern, URLResolver, path

from pollwright.public.web import finder, views

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.councils, name="councils"),
    path("<slug:code>/stations/", finder.finder, name="finder"),
    path("<slug:code>/notices/", views.notices, name="notices"),
    path("<slug:code>/notices/<str:reference>/", views.notice, name="notice"),
    path("<slug:code>/notices/<str:reference>/<str:form>/", views.notice_file, name="notice-file"),
]
