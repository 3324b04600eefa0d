"""The certificate of anonymous registration (handbook REG-175). Holds protected data: render it, never store it open."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pollwright.documents.imprint import Imprint


@dataclass(frozen=True, slots=True)
class AnonymousCertificate:
    """A certificate for one person.

    :param qualifying_address: lines of the address.
    :param elector_number: number with its polling district.
    :param effective_on: the day the entry takes effect.
    :param ends_on: the last day of the entitlement, 12 months at most.
    :param signatory: name printed under the signature; "" leaves it to be written.
    """

    template: ClassVar[str] = "documents/papers/anonymous_certificate/anonymous_certificate.typ"

    imprint: Imprint
    name: str
    qualifying_address: tuple[str, ...]
    elector_number: str
    effective_on: date
    ends_on: date
    signatory: str

    def __post_init__(self) -> None:
        if self.ends_on <= self.effective_on:
            raise ValueError("The entitlement ends after the entry takes effect.")
