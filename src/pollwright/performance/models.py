"""Indicators with the versions of their definitions, targets, actuals, returns of the canvass, and frozen reports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.performance.states import (
    ActualState,
    Computed,
    ExpectedKind,
    Frequency,
    Polarity,
    ReportKind,
    ReturnOutcome,
)


@ledgered()
class Indicator(models.Model):
    """A performance indicator. `reference` is ours; `code` is as it is typed, such as `ES01`, and need not be unique."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    code = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    service = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True)
    owner_text = models.CharField(max_length=150, blank=True)
    checker_text = models.CharField(max_length=150, blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency.choices, default=Frequency.YEARLY)
    polarity = models.CharField(max_length=10, choices=Polarity.choices, default=Polarity.HIGHER)
    unit = models.CharField(max_length=10, blank=True, default="%")
    places = models.IntegerField(default=2)
    tolerance = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    computed = models.CharField(max_length=10, choices=Computed.choices, blank=True, default=Computed.BY_HAND)
    starts_in = models.IntegerField(null=True, help_text="Financial year in which the first figure is due.")
    withdrawn_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="indicator_reference"),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0), name="tolerance_is_short"
            ),
        ]


@ledgered(frozen=True)
class IndicatorDefinition(models.Model):
    """A version of what an indicator means; each figure names the version that it goes by (REG-541).

    `route_1_counts` says whether a property of Route 1 without a reply is complete (MM-F04); `taken_back_counts` whether
    a change that was taken back after its deadline counts as missed.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="definitions")
    number = models.IntegerField()
    meaning = models.TextField()
    formula = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)
    route_1_counts = models.BooleanField(default=True)
    taken_back_counts = models.BooleanField(default=True)
    valid_from = models.DateField()
    reason = models.CharField(max_length=500, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "number"], name="definition_number")]


@ledgered()
class QualityStatement(models.Model):
    """How good the data of an indicator are in a year, in six dimensions from 1 (poor) to 4 (good)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="statements")
    year = models.IntegerField()
    accuracy = models.IntegerField(null=True)
    validity = models.IntegerField(null=True)
    reliability = models.IntegerField(null=True)
    timeliness = models.IntegerField(null=True)
    relevance = models.IntegerField(null=True)
    completeness = models.IntegerField(null=True)
    statement = models.TextField(blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="one_quality_statement_a_year")]


@ledgered()
class Expected(models.Model):
    """A target or a forecast as it is typed; `value` is the number in it, None for text such as `New PI` or `TBA`."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="expectations")
    kind = models.CharField(max_length=10, choices=ExpectedKind.choices)
    year = models.IntegerField()
    quarter = models.IntegerField(default=0)
    text = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "kind", "year", "quarter"], name="one_expectation_a_period"),
        ]


@ledgered()
class Actual(models.Model):
    """What was reached in a period. A historic figure was published elsewhere: with its source, not computed.

    :cvar parts: further figures worked out beside it, such as `response_only` (MM-F04, REG-542).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="actuals")
    year = models.IntegerField()
    quarter = models.IntegerField(default=0)
    text = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    parts = models.JSONField(default=dict)
    historic = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    commentary = models.TextField(blank=True)
    definition = models.ForeignKey(IndicatorDefinition, on_delete=models.PROTECT, null=True)
    state = models.CharField(max_length=10, choices=ActualState.choices, default=ActualState.ENTERED)
    entered_by = models.CharField(max_length=150)
    entered_by_id = models.BigIntegerField(null=True)
    entered_on = models.DateField()
    signed_by = models.CharField(max_length=150, blank=True)
    signed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "quarter"], name="one_actual_a_period"),
            models.CheckConstraint(condition=Q(quarter__gte=0, quarter__lte=4), name="actual_of_a_quarter"),
        ]


@ledgered("old")
class CanvassReturn(models.Model):
    """What came of the canvass of one property in one year, as a file told it; a later file replaces it."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    canvass = models.IntegerField(help_text="The year whose register of 1 December it was for.")
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT)
    route = models.IntegerField()
    outcome = models.CharField(max_length=12, choices=ReturnOutcome.choices)
    on = models.DateField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "canvass", "property"], name="one_return_of_a_property"),
            models.CheckConstraint(condition=Q(route__gte=1, route__lte=3), name="canvass_route"),
        ]


@ledgered(frozen=True)
class LateEntry(models.Model):
    """That the owner of an indicator was chased for a figure: once for each period."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT)
    year = models.IntegerField()
    quarter = models.IntegerField()
    chased_on = models.DateField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "year", "quarter"], name="chased_once")]


@ledgered(frozen=True)
class PerformanceReport(models.Model):
    """A report of a quarter as it was made, frozen: what it said, and its files with their SHA-256.

    :cvar service: the name of the service that it is on; blank where it is on all of them.
    :cvar rows: the lines of the indicators; `late` are the figures that nobody had entered.
    :cvar implications: what was typed of each, by its name (`states.Implication`).
    :cvar background: the documents that it relies on (Local Government Act 1972 s.100D for a report to a committee).
    :cvar sections: the other sections, as `sections.kept` reads them; reports made before there were any have none.
    :cvar xlsx: its tables as a workbook; none of reports made before there were any.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    year = models.IntegerField()
    quarter = models.IntegerField()
    title = models.CharField(max_length=300)
    service = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    recommendations = models.JSONField(default=list)
    implications = models.JSONField(default=dict)
    background = models.JSONField(default=list)
    rows = models.JSONField()
    late = models.JSONField(default=list)
    sections = models.JSONField(default=list)
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    xlsx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="performance_report_reference")]
