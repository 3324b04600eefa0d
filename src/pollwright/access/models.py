"""People who sign in, the roles they hold in authorities, and written delegations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django_scopes import ScopedManager

from pollwright.acting import Role
from pollwright.audit.history import ledgered


class PersonManager(UserManager["Person"]):
    """Makes people by e-mail address."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person who signs in as `username`, whatever the case of the letters."""
        return self.get(email__iexact=username)


@ledgered(leave_out=["password"])
class Person(AbstractBaseUser):
    """A named person who may sign in. Never deleted while an event names them: deactivated instead.

    There is no `last_login` here: signing in is an event of the trail, not a change of the person. A password that
    somebody else set is `password_temporary` and must be changed before anything else. Raising `session_epoch` ends
    every session of the person. `handle` stands for the person in addresses.
    """

    last_login = None

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now())
    handle = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    password_temporary = models.BooleanField(default=False, db_default=False)
    session_epoch = models.PositiveIntegerField(default=0, db_default=0)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(models.functions.Lower("email"), name="person_email")]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether this is the password; an old kind of hash is renewed when the password is next changed."""
        return check_password(raw_password, self.password)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must carry: it changes with the password and with `session_epoch`."""
        return salted_hmac(
            "pollwright.access.session", f"{self.password} {self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()


@ledgered()
class Membership(models.Model):
    """A role that a person holds in an authority over a range of days; ends are exclusive."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = ScopedManager(authority="authority")
    everywhere: ClassVar[models.Manager[Membership]] = models.Manager()
    """For what goes beyond one authority: in which ones a person may act."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "person"], condition=Q(valid_to__isnull=True), name="one_role_in_an_authority"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="membership_dates"
            ),
        ]


@ledgered()
class Delegation(models.Model):
    """A written delegation: the holder acts in `capacity` while it lasts, and decisions say so (RPA 1983 s 52(2)).

    Revoking sets `revoked_on`; nothing is deleted.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    capacity = models.CharField(max_length=80)
    document = models.CharField(max_length=120, default="", help_text="Where the written delegation is filed.")
    written_on = models.DateField()
    given_by = models.CharField(max_length=150)
    functions = models.TextField(help_text="Which functions are delegated, in the words of the document.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")
    everywhere: ClassVar[models.Manager[Delegation]] = models.Manager()
    """For working out a capacity before any scope is open; the authority is named in the query."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="delegation_reference"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="delegation_dates"
            ),
        ]
