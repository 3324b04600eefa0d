"""The sealed particulars of anonymous electors: one form, whoever writes or opens them (REG-174, 902)."""

from __future__ import annotations

from datetime import date
from typing import Any

from pollwright.access.protection import mac, seal, unseal
from pollwright.law.numbering import folded

PARTICULARS = (
    "title",
    "forenames",
    "surname",
    "previous_forenames",
    "previous_surname",
    "property_reference",
    "uprn",
    "address",
    "postcode",
    "email",
    "phone",
    "correspondence1",
    "correspondence2",
    "correspondence3",
    "correspondence4",
    "correspondence5",
    "correspondence_postcode",
    "correspondence_country",
)
"""What may be sealed of an anonymous elector, as text or null."""


def sealed_particulars(reference: str, particulars: dict[str, Any]) -> bytes:
    """Return the particulars of an elector, encrypted for that elector alone."""
    kept = {name: particulars[name] for name in PARTICULARS if particulars.get(name)}
    return seal(kept, context=f"elector:{reference}")


def opened_particulars(reference: str, sealed: bytes) -> dict[str, Any]:
    """Return what `sealed_particulars` was given, blanks left out.

    :raises WrongKey: where the key of this installation is another, or the particulars are another elector's.
    """
    return unseal(sealed, context=f"elector:{reference}")


def name_mac(forenames: str, surname: str, born: date | None) -> bytes:
    """Return the keyed digest by which the same name and birth are noticed again without being read."""
    return mac(f"{folded(surname)}|{folded(forenames)}|{born.isoformat() if born else ''}")
