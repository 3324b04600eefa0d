"""Venues, whom to ring about them, and their bookings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.stations.states import Access, BookingState, ContactRole, Purpose


@ledgered()
class Venue(models.Model):
    """A building that can hold polling stations (handbook G-07).

    :cvar place: the polling place that the council designated, where the venue is one; its address then stands here
        as the venue's own, since the place may be an area with several venues.
    :cvar rooms: names of the rooms that can hold a station; empty where there is only one.
    :cvar hire_pence: what a day costs; nought for schools and rooms kept by rates, which are free (RPA 1983 Sch 1 r 22).
    :cvar answers: accessibility answers by question; `access` is what they say together.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    place = models.ForeignKey("places.PollingPlace", on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=200)
    address1 = models.CharField(max_length=120, blank=True)
    address2 = models.CharField(max_length=120, blank=True)
    address3 = models.CharField(max_length=120, blank=True)
    address4 = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.BigIntegerField(null=True)
    easting = models.DecimalField(max_digits=14, decimal_places=7, null=True)
    northing = models.DecimalField(max_digits=14, decimal_places=7, null=True)
    srid = models.IntegerField(default=27700)
    school = models.BooleanField(default=False)
    rooms = models.JSONField(default=list)
    hire_pence = models.IntegerField(default=0)
    answers = models.JSONField(default=dict)
    access = models.CharField(max_length=12, choices=Access.choices, default=Access.UNKNOWN)
    assessed_on = models.DateField(null=True)
    notes = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="venue_reference"),
            models.UniqueConstraint(fields=["place"], condition=Q(withdrawn_on__isnull=True), name="venue_of_a_place"),
            models.CheckConstraint(condition=Q(hire_pence__gte=0), name="venue_hire"),
        ]


@ledgered()
class VenueContact(models.Model):
    """Somebody to ring about a venue, and between which times."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="contacts")
    role = models.CharField(max_length=12, choices=ContactRole.choices)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)
    ended_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")


@ledgered()
class Booking(models.Model):
    """That a venue was asked for on a day, and what was answered. `cost_pence` is what was agreed."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="bookings")
    day = models.DateField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.STATION)
    state = models.CharField(max_length=10, choices=BookingState.choices, default=BookingState.REQUESTED)
    cost_pence = models.IntegerField(default=0)
    access_from = models.TimeField(null=True)
    access_to = models.TimeField(null=True)
    requested_on = models.DateField()
    answered_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="booking_reference"),
            models.UniqueConstraint(
                fields=["venue", "day", "purpose"],
                condition=Q(state__in=["requested", "confirmed"]),
                name="venue_booked_once_a_day",
            ),
            models.CheckConstraint(condition=Q(cost_pence__gte=0), name="booking_cost"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("requested_on")), name="booking_dates"
            ),
        ]
