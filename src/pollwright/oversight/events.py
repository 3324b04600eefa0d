"""What happens in keeping and removing records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar


@dataclass(frozen=True, slots=True)
class RemovalAsked:
    """The removal of records whose time is up was asked for."""

    code: ClassVar[str] = "retention.removal-asked"
    sentence: ClassVar[str] = "asked for the removal of records whose time was up on {on}"
    on: date
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordsRemoved:
    """Records of one kind were removed. `digest` is the SHA-256 of their ids in order; nothing of them is kept."""

    code: ClassVar[str] = "retention.records-removed"
    sentence: ClassVar[str] = "removed {count:record|records} of the kind {kind}, kept {months:month|months}"
    kind: str
    count: int
    months: int
    latest_start: date
    digest: str


@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """A legal hold was placed."""

    code: ClassVar[str] = "retention.hold-placed"
    sentence: ClassVar[str] = "placed legal hold {reference} on {what}"
    reference: str
    kind: str
    record: str
    what: Annotated[str, "every record of the kind {kind}"]


@dataclass(frozen=True, slots=True)
class HoldLifted:
    """A legal hold was lifted."""

    code: ClassVar[str] = "retention.hold-lifted"
    sentence: ClassVar[str] = "lifted legal hold {reference}"
    reference: str
