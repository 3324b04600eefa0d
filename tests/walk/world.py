"""What the walk walks through: one authority with a record of every kind, and clients of everybody.

`samples` says what each address is tried with, `records` what each operation is.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from pollwright.access.models import Delegation, Person
from pollwright.acting import Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority, NonWorkingDay
from pollwright.authorities.operations.settings import change_setting
from pollwright.jobs.models import Work
from pollwright.oversight.models import LegalHold
from tests.files.storing import keep_file
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import TODAY, actor_in, person_in
from tests.fixtures.signing_in import SECRET

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SOON = date.today() + timedelta(days=40)


@dataclass
class World:
    """An authority whose records are walked to, and the makers of them."""

    authority: Authority
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def ledger(self) -> Ledger:
        """The maker of places and register."""
        return Ledger(self.authority)

    def person(self) -> Person:
        """Make a person of the authority whom an administrator may act on."""
        return person_in(self.authority, Role.OFFICER)

    def delegation(self) -> str:
        """Make a delegation and return its reference."""
        with arranged():
            made = Delegation.objects.create(
                authority=self.authority,
                reference="D0000001",
                person=self.person(),
                capacity="Deputy Electoral Registration Officer",
                document="Minute 1",
                written_on=TODAY,
                given_by="The ERO",
                functions="All",
                valid_from=TODAY,
            )
        return made.reference

    def event(self) -> int:
        """Leave an event in the authority's trail and return its number."""
        head = actor_in(self.authority, Role.HEAD)
        change_setting(
            actor=head, name="notices.second_person_above", value=9, valid_from=TODAY, on=TODAY, reason="walk"
        )
        return int(Event.objects.filter(authority_id=self.authority.pk).latest("pk").pk)

    def day(self) -> str:
        """Add a non-working day to come and return it."""
        with arranged():
            NonWorkingDay.objects.create(authority=self.authority, day=SOON, name="Walk")
        return SOON.isoformat()

    def work(self) -> str:
        """Make long work that is done and return its reference."""
        with arranged():
            work = Work.objects.create(
                authority=self.authority,
                reference="W0000001",
                kind="testing.walk",
                lock="walk",
                title="Walk",
                requested_by={"name": "Walk"},
                state="done",
            )
        return work.reference

    def hold(self) -> str:
        """Make a legal hold and return its reference."""
        with arranged():
            hold = LegalHold.objects.create(
                authority=self.authority, reference="H0000001", kind="application", reason="walk"
            )
        return hold.reference

    def file(self) -> str:
        """Keep a file and return its token."""
        return keep_file(actor=actor_in(self.authority, Role.HEAD)).token


def client_of(person: Person) -> Client:
    """Return a client that is signed in with a second factor, without going through the pages of it."""
    TOTP.activate(person, SECRET)
    client = Client(raise_request_exception=True)
    client.force_login(person, backend=BACKEND)
    session = client.session
    session["second_factor"] = person.pk
    session.save()
    return client


def client_in(council: Authority, role: Role) -> Client:
    """Return a client of a new person with a role in an authority."""
    return client_of(person_in(council, role))
