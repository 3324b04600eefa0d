"""The polling scheme of a day: its stations, and which electors vote at which."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.stations.states import AmendmentKind, Made, SchemeState


@ledgered()
class Scheme(models.Model):
    """Which stations there are at one poll, or at polls taken together, and who votes where.

    :cvar proof: the totals that agreed when it was adopted, as `pollwright.stations.proofs` gives them.
    :cvar amended: how many amendments were made since it was adopted.
    :cvar counted_on: the day of the register from which the electors of its allotments were last counted.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=250)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="schemes")
    combination = models.ForeignKey(
        "elections.Combination", on_delete=models.PROTECT, null=True, related_name="schemes"
    )
    made_from = models.CharField(max_length=10, choices=Made.choices)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=SchemeState.choices, default=SchemeState.DRAFT)
    adopted_at = models.DateTimeField(null=True)
    proof = models.JSONField(default=dict)
    amended = models.IntegerField(default=0)
    counted_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="scheme_reference"),
            models.UniqueConstraint(fields=["poll"], name="one_scheme_of_a_poll"),
            models.UniqueConstraint(fields=["combination"], name="one_scheme_of_a_combination"),
            models.CheckConstraint(
                condition=Q(poll__isnull=True, combination__isnull=False)
                | Q(poll__isnull=False, combination__isnull=True),
                name="scheme_of_a_poll_or_a_combination",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", adopted_at__isnull=True) | Q(state="adopted", adopted_at__isnull=False),
                name="scheme_adopted_at",
            ),
        ]


@ledgered()
class Station(models.Model):
    """One polling station of a scheme: a numbered desk in a room of a venue (handbook G-01).

    :cvar backup: the venue that is used where this one is lost, agreed beforehand.
    :cvar note: why it has more electors than the guidance allows, or lies outside its district (B-20, G-04).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="stations")
    number = models.IntegerField()
    venue = models.ForeignKey("stations.Venue", on_delete=models.PROTECT, related_name="stations")
    room = models.CharField(max_length=120, blank=True)
    backup = models.ForeignKey("stations.Venue", on_delete=models.PROTECT, null=True, related_name="backs_up")
    note = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="station_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="station_number_from_one"),
        ]


@ledgered()
class Allotment(models.Model):
    """That electors of a district vote at a station: all of them, or those of a range of numbers (handbook G-01).

    The range is of the whole numbers of the register, so that an addition (AB1-123/1) goes with the number before its
    stroke. `last_number` is null in the range that has no end: electors whose numbers are added behind belong there.

    :cvar electors: who may vote at one of the polls, as last counted; `in_person` are those without a postal vote.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="allotments")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="allotments")
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, related_name="allotments")
    first_number = models.IntegerField(default=1)
    last_number = models.IntegerField(null=True)
    electors = models.IntegerField(default=0)
    in_person = models.IntegerField(default=0)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "district", "first_number"], name="range_begins_once"),
            models.UniqueConstraint(
                fields=["scheme", "district"], condition=Q(last_number__isnull=True), name="one_range_without_end"
            ),
            models.CheckConstraint(
                condition=Q(first_number__gte=1)
                & (Q(last_number__isnull=True) | Q(last_number__gte=F("first_number"))),
                name="range_of_numbers",
            ),
        ]


@ledgered(None)
class DividedHome(models.Model):
    """At which station the people of a property vote, in a district that is divided by elector numbers.

    It is worked out from the register whenever the electors of an adopted scheme are counted, so that the public's
    finder can answer without reading the register. A property whose electors vote at two stations has no row.

    :cvar was: where they voted by the register before, when a publication sent them elsewhere, until an officer counts
        the electors again.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    was = models.ForeignKey(Station, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "property"], name="divided_home_once")]


@ledgered(frozen=True)
class Amendment(models.Model):
    """A change of an adopted scheme, with whom it affects. It is never changed itself.

    :cvar before, after: venue, address and room, or the number of the station, as text.
    :cvar affected: district, first and last number of every range that it concerns.
    :cvar electors: how many electors that was on the day.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="amendments")
    number = models.IntegerField()
    kind = models.CharField(max_length=10, choices=AmendmentKind.choices)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="amendments")
    before = models.CharField(max_length=500)
    after = models.CharField(max_length=500)
    affected = models.JSONField()
    electors = models.IntegerField()
    reason = models.CharField(max_length=1000)
    made_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="amendment_number")]
