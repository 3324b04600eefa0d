"""Happenings about the property at which an elector qualifies whose entry prints no address.

What happened to the elector and what to the property are told apart: neither says the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ElectorPlaced:
    """An officer chose the property at which an elector qualifies."""

    code: ClassVar[str] = "register.elector-placed"
    sentence: ClassVar[str] = "chose the property at which elector {elector} qualifies; entries amended: {amended}"
    elector: str
    amended: int


@dataclass(frozen=True, slots=True)
class HomeChosen:
    """A property was chosen as one at which somebody qualifies."""

    code: ClassVar[str] = "register.home-chosen"
    sentence: ClassVar[str] = "chose property {property} for an elector whose entry prints no address"
    property: str


@dataclass(frozen=True, slots=True)
class ElectorsPlaced:
    """Electors were placed at the one property that the address of each suggests."""

    code: ClassVar[str] = "register.electors-placed"
    sentence: ClassVar[str] = (
        "chose the property at which {electors:elector qualifies|electors qualify}; entries amended: {amended}, left: {left}"
    )
    electors: int
    amended: int
    left: int


@dataclass(frozen=True, slots=True)
class HomesChosen:
    """Properties were chosen as those at which electors qualify."""

    code: ClassVar[str] = "register.homes-chosen"
    sentence: ClassVar[str] = "chose {properties:property|properties} for electors whose entries print no address"
    properties: int
