"""Addresses of the public site."""

from django.urls import URLPattern, URLResolver, path

from pollwright.public.web import finder, station_data, views

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.councils, name="councils"),
    path("v1/stations/", station_data.elections, name="station-data"),
    path("v1/stations/schema.json", station_data.schema, name="station-data-schema"),
    path("v1/stations/<int:number>/", station_data.stations, name="station-data-poll"),
    path("api/DemocracyClub/Election/", station_data.elections, name="national-finder"),
    path("api/DemocracyClub/Election/<int:number>/PollingStation", station_data.stations, name="national-finder-poll"),
    path(
        "api/DemocracyClub/Election/<int:number>/PollingStation/",
        station_data.stations,
        name="national-finder-poll-too",
    ),
    path("<slug:code>/stations/", finder.finder, name="finder"),
    path("<slug:code>/notices/", views.notices, name="notices"),
    path("<slug:code>/notices/<str:reference>/", views.notice, name="notice"),
    path("<slug:code>/notices/<str:reference>/<str:form>/", views.notice_file, name="notice-file"),
]
