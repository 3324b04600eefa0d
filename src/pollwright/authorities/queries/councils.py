"""The council that a page is of to which nobody signs in."""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.authorities.models import Authority


@dataclass(frozen=True, slots=True)
class Council:
    """A council as a public page names it."""

    id: int
    name: str


def council_of(code: str) -> Council | None:
    """Return the council of a code, or None."""
    row = Authority.objects.filter(code=code).values_list("pk", "name").first()
    return Council(*row) if row else None
