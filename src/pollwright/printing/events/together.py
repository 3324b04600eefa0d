"""Happenings about the papers of polls that are taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AllAsked:
    """Documents of all polls taken together were asked for."""

    code: ClassVar[str] = "printing.all-asked"
    sentence: ClassVar[str] = "asked for documents of combination {combination}: {kind}, {count} of {polls} polls"
    combination: str
    kind: str
    count: int
    polls: int


@dataclass(frozen=True, slots=True)
class AllPrepared:
    """Documents of all polls taken together were prepared."""

    code: ClassVar[str] = "printing.all-prepared"
    sentence: ClassVar[str] = "prepared documents of combination {combination}: {count} of {polls} polls"
    combination: str
    count: int
    polls: int


@dataclass(frozen=True, slots=True)
class OrdersOfAllReleased:
    """Orders of ballot papers of all polls taken together were released."""

    code: ClassVar[str] = "printing.orders-of-all-released"
    sentence: ClassVar[str] = "released {count} orders of ballot papers of combination {combination}"
    combination: str
    count: int
