"""The register of contracts: what the rows of confirmed tables say, and what no plan has room for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.service_plan.states import Basis, Extension


@ledgered()
class Contract(models.Model):
    """A contract. Each date stands as typed and as the first and the last day that it can mean.

    :cvar row: the row of a plan that says so; null once that row was taken out of its plan.
    :cvar sum_pence: as it stands; `sum_basis` says whether for a year or in all, where somebody knows.
    :cvar notice_months: how long before its end it must be said that it will not go on.
    :cvar extension_months: null where the plan says only that it may be extended.
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
