"""Parts of a contest whose electors stand on another authority's register, and the files that go across."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.states import BoundaryFileState, BoundaryPartState, BoundarySide, FiguresBy, Stage


@ledgered()
class BoundaryPart(models.Model):
    """That electors of a contest are on one authority's register and its Returning Officer is another's (C-15).

    :cvar other_code: GSS code of the other authority.
    :cvar prefix: stands before the other part's district letters on our papers, so that none are ours.
    :cvar first_station: is added to the numbers of the other part's stations, so that none are ours.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="boundary_parts")
    side = models.CharField(max_length=3, choices=BoundarySide.choices)
    other_code = models.CharField(max_length=9)
    other_name = models.CharField(max_length=120)
    officer = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=3, blank=True)
    first_station = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=BoundaryPartState.choices, default=BoundaryPartState.OPEN)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="boundary_part_reference"),
            models.UniqueConstraint(
                fields=["contest", "other_code"], condition=Q(state=BoundaryPartState.OPEN), name="boundary_part_once"
            ),
        ]


@ledgered()
class BoundaryFile(models.Model):
    """A file of a part's electors: given to the other side, or taken from it. A later one replaces it as a whole.

    :cvar number: counts the files of a part at its sender, from 1.
    :cvar counts: the electors by district, marker, section and absent vote, as we counted them.
    :cvar stated: the same as the sender's manifest has them.
    :cvar stations: the stations of the part, a row for each range of a district, on our numbers and districts.
    :cvar difference: how it differs from the file before, by district.
    :cvar lines: the electors taken, as Parquet with the columns of an electorate's lines.
    :cvar electorate: what a file that is given was drawn from.
    :cvar their_figures: the electors by district and absent vote as the other side's officer gave them.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    part = models.ForeignKey(BoundaryPart, on_delete=models.PROTECT, related_name="files")
    reference = models.CharField(max_length=20)
    number = models.IntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    as_at = models.DateField()
    state = models.CharField(max_length=10, choices=BoundaryFileState.choices)
    electors = models.IntegerField()
    counts = models.JSONField(default=list)
    stated = models.JSONField(default=list)
    stations = models.JSONField(default=list)
    difference = models.JSONField(default=list)
    days = models.JSONField(default=dict)
    alterations = models.IntegerField(default=0)
    electorate = models.ForeignKey("elections.Electorate", on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    lines = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=150)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True)
    handed_out = models.IntegerField(default=0)
    their_officer = models.CharField(max_length=120, blank=True)
    their_capacity = models.CharField(max_length=120, blank=True)
    their_day = models.DateField(null=True)
    their_means = models.CharField(max_length=10, choices=FiguresBy.choices, blank=True)
    their_figures = models.JSONField(default=list)
    agreed_by = models.CharField(max_length=150, blank=True)
    agreed_capacity = models.CharField(max_length=80, blank=True)
    agreed_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="boundary_file_reference"),
            models.UniqueConstraint(
                fields=["part"], condition=Q(state=BoundaryFileState.AGREED), name="one_agreed_file_of_a_part"
            ),
            models.CheckConstraint(
                condition=~Q(state=BoundaryFileState.AGREED)
                | Q(agreed_at__isnull=False, their_day__isnull=False) & ~Q(their_officer=""),
                name="boundary_file_agreed_by_both",
            ),
        ]
