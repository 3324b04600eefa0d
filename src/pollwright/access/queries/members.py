"""Who may be named as the owner of something: the people of an authority, by their handles."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from pollwright.access.models import Membership
from pollwright.refusals import NotFound


def members(authority_id: int) -> list[tuple[str, str]]:
    """Return the active people of an authority by handle and name."""
    rows = Membership.objects.filter(authority=authority_id, person__is_active=True)
    found = rows.values_list("person__handle", "person__name").distinct().order_by("person__name", "person__handle")
    return [(str(handle), name) for handle, name in found]


def member_id(authority_id: int, handle: str | None) -> int | None:
    """Return the id of an active person of an authority, None for no handle.

    :raises NotFound: where there is no such person.
    """
    if not handle:
        return None
    held = Membership.objects.filter(authority=authority_id, person__is_active=True)
    try:
        found = held.filter(person__handle=handle).values_list("person_id", flat=True).first()
    except ValidationError:
        found = None
    if found is None:
        raise NotFound(kind="person", reference="")
    return found
