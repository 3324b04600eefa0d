"""What happens in this room, as it stands in the audit trail.

People here are staff, whose names are part of the trail (an event copies its actor's name); no elector is ever named.
Signing in is recorded in every authority where the person holds a role, since each answers for who could see its
register. A failed attempt with an address that nobody has is counted for the lock-out, but is in no authority's trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.acting import Capacity, Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person signed in; `method` says with what."""

    code: ClassVar[str] = "access.signed-in"
    sentence: ClassVar[str] = "signed in with {method}"
    method: Annotated[
        str,
        "a password and a code",
        "a password and a recovery code",
        "a password and a security key",
        "a passkey",
        "the demonstration's button",
        "a password, to set up a second factor",
    ]


@dataclass(frozen=True, slots=True)
class SignedOut:
    """A person's session ended; `how` says by whom or what."""

    code: ClassVar[str] = "access.signed-out"
    sentence: ClassVar[str] = "signed out {how}"
    how: Annotated[str, "by themselves", "when the session ran out"]


@dataclass(frozen=True, slots=True)
class SignInFailed:
    """Somebody tried to sign in as a person and failed; `what` was wrong."""

    code: ClassVar[str] = "access.sign-in-failed"
    sentence: ClassVar[str] = "refused a sign-in as {person}: wrong {what}"
    person: str
    what: Annotated[str, "password", "code"]


@dataclass(frozen=True, slots=True)
class LockedOut:
    """Signing in as a person was locked for some minutes, after too many failures."""

    code: ClassVar[str] = "access.locked-out"
    sentence: ClassVar[str] = (
        "locked signing in as {person} for {minutes:minute|minutes} after {failures:failure|failures}"
    )
    person: str
    minutes: int
    failures: int


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """A person changed their own password."""

    code: ClassVar[str] = "access.password-changed"
    sentence: ClassVar[str] = "changed their password"


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """An administrator gave a person a temporary password; every session of the person ended."""

    code: ClassVar[str] = "access.password-reset"
    sentence: ClassVar[str] = "gave {person} a temporary password"
    person: str


@dataclass(frozen=True, slots=True)
class SecondFactorAdded:
    """A person set up a second factor of a kind."""

    code: ClassVar[str] = "access.second-factor-added"
    sentence: ClassVar[str] = "set up {kind} for signing in"
    kind: Annotated[str, "an authenticator app", "a passkey", "recovery codes"]


@dataclass(frozen=True, slots=True)
class SecondFactorRemoved:
    """A person took one of their second factors away."""

    code: ClassVar[str] = "access.second-factor-removed"
    sentence: ClassVar[str] = "took away {kind} for signing in"
    kind: Annotated[str, "an authenticator app", "a passkey", "recovery codes"]


@dataclass(frozen=True, slots=True)
class SecondFactorReset:
    """An administrator took every second factor of a person away, who must set one up again."""

    code: ClassVar[str] = "access.second-factor-reset"
    sentence: ClassVar[str] = "took away every second factor of {person}"
    person: str


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """A person was given their first role in this authority."""

    code: ClassVar[str] = "access.person-added"
    sentence: ClassVar[str] = "added {person} as {role}"
    person: str
    role: Annotated[str, Role]


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """A person's role in this authority was changed."""

    code: ClassVar[str] = "access.role-changed"
    sentence: ClassVar[str] = "changed the role of {person} from {before} to {after}"
    person: str
    before: Annotated[str, Role]
    after: Annotated[str, Role]


@dataclass(frozen=True, slots=True)
class MembershipEnded:
    """A person's role in this authority was ended."""

    code: ClassVar[str] = "access.membership-ended"
    sentence: ClassVar[str] = "ended the role of {person} as {role}"
    person: str
    role: Annotated[str, Role]


@dataclass(frozen=True, slots=True)
class PersonDeactivated:
    """A person may sign in no more; every session ended."""

    code: ClassVar[str] = "access.person-deactivated"
    sentence: ClassVar[str] = "stopped {person} from signing in"
    person: str


@dataclass(frozen=True, slots=True)
class PersonReactivated:
    """A person may sign in again."""

    code: ClassVar[str] = "access.person-reactivated"
    sentence: ClassVar[str] = "let {person} sign in again"
    person: str


@dataclass(frozen=True, slots=True)
class DelegationRecorded:
    """A written delegation was recorded; `last_day` is None where it has no end."""

    code: ClassVar[str] = "access.delegation-recorded"
    sentence: ClassVar[str] = "recorded delegation {reference} to {person}, who acts as {capacity}"
    reference: str
    person: str
    capacity: Annotated[str, Capacity]
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class DelegationRevoked:
    """A written delegation was revoked."""

    code: ClassVar[str] = "access.delegation-revoked"
    sentence: ClassVar[str] = "revoked delegation {reference} to {person}"
    reference: str
    person: str


@dataclass(frozen=True, slots=True)
class AuthorityFounded:
    """An authority was added to the installation; the first event of its trail."""

    code: ClassVar[str] = "access.authority-founded"
    sentence: ClassVar[str] = "added the authority {authority}"
    authority: str
