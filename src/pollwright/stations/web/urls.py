"""Addresses of venues, bookings, schemes and stations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import declare_found_link
from pollwright.stations.web import contacts, keys, maps, schemes, venues

app_name = "stations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", schemes.schemes, name="schemes"),
    path("venues/", venues.venues, name="venues"),
    path("venues/new/", venues.venue_new, name="venue-new"),
    path("venues/contacts/", contacts.contacts, name="contacts"),
    path("venues/contacts/list.pdf", contacts.contacts_file, name="contacts-file"),
    path("venues/<str:reference>/", venues.venue, name="venue"),
    path("venues/<str:reference>/<str:name>/", venues.venue_act, name="venue-act"),
    path("bookings/", venues.bookings, name="bookings"),
    path("bookings/<str:reference>/", venues.booking, name="booking"),
    path("bookings/<str:reference>/answer/", venues.booking_answer, name="booking-answer"),
    path("keys/", keys.keys, name="keys"),
    path("keys/new/", keys.key_new, name="key-new"),
    path("keys/<str:reference>/withdraw/", keys.key_withdraw, name="key-withdraw"),
    path("schemes/new/", schemes.scheme_new, name="scheme-new"),
    path("schemes/<str:reference>/", schemes.scheme, name="scheme"),
    path("schemes/<str:reference>/do/<str:name>/", schemes.scheme_act, name="scheme-act"),
    path("schemes/<str:reference>/map/", maps.map_page, name="map"),
    path("schemes/<str:reference>/map.geojson", maps.geojson, name="geojson"),
    path("schemes/<str:reference>/stations/", schemes.stations, name="stations"),
    path("schemes/<str:reference>/stations/<int:number>/", schemes.station, name="station"),
    path("schemes/<str:reference>/stations/<int:number>/<str:name>/", schemes.station_act, name="station-act"),
    path("schemes/<str:reference>/amendments/<int:number>/", schemes.amendment, name="amendment"),
]

declare_found_link(_("Polling stations"), schemes.address_for, Permission.POLLS_VIEW)
