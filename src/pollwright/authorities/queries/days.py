"""Reading an authority's own non-working days, and what is known of the authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.authorities.models import Authority, NonWorkingDay


@dataclass(frozen=True, slots=True)
class AddedDay:
    """A day that is no working day in an authority, beyond its nation's own."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """What an authority is. `clock_on` is the day that a demonstration's clock shows."""

    code: str
    name: str
    gss: str
    nation: str
    demonstration: bool
    clock_on: date | None


def added_days(authority_id: int) -> list[AddedDay]:
    """Return the days that an authority added, the latest first."""
    rows = NonWorkingDay.objects.filter(authority=authority_id).order_by("-day").values_list("day", "name")
    return [AddedDay(day, name) for day, name in rows]


def authority_facts(authority_id: int) -> AuthorityFacts:
    """Return what an authority is."""
    return _facts(Authority.objects.get(pk=authority_id))


def every_authority() -> list[AuthorityFacts]:
    """Return every authority of the installation, by code."""
    return [_facts(one) for one in Authority.objects.order_by("code")]


def _facts(one: Authority) -> AuthorityFacts:
    return AuthorityFacts(one.code, one.name, one.gss, one.nation, one.demonstration, one.clock_on)
