"""The people of a demonstration: one for each role, with a password and a second factor that are fixed and shown."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from pollwright.access.actors import actor_for, seats
from pollwright.access.matrix import TITLES
from pollwright.access.models import Person
from pollwright.access.operations.delegations import Terms, record_delegation
from pollwright.access.operations.founding import Charter, Founded, found_authority, founder
from pollwright.access.operations.people import add_person
from pollwright.acting import Actor, Channel, Role

NAMES: Mapping[Role, str] = {
    Role.HEAD: "Helen Thorne",
    Role.SENIOR: "Samir Ansah",
    Role.OFFICER: "Olivia Marsh",
    Role.CUSTOMER_SERVICE: "Callum Reed",
    Role.FINANCE: "Fiona Tait",
    Role.AUDITOR: "Audrey Finch",
    Role.ADMINISTRATOR: "Adam Kowal",
}
"""Invented. Nobody holds these offices."""


@dataclass(frozen=True, slots=True)
class Login:
    """How one person of a demonstration signs in."""

    authority: str
    role: str
    email: str
    password: str
    totp_secret: str

    @property
    def title(self) -> str:
        """Return the role in words."""
        return TITLES[Role(self.role)]


class Logins:
    """The logins of this installation's demonstration: made once, kept in a file that only its user can read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        self.held = {(one["authority"], one["role"]): Login(**one) for one in told}

    def of(self, authority: str, role: Role) -> Login:
        """Return the login of a role in an authority, made up the first time."""
        key = (authority, str(role))
        if key not in self.held:
            email = f"{role}@{authority}.example"
            self.held[key] = Login(authority, str(role), email, _password(), generate_totp_secret())
            self._write()
        return self.held[key]

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps([asdict(login) for login in self.held.values()], indent=1), encoding="utf-8")
        fresh.rename(self._path)


def found(charter: Charter, logins: Logins, *, on: date) -> Founded:
    """Add a demonstration authority, with a person for every role and a second factor for each of them."""
    administrator = logins.of(charter.code, Role.ADMINISTRATOR)
    founded = found_authority(
        actor=founder(),
        charter=charter,
        email=administrator.email,
        name=NAMES[Role.ADMINISTRATOR],
        on=on,
        password=administrator.password,
    )
    there = replace(founder(), authority_id=founded.authority.pk, authority_code=charter.code)
    for role in NAMES:
        login = logins.of(charter.code, role)
        if role is not Role.ADMINISTRATOR:
            add_person(actor=there, email=login.email, name=NAMES[role], role=role, on=on, password=login.password)
        person = Person.objects.get(email=login.email)
        if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(person, login.totp_secret)
    return founded


def acting_as(login: Login, *, on: date) -> Actor:
    """Return the person of a login, acting by command."""
    person = Person.objects.get(email=login.email)
    return actor_for(person, seats(person.pk, on=on)[0], on=on, channel=Channel.COMMAND)


def delegate(head: Actor, deputy: Login, *, on: date) -> None:
    """Make the senior officer a deputy by written delegation, so that determinations show the capacity."""
    person = Person.objects.get(email=deputy.email)
    terms = Terms("Delegations register, folio 12", on, head.name, "All determinations of registration", on)
    record_delegation(actor=head, handle=str(person.handle), terms=terms, on=on)


def _password() -> str:
    return "-".join("".join(secrets.choice(string.ascii_lowercase) for _ in range(5)) for _ in range(3))
