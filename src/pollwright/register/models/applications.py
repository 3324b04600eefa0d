"""Applications to be registered or to change an entry, and what was found when they were checked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.register.states import Category, TrayState


@ledgered("old")
class Application(models.Model):
    """An application as received (RPA 1983 ss 10ZC, 10ZD; RPR 2001 reg 26). The moment of receipt decides.

    States and the actions between them are `pollwright.law.applications`. Names and addresses of an anonymous
    applicant are not here but sealed in `ApplicationPrivate`. `lists_on` is the day on which it is (or would be)
    entered in the list of applications: the day of receipt (REG-210).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    outside_reference = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, help_text="ordinary, overseas, forces … change_of_name, renewal, anonymous")
    channel = models.CharField(max_length=10, help_text="online, post, email, counter, phone")
    received_at = models.DateTimeField()
    lists_on = models.DateField()
    may_determine_from = models.DateField(help_text="The sixth working day: the objection window is over (REG-230).")
    state = models.CharField(max_length=25)
    title = models.CharField(max_length=35, blank=True)
    forenames = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    previous_forenames = models.CharField(max_length=100, blank=True)
    previous_surname = models.CharField(max_length=100, blank=True)
    nationalities = ArrayField(models.CharField(max_length=2), default=list)
    nationality_reason = models.CharField(max_length=200, blank=True)
    residence_right = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=20, choices=Category.choices, default=Category.ORDINARY)
    anonymous = models.BooleanField(default=False)
    address = models.CharField(max_length=500, blank=True, help_text="As the applicant gave it.")
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.BigIntegerField(null=True)
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, null=True)
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, null=True)
    previous_address = models.CharField(max_length=500, blank=True)
    left_within_a_year = models.BooleanField(null=True)
    other_address = models.CharField(max_length=20, blank=True, help_text="none, student, second-home")
    open_register = models.BooleanField(default=False)
    over_76 = models.BooleanField(null=True)
    email = models.CharField(max_length=255, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    language = models.CharField(max_length=2, default="en")
    declared_true = models.BooleanField(default=False)
    declared_on = models.DateField(null=True)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True)
    duplicate_of = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True, related_name="+")
    missing = ArrayField(models.CharField(max_length=40), default=list)
    match_result = models.CharField(max_length=20, blank=True)
    evidence_due = models.DateField(null=True)
    determined_on = models.DateField(null=True)
    extra = models.JSONField(default=dict, help_text="Unknown keys of the outside record, kept as they came.")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="application_reference"),
            models.UniqueConstraint(
                fields=["authority", "outside_reference"],
                condition=~Q(outside_reference=""),
                name="application_comes_once",
            ),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(forenames="", surname="", address="", email="", phone=""),
                name="anonymous_applicant_has_no_name_here",
            ),
            models.CheckConstraint(
                condition=Q(determined_on__isnull=True) | Q(determined_on__gte=models.F("lists_on")),
                name="application_determined_after_receipt",
            ),
        ]
        indexes = [
            models.Index("authority", "state", "received_at", name="application_queue"),
            models.Index("authority", "may_determine_from", name="application_ready"),
            models.Index("elector", name="application_by_elector"),
        ]


@ledgered(None)
class ApplicationPrivate(models.Model):
    """Birth and National Insurance number of an applicant, kept apart (REG-200, 204); the number goes by 13 months."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, primary_key=True)
    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    date_of_birth = models.DateField(null=True)
    no_birth_reason = models.CharField(max_length=200, blank=True)
    age_statement = models.CharField(max_length=20, blank=True)
    nino_sealed = models.BinaryField(null=True)
    nino_mac = models.BinaryField(null=True)
    nino_class = models.CharField(max_length=20, blank=True)
    no_nino_reason = models.CharField(max_length=200, blank=True)
    sealed = models.BinaryField(null=True, help_text="Particulars of an anonymous applicant.")

    objects = ScopedManager(authority="authority")


@ledgered(frozen=True)
class IdentityCheck(models.Model):
    """One identity check of an application and its result: pass or fail, no more (REG-220)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    application = models.ForeignKey(Application, on_delete=models.PROTECT)
    matcher = models.CharField(max_length=40, help_text="dwp, local, or the name of the adapter")
    result = models.CharField(max_length=20, help_text="pass, fail, no-nino")
    checked_at = models.DateTimeField()
    detail = models.CharField(max_length=200, blank=True)

    objects = ScopedManager(authority="authority")


@ledgered()
class EvidenceItem(models.Model):
    """A document that an applicant gave (REG-224)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    application = models.ForeignKey(Application, on_delete=models.PROTECT)
    document = models.CharField(max_length=60, help_text="The kind of document, as law.registration names them.")
    received_on = models.DateField()
    original = models.BooleanField(default=False)
    accepted = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True)

    objects = ScopedManager(authority="authority")


@ledgered()
class Attestation(models.Model):
    """An attestation of an applicant by an elector (REG-225) or a qualifying officer (REG-171)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    application = models.ForeignKey(Application, on_delete=models.PROTECT)
    attestor = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True)
    officer_kind = models.CharField(max_length=60, blank=True)
    officer_name = models.CharField(max_length=150, blank=True)
    signed_on = models.DateField()
    valid_years = models.IntegerField(null=True)
    accepted = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_years__isnull=True) | Q(valid_years__gte=1, valid_years__lte=5),
                name="attestation_of_1_to_5_years",
            ),
        ]


@ledgered()
class TrayItem(models.Model):
    """A scan of something that came by post, counter or e-mail, waiting to be keyed. Its moment of receipt decides."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, help_text="post, email, counter")
    received_at = models.DateTimeField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=TrayState.choices, default=TrayState.WAITING)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True)
    closed_reason = models.CharField(max_length=200, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="tray_reference"),
            models.CheckConstraint(
                condition=~Q(state=TrayState.KEYED) | Q(application__isnull=False), name="keyed_as_an_application"
            ),
        ]
        indexes = [models.Index("authority", "state", "received_at", name="tray_queue")]
