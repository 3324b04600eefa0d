"""An address in parts, and what tells a property as it is from the same property changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pollwright.audit.trail import canonical
from pollwright.places.models import Property


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts, and what tells it and places it. Blank text is none."""

    organisation: str = ""
    sub_building: str = ""
    building_name: str = ""
    building_number: str = ""
    street: str = ""
    usrn: int | None = None
    locality: str = ""
    town: str = ""
    postcode: str = ""
    uprn: int | None = None
    parent_uprn: int | None = None
    walk_order: int | None = None


ADDRESS = tuple(Address.__dataclass_fields__)
"""The fields of an address, in order."""


def version_of(row: Property) -> str:
    """Return what tells a property as it is from the same property changed: a hash of its row."""
    fields = {field.attname: getattr(row, field.attname) for field in Property._meta.concrete_fields}
    return hashlib.sha256(canonical(fields).encode()).hexdigest()[:32]
