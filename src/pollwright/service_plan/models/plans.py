"""A service's plans: the working copy as an ordered tree, and the versions that were published from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.formats.plan_kinds import TableKind
from pollwright.service_plan.states import BlockKind, Origin, PlanState, Reached


@ledgered()
class Service(models.Model):
    """A service of the authority that has a plan of its own. A corporate service has others under it."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    above = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="service_reference"),
            models.UniqueConstraint(fields=["authority", "name"], name="service_name"),
            models.CheckConstraint(
                condition=Q(above__isnull=True) | ~Q(above=F("id")), name="service_not_above_itself"
            ),
        ]


@ledgered()
class Plan(models.Model):
    """The plan of a service for some financial years: its working copy.

    :cvar title: the lines of its title, as typed.
    :cvar first_year: the year in which its first financial year begins; `years` is how many it is for.
    :cvar source: the file that it was imported from.
    :cvar submitted_by: who sent it for approval; somebody else approves it.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="plans")
    title = models.JSONField()
    first_year = models.IntegerField()
    years = models.IntegerField(default=3)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    source = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    rolled_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    submitted_by = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="plan_reference"),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=10), name="plan_years"),
            models.CheckConstraint(condition=Q(first_year__gte=1990, first_year__lte=2200), name="plan_first_year"),
        ]


@ledgered()
class PlanSection(models.Model):
    """A section of a plan under its heading. Level 0 is the matter before the first heading."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sections")
    position = models.IntegerField()
    level = models.IntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"], name="section_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=9), name="section_level"),
        ]


@ledgered()
class PlanBlock(models.Model):
    """A paragraph or a table of a section.

    :cvar hint: it speaks to the author and is never printed.
    :cvar table_kind: what a table is about, as it was understood; `heads` is how many of its rows are its head.
    :cvar confirmed_at: when a person confirmed what was understood of a table. Only then do its rows count elsewhere.
    :cvar live: the source whose register a table shows in place of what was typed (`service_plan.live`); blank where it
        shows that. `live_of` is which part of the source.
    :cvar frozen: what a live table showed when the plan was sent for approval: that is approved and published. None
        while the plan is a draft.
    :cvar version: rises with each change of the block and of the order of its rows, not with that of one row.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="blocks")
    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="blocks")
    position = models.IntegerField()
    kind = models.CharField(max_length=10, choices=BlockKind.choices)
    text = models.TextField(blank=True)
    hint = models.BooleanField(default=False)
    table_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in TableKind], blank=True)
    heads = models.IntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    live = models.CharField(max_length=40, blank=True)
    live_of = models.CharField(max_length=40, blank=True)
    frozen = models.JSONField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="block_reference"),
            models.UniqueConstraint(
                fields=["section", "position"], name="block_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(kind="table", text="") | (~Q(kind="table") & Q(table_kind="", confirmed_at__isnull=True)),
                name="block_is_text_or_table",
            ),
            models.CheckConstraint(condition=Q(kind="table") | Q(live=""), name="block_live_is_table"),
        ]


@ledgered()
class PlanRow(models.Model):
    """A row of a table: its cells as typed, and beside each what was understood of it.

    :cvar cells: texts. :cvar facts: for each cell kind, value, words and warning (`formats.plan_facts.Fact`).
    :cvar version: of this row alone, so that two people can work on two rows of one table.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    block = models.ForeignKey(PlanBlock, on_delete=models.PROTECT, related_name="rows")
    position = models.IntegerField()
    cells = models.JSONField()
    facts = models.JSONField(default=list)
    words = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["block", "position"], name="row_position", deferrable=models.Deferrable.DEFERRED
            ),
        ]


@ledgered(frozen=True)
class PlanVersion(models.Model):
    """A published version of a plan: frozen, with its files.

    :cvar content: the plan as it was, from which differences are worked out.
    :cvar files: token and SHA-256 of each form (docx, pdf, html).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=10)
    made_on = models.DateField()
    made_by = models.CharField(max_length=200)
    reason = models.CharField(max_length=1000)
    published_at = models.DateTimeField()
    content = models.JSONField()
    files = models.JSONField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_number")]


@ledgered()
class PlanLink(models.Model):
    """Where a link of plans leads, by the words that stand in the plan. Empty where nobody has said yet.

    :cvar checked_on: when a person looked at the page. :cvar reached: what came of asking for it on `tried_on`.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    label = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField(null=True)
    reached = models.CharField(max_length=10, choices=Reached.choices, blank=True)
    tried_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "label"], name="link_label")]
