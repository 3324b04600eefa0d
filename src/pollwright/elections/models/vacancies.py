"""Seats that fell vacant, and the electors who asked for an election to fill them (handbook E-07 to E-13)."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.states import KIND_CHOICES, VacancyState


@ledgered()
class Vacancy(models.Model):
    """One vacant seat. Two seats vacant in one area are two vacancies, each with its own requests (E-12).

    :cvar body: the council whose seat it is; `body_slug` stands in open identifiers.
    :cvar area: the ward, division, parish or parish ward that elects to the seat.
    :cvar declared_on: when the council or the High Court declared it, so that no request is needed (E-09).
    :cvar notice_on: the day on which the notice of vacancy was published.
    :cvar ordinary_on: the ordinary day of election at which the seat would have been filled.
    :cvar vacant: the vacant seats of the council, this one among them, of its `members` (E-10).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=40, choices=KIND_CHOICES)
    body = models.CharField(max_length=200)
    body_slug = models.SlugField(max_length=120)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT)
    seat = models.CharField(max_length=200)
    cause = models.CharField(max_length=40)
    arose_on = models.DateField()
    declared_on = models.DateField(null=True)
    notice_on = models.DateField(null=True)
    ordinary_on = models.DateField(null=True)
    vacant = models.IntegerField(default=1)
    members = models.IntegerField(default=1)
    state = models.CharField(max_length=16, choices=VacancyState.choices, default=VacancyState.OPEN)
    closed_on = models.DateField(null=True)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="vacancies")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="vacancy_reference")]


@ledgered()
class VacancyRequest(models.Model):
    """One elector's written request that the seat be filled by election; each elector's counts once.

    :cvar received_at: the moment of receipt, which decides.
    :cvar why: the rule by which it counts or does not.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="requests")
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT)
    received_at = models.DateTimeField()
    valid = models.BooleanField()
    why = models.CharField(max_length=300)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vacancy", "elector"], name="one_request_of_an_elector")]
