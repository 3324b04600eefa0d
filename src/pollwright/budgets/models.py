"""Budgets with their headings, what changed them, orders, the ledger's rows, virements, and reports."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.budgets.states import (
    BudgetState,
    ChangeKind,
    ExtractState,
    OrderSource,
    OrderState,
    Payer,
    Pot,
    Remedy,
    Sort,
    Spread,
    VirementState,
)


@ledgered()
class Budget(models.Model):
    """The budget of a service for the financial year that begins in `year`.

    :cvar minute: the decision by which Council agreed it.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    service = models.ForeignKey("service_plan.Service", on_delete=models.PROTECT, related_name="budgets")
    year = models.IntegerField()
    state = models.CharField(max_length=10, choices=BudgetState.choices, default=BudgetState.DRAFT)
    minute = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=150, blank=True)
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="budget_reference"),
            models.UniqueConstraint(fields=["service", "year"], name="budget_of_a_service_and_year"),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="budget_year"),
            models.CheckConstraint(
                condition=Q(state=BudgetState.DRAFT) | Q(agreed_on__isnull=False), name="budget_agreed_on_a_day"
            ),
        ]


@ledgered()
class BudgetHeading(models.Model):
    """A line of a budget. Headings may repeat, or be blank, as in the papers that they come from.

    :cvar bid: what the service asks for, in pence; nothing counts until finance has entered `original`.
    :cvar forecast: an officer's own, with its reason, in place of the one that is worked out.
    :cvar explained: the variance that `explanation` speaks of.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="headings")
    reference = models.CharField(max_length=20)
    position = models.IntegerField()
    title = models.CharField(max_length=200, blank=True)
    pot = models.CharField(max_length=10, choices=Pot.choices, default=Pot.CORE)
    sort = models.CharField(max_length=10, choices=Sort.choices, default=Sort.COST)
    payer = models.CharField(max_length=10, choices=Payer.choices, default=Payer.COUNCIL)
    spread = models.CharField(max_length=10, choices=Spread.choices, default=Spread.EVEN)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="+")
    bid = models.BigIntegerField(null=True)
    original = models.BigIntegerField(null=True)
    entered_by = models.CharField(max_length=150, blank=True)
    forecast = models.BigIntegerField(null=True)
    forecast_reason = models.CharField(max_length=500, blank=True)
    explanation = models.CharField(max_length=1000, blank=True)
    remedy = models.CharField(max_length=10, choices=Remedy.choices, blank=True)
    explained = models.BigIntegerField(null=True)
    explained_by = models.CharField(max_length=150, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="budget_heading_reference"),
            models.CheckConstraint(
                condition=Q(original__isnull=True)
                | Q(sort=Sort.COST, original__gte=0)
                | Q(sort=Sort.INCOME, original__lte=0),
                name="budget_heading_income_below_nought",
            ),
        ]
        indexes = [models.Index("budget", "position", "id", name="budget_headings_in_order")]


@ledgered(frozen=True)
class EstimateChange(models.Model):
    """A change of the latest estimate of a heading, with its reason; never changed, only followed by another."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    heading = models.ForeignKey(BudgetHeading, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    pence = models.BigIntegerField()
    decided_on = models.DateField()
    reason = models.CharField(max_length=500)
    minute = models.CharField(max_length=200, blank=True)
    virement = models.ForeignKey("budgets.Virement", on_delete=models.PROTECT, null=True, related_name="changes")
    made_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")


@ledgered()
class Virement(models.Model):
    """Money moved from one heading of a budget to another; the total stays the same.

    :cvar authority_for: the paper of the director or the committee, where the amount needs one.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="virements")
    reference = models.CharField(max_length=20)
    source = models.ForeignKey(BudgetHeading, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(BudgetHeading, on_delete=models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=VirementState.choices, default=VirementState.ASKED)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150)
    asked_by_id = models.BigIntegerField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    authority_for = models.CharField(max_length=200, blank=True)
    refusal = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="virement_reference"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="virement_above_nought"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="virement_between_two_headings"),
        ]


@ledgered()
class Commitment(models.Model):
    """An order under a heading.

    :cvar number: of the order, by which the ledger's rows are known to belong to it.
    :cvar received: what came in the end, in pence; null while it is awaited.
    :cvar origin: reference of the office's order or the booking that it was taken over from.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    heading = models.ForeignKey(BudgetHeading, on_delete=models.PROTECT, related_name="commitments")
    reference = models.CharField(max_length=20)
    number = models.CharField(max_length=40, blank=True)
    supplier = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    ordered = models.BigIntegerField()
    raised_on = models.DateField()
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.RAISED)
    received = models.BigIntegerField(null=True)
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=10, choices=OrderSource.choices, default=OrderSource.HAND)
    origin = models.CharField(max_length=20, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="commitment_reference"),
            models.UniqueConstraint(
                fields=["authority", "source", "origin"], condition=~Q(origin=""), name="commitment_taken_over_once"
            ),
            models.CheckConstraint(condition=Q(ordered__gt=0), name="commitment_above_nought"),
            models.CheckConstraint(
                condition=Q(received__isnull=True) | Q(received__gte=0), name="commitment_received_not_below_nought"
            ),
        ]


@ledgered()
class LedgerExtract(models.Model):
    """A file of the ledger's rows for a budget.

    :cvar columns: which heading of the file holds what; the next file is read in the same way.
    :cvar control: the total that the ledger itself gives, which the rows must come to.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="extracts")
    reference = models.CharField(max_length=20)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField()
    rows = models.IntegerField()
    control = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=ExtractState.choices, default=ExtractState.READ)
    read_on = models.DateField()
    read_by = models.CharField(max_length=150)
    reason = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="ledger_extract_reference"),
            models.UniqueConstraint(
                fields=["budget", "sha256"],
                condition=~Q(state=ExtractState.WITHDRAWN),
                name="ledger_extract_read_once",
            ),
        ]


@ledgered("old")
class LedgerRow(models.Model):
    """A row of an extract.

    :cvar key: what tells it from every other row of the ledger.
    :cvar counted: its extract was taken over, so it is part of the actuals.
    :cvar heading: what it is spent under; null while its code belongs to none.
    :cvar reverses: the row that it takes back.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="rows")
    extract = models.ForeignKey(LedgerExtract, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField()
    key = models.CharField(max_length=300)
    reference = models.CharField(max_length=100)
    posted_on = models.DateField()
    code = models.CharField(max_length=100)
    order = models.CharField(max_length=40, blank=True)
    supplier = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    pence = models.BigIntegerField()
    counted = models.BooleanField(default=False)
    heading = models.ForeignKey(BudgetHeading, on_delete=models.PROTECT, null=True, related_name="lines")
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["extract", "number"], name="ledger_row_number"),
            models.UniqueConstraint(
                fields=["budget", "key"], condition=Q(counted=True), name="ledger_row_counted_once"
            ),
        ]
        indexes = [models.Index("budget", "posted_on", "id", name="ledger_rows_by_day")]


@ledgered()
class LedgerCode(models.Model):
    """Under which heading of a budget the ledger's rows of a code are spent."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=100)
    heading = models.ForeignKey(BudgetHeading, on_delete=models.PROTECT, related_name="codes")

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["budget", "code"], name="ledger_code_once")]


@ledgered(frozen=True)
class BudgetReport(models.Model):
    """A report on a budget as it stood, with its files."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="reports")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    rows = models.JSONField()
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="budget_report_reference")]
