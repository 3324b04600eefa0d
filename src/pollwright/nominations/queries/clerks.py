"""Clerks of parish and community councils."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from pollwright.nominations.models import Clerk
from pollwright.nominations.queries.lists import page_of
from pollwright.pages.tables import Page, TableRequest


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """One clerk, with how to reach them."""

    id: int
    council: str
    parish: str
    code: str
    name: str
    address: str
    email: str
    phone: str


_ROW = ("pk", "council", "area__name", "area__code", "name", "address", "email", "phone")


def clerks(authority_id: int, asked: TableRequest) -> Page[ClerkRow]:
    """Return a page of the clerks."""
    held = Clerk.objects.filter(authority=authority_id)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(council__icontains=words)
            | Q(name__icontains=words)
            | Q(area__name__icontains=words)
            | Q(area__code=words)
        )
    return page_of(held, asked, _ROW, ClerkRow)


def every_clerk(authority_id: int) -> list[ClerkRow]:
    """Return all clerks, by council."""
    return [
        ClerkRow(*row)
        for row in Clerk.objects.filter(authority=authority_id).order_by("council", "pk").values_list(*_ROW)
    ]
