"""The register of contracts: what the rows of confirmed tables say, and what no plan has room for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.service_plan.states import Basis, Extension, StepKind, SupplierKind


@ledgered()
class Contract(models.Model):
    """A contract. Each date stands as typed and as the first and the last day that it can mean.

    :cvar row: the row of a plan that says so; null once that row was taken out of its plan.
    :cvar sum_pence: as it stands; `sum_basis` says whether for a year or in all, where somebody knows.
    :cvar notice_months: how long before its end it must be said that it will not go on.
    :cvar extension_months: null where the plan says only that it may be extended.
    :cvar extended_to: its end since an extension was taken up; the plan's own end stays as typed.
    :cvar renewed_to: until when it was last confirmed to go on, where it goes on from year to year.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    plan = models.ForeignKey("service_plan.Plan", on_delete=models.PROTECT, related_name="contracts")
    row = models.OneToOneField("service_plan.PlanRow", on_delete=models.SET_NULL, null=True, related_name="contract")
    title = models.TextField()
    service_area = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    description = models.TextField(blank=True)
    supplier = models.TextField(blank=True)
    sum_typed = models.TextField(blank=True)
    sum_pence = models.BigIntegerField(null=True)
    sum_basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.UNKNOWN)
    start_typed = models.TextField(blank=True)
    start_first = models.DateField(null=True)
    start_last = models.DateField(null=True)
    end_typed = models.TextField(blank=True)
    end_first = models.DateField(null=True)
    end_last = models.DateField(null=True)
    review_typed = models.TextField(blank=True)
    review_first = models.DateField(null=True)
    review_last = models.DateField(null=True)
    extension_typed = models.TextField(blank=True)
    extension = models.CharField(max_length=10, choices=Extension.choices, default=Extension.UNKNOWN)
    extension_months = models.IntegerField(null=True)
    notice_months = models.IntegerField(null=True)
    supplier_details = models.CharField(max_length=500, blank=True)
    bought_by = models.CharField(max_length=200, blank=True)
    small_supplier = models.BooleanField(null=True)
    voluntary_number = models.CharField(max_length=40, blank=True)
    irrecoverable_vat_pence = models.BigIntegerField(null=True)
    extended_to = models.DateField(null=True)
    renewed_to = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="contract_reference"),
            models.CheckConstraint(
                condition=Q(notice_months__isnull=True) | Q(notice_months__gte=0, notice_months__lte=60),
                name="contract_notice",
            ),
            models.CheckConstraint(
                condition=Q(end_first__isnull=True) | Q(end_last__gte=F("end_first")), name="contract_end"
            ),
        ]


@ledgered(frozen=True)
class ContractStep(models.Model):
    """That a contract was extended or goes on for another year, with the reason; never changed."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    ended = models.DateField(null=True)
    ends = models.DateField()
    reason = models.CharField(max_length=500)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")


@ledgered()
class SupplierNote(models.Model):
    """A review, a score or an issue of how a supplier does under a contract; an issue is open until it is settled."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="notes")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=SupplierKind.choices)
    happened_on = models.DateField()
    text = models.CharField(max_length=1000)
    score = models.IntegerField(null=True)
    said_by = models.CharField(max_length=150)
    settled_on = models.DateField(null=True)
    settled = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="supplier_note_reference"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5), name="supplier_note_score"
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("happened_on")),
                name="supplier_note_settled_after",
            ),
        ]
