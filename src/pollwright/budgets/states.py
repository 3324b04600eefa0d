"""Kinds and states of budgets, orders, extracts of the ledger and virements."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pot(models.TextChoices):
    """The pots of an electoral service's money (MM-E04)."""

    CORE = "core", _("Core service")
    MAJOR = "major", _("Major polls")
    MINOR = "minor", _("Minor polls")


class Sort(models.TextChoices):
    """Whether money goes out under a heading or comes in; income stands below nought, as in the ledger."""

    COST = "cost", _("Cost")
    INCOME = "income", _("Income")


class Payer(models.TextChoices):
    """Who pays in the end (MM-A12)."""

    COUNCIL = "council", _("This council")
    CONSOLIDATED_FUND = "national", _("Consolidated Fund")
    COMBINED_AUTHORITY = "combined", _("Combined authority")
    PARISH = "parish", _("Parish or town council")
    PLANNING_GRANT = "planning", _("Neighbourhood planning grant")
    BID_PROPOSER = "bid", _("Proposer of a business improvement district")
    OTHER_COUNCIL = "other", _("Another council")


class BudgetState(models.TextChoices):
    """A budget is drafted, agreed by Council, and closed with its year."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    CLOSED = "closed", _("Closed")


class Spread(models.TextChoices):
    """How what is left of a heading is expected to be spent."""

    EVEN = "even", _("Evenly, month by month")
    ORDERED = "ordered", _("Only what is ordered")


class ChangeKind(models.TextChoices):
    """Why the latest estimate is no longer the original budget (MM-E02)."""

    CARRIED = "carried", _("Carried forward")
    SUPPLEMENTARY = "extra", _("Supplementary estimate")
    CORRECTION = "correction", _("Correction")
    VIREMENT = "virement", _("Virement")


class Remedy(models.TextChoices):
    """What is done about a variance (MM-E07)."""

    MANAGED = "managed", _("To be managed by the service")
    SUPPLEMENTARY = "extra", _("A supplementary estimate is asked for")
    VIREMENT = "virement", _("A virement is asked for")


class OrderState(models.TextChoices):
    """How far an order is."""

    RAISED = "raised", _("Raised")
    RECEIPTED = "receipted", _("Receipted")
    CANCELLED = "cancelled", _("Cancelled")


class OrderSource(models.TextChoices):
    """Where an order was first noted."""

    HAND = "hand", _("Entered here")
    OFFICE = "office", _("Orders of the office")
    BOOKING = "booking", _("Hire of a venue")


class ExtractState(models.TextChoices):
    """An extract of the ledger is read on trial, taken over, and taken back where it was wrong."""

    READ = "read", _("Read, not taken over")
    TAKEN = "taken", _("Taken over")
    WITHDRAWN = "withdrawn", _("Taken back")


class VirementState(models.TextChoices):
    """How far a virement is."""

    ASKED = "asked", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
